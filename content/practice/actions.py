"""Actions of a practice: what each tap does. Where the sides meet, the more careful reading holds.

What made a drill smaller on one ankle makes it smaller on the other too, because the tighter
ankle sets the pace. A second pinch ends the drill for that ankle; the other then works at the
smallest rung tried. A sharp pull, another pain or pain of 6 and more ends it for both ankles;
numbness, a twist and pain of 8 and more end the practice. What all this means for the steps
still to come is asked of the coach, in `heed`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from content.coach import asking
from content.drill import Fault, Side
from content.events import Felt, Where
from content.library import Library
from content.practice.model import Practice
from content.practice.steps import (
    asked_where,
    end_drill,
    go_on,
    mark,
    resumed,
    shrink,
    undoable,
)

WHERES: tuple[Where, ...] = get_args(Where)
FAULTS: tuple[Fault, ...] = ("knee", "toes", "balance", "chest")
SIDES: tuple[Side, ...] = get_args(Side)
# Worse to the right: a second report at a step never hides a worse first one.
WORSE: tuple[Felt, ...] = ("nothing", "stretch", "click", "stiff", "ache", "pinch", "sharp", "numb")

Verb = Callable[[Practice, str, Library], Practice]


def done(practice: Practice, _: str, library: Library) -> Practice:
    """Finish the step; a pinch on the way is asked about now."""
    after = mark(practice, practice.at, outcome="done")
    return asked_where(after) if after.said[after.at].pinched else go_on(after, library)


def pinch(practice: Practice, _: str, library: Library) -> Practice:
    """Shrink the drill on the spot; a second pinch, or one at rung 0, ends it for that ankle."""
    said = practice.said[practice.at]
    after = mark(_felt(practice, "pinch"), practice.at, pinched=(*said.pinched, said.rung))
    if said.pinched or not said.rung:
        return asked_where(mark(after, after.at, outcome="stopped"))
    return shrink(after, library)


def strong(practice: Practice, _: str, __: Library) -> Practice:
    """Keep that the pinch was 6 or more, and end the drill."""
    return _ended(mark(practice, practice.at, strong=True))


def sharp(practice: Practice, _: str, __: Library) -> Practice:
    """End the drill at once after a sharp pull."""
    return _ended(_felt(practice, "sharp"))


def stiff(practice: Practice, _: str, __: Library) -> Practice:
    """Finish the step that felt stiff, and ask about it."""
    return asked_where(mark(_felt(practice, "stiff"), practice.at, outcome="done"))


def more(practice: Practice, _: str, __: Library) -> Practice:
    """Show what else can be said."""
    return replace(practice, ask="more")


def easier(practice: Practice, _: str, library: Library) -> Practice:
    """Go one rung smaller today; the level is held."""
    return resumed(shrink(mark(practice, practice.at, easier=True), library))


def fault(practice: Practice, name: str, library: Library) -> Practice:
    """Go one rung smaller after broken form; the first fault named is the one kept."""
    first = practice.said[practice.at].fault or next(one for one in FAULTS if one == name)
    return resumed(shrink(mark(practice, practice.at, fault=first), library))


def normal(practice: Practice, _: str, __: Library) -> Practice:
    """Stay at the step: a calf stretch or a painless click is normal."""
    return resumed(practice)


def numb(practice: Practice, _: str, __: Library) -> Practice:
    """End the practice after a numb feeling; its red flags come next, nothing else is asked."""
    after = mark(_felt(practice, "numb"), practice.at, outcome="stopped")
    return replace(after, ask="over", about=(), alarm=True, asks=asking.token(None, numb=True))


def pain(practice: Practice, _: str, __: Library) -> Practice:
    """End the drill after another pain; from 3 on, or where no number is told, flags follow."""
    after = mark(_felt(practice, "ache"), practice.at, outcome="stopped")
    return asked_where(replace(end_drill(after, after.at), alarm=True))


def twist(practice: Practice, _: str, __: Library) -> Practice:
    """End the drill after a twist; when its questions are answered the practice is over."""
    after = mark(_felt(practice, "ache"), practice.at, outcome="stopped", twisted=True)
    return asked_where(replace(end_drill(after, after.at), alarm=True))


def click_hurts(practice: Practice, _: str, __: Library) -> Practice:
    """End the step after a click that hurts, and ask about it."""
    return asked_where(mark(_felt(practice, "click"), practice.at, outcome="stopped"))


def skip(practice: Practice, _: str, library: Library) -> Practice:
    """Leave the step out; what was told at it stays."""
    told = practice.said[practice.at].told
    after = mark(practice, practice.at, outcome="stopped" if told else "skipped")
    return asked_where(after) if after.said[after.at].pinched else go_on(after, library)


def back(practice: Practice, _: str, __: Library) -> Practice:
    """Undo the last Done or Skip, or leave a list of answers."""
    if practice.ask == "felt_drill":
        return replace(practice, ask="felt", ending=False)
    last = undoable(practice)
    if practice.ask == "more" or last is None:
        return resumed(practice)
    return resumed(replace(mark(practice, last, outcome=None), at=last))


def stop(practice: Practice, _: str, library: Library) -> Practice:
    """End the practice where it is; it asks nothing but the red flags of what was just told."""
    if practice.said[practice.at].outcome is None:
        practice = mark(practice, practice.at, outcome="stopped")
    if practice.alarm and practice.about:
        practice = _asked(practice, None, library)
    return replace(practice, ask="over", about=())


def where(practice: Practice, name: str, _: Library) -> Practice:
    """Keep the place, then ask for the ankle if both were working, else for the number."""
    place = next((one for one in WHERES if one == name), None)
    for index in practice.about:
        practice = mark(practice, index, where=place)
    both = any(practice.steps[index].side is None for index in practice.about)
    return replace(practice, ask="side" if both else "score")


def side(practice: Practice, name: str, _: Library) -> Practice:
    """Keep the ankle; unnamed, what was told holds for both."""
    named = next((one for one in SIDES if one == name), None)
    about = tuple(
        i for i in practice.about if named is None or practice.steps[i].side != _other(named)
    )
    for index in about:
        practice = mark(practice, index, side=named)
        if practice.ending:
            practice = mark(practice, index, felt="ache")
    return replace(practice, ask="score", about=about)


def score(practice: Practice, number: str, library: Library) -> Practice:
    """Keep the pain 0-10; 6 and more ends the drill, 8 and more the practice, as a twist does."""
    value = int(number) if number.isdecimal() else None
    for index in practice.about:
        practice = mark(practice, index, score=value)
    rules, said = library.rules, practice.said[practice.about[0]]
    if said.strong or (value is not None and value >= rules.stop_pain):
        practice = replace(end_drill(practice, practice.about[0]), alarm=True)
    if practice.alarm:
        practice = _asked(practice, value, library)
    if said.twisted or (value is not None and value >= rules.severe_pain):
        return replace(practice, ask="over", about=())
    return go_on(practice, library)


def _asked(practice: Practice, value: int | None, library: Library) -> Practice:
    """Return the practice with the red flags that follow; none after another pain of 1 or 2."""
    rules, said = library.rules, practice.said[practice.about[0]]
    strong = said.strong or (value is not None and value >= rules.stop_pain)
    small = value is not None and value <= rules.calm_pain
    if small and not (strong or said.felt == "sharp" or said.twisted):
        return practice
    token = asking.token(said.where, twist=said.twisted, strong=strong)
    return replace(practice, asks=token)


def felt(practice: Practice, name: str, _: Library) -> Practice:
    """Keep how the whole practice felt, for every step done with nothing told."""
    if name == "sore":
        return replace(practice, ask="felt_drill", ending=True)
    how = next(one for one in WORSE if one == name)
    for index, said in enumerate(practice.said):
        if said.outcome == "done" and not said.told:
            practice = mark(practice, index, felt=how)
    return replace(practice, ask="over")


def sore(practice: Practice, drill: str, _: Library) -> Practice:
    """Keep which drill left the ankle sore, and ask for the ankle unless only one did it."""
    about = tuple(
        i
        for i, step in enumerate(practice.steps)
        if step.drill == drill and practice.said[i].outcome == "done"
    )
    after = replace(practice, ask="side", about=about)
    first = practice.steps[about[0]].side
    return after if len(about) > 1 or first is None else side(after, first, _)


def later(practice: Practice, _: str, library: Library) -> Practice:
    """Leave a question unanswered: unknown, never zero."""
    match practice.ask:
        case "where":
            return where(practice, "", library)
        case "side":
            return side(practice, "", library)
        case "score":
            return score(practice, "", library)
        case _:
            return replace(practice, ask="over", about=())


def _felt(practice: Practice, how: Felt) -> Practice:
    before = practice.said[practice.at].felt or how
    return mark(practice, practice.at, felt=max(before, how, key=WORSE.index))


def _ended(practice: Practice) -> Practice:
    after = mark(practice, practice.at, outcome="stopped")
    return asked_where(replace(end_drill(after, after.at), alarm=True))


def _other(one: Side) -> Side:
    return "right" if one == "left" else "left"
