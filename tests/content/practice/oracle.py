"""What must follow trouble at once, read from the raw reports of the last days, with no engine.

The table is docs/coaching.md#a-practice-listens-at-once.
"""

from collections.abc import Iterator
from datetime import timedelta

from content.coach.report_context import known_pain
from content.drill import Drill, Rung
from content.events import Event, Report
from content.practice import Now
from tests.content.coach.stories import LIBRARY, RULES
from tests.content.practice.driver import Sitting

TWO_DAYS = timedelta(hours=48)


def is_careful_after_trouble(sitting: Sitting, _: str) -> None:
    """Check the step on show against every report of the last days, but a retry's own pinch."""
    if sitting.practice.ask != "step":
        return
    now = sitting.now_shown
    drill = LIBRARY.drills[now.drill]
    rung = drill.rungs[now.rung]
    for told in troubles(sitting):
        if now.retry and is_of(told, now):
            continue
        if told.day == sitting.day:
            _is_light(told, drill, rung)
            _is_smaller(told, now, drill)
        if sitting.now < told.at + TWO_DAYS:
            _rests(told, now, drill, rung)


def _is_light(told: Report, drill: Drill, rung: Rung) -> None:
    """Check that nothing bears weight, and after a front pinch nothing goes to the end."""
    front, strong = at_the_front(told), pain(told) >= 6
    assert not (rung.weight_bearing and (front or strong))
    assert not (rung.end_range and front and "dorsiflexion" in drill.families)


def _is_smaller(told: Report, now: Now, drill: Drill) -> None:
    """Check that after pain of 3 and more the other drills of its families are smaller."""
    other = LIBRARY.drills[told.drill]
    if (
        other.id != drill.id
        and pain(told) >= 3
        and not set(other.families).isdisjoint(drill.families)
    ):
        assert now.rung <= max(0, now.judged - 1)


def _rests(told: Report, now: Now, drill: Drill, rung: Rung) -> None:
    """Check that a drill rests on its ankle, and whole families where they would be pulled."""
    pulled, strong = told.felt == "sharp", pain(told) >= 6
    here = told.where in {"cord", "calf", "heel"} or (pulled and told.where is None)
    families = here and (pulled or strong) and not {"cord", "calf"}.isdisjoint(drill.families)
    if families or (told.drill == drill.id and (pulled or strong)):
        assert rung.legs == "each"
        assert now.side != told.side


def troubles(sitting: Sitting) -> Iterator[Report]:
    """Yield the reports of the last days, those of the practice in hand among them."""
    since = sitting.now - timedelta(days=3)
    for one in reversed(sitting.past):
        if one.at < since:
            break
        if isinstance(one, Report):
            yield one
    yield from sitting.told()


def is_of(event: Event, now: Now) -> bool:
    """Tell whether an event is what was told of the step on show."""
    return isinstance(event, Report) and event.drill == now.drill and now.side in {None, event.side}


def at_the_front(told: Report) -> bool:
    pinched = told.felt == "pinch" and told.where in {None, "front"}
    return pinched or (told.felt == "sharp" and told.where == "front")


def pain(told: Report) -> int:
    return known_pain(told, RULES) or 0
