"""Scheduler knows when: wall-clock times, run cards and the one clock."""
