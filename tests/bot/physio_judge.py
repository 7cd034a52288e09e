"""The judge of the physiotherapist's chats: whether a step may be done at this moment.

Every step on show from the first report on is judged twice: by the rows of what must leave at
least, read off the reports that are kept, and by the coach, asked anew from the kept history as
if a practice began right then.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from bot.sandbox.chats import Message
from content import coach
from content.coach import Context
from content.coach.deliver import deliver
from content.coach.plan import PlannedDrill
from content.coach.today import look
from content.events import Event, Report, Where
from content.library import load
from content.practice import Now, Practice, current
from scheduler.wall_clock import local_day
from storage import events as event_store
from storage import practices, runners
from storage.practices import Kept
from tests.bot.assertions import faults
from tests.bot.world import Phone

LIBRARY = load()
RULES = LIBRARY.rules
ZONE = "Europe/Paris"
PULLED = frozenset({"cord", "calf"})
# What keeps everything away after pain of 8 and more.
REST_ALL = ("R1_rest", "R1_walk")
# Words after which no further step may come.
LAST = frozenset({"numb", "twist", "8", "9", "10"})
PLACES = get_args(Where)
# What may be asked, by the place or by what was told.
FITS = {
    "cord": "RB1 RB2",
    "calf": "RB1 RB5 RA3",
    "heel": "RB1 RB2 RC1",
    "shin": "RC1 RC2 RA3",
    "arch": "RC0 RC1",
    "back": "RB6 RC1 RC5",
    "front": "RB3 RB6 RC5",
    "inside": "RB3 RB4 RC5",
    "outside": "RB3 RB4 RC5",
    "twist": "RB3 RB4",
    "numb": "RB7 RB8 RC0",
    "": "RB1 RB2 RB3 RB5",
}


def is_step(message: Message) -> bool:
    """Tell whether a message shows a step to be done."""
    return any(re.fullmatch(r"d1:\d+:\d+:done", one.data) for one in message.buttons)


@dataclass(slots=True)
class Judge:
    """Looks at every step; `words` are those tapped so far, and `found` what was forbidden."""

    phone: Phone
    number: int
    words: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    steps: int = 0

    async def kept(self) -> Kept:
        """Return the practice as it is kept."""
        db = self.phone.world.services.db
        kept = await db.transaction(practices.get, self.phone.runner.chat.chat_id, self.number)
        assert kept is not None
        return kept

    async def is_kept(self, drill: str, words: list[str]) -> None:
        """Check that what was told is in the history, with its place and number."""
        history = await self.phone.world.services.db.transaction(
            event_store.history, self.phone.runner.chat.chat_id
        )
        mine = [one for one in history if isinstance(one, Report)]
        mine = [one for one in mine if (one.practice, one.drill) == (self.number, drill)]
        told = {(one.where, None if one.score is None else str(one.score)) for one in mine}
        number = next((one for one in words if one.isdecimal()), None)
        place = next((one for one in PLACES if one in words), None)
        assert (place, number) in told, f"{words} are kept as {told}"

    async def look(self, message: Message | None = None) -> None:
        """Judge what a message shows now, if it shows a step."""
        shown = message or self.phone.last
        if not is_step(shown):
            return
        self.steps += 1
        who, world = self.phone.runner.chat.chat_id, self.phone.world.services
        kept = await self.kept()
        now, drill = current(kept.practice), LIBRARY.drills[current(kept.practice).drill]
        side = drill.which_at(now.rung, now.side) if now.side else "Both legs"
        assert f"{drill.name} · {side or str(now.side).capitalize()}" in shown.text
        assert drill.rungs[now.rung].name in shown.text
        assert faults(shown) == [], shown.text
        events = await world.db.transaction(event_store.history, who)
        runner = await world.db.transaction(runners.get, who)
        assert runner is not None
        at = self.phone.world.clock.now()
        mine = [one for one in events if isinstance(one, Report) and one.practice == self.number]
        today = local_day(at, runner.zone or ZONE)
        if now.retry:  # where it pinched is not told yet: one smaller try first, on the same day
            own = [one for one in mine if _is_of(one, now)]
            events = tuple(one for one in events if one not in own or one.day != today)
            mine = [one for one in mine if one not in own]
        practice, gear = kept.practice, frozenset(runner.gear)
        begun = frozenset(one.drill for one in mine)
        here = (practice.moment, practice.place, gear, practice.minute)
        context = Context(at, today, *here, begun=begun)
        whys = [*_rows(now, mine), *_next(now, events, context)]
        if now.rung > practice.steps[practice.at].rung:
            whys.append("it is harder than planned")
        if not LAST.isdisjoint(self.words):
            whys.append("the practice should be over")
        shows = f"{now.drill} {now.side or 'both'} at {now.rung}"
        self.found += [f"after {' '.join(self.words)}: {shows}, but {why}" for why in whys]


def _is_of(report: Report, now: Now) -> bool:
    return report.drill == now.drill and now.side in {None, report.side}


def _rows(now: Now, mine: Sequence[Report]) -> Iterator[str]:
    """Yield the rows that a step breaks: what a report must take away at least."""
    drill = LIBRARY.drills[now.drill]
    rung = drill.rungs[now.rung]
    for one in mine:
        where, pain = one.where, one.score or 0
        if now.side not in {None, one.side}:
            continue
        bears, pulls = rung.weight_bearing, not PULLED.isdisjoint(drill.families)
        if one.felt == "pinch" and where in {None, "front"} and (bears or rung.end_range):
            yield f"it pinched in front on the {one.side}"
        if one.felt == "sharp" and where in {None, "cord", "heel", "calf"} and pulls:
            yield f"a sharp pull at the {where} rests it"
        if (one.strong or pain >= 6) and bears:
            yield f"the {one.side} ankle hurt {pain or 'strongly'}"
        related = set(LIBRARY.drills[one.drill].families) & set(drill.families)
        if 3 <= pain <= 5 and related and one.drill != drill.id and now.rung >= now.judged > 0:
            yield f"a related drill hurt {pain}, and it is no smaller"
        if pain >= 8 or one.felt == "numb":
            yield "the practice should be over"


def _next(now: Now, events: Sequence[Event], context: Context) -> Iterator[str]:
    """Yield why a practice that began right now would not have this step, or one above it."""
    state = coach.replay(LIBRARY, events)
    plan = coach.plan(LIBRARY, state, context)
    if plan.blocked and (plan.blocked != "rest" or plan.reasons[0].rule in REST_ALL):
        yield f"all is blocked: {plan.reasons[0]}"
        return
    today = look(LIBRARY, state, context)
    got = deliver(today, LIBRARY.drills[now.drill], "left")
    if not isinstance(got, PlannedDrill):
        yield f"it is kept away: {got}"
    elif got.rung < now.rung:
        yield f"it would be at {got.rung}: {got.reasons}"
    elif now.side is None and len(got.sides) == 1:
        yield f"only the {got.sides[0]} ankle would do it"
    elif now.side and got.sides and now.side not in got.sides:
        yield f"the {now.side} ankle rests from it"


def fits(words: list[str], asked: list[str]) -> None:
    """Check that red flags are asked when they are due, and only those that fit."""
    number = next((int(one) for one in words if one.isdecimal()), None)
    is_strong = "strong" in words or (number or 0) >= 6
    due = is_strong or not {"sharp", "numb", "twist"}.isdisjoint(words)
    due = due or ("pain" in words and (number is None or number >= 3))
    assert bool(asked) == due, f"{words}: {asked}"
    told = next((one for one in ("numb", "twist", *words) if one in words and one in FITS), "")
    emergencies = [key for key, one in LIBRARY.flags.items() if one.tier == "A"]
    fit = [*FITS[told].split(), *(emergencies if is_strong else ())]
    assert set(asked) <= set(fit), f"{words}: {asked}"


def says_what_left(before: Practice, after: Practice, text: str) -> None:
    """Check that a text names every drill that a report took out."""
    for step, was, now in zip(before.steps, before.said, after.said, strict=True):
        if was.is_open and now.left not in {"", "together"}:
            named = re.search(rf"Left out[^.]*{LIBRARY.drills[step.drill].name.lower()}", text)
            assert named, f"nothing is said of {step.drill}: {text}"
