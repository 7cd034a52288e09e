"""Guesses at the invite code slow down, for one account and over all; the right code comes in."""

import logging
from pathlib import Path

import pytest

from bot.invitations import ALONE, ALONE_EVERY, TOGETHER, TOGETHER_EVERY, Guesses
from tests.bot.world import running_world

CODE = "blue-heron"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    return Guesses(clock)


def test_one_account_has_a_few_tries_and_then_one_a_minute(guesses: Guesses, clock: Clock) -> None:
    for number in range(ALONE):
        assert not guesses.is_slow(1)
        assert not guesses.is_right(1, f"code {number}", CODE)
    assert guesses.is_slow(1)
    assert not guesses.is_right(1, CODE, CODE), "not looked at"
    clock.now += ALONE_EVERY
    assert guesses.is_right(1, CODE, CODE)


def test_others_may_try_while_one_is_slowed_down(guesses: Guesses) -> None:
    for number in range(ALONE):
        guesses.is_right(1, f"code {number}", CODE)
    assert guesses.is_right(2, CODE, CODE)


def test_a_thousand_accounts_guess_no_faster_than_the_pace_of_all(
    guesses: Guesses, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    looked_at = 0
    with caplog.at_level(logging.WARNING):
        for second in range(3600):
            clock.now = float(second)
            for account in range(second, second + 3):
                looked_at += not guesses.is_slow(account)
                guesses.is_right(account, "a guess", CODE)
    assert looked_at <= TOGETHER + 3600 / TOGETHER_EVERY
    assert len(caplog.records) == 6
    assert CODE not in caplog.text


def test_the_right_code_and_no_words_use_up_nothing(guesses: Guesses) -> None:
    for account in range(100):
        assert guesses.is_right(account, CODE, CODE)
        assert not guesses.is_right(account, "", CODE)
    assert not guesses.is_slow(1)


def test_accounts_are_forgotten_when_their_tries_are_back(guesses: Guesses, clock: Clock) -> None:
    for account in range(10_000):
        clock.now += TOGETHER_EVERY
        guesses.is_right(account, "a guess", CODE)
    assert len(guesses._alone._rested) < 600


@pytest.mark.usefixtures("unhurried")
async def test_whoever_is_slowed_down_is_told_so_and_comes_in_later(tmp_path: Path) -> None:
    async with running_world(tmp_path, invite_code=CODE) as world:
        phone = world.phone()
        clock = Clock()
        world.services.guesses.clock = clock
        for number in range(ALONE):
            await phone.say(f"code {number}")
        assert "Many codes were tried" in (await phone.say(CODE)).text
        clock.now += ALONE_EVERY
        await phone.say(CODE)
        await phone.runner.wait(lambda me: "Hello Ada, I'm Dorsi." in me.last.text)
