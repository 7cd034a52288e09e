"""Words of harm: what opens the check of /stop, and what must not."""

from pathlib import Path

import pytest

from content.harm_words import tells_harm

HERE = Path(__file__).parent
HARM = (HERE / "typed_harm.txt").read_text("utf-8").splitlines()
HARMLESS = (HERE / "typed_harmless.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("text", HARM)
def test_words_of_harm_are_seen_in_many_languages_and_with_slips(text: str) -> None:
    assert tells_harm(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_are_no_words_of_harm(text: str) -> None:
    assert not tells_harm(text)


@pytest.mark.parametrize("text", ["", " ", "🏃", "\u202e", "7", "a" * 5000, "'" * 100])
def test_text_without_words_tells_nothing(text: str) -> None:
    assert not tells_harm(text)
