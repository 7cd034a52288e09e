"""The same rules over half a million answers, from every kind of beginning."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.content.practice.checks import every_rule_is_kept
from tests.content.practice.random_practices import BEGINNINGS
from tests.content.practice.test_properties import lives

LONG = settings(
    max_examples=800,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.long


@pytest.mark.parametrize("beginning", range(len(BEGINNINGS)))
@given(code=lives)
@LONG
def test_every_step_of_half_a_million_keeps_every_rule_at_once(beginning: int, code: bytes) -> None:
    every_rule_is_kept(bytes([beginning]) + code)
