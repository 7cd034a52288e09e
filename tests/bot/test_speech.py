"""What is to be said outlives the process: as JSON it is the same, and its words never change."""

import json

import pytest

from bot.screens.screen import Button, Screen
from bot.taps.today import TodayTap
from bot.transport import speech
from bot.transport.drawing import keyboard
from bot.transport.incoming import Place
from bot.transport.speech import Answer, PutKeyboardAway, Say, Show, Speech, Work
from content import figures

SCREEN = Screen(
    "<b>Heel raises</b>",
    ((Button("Done", TodayTap(), "success"), Button("More", url="https://x.example")),),
    figures.variants()[0],
    vital=True,
)
ALL: list[Speech] = [
    Answer("9", "One moment"),
    Answer("10"),
    Show(Place(7, 3, has_media=True), SCREEN),
    Say(7, Screen("Where are you?", ask_location=True)),
    PutKeyboardAway(7, "Thank you."),
    Work("calendar", 7, ("file",)),
]


def test_speeches_come_back_as_they_were() -> None:
    text = speech.dump(ALL)
    assert text is not None
    back = speech.load(text)
    assert speech.dump(back) == text
    for one, other in zip(ALL, back, strict=True):
        if isinstance(one, Show | Say):
            assert isinstance(other, type(one))
            assert keyboard(other.screen) == keyboard(one.screen)
            assert (other.screen.text, other.screen.figure) == (one.screen.text, one.screen.figure)
            assert other.screen.vital == one.screen.vital
        else:
            assert one == other


def test_nothing_to_say_is_nothing_kept() -> None:
    assert speech.dump([]) is None


def test_the_stored_words_are_these() -> None:
    kinds = [kind for kind, _ in json.loads(speech.dump(ALL) or "")]
    assert kinds == ["answer", "answer", "show", "say", "put_away", "work"]
    kept = (
        '[["answer",{"query":"9","toast":null}],["show",{"place":{"chat":7,"message":3,'
        '"has_media":false},"screen":{"text":"Hi","rows":[[["Go","today:open",null,null]]],'
        '"figure":{"drill":"heel_raises","rung":1,"side":"left","place":""},"location":false}}]]'
    )
    answer, shown = speech.load(kept)
    assert answer == Answer("9")
    assert isinstance(shown, Show)
    assert shown.screen.rows[0][0].data == "today:open"


@pytest.mark.parametrize("kind", ["sing", ""])
def test_a_word_nobody_knows_is_refused(kind: str) -> None:
    with pytest.raises(KeyError):
        speech.load(json.dumps([[kind, {}]]))
