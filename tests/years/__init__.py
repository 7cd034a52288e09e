"""Years of invented runners, lived with the coach alone: `python -m tests.years` writes them."""
