"""Two whole Dorsis on one PostgreSQL: what one leaves the other does, once and in order."""

import asyncio
import json
from collections.abc import Callable

from sqlalchemy import Connection, select, text

from bot.sandbox.faults import EDITS, Fault, Kind
from bot.transport.poll_turns import PollTurns
from storage import inbox, pace
from storage.backlog import backlog
from storage.db import Db
from storage.inbox import Received
from storage.tables import practices
from tests.bot.settled_runners import settled
from tests.bot.world import Phone, World
from tests.storage.conftest import Server
from tests.storage.lease_time import LeaseTime
from tests.storage.replicas.conftest import Start


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not what():  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.005)


def turns(conn: Connection) -> list[int]:
    return list(conn.scalars(select(practices.c.turn)))


async def begun(world: World) -> Phone:
    """Return a runner at the first step of a practice."""
    phone = await settled(world)
    await phone.say("/today")
    await phone.tap("Start")
    return phone


async def kept(world: World, phone: Phone, number: int = 10_000) -> None:
    """Keep a tap on "Done", as of a process that died right after."""
    message = phone.last
    query = {
        "id": str(number),
        "from": phone.runner.user,
        "data": message.button("Done").data,
        "message": {"message_id": message.message_id, "date": 1, "chat": phone.runner.chat.json},
    }
    body = json.dumps({"update_id": number, "callback_query": query})
    one = Received(number, phone.runner.chat.chat_id, body)
    await world.services.db.transaction(inbox.keep, [one], world.clock.now())


async def swept(world: World) -> None:
    await world.running.intake.sweep()
    await world.settled()


async def test_what_was_kept_by_a_process_that_died_another_decides_and_tells(start: Start) -> None:
    first, second = await start(2)
    phone = await begun(first)
    await first.running.clock.stop()
    await kept(first, phone)
    await first.running.intake.speaker.flush()
    await swept(second)
    assert await first.services.db.transaction(turns) == [0], "whoever kept it may be at it"
    before = phone.last.text
    await LeaseTime(first.services.db).goes_on(seconds=2)
    await swept(second)
    assert await first.services.db.transaction(turns) == [1]
    assert phone.last.text != before
    first.telegram.refused.clear()  # nobody tapped it: there is no spinner to stop


async def test_what_a_process_decided_and_did_not_tell_another_tells(start: Start) -> None:
    first, second = await start(2)
    phone = await begun(first)
    await first.running.clock.stop()
    await kept(first, phone)
    before = phone.last.text
    assert await first.running.intake.work.decide(1)
    await swept(second)
    assert phone.last.text == before, "whoever decided it may be telling it"
    await LeaseTime(first.services.db).goes_on(seconds=3)
    await swept(second)
    assert phone.last.text != before
    assert await first.services.db.transaction(turns) == [1]
    first.telegram.refused.clear()


async def test_while_one_tells_the_other_waits_so_that_the_last_screen_is_the_last(
    start: Start,
) -> None:
    first, second = await start(2)
    phone = await begun(first)
    chat = phone.runner.chat.chat_id
    with first.telegram.faults.during(Fault(Kind.SLOW, method=EDITS, seconds=0.05)):
        query = phone.runner.tap_nowait(phone.last, "Done")
        await until(lambda: bool(first.running.intake.speaker.on_their_way))
        await kept(first, phone)
        second.running.intake.lines.wake(chat)
        await phone.runner.answer(query)
        await until(lambda: second.running.intake.idle and first.running.intake.idle)
    assert await first.services.db.transaction(turns) == [1], "the second tap was on an old turn"
    first.telegram.refused.clear()


async def test_two_that_poll_at_once_do_nothing_twice(start: Start) -> None:
    first, second = await start(2)
    phone = await begun(first)
    await first.running.source.stop(0)
    query = phone.runner.tap_nowait(phone.last, "Done")
    sources = [one.running.source for one in (first, second)]
    await asyncio.gather(*(one.poller.poll() for one in sources if isinstance(one, PollTurns)))
    await phone.runner.answer(query)
    await until(lambda: first.running.intake.idle and second.running.intake.idle)
    assert await first.services.db.transaction(turns) == [1]


async def test_one_polls_and_the_other_takes_over_when_that_one_ends(start: Start) -> None:
    first, second = await start(2)
    assert (first.running.source.stands_by, second.running.source.stands_by) == (False, True)
    phone = await begun(first)
    await first.stop()
    other = second.phone()
    await other.tap("Done")
    assert await second.services.db.transaction(turns) == [1]
    assert not second.running.source.stands_by
    assert other.last.message_id == phone.last.message_id


async def test_a_lost_session_ends_the_poll_at_once_and_somebody_goes_on(
    start: Start, server: Server
) -> None:
    first, second = await start(2)
    phone = await begun(first)
    with server.engine.connect() as conn:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        conn.execute(text(ended))
    await until(lambda: first.running.source.stands_by)
    await phone.runner.tap(phone.last, "Done")
    await until(lambda: first.running.intake.idle and second.running.intake.idle)
    assert await first.services.db.transaction(turns) == [1]


async def test_who_is_forgotten_is_forgotten_by_every_process(start: Start) -> None:
    first, second = await start(2)
    phone = await begun(first)
    for one in (first, second):
        await one.services.db.transaction(one.services.states.of, 1)
        assert len(one.services.states) == 1
    await phone.say("/delete")
    await phone.tap("Yes, delete it all")
    await until(lambda: not len(first.services.states) and not len(second.services.states))


async def test_the_living_are_counted_and_what_they_left(start: Start) -> None:
    first, second = await start(2)
    phone = await begun(first)
    await first.running.clock.stop()
    await second.running.clock.stop()
    await first.running.intake.speaker.flush()
    await kept(first, phone)
    await LeaseTime(first.services.db).goes_on(seconds=9)
    found = await second.services.db.transaction(backlog, second.clock.now())
    assert (found.undone, round(found.age), found.untold, found.processes) == (1, 9, 0, 2)
    await first.running.intake.work.decide(1)
    await first.stop()
    async with asyncio.timeout(5):  # the server needs a moment to see that a session is over
        while found.processes > 1:
            found = await second.services.db.transaction(backlog, second.clock.now())
    assert (found.undone, found.untold, found.processes) == (0, 1, 1)
    first.telegram.refused.clear()


async def test_a_pause_of_the_token_is_known_to_every_process_at_once(start: Start) -> None:
    first, second = await start(2)
    first.services.api._limiter.pace.close(30)
    waits = second.services.api._limiter._waits
    await until(lambda: waits.end_for_all > asyncio.get_running_loop().time() + 25)


async def test_a_pause_is_known_to_who_starts_in_it(start: Start, server: Server) -> None:
    before = Db(server.url)
    await before.transaction(pace.close, 30.0)
    await before.close()
    (first,) = await start(1)
    waits = first.services.api._limiter._waits
    await until(lambda: waits.end_for_all > asyncio.get_running_loop().time() + 25)
