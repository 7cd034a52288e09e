"""Handlers: answer, load, rule, save, show; no sentence and no health rule in them."""
