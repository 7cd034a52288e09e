"""What lifts a flag, a limit or a time out, and where its drills begin again."""

from datetime import datetime, timedelta

from content.coach import progression
from content.coach.flags import is_calm_enough, is_recent, keeps_away
from content.coach.state import Block, State
from content.events import Cleared, How
from content.flag import Flag
from content.library import Library

# [own] An emergency is not looked at, and called off, sooner than that.
EMERGENCY = timedelta(hours=2)
# The patterns that bring down their own families only, once what they referred was seen.
OWN = frozenset({"front"})


def may_lift(state: State, library: Library, key: str, how: How, at: datetime) -> bool:
    """Return whether a flag, limit or time out that holds may be lifted so at an instant.

    Whom Dorsi is not offered to (RD5, under 18) no clinician's word makes older.
    """
    block, known = state.blocks.get(key), library.flags.get(key)
    if block is not None:
        return _may_lift_block(block, library, how, at)
    if known is None or key not in state.limits:
        return False
    return _may_lift_limit(known, state.limited.get(key), how, at)


def _may_lift_block(block: Block, library: Library, how: How, at: datetime) -> bool:
    if how == "mistap":
        return is_recent(block.at, at)
    if how == "clinician":
        until = waits_until(block)
        return until is None or at >= until
    return how == "calm" and is_calm_enough(block, library)


def _may_lift_limit(known: Flag, told: datetime | None, how: How, at: datetime) -> bool:
    if how == "mistap":
        return is_recent(told, at)
    if how == "clinician":
        return known.programme
    return how == "over" and known.clear in {"over", "months"}


def waits_until(block: Block) -> datetime | None:
    """Return from when on a clinician's word lifts an emergency; None where it does at once."""
    return block.at + EMERGENCY if block.tier == "A" and block.at else None


def clear(state: State, library: Library, event: Cleared) -> None:
    """Lift a flag or limit if it may be lifted so; what it kept away begins again low.

    A tap that was not meant changes nothing. No counter is wiped, so that what comes back is met
    again at once.
    """
    if event.how == "clinician" and event.seen is None:
        _clear_as_before(state, library, event)
        return
    if not may_lift(state, library, event.flag, event.how, event.at):
        return
    block = state.blocks.pop(event.flag, None)
    if block is None:
        del state.limits[event.flag]
        state.limited.pop(event.flag, None)
        state.lifted.discard(event.flag)
    elif event.how == "mistap":
        if block.before is not None:
            state.blocks[event.flag] = block.before
    else:
        _restart(state, library, block, event)


def _clear_as_before(state: State, library: Library, event: Cleared) -> None:
    """Take in a clinician's word from before it was asked when they were seen: it always lifts."""
    known = library.flags.get(event.flag)
    if event.flag in state.limits and (known is None or known.programme):
        state.lifted.add(event.flag)
    if block := state.blocks.pop(event.flag, None):
        _restart(state, library, block, event)


def _restart(state: State, library: Library, block: Block, event: Cleared) -> None:
    """Begin again low with what a block kept away; after a front pinch, only its own families.

    A word from before it was asked when they were seen begins with all of it, as it did.
    """
    rules, narrow = library.rules, event.seen and block.key in OWN
    own = set(rules.pattern[block.key].families) if narrow else None
    for drill in library.drills.values():
        mine = own is None or not own.isdisjoint(drill.families)
        if mine and keeps_away(block, library, drill):
            track = state.tracks.get(drill.id) or progression.begin(state, drill)
            progression.restart(track, rules, event.day)
