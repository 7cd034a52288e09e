"""The counts of a rush with kills are right: what is lost, what came twice, and by which kill."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.kill.killing import Toll
from tests.storage.full_database import Planted

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)


def toll() -> Toll:
    """Return one of three runners whose nudges have the numbers 11 to 13."""
    return Toll({who: Planted(who + 10, who, LATER) for who in (1, 2, 3)})


def test_what_never_came_or_came_late_is_lost() -> None:
    one = toll()
    one.arrived = [(0, 1, NOON), (1, 2, LATER)]
    assert one.lost == {2, 3}


def test_a_double_is_counted_to_the_kill_after_its_first_arrival() -> None:
    one = toll()
    one.arrived = [(0, 1, NOON), (0, 2, NOON), (1, 3, NOON), (2, 1, NOON), (2, 2, NOON)]
    assert one.doubles == [(1, 0), (2, 0)]
    assert one.most_at_once == 2
    one.arrived[-1] = (2, 3, NOON)
    assert one.most_at_once == 1


def test_a_nudge_may_come_twice_in_the_life_that_takes_it_up_again() -> None:
    one = toll()
    one.claimed = [frozenset({11, 12}), frozenset({11})]
    assert [one.may_come_twice(life) for life in range(3)] == [set(), {12}, {11}]


def test_the_counts_are_one_line() -> None:
    one = toll()
    one.claimed = [frozenset({11})]
    one.arrived = [(0, 1, NOON), (1, 1, NOON), (1, 2, NOON), (1, 3, NOON)]
    one.logged = [Counter(), Counter({11: 1})]
    assert str(one) == (
        "1 kills, 3 nudges: 0 lost, 1 doubles, at most 1 by one kill; "
        "1 times the log said that one may come twice"
    )
