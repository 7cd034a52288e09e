"""The coach: a runner's history in, a plan with its reasons out; pure, without a clock."""

from content.coach.events import replay, step
from content.coach.explaining import Explained, explain
from content.coach.flags import calm_days_wanted, holds_all, limits_on, offers_nothing
from content.coach.left import Left, Stage, left
from content.coach.lookback import days_off, done_on, grown, had_days_off, sore_lately
from content.coach.offer import plan
from content.coach.running import Running, running
from content.coach.sentences import news, rule_behind, why
from content.coach.session import Context, Plan, Planned, Reason
from content.coach.state import Block, State
from content.coach.wall import Compared, Sides, band, compared, sides

__all__ = [
    "Block",
    "Compared",
    "Context",
    "Explained",
    "Left",
    "Plan",
    "Planned",
    "Reason",
    "Running",
    "Sides",
    "Stage",
    "State",
    "band",
    "calm_days_wanted",
    "compared",
    "days_off",
    "done_on",
    "explain",
    "grown",
    "had_days_off",
    "holds_all",
    "left",
    "limits_on",
    "news",
    "offers_nothing",
    "plan",
    "replay",
    "rule_behind",
    "running",
    "sides",
    "sore_lately",
    "step",
    "why",
]
