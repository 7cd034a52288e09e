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
    learn,
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
    roller,
    run,
    safety,
    settings,
    stats,
    today,
    typed,
    week,
    welcome,
    why,
    zone,
)
from bot.routes import App, Routes
from bot.taps.flags import (
    FlagMistapTap,
    FlagPageTap,
    FlagsTap,
    FlagTap,
    FlagUndoTap,
    FlagYesTap,
    LoneFlagTap,
    LoneFlagYesTap,
    NoFlagTap,
)
from bot.taps.limits import (
    HelloLimitSinceTap,
    HelloLimitsPageTap,
    HelloLimitTap,
    LimitSinceTap,
    LimitsPageTap,
    LimitTap,
)
from bot.taps.morning import MorningFirstTap, MorningTap
from bot.taps.nudge import NudgeTap
from bot.taps.practice import AnswerTap, HaltTap, HereTap, HowTap, MoreTap, ResumeTap
from bot.taps.roller import RollerTap
from bot.taps.run import (
    LaterRunTap,
    MoveRunTap,
    NewRunTap,
    OneRunTap,
    RestTap,
    RunAtTap,
    RunSoonTap,
    RunsTap,
)
from bot.taps.safety import PausedTap, SafetyTap, SeenTap
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

WORD = r"([\w-]{1,32})"


def wire(app: App, dorsi: Dorsi) -> None:
    """Add every handler to the application."""
    on = Routes(app, dorsi)

    # Who is there at all.
    on.group(door.not_in_groups)
    on.member(door.came_or_went)

    # Commands that answer everyone, also half-way through the first minute.
    on.command("start", welcome.start, anyone=True)
    on.command("help", pages.help_, anyone=True)
    on.command("privacy", pages.privacy, anyone=True)
    on.command("safety", safety.open_, anyone=True)
    on.command("stop", flags.open_, anyone=True)
    on.command("export", mine.export, anyone=True)
    on.command("delete", mine.delete, anyone=True)

    # For the host alone; it stands in nobody's menu.
    on.command("stats", stats.open_, anyone=True)

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

    _practices(on)
    _sessions(on)

    # The first minute.
    on.tap(HelloLimitsPageTap, first_limits.turn, anyone=True)
    on.tap(HelloLimitTap, first_limits.act, anyone=True)
    on.tap(HelloLimitSinceTap, first_limits.since, anyone=True)
    on.button(rf"hello:{WORD}(?::{WORD})?(?::{WORD})?", welcome.tapped, anyone=True)
    on.button(rf"zone:{WORD}(?::([\w/+-]{{1,40}}))?", zone.tapped, anyone=True)

    # Around a run.
    on.tap(NudgeTap, nudge.tapped)
    _runs(on)
    on.button(rf"plan:{WORD}(?::{WORD})?(?::{WORD})?(?::{WORD})?", plan.tapped)
    on.button(rf"ics:{WORD}(?::{WORD})?", calendar.tapped)
    on.button(rf"pause:{WORD}", pause.tapped)
    on.button(r"week:(off|on)", week.tapped)

    # The morning after: on its card, and before a session that goes on then.
    on.tap(MorningTap, morning.tapped)
    on.tap(MorningFirstTap, morning.first)

    _wrong(on)

    # The rest of the menu.
    on.button(rf"check:{WORD}(?::{WORD})?(?::{WORD})?", checks.tapped)
    on.button(rf"learn:{WORD}", learn.tapped)
    on.button(rf"why:{WORD}", why.tapped)
    on.button(rf"set:{WORD}(?::{WORD})?", settings.tapped)
    on.button(rf"delete:{WORD}", mine.delete_tapped, anyone=True)
    on.button(r"page:(help|privacy|host)", pages.tapped, anyone=True)

    # What is left: typed words, a place, a file, and anything that is no answer to anything.
    on.location(zone.place, anyone=True)
    on.document(calendar.received)
    on.text(typed.words, anyone=True)
    on.unknown_button(around.old_button, anyone=True)
    on.anything(around.not_understood, anyone=True)


def _practices(on: Routes) -> None:
    """Route the buttons of a practice, and those beside a step."""
    on.taking(AnswerTap, practice.take, practice.answered)
    on.tap(ResumeTap, practice.resume)
    on.tap(HowTap, aside.how)
    on.tap(MoreTap, aside.more)
    on.tap(HaltTap, aside.halt)
    on.tap(HereTap, aside.here)
    on.tap(RollerTap, roller.tapped)


def _sessions(on: Routes) -> None:
    """Route the buttons on what to begin: where, and what is asked before it."""
    on.tap(TodayTap, today.open_)
    on.tap(LookTap, today.look_at)
    on.tap(PlacesTap, today.places)
    on.tap(GoTap, today.go)
    on.tap(GentleTap, today.gentle)
    on.tap(AfreshTap, today.afresh)
    on.tap(BetterTap, today.better)
    on.tap(WalkTap, today.walked)
    on.tap(NumbTap, today.numb)
    on.tap(CalfTap, today.calf)


def _runs(on: Routes) -> None:
    """Route the buttons of `/run`."""
    on.tap(RunsTap, run.open_)
    on.tap(RunSoonTap, run.soon)
    on.tap(RunAtTap, run.ask_time)
    on.tap(NewRunTap, run.one_more)
    on.tap(OneRunTap, run.act)
    on.tap(MoveRunTap, run.move_to)
    on.tap(RestTap, run.rest)
    on.tap(LaterRunTap, around.means_nothing)


def _wrong(on: Routes) -> None:
    """Route the buttons for when something is wrong: red flags, what is paused, and limits."""
    on.tap(FlagsTap, flags.open_, anyone=True)
    on.tap(FlagPageTap, flags.page, anyone=True)
    on.tap(NoFlagTap, flags.none, anyone=True)
    on.tap(FlagTap, flags.confirm, anyone=True)
    on.tap(LoneFlagTap, flags.confirm_lone, anyone=True)
    on.tap(FlagYesTap, flags.yes, anyone=True)
    on.tap(LoneFlagYesTap, flags.yes, anyone=True)
    on.tap(FlagUndoTap, flags.undo, anyone=True)
    on.tap(FlagMistapTap, around.means_nothing, anyone=True)
    on.tap(SafetyTap, safety.tapped, anyone=True)
    on.tap(PausedTap, safety.told, anyone=True)
    on.tap(SeenTap, safety.seen, anyone=True)
    on.tap(LimitsPageTap, limits.turn)
    on.tap(LimitTap, limits.act)
    on.tap(LimitSinceTap, limits.since)
