"""The whole bot on one page: every command, button and message, in the order they are tried."""

from bot import door
from bot.dorsi import Dorsi
from bot.handlers import (
    around,
    aside,
    calendar,
    checks,
    first_limits,
    flags,
    hello,
    learn,
    lengths,
    limits,
    mine,
    morning,
    nudge,
    overview,
    pages,
    pause,
    plan,
    practice,
    progress,
    reminders,
    roller,
    run,
    safety,
    settings,
    starts,
    stats,
    today,
    wall,
    week,
    welcome,
    why,
    zone,
)
from bot.routes import App, Routes


def wire(app: App, dorsi: Dorsi) -> Routes:
    """Add every handler to the application; return the routes."""
    on = Routes(app, dorsi)

    # Who is there at all.
    on.group(door.not_in_groups)
    on.member(door.came_or_went)

    _commands(on)
    _practices(on)
    _first_minute(on)
    _runs(on)
    _plan(on)
    _wrong(on)
    _menu(on)
    on.buttons(unknown=around.old_button)

    # What is left: typed words, a place, a file, and anything that is no answer to anything.
    on.location(zone.place, anyone=True)
    on.document(calendar.received)
    _typed(on)
    on.anything(around.not_understood, anyone=True)
    return on


def _commands(on: Routes) -> None:
    # These answer everyone, also half-way through the first minute.
    on.command("start", welcome.start, anyone=True)
    on.command("help", pages.help_, anyone=True)
    on.command("privacy", pages.privacy, anyone=True)
    on.command("safety", safety.open_, anyone=True)
    on.command("stop", flags.open_, anyone=True)
    on.command("export", mine.export, anyone=True)
    on.command("delete", mine.delete, anyone=True)

    # For the host alone; it stands in nobody's menu.
    on.command("stats", stats.open_, anyone=True, only=on.dorsi.settings.admin_ids)

    # The menu.
    on.command("today", today.open_)
    on.command("run", run.open_)
    on.command("plan", overview.open_)
    on.command("check", checks.open_)
    on.command("progress", progress.open_)
    on.command("learn", learn.open_)
    on.command("why", why.open_)
    on.command("pause", pause.open_)
    on.command("settings", settings.open_)


def _practices(on: Routes) -> None:
    # A practice: the button names the practice, the turn and the answer.
    on.taking(practice.take, practice.answered)
    on.taps(practice.resume, aside.how, aside.more, aside.halt, aside.here, roller.tapped)

    # What to begin: where, and what is asked before it.
    on.taps(today.open_, today.look_at, today.places, today.go, today.gentle, today.afresh)
    on.taps(today.better, today.walked, today.numb, today.calf)

    # The morning after: on its card, and before a session that goes on then.
    on.taps(morning.tapped, morning.first)


def _first_minute(on: Routes) -> None:
    on.taps(hello.understood, hello.agreed, hello.consented, hello.declined, anyone=True)
    on.taps(first_limits.turn, first_limits.act, first_limits.since, anyone=True)
    on.taps(hello.more_limits, hello.limits_told, hello.grown, anyone=True)
    on.taps(hello.flagged, hello.sorer, hello.day, hello.run_time, hello.later, anyone=True)
    on.taps(hello.again, anyone=True)

    # The zone, which is asked for again on a journey.
    on.taps(zone.ask, zone.ask_between, zone.share, zone.at, zone.is_, zone.stay, anyone=True)


def _runs(on: Routes) -> None:
    on.taps(nudge.tapped)
    on.taps(run.open_, run.soon, run.ask_time, run.one_more, run.act, run.move_to, run.rest)
    on.taps(run.of_before)


def _plan(on: Routes) -> None:
    on.taps(overview.open_, plan.day, plan.alternate, plan.week, plan.goal, plan.goal_runs)
    on.taps(starts.times, starts.ask_time, starts.ask_time_of_all, starts.ask_another)
    on.taps(starts.set_time, starts.set_time_of_all, starts.add, starts.drop)
    on.taps(lengths.usual, lengths.one, lengths.as_usual, lengths.long, lengths.no_long)
    on.taps(reminders.open_, reminders.lead, reminders.daily, reminders.no_daily)
    on.taps(overview.no_such_day)
    on.taps(calendar.open_, calendar.mine, calendar.answered)
    on.taps(pause.for_weeks, pause.until_i_say, pause.ask_date, pause.offer, pause.resume)
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
    on.taps(pages.tapped, mine.delete_tapped, anyone=True)


def _typed(on: Routes) -> None:
    # Typed words, by what was asked.
    on.answers(welcome.typed, zone.typed_city, hello.typed_time)
    on.answers(run.typed_time, run.typed_move)
    on.answers(starts.typed_time, starts.typed_time_of_all, starts.typed_another)
    on.answers(lengths.typed_usual, lengths.typed_one, lengths.typed_long)
    on.answers(lengths.typed_long_time, reminders.typed_daily)
    on.answers(wall.typed, wall.typed_touch, pause.typed, settings.typed_quiet)
    on.text(otherwise=around.not_understood, anyone=True)
