"""Nothing the founding articles name may be missing from the words a runner comes by."""

import re

import pytest

from content.drill import Drill
from content.library import load

# The keys of a drill that count as read, and the screen that shows each. That those screens do
# show them is tested through the chat (I27), not here. `id`, `kind` and the like are facts.
SHOWN = {
    "setup": "the first step of a drill, and How",
    "cues": "the first one on every step; all of them after a pinch, on the other ankle, in How",
    "which": "every step of one side",
    "faults": "the answer to a fault that was tapped",
    "finish": "the end of a practice",
    "about": "How",
    "source": "How",
}

FACTS = {
    "seated_rotation": """mat / legs long / hands behind / back straight / shoulders down
        / knees a little bent / one ankle at a time / toes to shin / sole in / toes away / sole out
        / small and slow / knee points up / hips and heel keep still / toes soft / same path
        / reverse once it is under control / go the other way / the other foot / same tempo and size
        / breathe normally / pause where it is stiffest / relax both feet / short of a pinch
        / calf stays relaxed / no need to tense / smaller is often cleaner
        / stiffer, tighter or less coordinated""",
    "standing_circles": """on one leg / circle the free ankle / one way / the other way
        / switch legs / painless click / largest one without a pinch / do it sitting
        / same tempo and size / pause where it is stiffest""",
    "calf_foam_roll": """after each run / sit / slowly / whole calf / hold that hot spot / switch
        / never on bone / behind the knee / achilles tendon / looser for half an hour / no strength
        / push with your hands / hips slide / both hands""",
    "heel_walks": """on your heels / toes up / toes stay up / knees a little bent / never locked
        / arms swing / short steps / 3 times 20 m / half a minute between sets""",
    "heel_raises": """toes planted / heels / 3 times 20 / two legs / never drop below the floor
        / two seconds up / three seconds down / half a minute between sets / push-off its power""",
    "knee_to_wall_rock": """second toe / heel down / half-way to where the knee just touches
        / short of a pinch / no bouncing / shoes off; outdoors they may stay on""",
    "calf_stretch": "straight / bent / ten minutes a week / clear stretch / sharp pull / pinch",
}

# What must stand on a drill's very first step at every rung: the movement itself.
MOVEMENT = {
    "seated_rotation": "toes",
    "standing_circles": "circle|toes to shin",
    "calf_foam_roll": "squeeze|push with your hands",
    "heel_walks": "toes up.*arms swinging|lift the front",
    "heel_raises": "lift|up on two.*down on one",
    "knee_to_wall_rock": "knee over the second toe to the wall",
    "calf_stretch": "lean in",
}

FOUNDING = {
    "standing_circles": "20 slow circles each way",
    "calf_foam_roll": "Roll the calf, 30 s on a hot spot",
    "heel_walks": "3 × 20 m on your heels",
    "heel_raises": "3 × 20 slow raises",
}

LESSONS = {
    "what": "10 to 30 degrees / towards the shin / about 40",
    "why": "clear / contact / may help / comfortable / push-off its power",
    "causes": """nerve / weakness / old, settled injury / build / tight muscles in the calf
        / joint restriction / neurological disease / surgery / new hip or knee / weak hips
        / tight thighs / dorsi can help / doctor or physiotherapist""",
    "target": "shin / calf / control / compare left and right / less coordinated / stay relaxed",
    "equipment": "mat / wall / roller / hands",
    "roller": "half an hour / no loss of strength / sports shop / not bone / achilles tendon",
    "moving": "knee / thigh / hips / heel / toes / smaller and slower / stiff day / cleaner",
    "calves": "lengthen / tired / normal / sharp pull",
    "knees": "yes / slightly / straight",
    "strength": "mobility / strength / every second day / never before a run / half a minute",
    "when": "before a run / jump / hike / leg training / sitting",
    "pinch": "squeezed or blocked / stop / smaller / once more / over for today / it takes three",
    "sources": "seated feet and ankle rotation / dorsiflexion / studies / our own choice",
}

CHECKS = {
    "film_foot_strike": "from the side / track / pavement / come up towards the shin",
    "squat": "squat / heels down / stop if it pinches",
    "lunge": "forward / backward / stop if it pinches",
    "knee_to_wall": """barefoot / tape / big toe / heel / hands on the wall / second toe / heel down
        / arch / finger's breadth / last good touch / three tries / middle value of your three
        / stop at a pinch / same hour / before drills""",
}


def words(drill: Drill) -> str:
    """Return everything a runner may read of a drill, in lower case."""
    read = [drill.setup, drill.about, drill.finish, drill.source]
    read += [*drill.faults.values(), *drill.which.values()]
    read += [text for rung in drill.rungs for text in (*rung.cues, rung.setup)]
    return " ".join(read).lower()


def missing(facts: str, text: str) -> list[str]:
    """Return the facts, parted by slashes, that a text does not mention."""
    return [fact for fact in map(str.strip, facts.split("/")) if fact not in text.lower()]


@pytest.mark.parametrize("name", FACTS)
def test_a_drill_tells_every_founding_fact(name: str) -> None:
    assert missing(FACTS[name], words(load().drills[name])) == []


@pytest.mark.parametrize("name", MOVEMENT)
def test_the_first_cue_is_the_movement(name: str) -> None:
    for rung in load().drills[name].rungs:
        assert re.search(MOVEMENT[name], rung.cues[0].lower()), rung.name


def test_the_first_cue_does_not_repeat_the_set_up() -> None:
    for drill in load().drills.values():
        for number, rung in enumerate(drill.rungs):
            cue, setup = (
                set(re.findall(r"[a-z]+", text.lower()))
                for text in (rung.cues[0], drill.setup_at(number))
            )
            assert len(cue & setup) / len(cue) < 0.6, (drill.id, rung.name)


def test_each_circle_pauses_where_it_is_stiffest() -> None:
    circles = [
        rung
        for name in ("seated_rotation", "standing_circles")
        for rung in load().drills[name].rungs
        if rung.dose.directions == 2
    ]
    assert len(circles) == 11
    assert all("Pause where it is stiffest" in " ".join(rung.cues) for rung in circles)


def test_both_knee_positions_of_a_stretch_are_told() -> None:
    for rung in load().drills["calf_stretch"].rungs:
        told, hold = rung.told(rung.dose), f"{rung.dose.reps} × {rung.dose.hold} s"
        assert told == f"{hold} knee straight, then {hold} knee bent"


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
def test_a_self_check_tells_every_founding_fact_in_its_steps(name: str) -> None:
    assert missing(CHECKS[name], " ".join(load().checks[name].steps)) == []


def test_steps_of_a_check_need_no_unit() -> None:
    steps = [step for check in load().checks.values() for step in check.steps]
    assert [step for step in steps if re.search(r"\d ?(cm|in)\b|\binch|centimet", step)] == []


def test_the_founding_cue_comes_first() -> None:
    first = next(iter(load().cues.values()))
    assert missing("foot come up towards the shin / as it leaves the ground", first.text) == []


def test_each_form_fault_has_its_fix() -> None:
    fixes = {name: fault.fix for name, fault in load().faults.items()}
    assert missing("smaller / slower / hip", fixes["knee"]) == []
    assert missing("soft", fixes["toes"]) == []
    assert missing("hold the wall", fixes["balance"]) == []
    assert missing("hands further back", fixes["chest"]) == []


def test_every_drill_has_a_fix_for_every_fault() -> None:
    library = load()
    assert all(set(drill.faults) == set(library.faults) for drill in library.drills.values())


def test_what_is_counted_as_read_is_a_key_of_a_drill() -> None:
    rung = load().drills["heel_raises"].rungs[0]
    assert all(name in Drill.model_fields or hasattr(rung, name) for name in SHOWN)
