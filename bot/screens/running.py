"""What today's answers mean for today's run; said beside the answer, on the card, on the step."""

from typing import Literal

Running = Literal["none", "easy", "free"]

# Just before a run, and earlier on its day.
NOW: dict[Running, str] = {
    "easy": "Keep this run short and flat, or walk. Stop if it gets worse.",
    "none": "No run today, please. Walking should feel better first.",
}
LATER: dict[Running, str] = {
    "easy": "Keep today's run short and flat, or walk. Stop if it gets worse.",
    "none": NOW["none"],
}
