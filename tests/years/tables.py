"""The tables of the page: weekly patterns, sore mornings, eighteen runners."""

from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median

from content.drill import Moment
from tests.years import counting
from tests.years.counting import RAISES, WALKS
from tests.years.living import LIBRARY, Practice, Year, live
from tests.years.people import EIGHTEEN
from tests.years.runners import Runner, patterns, weekly

SHARES = (0.0, 0.05, 0.1, 0.2)
SEEDS = range(11)
NEVER = "never"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def by_pattern() -> str:
    """Return the weekly patterns: when the founding doses were reached, how often they came."""
    head = ("week", "3 × 20 raises in week", "3 × 20 m walks in week", "raises", "walks")
    return table(head, (pattern_row(days) for days in patterns()))


def pattern_row(days: tuple[int, ...]) -> list[object]:
    """Return one weekly pattern's row."""
    year = live(Runner(runs=days))
    weeks = [counting.reached(year, drill) or NEVER for drill in (RAISES, WALKS)]
    full = [len(counting.offers(year, drill, whole=True)) for drill in (RAISES, WALKS)]
    return [f"`{weekly(days)}`", *weeks, *full]


def stuck() -> str:
    """Return how many patterns never reached both founding doses, by run days a week."""
    found = []
    for number in range(1, 5):
        of = [days for days in patterns() if len(days) == number]
        lost = [
            days
            for days in of
            if not all(counting.reached(live(Runner(runs=days)), one) for one in (RAISES, WALKS))
        ]
        found.append([number, len(of), len(lost)])
    return table(("run days a week", "patterns", "stuck"), found)


def by_share() -> str:
    """Return the sore mornings: when the founding doses were reached, and the levels at last."""
    drills = LIBRARY.drills
    head = (
        "sore mornings",
        "3 × 20 raises in week",
        "3 × 20 m walks in week",
        *(drill.short for drill in drills.values()),
    )
    return table(head, (share_row(share) for share in SHARES))


def share_row(share: float) -> list[object]:
    """Return one share's row: medians of some years, their earliest and latest in brackets."""
    years = [live(Runner(sore=share), seed) for seed in SEEDS]
    weeks = [_weeks([counting.reached(year, drill) for year in years]) for drill in (RAISES, WALKS)]
    ends = [round(median(year.levels[name] for year in years)) for name in LIBRARY.drills]
    return [f"{share:.0%}".replace("%", " %"), *weeks, *ends]


def minutes_of_runners() -> str:
    """Return the eighteen runners' practices: how many, how long, how much alike."""
    head = (
        "runner",
        "practices",
        "held back",
        "one drill",
        "min before a run",
        "min else",
        "same drills running",
        "red flags",
    )
    return table(head, (minutes_row(runner) for runner in EIGHTEEN))


def minutes_row(runner: Runner) -> list[object]:
    """Return one runner's practices."""
    year = live(runner)
    offered = [one for one in year.practices if one.plan.drills]
    return [
        runner.name,
        len(year.practices),
        len(year.practices) - len(offered),
        sum(len(one.plan.drills) == 1 for one in offered),
        _length(counting.at(year, "before")),
        _length(counting.at(year, "after", "rest", "desk")),
        max((_alike(year, moment) for moment in ("after", "rest", "desk")), default=0) or "",
        len(year.flags),
    ]


def drills_of_runners() -> str:
    """Return the eighteen runners' drills: how often, how big at last, how long unseen."""
    head = ("runner", *(drill.short for drill in LIBRARY.drills.values()))
    return table(head, (drills_row(runner) for runner in EIGHTEEN))


def drills_row(runner: Runner) -> list[object]:
    """Return one runner's drills: offers, whole ones, level, and the longest gap in days."""
    year = live(runner)
    return [runner.name, *(_drill(year, name) for name in LIBRARY.drills)]


def _drill(year: Year, name: str) -> str:
    days = counting.offers(year, name)
    if not days:
        return f"0, size {year.levels[name]}"
    whole = len(counting.offers(year, name, whole=True))
    return f"{len(days)} ({whole}), size {year.levels[name]}, gap {counting.longest_gap(days)}"


def _alike(year: Year, moment: Moment) -> int:
    return counting.longest_alike(counting.at(year, moment))


def _length(practices: list[Practice]) -> str:
    """Return the least, the mean and the most minutes."""
    found = counting.minutes(practices)
    figures: tuple[Callable[[list[float]], float], ...] = (min, mean, max)
    return " / ".join(f"{one(found):.1f}" for one in figures) if found else ""


def _weeks(found: Sequence[int | None]) -> str:
    """Return the median week of some years, and the earliest and the latest."""
    late = [99 if one is None else one for one in found]
    middle, least, most = (
        NEVER if one == 99 else one for one in (median(late), min(late), max(late))
    )
    return f"{middle} ({least} to {most})"
