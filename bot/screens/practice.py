"""A practice on the phone: a step, or one of the few questions after a report."""

from bot.screens import told
from bot.screens.screen import LONGEST, Button, Row, Screen, bold, escape, go, lines, pages, visible
from bot.screens.step import LONGEST as LONGEST_STEP
from bot.screens.step import Known, step
from bot.taps.practice import AnswerTap, HaltTap, HereTap, More, MoreTap
from content.library import Library
from content.practice import Practice, options

# Said on a button of an earlier step.
HERE = "Here is where you are."
FRONT = "Front is the crease where the foot meets the shin."

MORE: tuple[dict[str, str], ...] = (
    {"stiff": "Stiff", "easier": "Easier please"},
    {"calf_stretch": "Normal stretch"},
    {"numb": "Numb or tingling"},
    {"twist": "I twisted it", "pain": "Another pain"},
    {"skip": "Skip this step"},
)
# After a pinch, Strong has the place of Sharp pull; then it is told here.
SHARP = {"sharp": "Sharp pull"}
# What stands behind two more buttons of that list, by the button's word.
CLICKS = {"click": "Painless click", "click_hurts": "Click that hurts"}
LISTS: dict[More, str] = {"form": "My form", "click": "A click"}
FELT: tuple[dict[str, str], ...] = (
    {"felt:nothing": "Nothing", "felt:stretch": "A stretch"},
    {"felt:stiff": "Stiff", "felt:sore": "Sore"},
)
SIDES = ({"side:left": "Left", "side:right": "Right"},)
QUESTIONS = {
    "more": "What is it?",
    "where": "Where was it?",
    "side": "Which ankle?",
    "score": "How strong was it?",
    "felt": "How did that feel?",
    "felt_drill": "Which drill made you sore?",
}

Words = tuple[dict[str, str], ...]


def screen(library: Library, number: int, practice: Practice, known: Known) -> Screen:
    """Return what an open practice shows now; news too long to stand on it come by themselves."""
    shown = _shown(library, number, practice, known)
    most = LONGEST_STEP if practice.ask == "step" else LONGEST
    if known.news and visible(shown.text) > most:
        return between(number, practice, known.news)
    return shown


def between(number: int, practice: Practice, news: tuple[str, ...]) -> Screen:
    """Say what changes, and wait until the runner goes on."""
    text = next(iter(pages(bold("Before you go on"), news)))
    on = go("Go on", HereTap(number, practice.turn, "on"))
    return Screen(text, ((on,), (Button("Stop", HaltTap(number, practice.turn)),)))


def _shown(library: Library, number: int, practice: Practice, known: Known) -> Screen:
    if practice.ask == "step":
        return step(library, number, practice, known)
    leads = {
        "where": f"{FRONT} {library.safety.pain}",
        "score": "0 is nothing, 10 the worst you can think of.",
    }
    text = lines(
        *(f"{sentence}\n" for sentence in known.news),
        f"{word}\n" if (word := told.word(practice)) else None,
        bold(QUESTIONS[practice.ask]),
        escape(leads[practice.ask]) if practice.ask in leads else None,
    )
    rows = _rows(library, number, practice, _answers(library, practice))
    return Screen(text, (*rows, _ways(library, number, practice)))


def sublist(library: Library, number: int, practice: Practice, what: More) -> Screen:
    """Return one of the lists behind More: how the form slipped, or what clicked."""
    words = (
        _faults(library) if what == "form" else tuple({key: label} for key, label in CLICKS.items())
    )
    question = "What happened to your form?" if what == "form" else "What kind of click?"
    back = Button("Back", HereTap(number, practice.turn))
    return Screen(bold(question), (*_rows(library, number, practice, words), (back,)))


def halt(number: int, practice: Practice) -> Screen:
    """Ask once whether to stop: it ends the practice. The way on lies where Stop was."""
    return Screen(
        lines(bold("Stop for today?"), "What you told me is kept either way."),
        (
            (Button("Stop here", AnswerTap(number, practice.turn, "stop")),),
            (go("Go on", HereTap(number, practice.turn)),),
        ),
    )


def _answers(library: Library, practice: Practice) -> Words:
    """Return the answers to the open question, row by row."""
    match practice.ask:
        case "more":
            sharp = practice.said[practice.at].pinched
            return (SHARP, *MORE) if sharp else MORE
        case "where":
            return _places(library)[:-1]
        case "side":
            return SIDES
        case "score":
            labels = {f"score:{score}": str(score) for score in range(11)}
            return _in_rows(labels, 6, options(practice, library))
        case "felt":
            return FELT
        case _:
            drills = {f"sore:{name}": drill.short for name, drill in library.drills.items()}
            return _in_rows(drills, 2, options(practice, library))


def _places(library: Library) -> Words:
    """Return the places, row by row; the last of them stands beside the way on."""
    labels = {f"where:{place}": one.label for place, one in library.answers.where.items()}
    *most, last = labels
    return (*_in_rows(labels, 2, tuple(most)), {last: labels[last]})


def _faults(library: Library) -> Words:
    labels = {name: fault.label for name, fault in library.faults.items()}
    return _in_rows(labels, 2, tuple(labels))


def _in_rows(words: dict[str, str], width: int, allowed: tuple[str, ...]) -> Words:
    """Lay the answers out that make sense now, so many in a row."""
    kept = [(verb, label) for verb, label in words.items() if verb in allowed]
    return tuple(dict(kept[at : at + width]) for at in range(0, len(kept), width))


def _rows(library: Library, number: int, practice: Practice, words: Words) -> tuple[Row, ...]:
    """Return the answers that make sense now as buttons."""
    allowed = options(practice, library)
    rows = (
        tuple(
            Button(label, AnswerTap(number, practice.turn, verb))
            for verb, label in row.items()
            if verb in allowed
        )
        for row in words
    )
    return tuple(row for row in rows if row)


def _ways(library: Library, number: int, practice: Practice) -> Row:
    """Return the ways on without an answer: to the lists behind, on, back, or out."""

    def button(verb: str, label: str) -> Button:
        return Button(label, AnswerTap(number, practice.turn, verb))

    allowed = options(practice, library)
    back = (button("back", "Back"),) if "back" in allowed else ()
    if practice.ask == "more":
        lists = (
            Button(label, MoreTap(number, practice.turn, what)) for what, label in LISTS.items()
        )
        return (*lists, *back)
    later = (button("later", "Skip this"),) if "later" in allowed else ()
    if practice.ask == "where":
        last = _places(library)[-1]
        return (*(button(verb, label) for verb, label in last.items()), *later)
    if practice.ask in {"felt", "felt_drill"}:
        return (*later, *back)
    return (*later, *back, Button("Stop", HaltTap(number, practice.turn)))
