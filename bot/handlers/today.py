"""Today's suggestion and the start of a practice (`/today`)."""

from bot import practice_flow
from bot.handlers import practice
from bot.handlers.fallbacks import means_nothing
from bot.interaction import Visit
from bot.practice_flow import Gate
from bot.practice_request import Session
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


async def open_(visit: Visit, _: TodayTap | None = None) -> None:
    """Offer to go on with a practice that was left, else show the suggestion for now."""
    kept = await visit.run(practices.latest_open, visit.runner.id)
    if kept is not None:
        await visit.show(screens.under_way(kept.id, kept.day == visit.day))
    else:
        await look(visit, await _now(visit))


async def look_at(visit: Visit, tap: LookTap) -> None:
    """Show what would be done at the moment and place of a button."""
    await look(visit, tap.session(visit.runner.place))


async def places(visit: Visit, tap: PlacesTap) -> None:
    """Ask where the runner is."""
    session = tap.session(visit.runner.place)
    await visit.show(screens.places(session.moment, session.place))


async def afresh(visit: Visit, _: AfreshTap) -> None:
    """End the practice that was left, and show the suggestion for now."""
    await visit.run(practices.close_latest, visit.runner.id)
    await look(visit, await _now(visit))


async def gentle(visit: Visit, tap: GentleTap) -> None:
    """Begin the gentle drill that a red flag leaves."""
    await begin(visit, tap.session(visit.runner.place), asked=True)


async def go(visit: Visit, tap: GoTap) -> None:
    """Go towards the practice of a button."""
    await enter(visit, tap.session(visit.runner.place))


async def better(visit: Visit, tap: BetterTap) -> None:
    """Ask about walking anew, where it hurt too much before."""
    await visit.show(questions.walking(visit.library, tap.session(visit.runner.place)))


async def walked(visit: Visit, tap: WalkTap) -> None:
    """Keep how much walking hurts, and go on."""
    answer = visit.library.answers.walking.get(tap.answer)
    if answer is None:
        await means_nothing(visit)
        return
    await visit.record(Walking(visit.now, visit.day, answer.score))
    await enter(visit, tap.session(visit.runner.place), "walking")


async def numb(visit: Visit, tap: NumbTap) -> None:
    """Keep whether a numb feeling is gone; where it is not, the red flags are asked."""
    gone = tap.answer == "gone"
    await visit.record(Numbness(visit.now, visit.day, gone))
    if gone:
        await enter(visit, tap.session(visit.runner.place), "numb")
    else:
        await visit.show(flags.page(visit.library, asking.token(None, numb=True)))


async def calf(visit: Visit, tap: CalfTap) -> None:
    """Go on after a no to what a drill asks first."""
    await enter(visit, tap.session(visit.runner.place), "calf")


async def look(visit: Visit, session: Session) -> None:
    """Show what would be done at a moment and a place."""
    plan = await practice_flow.suggested(visit, session)
    if plan.next_step == "walking":
        await enter(visit, session)
    elif plan.blocked is not None:
        await refuse(visit, plan)
    else:
        coming = await visit.run(runs.upcoming, visit.runner.id, visit.now)
        run = coming[0].start if coming else None
        running = coach.running(await visit.state(), visit.library, visit.day)
        await visit.show(
            screens.suggestion(visit.library, plan, visit.day, run, visit.zone, running)
        )


async def enter(
    visit: Visit, session: Session, answered: Gate | None = None, lead: str | None = None
) -> None:
    """Go towards a practice: the next question that is due, or its first step, under a `lead`."""
    asked = await practice_flow.question(visit, session, answered)
    if asked is not None:
        await visit.show(asked.after(lead) if lead else asked)
    else:
        await begin(visit, session, told=answered == "walking", lead=lead)


async def begin(
    visit: Visit,
    session: Session,
    *,
    asked: bool = False,
    told: bool = False,
    lead: str | None = None,
) -> None:
    """Begin a practice in place of the message that was tapped; `asked`: only the gentle drill.

    `told` is true right after the answer about walking.
    """
    plan = await practice_flow.suggested(visit, session, asked=asked)
    if plan.blocked is not None:
        await refuse(visit, plan, told=told)
        return
    first, runner = start(visit.library, plan), visit.runner.id
    kept = await visit.run(practising.begin, runner, first, visit.now, visit.day)
    await visit.show(await practice.going_on(visit, kept, lead))


async def refuse(visit: Visit, plan: Plan, *, told: bool = False) -> None:
    """Say why there is no drill now; the red flags are asked once, right after they were due."""
    if plan.alarm:
        await visit.run(practices.close_latest, visit.runner.id)
        why = coach.why(visit.library, plan.reasons[0], visit.day)
        asked = flags.page(visit.library, asking.STRONG).after(escape(why))
        here = Session(plan.moment, plan.place, plan.minute)
        await visit.show(asked if told else flags.no_run(here))
        return
    gentle = await practice_flow.suggested(visit, Session(plan.moment, "mat"), asked=True)
    offered = gentle.blocked is None
    await visit.show(screens.blocked(visit.library, plan, visit.day, gentle=offered))


async def _now(visit: Visit) -> Session:
    return Session(await practice_flow.moment_now(visit), visit.runner.place)
