"""Why each drill is where it is: its level, the last change, the rule, and what raises it."""

from collections.abc import Sequence
from datetime import date

from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines
from bot.screens.times import day
from bot.taps.today import TodayTap
from bot.taps.why import WhyDrillTap, WhyTap
from content.coach import Explained
from content.library import Library


def overview(library: Library, told: Sequence[Explained]) -> Screen:
    """List every drill with its rung; a button each leads to its reason."""
    rungs = {one.drill: f"{one.name} (size {one.level + 1} of {one.top + 1})" for one in told}
    buttons = [Button(library.drills[name].short, WhyDrillTap(name)) for name in rungs]
    return Screen(
        lines(
            bold("Where your drills are, and why"),
            "",
            *(
                f"{escape(library.drills[name].name)}: {escape(rung)}"
                for name, rung in rungs.items()
            ),
        ),
        (*grid(buttons, 2), (go("What's for today", TodayTap()),)),
    )


def of_drill(library: Library, told: Sequence[Explained], name: str, today: date) -> Screen:
    """Show one drill: its rung and dose, the last change, its rule, and what would raise it."""
    sides = [one for one in told if one.drill == name]
    one = sides[0]
    drill = library.drills[name]
    rung = drill.rungs[one.level]
    since = f"since {day(one.since, today)}" if one.since else "so far"
    return Screen(
        lines(
            bold(drill.name),
            f"{escape(rung.told(rung.dose))} · {escape(rung.name)}, {since}",
            "",
            escape(one.reason),
            "",
            f"The rule: {escape(one.behind)}",
            "",
            *(f"{side.side.capitalize()}: {escape(side.next)}" for side in sides),
        ),
        ((go("What's for today", TodayTap()),), (Button("All drills", WhyTap("list")),)),
    )
