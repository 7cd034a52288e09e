"""Bot speaks: handlers, screens and everything that touches Telegram."""

import os

# python-telegram-bot's coming default: lengths of time are timedeltas. Without it every
# flood wait brings a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
