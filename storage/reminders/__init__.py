"""Rows of reminders: planned, claimed, sent, followed up; nothing else says what is due."""
