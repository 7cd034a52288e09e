"""What Dorsi never says, over every text a runner can read, and what its flags must say."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from content.flag import Flag
from content.library import load

# About a runner's own state, or unsupported claims of the founding articles. "Heal" as a word;
# "heel" is something else.
NEVER = """
diagnose diagnosis diagnosed treat treats treatment rehab rehabilitation heal heals healing cure
cleared chiropractor glutes guarantee guaranteed overpronation
prevents injury / prevents injuries / prevent injury / prevent injuries / safe for you
/ clinically proven / it's nothing / foot drop / lactic acid / push hard / minutes off
/ weak glutes / no pain no gain / drop foot
"""
CONDITIONS = """
tendinitis tendonitis tendinopathy tendinosis rupture ruptured fracture fractured sprain sprained
thrombosis dvt embolism impingement arthritis gout sepsis cellulitis stroke neuropathy sciatica
bursitis fasciitis splints compartment stenosis osteoarthritis shin splints / stress fracture
"""
# Two-faced, poetic or hard for somebody who learned English at school; each has a plain word.
UNCLEAR = """
cord calm rests sorer rocks knobs quiet twig afresh afterward toward backward drooping
as usual / out of shape / heel cord / calf pull / clear pull / light pull / deep back / over heel
/ wall rocks / on your feet / drills on the feet / book a / breath easy / easy breath / grow tall
/ arch tall / in turn / the middle one / on a hop
"""
COMFORT = "fine safe okay ok harmless probably worry normal likely usually"

NOT_READ = {
    "id", "kind", "families", "moments", "source", "picture", "places", "needs", "legs",
    "tier", "blocks", "drills", "cap", "clear", "fits",
}  # fmt: skip
FLAGS = [flag for flag in load().flags.values() if flag.tier != "D"]


def phrases(table: str) -> list[str]:
    """Return a table's entries: words apart, and phrases where slashes part them."""
    found = []
    for line in table.strip().splitlines():
        found += line.split("/") if "/" in line else line.split()
    return [entry.strip() for entry in found if entry.strip()]


def said(words: list[str], text: str) -> list[str]:
    """Return the words or phrases that stand whole in a text."""
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a piece of content that a runner can read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_READ:
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def everything() -> list[tuple[str, str]]:
    """Return each text a runner can read, with the id of what it belongs to."""
    library = load()
    items = [
        item
        for shelf in (library.drills, library.checks, library.lessons, library.cues, library.flags)
        for item in shelf.values()
    ]
    read = [(item.id, text) for item in items for text in texts(item.model_dump())]
    read += [(one.id, text) for one in library.faults.values() for text in texts(one.model_dump())]
    read += [("answers", text) for text in texts(library.answers.model_dump())]
    return read + [("safety", text) for text in texts(library.safety.model_dump())]


def test_nothing_forbidden_is_said() -> None:
    read = everything()
    assert len(read) > 400
    assert [(name, found) for name, text in read if (found := said(phrases(NEVER), text))] == []


def test_no_condition_is_named() -> None:
    read = [(name, text) for name, text in everything() if not name.startswith("RD")]
    assert [(name, hit) for name, text in read if (hit := said(phrases(CONDITIONS), text))] == []


def test_every_word_has_one_meaning() -> None:
    assert [
        (name, hit) for name, text in everything() if (hit := said(phrases(UNCLEAR), text))
    ] == []


def test_a_pull_is_always_a_sharp_one() -> None:
    pulls = r"(?<!sharp )\bpull"
    assert [(name, text) for name, text in everything() if re.search(pulls, text)] == []


def test_running_is_never_said_of_a_row() -> None:
    row = r"\b(days|sessions|tests|times|weeks|mornings) running\b"
    assert [(name, text) for name, text in everything() if re.search(row, text)] == []


def test_nobody_is_shouted_at() -> None:
    assert [(name, text) for name, text in everything() if "!" in text] == []


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
def test_a_flag_says_stop_who_and_when(flag: Flag) -> None:
    text = flag.told("112")
    who = "112" if flag.tier == "A" else "doctor|emergency department|urgent care|physiotherapist"
    when = {"A": r"now", "B": r"today", "C": r"this week|next few days"}[flag.tier]
    assert re.match(r"Stop\b", text)
    assert re.search(rf"\b({who})\b", text)
    assert re.search(rf"\b({when})\b", text)


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
def test_a_flag_says_nothing_else(flag: Flag) -> None:
    drills = [
        name.lower() for drill in load().drills.values() for name in (drill.name, drill.short)
    ]
    assert said(COMFORT.split() + drills, flag.result) == []


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
def test_a_flag_says_of_runs_what_it_does_to_them(flag: Flag) -> None:
    stops = flag.result.startswith(("Stop running", "Stop everything", "Stop, and put no weight"))
    assert stops == (flag.running == "none"), flag.result
    assert ("only short and easy" in flag.result) == (flag.running == "easy"), flag.result


def test_a_limit_that_stops_runs_says_so() -> None:
    for flag in load().limits:
        assert ("runs wait" in flag.result) == (flag.running == "none"), flag.id
        assert ("keep it short and easy" in flag.result) == (flag.running == "easy"), flag.id


def test_an_antibiotic_is_named_as_its_box_names_it() -> None:
    ask = load().flags["RD4"].ask
    for name in ("ciprofloxacin", "levofloxacin", "moxifloxacin", "ofloxacin"):
        assert name in ask
    assert "steroid tablets or injections" in ask


def test_emergencies_use_the_set_number() -> None:
    assert all("{emergency}" in flag.result for flag in FLAGS if flag.tier == "A")


def test_the_disclaimer_says_what_it_must() -> None:
    text = " ".join(load().safety.disclaimer)
    must = ["general mobility work", "healthy adult runners", "cannot examine you"]
    must += ["based on what you reported", "Stop short of a pinch", "No clinician has reviewed it"]
    assert [phrase for phrase in must if phrase not in text] == []


def test_safety_repeats_it_and_privacy_names_the_commands() -> None:
    safety = load().safety
    assert "may help your ankle feel looser" in safety.safety
    assert "No clinician has reviewed it" in safety.safety
    assert "27 November 2026" in safety.safety
    assert "a careful reading, not a clinician's review" in safety.safety
    assert all(name in safety.privacy for name in ("/export", "/delete", "location"))
