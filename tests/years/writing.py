"""The page of the years: what each table says in a sentence, and the table."""

from pathlib import Path

from tests.years import tables

PAGE = Path(__file__).parents[2] / "docs" / "years.md"
HEAD = """# Simulated years of invented runners

What the coach would plan for a whole year of 52 weeks. Nobody ran: a program answers in the place
of a runner. It practises before and after every run, starts up to twelve minutes early or late,
does every step that is planned, and answers the morning question when there is one. Nothing here
says what a drill does to an ankle; it shows that nobody is stuck and no drill is forgotten.
`python -m tests.years` writes this page anew, always the same, and a test holds it to the coach.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join((HEAD, *(part() for part in (weeks, mornings, eighteen, limits))))


def weeks() -> str:
    """Return the part about weekly patterns."""
    return f"""## 1. Every weekly pattern of one to four run days that holds a Monday

A clean runner with a mat, a wall and a roller. Whatever the days, both strength drills reach the
dose of the founding articles within the first weeks, and both come again and again at their full
dose: heel raises of 3 × 20 and heel walks of 3 × 20 m. "Raises" and "walks" count the full doses
in the year. Before a run nothing loads, so that these always fall after one.

{tables.by_pattern()}

How many patterns never get there:

{tables.stuck()}
"""


def mornings() -> str:
    """Return the part about sore mornings."""
    return f"""## 2. Sore mornings

Three runs a week, nothing else wrong, but each ankle is "Sore, 3-5" in a share of the mornings
that are asked about. Ordinary soreness after calf work costs some weeks and no more. At one in
five the strength drills stay small, while the moving drills grow as ever. Medians of
{len(tables.SEEDS)} years, the earliest and the latest in brackets; then the size of every drill
after 52 weeks, counted from 0.

{tables.by_share()}
"""


def eighteen() -> str:
    """Return the part about the eighteen runners."""
    return f"""## 3. Eighteen runners

Three runs a week, where nothing else is said, on Tuesday, Thursday and Saturday. "Held back" are
practices at which a red flag or a rest left nothing to offer. Minutes are the shortest, the mean
and the longest, with 20 s to get into place for each drill and the rests between sets. "Same
drills running" is how often after a run, on a rest day or at a desk the very same drills came
again without a change. Only the 1-minute version leaves one drill alone.

{tables.minutes_of_runners()}

Then each drill: how often it was offered in the year, in brackets how often in the ladder's whole
dose at the runner's own size, the size after 52 weeks, and the longest time in days without it.
Who can have a drill at all keeps meeting it, and grows in it as far as place and things allow.

{tables.drills_of_runners()}
"""


def limits() -> str:
    """Return the part about what does not fit."""
    return """## 4. What does not fit

- The biggest heel raises, 3 × 15 on each leg, take almost ten minutes by themselves, and so does
  the biggest calf stretch. Two drills always stay, so these practices last eleven or twelve.
- Three practices of ten minutes a week leave the calf stretch one of them, once the raises are at
  their biggest. With a drill on rest days it comes three times.
- With one run a week there are forty minutes in four weeks: the strength drills and the roll come
  in them, but not every moving drill in its whole dose.
- Outdoors only two moving drills are possible before a run, and they take three to four minutes.
- Who never answers a morning stays at the first sizes of the strength drills: what loads counts
  only with a fine morning.
"""
