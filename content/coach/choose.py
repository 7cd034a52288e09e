"""Choosing today's drills: one from each slot, the least recently done first, in the minutes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from content.coach.deliver import deliver
from content.coach.fit import fit
from content.coach.session import Planned, Reason
from content.coach.today import Today
from content.coach.turns import is_overdue, turn
from content.drill import Side


def choose(today: Today, first: Side) -> tuple[list[Planned], list[Reason]]:
    """Return today's drills in order, and why others are left out."""
    picked: list[Planned] = []
    left_out: list[Reason] = []
    for slot in _slots(today):
        got, reasons = _from_slot(today, slot, first, {one.drill for one in picked})
        picked += [got] if got else []
        left_out += reasons
    picked += _first_try(today, first, {one.drill for one in picked})
    picked += _fill(today, first, picked)
    return fit(today, picked, left_out, lambda name: turn(today, name)[1])


def one_minute(today: Today, first: Side) -> tuple[list[Planned], list[Reason]]:
    """Return the one drill of the 1-minute version, mobility first; any drill before none."""
    picked, left_out = choose(today, first)
    drills = today.library.drills
    names = (one.id for one in drills.values() if today.context.moment in one.moments)
    for name in sorted(names, key=lambda one: turn(today, one)[1:]):
        got = deliver(today, drills[name], first)
        if isinstance(got, Planned) and drills[name].kind != "loading":
            return [got], left_out
    return picked[:1], left_out


def _slots(today: Today) -> list[list[str]]:
    """Return the moment's slots; a drill no slot names joins the last one of its kind.

    Where the last practice had no moving drill, one of them comes before a slot that presses or
    stretches only: so who practises after runs alone still circles every second time.
    """
    context, choice, drills = today.context, today.rules.choice, today.library.drills
    moment = choice.at(context.moment)
    slots = [[one for one in slot if one in drills] for slot in moment.slots]
    movers = [one for one in choice.movers if one in drills]
    moments = (choice.before, choice.after, choice.rest, choice.desk)
    named = {one for moment in moments for slot in moment.slots for one in slot}
    for drill in drills.values():
        if drill.id not in named and context.moment in drill.moments:
            same = [slot for slot in slots if slot and drills[slot[0]].kind == drill.kind]
            (same or slots)[-1].append(drill.id)
    return [movers, *slots] if moment.moving and not today.state.moved else slots


def _first_try(today: Today, first: Side, taken: set[str]) -> list[Planned]:
    """Return the drill whose overdue new rung is tried now, if there is one (R15).

    Rocks have no slot after a run: who runs on every practice day would else never do their new
    rung, and so never grow.
    """
    waiting = [
        (track.rose.day, drill.id)
        for drill in today.library.drills.values()
        if (track := today.track(drill)) and track.rose and is_overdue(today, track)
        if drill.kind == "mobility" or today.context.moment != "before"
    ]
    for _, name in sorted(waiting):
        if name in taken:
            continue
        got = deliver(today, today.library.drills[name], first)
        if isinstance(got, Planned) and got.rung == got.judged:
            return [got]
    return []


def _fill(today: Today, first: Side, picked: list[Planned]) -> Iterator[Planned]:
    """Yield drills until there are enough of them, and enough minutes, for anybody."""
    choice, drills = today.rules.choice, today.library.drills
    least = choice.at(today.context.moment).least * 60
    have, seconds = {one.drill for one in picked}, sum(one.seconds for one in picked)
    wanted = choice.most if today.context.moment == "before" else choice.fewest
    names = (one.id for one in drills.values() if today.context.moment in one.moments)
    for name in sorted(names, key=lambda one: turn(today, one)):
        if len(have) >= choice.most or (len(have) >= wanted and seconds >= least):
            return
        if name in have:
            continue
        got = deliver(today, drills[name], first)
        if isinstance(got, Planned):
            have.add(name)
            seconds += got.seconds
            yield got


def _from_slot(
    today: Today, slot: list[str], first: Side, taken: set[str]
) -> tuple[Planned | None, list[Reason]]:
    """Return the slot's drill, or what comes instead of one, and why others are left out."""
    left_out: list[Reason] = []
    order = sorted(slot, key=lambda name: turn(today, name))
    swaps = [(name, swap) for name in order for swap in _swaps(today, name)]
    for name, offered in (*((name, name) for name in order), *swaps):
        if offered in taken:
            continue
        got = deliver(today, today.library.drills[offered], first)
        if isinstance(got, Planned):
            why = tuple(one for one in left_out if one.drill == name != offered)
            return replace(got, reasons=(*why, *got.reasons)), _others(left_out, why)
        if got.rule != "place" and got not in left_out:
            left_out.append(got)
    return None, left_out


def _others(reasons: Iterable[Reason], said: tuple[Reason, ...]) -> list[Reason]:
    return [one for one in reasons if one not in said]


def _swaps(today: Today, name: str) -> Iterator[str]:
    """Return what may come instead of a drill now: by a pattern at work, then by the table."""
    instead = [one.instead[name] for *_, one in today.patterns() if name in one.instead]
    for swap in (*instead, today.rules.choice.swap.get(name, "")):
        drill = today.library.drills.get(swap)
        if drill is not None and today.context.moment in drill.moments:
            yield swap
