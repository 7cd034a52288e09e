"""The morning after: one question, one ankle at a time, and what is said to the answer."""

from datetime import date

from bot.practice_request import PracticeRequest
from bot.screens.running import LATER, Running
from bot.screens.screen import Button, Screen, bold, escape, lines
from bot.taps.morning import MorningFirstTap, MorningTap
from bot.taps.today import TodayTap
from bot.taps.why import WhyTap
from content import coach
from content.drill import Side
from content.events import Answer
from content.library import Library

TODAY = Button("What's for today", TodayTap())
# Said where a button still has the words of before.
ANEW = "The answers have numbers now. Which one fits?"


def ask(
    library: Library,
    side: Side,
    day: date,
    *,
    late: bool = False,
    session: PracticeRequest | None = None,
) -> Screen:
    """Ask how an ankle is on the morning of `day`; `late`: that morning has passed.

    `session` is what the runner was about to begin; it goes on then, also without an answer.
    """
    answers = library.answers.morning.items()
    if session is None:
        rows = [(Button(one.label, MorningTap(day, side, answer)),) for answer, one in answers]
    else:
        rows = [
            (Button(one.label, MorningFirstTap(day, side, answer, *session.named)),)
            for answer, one in answers
        ]
        later = MorningFirstTap(day, side, "later", *session.named)
        rows.append((Button("Ask me another time", later),))
    asked = f"How {'was' if late else 'is'} the {side} ankle this morning?"
    return Screen(
        lines(
            bold(asked),
            "0 is no pain, 10 the worst you can think of. It tells me whether the last practice "
            "was too much.",
        ),
        tuple(rows),
    )


def noted(library: Library, answer: Answer, run: Running | None = None) -> Screen:
    """Say what an answer to the card means for today; `run`: for the run still to come."""
    return Screen(said(library, answer, run), ((TODAY,), (Button("Why?", WhyTap("open")),)))


def said(library: Library, answer: Answer, run: Running | None = None) -> str:
    """Return what is said to an answer (HTML), with today's run where there is one."""
    more = LATER.get(run) if run and not coach.after_morning(answer).asks else None
    return escape(f"{library.answers.morning[answer].reply} {more or ''}".strip())


def settled() -> Screen:
    """Answer a tap on a question that was answered elsewhere."""
    return Screen("That is answered already, thank you.", ((TODAY,),))


def another_day() -> Screen:
    """Answer a tap on the question of another morning."""
    return Screen("That was about another morning.", ((TODAY,),))
