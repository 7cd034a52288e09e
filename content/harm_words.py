"""Words of harm in typed text: whether any is there, in any of the languages of `content/harm/`.

Nothing is weighed or understood: a word that is there opens the fixed check of /stop. A word of
six letters and more also matches with one slip of the finger (optimal string alignment).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "harm"
LONGEST = 4096  # characters; Telegram's own limit
SLIPS_FROM = 6  # letters: of a shorter word too many everyday words are one letter away
PLAIN_FROM = 5  # letters from which a word may be typed without its accents

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LINK = re.compile(r"\S+://\S*")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


@dataclass(frozen=True, slots=True)
class HarmWords:
    """All lists in one; `stems` begin a word, `slips` are by first letter, `inside` any text."""

    words: frozenset[str]
    stems: tuple[str, ...]
    slips: dict[str, tuple[str, ...]]
    phrases: tuple[tuple[str, ...], ...]
    harmless: tuple[tuple[str, ...], ...]
    inside: tuple[str, ...]


def tells_harm(text: str) -> bool:
    """Tell whether a typed text holds a word or phrase of harm; links are no words."""
    folded = (
        unicodedata.normalize("NFKC", _LINK.sub(" ", text[:LONGEST]))
        .casefold()
        .replace("\u2019", "'")
    )
    found = _lists()
    if any(one in folded for one in found.inside):
        return True
    words = _without(_split(folded), found.harmless)
    return any(_is_harm(word, found) for word in words) or any(
        _is_at(words, at, phrase) for phrase in found.phrases for at in range(len(words))
    )


def _split(folded: str) -> list[str]:
    """Return the words of a text; one that was stretched for emphasis (paaain) is pulled in."""
    return [_STRETCHED.sub(r"\1", one) for one in _WORD.findall(folded)]


def _without(words: Sequence[str], harmless: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the words with "" in the place of those that mean something else together."""
    left = list(words)
    for phrase in harmless:
        for at in range(len(left)):
            if _is_at(left, at, phrase):
                left[at : at + len(phrase)] = [""] * len(phrase)
    return left


def _is_at(words: Sequence[str], at: int, phrase: Sequence[str]) -> bool:
    """Tell whether a phrase stands there; `#` in it is any number."""
    there = words[at : at + len(phrase)]
    return len(there) == len(phrase) and all(
        one.isdecimal() if wanted == "#" else one == wanted
        for one, wanted in zip(there, phrase, strict=True)
    )


def _is_harm(word: str, found: HarmWords) -> bool:
    if word in found.words or word.startswith(found.stems):
        return True
    if len(word) < SLIPS_FROM:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - a start does not need it

    near = found.slips.get(word[0], ())
    return any(OSA.distance(word, one, score_cutoff=1) <= 1 for one in near)


@cache
def _lists() -> HarmWords:
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("*.toml"))]

    def all_of(key: str) -> list[str]:
        return [one.casefold() for file in files for one in file.get(key, ())]

    entries = [spelt for one in all_of("words") for spelt in _spellings(one)]
    words = frozenset(one for one in entries if not one.endswith("*"))
    slips: dict[str, tuple[str, ...]] = {}
    for one in sorted(words):
        if len(one) >= SLIPS_FROM:
            slips[one[0]] = (*slips.get(one[0], ()), one)
    return HarmWords(
        words,
        tuple(one.removesuffix("*") for one in entries if one.endswith("*")),
        slips,
        tuple(_phrase(spelt) for one in all_of("phrases") for spelt in _spellings(one)),
        tuple(_phrase(one) for one in all_of("else")),
        tuple(all_of("inside")),
    )


def _spellings(entry: str) -> Iterator[str]:
    """Yield an entry as it is and, where that is long enough to be no other word, unaccented."""
    yield entry
    spread = unicodedata.normalize("NFD", entry)
    plain = unicodedata.normalize("NFC", "".join(c for c in spread if c not in _MARKS))
    if plain != entry and len(plain.removesuffix("*")) >= PLAIN_FROM:
        yield plain


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"#|[^\W_]+(?:'[^\W_]+)*", text))


# Accents of Latin letters; a letter of another script is never taken apart.
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0308\u030a\u0327\u0328\u030c\u0307")
