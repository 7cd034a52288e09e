"""A finding of the doctor's: one sentence, and whether somebody has to act on it."""

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """`state` is "ok", "note" (good to know) or "bad" (to be mended)."""

    state: Literal["ok", "note", "bad"]
    sentence: str


def fine(sentence: str) -> Finding:
    """Return a finding that all is well."""
    return Finding("ok", sentence)


def note(sentence: str) -> Finding:
    """Return a finding that is good to know."""
    return Finding("note", sentence)


def bad(sentence: str) -> Finding:
    """Return a finding that somebody has to act on."""
    return Finding("bad", sentence)
