"""The eighteen runners of the page: clean ones with little or much, and those with trouble."""

from tests.years.runners import Runner, Trouble

_PINCHED = ("knee_to_wall_rock", "standing_circles", "calf_stretch")
_CIRCLED = ("standing_circles", "seated_rotation")

EIGHTEEN = (
    Runner("clean, three runs"),
    Runner("clean, three runs and rest days", rests=(0, 2, 4, 6)),
    Runner("clean, no roller", gear=frozenset({"mat", "wall"})),
    Runner("clean, outdoors", place="outdoors", gear=frozenset()),
    Runner("clean, a run every day", runs=tuple(range(7))),
    Runner("clean, weekend only", runs=(5, 6)),
    Runner(
        "a front pinch for twelve weeks",
        troubles=(Trouble(_PINCHED, "right", "pinch", 1, "front", 1, 0.3, until=12),),
    ),
    Runner(
        "a front pinch that never ends",
        troubles=(Trouble(_PINCHED, "right", "pinch", 1, "front", 1, 0.3),),
    ),
    Runner(
        "an ache above the heel",
        troubles=(Trouble(("heel_raises",), "right", "ache", 2, "cord", 2, 0.2, until=20),),
    ),
    Runner(
        "an old sprain",
        sorer="right",
        stiff=0.03,
        troubles=(Trouble(_CIRCLED, "right", "ache", 3, "inside", 3, 0.1, until=16),),
    ),
    Runner(
        "shins that ache on heel walks",
        troubles=(Trouble(("heel_walks",), "left", "ache", 2, "shin", 3, 0.3, until=12),),
    ),
    Runner("one morning in three unanswered", answers=2 / 3),
    Runner("no morning answered", answers=0.0),
    Runner("the 1-minute version only", minute=True),
    Runner("before runs only", around=("before",)),
    Runner("after runs only", around=("after",)),
    Runner("real life: a third skipped, some sore", skips=0.3, sore=0.05, stiff=0.02),
    Runner("at a desk, five days", runs=(), desks=(0, 1, 2, 3, 4), place="desk"),
)
