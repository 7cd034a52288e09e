"""Write the page of the months."""

import asyncio
import sys

from bot.transport import rate_limiter
from tests.months.writing import PAGE, page


def main() -> None:
    """Live the months without Telegram's pace, and write them down."""
    rate_limiter.CHAT_EVERY = 0.0  # of edits, too
    PAGE.write_text(asyncio.run(page()), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
