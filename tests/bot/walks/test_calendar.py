"""Calendar files, walked: a plan is sent, shown, imported and sent again; one's own goes out."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.sandbox.chats import Message
from bot.sandbox.files import File
from scheduler.calendars import LARGEST, read
from scheduler.wall_clock import local
from storage import imports, runs
from tests.bot.world import MONDAY, Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

ZONE = "Europe/Paris"
PLAN = (
    "UID:1\nSUMMARY:Hill repeats\nDTSTART:20261125T180000\nDURATION:PT50M",
    "UID:2\nSUMMARY:Long run\nDTSTART:20261129T083000\nDURATION:PT1H45M",
    "UID:3\nSUMMARY:Rest day\nDTSTART;VALUE=DATE:20261127",
)
FOLDER = Path(__file__).parents[2] / "scheduler" / "calendars"
FILES = {file.name: file.read_bytes() for file in sorted(FOLDER.glob("*.ics"))}


def calendar(*entries: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".encode()


async def at_home(world: World, number: int = 1) -> Phone:
    """Return a runner who is through the first minute: Tuesday, Thursday, Saturday at 06:45."""
    phone = world.phone(number)
    await phone.come_in()
    return phone


async def sent(
    phone: Phone, data: bytes, name: str = "plan.ics", mime: str = "text/calendar"
) -> Message:
    """Send a file and return the answer."""
    mine = await phone.runner.document(name, data, mime)
    return await phone.after(mine)


async def starts(phone: Phone) -> list[str]:
    """Return the runs to come as the runner's clock has them."""
    coming = await phone.world.services.db.transaction(
        runs.upcoming, phone.runner.chat.chat_id, phone.world.clock.now()
    )
    return [f"{local(run.start, ZONE):%d %b %H:%M} {run.minutes}" for run in coming]


async def test_a_plan_is_shown_first_and_imported_on_a_tap(world: World) -> None:
    phone = await at_home(world)
    before = await starts(phone)
    shown = await sent(phone, calendar(*PLAN))
    assert shown.text.splitlines() == [
        "2 runs found",
        "Wed 25 Nov 18:00 · Hill repeats",
        "Sun 29 Nov 08:30 · Long run",
        "",
        "Left out: rest days and other sports (1).",
    ]
    assert await starts(phone) == before
    await phone.tap("Import")
    assert phone.last.text == "2 runs added.\nYour reminder comes 20 min before each run."
    assert set(await starts(phone)) == {*before, "25 Nov 18:00 50", "29 Nov 08:30 105"}
    await phone.tap("My plan")
    assert "17:40" in phone.last.text


async def test_an_imported_run_is_reminded_of(world: World) -> None:
    phone = await at_home(world)
    await sent(phone, calendar(PLAN[0].replace("20261125T18", "20261123T18")))
    await phone.tap("Import")
    assert f"{local(await world.next_reminder(), ZONE):%d %H:%M}" == "23 17:40"
    assert "Run at 18:00" in phone.last.text


async def test_sent_again_runs_move_and_none_comes_twice(world: World) -> None:
    phone = await at_home(world)
    await sent(phone, calendar(*PLAN))
    await phone.tap("Import")
    once = await starts(phone)
    await sent(phone, calendar(*PLAN))
    await phone.tap("Import")
    assert "You have all of that already." in phone.last.text
    assert await starts(phone) == once
    moved = PLAN[0].replace("T180000", "T190000"), f"{PLAN[1]}\nSTATUS:CANCELLED"
    shown = await sent(phone, calendar(*moved))
    assert "1 run found" in shown.text
    assert "Called off in your plan: 1" in shown.text
    await phone.tap("Import")
    assert "1 run changed, 1 run called off." in phone.last.text
    assert "25 Nov 19:00 50" in await starts(phone)
    assert not {"25 Nov 18:00 50", "29 Nov 08:30 105"} & set(await starts(phone))


async def test_double_tap_on_import_imports_once(world: World) -> None:
    phone = await at_home(world)
    shown = await sent(phone, calendar(*PLAN))
    button = shown.button("Import").data
    await phone.tap("Import")
    once = await starts(phone), phone.last.text
    answer = await phone.runner.forge(phone.last, button)
    assert answer is not None
    assert "That file is settled." in answer.text
    assert (await starts(phone), phone.last.text) == once


async def test_a_button_imports_only_the_file_it_stands_under(world: World) -> None:
    phone = await at_home(world)
    first = await sent(phone, calendar(PLAN[0]))
    await sent(phone, calendar(PLAN[1]))
    answer = await phone.answered("Import", first)
    assert "That file is settled." in answer.text
    await phone.tap("Import")
    assert "29 Nov 08:30 105" in await starts(phone)
    assert "25 Nov 18:00 50" not in await starts(phone)


async def test_no_thanks_changes_nothing_and_keeps_nothing(world: World) -> None:
    phone = await at_home(world)
    before = await starts(phone)
    await sent(phone, calendar(*PLAN))
    await phone.tap("No, thanks")
    assert "Nothing changed." in phone.last.text
    assert await starts(phone) == before

    def waiting(conn: Connection) -> int:
        return len(imports.waiting(conn, phone.runner.chat.chat_id))

    assert await world.services.db.transaction(waiting) == 0


async def test_what_waits_survives_a_restart(world: World) -> None:
    phone = await at_home(world)
    await sent(phone, calendar(*PLAN))
    await world.restart()
    await phone.tap("Import")
    assert "2 runs added." in phone.last.text


async def test_one_runner_cannot_import_what_another_sent(world: World) -> None:
    ada, ben = await at_home(world), await at_home(world, 2)
    before = await starts(ben)
    shown = await sent(ada, calendar(*PLAN))
    await ben.forge(shown.button("Import").data)
    assert await starts(ben) == before


@pytest.mark.parametrize("name", FILES)
async def test_a_file_of_every_library_becomes_cards(world: World, name: str) -> None:
    phone = await at_home(world)
    shown = await sent(phone, FILES[name], name)
    assert " runs found" in shown.text
    await phone.tap("Import")
    assert "runs added." in phone.last.text


async def test_a_whole_day_and_a_strange_zone_are_explained(world: World) -> None:
    phone = await at_home(world)
    shown = await sent(
        phone,
        calendar("UID:1\nDTSTART;VALUE=DATE:20261124", "DTSTART;TZID=Nowhere:20261202T070000"),
    )
    assert "Tue 24 Nov 06:45 · Run" in shown.text
    assert "Entries without a time of day get your usual one." in shown.text
    assert "so I took yours (Paris)" in shown.text


@pytest.mark.parametrize(
    ("data", "name", "mime", "said"),
    [
        (b"%PDF", "plan.pdf", "application/pdf", "The only files I can read are calendars"),
        (b"no calendar", "plan.ics", "text/plain", "I can't find a calendar in that file."),
        (b"x" * (LARGEST + 1), "PLAN.ICS", "", "That file is too big for me"),
        (b"x" * (20 * 2**20 + 1), "plan.ics", "text/calendar", "That file is too big for me"),
        (calendar(*["UID:1"] * 1_001), "plan", "text/calendar", "There is more in that calendar"),
        (calendar(PLAN[2]), "plan.ics", "text/calendar", "There is no run to come"),
        (calendar(), "plan.ics", "text/calendar", "There is no run to come"),
    ],
    ids=["pdf", "text", "big", "bigger", "many", "rest", "empty"],
)
async def test_any_other_file_gets_a_sentence(
    world: World, data: bytes, name: str, mime: str, said: str
) -> None:
    phone = await at_home(world)
    assert (await sent(phone, data, name, mime or "application/octet-stream")).text.startswith(said)


async def test_a_file_that_is_too_big_is_not_even_asked_for(world: World) -> None:
    phone = await at_home(world)
    await sent(phone, b"x" * (LARGEST + 1))
    assert "getFile" not in {call.method for call in world.telegram.state.calls}


async def test_a_newcomer_is_asked_the_next_question_instead(world: World) -> None:
    phone = world.phone()
    await phone.say("/start")
    shown = await sent(phone, calendar(*PLAN))
    assert "runs found" not in shown.text


async def test_a_runners_own_calendar_is_theirs_and_is_not_imported_twice(world: World) -> None:
    ada, ben = await at_home(world, 777_000_123), await at_home(world, 2)
    file, other = await own(ada), await own(ben)
    found = read(file.data, ZONE, MONDAY, lambda _: MONDAY.time()).runs
    theirs = read(other.data, ZONE, MONDAY, lambda _: MONDAY.time()).runs
    assert file.name == "dorsi-runs-2026-11-23.ics"
    assert [f"{local(run.start, ZONE):%a %H:%M}" for run in found[:3]] == [
        "Tue 06:45", "Thu 06:45", "Sat 06:45",
    ]  # fmt: skip
    assert b"777000123" not in file.data
    assert not {run.uid for run in found} & {run.uid for run in theirs}
    assert "from me, so you have it already" in (await sent(ada, file.data)).text
    assert "78 runs found" in (await sent(ben, file.data)).text


async def own(phone: Phone) -> File:
    """Return the calendar that Dorsi gives a runner."""
    await phone.say("/plan")
    await phone.tap("Calendar", "Give me mine")
    assert phone.last.media is not None
    return phone.last.media


async def test_a_run_put_by_hand_stands_in_the_calendar_and_an_imported_one_does_not(
    world: World,
) -> None:
    phone = await at_home(world)
    await phone.say("/run")
    await phone.tap("run:in:60")
    await sent(phone, calendar(*PLAN))
    await phone.tap("Import")
    found = read((await own(phone)).data, ZONE, MONDAY, lambda _: MONDAY.time()).runs
    assert [f"{local(run.start, ZONE):%a %H:%M}" for run in found[:3]] == [
        "Mon 13:00", "Tue 06:45", "Thu 06:45",
    ]  # fmt: skip


async def test_in_a_pause_an_import_says_what_it_leaves_out(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/pause")
    await phone.tap("1 week")
    await sent(phone, calendar(*PLAN[:2]))
    await phone.tap("Import")
    assert phone.last.text.startswith("2 runs left out: it is quiet then.")
