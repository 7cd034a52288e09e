"""What is read beside the drills: self-checks, lessons, in-run cues, form faults, safety."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from content import events
from content.drill import Cue, Item, Line, blanks
from content.events import StoppedBy, Where

Observed = Literal["easy", "hard", "left", "right"]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Page = Annotated[str, Field(min_length=1, max_length=900)]


class Choice(Item):
    """One answer to a self-check: a button, and what is said back."""

    id: Observed | StoppedBy
    label: str = Field(min_length=1, max_length=24)
    reply: str = Field(min_length=1, max_length=240)


class Check(Item):
    """A self-check: how it is done, what is asked after it and what can be answered.

    An "observed" check is kept as one answer; a "measured" one is a distance in centimetres
    per side with what stopped it. `weeks` is how long to wait before doing it again.
    """

    id: str = Field(pattern=r"^[a-z_]{3,32}$")
    name: str = Field(min_length=1, max_length=40)
    short: str = Field(min_length=1, max_length=13)
    kind: Literal["observed", "measured"]
    steps: tuple[Line, ...] = Field(min_length=2, max_length=7)
    question: str = Field(min_length=1, max_length=80)
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=6)
    about: str = Field(min_length=1, max_length=400)
    weeks: int = Field(ge=1, le=26)
    source: str = Field(min_length=1)
    picture: dict[str, Any] = Field(default_factory=dict)


class Answer(Item):
    """One answer to a question that is asked every day: what its button says."""

    label: str = Field(min_length=1, max_length=24)


class MorningAnswer(Answer):
    """An answer about the morning after, and what is said to it."""

    reply: Line


class WalkingAnswer(Answer):
    """An answer about pain on walking: the score that is kept, None for a limp."""

    score: int | None = Field(None, ge=0, le=10)


class Answers(Item):
    """What can be answered, by the word that buttons and histories have for it, in its order."""

    where: dict[Where, Answer] = Field(min_length=1)
    morning: dict[events.Answer, MorningAnswer] = Field(min_length=1)
    walking: dict[str, WalkingAnswer] = Field(min_length=1)


class Lesson(Item):
    """A page to read: a title, at most 600 characters, and its place among the others."""

    id: str = Field(pattern=r"^[a-z_]{3,32}$")
    order: int = Field(ge=0)
    title: str = Field(min_length=1, max_length=24)
    text: str = Field(min_length=1, max_length=600)
    source: str = Field(min_length=1)


class RunCue(Item):
    """One thing to think of during a run."""

    id: str
    text: Line


class FormFault(Item):
    """A way a drill's form breaks: its button, and the fix for any drill."""

    id: Literal["knee", "toes", "balance", "chest"]
    label: str = Field(min_length=1, max_length=24)
    fix: Cue


class Safety(Item):
    """The promises and warnings, all in one place; `version` grows when `disclaimer` changes.

    `emergency` is who to call where no number is set. `pain` stands on every pain screen,
    `refer` is said when a drill is out because it kept hurting, `normal` is said to feelings
    that need no change, and `running` says what a flag means for runs.
    """

    version: int = Field(ge=1)
    emergency: str
    disclaimer: tuple[Line, Line, Line, Line]
    consent: str = Field(min_length=1, max_length=300)
    pain: Line
    refer: str = Field(min_length=1, max_length=300)
    normal: dict[Literal["stretch", "click"], Line] = Field(min_length=2)
    running: dict[Literal["none", "easy", "free"], Line] = Field(min_length=3)
    privacy: Page
    contact: Line
    safety: Page

    @model_validator(mode="after")
    def _blanks_are_known(self) -> Self:
        known = {"contact": {"contact"}, "refer": {"drill"}, "disclaimer": set[str]()}
        for name, value in self.model_dump(include={"privacy", "safety", *known}).items():
            text = " ".join(value) if isinstance(value, tuple) else value
            if unknown := blanks(text) - known.get(name, set()):
                raise ValueError(f"{name} uses {{{min(unknown)}}}, which nothing fills in")
        return self
