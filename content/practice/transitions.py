"""Transitions of a practice: the answers that make sense now, and the state each leads to."""

from collections.abc import Mapping
from dataclasses import replace

from content.library import Library
from content.practice import actions
from content.practice.actions import FAULTS, SIDES, WHERES
from content.practice.model import Practice
from content.practice.reports import cleared
from content.practice.steps import undoable

# What each answer is called in a button: a name here never changes, old chats still send it.
VERBS: Mapping[str, actions.Verb] = {
    "done": actions.done,
    "pinch": actions.pinch,
    "strong": actions.strong,
    "sharp": actions.sharp,
    "stiff": actions.stiff,
    "more": actions.more,
    "easier": actions.easier,
    "knee": actions.fault,
    "toes": actions.fault,
    "balance": actions.fault,
    "chest": actions.fault,
    "click": actions.normal,
    "calf_stretch": actions.normal,
    "numb": actions.numb,
    "twist": actions.twist,
    "pain": actions.pain,
    "click_hurts": actions.click_hurts,
    "skip": actions.skip,
    "back": actions.back,
    "stop": actions.stop,
    "later": actions.later,
    "where": actions.where,
    "side": actions.side,
    "score": actions.score,
    "felt": actions.felt,
    "sore": actions.sore,
}


class NotNow(ValueError):  # noqa: N818 - a state, told kindly, not a fault
    """An answer that makes no sense in this state of a practice."""


def options(practice: Practice, library: Library) -> tuple[str, ...]:
    """Return the verbs that make sense now; `answer` takes these and no others."""
    match practice.ask:
        case "over":
            return ()
        case "step":
            return (*_at_step(practice), "stop")
        case "more":
            easier = ("easier",) if practice.said[practice.at].rung else ()
            normal = ("calf_stretch", *FAULTS, "click", "click_hurts")
            also = ("stiff", "sharp", "skip")  # what the step itself may have no button for
            return (*easier, *normal, "numb", "twist", "pain", *also, "back", "stop")
        case _:
            return (*_to_question(practice, library), "later", *_back(practice), "stop")


def answer(practice: Practice, verb: str, library: Library) -> Practice:
    """Return the practice after one tap, its turn one higher; `NotNow` if it makes no sense."""
    if verb not in options(practice, library):
        raise NotNow(f"{verb!r} makes no sense while the question is {practice.ask!r}")
    if practice.ask not in {"where", "side", "score"}:
        practice = cleared(practice)
    practice = replace(practice, news=())
    word, _, argument = verb.partition(":")
    after = VERBS[word](practice, argument or word, library)
    return replace(after, turn=practice.turn + 1)


def _at_step(practice: Practice) -> tuple[str, ...]:
    strong = ("strong",) if practice.said[practice.at].pinched else ()
    return (*strong, "done", "pinch", "sharp", "stiff", "more", "skip", *_back(practice))


def _to_question(practice: Practice, library: Library) -> tuple[str, ...]:
    match practice.ask:
        case "where":
            return tuple(f"where:{where}" for where in WHERES)
        case "side":
            return tuple(f"side:{side}" for side in SIDES)
        case "score":
            strong = practice.said[practice.about[0]].strong
            least = library.rules.stop_pain if strong else 0
            return tuple(f"score:{score}" for score in range(least, 11))
        case "felt":
            return ("felt:nothing", "felt:stretch", "felt:stiff", "felt:sore")
        case _:
            return tuple(f"sore:{drill}" for drill in _to_be_sore(practice))


def _to_be_sore(practice: Practice) -> tuple[str, ...]:
    pairs = zip(practice.steps, practice.said, strict=True)
    return tuple(dict.fromkeys(step.drill for step, said in pairs if said.outcome == "done"))


def _back(practice: Practice) -> tuple[str, ...]:
    if practice.ask == "felt_drill":
        return ("back",)
    return ("back",) if practice.ask in {"step", "felt"} and undoable(practice) is not None else ()
