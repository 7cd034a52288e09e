"""What the walks through a practice share: how it begins, and what is kept of it."""

from bot.sandbox.chats import Message
from tests.bot.world import Phone, World

FLAGS = "Is any of this true right now?"


async def begun(dorsi: World) -> Phone:
    """Return a runner at the first of five steps: rotation left and right, stretch, heel walks."""
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/today")
    await phone.tap("Start")
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


def meant(dorsi: World, key: str) -> str:
    """Return what a flag's verdict says."""
    library = dorsi.dorsi.library
    flag = library.flags[key]
    return f"{flag.told(library.safety.emergency)}\n\n{library.safety.running[flag.running]}"


async def reports(phone: Phone) -> list[dict[str, object]]:
    """Return what is kept of the drills, in order, without what was left at its usual value."""
    events = (await phone.kept())["events"]
    assert isinstance(events, list)
    return [one["body"] for one in events if one["practice"]]


def dots(message: Message) -> str:
    """Return the dots that say how far the practice has come."""
    return message.text.splitlines()[-1]
