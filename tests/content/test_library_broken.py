"""A broken file is refused with one sentence: which file, which key, and why."""

import shutil
from pathlib import Path

import pytest

from content.library import BrokenContent, load

ROTATION, WALKS = "drills/seated_rotation.toml", "drills/heel_walks.toml"
ROLL = "drills/calf_foam_roll.toml"
ASKS = '[asks_first]\nflag = "RB1"\nquestion = "Was there a pop?"\n\n[minute]'

BROKEN = [
    # file, what stands there, what is written instead, what the sentence must say
    (ROTATION, "start = 2", "start = = 2", r"seated_rotation.toml is not TOML: .*line 7"),
    (ROTATION, "start = 2", "start = 9", r"start is rung 9, but the ladder ends at 5"),
    (ROTATION, "start = 2", "start = -1", r"key start: .*greater than or equal to 0 \(it is -1\)"),
    (ROTATION, "start = 2", "strat = 2", r"key start: it is missing \(1 more in this file\)"),
    (ROTATION, "start = 2", "start = 2\ncolour = 1", r"key colour: no such key is known here"),
    (ROTATION, 'id = "seated', 'id = "sitting', r"key id: it is 'sitting_rotation', but the file"),
    (ROTATION, '["dorsiflexion"]', '["elbow"]', r"key families.0: .*'shin' \(it is 'elbow'\)"),
    (ROTATION, '"{reps} easy', '"{repetitions} easy', r"rungs.0: say uses \{repetitions\}; it may"),
    (ROTATION, '"{reps} easy', '"Some easy', r"rungs.0: the dose has reps = 8, but say has no"),
    (ROTATION, '"{reps} easy', '"{reps} {hold} easy', r"say uses \{hold\}, but the dose has none"),
    (ROTATION, '"{reps} easy', '"{reps easy', r"rungs.0: expected '}' before end of string"),
    (ROTATION, "reps = 12,", "reps = 41,", r"key rungs.5.dose.reps: .* to 40 \(it is 41\)"),
    (
        ROTATION,
        "range = 0.7",
        "range = 0.7\nload = 1\nsupport = 1",
        r"rung 3 raises support and ra",
    ),
    (ROTATION, '"desk"]\nstart', '"noon"]\nstart', r"key moments.3: .*\(it is 'noon'\)"),
    (
        ROTATION,
        'moments = ["before", ',
        "moments = [",
        r"'before' needs a \[before\] dose, others n",
    ),
    (WALKS, "reps = 8\nmetres = 10", "reps = 8", r"\[minute\] needs metres, as rung 'short step"),
    ("flags.toml", 'tier = "A"', 'tier = "B"', r"key RA1: RA1 says tier B; its id says A"),
    ("flags.toml", 'blocks = "all"', 'blocks = "nothing"', r"key RA1: tiers A and B block all"),
    ("flags.toml", "{emergency}", "{number}", r"key RA1: result uses \{number\}; it may use emer"),
    ("flags.toml", "calf_stretch = 2", "calf_strech = 2", r"key RD4: there is no drill 'calf_str"),
    ("flags.toml", "days = 7", "days = 0", r'key RC4: days belong to clear = "calm", and it n'),
    ("flags.toml", "[RA1]", "lost = 1\n[RA1]", r"flags.toml, key lost: it stands outside any"),
    ("cues.toml", "[laces]", "[foot_comes_up]", r"cues.toml is not TOML: .*line \d+"),
    (
        "safety.toml",
        "{contact}",
        "{address}",
        r"safety.toml, contact uses \{address\}, which noth",
    ),
    ("safety.toml", "version = 2", "", r"safety.toml, key version: it is missing"),
    ("checks/squat.toml", '"easy"', '"simple"', r"checks/squat.toml, key choices.0.id"),
    ("rules.toml", "stop_pain = 6", "stop_pain = 'six'", r"rules.toml, key stop_pain: .*'six'"),
    (
        "rules.toml",
        'gentle = "seated',
        'gentle = "sitting',
        r"choice.gentle: there is no drill 'sit",
    ),
    ("rules.toml", 'refers = "RC0"', 'refers = "RC9"', r"key numb.refers: there is no flag 'RC9'"),
    ("answers.toml", "[morning.fine]", "[morning.good]", r"answers.toml, key morning.good.\[key\]"),
    ("answers.toml", "score = 4", "score = 40", r"key walking.4.score: .*10 \(it is 40\)"),
    (ROLL, 'flag = "RB5"', 'flag = "RB9"', r"key asks_first: there is no red flag 'RB9'"),
    (ROLL, 'flag = "RB5"', 'flag = "RD1"', r"key asks_first: there is no red flag 'RD1'"),
    (WALKS, "[minute]", ASKS, r"asks_first: it is not what calf_foam_roll asks, and only one"),
    ("flags.toml", "programme = false", "", r"programme = false belongs to one flag"),
    ("learn/why.toml", "Why runners care", "Why runners care about it", r"key title: .*24 char"),
]


PICTURES = [
    # what stands in the section, what is written instead, what the sentence must say
    (
        'posture = "long_sit"',
        'posture = "lying"',
        r": scene pumps names no posture of",
    ),
    ("badge = [396", "bagde = [396", r": scenes.pumps.badge: field required"),
    ("seconds = 4\n", "seconds = 4\nspeed = 1\n", r": scenes.pumps.speed: extra inputs are not"),
    ("dorsiflexion = 18", "dorsflexion = 18", r": scenes.circle.keys.0.pose: .*right.dorsflexion"),
    ('{ scene = "circle", desk', '{ scene = "ring", desk', r": there is no scene ring"),
    ('desk = "chair_pumps"', 'desc = "chair_pumps"', r": rungs.0.desc: extra inputs are not"),
    ('posture = "long_sit"', 'like = "circle"', r": scene circle is like itself"),
    ("[picture.scenes.circle]", "[picture.scene.circle]", r": scene: extra inputs are not"),
]


@pytest.mark.parametrize(("name", "old", "new", "says"), BROKEN)
def test_a_broken_file_is_refused(
    content_copy: Path, name: str, old: str, new: str, says: str
) -> None:
    text = (content_copy / name).read_text()
    assert old in text
    (content_copy / name).write_text(text.replace(old, new, 1))
    with pytest.raises(BrokenContent, match=says) as refused:
        load(content_copy)
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(("old", "new", "says"), PICTURES)
def test_a_picture_that_cannot_be_drawn_is_refused(
    content_copy: Path, old: str, new: str, says: str
) -> None:
    test_a_broken_file_is_refused(content_copy, ROTATION, old, new, f"key picture{says}")


def test_the_picture_of_a_check_is_checked_as_well(content_copy: Path) -> None:
    old, new = '"knee_to_wall_rock/measure"', '"knee_to_wall_rock/measured"'
    says = "key picture: there is no scene measured"
    test_a_broken_file_is_refused(content_copy, "checks/knee_to_wall.toml", old, new, says)


def test_a_missing_file_is_named(content_copy: Path) -> None:
    (content_copy / "safety.toml").unlink()
    with pytest.raises(BrokenContent, match=r"^safety\.toml is missing\.$"):
        load(content_copy)


def test_an_empty_folder_is_named(content_copy: Path) -> None:
    shutil.rmtree(content_copy / "drills")
    with pytest.raises(BrokenContent, match=r"^drills/ has no file"):
        load(content_copy)


def test_a_file_that_is_not_utf_8_is_named(content_copy: Path) -> None:
    (content_copy / ROTATION).write_bytes(b'id = "\xff"')
    with pytest.raises(BrokenContent, match=r"seated_rotation\.toml is not UTF-8 text"):
        load(content_copy)
