"""Typed words that need no question: words of harm, and words that mean a command."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
# [own] A slip of the finger is forgiven in words this long, which have few neighbours.
_MISSPELT = 6
_LINK = re.compile(r"\S+://\S*")
_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019\u02bc`")


class _Harm(NamedTuple):
    """What is looked for: left out first, found as words, found anywhere, and spelled nearly so."""

    harmless: re.Pattern[str]
    words: re.Pattern[str]
    inside: re.Pattern[str]
    whole: tuple[str, ...]
    others: frozenset[str]


def tells_of_harm(text: str) -> bool:
    """Tell whether typed words speak of pain or harm, in any of the languages of `harm.toml`.

    Nothing is concluded from them: they only open the check of `/stop`.
    """
    harm, said = _harm(), _plain(text)
    said = harm.harmless.sub(" ; ", said)
    if harm.words.search(said) or harm.inside.search(said):
        return True
    typed = set(re.findall(r"[^\W\d_]+", said)) - harm.others
    return any(_nearly(word, harm.whole) for word in typed if len(word) >= _MISSPELT - 1)


def command_of(text: str) -> str | None:
    """Return the command that a whole message means, without its slash; None where it is none."""
    return _commands().get(_plain(text).strip(" .!?…"))


def _nearly(typed: str, words: Iterable[str]) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - a start does not need it

    return any(
        word[0] == typed[0] and OSA.distance(typed, word, score_cutoff=1) <= 1 for word in words
    )


def _plain(text: str) -> str:
    """Return text without links, case, apostrophes, full-width forms and runs of blanks."""
    words = _LINK.sub(" ", text)
    folded = unicodedata.normalize("NFKC", words).casefold().translate(_APOSTROPHES)
    return " ".join(folded.replace("-", " ").split())


@cache
def _harm() -> _Harm:
    languages = tomllib.loads((HERE / "harm.toml").read_text(encoding="utf-8")).values()
    found: dict[str, list[str]] = {
        kind: [word for each in languages for word in each.get(kind, ())]
        for kind in ("harmless", "words", "inside", "others")
    }
    english = next(iter(languages))["words"]
    return _Harm(
        _any_of(found["harmless"]),
        _any_of(found["words"]),
        re.compile("|".join(map(re.escape, found["inside"]))),
        tuple(one for one in english if len(one) >= _MISSPELT and one.isalpha()),
        frozenset(found["others"]),
    )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a phrase as whole words; a star stands for any ending."""
    made = (_plain(one).replace("*", r"\w*").replace(" ", r"\W+") for one in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(made, key=len, reverse=True))})(?!\w)")


@cache
def _commands() -> dict[str, str]:
    written = tomllib.loads((HERE / "commands.toml").read_text(encoding="utf-8"))
    return {_plain(word): command for command, words in written.items() for word in words}
