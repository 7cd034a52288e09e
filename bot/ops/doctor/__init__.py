"""Doctor: what a host would look at first, looked at in one go and said in plain sentences."""
