"""What buttons mean, as values: one module for each topic that has screens."""
