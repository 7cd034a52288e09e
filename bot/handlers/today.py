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


async def open_(interaction: Interaction, _: TodayTap | None = None) -> None:
    """Offer to go on with a practice that was left, else show the suggestion for now."""
    kept = await interaction.transaction(practices.left, interaction.runner.id)
    if isinstance(kept, SetAside):
        await interaction.show(screens.set_aside())
    elif kept is not None:
        await interaction.show(screens.under_way(kept.id, kept.day == interaction.day))
    else:
        await look(interaction, await _now(interaction))


async def look_at(interaction: Interaction, tap: LookTap) -> None:
    """Show what would be done at the moment and place of a button."""
    await look(interaction, tap.session(interaction.runner.place))


async def places(interaction: Interaction, tap: PlacesTap) -> None:
    """Ask where the runner is."""
    session = tap.session(interaction.runner.place)
    await interaction.show(screens.places(session.moment, session.place))


async def afresh(interaction: Interaction, _: AfreshTap) -> None:
    """End the practice that was left, and show the suggestion for now."""
    await interaction.transaction(practices.close_latest, interaction.runner.id)
    await look(interaction, await _now(interaction))


async def gentle(interaction: Interaction, tap: GentleTap) -> None:
    """Begin the gentle drill that a red flag leaves."""
    await begin(interaction, tap.session(interaction.runner.place), asked=True)


async def go(interaction: Interaction, tap: GoTap) -> None:
    """Go towards the practice of a button."""
    await enter(interaction, tap.session(interaction.runner.place))


async def better(interaction: Interaction, tap: BetterTap) -> None:
    """Ask about walking anew, where it hurt too much before."""
    await interaction.show(
        questions.walking(interaction.library, tap.session(interaction.runner.place))
    )


async def walked(interaction: Interaction, tap: WalkTap) -> None:
    """Keep how much walking hurts, and go on."""
    answer = interaction.library.answers.walking.get(tap.answer)
    if answer is None:
        await means_nothing(interaction)
        return
    await interaction.record(Walking(interaction.now, interaction.day, answer.score))
    await enter(interaction, tap.session(interaction.runner.place), "walking")


async def numb(interaction: Interaction, tap: NumbTap) -> None:
    """Keep whether a numb feeling is gone; where it is not, the red flags are asked."""
    gone = tap.answer == "gone"
    await interaction.record(Numbness(interaction.now, interaction.day, gone))
    if gone:
        await enter(interaction, tap.session(interaction.runner.place), "numb")
    else:
        await interaction.show(flags.page(interaction.library, asking.token(None, numb=True)))


async def calf(interaction: Interaction, tap: CalfTap) -> None:
    """Go on after a no to what a drill asks first."""
    await enter(interaction, tap.session(interaction.runner.place), "calf")


async def look(interaction: Interaction, session: PracticeRequest) -> None:
    """Show what would be done at a moment and a place."""
    plan = await practice_flow.suggested(interaction, session)
    if plan.next_step == "walking":
        await enter(interaction, session)
    elif plan.blocked is not None:
        await refuse(interaction, plan)
    else:
        coming = await interaction.transaction(
            runs.upcoming, interaction.runner.id, interaction.now
        )
        run = coming[0].start if coming else None
        running = coach.running(await interaction.state(), interaction.library, interaction.day)
        await interaction.show(
            screens.suggestion(
                interaction.library, plan, interaction.day, run, interaction.zone, running
            )
        )


async def enter(
    interaction: Interaction,
    session: PracticeRequest,
    answered: Gate | None = None,
    lead: str | None = None,
) -> None:
    """Go towards a practice: the next question that is due, or its first step, under a `lead`."""
    asked = await practice_flow.question(interaction, session, answered)
    if asked is not None:
        await interaction.show(asked.after(lead) if lead else asked)
    else:
        await begin(interaction, session, told=answered == "walking", lead=lead)


async def begin(
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
    plan = await practice_flow.suggested(interaction, session, asked=asked)
    if plan.blocked is not None:
        await refuse(interaction, plan, told=told)
        return
    first, runner = start(interaction.library, plan), interaction.runner.id
    kept = await interaction.transaction(
        practising.begin, runner, first, interaction.now, interaction.day
    )
    await interaction.show(await practice.going_on(interaction, kept, lead))


async def refuse(interaction: Interaction, plan: Plan, *, told: bool = False) -> None:
    """Say why there is no drill now; the red flags are asked once, right after they were due.

    Reminders follow here too, where an older Dorsi was told what keeps all away only by the rules
    of now.
    """
    await interaction.record()
    if plan.alarm:
        await interaction.transaction(practices.close_latest, interaction.runner.id)
        why = coach.why(interaction.library, plan.reasons[0], interaction.day)
        asked = flags.page(interaction.library, asking.STRONG).after(escape(why))
        here = PracticeRequest(plan.moment, plan.place, plan.minute)
        await interaction.show(asked if told else flags.no_run(here))
        return
    gentle = await practice_flow.suggested(
        interaction, PracticeRequest(plan.moment, "mat"), asked=True
    )
    offered = gentle.blocked is None
    await interaction.show(
        screens.blocked(interaction.library, plan, interaction.day, gentle=offered)
    )


async def _now(interaction: Interaction) -> PracticeRequest:
    return PracticeRequest(await practice_flow.moment_now(interaction), interaction.runner.place)
