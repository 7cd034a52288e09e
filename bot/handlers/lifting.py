"""Lifting what keeps drills away, by a clinician's word, calm days, or a tap not meant."""

from bot.interaction import Interaction
from content.coach import State
from content.events import Cleared, How, Seen
from storage import recording


def lift(interaction: Interaction, key: str, how: How, told: Seen | None = None) -> State | None:
    """Lift a flag, limit or time out and return the new state; None where it may not be lifted so.

    `told` is when a clinician saw it.
    """
    event = Cleared(interaction.now, interaction.day, key, how, told)
    recorded = recording.lift(
        interaction.conn, interaction.services.states, interaction.runner.id, event
    )
    if recorded is None:
        return None
    interaction.runner = recorded.runner
    return recorded.state
