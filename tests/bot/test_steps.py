"""A practice's screens stay within what a phone shows, whatever is said on them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from itertools import product

import pytest

from bot.screens import end, told
from bot.screens.how import how
from bot.screens.practice import between, screen
from bot.screens.screen import visible
from bot.screens.step import Known, step
from bot.screens.units import Units
from content.coach import Reason, why
from content.coach.sentences import templates
from content.drill import Drill, Side
from content.library import load
from content.practice import Practice, Said, Step, answer

LIBRARY = load()
DAY = date(2026, 11, 25)
DRILLS = list(LIBRARY.drills.values())
LONG_AGO = DAY - timedelta(days=64)  # a day with the longest name


def reasons(drill: Drill) -> Iterator[Reason]:
    """Return every reason there is, with the facts that make its sentence longest."""
    flag = max(LIBRARY.flags.values(), key=lambda one: len(one.label)).id
    for rule in templates():
        yield Reason(rule, drill.id, "right", LONG_AGO, more=3, hours=12, flag=flag)


def ordered(drill: Drill) -> list[Reason]:
    """Return every reason, the one with the longest sentence first."""
    return sorted(reasons(drill), key=lambda one: len(why(LIBRARY, one, DAY)), reverse=True)


def sentences(drill: Drill) -> list[str]:
    """Return every sentence the coach can say of a drill, the longest first."""
    return [why(LIBRARY, reason, DAY) for reason in ordered(drill)]


def practices(drill: Drill) -> Iterator[Practice]:
    """Return a practice of each rung, in each of its doses, before and after a pinch."""
    for number, rung in enumerate(drill.rungs):
        sides: tuple[Side | None, ...] = ("left", "right") if rung.legs == "each" else (None,)
        for side, minute, moment in product(sides, (False, True), drill.moments):
            dose = drill.dose(number, moment, minute=minute)
            steps = (Step(drill.id, number, side, dose, number),)
            said = (Said(number, number, dose),)
            made = Practice(moment, "mat", minute, steps, said)
            yield made
            yield answer(made, "pinch", LIBRARY)


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_a_step_fits_with_the_longest_that_can_be_said_on_it(drill: Drill) -> None:
    every = ordered(drill)
    longest = sentences(drill)
    wall: dict[Side, float] = {"left": 29.5, "right": 29.5}
    for practice in practices(drill):
        for said, reason in ((longest[0], every[0]), (longest[-1], every[-1])):
            for news, first in product(((), (said,), (said, longest[0])), (False, True)):
                known = Known(DAY, "in", wall, news, reason, first)
                shown = screen(LIBRARY, 10**6, practice, known)
                if practice.ask == "step":
                    assert visible(shown.text) <= 450, shown.text
                assert visible(shown.text) <= 600, shown.text
                assert len(shown.rows) <= 5


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_what_must_be_read_is_never_left_out_for_the_length(drill: Drill) -> None:
    (longest, *_), (reason, *_) = sentences(drill), ordered(drill)
    for practice in practices(drill):
        if practice.ask != "step":
            continue
        rung = drill.rungs[practice.said[0].rung]
        known = Known(DAY, reason=reason, first=True, news=(longest,))
        alone = unescape(step(LIBRARY, 1, practice, known).text)
        shown = unescape(screen(LIBRARY, 1, practice, known).text)
        assert longest in shown
        assert shown == alone or shown == between(1, practice, (longest,)).text
        for must in (drill.name, rung.told(practice.said[0].dose), f"• {rung.cues[0]}"):
            assert must in alone
        side = practice.steps[0].side
        which = drill.which_at(practice.said[0].rung, side) if side else "Both legs"
        assert (which or str(side).capitalize()) in alone


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_what_has_to_give_way_gives_way_in_one_order(drill: Drill) -> None:
    first = next(practices(drill))
    rung = drill.rungs[0]
    order = (*reversed(rung.cues[1:]), drill.setup_at(0))
    for length in range(0, 420, 20):
        known = Known(DAY, news=("x" * length,))
        text = unescape(step(LIBRARY, 1, first, known).text)
        there = [one in text for one in order]
        assert there == sorted(there), "a later one went before an earlier one"


@pytest.mark.parametrize(
    ("units", "centimetres", "told"),
    [
        ("cm", 11, "foot 5.5 cm from the wall"),
        ("cm", 9.5, "foot 4.5 cm from the wall"),
        ("in", 11, "foot 2 in from the wall"),
        ("in", 4.5 * 2.54, "foot 2¼ in from the wall"),
        ("cm", 0, ""),
    ],
)
def test_the_own_length_is_told_and_never_more_than_it_is(
    units: Units, centimetres: float, told: str
) -> None:
    drill = LIBRARY.drills["knee_to_wall_rock"]
    half = drill.rungs[1].model_copy(update={"wall": 0.5})
    drills = {drill.id: drill.model_copy(update={"rungs": (drill.rungs[0], half)})}
    steps = (Step(drill.id, 1, "left", half.dose, 1),)
    practice = Practice("rest", "mat", False, steps, (Said(1, 1, half.dose),))
    known = Known(DAY, units, {"left": centimetres, "right": 20})
    text = step(replace(LIBRARY, drills=drills), 1, practice, known).text
    assert told in text
    assert ("from the wall ·" in text) == bool(told)


def test_sets_name_their_rest_where_there_are_several() -> None:
    drill = LIBRARY.drills["heel_raises"]
    number = next(n for n, rung in enumerate(drill.rungs) if rung.dose.sets > 1)
    rests = drill.rungs[number].dose.model_copy(update={"rest": 30})
    for dose, named in ((rests, True), (rests.model_copy(update={"sets": 1}), False)):
        steps = (Step(drill.id, number, None, dose, number),)
        practice = Practice("rest", "mat", False, steps, (Said(number, number, dose),))
        assert ("30 s between sets" in step(LIBRARY, 1, practice, Known(DAY)).text) == named


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_how_tells_everything_about_a_step_on_pages_that_fit(drill: Drill) -> None:
    for number, rung in enumerate(drill.rungs):
        side: Side | None = "left" if rung.legs == "each" else None
        steps = (Step(drill.id, number, side, rung.dose, number),)
        practice = Practice("rest", "mat", False, steps, (Said(number, number, rung.dose),))
        shown = [how(LIBRARY, 1, practice, page) for page in range(4)]
        assert all(visible(one.text) <= 600 for one in shown)
        text = unescape("\n".join(one.text for one in shown))
        wanted = [drill.about, drill.source, drill.setup_at(number), *rung.cues]
        if drill.founding is not None:
            founding = drill.rungs[drill.founding]
            wanted.append(founding.told(founding.dose))
        assert [one for one in wanted if one not in text] == []


def test_an_end_fits_with_everything_that_can_be_said_on_it() -> None:
    for drills in zip(DRILLS, DRILLS[1:], DRILLS[2:], strict=False):
        steps = tuple(Step(one.id, 0, None, one.rungs[0].dose, 0) for one in drills)
        doses = [Said(0, 0, step.dose, "done", felt="pinch") for step in steps]
        worst = (doses[0], replace(doses[1], felt="sharp"), replace(doses[2], felt="numb"))
        practice = Practice("rest", "mat", False, steps, worst, ask="over")
        longest = sentences(drills[0])[0]
        for news in ((), (longest,), (longest, sentences(drills[1])[0])):
            shown = end.end(LIBRARY, practice, longest, news)
            assert visible(shown.text) <= 600
            assert all(one in shown.text for one in news)
            assert str(told.today(practice)) in shown.text
