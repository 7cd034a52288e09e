"""A practice on the phone: the step, what may be tapped, and the few questions after a report."""

from bot.screens.screen import Button, Row, Screen, bold, escape, grid, lines
from content.figures import Figure
from content.library import Library
from content.practice import Now, Practice, current, options

SIDE = {"left": "Left", "right": "Right", None: "Both legs"}
WHERE = {
    "front": "Front crease", "cord": "Above heel", "heel": "Heel bone",
    "back": "Deep back", "inside": "Inside", "outside": "Outside",
    "calf": "Calf", "shin": "Shin", "arch": "Arch",
}  # fmt: skip
MORE = {
    "easier": "Easier please", "knee": "Knee drifted", "toes": "Toes clawed",
    "balance": "Lost balance", "numb": "Numb, tingling", "pain": "Another pain",
    "calf_stretch": "Calf stretch", "click": "Painless click",
}  # fmt: skip
FELT = {
    "felt:nothing": "Nothing",
    "felt:stretch": "A stretch",
    "felt:stiff": "Stiff",
    "felt:sore": "Sore",
}


def screen(library: Library, number: int, practice: Practice, why: str | None = None) -> Screen:
    """Return what a practice shows now; `why` is the reason line of its first step."""
    match practice.ask:
        case "step":
            return step(library, number, practice, why)
        case "more":
            return _question(number, practice, "What is it?", MORE, 2)
        case "where":
            words = {f"where:{key}": label for key, label in WHERE.items()}
            return _question(number, practice, "Where was it?", words, 3, library.safety.pain)
        case "side":
            words = {"side:left": "Left", "side:right": "Right"}
            return _question(number, practice, "Which ankle?", words, 2)
        case "score":
            words = {f"score:{score}": str(score) for score in range(11)}
            lead = "0 is nothing, 10 the worst you can think of."
            return _question(number, practice, "How strong was it?", words, 6, lead)
        case "felt":
            return _question(number, practice, "How did that feel?", FELT, 2)
        case "felt_drill":
            words = {f"sore:{name}": drill.short for name, drill in library.drills.items()}
            return _question(number, practice, "Sore after which drill?", words, 2)
        case _:
            return Screen("Done for now.")


def step(library: Library, number: int, practice: Practice, why: str | None) -> Screen:
    """Return one step: the drill, the side, the dose, its cues, and the eight buttons."""
    now = current(practice)
    drill, rung = library.drills[now.drill], library.drills[now.drill].rungs[now.rung]
    before = practice.steps[practice.at - 1].drill if practice.at else None
    text = lines(
        f"{escape(rung.smaller)}\n" if now.retry else None,
        bold(f"{drill.name} · {SIDE[now.side]}"),
        f"{bold(rung.told(now.dose))} · {escape(rung.name)}",
        None if now.dose.hold else _tempo(now, rung.tempo),
        "",
        escape(drill.setup) if before != now.drill and not now.retry else None,
        *(f"• {escape(cue)}" for cue in rung.cues[: 2 if before != now.drill else 3]),
        "",
        escape(why) if why and practice.at == 0 and practice.turn == 0 else None,
        dots(now),
    )
    return Screen(text, _buttons(number, practice), figure(library, now))


def figure(library: Library, now: Now) -> Figure:
    """Return the picture of a step: this drill, this rung, this side."""
    both = library.drills[now.drill].rungs[now.rung].legs == "both"
    return Figure(now.drill, now.rung, "both" if both or now.side is None else now.side)


def dots(now: Now) -> str:
    """Return how far the practice has come, one dot a step."""
    return "●" * now.number + "○" * (now.total - now.number)


def _tempo(now: Now, seconds: float) -> str:
    return "About a metre a second" if now.dose.metres else f"{seconds:g} seconds each, no hurry"


def _buttons(number: int, practice: Practice) -> tuple[Row, ...]:
    def button(verb: str, label: str, style: str | None = None) -> Button:
        data = f"d1:{number}:{practice.turn}:{verb}"
        return Button(label, data, style)  # type: ignore[arg-type]

    feel = (
        (button("done", "Done", "success"), button("pinch", "It pinches", "danger")),
        (button("sharp", "Sharp pull"), button("stiff", "Stiff")),
    )
    more = (button("more", "Other…"), button("skip", "Skip"))
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
    ways = {"later": "Leave it open", "back": "Back", "stop": "Stop"}
    if practice.ask == "more":
        ways.pop("later")
    out = tuple(Button(label, data + verb) for verb, label in ways.items() if verb in allowed)
    text = lines(bold(question), escape(lead) if lead else None)
    return Screen(text, (*grid(answers, width), out) if out else grid(answers, width))
