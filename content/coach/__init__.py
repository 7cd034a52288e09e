"""The coach: a runner's history in, a plan with its reasons out; pure, without a clock."""

from content.coach.events import replay, step
from content.coach.explaining import Explained, explain
from content.coach.flags import calm_days_wanted, holds_all, limits_on, offers_nothing
from content.coach.offer import plan
from content.coach.sentences import rule_behind, why
from content.coach.session import Context, Plan, Planned, Reason
from content.coach.state import Block, State

__all__ = [
    "Block",
    "Context",
    "Explained",
    "Plan",
    "Planned",
    "Reason",
    "State",
    "calm_days_wanted",
    "explain",
    "holds_all",
    "limits_on",
    "offers_nothing",
    "plan",
    "replay",
    "rule_behind",
    "step",
    "why",
]
