"""The whole bot on one page: every command, button and message, in the order they are tried."""

from collections.abc import Mapping

from bot.handlers import (
    aside,
    calendar,
    checks,
    flags,
    learn,
    limits,
    links,
    morning,
    my_data,
    nudge,
    onboarding,
    onboarding_answers,
    onboarding_limits,
    pages,
    pause,
    practice,
    progress,
    roller,
    run,
    safety,
    settings,
    stats,
    today,
    typed,
    wall,
    week,
    why,
    zone,
)
from bot.handlers.plan import changes, lengths, page, reminders, times
from bot.links.addresses import find
from bot.routes import Routes
from bot.services import Services
from bot.transport.speaker import Worker

# What takes more than a moment or a network; the names are stored, and never change.
WORKERS: Mapping[str, Worker] = {
    "calendar": calendar.read,
    "export": my_data.exported,
    "link": links.read,
    "runs": calendar.sent,
    "stats": stats.counted,
}


# Words that mean a command that is called otherwise.
LIKE: Mapping[str, str] = {
    "menu": "help",
    "commands": "help",
    "home": "today",
    "drill": "today",
    "drills": "today",
    "exercises": "today",
    "runs": "run",
    "checks": "check",
    "lessons": "learn",
    "break": "pause",
    "setting": "settings",
    "hello": "start",
    "hi": "start",
}


def wire(services: Services) -> Routes:
    """Return the routes with every handler; who is there at all is seen to before them."""
    on = Routes(services)
    _commands(on)
    _practices(on)
    _first_minute(on)
    _runs(on)
    _plan(on)
    _wrong(on)
    _menu(on)

    # What is left: typed words, a place, a file, and anything that is no answer to anything.
    on.message(lambda one: one.location is not None, zone.place, anyone=True)
    on.message(lambda one: one.document is not None, calendar.received)
    on.message(lambda one: find(one.text) is not None, links.said)
    _typed(on)
    on.message(lambda _: True, typed.not_understood, anyone=True)
    return on


def _commands(on: Routes) -> None:
    # These answer everyone, also half-way through the first minute.
    on.command("start", onboarding.start, anyone=True)
    on.command("help", pages.help_, anyone=True)
    on.command("privacy", pages.privacy, anyone=True)
    on.command("safety", safety.open_, anyone=True)
    on.command("stop", flags.open_, anyone=True)
    on.command("export", my_data.export, anyone=True)
    on.command("delete", my_data.delete, anyone=True)

    # For the host alone; it stands in nobody's menu.
    on.command("stats", stats.open_, anyone=True, only=on.services.settings.admin_ids)

    # The menu.
    on.command("today", today.open_)
    on.command("run", run.open_)
    on.command("plan", page.open_)
    on.command("check", checks.open_)
    on.command("progress", progress.open_)
    on.command("learn", learn.open_)
    on.command("why", why.open_)
    on.command("pause", pause.open_)
    on.command("settings", settings.open_)

    # Words typed alone mean their command; these are their like.
    for word, command in LIKE.items():
        on.word(word, command)
    on.word("stop", typed.stop)


def _practices(on: Routes) -> None:
    # A practice: the button names the practice, the turn and the answer.
    on.taps(practice.answered)
    on.taps(practice.resume, aside.how, aside.more, aside.halt, aside.here, roller.tapped)

    # What to begin: where, and what is asked before it.
    on.taps(today.open_, today.look_at, today.places, today.go, today.gentle, today.afresh)
    on.taps(today.better, today.walked, today.numb, today.calf)

    # The morning after: on its card, and before a session that goes on then.
    on.taps(morning.tapped, morning.first)


def _first_minute(on: Routes) -> None:
    on.taps(
        onboarding_answers.understood,
        onboarding_answers.agreed,
        onboarding_answers.consented,
        onboarding_answers.declined,
        anyone=True,
    )
    on.taps(onboarding_limits.turn, onboarding_limits.act, onboarding_limits.since, anyone=True)
    on.taps(
        onboarding_answers.more_limits,
        onboarding_answers.limits_told,
        onboarding_answers.grown,
        anyone=True,
    )
    on.taps(
        onboarding_answers.flagged,
        onboarding_answers.sorer,
        onboarding_answers.day,
        onboarding_answers.run_time,
        onboarding_answers.later,
        anyone=True,
    )
    on.taps(onboarding_answers.again, anyone=True)

    # The zone, which is asked for again on a journey.
    on.taps(zone.ask, zone.ask_between, zone.share, zone.at, zone.is_, zone.stay, anyone=True)
    on.taps(zone.is_place, zone.more, anyone=True)


def _runs(on: Routes) -> None:
    on.taps(nudge.tapped)
    on.taps(
        run.open_, run.soon, run.ask_time, run.one_more, run.act, run.move_to, run.rest, run.undo
    )
    on.taps(run.of_before)


def _plan(on: Routes) -> None:
    on.taps(
        page.open_, changes.day, changes.alternate, changes.week, changes.goal, changes.goal_runs
    )
    on.taps(times.times, times.ask_time, times.ask_time_of_all, times.ask_another)
    on.taps(times.set_time, times.set_time_of_all, times.add, times.drop)
    on.taps(lengths.usual, lengths.one, lengths.as_usual, lengths.long, lengths.no_long)
    on.taps(reminders.open_, reminders.lead, reminders.daily, reminders.no_daily)
    on.taps(page.no_such_day)
    on.taps(calendar.open_, calendar.mine, calendar.answered, links.follow, links.stop)
    on.taps(pause.for_weeks, pause.until_i_say, pause.ask_date, pause.offer, pause.resume)
    on.taps(pause.until_day)
    on.taps(week.switched)


def _wrong(on: Routes) -> None:
    # Red flags, what is paused, and limits.
    on.taps(flags.open_, flags.page, flags.none, flags.confirm, flags.confirm_lone, anyone=True)
    on.taps(flags.yes, flags.undo, flags.of_before, anyone=True)
    on.taps(safety.tapped, safety.told, safety.seen, anyone=True)
    on.taps(limits.turn, limits.act, limits.since)


def _menu(on: Routes) -> None:
    on.taps(checks.open_, progress.open_, checks.about, checks.show)
    on.taps(wall.go_on, wall.choose, wall.pinched, wall.choose_touch, wall.touched)
    on.taps(wall.stopped_by, wall.begin_anew, checks.seen)
    on.taps(learn.open_, learn.form, learn.sources, learn.sources_page, learn.lesson_source)
    on.taps(learn.lesson, why.open_, why.of_drill)
    on.taps(settings.open_, settings.ask, settings.switch, settings.keep_place)
    on.taps(settings.switch_gear, settings.keep_sorer, settings.keep_units)
    on.taps(settings.keep_quiet, settings.keep_early)
    on.taps(pages.tapped, my_data.delete_tapped, anyone=True)


def _typed(on: Routes) -> None:
    # Typed words, by what was asked.
    on.answers(onboarding.typed, zone.typed_city, onboarding_answers.typed_time)
    on.answers(run.typed_time, run.typed_move)
    on.answers(times.typed_time, times.typed_time_of_all, times.typed_another)
    on.answers(lengths.typed_usual, lengths.typed_one, lengths.typed_long)
    on.answers(lengths.typed_long_time, reminders.typed_daily)
    on.answers(wall.typed, wall.typed_touch, pause.typed, settings.typed_quiet)
    on.text(otherwise=typed.not_understood)
