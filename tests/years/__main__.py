"""Write the page of the years."""

import sys

from tests.years.writing import PAGE, page


def main() -> None:
    """Live the years and write them down; a minute of work."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
