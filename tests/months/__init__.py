"""A month of five invented runners, lived through the chat: `python -m tests.months` writes it."""
