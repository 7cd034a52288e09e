"""I15 and I23 to I25 through whole practices: trouble at every step, day after day."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content.practice.checks import every_rule_is_kept

lives = st.binary(min_size=240, max_size=320)


@given(code=lives)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_step_of_every_practice_keeps_every_rule_at_once(code: bytes) -> None:
    every_rule_is_kept(code)
