"""The library loads whole and quickly, keeps its order, and grows by a file alone."""

import re
from pathlib import Path
from time import process_time

import pytest

from content.library import HERE, Library, load

DRILLS = [
    "calf_foam_roll",
    "calf_stretch",
    "heel_raises",
    "heel_walks",
    "knee_to_wall_rock",
    "seated_rotation",
    "standing_circles",
]


def test_everything_is_there() -> None:
    library = load()
    assert list(library.drills) == DRILLS
    assert sorted(library.checks) == ["film_foot_strike", "knee_to_wall", "lunge", "squat"]
    assert len(library.cues) >= 8
    assert set(library.faults) == {"knee", "toes", "balance", "chest"}


def test_it_is_read_once() -> None:
    assert load() is load()


def test_reading_it_takes_at_most_50_ms() -> None:
    def once() -> float:
        start = process_time()
        load.__wrapped__()
        return process_time() - start

    assert min(once() for _ in range(5)) <= 0.050


def test_it_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load().drills["another"] = load().drills["heel_walks"]  # type: ignore[index]


def test_lessons_stand_in_their_order() -> None:
    order = [lesson.order for lesson in load().lessons.values()]
    assert order == sorted(set(order))
    assert next(iter(load().lessons)) == "what"


def test_flags_stand_as_they_are_asked() -> None:
    tiers = "".join(flag.tier for flag in load().flags.values())
    assert tiers == "A" * 4 + "B" * 8 + "C" * 6 + "D" * 9
    assert [flag.id for flag in load().limits] == [f"RD{number}" for number in range(1, 10)]


def worked_example() -> str:
    """Return the drill that the recipe in content/README.md shows."""
    blocks = re.findall(r"```toml\n(.*?)```", (HERE / "README.md").read_text(), re.DOTALL)
    return str(next(block for block in blocks if block.startswith("id =")))


def test_an_eighth_drill_needs_only_its_file(content_copy: Path) -> None:
    (content_copy / "drills" / "ankle_letters.toml").write_text(worked_example())
    library: Library = load(content_copy)
    assert sorted(library.drills) == sorted([*DRILLS, "ankle_letters"])
    letters = library.drills["ankle_letters"]
    assert letters.rungs[1].told(letters.dose(1, "before")) == "5 letters"


def test_short_doses_never_exceed_the_ladder() -> None:
    for drill in load().drills.values():
        for number, rung in enumerate(drill.rungs):
            for minute in (False, True):
                short = drill.dose(number, "before", minute=minute)
                assert short.within(rung.dose) == short
                assert 0 < short.volume() <= rung.dose.volume()


def test_a_short_dose_takes_the_units_of_its_rung() -> None:
    walks = load().drills["heel_walks"]
    told = [
        rung.told(walks.dose(number, "after", minute=True))
        for number, rung in enumerate(walks.rungs)
    ]
    assert told[0] == "8 slow toe lifts"
    assert told[5] == "10 m on your heels"
