"""The morning after: one question, one ankle at a time, and what is said to the answer."""

from datetime import date

from bot.screens.screen import Button, Screen, bold, go, lines
from content.drill import Side
from content.history import Answer

ANSWERS: tuple[tuple[Answer, str], ...] = (
    ("usual", "As usual"),
    ("sore", "Sore 3–5"),
    ("very_sore", "Sore 6 or more"),
    ("stiff", "Stiff over 30 min"),
)
SKIP = "later"
TODAY = go("What's for today", "today")
SAID: dict[Answer, str] = {
    "usual": "Good to know, thank you.",
    "sore": "Noted. An easier day, then: nothing that loads the ankles.",
    "very_sore": "Noted. First a few questions about that.",
    "stiff": "Noted. An easier day, then: nothing that loads the ankles.",
}


def ask(side: Side, day: date, *, late: bool = False, session: str = "") -> Screen:
    """Ask how an ankle is on the morning of `day`; `late`: that morning has passed.

    `session` (`moment:place:length`) is what the runner was about to begin; it goes on then,
    also without an answer.
    """
    tail = f":{session}" if session else ""
    first, *others = [
        Button(label, f"morning:{day}:{side}:{answer}{tail}") for answer, label in ANSWERS
    ]
    rows = [(go(first.label, first.data),), *((other,) for other in others)]
    if session:
        rows.append((Button("Ask me another time", f"morning:{day}:{side}:{SKIP}{tail}"),))
    asked = f"How {'was' if late else 'is'} the {side} ankle this morning?"
    return Screen(lines(bold(asked), "It tells me how the last practice went down."), tuple(rows))


def noted(answer: Answer) -> Screen:
    """Say what an answer to the card means for today."""
    return Screen(SAID[answer], ((TODAY,), (Button("Why?", "why:open"),)))


def settled() -> Screen:
    """Answer a tap on a question that was answered elsewhere."""
    return Screen("That is answered already, thank you.", ((TODAY,),))


def another_day() -> Screen:
    """Answer a tap on the question of another morning."""
    return Screen("That was about another morning.", ((TODAY,),))
