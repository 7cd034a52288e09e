"""`python -m scheduler.places` makes the places file anew (needs the test dependencies)."""

from scheduler.places.building import build

if __name__ == "__main__":
    build()
