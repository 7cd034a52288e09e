"""Short lessons, walked: each with its source, how form slips, and every source once."""

import pytest

from content.library import load
from tests.bot.assertions import faults
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

LIBRARY = load()


async def at_the_list(world: World) -> Phone:
    """Return a runner at the list of lessons."""
    phone = world.phone()
    await phone.come_in()
    await phone.say("/learn")
    assert faults(phone.last) == []
    return phone


async def test_every_lesson_shows_its_text_and_its_source(world: World) -> None:
    phone = await at_the_list(world)
    await phone.tap(next(iter(LIBRARY.lessons.values())).title)
    for lesson in LIBRARY.lessons.values():
        assert lesson.title in phone.last.text
        assert lesson.text in phone.last.text
        assert faults(phone.last) == []
        if lesson.source not in phone.last.text:
            await phone.tap("Its source")
            assert lesson.source in phone.last.text
            await phone.tap("Back to it")
        await phone.tap("Next")


async def test_every_source_stands_once_on_the_pages_of_sources(world: World) -> None:
    phone = await at_the_list(world)
    await phone.tap("All sources")
    read = [phone.last.text]
    while "More sources" in phone.labels:
        await phone.tap("More sources")
        assert faults(phone.last) == []
        read.append(phone.last.text)
    text = "\n".join(read)
    sources = {one.source for one in LIBRARY.drills.values()}
    sources |= {one.source for one in LIBRARY.checks.values()}
    sources |= {one.source for one in LIBRARY.lessons.values()}
    assert {one: text.splitlines().count(one) for one in sources} == dict.fromkeys(sources, 1)


async def test_every_fault_of_form_is_told_with_what_mends_it(world: World) -> None:
    phone = await at_the_list(world)
    await phone.tap("Form slips")
    assert faults(phone.last) == []
    for fault in LIBRARY.faults.values():
        assert fault.label in phone.last.text
        assert fault.fix in phone.last.text


@pytest.mark.parametrize(
    "data", ["p-sources-99", "p-sources-x", "what-x", "p-form-1", "p", "nothing"]
)
async def test_a_forged_page_is_answered_kindly(world: World, data: str) -> None:
    phone = await at_the_list(world)
    await phone.forge(f"learn:{data}")
    assert phone.last.buttons
    assert faults(phone.last) == []
