"""Whose turn it is in a slot: the least recently done."""

from content.coach.sessions import stretch_minutes
from content.coach.today import Today
from content.coach.track import NEVER, SIDES, Track


def turn(today: Today, name: str) -> tuple[bool, int, int]:
    """Return a drill's place in its slot: wanted stretch first, then the least recently done.

    A new rung that has waited too long for its first try counts as not yet done. For a loading
    drill the days that loaded come first: a short or seated set takes no turn.
    """
    track = today.state.tracks.get(name)
    if track is None or is_overdue(today, track):
        return True, NEVER, NEVER
    if today.library.drills[name].kind == "loading":
        return True, track.loaded, track.day
    wanted = name == today.rules.choice.stretch and _is_wanted(today, track)
    return not wanted, track.day, NEVER


def is_overdue(today: Today, track: Track) -> bool:
    """Return whether a new rung waited so long for its moment that this one will do."""
    if track.rose is None or not track.fresh or track.tried:
        return False
    choice = today.rules.choice
    before = today.context.moment == "before"
    wait = choice.first_try_before_days if before else choice.first_try_days
    return today.ordinal - track.rose.day >= wait


def _is_wanted(today: Today, track: Track) -> bool:
    """Return whether stretch goes first: an ankle was stiff, or is short of its weekly minutes.

    Minutes alone do not bring it back in the very next practice, so that others have a turn.
    """
    if any(track.ankle(side).rule == "R13" for side in SIDES):
        return True
    short = any(
        stretch_minutes(today.library, today.state, side, today.context.day)
        < today.rules.choice.stretch_minutes
        for side in SIDES
    )
    return short and track.practice != today.state.practice
