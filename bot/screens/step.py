"""One step of a practice: what to do, with which foot, how much of it, and what may be tapped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.screens.screen import Button, Row, Screen, Style, bold, escape, lines, visible
from bot.screens.units import Units, down
from bot.taps.practice import AnswerTap, HaltTap, HowTap
from content import coach
from content.coach import Reason, why
from content.drill import Rung, Side
from content.figures import figure
from content.library import Library
from content.practice import Now, Practice, current, options

SIDE: Mapping[Side | None, str] = {"left": "Left", "right": "Right", None: "Both legs"}
PINCH = "Pinch: something is squeezed or blocked in the joint, mostly at the front."

LONGEST = 450  # characters of a step: what a phone shows under a picture
# Characters of a step that says how to set up; more cues would push its picture off the screen.
ROOMY = 330
# What a step may go without, the first of them first.
DROPPED = ("third", "second", "pinch", "why", "setup")
CUES = ("third", "second")


@dataclass(frozen=True, slots=True)
class Known:
    """What a step needs to know beside its practice; `wall` are knee-to-wall lengths in cm.

    `news` are sentences (HTML) for the top of the screen, and `reason` says why the first drill is
    where it is. `first` is true on a runner's very first step, where a pinch is explained.
    """

    day: date
    units: Units = "cm"
    wall: Mapping[Side, float] = field(default_factory=dict)
    news: tuple[str, ...] = ()
    reason: Reason | None = None
    first: bool = False


def step(library: Library, number: int, practice: Practice, known: Known) -> Screen:
    """Return one step: the drill, the side, the dose, its cues, and the buttons."""
    now = current(practice)
    before = practice.steps[practice.at - 1].drill if practice.at else None
    new = before != now.drill and not now.retry
    text = _words(library, now, known, new=new)
    return Screen(
        text,
        _buttons(library, number, practice),
        figure(now.drill, now.rung, now.side or "both", practice.place),
    )


def _words(library: Library, now: Now, known: Known, *, new: bool) -> str:
    """Return the words of a step; where its drill is `new`, with how to set up."""
    drill = library.drills[now.drill]
    rung = drill.rungs[now.rung]
    cues = dict(zip(("first", "second", "third"), rung.cues, strict=False))
    optional = {
        "setup": escape(drill.setup_at(now.rung)) if new else None,
        "why": _why(library, known),
        "pinch": PINCH if known.first else None,
        **{name: f"• {escape(cue)}" for name, cue in cues.items() if name in CUES},
    }
    must = (
        *(f"{news}\n" for news in known.news),
        f"{escape(rung.smaller)}\n" if now.retry else None,
        bold(f"{drill.name} · {_side(library, now)}"),
        _dose(now, rung, known),
        f"• {escape(rung.cues[0])}",
    )
    return _fitted(must, optional, dots(now), roomy=new)


def _fitted(
    must: Sequence[str | None], optional: dict[str, str | None], last: str, *, roomy: bool
) -> str:
    """Return the text with as much of what may be left out as there is room for."""
    order = ("second", "third", "setup", "pinch", "why")

    def text() -> str:
        return lines(*must, *(optional.get(name) for name in order), last)

    for name in DROPPED:
        most = ROOMY if roomy and name in CUES else LONGEST
        if visible(text()) > most:
            optional.pop(name, None)
    return text()


def _why(library: Library, known: Known) -> str | None:
    """Return the reason line; a beginner's first step explains what a pinch is instead."""
    reason = known.reason
    if reason is None or (known.first and coach.is_beginning(reason)):
        return None
    return escape(why(library, reason, known.day))


def _side(library: Library, now: Now) -> str:
    """Return which side works and what it does, as "Left foot moves"."""
    which = library.drills[now.drill].which_at(now.rung, now.side) if now.side else ""
    return which or SIDE[now.side]


def _dose(now: Now, rung: Rung, known: Known) -> str:
    """Return how much: the dose, the size, the own distance, the pace, the rest between sets."""
    wall = known.wall.get(now.side) if now.side and rung.wall else None
    own = down(wall * rung.wall, known.units) if wall else None
    parts = (
        bold(rung.told(now.dose)),
        escape(rung.name),
        f"foot {own} from the wall" if own else "",
        _tempo(now, rung.tempo),
        f"{now.dose.rest} s between sets" if now.dose.rest and now.dose.sets > 1 else "",
    )
    return " · ".join(part for part in parts if part)


def _tempo(now: Now, seconds: float) -> str:
    """Return the pace; a hold names its seconds in the dose itself, and a walk has its own."""
    return "" if now.dose.hold or now.dose.metres else f"{seconds:g} s each"


def dots(now: Now) -> str:
    """Return how far the practice has come, one dot a step."""
    return "●" * now.number + "○" * (now.total - now.number)


def _buttons(library: Library, number: int, practice: Practice) -> tuple[Row, ...]:
    """Lay the buttons out so that none moves from step to step.

    A strong pinch is told where Sharp pull was: a thumb that stays never reports more than it did.
    Where there is nothing to go back to, Skip has the place of Back; else it stands behind More.
    """

    def button(verb: str, label: str, style: Style | None = None) -> Button:
        return Button(label, AnswerTap(number, practice.turn, verb), style)

    allowed = options(practice, library)
    beside = (
        button("strong", "Strong (6+)") if "strong" in allowed else button("sharp", "Sharp pull")
    )
    ways = (
        button("back", "Back") if "back" in allowed else button("skip", "Skip"),
        button("more", "More"),
        Button("How", HowTap(number, practice.turn)),
        Button("Stop", HaltTap(number, practice.turn)),
    )
    return (
        (button("done", "Done", "success"),),
        (button("pinch", "It pinches", "danger"), beside),
        ways,
    )
