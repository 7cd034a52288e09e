"""Typed times and dates: one reader for every question, in the main languages of Europe."""
