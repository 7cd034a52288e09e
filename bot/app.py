"""The whole bot on one page: every command, button and message, in the order they are tried."""

from bot import door
from bot.dorsi import Dorsi
from bot.handlers import (
    around,
    aside,
    calendar,
    checks,
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
    wall,
    week,
    welcome,
    why,
    zone,
)
from bot.routes import App, Routes
from bot.taps.checks import AboutCheckTap, ChecksTap, CheckTap, ResultsTap, SeenTap
from bot.taps.learn import (
    FormTap,
    LessonSourceTap,
    LessonsTap,
    LessonTap,
    SourcesPageTap,
    SourcesTap,
)
from bot.taps.nudge import NudgeTap
from bot.taps.pages import DeleteTap, PageTap
from bot.taps.settings import (
    EarlyTap,
    GearTap,
    OldSwitchTap,
    PlaceTap,
    QuietTap,
    SetTap,
    SettingsTap,
    SorerTap,
    SwitchTap,
    UnitsTap,
)
from bot.taps.wall import (
    ChooseTap,
    GoOnTap,
    OneTryTap,
    PinchTap,
    StoppedByTap,
    TouchedTap,
    TouchTap,
)
from bot.taps.why import WhyDrillTap, WhyTap

ID = r"(\d{1,18})"
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

    # A practice: the button names the practice, the turn and the answer.
    on.taking(rf"d1:{ID}:{ID}:([\w:]{{1,24}})", practice.take, practice.answered)
    on.button(rf"d1:{ID}:resume", practice.resume)
    on.button(rf"(how|more|halt|here):{ID}:{ID}(?::{WORD})?", aside.tapped)
    on.button(r"roller:(yes|no)", roller.tapped)
    on.button(rf"today:{WORD}:{WORD}:{WORD}:{WORD}(?::{WORD})?", today.tapped)
    on.button("today", today.open_)

    # The first minute.
    on.button(rf"hello:{WORD}(?::{WORD})?(?::{WORD})?", welcome.tapped, anyone=True)
    on.button(rf"zone:{WORD}(?::([\w/+-]{{1,40}}))?", zone.tapped, anyone=True)

    # Around a run.
    on.tap(NudgeTap, nudge.tapped)
    on.button(rf"run:{WORD}(?::{ID})?(?::{WORD})?", run.tapped)
    on.button(rf"plan:{WORD}(?::{WORD})?(?::{WORD})?(?::{WORD})?", plan.tapped)
    on.button(rf"ics:{WORD}(?::{WORD})?", calendar.tapped)
    on.button(rf"pause:{WORD}", pause.tapped)
    on.button(r"week:(off|on)", week.tapped)

    # The morning after: the day, the ankle, the answer, and the session it was asked before.
    on.button(rf"morning:{WORD}:{WORD}:{WORD}(?::{WORD}:{WORD}:{WORD})?", morning.tapped)

    # When something is wrong.
    on.button(rf"flags:{WORD}(?::{WORD})?(?::{WORD})?(?::{ID})?", flags.tapped, anyone=True)
    on.button(rf"safety:{WORD}(?::{WORD})?(?::{WORD})?", safety.tapped, anyone=True)
    on.button(rf"limits:{WORD}(?::{WORD})?(?::{WORD})?", limits.tapped)

    # The rest of the menu.
    _self_checks(on)
    _to_read(on)
    _settings(on)
    on.tap(DeleteTap, mine.delete_tapped, anyone=True)

    # What is left: typed words, a place, a file, and anything that is no answer to anything.
    on.location(zone.place, anyone=True)
    on.document(calendar.received)
    on.text(typed.words, anyone=True)
    on.unknown_button(around.old_button, anyone=True)
    on.anything(around.not_understood, anyone=True)


def _self_checks(on: Routes) -> None:
    on.button(ChecksTap.pattern(), checks.open_)
    on.button(ResultsTap.pattern(), progress.open_)
    on.tap(AboutCheckTap, checks.about)
    on.tap(CheckTap, checks.show)
    on.tap(GoOnTap, wall.go_on)
    on.tap(ChooseTap, wall.choose)
    on.tap(PinchTap, wall.pinched)
    on.tap(TouchTap, wall.choose_touch)
    on.tap(TouchedTap, wall.touched)
    on.tap(StoppedByTap, wall.stopped_by)
    on.tap(OneTryTap, wall.begin_anew)
    on.tap(SeenTap, checks.seen)


def _to_read(on: Routes) -> None:
    on.button(LessonsTap.pattern(), learn.open_)
    on.button(FormTap.pattern(), learn.form)
    on.button(SourcesTap.pattern(), learn.sources)
    on.tap(SourcesPageTap, learn.sources_page)
    on.tap(LessonSourceTap, learn.lesson_source)
    on.tap(LessonTap, learn.lesson)
    on.button(WhyTap.pattern(), why.open_)
    on.tap(WhyDrillTap, why.of_drill)
    on.tap(PageTap, pages.tapped, anyone=True)


def _settings(on: Routes) -> None:
    on.button(SettingsTap.pattern(), settings.open_)
    on.button(OldSwitchTap.pattern(), settings.open_)
    on.tap(SetTap, settings.ask)
    on.tap(SwitchTap, settings.switch)
    on.tap(PlaceTap, settings.keep_place)
    on.tap(GearTap, settings.switch_gear)
    on.tap(SorerTap, settings.keep_sorer)
    on.tap(UnitsTap, settings.keep_units)
    on.tap(QuietTap, settings.keep_quiet)
    on.tap(EarlyTap, settings.keep_early)
