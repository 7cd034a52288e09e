"""R0: red flags and what lifts them; the limits a runner told; and the answer about walking."""

from dataclasses import replace
from datetime import date

from content.coach import levels
from content.coach.rules import Rules, load
from content.coach.state import Block, State
from content.drill import Drill
from content.flag import Flag
from content.history import Cleared, Flagged, Limits, Walking
from content.library import Library


def flag(state: State, library: Library, event: Flagged) -> None:
    """Take a red flag in; one the library does not know counts as an emergency."""
    known = library.flags.get(event.flag)
    tier = known.tier if known else "A"
    if tier == "D":
        state.limits.setdefault(event.flag, event.day)
        return
    state.blocks[event.flag] = Block(event.flag, tier, event.day)


def clear(state: State, library: Library, rules: Rules, event: Cleared) -> None:
    """Lift a flag if it may be lifted so; what it kept away begins again low.

    No counter is wiped, so that what comes back is met again at once.
    """
    known = library.flags.get(event.flag)
    # Whom Dorsi is not offered to (RD5, under 18) no clinician's word makes older.
    for_nobody = known is not None and not known.programme
    if event.flag in state.limits and event.how == "clinician" and not for_nobody:
        state.lifted.add(event.flag)
    block = state.blocks.get(event.flag)
    if block is None or not (event.how == "clinician" or is_calm_enough(block, library, rules)):
        return
    del state.blocks[event.flag]
    for drill in library.drills.values():
        if keeps_away(block, library, drill):
            track = state.tracks.get(drill.id) or levels.begin(state, drill)
            levels.restart(track, rules, event.day)


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
    """Return whether a flag or limit takes a drill away."""
    if known.blocks == "all" or (known.blocks == "weight_bearing" and bears_weight(drill)):
        return True
    return drill.id in known.drills or not set(known.families).isdisjoint(drill.families)


def offers_nothing(known: Flag) -> bool:
    """Return whether Dorsi has nothing to offer under a limit."""
    return known.blocks == "all" or not known.programme


def holds_all(state: State, library: Library, day: date) -> bool:
    """Return whether reminders wait: a red flag of any tier, or a limit that offers nothing."""
    flagged = any(block.drill is None for block in state.blocks.values())
    return flagged or any(offers_nothing(known) for known in limits_on(state, library, day))


def bears_weight(drill: Drill) -> bool:
    """Return whether any rung of a drill puts the body's weight on the ankle."""
    return any(rung.weight_bearing for rung in drill.rungs)


def calm_days_wanted(block: Block, library: Library, rules: Rules | None = None) -> int:
    """Return how many calm days lift a block by themselves, 0 where only a clinician does."""
    known = library.flags.get(block.key)
    if known is None:
        return 0 if block.key == "R1" else (rules or load()).symptom_free_days
    return known.days if known.clear == "calm" else 0


def is_calm_enough(block: Block, library: Library, rules: Rules) -> bool:
    """Return whether days asked, answered and free of symptoms may lift a block by themselves."""
    wanted = calm_days_wanted(block, library, rules)
    return 0 < wanted <= len(block.calm)


def calm_day(state: State, today: int) -> None:
    """Note a day asked, answered and free of symptoms for every block."""
    for key, block in state.blocks.items():
        if today > block.day.toordinal():
            state.blocks[key] = replace(block, calm=block.calm | {today})


def symptom(state: State) -> None:
    """Begin the symptom-free days of every block anew."""
    for key, block in state.blocks.items():
        if block.calm:
            state.blocks[key] = replace(block, calm=frozenset())


def limit(state: State, event: Limits) -> None:
    """Take the limits in; they replace the earlier ones, and a clinician's word stays."""
    since = dict(event.since)
    state.limits = {one: since.get(one, event.day) for one in event.flags}
    state.lifted &= state.limits.keys()


def limits_on(state: State, library: Library, day: date) -> tuple[Flag, ...]:
    """Return the limits in force on a day: not lifted, and not yet over by themselves."""
    return tuple(
        known
        for key, since in state.limits.items()
        if (known := library.flags.get(key)) and key not in state.lifted
        if not (known.months and since and day >= _months_after(since, known.months))
    )


def _months_after(since: date, months: int) -> date:
    """Return the first day after so many months; a short month's end rolls over."""
    year, month = divmod(since.month - 1 + months, 12)
    return date(since.year + year, month + 1, min(since.day, 28))


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
