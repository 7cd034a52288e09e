"""R0: red flags and what they keep away; the limits a runner told; the answer about walking."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from content.coach import months
from content.coach.state import Block, State
from content.drill import Drill
from content.events import Flagged, Limits, Walking
from content.flag import Flag
from content.library import Library
from content.rules import Rules

# [own] How long a tap may be taken back as one that was not meant.
MISTAP = timedelta(minutes=10)


def flag(state: State, library: Library, event: Flagged) -> None:
    """Take a red flag in; one the library does not know counts as an emergency.

    Two taps within minutes are one. What a later tap takes the place of comes back if that tap
    was not meant.
    """
    known = library.flags.get(event.flag)
    tier = known.tier if known else "A"
    if tier == "D":
        state.limits.setdefault(event.flag, event.day)
        state.limited.setdefault(event.flag, event.at)
        return
    before = state.blocks.get(event.flag)
    if before is not None:
        same = is_recent(before.at, event.at)
        before = before.before if same else replace(before, before=None)
    state.blocks[event.flag] = Block(event.flag, tier, event.day, at=event.at, before=before)


def is_recent(tapped: datetime | None, at: datetime) -> bool:
    """Return whether something was tapped so lately that it may not have been meant."""
    return tapped is not None and at - tapped <= MISTAP


def keeps_away(block: Block, library: Library, drill: Drill) -> bool:
    """Return whether a block keeps a drill away.

    One drill for a time out (R18); all for tiers A and B; for tier C the drills with a
    weight-bearing rung and the flag's own families and drills.
    """
    if block.drill is not None:
        return block.drill == drill.id
    known = library.flags.get(block.key)
    if known is None:
        return block.tier != "C" or bears_weight(drill)
    return covers(known, drill)


def covers(known: Flag, drill: Drill) -> bool:
    """Return whether a flag or limit takes a drill away.

    Where only the rungs on the feet are blocked, a drill stays that begins on a chair.
    """
    if known.blocks == "all" or (known.blocks == "weight_bearing" and bears_weight(drill)):
        return True
    if known.blocks == "standing" and seated_ceiling(drill) < 0:
        return True
    return drill.id in known.drills or not set(known.families).isdisjoint(drill.families)


def offers_nothing(known: Flag) -> bool:
    """Return whether Dorsi has nothing to offer under a limit."""
    return known.blocks == "all" or not known.programme


def holds_all(state: State, library: Library, day: date) -> bool:
    """Return whether reminders wait: a red flag of any tier, or a limit that offers nothing."""
    flagged = any(block.drill is None for block in state.blocks.values())
    return flagged or any(offers_nothing(known) for known in limits_on(state, library, day))


def seated_ceiling(drill: Drill) -> int:
    """Return the last of the rungs a drill begins with that bear no weight, -1 for none."""
    seated = takewhile(lambda rung: not rung.weight_bearing, drill.rungs)
    return sum(1 for _ in seated) - 1


def bears_weight(drill: Drill) -> bool:
    """Return whether any rung of a drill puts the body's weight on the ankle."""
    return any(rung.weight_bearing for rung in drill.rungs)


def calm_days_wanted(block: Block, library: Library) -> int:
    """Return how many calm days lift a block by themselves, 0 where only a clinician does."""
    known = library.flags.get(block.key)
    if known is None:
        return 0 if block.key == "R1" else library.rules.symptom_free_days
    return known.days if known.clear == "calm" else 0


def is_calm_enough(block: Block, library: Library) -> bool:
    """Return whether days asked, answered and free of symptoms may lift a block by themselves."""
    wanted = calm_days_wanted(block, library)
    return 0 < wanted <= len(block.calm)


def calm_day(state: State, today: int) -> None:
    """Note a day asked, answered and free of symptoms for every block."""
    for key, block in state.blocks.items():
        if today > block.day.toordinal():
            state.blocks[key] = replace(block, calm=block.calm | {today})


def symptom(state: State) -> None:
    """Begin the symptom-free days of every block anew."""
    none = frozenset[int]()
    for key, block in state.blocks.items():
        if block.calm or block.before:
            before = replace(block.before, calm=none) if block.before else None
            state.blocks[key] = replace(block, calm=none, before=before)


def limit(state: State, event: Limits) -> None:
    """Take the limits in; they replace the earlier ones, and a clinician's word stays."""
    since = dict(event.since)
    state.limited = {one: state.limited.get(one, event.at) for one in event.flags}
    state.limits = {one: since.get(one, event.day) for one in event.flags}
    state.lifted &= state.limits.keys()


def limits_on(state: State, library: Library, day: date) -> tuple[Flag, ...]:
    """Return the limits in force on a day: not lifted, and not yet over by themselves."""
    return tuple(
        known
        for key, since in state.limits.items()
        if (known := library.flags.get(key)) and key not in state.lifted
        if not months.is_over(known, since, day)
    )


def walk(state: State, rules: Rules, event: Walking) -> None:
    """Take the answer about walking in: it ends R1's pause, or refers the day after."""
    state.walked = event
    pain = rules.gate.no_run if event.score is None else event.score
    if pain == 0:
        calm_day(state, event.day.toordinal())
    else:
        symptom(state)
    state.walk_due = state.walk_due and pain > rules.calm_pain
    if pain >= rules.gate.no_run and state.severe == event.day.toordinal() - 1:
        state.blocks.setdefault("R1", Block("R1", "C", event.day))


def no_run(state: State, library: Library, day: date) -> bool:
    """Return whether the last answer about walking, told on that day, leaves no run."""
    walked = state.walked
    if walked is None or walked.day != day:
        return False
    return walked.score is None or walked.score >= library.rules.gate.no_run


def referred(state: State, library: Library, day: date) -> Flag | None:
    """Return the flag in whose words a rule refers since that day (R10, R18, patterns), or None.

    A flag somebody tapped is told where it was tapped.
    """
    for block in state.blocks.values():
        if block.drill is None and block.at is None and block.day == day:
            return library.flags.get(block.key) or library.flags[library.rules.refers]
    return None


def unseen(state: State, day: date) -> Block | None:
    """Return the most urgent flag of tiers A and B told before a day and open still."""
    urgent = (one for one in state.blocks.values() if one.is_urgent and one.day < day)
    return min(urgent, key=lambda one: one.urgency, default=None)
