"""The coach: a runner's history in, a plan with its reasons out; pure, without a clock."""

from content.coach.consequences import (
    AfterMorning,
    after_morning,
    ends_practice,
    is_urgent,
    tells_urgent,
)
from content.coach.explaining import Explained, explain
from content.coach.flags import (
    calm_days_wanted,
    holds_all,
    is_recent,
    limits_on,
    no_run,
    offers_nothing,
    referred,
    unseen,
)
from content.coach.history import replay, step
from content.coach.knee_to_wall import PINCHED, Compared, Sides, band, compared, sides
from content.coach.left import Left, Stage, left
from content.coach.lifting import may_lift, waits_until
from content.coach.lookback import days_off, done_on, grown, had_days_off, sore_lately
from content.coach.months import limit_ends, months_asked
from content.coach.next_time import is_beginning, names_drill, next_told
from content.coach.plan import Context, Plan, PlannedDrill, Reason
from content.coach.planner import asks_first, plan
from content.coach.running import Running, running
from content.coach.sentences import news, rule_behind, why
from content.coach.state import Block, State

__all__ = [
    "PINCHED",
    "AfterMorning",
    "Block",
    "Compared",
    "Context",
    "Explained",
    "Left",
    "Plan",
    "PlannedDrill",
    "Reason",
    "Running",
    "Sides",
    "Stage",
    "State",
    "after_morning",
    "asks_first",
    "band",
    "calm_days_wanted",
    "compared",
    "days_off",
    "done_on",
    "ends_practice",
    "explain",
    "grown",
    "had_days_off",
    "holds_all",
    "is_beginning",
    "is_recent",
    "is_urgent",
    "left",
    "limit_ends",
    "limits_on",
    "may_lift",
    "months_asked",
    "names_drill",
    "news",
    "next_told",
    "no_run",
    "offers_nothing",
    "plan",
    "referred",
    "replay",
    "rule_behind",
    "running",
    "sides",
    "sore_lately",
    "step",
    "tells_urgent",
    "unseen",
    "waits_until",
    "why",
]
