"""Choosing today's drills: one from each slot, the least recently done first, in the minutes."""

from collections.abc import Iterator
from dataclasses import replace

from content.coach.away import kept_away
from content.coach.lower import lowered
from content.coach.reasons import standing
from content.coach.session import Planned, Reason
from content.coach.sessions import stretch_minutes
from content.coach.today import Today
from content.coach.track import NEVER, SIDES, Track
from content.drill import Drill, Gear, Rung, Side


def deliver(today: Today, drill: Drill, first: Side) -> Planned | Reason:
    """Return a drill as it is done today, or the reason why it is not."""
    if reason := kept_away(today, drill):
        return reason
    level = today.level(drill)
    ceiling, lower = lowered(today, drill)
    rung = _rung_for_place(today, drill, ceiling)
    if rung is None:
        return Reason("place", drill.id)
    sides = _sides(today, drill, drill.rungs[rung], first)
    if sides is None:
        return Reason("ended", drill.id)
    reasons = [lower] if lower.rule else []
    if rung < ceiling:
        reasons.append(Reason("smaller_here", drill.id))
    dose = drill.dose(rung, today.context.moment, minute=today.context.minute)
    seconds = dose.seconds(drill.rungs[rung].tempo) * (len(sides) or 1)
    why = (*reasons, standing(today.state, drill, today.rules, today.context.day))
    return Planned(drill.id, rung, level, sides, dose, seconds, why)


def choose(today: Today, first: Side) -> tuple[list[Planned], list[Reason]]:
    """Return today's drills in order, and why others are left out."""
    picked: list[Planned] = []
    left_out: list[Reason] = []
    for slot in _slots(today):
        got, reasons = _from_slot(today, slot, first, {one.drill for one in picked})
        picked += [got] if got else []
        left_out += reasons
    picked += _first_try(today, first, {one.drill for one in picked})
    _fit(today, picked, left_out)
    return picked, left_out


def one_minute(today: Today, first: Side) -> tuple[list[Planned], list[Reason]]:
    """Return the one drill of the 1-minute version, mobility first; any drill before none."""
    picked, left_out = choose(today, first)
    drills = today.library.drills
    others = (drill for drill in drills.values() if today.context.moment in drill.moments)
    for one in (*(drills[one.drill] for one in picked), *others):
        got = deliver(today, one, first)
        if isinstance(got, Planned) and one.kind == "mobility":
            return [got], left_out
    return picked[:1], left_out


def _slots(today: Today) -> list[list[str]]:
    """Return the moment's slots; a drill no slot names joins the last one of its kind."""
    context, choice, drills = today.context, today.rules.choice, today.library.drills
    slots = [[one for one in slot if one in drills] for slot in choice.at(context.moment).slots]
    moments = (choice.before, choice.after, choice.rest, choice.desk)
    named = {one for moment in moments for slot in moment.slots for one in slot}
    for drill in drills.values():
        if drill.id not in named and context.moment in drill.moments:
            same = [slot for slot in slots if slot and drills[slot[0]].kind == drill.kind]
            (same or slots)[-1].append(drill.id)
    return slots


def _turn(today: Today, name: str) -> tuple[bool, int]:
    """Return a drill's place in its slot: wanted stretch first, then the least recently done.

    A new rung that has waited too long for its first try counts as not yet done.
    """
    track = today.state.tracks.get(name)
    if track is None or _is_overdue(today, track):
        return True, NEVER
    return not (name == today.rules.choice.stretch and _is_wanted(today, track)), track.day


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


def _is_overdue(today: Today, track: Track) -> bool:
    """Return whether a new rung waited so long for a day without a run that after one will do."""
    if track.rose is None or not track.fresh or track.tried or today.context.moment != "after":
        return False
    return today.ordinal - track.rose.day >= today.rules.choice.first_try_days


def _first_try(today: Today, first: Side, taken: set[str]) -> list[Planned]:
    """Return the drill whose overdue new rung is tried now, if there is one (R15).

    Circles and rocks have no slot after a run: who runs on every practice day would else never
    do their new rung, and so never grow.
    """
    waiting = [
        (track.rose.day, drill.id)
        for drill in today.library.drills.values()
        if (track := today.track(drill)) and track.rose and _is_overdue(today, track)
    ]
    for _, name in sorted(waiting):
        if name in taken:
            continue
        got = deliver(today, today.library.drills[name], first)
        if isinstance(got, Planned) and got.rung == got.judged:
            return [got]
    return []


def _from_slot(
    today: Today, slot: list[str], first: Side, taken: set[str]
) -> tuple[Planned | None, list[Reason]]:
    """Return the slot's drill, or what comes instead of one, and why others are left out."""
    left_out: list[Reason] = []
    order = sorted(slot, key=lambda name: _turn(today, name))
    swaps = [(name, swap) for name in order for swap in _swaps(today, name)]
    for name, offered in (*((name, name) for name in order), *swaps):
        if offered in taken:
            continue
        got = deliver(today, today.library.drills[offered], first)
        if isinstance(got, Planned):
            why = tuple(one for one in left_out if one.drill == name != offered)
            return replace(got, reasons=(*why, *got.reasons)), [
                one for one in left_out if one not in why
            ]
        if got.rule != "place" and got not in left_out:
            left_out.append(got)
    return None, left_out


def _swaps(today: Today, name: str) -> Iterator[str]:
    """Return what may come instead of a drill now: by a pattern at work, then by the table."""
    instead = [one.instead[name] for *_, one in today.patterns() if name in one.instead]
    for swap in (*instead, today.rules.choice.swap.get(name, "")):
        drill = today.library.drills.get(swap)
        if drill is not None and today.context.moment in drill.moments:
            yield swap


def _fit(today: Today, picked: list[Planned], left_out: list[Reason]) -> None:
    """Drop what does not fit the minutes: fewer drills, the latest done first, never faster."""
    choice = today.rules.choice
    most = choice.at(today.context.moment).minutes * 60
    while len(picked) > choice.most or (
        len(picked) > 1 and sum(one.seconds for one in picked) > most
    ):
        days = [_turn(today, one.drill)[1] for one in picked]
        latest = max(range(len(picked)), key=lambda i: (days[i], i))
        left_out.append(Reason("minutes", picked.pop(latest).drill))


def _rung_for_place(today: Today, drill: Drill, highest: int) -> int | None:
    """Return the highest rung at or below one that this place has room for.

    Where only the gear of the rung itself is missing, the drill is swapped, not lowered.
    """
    context, choice = today.context, today.rules.choice
    gear: frozenset[Gear] = context.gear
    if context.place == "outdoors":
        gear |= choice.outdoors_has
    swapped = drill.id in choice.swap
    for rung in range(highest, -1, -1):
        one = drill.rungs[rung]
        if context.place in one.places:
            if gear.issuperset(one.needs):
                return rung
            if swapped:
                return None
    return None


def _sides(today: Today, drill: Drill, rung: Rung, first: Side) -> tuple[Side, ...] | None:
    """Return the ankles in order, () for both legs together, None if none is left."""
    rests = today.resting(drill)
    if rung.legs == "both":
        return None if rests else ()
    order: tuple[Side, ...] = ("left", "right") if first == "left" else ("right", "left")
    return tuple(side for side in order if side not in rests) or None
