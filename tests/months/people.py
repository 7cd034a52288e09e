"""The seven invented runners: what bothers them, when, and how they answer."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a runner says at a step of a drill from day `since` to day `until` (day 0: a Monday).

    `tap` is the button, `then` answers the questions after it, both by the end of the buttons'
    data. `side` is "Left" or "Right", "" for either; at a size called `fine` it does not happen.
    """

    since: int
    until: int
    drill: str
    tap: str
    then: tuple[str, ...] = ()
    side: str = ""
    fine: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A runner: a name, a line about them, their troubles, and what they say of mornings.

    `mornings` are the answers that are not "Fine, 0–2", by day and side; `rest_days` asks for a
    drill on the days without a run; `silent` leaves every question open that may be left open;
    `ignores` is the day from which no card is tapped. `flag` is the one confirmed when it
    is asked, `cleared` the day of a clinician's word.
    """

    name: str
    about: str
    troubles: tuple[Trouble, ...] = ()
    mornings: dict[tuple[int, str], str] = field(default_factory=dict)
    rest_days: bool = False
    silent: bool = False
    ignores: int = 99
    flag: str = ""
    cleared: int = 99


PEOPLE = (
    Person(
        "Nora",
        "Nothing hurts. She also wants a drill on the days without a run, and does them all.",
        rest_days=True,
    ),
    Person(
        "Ivo",
        "An old sprain on the right. Bending deep pinches him in front until the middle of the "
        "second week.",
        (
            Trouble(1, 9, "Knee-to-wall rocking", ":pinch", (":front", ":2"), "Right", "book"),
            Trouble(5, 9, "Standing ankle circles", ":pinch", (":front", ":2"), "Right", "seated"),
        ),
    ),
    Person(
        "Mira",
        "The right Achilles tendon hurts: a sharp pull at the heel raises in the first week, and a "
        "stiff morning in the third.",
        (Trouble(1, 6, "Heel raises", ":sharp", (":cord", ":right", ":3")),),
        mornings={(day, "right"): "Stiff over 30 min" for day in (17, 18)},
    ),
    Person(
        "Tom",
        "He does the drills and answers no question that can be left open; from the third week "
        "on he taps nothing at all.",
        silent=True,
        ignores=14,
    ),
    Person(
        "Rosa",
        "All is well, until something snaps in her left calf in the second week. A doctor looks at "
        "it and says she can exercise ten days later.",
        (Trouble(8, 8, "Calf stretch", ":sharp", (":calf", ":5"), "Left"),),
        flag="RB1",
        cleared=18,
    ),
    Person(
        "Jon",
        "His right ankle is sore at 4 every morning he is asked; nothing hurts in a drill.",
        mornings={(day, "right"): "Sore, 3–5" for day in range(99)},
    ),
    Person(
        "Lea",
        "Her left foot goes numb in the calf stretch on her second run day; two days later the "
        "feeling is gone.",
        (Trouble(3, 3, "Calf stretch", ":more", (":numb",), "Left"),),
    ),
)
