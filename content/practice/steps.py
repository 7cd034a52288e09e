"""Moving through a practice's steps: marking, shrinking, going on, going back."""

from dataclasses import replace
from typing import Any

from content.drill import Drill
from content.library import Library
from content.practice.model import Practice


def mark(practice: Practice, index: int, **said: Any) -> Practice:
    """Return the practice with more said at one step."""
    one = replace(practice.said[index], **said)
    return replace(practice, said=(*practice.said[:index], one, *practice.said[index + 1 :]))


def at_rung(practice: Practice, index: int, rung: int, library: Library) -> Practice:
    """Return the practice with one step at another rung, its dose cut to fit.

    What was planned with less than the rung's own dose keeps to that.
    """
    step = practice.steps[index]
    drill = library.drills[step.drill]
    own, whole = (
        drill.dose(one, practice.moment, minute=practice.minute) for one in (rung, step.rung)
    )
    return mark(
        practice,
        index,
        rung=rung,
        lowest=min(rung, practice.said[index].lowest),
        dose=own if step.dose == whole else own.within(step.dose),
    )


def for_both(practice: Practice, index: int) -> Practice:
    """Return the practice with one step done by both legs together."""
    step = replace(practice.steps[index], side=None)
    steps = (*practice.steps[:index], step, *practice.steps[index + 1 :])
    return replace(practice, steps=steps)


def shrink(practice: Practice, library: Library) -> Practice:
    """Return the practice with the step now shown smaller; rung 0 stays.

    That is one rung lower, unless a short dose makes the two alike: then down to the next rung
    that the runner can tell from this one.
    """
    now = practice.said[practice.at]
    drill = library.drills[practice.steps[practice.at].drill]
    for rung in range(now.rung - 1, -1, -1):
        smaller = at_rung(practice, practice.at, rung, library)
        if smaller.said[practice.at].dose != now.dose or differs(drill, rung, now.rung):
            return smaller
    return practice


def differs(drill: Drill, low: int, high: int) -> bool:
    """Return whether two rungs differ in more than their volume."""
    one, other = drill.rungs[low], drill.rungs[high]
    return (one.range, one.support, one.load) != (other.range, other.support, other.load)


def resumed(practice: Practice) -> Practice:
    """Return the practice with the step itself on show again."""
    return replace(practice, ask="step", about=())


def asked_where(practice: Practice) -> Practice:
    """Return the practice asking where it was, about the step now shown."""
    return replace(practice, ask="where", about=(practice.at,))


def end_drill(practice: Practice, index: int) -> Practice:
    """Return the practice with a drill over on both ankles; what is not done counts as stopped."""
    drill = practice.steps[index].drill
    for other, step in enumerate(practice.steps):
        if step.drill == drill and practice.said[other].is_open:
            practice = mark(practice, other, outcome="stopped")
    return practice


def go_on(practice: Practice, library: Library) -> Practice:
    """Return the practice at its next open step, or at its last question, or over."""
    for index, said in enumerate(practice.said):
        if said.is_open:
            after = resumed(replace(practice, at=index))
            return at_rung(after, index, min(said.rung, _pace(after, index)), library)
    done = any(said.outcome == "done" for said in practice.said)
    last_question = done and not practice.ending
    return replace(practice, ask="felt" if last_question else "over", about=())


def undoable(practice: Practice) -> int | None:
    """Return the step that Back returns to: the last one, done or skipped with nothing told."""
    last = practice.at if practice.ask == "felt" else practice.at - 1
    while last >= 0 and practice.said[last].left:
        last -= 1
    if last < 0:
        return None
    said = practice.said[last]
    return last if said.outcome in {"done", "skipped"} and not said.told else None


def _pace(practice: Practice, index: int) -> int:
    """Return the rung the other ankle has come down to: the tighter one sets the pace."""
    drill = practice.steps[index].drill
    said = practice.said
    earlier = (i for i in range(index) if practice.steps[i].drill == drill and not said[i].left)
    return min((practice.said[i].rung for i in earlier), default=practice.said[index].rung)
