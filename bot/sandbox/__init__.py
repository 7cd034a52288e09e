"""Telegram on your own machine: a small, strict Bot API server and a phone in the browser."""
