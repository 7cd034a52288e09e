"""Handlers of `/plan`: its page, its days, the times and lengths of runs, and the reminders."""
