"""Examination: every finding of the doctor's, in the order in which a host reads them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from sqlalchemy.engine import make_url

from bot.ops.doctor import machine, telegram
from bot.ops.doctor.database import database
from bot.ops.doctor.finding import Finding, bad
from bot.ops.logging_setup import REDACTED, redacted
from bot.settings import Settings


def _now() -> datetime:
    return datetime.now(UTC)


async def examine(settings: Settings, now: Callable[[], datetime] = _now) -> list[Finding]:
    """Look at everything side by side; what cannot be looked at is a finding, too."""

    async def one(found: Awaitable[Finding]) -> list[Finding]:
        return [await found]

    async def here() -> list[Finding]:
        return [machine.disk(settings), machine.zone_rules(now())]

    parts = {
        "Telegram": telegram.token_and_webhook(settings, now),
        "The clock": one(telegram.clock(settings, now)),
        "The database": database(settings),
        "The machine": here(),
        "The ports": machine.ports(settings),
    }
    found = await asyncio.gather(*(_safely(name, part) for name, part in parts.items()))
    return [Finding(each.state, _safe(each.sentence, settings)) for some in found for each in some]


def report(found: list[Finding]) -> str:
    """Return the findings as lines, and how many there are to be mended."""
    wrong = sum(one.state == "bad" for one in found)
    lines = [f"{one.state:<5} {one.sentence}" for one in found]
    end = "All is well." if not wrong else f"{wrong} of these to mend."
    return "\n".join([*lines, end])


async def _safely(what: str, part: Awaitable[list[Finding]]) -> list[Finding]:
    try:
        return await part
    except Exception as error:
        return [bad(f"{what} could not be looked at: {type(error).__name__}.")]


def _safe(sentence: str, settings: Settings) -> str:
    """Return a sentence without a secret in it, whoever wrote it."""
    known = [one.get_secret_value() for one in (settings.token, settings.webhook_secret) if one]
    for secret in (*known, make_url(settings.database_url).password):
        if secret:
            sentence = sentence.replace(str(secret), REDACTED)
    return redacted(" ".join(sentence.split()))
