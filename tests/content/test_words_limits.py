"""Texts stay within what a phone screen and a button hold."""

from itertools import product

from content.library import load

WHY = 140  # a why-line on a practice's first step, with room to spare
CAPTION = 450  # characters on a drill's step


def captions() -> list[tuple[str, int, str]]:
    """Return the longest caption of every drill and rung, without the why-line."""
    made = []
    for drill in load().drills.values():
        for (number, rung), minute in product(enumerate(drill.rungs), (False, True)):
            moment = drill.moments[0]
            dose = rung.told(drill.dose(number, moment, minute=minute))
            head = f"{drill.name}\nNow the right · {dose} · {rung.name}"
            cues = "\n".join(f"• {cue}" for cue in rung.cues)
            made.append((drill.id, number, f"{head}\n{rung.smaller}\n{cues}"))
    return made


def test_a_step_fits_its_caption_even_after_a_pinch() -> None:
    assert [one[:2] for one in captions() if len(one[2]) + WHY > CAPTION] == []


def test_every_caption_is_filled_in() -> None:
    assert [one[:2] for one in captions() if "{" in one[2] or "}" in one[2]] == []


def test_a_smaller_version_says_stop_first() -> None:
    smaller = [rung.smaller for drill in load().drills.values() for rung in drill.rungs]
    assert [text for text in smaller if not text.startswith("Stop there. ")] == []


def test_a_rung_is_named_by_its_variation_not_its_dose() -> None:
    for drill in load().drills.values():
        for rung in drill.rungs:
            numbers = {word for word in rung.name.split() if word.isdigit()}
            assert numbers <= {"2"}, (drill.id, rung.name)  # the wedge's 2 cm


def test_pages_fit_a_screen() -> None:
    library = load()
    assert all(len(lesson.text) <= 600 for lesson in library.lessons.values())
    assert len(library.safety.privacy) <= 600
    assert len(library.safety.safety) <= 600
    assert len("\n".join(library.safety.disclaimer)) <= 450
    for check in library.checks.values():
        assert len("\n".join(check.steps)) <= 450, check.id


def test_a_list_of_flags_fits_its_screen() -> None:
    flags = load().flags.values()
    for tiers in ("AB", "C", "D"):
        assert len("\n".join(f"00. {flag.ask}" for flag in flags if flag.tier in tiers)) <= 900


def test_labels_differ() -> None:
    library = load()
    for labels in (
        [drill.short for drill in library.drills.values()],
        [check.short for check in library.checks.values()],
        [flag.label for flag in library.flags.values()],
        [lesson.title for lesson in library.lessons.values()],
        *([choice.label for choice in check.choices] for check in library.checks.values()),
    ):
        assert len(set(labels)) == len(labels)
