"""What is said beside the runs, and when: minutes before a run, rest days, desk breaks."""

from bot.screens.screen import Button, Row, Screen, bold, go, grid, lines
from storage.runners import Runner

EXTRA_TIMES = ("09:00", "11:00", "15:00", "20:00")
LEADS = (10, 15, 20, 30, 45, 60)
ASKED = {
    "rest": "A drill on days without a run, at…",
    "desk": "A seated break, Monday to Friday, at…",
}


def reminders(runner: Runner) -> Screen:
    """Show what is said when, and how each can be changed."""
    rest = f"at {runner.rest_drill:%H:%M}" if runner.rest_drill else "none"
    desk = f"at {runner.desk_break:%H:%M}" if runner.desk_break else "none"
    text = lines(
        bold("When I write"),
        f"{runner.lead} min before a run, and again when it should be over.",
        f"Rest-day drill: {rest}",
        f"Desk break: {desk}",
    )
    rows = (
        (Button("Before a run", "plan:lead"), Button("Quiet hours", "set:quiet")),
        (Button("Rest day", "plan:rest"), Button("Desk break", "plan:desk")),
        (go("Back to my plan", "plan:open"),),
    )
    return Screen(text, rows)


def lead() -> Screen:
    """Ask how long before a run the reminder comes."""
    buttons = [Button(f"{value} min", f"plan:lead:{value}") for value in LEADS]
    text = lines(
        bold("How long before the run shall I write?"),
        "In a minute that very many share, it may be up to five minutes sooner.",
    )
    return Screen(text, (*grid(buttons, 3), _back()))


def daily(kind: str) -> Screen:
    """Ask for the time of the rest-day drill or the desk break, or none."""
    buttons = [Button(wall, f"plan:{kind}:{wall.replace(':', '')}") for wall in EXTRA_TIMES]
    return Screen(
        lines(bold(ASKED[kind]), "Tap a time or type it, like 16:20."),
        (tuple(buttons), (Button("No, thanks", f"plan:{kind}:off"),), _back()),
    )


def _back() -> Row:
    return (go("Back", "plan:reminders"),)
