"""Words of times and dates as patterns, read from `words.toml` when they are first needed."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("words.toml")
LONGEST = 48  # characters of a time, a date or both
# Marks of a lower combining class are part of a letter, such as the dakuten.
_FIRST_ACCENT = 100
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'"})  # noqa: RUF001
_LETTERS |= str.maketrans(dict.fromkeys("–—−〜~", "-"))  # noqa: RUF001
# Letters of a month's name from which on its beginning is its name, too.
SHORTEST = 3


def plain(text: str) -> str:
    """Return typed text without case, accents, width and the script of its digits."""
    spread = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(one for one in spread if unicodedata.combining(one) < _FIRST_ACCENT)
    whole = unicodedata.normalize("NFC", bare)
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in whole)
    return " ".join("".join(digits).split())


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def numbered(table: str) -> dict[str, int]:
    """Return what each word of a table of numbered words means, such as `{"samedi": 5}`."""
    found: dict[str, int] = {}
    for number, words in _tables()[table].items():
        found |= dict.fromkeys(map(plain, words.split()), int(number))
    return found


@cache
def month(word: str) -> int | None:
    """Return the month of a name or of its beginning, None where that is not one month's only."""
    names = numbered("months")
    if word in names:
        return names[word]
    begun = {names[name] for name in names if name.startswith(word)}
    return begun.pop() if len(begun) == 1 and len(word) >= SHORTEST else None


@cache
def any_of(*kinds: str) -> str:
    """Return a pattern for each word of some kinds; after a word of letters no letter follows."""
    words = {plain(word) for kind in kinds for word in _tables()["words"][kind].split()}
    return _either(words)


@cache
def any_numbered(table: str) -> str:
    """Return a pattern for each word of a table of numbered words."""
    return _either(set(numbered(table)))


def _either(words: set[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_bounded, longest_first)) + ")"


def _bounded(word: str) -> str:
    # Words of Chinese, Japanese and Korean stand close to what follows.
    return re.escape(word) + ("" if ord(word[-1]) > 0x2FFF else r"(?![^\W\d_])")
