"""Nothing logs more than ten lines a second for one cause, and nothing is hidden by that."""

import logging

import pytest

from bot.ops.log_pace import MOST, LogPace


class Log:
    """A logger whose lines are kept, on a clock of the test's."""

    def __init__(self) -> None:
        self.now = 100.0
        self.lines: list[str] = []
        self.logger = logging.Logger("of a test")  # noqa: LOG001 - nobody else shall hear it
        handler = logging.Handler()
        handler.emit = lambda record: self.lines.append(record.getMessage())  # type: ignore[method-assign]
        handler.addFilter(LogPace(lambda: self.now))
        self.logger.addHandler(handler)

    def repeat(self, times: int, what: str = "the line is down: %s") -> None:
        for number in range(times):
            self.logger.warning(what, number)


@pytest.fixture
def log() -> Log:
    return Log()


def test_one_cause_writes_ten_lines_a_second(log: Log) -> None:
    log.repeat(5000)
    assert log.lines == [f"the line is down: {number}" for number in range(MOST)]


def test_what_was_left_out_is_told_with_the_next_line(log: Log) -> None:
    log.repeat(5000)
    log.now += 1.5
    log.repeat(2)
    assert log.lines[MOST:] == [
        "the line is down: 0 (and 4990 more like it)",
        "the line is down: 1",
    ]


def test_other_causes_are_not_held_up(log: Log) -> None:
    log.repeat(500)
    log.logger.error("something else")
    assert log.lines[-1] == "something else"


def test_errors_of_another_kind_in_the_same_place_are_another_cause(log: Log) -> None:
    for error in [KeyError()] * 500 + [ValueError()]:
        log.logger.error("failed", exc_info=error)
    assert len(log.lines) == MOST + 1
