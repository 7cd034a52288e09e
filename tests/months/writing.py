"""The months as one page of Markdown."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bot.world import MONDAY, running_world
from tests.months.living import Month, Steady
from tests.months.people import PEOPLE, Person

PAGE = Path(__file__).parents[2] / "docs" / "months.md"
HEAD = """# A simulated month of seven invented runners

Each of them runs on Tuesday, Thursday and Saturday at 06:45, has a mat and a wall, and lives four
weeks in the chat of the real bot, from `/start` on. What they tapped is in bold, what Dorsi said
in quotation marks; under a line stands every drill that changed by it, with the reason that `/why`
gives right after. Not told are "Done", no pain on walking, no calf that is
swollen, hot or red, and "Nothing" at the end.
`python -m tests.months` writes this page anew, and a test holds it to what the bot says.
"""


async def page() -> str:
    """Live every month and return the page."""
    parts = [HEAD]
    for number, person in enumerate(PEOPLE, start=1):
        parts.append(section(number, person, await month(person)))
    return "\n".join(parts)


def section(number: int, person: Person, told: list[str]) -> str:
    """Return one person's part of the page."""
    return "\n".join([f"## {number}. {person.name}", "", person.about, *told, ""])


async def month(person: Person) -> list[str]:
    """Live one person's month in a world of their own."""
    with TemporaryDirectory() as folder:
        async with running_world(Path(folder), clock=Steady(MONDAY)) as whole:
            return await Month(person, whole.phone(name=person.name), whole).live()
