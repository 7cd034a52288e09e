"""The meters: what they count, what they never tell, and that each Dorsi has its own."""

import re
from time import perf_counter

from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from bot.ops.metrics import Metrics


def names(meters: Metrics) -> set[str]:
    return {family.name for family in text_string_to_metric_families(meters.text().decode())}


def test_everything_that_is_counted_is_in_the_text() -> None:
    meters = Metrics()
    meters.sent("pre", 0.4)
    meters.outcome("post", "late", 3)
    assert {
        "dorsi_due_lag_seconds",
        "dorsi_claim_nudges",
        "dorsi_nudges",
        "dorsi_limiter_wait_seconds",
        "dorsi_forbidden",
        "dorsi_flood_waits",
        "dorsi_tap_seconds",
        "dorsi_updates_repeated",
        "dorsi_updates_undone",
        "dorsi_updates_undone_age_seconds",
        "dorsi_updates_untold",
        "dorsi_processes",
        "dorsi_pace_wait_seconds",
        "process_resident_memory_bytes",
    } <= names(meters)


def test_a_nudge_that_left_is_counted_with_its_lag() -> None:
    meters = Metrics()
    meters.sent("pre", 1.5)
    meters.sent("pre", 20)
    assert meters.value("dorsi_nudges_total", kind="pre", outcome="sent") == 2
    assert meters.value("dorsi_due_lag_seconds_bucket", le="2.0") == 1
    assert meters.value("dorsi_due_lag_seconds_sum") == 21.5


def test_nudges_that_did_not_leave_are_counted_apart() -> None:
    meters = Metrics()
    meters.outcome("pre", "late", 3)
    meters.outcome("pre", "unknown")
    assert meters.value("dorsi_nudges_total", kind="pre", outcome="late") == 3
    assert meters.value("dorsi_nudges_total", kind="pre", outcome="unknown") == 1
    assert meters.value("dorsi_nudges_total", kind="post", outcome="late") == 0
    assert meters.value("dorsi_due_lag_seconds_count") == 0


def test_an_empty_claim_is_a_sign_of_life_and_no_claim() -> None:
    meters = Metrics()
    before = meters.moved_at
    meters.claimed(0)
    assert meters.moved_at > before
    assert meters.value("dorsi_claim_nudges_count") == 0
    meters.claimed(100)
    assert meters.value("dorsi_claim_nudges_bucket", le="99.0") == 0
    assert meters.value("dorsi_claim_nudges_sum") == 100


def test_an_alert_sees_the_first_late_nudge_too() -> None:
    text = Metrics().text().decode()
    assert 'dorsi_nudges_total{kind="pre",outcome="late"} 0.0' in text


def test_two_dorsis_count_apart_and_nothing_is_global() -> None:
    one, other = Metrics(), Metrics()
    one.refused()
    assert one.value("dorsi_forbidden_total") == 1
    assert other.value("dorsi_forbidden_total") == 0
    assert not any(name.startswith("dorsi") for name in REGISTRY._names_to_collectors)


def test_only_lanes_kinds_and_outcomes_are_told_apart() -> None:
    meters = Metrics()
    meters.sent("pre", 0.4)
    meters.waited("bulk", 2)
    assert set(re.findall(r"(\w+)=", meters.text().decode())) == {"le", "lane", "kind", "outcome"}


def test_what_a_tap_pays_is_far_below_a_tap() -> None:
    meters = Metrics()
    began = perf_counter()
    for _ in range(1000):
        meters.waited("tap", 0.0)
        meters.waited("tap", 0.0)
        meters.tapped(0.003)
    assert (perf_counter() - began) / 1000 < 0.0002, "measured: 0.002 ms, a tap is 0.7 ms of CPU"
