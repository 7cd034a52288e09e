"""One runner's month in the chat: what comes, what is tapped, and what changes with its why."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.clock import Clock
from scheduler.wall_clock import local
from storage.reminders import outbox
from tests.bot.world import MONDAY, Phone, World, named
from tests.months.choosing import MORNING, Choice, Look, choose
from tests.months.people import Person

DAYS = 28
ZONE = "Europe/Vienna"
RUNG = re.compile(r"^(.+): (.+ \((?:size )?\d of \d\))$", re.MULTILINE)
# On the page of `/plan`: a drill on the days without a run.
REST_DAYS = ("Reminders", "Rest day", "11:00")
# More taps than any card takes.
MOST = 60


# [own] What a tap takes, drill and all, where no real time passes.
TAP = timedelta(seconds=20)


class Steady(Clock):
    """A clock that stands still but for its jumps, so that a month is the same each time."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._now = start

    def now(self) -> datetime:
        """Return the time of the last jump."""
        return self._now

    def jump(self, by: timedelta) -> None:
        """Move forward and tell every subscriber."""
        self._now += by
        super().jump(by)


@dataclass(slots=True)
class Month:
    """A month while it is lived; `rungs` is what `/why` last listed, `told` the transcript."""

    person: Person
    phone: Phone
    world: World
    rungs: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    stopped: bool = False
    week: int = 0

    @property
    def now(self) -> datetime:
        """The time on the runner's clock."""
        return local(self.world.clock.now(), ZONE)

    @property
    def day(self) -> int:
        """The day of the month that is lived, from 0."""
        return (self.now.date() - MONDAY.date()).days

    async def live(self) -> list[str]:
        """Live the month, card after card, and return its transcript."""
        await self.world.running.clock.stop()  # each tick is the month's own
        await self.phone.come_in()
        if self.person.rest_days:
            await self.phone.say("/plan")
            await self.phone.tap(*REST_DAYS)
        await self._listed()
        while self.day < DAYS:
            before = self.phone.last.message_id
            await self._wait()
            if self.stopped and self.day >= self.person.cleared:
                await self._cleared()
            elif self.phone.last.message_id != before and self.day < DAYS:
                await self._answer()
        last = "; ".join(f"{name}: {rung}" for name, rung in (await self._listed()).items())
        return [*self.told, "", f"After four weeks: {last}."]

    async def _wait(self) -> None:
        """Wait for the next card, a day at the most."""
        due = await self.world.services.db.transaction(outbox.next_due)
        if due is not None and due - self.world.clock.now() < timedelta(days=1):
            await self.world.next_reminder()
        else:
            await self.world.jump(days=1)

    async def _answer(self) -> None:
        """Answer a card to its end, and note what changed by it."""
        card, when = self.phone.last.text, self.now
        done: dict[str, None] = {}
        notes = []
        choice: Choice | None = None
        for _ in range(MOST):
            choice = choose(Look(self.person, self.day, self.phone.last, choice))
            if choice is None:
                break
            label = self.phone.last.button(named(self.phone.last, choice.button)).text
            self.world.clock.jump(TAP)
            await self.phone.tap(choice.button)
            if choice.drill and label == "Done":
                done[choice.drill] = None
            elif choice.note:
                notes.append(f"{choice.note} **{label}**")
            self.stopped = self.stopped or label == "Yes, this is so"
        notes += [f"done: {', '.join(done)}"] * bool(done)
        if self.stopped or "No drills right now" in self.phone.last.text:
            notes.append(self._said())
        self._note(when, head(card), notes or ["no tap"])
        await self._changes()

    async def _cleared(self) -> None:
        """Tell Dorsi of the clinician's word, through `/safety`."""
        await self.phone.say("/safety")
        await self.phone.tap("A doctor checked it", "Today")
        self.stopped = False
        self._note(self.now, "/safety", ["**A doctor checked it: Today**", self._said()])
        await self._changes()

    async def _changes(self) -> None:
        """Note every drill whose rung `/why` lists anew, with the reason it shows."""
        before, now = self.rungs, await self._listed()
        buttons = dict(zip(now, self.phone.last.buttons, strict=False))
        for name in [name for name in now if now[name] != before[name]]:
            await self.phone.tap(buttons[name].text)
            why = self.phone.last.text.split("\n\n")[1]
            self.told.append(f"  - {name}: {before[name]} → {now[name]}. “{why}”")
            await self.phone.tap("All drills")

    def _note(self, when: datetime, what: str, notes: list[str]) -> None:
        week = self.day // 7 + 1
        if week != self.week:
            self.week = week
            self.told += ["", f"### Week {week}", ""]
        self.told.append(
            f"- **{when:%a} {when.day} {when:%b, %H:%M}** · {what} · {'; '.join(notes)}"
        )

    def _said(self) -> str:
        return f"“{' '.join(self.phone.last.text.split())}”"

    async def _listed(self) -> dict[str, str]:
        """Ask `/why`, and return the rung of each drill as it is listed there."""
        await self.phone.say("/why")
        self.rungs = dict(RUNG.findall(self.phone.last.text))
        return self.rungs


def head(card: str) -> str:
    """Return what a card is about, in few words."""
    if MORNING.search(card):
        return "The morning after"
    return card.splitlines()[0].split(" · ")[0].strip(".?")
