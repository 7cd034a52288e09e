"""Fold a place name for comparison: case, accents, punctuation and common abbreviations."""

import unicodedata

LONGEST = 80  # characters of a typed name; the longest name of the data is shorter
# Marks of a lower combining class are part of a letter (a nukta, a dakuten, a virama).
_FIRST_ACCENT = 10
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا"}
    | dict.fromkeys("'’‘ʻʼ`´ʹ″ـ", "")
)
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}


def fold(text: str) -> str:
    """Return a name as it is compared: without case, accents, punctuation and width."""
    spread = unicodedata.normalize("NFKD", text[:LONGEST].casefold()).translate(_LETTERS)
    bare = "".join(one for one in spread if unicodedata.combining(one) < _FIRST_ACCENT)
    whole = unicodedata.normalize("NFC", bare).casefold()
    words = "".join(one if _is_kept(one) else " " for one in whole).split()
    return " ".join(_WORDS.get(word, word) for word in words)


def _is_kept(one: str) -> bool:
    return one.isalnum() or one == "&" or unicodedata.category(one).startswith("M")
