"""Today's suggestion and the start of a practice (`/today`)."""

from bot import practice_flow
from bot.handlers import practice
from bot.handlers.fallbacks import means_nothing
from bot.interaction import Interaction
from bot.practice_flow import Gate
from bot.practice_request import PracticeRequest
from bot.screens import flags
from bot.screens import gates as questions
from bot.screens import today as screens
from bot.screens.screen import escape
from bot.taps.today import (
    AfreshTap,
    BetterTap,
    CalfTap,
    GentleTap,
    GoTap,
    LookTap,
    NumbTap,
    PlacesTap,
    TodayTap,
    WalkTap,
)
from content import coach
from content.coach import Plan, asking
from content.events import Numbness, Walking
from content.practice import start
from storage import practices, practising, runs
from storage.practices import SetAside


def open_(interaction: Interaction, _: TodayTap | None = None) -> None:
    """Offer to go on with a practice that was left, else show the suggestion for now."""
    kept = practices.left(interaction.conn, interaction.runner.id)
    if isinstance(kept, SetAside):
        interaction.show(screens.set_aside())
    elif kept is not None:
        interaction.show(screens.under_way(kept.id, kept.day == interaction.day))
    else:
        look(interaction, _now(interaction))


def look_at(interaction: Interaction, tap: LookTap) -> None:
    """Show what would be done at the moment and place of a button."""
    look(interaction, tap.session(interaction.runner.place))


def places(interaction: Interaction, tap: PlacesTap) -> None:
    """Ask where the runner is."""
    session = tap.session(interaction.runner.place)
    interaction.show(screens.places(session.moment, session.place))


def afresh(interaction: Interaction, _: AfreshTap) -> None:
    """End the practice that was left, and show the suggestion for now."""
    practices.close_latest(interaction.conn, interaction.runner.id)
    look(interaction, _now(interaction))


def gentle(interaction: Interaction, tap: GentleTap) -> None:
    """Begin the gentle drill that a red flag leaves."""
    begin(interaction, tap.session(interaction.runner.place), asked=True)


def go(interaction: Interaction, tap: GoTap) -> None:
    """Go towards the practice of a button."""
    enter(interaction, tap.session(interaction.runner.place))


def better(interaction: Interaction, tap: BetterTap) -> None:
    """Ask about walking anew, where it hurt too much before."""
    interaction.show(questions.walking(interaction.library, tap.session(interaction.runner.place)))


def walked(interaction: Interaction, tap: WalkTap) -> None:
    """Keep how much walking hurts, and go on."""
    answer = interaction.library.answers.walking.get(tap.answer)
    if answer is None:
        means_nothing(interaction)
        return
    interaction.record(Walking(interaction.now, interaction.day, answer.score))
    enter(interaction, tap.session(interaction.runner.place), "walking")


def numb(interaction: Interaction, tap: NumbTap) -> None:
    """Keep whether a numb feeling is gone; where it is not, the red flags are asked."""
    gone = tap.answer == "gone"
    interaction.record(Numbness(interaction.now, interaction.day, gone))
    if gone:
        enter(interaction, tap.session(interaction.runner.place), "numb")
    else:
        interaction.show(flags.page(interaction.library, asking.token(None, numb=True)))


def calf(interaction: Interaction, tap: CalfTap) -> None:
    """Go on after a no to what a drill asks first."""
    enter(interaction, tap.session(interaction.runner.place), "calf")


def look(interaction: Interaction, session: PracticeRequest) -> None:
    """Show what would be done at a moment and a place."""
    plan = practice_flow.suggested(interaction, session)
    if plan.next_step == "walking":
        enter(interaction, session)
    elif plan.blocked is not None:
        refuse(interaction, plan)
    else:
        coming = runs.upcoming(interaction.conn, interaction.runner.id, interaction.now)
        run = coming[0].start if coming else None
        running = coach.running(interaction.state(), interaction.library, interaction.day)
        interaction.show(
            screens.suggestion(
                interaction.library, plan, interaction.day, run, interaction.zone, running
            )
        )


def enter(
    interaction: Interaction,
    session: PracticeRequest,
    answered: Gate | None = None,
    lead: str | None = None,
) -> None:
    """Go towards a practice: the next question that is due, or its first step, under a `lead`."""
    asked = practice_flow.question(interaction, session, answered)
    if asked is not None:
        interaction.show(asked.after(lead) if lead else asked)
    else:
        begin(interaction, session, told=answered == "walking", lead=lead)


def begin(
    interaction: Interaction,
    session: PracticeRequest,
    *,
    asked: bool = False,
    told: bool = False,
    lead: str | None = None,
) -> None:
    """Begin a practice in place of the message that was tapped; `asked`: only the gentle drill.

    `told` is true right after the answer about walking.
    """
    plan = practice_flow.suggested(interaction, session, asked=asked)
    if plan.blocked is not None:
        refuse(interaction, plan, told=told)
        return
    first, runner = start(interaction.library, plan), interaction.runner.id
    kept = practising.begin(interaction.conn, runner, first, interaction.now, interaction.day)
    interaction.show(practice.going_on(interaction, kept, lead))


def refuse(interaction: Interaction, plan: Plan, *, told: bool = False) -> None:
    """Say why there is no drill now; the red flags are asked once, right after they were due.

    Reminders follow here too, where an older Dorsi was told what keeps all away only by the rules
    of now.
    """
    interaction.record()
    if plan.alarm:
        practices.close_latest(interaction.conn, interaction.runner.id)
        why = coach.why(interaction.library, plan.reasons[0], interaction.day)
        asked = flags.page(interaction.library, asking.STRONG).after(escape(why))
        here = PracticeRequest(plan.moment, plan.place, plan.minute)
        interaction.show(asked if told else flags.no_run(here))
        return
    gentle = practice_flow.suggested(interaction, PracticeRequest(plan.moment, "mat"), asked=True)
    offered = gentle.blocked is None
    interaction.show(screens.blocked(interaction.library, plan, interaction.day, gentle=offered))


def _now(interaction: Interaction) -> PracticeRequest:
    return PracticeRequest(practice_flow.moment_now(interaction), interaction.runner.place)
