"""Selection of today's drills: one from each slot, the least recently done first."""

from collections.abc import Iterator
from dataclasses import replace

from content.coach.deliver import deliver
from content.coach.fit import fit
from content.coach.plan import PlannedDrill, Reason
from content.coach.today import Today
from content.coach.turns import is_moving_due, loads, rank, turn, waits
from content.drill import Side


def choose(today: Today, first: Side) -> tuple[list[PlannedDrill], list[Reason]]:
    """Return today's drills in order, and why others are left out."""
    slots = _slots(today)
    wishes: list[PlannedDrill] = []
    left_out: list[Reason] = []
    for slot in slots:
        got, reasons = _from_slot(today, slot, first, {one.drill for one in wishes})
        wishes += [got] if got else []
        left_out += reasons
    others = _others(today, first, {one.drill for one in wishes})
    wanted = [one for one in others if loads(today, one) or _is_waiting(today, one)]
    by_turn = sorted([*wishes, *wanted], key=lambda one: rank(today, one))
    kept = fit(today, by_turn, [one for one in others if one not in wanted])
    have = {one.drill for one in kept}
    left_out += [Reason("minutes", one.drill) for one in wishes if one.drill not in have]
    order = [name for slot in slots for name in slot]
    return sorted(kept, key=lambda one: _place(today, order, one.drill)), left_out


def one_minute(today: Today, first: Side) -> tuple[list[PlannedDrill], list[Reason]]:
    """Return the one drill of the 1-minute version, mobility first; any drill before none."""
    picked, left_out = choose(today, first)
    named = [name for slot in _slots(today) for name in slot]
    names = dict.fromkeys((*named, *_of_the_moment(today)))
    for name in sorted(names, key=lambda one: turn(today, one)[1:]):
        got = deliver(today, today.library.drills[name], first)
        if isinstance(got, PlannedDrill) and today.library.drills[name].kind != "loading":
            return [got], left_out
    return picked[:1], left_out


def _slots(today: Today) -> list[list[str]]:
    """Return the moment's slots; a drill no slot names joins the last one of its kind.

    Where the last practice had no moving drill, one of them comes before a slot that presses or
    stretches only: so who practises after runs alone still circles every second time.
    """
    context, choice, drills = today.context, today.rules.choice, today.library.drills
    slots = [[one for one in slot if one in drills] for slot in choice.at(context.moment).slots]
    movers = [one for one in choice.movers if one in drills]
    moments = (choice.before, choice.after, choice.rest, choice.desk)
    named = {one for moment in moments for slot in moment.slots for one in slot}
    for drill in drills.values():
        if drill.id not in named and context.moment in drill.moments:
            same = [slot for slot in slots if slot and drills[slot[0]].kind == drill.kind]
            (same or slots)[-1].append(drill.id)
    return [movers, *slots] if is_moving_due(today) else slots


def _others(today: Today, first: Side, wishes: set[str]) -> list[PlannedDrill]:
    """Return what else could be done now, by turn: for a practice that would be too short.

    But before a run that is also what waits and has no place in the moment, rocks after a run:
    who practises on run days alone would else never do them whole or try their new rungs (R15).
    """
    moment, found = today.context.moment, list[PlannedDrill]()
    for drill in today.library.drills.values():
        if drill.id in wishes:
            continue
        got = deliver(today, drill, first)
        if isinstance(got, PlannedDrill) and (moment in drill.moments or _is_waiting(today, got)):
            found.append(got)
    return sorted(found, key=lambda one: turn(today, one.drill))


def _is_waiting(today: Today, one: PlannedDrill) -> bool:
    """Return whether a drill waits for its whole dose, and no moving drill comes anyway."""
    if is_moving_due(today) and one.drill in today.rules.choice.movers:
        return False
    return today.context.moment != "before" and waits(today, one)


def _of_the_moment(today: Today) -> list[str]:
    drills = today.library.drills.values()
    return [drill.id for drill in drills if today.context.moment in drill.moments]


def _place(today: Today, order: list[str], name: str) -> tuple[bool, int]:
    """Return a drill's place in a practice: as the slots have it, and what loads at the end."""
    place = order.index(name) if name in order else len(order)
    return today.library.drills[name].kind == "loading", place


def _from_slot(
    today: Today, slot: list[str], first: Side, taken: set[str]
) -> tuple[PlannedDrill | None, list[Reason]]:
    """Return the slot's drill, or what comes instead of one, and why others are left out."""
    left_out: list[Reason] = []
    order = sorted(slot, key=lambda name: turn(today, name))
    swaps = [(name, swap) for name in order for swap in _swaps(today, name)]
    for name, offered in (*((name, name) for name in order), *swaps):
        if offered in taken:
            continue
        got = deliver(today, today.library.drills[offered], first)
        if isinstance(got, PlannedDrill):
            why = tuple(one for one in left_out if one.drill == name != offered)
            unsaid = [one for one in left_out if one not in why]
            return replace(got, reasons=(*why, *got.reasons)), unsaid
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
