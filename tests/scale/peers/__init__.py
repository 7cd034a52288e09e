"""Other people's ways to take a webhook's updates, each in a process with packages of its own."""
