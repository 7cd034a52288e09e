"""What every message to a runner keeps to: its length, its labels, its words, and a way on."""

import re

from bot.ops.error_handler import SORRY
from bot.sandbox.chats import Message
from tests.content.test_words_never import NEVER, phrases, said

# Characters of a text, by what it is.
STEP, USUAL, LIST = 450, 600, 1100
LISTS = ("The next seven days",)
# Characters of a label alone in its row, and beside others.
ALONE, BESIDE = 24, 13
# A place is told with its country and its time.
PLACE = 40
# Rows of a step, which has a picture to be seen above it, and of a question about one.
ROWS, ASKED = 3, 7

FORBIDDEN = phrases(NEVER)


def faults(message: Message) -> list[str]:
    """Return what is wrong with one of Dorsi's messages, as a runner sees it."""
    found = [*_of_text(message), *_of_buttons(message)]
    if not has_a_way_on(message):
        found.append("it is a dead end")
    return found


def has_a_way_on(message: Message) -> bool:
    """Tell whether a runner knows what to do next: a button, a command, or what to type."""
    # A message with Telegram's own keyboard, or without it again, is one half of a pair.
    if message.buttons or message.fixed or _was_overtaken(message):
        return True
    return bool(re.search(r"/[a-z]+\b|\b[Tt]ype\b", message.text))


def _was_overtaken(message: Message) -> bool:
    """Tell whether the buttons were taken away because a later message has them."""
    later = (one for number, one in message.chat.messages.items() if number > message.message_id)
    return bool(message.edited) and any(one.from_bot and one.buttons for one in later)


def _of_text(message: Message) -> list[str]:
    text = message.text
    most = USUAL
    if any(re.fullmatch(r"d1:\d+:\d+:done", one.data) for one in message.buttons):
        most = STEP
    elif any(start in text for start in LISTS):
        most = LIST
    found = [f"it is {len(text)} characters long, not {most}"] if len(text) > most else []
    found += [f"it says {word!r}" for word in said(FORBIDDEN, text)]
    found += [f"it shows {mark!r}" for mark in ("{", "}", "&lt;", "<b>") if mark in text]
    if SORRY in text:
        found.append("it tells of an error")
    return found


def _of_buttons(message: Message) -> list[str]:
    found = []
    for row in message.keyboard:
        most = ALONE if len(row) == 1 else BESIDE
        if re.match(r"zone:(?:place|is):", row[0].data):
            most = PLACE
        found += [f"{one.text!r} is too long for its row" for one in row if len(one.text) > most]
    step = any(re.fullmatch(r"d1:\d+:\d+:done", one.data) for one in message.buttons)
    practice = any(re.match(r"d1:\d+:\d+:", one.data) for one in message.buttons)
    if practice and len(message.keyboard) > (ROWS if step else ASKED):
        found.append(f"a practice has {len(message.keyboard)} rows")
    return found
