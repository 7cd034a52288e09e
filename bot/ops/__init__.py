"""For whoever hosts it: health, metrics, logs, errors, and an export explained."""
