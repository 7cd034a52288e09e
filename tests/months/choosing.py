"""What an invented runner taps on the screen before them."""

import re
from dataclasses import dataclass

from bot.sandbox.chats import Message
from tests.months.people import Person, Trouble

# The drill and what the named side does, as "Left foot moves".
STEP = re.compile(r"^(.+?) · .*?\b(left|right|both legs)\b", re.MULTILINE | re.IGNORECASE)
MORNING = re.compile(r"How (?:is|was) the (\w+) ankle this morning")
# What a screen says, and what is tapped then by everyone; the note is how it is told.
USUAL = (
    ("Any pain when you walk", "No, or up to 2", ""),
    ("swollen, hot or red", "No", ""),
    ("numb feeling gone", ":gone", "the numb feeling:"),
    ("Is this so?", "Yes, this is so", "is this so?"),
)
FLAGS = ("Is any of this true right now?", "And any of these?")
DETAILS = ("What is it?", "Where was it?", "How strong was it?", "Which ankle?")


@dataclass(frozen=True, slots=True)
class Choice:
    """A button to tap and how it is told; `then` answers the questions still to follow."""

    button: str
    note: str = ""
    drill: str = ""
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A person on a day before a message, with the choice they made last."""

    person: Person
    day: int
    message: Message
    last: Choice | None

    @property
    def text(self) -> str:
        """What the message says."""
        return self.message.text

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [button.text for button in self.message.buttons]

    @property
    def then(self) -> tuple[str, ...]:
        """The answers that are left from the last trouble."""
        return self.last.then if self.last else ()


def choose(look: Look) -> Choice | None:
    """Return what the person taps, None where they put the phone away."""
    if look.day >= look.person.ignores:
        return None
    ways = (_usual, _morning, _step, _flags, _felt, _detail, _card)
    return next((choice for way in ways if (choice := way(look))), None)


def _usual(look: Look) -> Choice | None:
    found = (Choice(button, note) for words, button, note in USUAL if words in look.text)
    return next(found, None)


def _morning(look: Look) -> Choice | None:
    asked = MORNING.search(look.text)
    if asked is None:
        return None
    answer = look.person.mornings.get((look.day, asked[1]), "Fine, 0–2")
    if look.person.silent:
        answer = "Ask me another time"
    return Choice(answer, f"{asked[1]} ankle:") if answer in look.labels else None


def _step(look: Look) -> Choice | None:
    if "Done" not in look.labels:
        return None
    found = STEP.search(look.text)
    assert found, f"a step names its drill and side: {look.text!r}"
    drill, side = found[1], found[2].capitalize()
    if "Strong (6+)" in look.labels:
        return Choice(":done", drill=drill, then=look.then)
    trouble = next((one for one in look.person.troubles if _fits(one, look, drill, side)), None)
    if trouble is None:
        return Choice(":done", drill=drill)
    return Choice(trouble.tap, f"{drill}, {side.lower()}:", drill, trouble.then)


def _fits(trouble: Trouble, look: Look, drill: str, side: str) -> bool:
    return (
        trouble.since <= look.day <= trouble.until
        and drill == trouble.drill
        and trouble.side in {"", side}
        and not (trouble.fine and trouble.fine in look.text)
    )


def _flags(look: Look) -> Choice | None:
    if not any(words in look.text for words in FLAGS):
        return None
    tap = f"flags:tap:{look.person.flag or 'none'}:"
    mine = (one.data for one in look.message.buttons if one.data.startswith(tap))
    number = next(mine, None)
    return Choice(number, "red flag") if number else Choice("None of these", "red flags:")


def _felt(look: Look) -> Choice | None:
    if "How did that feel?" not in look.text:
        return None
    return Choice(":later", "how it felt:") if look.person.silent else Choice(":nothing")


def _detail(look: Look) -> Choice | None:
    """Answer a question after a trouble with the first answer that is to be had."""
    if not any(words in look.text for words in DETAILS):
        return None
    data = [button.data for button in look.message.buttons]
    to_be_had = (one for one in look.then if any(button.endswith(one) for button in data))
    answer = next(to_be_had, ":later")
    question = next(words for words in DETAILS if words in look.text).lower()
    return Choice(answer, question, then=tuple(one for one in look.then if one != answer))


def _card(look: Look) -> Choice | None:
    return Choice("Start") if "Start" in look.labels else None
