"""A scripted physiotherapist: tells something in a practice, and tries to be led on wrongly."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.sandbox.chats import Message
from content import coach
from content.coach.detraining import level_on
from content.drill import Gear, Moment, Place, Rung, Side
from content.events import Report
from content.practice import Practice, Said, Step, current
from scheduler.wall_clock import local_day
from storage import events as event_store
from storage import practices, runners
from tests.bot.physio_judge import LAST, LIBRARY, RULES, ZONE, Judge, fits, is_step, says_what_left
from tests.bot.world import Phone, World
from tests.content.coach.stories import Story
from tests.content.practice.driver import LONG

SIDES: tuple[Side, Side] = ("left", "right")
# Questions about a report that may be left open.
ASKED = re.compile(r"Where was it\?|Which ankle\?|How strong was it\?")
# What is tapped for a word; any other word is the end of a button's data (":front", ":2").
TAPS = {
    "done": ("Done",),
    "undo": ("Back",),
    "pinch": ("It pinches",),
    "strong": ("Strong (6+)",),
    "sharp": ("Sharp pull",),
    **{
        word: ("More", *labels.split(" > "))
        for word, labels in {
            "stiff": "Stiff",
            "easier": "Easier please",
            "numb": "Numb or tingling",
            "twist": "I twisted it",
            "pain": "Another pain",
            "click": "A click > Click that hurts",
            "skip": "Skip this step",
            **{fault: f"My form > {one.label}" for fault, one in LIBRARY.faults.items()},
        }.items()
    },
}


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat: the drills, what is told at which step, and how the runner goes on after it.

    `told` is "rocks left: pinch done front 2", with " | " before the next report; "5h" or "1d"
    among its words leaves the practice for so long and takes it up again. `then` is "back",
    "skip", "old", "restart" or such a time. `late` begins an hour before midnight.
    """

    drills: str
    told: str
    then: str = ""
    moment: Moment = "rest"
    place: Place = "mat"
    minute: bool = False
    gear: tuple[Gear, ...] = ("mat", "wall", "roller")
    past: Callable[[], Story] = Story
    late: bool = False

    def reports(self) -> Iterator[tuple[str, list[str]]]:
        """Yield where something is told, as "rocks left", and the words that are tapped there."""
        for one in self.told.split(" | "):
            where, _, words = one.partition(": ")
            yield where, words.split()

    def __str__(self) -> str:
        """Return what its test is called."""
        odd = (self.moment, self.place, "minute" if self.minute else "", self.then)
        rest = [one for one in odd if one not in {"", "rest", "mat"}]
        return ", ".join([self.told, *rest])


async def sit_down(world: World, chat: Chat) -> tuple[Phone, int]:
    """Return a runner at the first step of these drills, each at its level, and its practice."""
    phone = world.phone()
    await phone.come_in()
    if chat.late:
        await world.jump(hours=11)
    who, now, db = phone.runner.chat.chat_id, world.clock.now(), world.services.db
    await db.transaction(runners.change, who, gear=chat.gear)
    day, story = local_day(now, ZONE), chat.past()
    ago = timedelta(days=(day - story.now.date()).days)
    for event in story.events:
        moved = replace(event, at=event.at + ago, day=event.day + ago)
        if isinstance(moved, Report):
            moved = replace(moved, practice=moved.practice + 1000)
        await db.transaction(event_store.add, who, moved)
    state = coach.replay(LIBRARY, await db.transaction(event_store.history, who))
    steps: list[Step] = []
    for drill in (LIBRARY.drills[LONG[name]] for name in chat.drills.split()):
        level = level_on(state, drill, RULES, day)
        rung = next(n for n in range(level, -1, -1) if _fits(drill.rungs[n], chat))
        dose = drill.dose(rung, chat.moment, minute=chat.minute)
        sides = SIDES if drill.rungs[rung].legs == "each" else (None,)
        steps += [Step(drill.id, rung, side, dose, level) for side in sides]
    said = tuple(Said(step.rung, step.rung, step.dose) for step in steps)
    made = Practice(chat.moment, chat.place, chat.minute, tuple(steps), said)
    kept = await db.transaction(practices.begin, who, made, now, day)
    await phone.say("/today")
    await phone.forge(f"here:{kept.id}:0")
    return phone, kept.id


def _fits(rung: Rung, chat: Chat) -> bool:
    things = {*chat.gear, *(("wall",) if chat.place == "outdoors" else ())}
    return chat.place in rung.places and things.issuperset(rung.needs)


@dataclass(slots=True)
class Physiotherapist:
    """One runner's chat on its way.

    `old` is the data of every button of the practice so far, `earlier` a message it has left.
    """

    world: World
    phone: Phone
    judge: Judge
    chat: Chat
    spoken: bool
    old: dict[str, None] = field(default_factory=dict)
    earlier: Message | None = None

    @property
    def said(self) -> str:
        """The practice's message, and what may have come below it (whom to see)."""
        return "\n".join(one.text for one in self.phone.runner.messages[-2:] if one.from_bot)

    async def tell(self, where: str, words: list[str]) -> None:
        """Do every step up to one with Done, tell something there, and answer its questions."""
        drill, _, side = where.partition(" ")
        await self._on()
        while not await self._is_at(LONG[drill], side or None):
            assert is_step(self.phone.last), f"{where} never came: {self.phone.last.text}"
            await self.tap("Done")
            await self._on()
        if "old" in self.chat.then and self.earlier is None:
            self.earlier = self.phone.last
            await self.phone.say("/today")
            await self.tap("Go on")
        before = await self.judge.kept()
        for word in words:
            self.judge.words.append(word)
            await self._word(word)
        asked = await self._flags()
        fits(words, asked)
        after = (await self.judge.kept()).practice
        await self.judge.is_kept(LONG[drill], words)
        if LAST.isdisjoint(words) and self.spoken:
            says_what_left(before.practice, after, self.said)

    async def go_on(self) -> None:
        """Go on in the runner's way until the practice is over, and try its old buttons then."""
        for way in self.chat.then.split():
            await self._way(way)
            await self._on()
        await self._on()
        while is_step(self.phone.last) or ASKED.search(self.said):
            if "back" in self.chat.then and "Back" in self.phone.labels:
                await self.tap("Back")
                await self._forward()
            await self._forward()
        if "How did that feel?" in self.phone.last.text:
            await self.tap("Nothing")
        assert "That's it for now." in self.said, self.said
        await self._way("old")
        assert not is_step(self.earlier or self.phone.last)

    async def tap(self, *labels: str) -> None:
        """Tap, remember the buttons, and have what is shown judged."""
        for label in labels:
            self.old |= dict.fromkeys(one.data for one in self.phone.last.buttons)
            await self.phone.tap(label)
            if self.judge.words:
                await self.judge.look()

    async def _forward(self) -> None:
        """Finish or skip a step, or leave a question about one open."""
        if is_step(self.phone.last):
            await (self._word("skip") if "skip" in self.chat.then else self.tap("Done"))
        elif ASKED.search(self.said):
            await self.tap("Skip this")
        await self._on()

    async def _word(self, word: str) -> None:
        if re.fullmatch(r"\d+[hd]", word):
            await self._way(word)
        elif word == "sharp" and "Sharp pull" not in self.phone.labels:
            await self.tap("More", "Sharp pull")
        else:
            await self.tap(*TAPS.get(word, (f":{word}",)))

    async def _way(self, way: str) -> None:
        """Leave the practice and take it up again, or tap every old button there was."""
        if way == "restart":
            await self.world.restart()
        elif way == "old":
            self.old |= dict.fromkeys(one.data for one in self.phone.last.buttons)
            here = f"d1:{self.judge.number}:", f"here:{self.judge.number}:", "flags:none:"
            turn = f":{(await self.judge.kept()).practice.turn}:"
            for data in [one for one in self.old if one.startswith(here) and turn not in one]:
                await self.phone.forge(data, self.earlier)
                await self.judge.look(self.earlier)
        elif way[-1] in "hd":
            await self.world.jump(hours=int(way[:-1]) * (24 if way[-1] == "d" else 1))
            if not self.chat.late:
                await self.phone.say("/today")
                await self.tap("Go on with it" if "d" in way else "Go on")

    async def _on(self) -> None:
        """Go on past a page of news that stands by itself, and say no to red flags."""
        while there := {"Go on", "None of these"}.intersection(self.phone.labels):
            await self.tap(*there)

    async def _flags(self) -> list[str]:
        """Say no to every page of red flags; return those that were asked."""
        asked: list[str] = []
        while "None of these" in self.phone.labels:
            data = [one.data for one in self.phone.last.buttons if ":tap:" in one.data]
            keys = [one.split(":")[2] for one in data]
            assert asked or 2 <= len(keys) <= 4
            assert len(self.phone.last.text) <= 600
            asked += keys
            await self.tap("None of these")
        return asked

    async def _is_at(self, drill: str, side: str | None) -> bool:
        kept = await self.judge.kept()
        now = current(kept.practice)
        return is_step(self.phone.last) and (now.drill, now.side) == (drill, side)


async def chatting(world: World, chat: Chat, *, spoken: bool = True) -> Judge:
    """Have a whole chat, and return its judge; with `spoken`, what leaves must be said too."""
    phone, number = await sit_down(world, chat)
    judge = Judge(phone, number)
    one = Physiotherapist(world, phone, judge, chat, spoken)
    for where, words in chat.reports():
        await one.tell(where, words)
    await one.go_on()
    return judge
