"""Callback queries: asked by a tap, answered once, stale after a while."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from bot.sandbox.refusal import Refused

# Telegram does not say how long; its phones stop waiting at about this time.
ANSWER_WITHIN = timedelta(seconds=30)
ANSWER_TEXT = 200  # characters; Bot API, answerCallbackQuery


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to a tap: a short notice, or an alert to be closed."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Query:
    """A tap that waits for its answer."""

    query_id: str
    chat_id: int
    message_id: int
    data: str
    asked: datetime
    answer: asyncio.Future[Answer]
    update_id: int = 0  # of the update it is told by; 0 where the bot hears of no taps


class Queries:
    """Every tap that is not answered yet."""

    def __init__(self) -> None:
        self._open: dict[str, Query] = {}
        self._numbers = count(1)

    def ask(self, chat_id: int, message_id: int, data: str, now: datetime) -> Query:
        """Open a query for a tap."""
        answer = asyncio.get_running_loop().create_future()
        number = f"{chat_id}-{next(self._numbers)}"
        query = Query(number, chat_id, message_id, data, now, answer)
        self._open[query.query_id] = query
        return query

    def answer(self, query_id: str, answer: Answer, now: datetime) -> Query:
        """Close a query with its answer; refuse one that is unknown, answered or too old."""
        query = self._open.pop(query_id, None)
        if query is None or now - query.asked > ANSWER_WITHIN:
            raise Refused("QUERY_ID_INVALID")
        if len(answer.text) > ANSWER_TEXT:
            self._open[query_id] = query
            raise Refused("MESSAGE_TOO_LONG")
        query.answer.set_result(answer)
        return query

    def unanswered(self) -> list[Query]:
        """Return the taps the bot has not answered yet."""
        return list(self._open.values())


def chat_of(query_id: str) -> int | None:
    """Return the chat of a tap, also when it is answered by now; None of an id never given."""
    chat = query_id.rpartition("-")[0]
    return int(chat) if chat.removeprefix("-").isdecimal() else None
