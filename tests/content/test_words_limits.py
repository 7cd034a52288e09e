"""Texts stay within what a phone screen and a button hold."""

from itertools import product

import pytest

from content.drill import Drill, Rung
from content.library import Library, load

CAPTION = 450  # characters on a drill's step
SCREEN = 600  # characters on any other screen
WHY = 120  # a why-line on a drill's first step
PAGE = 6  # flags on one screen
HEAD = 60  # what stands above a list of flags


def steps() -> list[tuple[Drill, int, str]]:
    """Return the head of every step there can be: drill, side, dose, size, pace, dots."""
    made = []
    for drill in load().drills.values():
        for (number, rung), minute in product(enumerate(drill.rungs), (False, True)):
            dose = drill.dose(number, drill.moments[0], minute=minute)
            which = drill.which_at(number, "right") or "Both legs"
            parts = [rung.told(dose), rung.name, *beside(rung)]
            made.append((drill, number, f"{drill.name} · {which}\n{' · '.join(parts)}\n●●●○○○\n"))
    return made


def beside(rung: Rung) -> list[str]:
    """Return what a step says of a rung beside its dose and name."""
    said = ["30 s between sets"] if rung.dose.rest else []
    said += ["foot 9.5 cm from the wall"] if rung.wall else []
    pace = "a metre a second" if rung.dose.metres else "4 s each"
    return said if rung.dose.hold else [*said, pace]


def test_a_first_step_fits_with_its_set_up_its_first_cue_and_a_why() -> None:
    long = [
        (drill.id, number)
        for drill, number, head in steps()
        if len(f"{head}{drill.setup_at(number)}\n• {drill.rungs[number].cues[0]}\n\n") + WHY
        > CAPTION
    ]
    assert long == []


def test_a_step_fits_with_all_its_cues_after_a_pinch() -> None:
    long = []
    for drill, number, head in steps():
        rung = drill.rungs[number]
        cues = "\n".join(f"• {cue}" for cue in rung.cues)
        if len(f"{rung.smaller}\n\n{head}{cues}") > CAPTION:
            long.append((drill.id, number))
    assert long == []


def test_what_a_drill_is_for_fits_a_screen_with_its_cues_and_source() -> None:
    for drill in load().drills.values():
        for rung in drill.rungs:
            cues = "\n".join(f"• {cue}" for cue in rung.cues)
            text = f"{drill.name}\n{drill.about}\n{cues}\n{drill.source}"
            assert len(text) <= SCREEN, (drill.id, rung.name)


def test_every_dose_is_filled_in() -> None:
    assert [one[:2] for one in steps() if "{" in one[2] or "}" in one[2]] == []


def test_a_single_set_is_not_counted() -> None:
    assert [head for _, _, head in steps() if "\n1 ×" in head or " 1 ×" in head] == []


def test_a_smaller_version_says_stop_first() -> None:
    smaller = [rung.smaller for drill in load().drills.values() for rung in drill.rungs]
    assert [text for text in smaller if not text.startswith("Stop there. ")] == []


def test_a_rung_is_named_by_its_variation_not_its_dose() -> None:
    for drill in load().drills.values():
        for rung in drill.rungs:
            assert not any(letter.isdigit() for letter in rung.name), (drill.id, rung.name)


def test_pages_fit_a_screen() -> None:
    library = load()
    for lesson in library.lessons.values():
        assert len(f"{lesson.title}\n\n{lesson.text}\n\n{lesson.source}") <= SCREEN, lesson.id
    assert len(library.safety.privacy) <= SCREEN
    assert len(library.safety.safety) <= SCREEN
    assert len("\n".join(library.safety.disclaimer)) <= 450
    for check in library.checks.values():
        assert len("\n".join(check.steps)) <= 450, check.id


@pytest.mark.parametrize("tier", "ABCD")
def test_a_page_of_six_flags_fits_its_screen(tier: str) -> None:
    flags = [flag for flag in load().flags.values() if flag.tier == tier]
    for start in range(0, len(flags), PAGE):
        page = flags[start : start + PAGE]
        text = "\n".join(f"{number}. {flag.ask}" for number, flag in enumerate(page, start=1))
        assert len(text) + HEAD <= SCREEN, [flag.id for flag in page]


def test_labels_differ() -> None:
    for labels in labelled(load()):
        assert len(set(labels)) == len(labels)


def labelled(library: Library) -> list[list[str]]:
    """Return the labels that may stand beside each other, a list for each place."""
    return [
        [drill.short for drill in library.drills.values()],
        [check.short for check in library.checks.values()],
        [flag.label for flag in library.flags.values()],
        [lesson.title for lesson in library.lessons.values()],
        *([choice.label for choice in check.choices] for check in library.checks.values()),
    ]
