"""What the admins hear of an error, and that nothing escapes the desk."""

import json
import logging

import pytest
from telegram.error import Conflict, NetworkError

from bot.ops.error_handler import SORRY, ErrorDesk


class Admins:
    """Who is told; `broken` where no note reaches them."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.seconds = 0.0
        self.broken = False
        self.desk = ErrorDesk(self.tell, clock=lambda: self.seconds)

    async def tell(self, note: str) -> None:
        if self.broken:
            raise NetworkError("the line is down")
        self.notes.append(note)


@pytest.fixture
def admins() -> Admins:
    return Admins()


async def test_the_admins_learn_what_and_where_but_no_words_of_the_runner(admins: Admins) -> None:
    try:
        json.loads("<my ankle hurts>")
    except ValueError as error:
        await admins.desk.report(error)
    (note,) = admins.notes
    assert "JSONDecodeError" in note
    assert "decoder.py" in note
    assert "ankle" not in note
    assert "<" not in note
    assert len(note) < 600


async def test_a_long_note_is_shortened_and_escaped(admins: Admins) -> None:
    await admins.desk.report(type("A" * 5000 + "<b>", (Exception,), {})())
    (note,) = admins.notes
    assert len(note) <= 700
    assert "<b>" not in note


async def test_the_admins_are_told_at_most_once_a_minute(admins: Admins) -> None:
    for _ in range(5):
        await admins.desk.report(KeyError())
    assert len(admins.notes) == 1
    admins.seconds = 61
    await admins.desk.report(KeyError())
    assert "4 more" in admins.notes[1]


async def test_an_error_is_logged_with_its_traceback(
    admins: Admins, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(KeyError) as caught:
        raise KeyError("x")
    await admins.desk.report(caught.value)
    assert "Traceback" in caplog.text


async def test_a_lost_line_while_polling_is_a_warning_that_admins_do_not_hear(
    admins: Admins, caplog: pytest.LogCaptureFixture
) -> None:
    await admins.desk.line_down(NetworkError("aiohttp.ClientConnectorError"))
    assert not admins.notes
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


async def test_a_second_copy_of_the_bot_is_told_to_the_admins_and_logged_in_a_line(
    admins: Admins, caplog: pytest.LogCaptureFixture
) -> None:
    await admins.desk.line_down(Conflict("Conflict: terminated by other getUpdates request"))
    assert len(admins.notes) == 1
    assert [(one.levelno, one.exc_info) for one in caplog.records] == [(logging.WARNING, None)]


async def test_the_desk_itself_never_raises(admins: Admins) -> None:
    admins.broken = True
    await admins.desk.report(KeyError())
    assert not admins.notes


def test_the_sentence_is_short_and_blames_nobody() -> None:
    assert len(SORRY) < 200
    assert "you " not in SORRY.lower().replace("what you told me", "")
