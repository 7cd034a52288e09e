"""What is said to a runner who has not answered for a while: a way to have less, then goodbye."""

from bot.screens.screen import Button, Screen, bold, go, lines
from bot.taps.pause import PauseOfferTap
from bot.taps.plan import PlanTap
from bot.taps.plan_times import RunTimesTap
from bot.taps.today import TodayTap


def offer() -> Screen:
    """Offer other times, fewer days or a pause, and say that less will come."""
    return Screen(
        lines(
            bold("Do my reminders come at a bad time?"),
            "From now on I write half as often. Tell me what fits you better, and I'm back as "
            "planned.",
        ),
        (
            (go("Other times", RunTimesTap()), Button("Fewer days", PlanTap())),
            (Button("Pause 1–4 weeks", PauseOfferTap()),),
            (Button("It's fine as it was", PlanTap()),),
        ),
    )


def goodbye() -> Screen:
    """Say goodbye, once, and how to come back."""
    return Screen(
        lines(
            bold("I'll be quiet from here on."),
            "Your plan and your levels stay as they are. /start brings me back any time.",
        ),
        ((go("Back to my ankles", TodayTap()),),),
    )
