"""Nothing the founding articles name may be missing from the words."""

import pytest

from content.drill import Drill
from content.library import load

FACTS = {
    "seated_rotation": """mat / legs long / hands behind / tall chest / low shoulders / low back
        / slumped / one ankle at a time / slow circle / toes toward the shin / dorsiflexion
        / inversion / plantarflexion / eversion / sole turned in / sole turned out / knee points up
        / hips / heel / toes soft / same path / other way round / other foot / same tempo
        / breath / pause / stiffest / loose / before or after running / jumping / hiking
        / long sitting / slight knee bend""",
    "standing_circles": """stand on one leg / circle the free ankle / each way / switch
        / painless click / largest one without a pinch""",
    "calf_foam_roll": """after each run / sit / slowly / whole calf / hold that hot spot / switch
        / never on bone / behind the knee / cord""",
    "heel_walks": "on the heels / toes stay up / soft / locked / arms swing / 3 times 20 m",
    "heel_raises": "toes planted / heels / 3 times 20 / two legs / never drop below the floor",
    "knee_to_wall_rock": "second toe / heel stays down / half-way to where the knee just touches",
    "calf_stretch": "straight / bent / ten minutes a week",
}

FOUNDING = {
    "standing_circles": "20 slow circles each way",
    "calf_foam_roll": "Roll the calf, 1 × 30 s on a hot spot",
    "heel_walks": "3 × 20 m on your heels",
    "heel_raises": "3 × 20 slow raises",
}

LESSONS = {
    "what": "10 to 30 degrees / toward the shin",
    "why": "clear / contact / may help / comfortable",
    "causes": """nerve / weakness / old, settled injury / build / tight calf muscles
        / joint restriction / neurological disease / surgery / dorsi can help / clinician""",
    "target": "shin / calf / control",
    "equipment": "mat / wall / roller",
    "moving": "knee / thigh / hips / heel / toes / smaller and slower",
    "calves": "lengthen / normal / sharp pull",
    "knees": "yes / slightly / straight",
    "strength": "mobility / strength / every second day",
    "when": "before a run / jump / hike / leg training / sitting",
    "pinch": "stop / smaller / one time more / over for today",
}

CHECKS = {
    "film_foot_strike": "from the side / track / pavement",
    "squat": "squat / heels down",
    "lunge": "forward / backward",
    "knee_to_wall": """barefoot / tape / big toe / heel / hands on the wall / second toe / heel down
        / arch / 1 cm / last good touch / three tries / pinch / nearest half / 3.6 degrees""",
}


def words(drill: Drill) -> str:
    """Return everything a runner may read of a drill, in lower case."""
    cues = [cue for rung in drill.rungs for cue in rung.cues]
    return " ".join([drill.setup, drill.about, drill.finish, *drill.faults.values(), *cues]).lower()


def missing(facts: str, text: str) -> list[str]:
    """Return the facts, parted by slashes, that a text does not mention."""
    return [fact for fact in map(str.strip, facts.split("/")) if fact not in text.lower()]


@pytest.mark.parametrize("name", FACTS)
def test_a_drill_tells_every_founding_fact(name: str) -> None:
    assert missing(FACTS[name], words(load().drills[name])) == []


@pytest.mark.parametrize("name", FOUNDING)
def test_the_founding_dose_is_on_the_ladder(name: str) -> None:
    drill = load().drills[name]
    assert drill.founding is not None
    rung = drill.rungs[drill.founding]
    assert rung.told(rung.dose) == FOUNDING[name]


@pytest.mark.parametrize("name", LESSONS)
def test_a_page_tells_every_founding_fact(name: str) -> None:
    assert missing(LESSONS[name], load().lessons[name].text) == []


@pytest.mark.parametrize("name", CHECKS)
def test_a_self_check_tells_every_founding_fact(name: str) -> None:
    check = load().checks[name]
    assert missing(CHECKS[name], " ".join([*check.steps, check.about])) == []


def test_the_founding_cue_comes_first() -> None:
    first = next(iter(load().cues.values()))
    assert missing("foot come up toward the shin / as it leaves the ground", first.text) == []


def test_each_form_fault_has_its_fix() -> None:
    fixes = {name: fault.fix for name, fault in load().faults.items()}
    assert missing("smaller / slower / hip", fixes["knee"]) == []
    assert missing("soft", fixes["toes"]) == []
    assert missing("hold the wall", fixes["balance"]) == []
    assert missing("hands further back", fixes["chest"]) == []
