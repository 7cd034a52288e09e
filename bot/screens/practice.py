"""A practice on the phone: the step, what may be tapped, and the few questions after a report."""

from bot.screens.screen import Button, Row, Screen, Style, bold, escape, grid, lines
from content.figures import figure
from content.library import Library
from content.practice import Now, Practice, current, options

SIDE = {"left": "Left", "right": "Right", None: "Both legs"}
WHERE = {
    "front": "Front", "cord": "Over heel", "heel": "Heel bone",
    "back": "Deep back", "inside": "Inside", "outside": "Outside",
    "calf": "Calf", "shin": "Shin", "arch": "Arch",
}  # fmt: skip
MORE = {
    "easier": "Easier please", "knee": "Knee drifted", "toes": "Toes clawed",
    "balance": "Lost balance", "numb": "Numb/tingling", "pain": "Another pain",
    "calf_stretch": "Calf pull", "click": "Click",
}  # fmt: skip
FELT = {
    "felt:nothing": "Nothing",
    "felt:stretch": "A stretch",
    "felt:stiff": "Stiff",
    "felt:sore": "Sore",
}

# Said on a button of an earlier step.
HERE = "Here is where you are."
FRONT = "Front is the crease where the foot meets the shin."
MOST_ROWS = 4

LONGEST = 450  # characters of a step, markup and all: what a phone shows under a picture
# What is asked, the answers by their verb (none here: the drills that were done), and their width.
QUESTIONS: dict[str, tuple[str, dict[str, str], int]] = {
    "more": ("What is it?", MORE, 2),
    "where": ("Where was it?", {f"where:{key}": label for key, label in WHERE.items()}, 3),
    "side": ("Which ankle?", {"side:left": "Left", "side:right": "Right"}, 2),
    "score": ("How strong was it?", {f"score:{score}": str(score) for score in range(11)}, 6),
    "felt": ("How did that feel?", FELT, 2),
    "felt_drill": ("Sore after which drill?", {}, 2),
}


def screen(library: Library, number: int, practice: Practice, why: str | None = None) -> Screen:
    """Return what an open practice shows now; `why` is the reason line of its first step."""
    if practice.ask == "step":
        return step(library, number, practice, why)
    drills = {f"sore:{name}": drill.short for name, drill in library.drills.items()}
    question, words, width = QUESTIONS[practice.ask]
    leads = {
        "where": f"{FRONT} {library.safety.pain}",
        "score": "0 is nothing, 10 the worst you can think of.",
    }
    return _question(number, practice, question, words or drills, width, leads.get(practice.ask))


def step(library: Library, number: int, practice: Practice, why: str | None) -> Screen:
    """Return one step: the drill, the side, the dose, its cues, and the eight buttons."""
    now = current(practice)
    before = practice.steps[practice.at - 1].drill if practice.at else None
    new = before != now.drill and not now.retry
    text = _words(library, now, why, new=new)
    return Screen(text, _buttons(number, practice), figure(now.drill, now.rung, now.side or "both"))


def _words(library: Library, now: Now, why: str | None, *, new: bool) -> str:
    """Return the words of a step; where its drill is `new`, how to set up takes a cue's place.

    They are kept short, so that the picture stays on the screen above them.
    """
    drill = library.drills[now.drill]
    rung = drill.rungs[now.rung]
    return lines(
        f"{escape(rung.smaller)}\n" if now.retry else None,
        bold(f"{drill.name} · {SIDE[now.side]}"),
        f"{bold(rung.told(now.dose))} · {escape(rung.name)}{_tempo(now, rung.tempo)}",
        escape(drill.setup_at(now.rung)) if new else None,
        *(f"• {escape(cue)}" for cue in rung.cues[: 1 if new else 3]),
        f"\n{escape(why)}" if why else None,
        dots(now),
    )


def dots(now: Now) -> str:
    """Return how far the practice has come, one dot a step."""
    return "●" * now.number + "○" * (now.total - now.number)


def _tempo(now: Now, seconds: float) -> str:
    """Return the pace beside the dose; a hold names its seconds in the dose itself."""
    if now.dose.hold:
        return ""
    return " · a metre a second" if now.dose.metres else f" · {seconds:g} s each"


def _buttons(number: int, practice: Practice) -> tuple[Row, ...]:
    def button(verb: str, label: str, style: Style | None = None) -> Button:
        return Button(label, f"d1:{number}:{practice.turn}:{verb}", style)

    feel = (
        (button("done", "Done", "success"), button("pinch", "It pinches", "danger")),
        (button("sharp", "Sharp pull"), button("stiff", "Stiff")),
    )
    more = (button("more", "Other"), button("skip", "Skip"))
    out = (button("back", "Back"), button("stop", "Stop"))
    if "strong" in options(practice):
        return ((button("strong", "It was strong: 6 or more"),), *feel, (*more, *out))
    return (*feel, more, out)


def _question(
    number: int,
    practice: Practice,
    question: str,
    words: dict[str, str],
    width: int,
    lead: str | None = None,
) -> Screen:
    """Ask one thing with the answers that make sense now; a question can be left open."""
    data = f"d1:{number}:{practice.turn}:"
    allowed = options(practice)
    answers = [Button(label, data + verb) for verb, label in words.items() if verb in allowed]
    ways = {"later": "Skip this", "back": "Back", "stop": "Stop"}
    out = tuple(Button(label, data + verb) for verb, label in ways.items() if verb in allowed)
    rows = grid(answers, width)
    rows = (*rows, out) if len(rows) < MOST_ROWS else (*rows[:-1], (*rows[-1], out[0]))
    return Screen(lines(bold(question), escape(lead) if lead else None), rows)
