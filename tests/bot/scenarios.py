"""What the walks through a practice share: how it begins, and what is kept of it."""

from dataclasses import replace

from bot.sandbox.chats import Message
from content.drill import Side
from content.library import load
from content.practice import Practice, Said, Step
from scheduler.wall_clock import local_day
from storage import practices
from tests.bot.world import Phone, World

FLAGS = "Is any of this true right now?"
ZONE = "Europe/Vienna"
CALF = "Is one calf swollen, hot or red today?"


async def begun(world: World) -> Phone:
    """Return a runner at the first of five steps: rotation left and right, stretch, heel walks."""
    phone = world.phone()
    await phone.come_in()
    await practise(world, phone, "seated_rotation", "calf_stretch", "heel_walks")
    assert "Seated ankle rotation · Left" in phone.last.text
    return phone


async def found(phone: Phone, key: str) -> str:
    """Say no to pages of flags until one of them is asked; return the data of its number."""
    while True:
        for button in phone.last.buttons:
            if button.data.startswith(f"flags:tap:{key}:"):
                return button.data
        await phone.tap("None of these")


async def raised(phone: Phone, key: str) -> Phone:
    """Have a runner tap a flag of /stop and confirm it."""
    await phone.say("/stop")
    await phone.tap(await found(phone, key), "Yes, this is so")
    return phone


def meant(world: World, key: str) -> str:
    """Return what a flag's verdict says."""
    library = world.services.library
    flag = library.flags[key]
    return f"{flag.told(library.safety.emergency)}\n\n{library.safety.running[flag.running]}"


async def practise(
    world: World,
    phone: Phone,
    *drills: str,
    rung: int | None = None,
    first: Side = "left",
    pinched: bool = False,
) -> None:
    """Begin a practice of these drills, at a rung or their start, whatever the coach would say.

    `pinched`: its first step pinched one rung above already, and has its retry.
    """
    order: tuple[Side | None, ...] = ("left", "right") if first == "left" else ("right", "left")
    steps = []
    for drill in (load().drills[name] for name in drills):
        number = drill.start if rung is None else rung
        one = drill.rungs[number]
        sides = order if one.legs == "each" else (None,)
        steps += [Step(drill.id, number, side, one.dose, number) for side in sides]
    said = tuple(Said(step.rung, step.rung, step.dose) for step in steps)
    if pinched:
        said = (replace(said[0], felt="pinch", pinched=(steps[0].rung + 1,)), *said[1:])
    made = Practice("rest", "mat", False, tuple(steps), said)
    now = world.clock.now()
    who, day = phone.runner.chat.chat_id, local_day(now, ZONE)
    kept = await world.services.db.transaction(practices.begin, who, made, now, day)
    await phone.say("/today")
    await phone.forge(f"here:{kept.id}:0")


async def start(phone: Phone, *taps: str) -> None:
    """Tap, and go on past the question about the calf where rolling comes first."""
    await phone.tap(*taps)
    if CALF in phone.last.text:
        await phone.tap("No")


async def reports(phone: Phone) -> list[dict[str, object]]:
    """Return what is kept of the drills, in order, without what was left at its usual value."""
    events = (await phone.kept())["events"]
    assert isinstance(events, list)
    return [one["body"] for one in events if one["practice"]]


def dots(message: Message) -> str:
    """Return the dots that say how far the practice has come."""
    return message.text.splitlines()[-1]
