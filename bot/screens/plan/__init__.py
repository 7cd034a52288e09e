"""Screens of `/plan`: its page, the times and lengths of runs, and the reminders."""
