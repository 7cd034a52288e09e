"""What was told changes the steps still to come: the coach is asked, and the practice follows."""

from dataclasses import replace

from content import coach
from content.coach import Context, Left, Reason, State
from content.library import Library
from content.practice.steps import at_rung, go_on, mark, resumed
from content.practice.value import Practice

# Where nothing else is on show: a retry is finished, and a question about it answered, first.
_AT_REST = ("step", "felt")


def heed(practice: Practice, library: Library, state: State, context: Context) -> Practice:
    """Return the practice with what is left of it planned anew, by the rules of the next one.

    `state` is the history with this practice's reports in it. A step may get smaller or leave,
    never grow; one that a report was just made at keeps its one retry. What changed is `news`.
    """
    here = practice.said[practice.at]
    if practice.ask not in _AT_REST or (here.pinched and here.outcome is None):
        return practice
    steps = _ahead(practice)
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
    asked = tuple(_asked(practice, index) for index in steps)
    changed = False
    news: list[Reason] = []
    for index, now in zip(steps, coach.left(library, state, context, asked), strict=True):
        if now.rung is None:
            practice, changed = mark(practice, index, left=_rule(now)), True
        elif now.rung < practice.said[index].rung:
            practice = at_rung(practice, index, now.rung, library)
        if now.reason and not _is_told(practice, now.reason) and now.reason not in news:
            news.append(now.reason)
    told = (*practice.told, *news)
    practice = replace(practice, news=(*practice.news, *news), told=told)
    if changed and practice.ask == "step" and practice.said[practice.at].left:
        return go_on(resumed(practice), library)
    return practice


def _ahead(practice: Practice) -> list[int]:
    """Return the steps still to come, the one on show too unless something was told at it."""
    return [
        index
        for index, said in enumerate(practice.said)
        if said.outcome is None and not said.left and not said.told
    ]


def _asked(practice: Practice, index: int) -> Left:
    step = practice.steps[index]
    return Left(step.drill, step.side, practice.said[index].rung)


def _rule(now: Left) -> str:
    return now.reason.rule if now.reason else "together"


def _is_told(practice: Practice, reason: Reason) -> bool:
    """Return whether the same was said of the same drill before."""
    key = (reason.rule, reason.drill, reason.smaller)
    return any(key == (one.rule, one.drill, one.smaller) for one in practice.told)
