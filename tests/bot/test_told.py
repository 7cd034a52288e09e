"""What a report leads to is said on the next screen, and the end speaks of today and by name."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.screens import end, told
from bot.screens.practice import between, screen
from bot.screens.step import Known
from content import coach
from content.coach import Context, Plan, Reason
from content.drill import Side
from content.events import Felt, Sorer
from content.library import load
from content.practice import Practice, Said, Step, answer, start

LIBRARY = load()
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DAY = NOW.date()
PINCHED = Reason("pattern_front", "knee_to_wall_rock", "left", DAY)
KNOWN = Known(DAY)


def practice_of(*drills: str) -> Practice:
    """Return a practice of some drills at their start, left then right."""
    steps = [
        Step(name, drill.start, side, drill.rungs[drill.start].dose, drill.start)
        for name in drills
        for drill in (LIBRARY.drills[name],)
        for side in _sides(name)
    ]
    said = tuple(Said(step.rung, step.rung, step.dose) for step in steps)
    return Practice("rest", "mat", False, tuple(steps), said)


def _sides(name: str) -> tuple[Side | None, ...]:
    drill = LIBRARY.drills[name]
    return (None,) if drill.rungs[drill.start].legs == "both" else ("left", "right")


def tapped(practice: Practice, *verbs: str) -> Practice:
    for verb in verbs:
        practice = answer(practice, verb, LIBRARY)
    return practice


def tomorrow(*events: Sorer) -> Plan:
    """Return the plan of the next day."""
    state = coach.replay(LIBRARY, events)
    day = timedelta(days=1)
    return coach.plan(LIBRARY, state, Context(NOW + day, DAY + day, "rest", "mat"))


def planned(*reasons: Reason) -> Plan:
    """Return the plan of the next day with these reasons for its first drills."""
    plan = tomorrow()
    drills = [
        replace(one, drill=reason.drill, reasons=(reason,))
        for one, reason in zip(plan.drills, reasons, strict=False)
        if reason.drill
    ]
    return replace(plan, drills=tuple(drills))


@pytest.mark.parametrize("verbs", [("done",), ("sharp",), ("done", "done", "done", "done")])
def test_news_stand_on_top_of_whatever_comes_next(verbs: tuple[str, ...]) -> None:
    practice = replace(tapped(practice_of("seated_rotation"), *verbs[:2]), news=(PINCHED,))
    news = told.news(LIBRARY, practice, DAY)
    shown = screen(LIBRARY, 1, practice, replace(KNOWN, news=news))
    assert news[0]
    assert shown.text.startswith(news[0])


def test_the_same_sentence_is_said_once() -> None:
    once, twice = (
        told.news(LIBRARY, replace(practice_of("seated_rotation"), news=news), DAY)
        for news in ((PINCHED,), (PINCHED, PINCHED))
    )
    assert once == twice


def test_news_too_long_for_a_step_come_by_themselves_and_lead_on_to_it() -> None:
    news = tuple(f"Sentence {number}: {'so it is ' * 12}" for number in range(4))
    practice = practice_of("seated_rotation")
    shown = screen(LIBRARY, 7, practice, replace(KNOWN, news=news))
    assert shown == between(7, practice, news)
    assert all(one.strip() in shown.text for one in news)
    assert shown.rows[0][0].data == "here:7:0:on"


@pytest.mark.parametrize(
    ("verbs", "words"),
    [
        (("pinch", "pinch"), "It pinched again, so no more of this drill on the left today."),
        (("pinch", "strong"), "No more of this drill today."),
        (("sharp",), "Stop there. No more of this drill today."),
        (("more", "pain"), "Stop there. No more of this drill on the left today."),
        (("stiff",), None),
        (("pinch", "done"), None),
    ],
)
def test_a_word_stands_between_a_report_and_its_questions(
    verbs: tuple[str, ...], words: str | None
) -> None:
    practice = tapped(practice_of("seated_rotation", "calf_stretch"), *verbs)
    assert practice.ask == "where"
    found = told.word(practice)
    assert found is None if words is None else words in str(found)


def test_an_emptied_practice_says_so_before_its_last_question_and_at_its_end() -> None:
    practice = tapped(practice_of("seated_rotation"), "done")
    left = replace(practice.said[-1], outcome="skipped", left="pattern_front")
    practice = replace(practice, said=(practice.said[0], left), news=(PINCHED,), ask="felt")
    assert told.LEFT_OUT in screen(LIBRARY, 1, practice, KNOWN).text
    over = replace(practice, ask="over")
    assert told.LEFT_OUT in end.end(LIBRARY, over, None, ()).text
    assert told.LEFT_OUT not in end.end(LIBRARY, replace(over, news=()), None, ()).text


def test_the_end_finishes_with_the_last_whole_drill() -> None:
    taps = ("done", "done", "done", "done", "done", "felt:nothing")
    practice = tapped(practice_of("seated_rotation", "calf_stretch", "heel_walks"), *taps)
    text = end.end(LIBRARY, practice, None, ()).text
    assert LIBRARY.drills["heel_walks"].finish in text
    assert LIBRARY.drills["seated_rotation"].finish not in text
    practice = tapped(practice_of("calf_stretch", "heel_walks"), "done", "done", "skip")
    text = end.end(LIBRARY, replace(practice, ask="over"), None, ()).text
    assert LIBRARY.drills["calf_stretch"].finish in text


@pytest.mark.parametrize(
    ("verbs", "words"),
    [
        (("pinch", "done", "where:front", "score:2"), "it pinched on the left."),
        (("done", "done", "felt:stiff"), "it felt stiff on both sides."),
        (("done", "stiff", "where:calf", "score:1"), "it felt stiff on the right."),
        (("done", "done", "felt:nothing"), None),
    ],
)
def test_the_end_names_the_ankles_that_were_named(
    verbs: tuple[str, ...], words: str | None
) -> None:
    practice = tapped(practice_of("seated_rotation"), *verbs)
    text = end.end(LIBRARY, replace(practice, ask="over"), None, ()).text
    assert ("You told me" in text) == (words is not None)
    assert (words or "") in text


def test_a_numb_feeling_leaves_a_word_about_what_to_do_if_it_stays() -> None:
    practice = tapped(practice_of("seated_rotation"), "more", "numb")
    text = end.end(LIBRARY, replace(practice, ask="over"), None, ()).text
    assert end.NUMB in text
    assert LIBRARY.drills["seated_rotation"].finish not in text


def test_next_time_names_the_drill_and_speaks_of_today() -> None:
    practice = practice_of("calf_stretch")
    reason = Reason("R13", "calf_stretch", "left", DAY)
    said = end.next_time(LIBRARY, practice, planned(reason), DAY)
    assert said == f"{LIBRARY.drills['calf_stretch'].name}: {coach.why(LIBRARY, reason, DAY)}"
    assert "today" in said
    assert "yesterday" not in said


def test_next_time_never_says_what_was_said_before() -> None:
    told_already = replace(practice_of("knee_to_wall_rock"), told=(PINCHED,))
    other = Reason("R13", "calf_stretch", "left", DAY)
    assert end.next_time(LIBRARY, told_already, planned(PINCHED), DAY) is None
    said = end.next_time(LIBRARY, told_already, planned(PINCHED, other), DAY)
    assert said is not None
    assert said.startswith(LIBRARY.drills["calf_stretch"].name)


def test_next_time_prefers_news_to_good_order_and_the_drills_of_today() -> None:
    practice = practice_of("calf_stretch")
    quiet = Reason("steady", "calf_stretch", more=1)
    far = Reason("R13", "seated_rotation", "left", DAY)
    said = end.next_time(LIBRARY, practice, planned(quiet, far), DAY)
    assert str(said).startswith(LIBRARY.drills["seated_rotation"].name)
    said = end.next_time(LIBRARY, practice, planned(quiet), DAY)
    assert str(said).startswith(LIBRARY.drills["calf_stretch"].name)
    assert end.next_time(LIBRARY, practice, planned(Reason("start", "heel_raises")), DAY) is None


@pytest.mark.parametrize("felt", ["stiff", "pinch", "ache", "sharp"])
def test_next_time_names_both_ankles_where_both_were_told(felt: Felt) -> None:
    practice = practice_of("calf_stretch")
    said = tuple(replace(one, outcome="done", felt=felt) for one in practice.said)
    practice = replace(practice, said=said, ask="over")
    reason = Reason("R13", "calf_stretch", "left", DAY)
    sentence = str(end.next_time(LIBRARY, practice, planned(reason), DAY))
    assert "both" in sentence
    assert "left" not in sentence


def test_the_first_screen_of_a_plan_has_no_news() -> None:
    practice = start(LIBRARY, tomorrow())
    assert told.news(LIBRARY, practice, date(2026, 1, 1)) == ()
    assert told.today(practice) is None
