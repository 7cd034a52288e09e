"""Reminders as they are sent: what is due, what each says, and how fast they leave."""
