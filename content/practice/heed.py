"""Replanning of the steps still to come after something was told, by the coach's rules."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from content import coach
from content.coach import Context, Left, Reason, Stage, State
from content.drill import Side
from content.library import Library
from content.practice.model import Practice, Said
from content.practice.steps import asked_where, at_rung, for_both, go_on, mark, resumed

# Where nothing else is on show: a question about what was told is answered first.
_AT_REST = ("step", "felt")


def heed(practice: Practice, library: Library, state: State, context: Context) -> Practice:
    """Return the practice with what is left of it planned anew, by the rules of the next one.

    `state` is the history with this practice's reports in it. A step may get smaller or leave,
    never grow. One that pinched keeps its one retry, if all the rest that was told allows it.
    What changed is `news`.
    """
    if practice.ask not in _AT_REST:
        return practice
    begun = frozenset(
        step.drill
        for step, said in zip(practice.steps, practice.said, strict=True)
        if said.outcome is not None or said.told
    )
    context = replace(
        context,
        moment=practice.moment,
        place=practice.place,
        minute=practice.minute,
        asked=practice.asked,
        begun=begun,
    )
    steps = _planned_anew(practice)
    asked = tuple(_asked(practice, index) for index in steps)
    news: list[Reason] = []
    for index, now in zip(steps, coach.left(library, state, context, asked), strict=True):
        if not practice.said[index].is_open:
            continue
        practice = _follow(practice, index, now, library)
        if now.reason and not _is_told(now.reason, practice.told, news):
            news.append(now.reason)
    told = (*practice.told, *news)
    practice = replace(practice, news=(*practice.news, *news), told=told)
    here = practice.said[practice.at]
    if practice.ask != "step" or here.is_open:
        return practice
    if here.pinched:
        return asked_where(practice)
    return heed(go_on(resumed(practice), library), library, state, context)


def _planned_anew(practice: Practice) -> Sequence[int]:
    """Return the steps to ask about: only the one on show while it has its retry.

    Where it pinched is not known yet; what that means for the others is asked after it is.
    """
    retry = practice.ask == "step" and _stage(practice.said[practice.at]) == "retry"
    return (practice.at,) if retry else range(len(practice.steps))


def _follow(practice: Practice, index: int, now: Left, library: Library) -> Practice:
    """Return the practice with one step as the coach leaves it; what was told at it stays."""
    said = practice.said[index]
    if now.rung is None:
        if said.told:
            return mark(practice, index, outcome="stopped")
        return mark(practice, index, left=now.reason.rule if now.reason else "together")
    if now.side is None:
        practice = for_both(practice, index)
    return at_rung(practice, index, now.rung, library) if now.rung < said.rung else practice


def _asked(practice: Practice, index: int) -> Left:
    """Return a step as the coach is asked about it."""
    step, said = practice.steps[index], practice.said[index]
    return Left(step.drill, step.side, None if said.left else said.rung, stage=_stage(said))


def _stage(said: Said) -> Stage:
    if not said.is_open:
        return "over"
    return "retry" if said.pinched else "told" if said.told else "open"


def _is_told(reason: Reason, told: Iterable[Reason], news: Iterable[Reason]) -> bool:
    """Return whether the same was said of its drill before, or anything is said of it now."""
    now = _what(reason)
    return now in map(_what, news) or any(
        now == _what(one) and reason.rule == one.rule for one in told
    )


def _what(reason: Reason) -> tuple[str | None, bool, Side | None]:
    return reason.drill, reason.smaller, reason.ankle
