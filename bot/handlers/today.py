"""Today's suggestion and the start of a practice (`/today`)."""

from bot.handlers import gates, practice
from bot.handlers.gates import Gate, Session
from bot.screens import flags
from bot.screens import gates as questions
from bot.screens import today as screens
from bot.screens.around import old_button
from bot.screens.screen import escape
from bot.visit import Visit
from content import coach
from content.coach import Plan, asking
from content.history import Numbness, Walking
from content.practice import start
from storage import practices, practising, runs


async def open_(visit: Visit) -> None:
    """Offer to go on with a practice that was left, else show the suggestion for now."""
    kept = await visit.run(practices.latest_open, visit.runner.id)
    if kept is not None:
        await visit.show(screens.under_way(kept.id, kept.day == visit.day))
    else:
        await look(visit, await _now(visit))


async def tapped(visit: Visit) -> None:
    """Act on a tap: look, choose a place, answer a question, or begin."""
    verb, moment, place, length, answer = visit.words
    place = visit.runner.place if place == "usual" else place
    session = gates.read((moment, place, length))
    if session is None:
        await visit.show(old_button())
    elif verb == "look":
        await look(visit, session)
    elif verb == "place":
        await visit.show(screens.places(moment, place))
    elif verb == "afresh":
        await visit.run(practices.close_latest, visit.runner.id)
        await look(visit, await _now(visit))
    elif verb == "gentle":
        await begin(visit, session, asked=True)
    elif verb == "go":
        await enter(visit, session)
    elif verb == "better":
        await visit.show(questions.walking(visit.library, session.named))
    else:
        await _answer(visit, session, verb, answer)


async def _answer(visit: Visit, session: Session, verb: str, answer: str) -> None:
    """Keep the answer to a question before a practice, and go on."""
    walking = visit.library.answers.walking
    if verb == "walk" and answer in walking:
        await visit.record(Walking(visit.now, visit.day, walking[answer].score))
        await enter(visit, session, "walking")
    elif verb == "numb" and answer in {"gone", "not"}:
        gone = answer == "gone"
        await visit.record(Numbness(visit.now, visit.day, gone))
        if gone:
            await enter(visit, session, "numb")
        else:
            await visit.show(flags.page(visit.library, asking.token(None, numb=True)))
    elif verb == "calf":
        await enter(visit, session, "calf")
    else:
        await visit.show(old_button())


async def look(visit: Visit, session: Session) -> None:
    """Show what would be done at a moment and a place."""
    plan = await gates.suggested(visit, session)
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
    asked = await gates.question(visit, session, answered)
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
    plan = await gates.suggested(visit, session, asked=asked)
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
        here = Session(plan.moment, plan.place, plan.minute).named
        await visit.show(asked if told else flags.no_run(here))
        return
    gentle = await gates.suggested(visit, Session(plan.moment, "mat"), asked=True)
    offered = gentle.blocked is None
    await visit.show(screens.blocked(visit.library, plan, visit.day, gentle=offered))


async def _now(visit: Visit) -> Session:
    return Session(await gates.moment_now(visit), visit.runner.place)
