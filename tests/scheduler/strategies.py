"""What a property draws: a rhythm of any kind, quiet hours, zones."""

from datetime import time

from hypothesis import strategies as st

from scheduler.recurrence import ALTERNATE, MOST_A_DAY, WEEK, Cycle, Rhythm, Start
from scheduler.reminders import Quiet
from scheduler.wall_clock import zone_names

ZONES = st.sampled_from(sorted(zone_names()))
WALLS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 29, 30, 45, 59]))
QUIETS = st.builds(Quiet, WALLS, WALLS, st.booleans())
MINUTES = st.none() | st.integers(5, 600)


@st.composite
def rhythms(draw: st.DrawFn, cycles: tuple[Cycle, ...] = (WEEK, ALTERNATE)) -> Rhythm:
    """Draw a rhythm: weekly or every other day, with up to three runs a day, or none at all."""
    cycle = draw(st.sampled_from(cycles))
    walls = st.dictionaries(WALLS, MINUTES, min_size=1, max_size=MOST_A_DAY)
    starts = walls.map(lambda found: tuple(Start(wall, found[wall]) for wall in sorted(found)))
    return Rhythm(draw(st.dictionaries(st.integers(0, cycle - 1), starts, max_size=cycle)), cycle)
