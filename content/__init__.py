"""Content knows what to do: drills, rules and words, pure and without a clock."""
