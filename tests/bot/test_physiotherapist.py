"""Sixty chats try to be led from a report to a step that the next practice would forbid."""

import pytest

from tests.bot.physio import Chat, chatting
from tests.bot.world import World
from tests.content.coach.stories import Story, at_level

pytestmark = pytest.mark.usefixtures("unhurried")


def one_leg() -> Story:
    """Return a runner whose heel raises are up on two legs and down on one."""
    return at_level("heel_raises", 5)


def grown() -> Story:
    """Return a runner whose seated circles go to the end of the range."""
    return at_level("seated_rotation", 4)


def pinched_twice() -> Story:
    """Return a runner with a pinch at the front of the left ankle in two practices lately."""
    told = {"felt": "pinch", "where": "front", "score": 1, "pinched": (2,), "lowest": 1}
    story = Story().session("seated_rotation", told).fine().later(days=1)
    return story.session("seated_rotation", told).fine().later(days=1)


def raised_today() -> Story:
    """Return a runner who did heel raises this morning already."""
    return Story().session("heel_raises")


# A dozen of all kinds, in every run of the tests.
DOZEN = (
    Chat("rotation rocks stretch raises", "rotation left: pinch done front 1"),
    Chat("rocks circles stretch walks rotation", "rocks left: pinch pinch front 2", "back"),
    Chat("raises stretch roll rocks rotation", "raises: sharp heel right 1"),
    Chat("stretch roll rocks raises rotation", "stretch left: sharp cord 2", "old"),
    Chat("rotation circles stretch walks", "rotation left: pain outside 6"),
    Chat(
        "rotation raises rocks stretch", "rotation right: stiff arch 4 | raises: sharp calf left 3"
    ),
    Chat("walks rocks raises rotation", "walks: numb", "old"),
    Chat("rocks stretch rotation", "rocks right: twist outside 2"),
    Chat("stretch rotation rocks", "stretch left: pinch strong front 8"),
    Chat("rocks", "rocks left: pinch done front 2", minute=True),
    Chat("rotation circles rocks", "circles left: pinch done front 1", "5h", "before"),
    Chat("rotation rocks stretch raises", "rocks left: pain arch 1", "1d", past=one_leg),
)

PINCHES = (
    Chat("rotation circles rocks raises", "rotation right: pinch done front 0", "1d"),
    Chat("circles rocks rotation raises", "circles left: pinch pinch front 2", "old"),
    Chat("stretch rocks raises rotation", "stretch right: pinch done front 4", "5h"),
    Chat("raises rocks rotation stretch", "raises: pinch done front left 1", "restart"),
    Chat("walks rocks stretch rotation", "walks: pinch pinch front right 2", "back"),
    Chat("rotation rocks circles walks", "rocks left: pinch done later 1"),
    Chat("raises circles rotation stretch", "raises: pinch done front later 2", "skip"),
    Chat("rocks circles stretch rotation", "rocks left: pinch strong front 6", "5h"),
    Chat("circles rocks walks rotation", "circles right: pinch strong front 7", "back"),
    Chat("rotation rocks raises stretch", "rotation left: pinch strong later later"),
    Chat("circles rotation stretch", "circles left: pinch done inside 2", past=grown),
    Chat("circles rotation rocks walks", "circles left: pinch done outside 4", "5h"),
    Chat("rocks raises rotation circles", "rocks left: pinch done back 3"),
    Chat("raises stretch rocks rotation", "raises: pinch done back later 5", "1d"),
    Chat("walks rotation rocks raises", "walks: pinch done shin left 3"),
    Chat("rotation circles rocks", "rotation left: pinch done front 3", past=grown),
    Chat("rotation rocks raises", "rotation left: pinch front 1", past=pinched_twice),
    Chat("rocks stretch rotation walks", "rocks right: pinch undo"),
    Chat("rotation rocks stretch", "rocks left: pinch 5h done front 2"),
    Chat("rotation rocks stretch", "rocks left: pinch 1d done front 2"),
)

PULLS = (
    Chat("stretch roll raises rocks rotation", "stretch right: sharp calf 3 5h"),
    Chat("rocks stretch roll raises circles", "rocks left: sharp cord 0", "1d"),
    Chat("roll stretch raises rotation", "roll left: sharp calf 4"),
    Chat("rocks walks stretch rotation", "rocks left: sharp shin 2"),
    Chat("rotation circles rocks stretch", "rotation left: sharp front 2", "back"),
    Chat("stretch roll raises rotation", "stretch left: sharp later later"),
    Chat("raises stretch walks rotation", "raises: sharp cord later 7"),
    Chat("rocks roll walks rotation", "rocks right: sharp calf 6", "old restart"),
    Chat("stretch rotation roll", "stretch left: sharp calf 9"),
    Chat("rotation circles stretch raises", "rotation right: sharp arch 3"),
    Chat("raises stretch roll rotation", "raises right: sharp cord 2", past=one_leg),
    Chat("stretch raises rotation", "stretch left: sharp 1d cord 2"),
    Chat("rocks stretch", "rocks left: sharp cord 1", minute=True),
    Chat("rotation circles rocks", "circles left: sharp cord 2", moment="before"),
)

PAINS = (
    Chat("stretch roll raises rotation", "stretch left: pain cord 2", "back"),
    Chat("rocks stretch raises circles", "rocks right: pain heel 3"),
    Chat("raises rocks stretch walks", "raises: pain heel left 5", "1d"),
    Chat("walks rocks rotation raises", "walks: pain shin right 4", late=True, then="2h"),
    Chat("stretch roll rocks raises", "stretch right: pain calf 5", "5h"),
    Chat("rocks stretch raises rotation", "rocks left: pain later later"),
    Chat("raises rocks rotation walks", "raises: pain back right 6", then="back"),
    Chat("stretch roll raises rotation", "stretch left: stiff calf 4"),
    Chat("rotation raises", "rotation left: sharp cord 0", place="desk"),
    Chat("circles rocks stretch", "circles right: stiff front 6", place="outdoors"),
)

OTHERS = (
    Chat("rotation circles rocks", "rotation left: click inside 3"),
    Chat(
        "rocks circles walks rotation",
        "rocks left: click front 6 | rotation left: pinch done front 1",
    ),
    Chat("rocks stretch raises", "rocks left: knee | stretch left: easier", "back"),
    Chat(
        "stretch rotation raises",
        "stretch left: skip | rotation left: stiff back 3",
        past=raised_today,
    ),
)
LONG = (*PINCHES, *PULLS, *PAINS, *OTHERS)


@pytest.mark.parametrize("chat", DOZEN, ids=str)
async def test_no_report_leads_to_a_step_that_the_next_practice_forbids(
    world: World, chat: Chat
) -> None:
    judge = await chatting(world, chat)
    assert judge.found == []


@pytest.mark.long
@pytest.mark.parametrize("chat", LONG, ids=str)
async def test_no_further_report_leads_to_such_a_step(world: World, chat: Chat) -> None:
    judge = await chatting(world, chat)
    assert judge.found == []


async def test_a_bot_that_does_not_listen_is_found_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.practising.heed", lambda practice, *_: practice)
    judge = await chatting(world, DOZEN[0], spoken=False)
    assert len(judge.found) > 5


def test_there_are_sixty_chats() -> None:
    assert len({*DOZEN, *LONG}) == 60
