"""A practice: a step machine on a frozen value, one accepted tap a turn."""

from content.practice.heed import heed
from content.practice.model import Ask, Now, Practice, Said, Step, current, fits, start
from content.practice.reply import reply
from content.practice.reports import cleared, from_json, opens_flags, reports, to_json
from content.practice.transitions import NotNow, answer, options

__all__ = [
    "Ask",
    "NotNow",
    "Now",
    "Practice",
    "Said",
    "Step",
    "answer",
    "cleared",
    "current",
    "fits",
    "from_json",
    "heed",
    "opens_flags",
    "options",
    "reply",
    "reports",
    "start",
    "to_json",
]
