"""The whole bot on one page: every command, button and message, in the order they are tried."""

from bot import door
from bot.dorsi import Dorsi
from bot.handlers import (
    around,
    aside,
    calendar,
    checks,
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
    typed,
    week,
    welcome,
    why,
    zone,
)
from bot.routes import App, Routes
from bot.taps.calendar import CalendarAnswerTap, CalendarMineTap, CalendarTap
from bot.taps.hello import (
    AgainTap,
    AgreedTap,
    ConsentTap,
    DeclineTap,
    FlaggedTap,
    GrownTap,
    LaterTap,
    LimitsToldTap,
    MoreLimitsTap,
    OldHelloTap,
    RunDayTap,
    RunTimeTap,
    SorerAnkleTap,
    UnderstoodTap,
)
from bot.taps.lengths import LongRunTap, NoLongRunTap, RunAsUsualTap, RunLengthTap, UsualLengthTap
from bot.taps.nudge import NudgeTap
from bot.taps.pause import PauseDateTap, PauseOfferTap, PauseOpenTap, PauseResumeTap, PauseWeeksTap
from bot.taps.plan import (
    OldPlanTap,
    PlanAlternateTap,
    PlanDayTap,
    PlanGoalRunsTap,
    PlanGoalTap,
    PlanTap,
    PlanWeekTap,
)
from bot.taps.reminders import DailyAtTap, LeadTap, NoDailyTap, RemindersTap
from bot.taps.starts import (
    AddRunTap,
    AskAnotherTap,
    AskTimeOfAllTap,
    AskTimeTap,
    DropRunTap,
    RunTimesTap,
    SetTimeOfAllTap,
    SetTimeTap,
)
from bot.taps.week import WeekTap
from bot.taps.zone import (
    ZoneAskTap,
    ZoneAtTap,
    ZoneBetweenTap,
    ZoneIsTap,
    ZoneShareTap,
    ZoneStayTap,
)

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
    _first_minute(on)

    # Around a run.
    on.tap(NudgeTap, nudge.tapped)
    on.button(rf"run:{WORD}(?::{ID})?(?::{WORD})?", run.tapped)
    _plan(on)

    # The morning after: the day, the ankle, the answer, and the session it was asked before.
    on.button(rf"morning:{WORD}:{WORD}:{WORD}(?::{WORD}:{WORD}:{WORD})?", morning.tapped)

    # When something is wrong.
    on.button(rf"flags:{WORD}(?::{WORD})?(?::{WORD})?(?::{ID})?", flags.tapped, anyone=True)
    on.button(rf"safety:{WORD}(?::{WORD})?(?::{WORD})?", safety.tapped, anyone=True)
    on.button(rf"limits:{WORD}(?::{WORD})?(?::{WORD})?", limits.tapped)

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


def _first_minute(on: Routes) -> None:
    """Add the first minute, and the zone, which is asked for again on a journey."""
    limit = rf"hello:(page|add|limit|since|off|mistap|over):{WORD}(?::{WORD})?"
    on.button(limit, hello.limit_tapped, anyone=True)
    on.tap(UnderstoodTap, hello.understood, anyone=True)
    on.tap(AgreedTap, hello.agreed, anyone=True)
    on.tap(ConsentTap, hello.consented, anyone=True)
    on.tap(DeclineTap, hello.declined, anyone=True)
    on.tap(AgainTap, hello.again, anyone=True)
    on.tap(LaterTap, hello.later, anyone=True)
    on.tap(FlaggedTap, hello.flagged, anyone=True)
    on.tap(MoreLimitsTap, hello.more_limits, anyone=True)
    on.tap(LimitsToldTap, hello.limits_told, anyone=True)
    on.tap(GrownTap, hello.grown, anyone=True)
    on.tap(SorerAnkleTap, hello.sorer, anyone=True)
    on.tap(RunDayTap, hello.day, anyone=True)
    on.tap(RunTimeTap, hello.run_time, anyone=True)
    on.tap(OldHelloTap, hello.again, anyone=True)
    on.tap(ZoneAskTap, zone.ask, anyone=True)
    on.tap(ZoneBetweenTap, zone.ask_between, anyone=True)
    on.tap(ZoneShareTap, zone.share, anyone=True)
    on.tap(ZoneAtTap, zone.at, anyone=True)
    on.tap(ZoneIsTap, zone.is_, anyone=True)
    on.tap(ZoneStayTap, zone.stay, anyone=True)


def _plan(on: Routes) -> None:
    """Add the plan: its days and goal, runs and their lengths, reminders and breaks, calendars."""
    on.tap(PlanTap, overview.open_)
    on.tap(PlanDayTap, plan.day)
    on.tap(PlanAlternateTap, plan.alternate)
    on.tap(PlanWeekTap, plan.week)
    on.tap(PlanGoalTap, plan.goal)
    on.tap(PlanGoalRunsTap, plan.goal_runs)
    on.tap(RunTimesTap, starts.times)
    on.tap(AskTimeTap, starts.ask_time)
    on.tap(AskTimeOfAllTap, starts.ask_time_of_all)
    on.tap(AskAnotherTap, starts.ask_another)
    on.tap(SetTimeTap, starts.set_time)
    on.tap(SetTimeOfAllTap, starts.set_time_of_all)
    on.tap(AddRunTap, starts.add)
    on.tap(DropRunTap, starts.drop)
    on.tap(UsualLengthTap, lengths.usual)
    on.tap(RunLengthTap, lengths.one)
    on.tap(RunAsUsualTap, lengths.as_usual)
    on.tap(LongRunTap, lengths.long)
    on.tap(NoLongRunTap, lengths.no_long)
    on.tap(RemindersTap, reminders.open_)
    on.tap(LeadTap, reminders.lead)
    on.tap(DailyAtTap, reminders.daily)
    on.tap(NoDailyTap, reminders.no_daily)
    on.tap(OldPlanTap, overview.no_such_day)
    on.tap(CalendarTap, calendar.open_)
    on.tap(CalendarMineTap, calendar.mine)
    on.tap(CalendarAnswerTap, calendar.answered)
    on.tap(PauseWeeksTap, pause.for_weeks)
    on.tap(PauseOpenTap, pause.until_i_say)
    on.tap(PauseDateTap, pause.ask_date)
    on.tap(PauseOfferTap, pause.offer)
    on.tap(PauseResumeTap, pause.resume)
    on.tap(WeekTap, week.switched)
