"""A judge: of every numbered tap, whether it had its effect, once, in order, and its screen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from bot.sandbox.queries import Query
from tests.scale.candidates import Effect

ANSWERABLE = 15.0  # seconds; a screen that came later than this may have no spinner left to stop
SLOWEST = float("inf")


@dataclass(frozen=True, slots=True)
class Tap:
    """A runner's tap and when it was made, in seconds of the loop's clock."""

    at: float
    query: Query


@dataclass(slots=True)
class Record:
    """What was tapped and what was shown by whom; `shown` holds (when, mark) in that order."""

    taps: dict[int, list[Tap]] = field(default_factory=lambda: defaultdict(list))
    shown: dict[int, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Verdict:
    """What a run came to; `waits` are seconds from a tap to its screen or a later one."""

    taps: int = 0
    lost: int = 0
    twice: int = 0
    disorder: int = 0
    backwards: int = 0  # screens drawn after a later one
    unanswered: int = 0
    stale: int = 0  # runners whose last screen is not of what was kept last
    waits: list[float] = field(default_factory=list)
    timed: list[tuple[float, float]] = field(default_factory=list)  # when each was tapped, its wait

    @property
    def clean(self) -> bool:
        """Tell whether every tap had its effect once and in order, and everybody sees it."""
        return not any(self.faults)

    @property
    def faults(self) -> tuple[int, ...]:
        """Return how many were lost, twice, out of order, drawn backwards, unanswered, stale."""
        return (
            self.lost, self.twice, self.disorder, self.backwards, self.unanswered, self.stale,
        )  # fmt: skip

    def part(self, hundredth: int) -> float:
        """Return how long so many hundredths of the taps waited at most, in seconds."""
        if len(self.waits) < 2:
            return self.waits[0] if self.waits else SLOWEST
        return quantiles(self.waits, n=100, method="inclusive")[hundredth - 1]

    def __str__(self) -> str:
        """Return the counts and the waits as a line."""
        lost, twice, disorder, backwards, unanswered, stale = self.faults
        waits = "/".join(f"{self.part(one) * 1000:.0f}" for one in (50, 95, 99))
        return (
            f"{self.taps:,} taps: {lost} lost, {twice} twice, {disorder} out of order, "
            f"{backwards} screens backwards, {unanswered} unanswered, {stale} stale; "
            f"p50/95/99/max {waits}/{max(self.waits, default=SLOWEST) * 1000:.0f} ms"
        )


def judge(record: Record, effects: Iterable[Effect], modulus: int) -> Verdict:
    """Hold what was tapped against the rows that were kept and the screens that were drawn."""
    verdict = Verdict()
    kept: dict[int, list[Effect]] = defaultdict(list)
    for one in effects:
        kept[one.runner].append(one)
    for runner, taps in record.taps.items():
        _judge_one(verdict, taps, kept[runner], record.shown[runner], modulus)
    return verdict


def _judge_one(
    verdict: Verdict,
    taps: Sequence[Tap],
    kept: Sequence[Effect],
    shown: Sequence[tuple[float, int]],
    modulus: int,
) -> None:
    numbers = numbered([one.tag for one in kept], modulus)
    found = Counter(numbers)
    verdict.taps += len(taps)
    verdict.lost += sum(number not in found for number in range(len(taps)))
    verdict.twice += sum(found.values()) - len(found)
    verdict.disorder += inversions(numbers)
    of_mark = {one.mark: number for one, number in zip(kept, numbers, strict=True)}
    drawn = [(at, of_mark[mark]) for at, mark in shown if mark in of_mark]
    verdict.backwards += inversions([number for _, number in drawn])
    verdict.stale += bool(kept) and (not shown or shown[-1][1] != kept[-1].mark)
    for number, tap in enumerate(taps):
        wait = next((at - tap.at for at, one in drawn if one >= number and at >= tap.at), None)
        if wait is not None:
            verdict.waits.append(wait)
            verdict.timed.append((tap.at, wait))
        answered = tap.query.answer.done()
        verdict.unanswered += not answered and wait is not None and wait < ANSWERABLE


def numbered(tags: Sequence[int], modulus: int) -> list[int]:
    """Return which tap each row is of, where a tag says it only up to a multiple of `modulus`."""
    found, after = [], 0
    half = modulus // 2
    for tag in tags:
        number = after - half + (tag - after + half) % modulus
        number += modulus if number < 0 else 0
        found.append(number)
        after = max(after, number + 1)
    return found


def inversions(numbers: Sequence[int]) -> int:
    """Return how many came for the first time after one that follows them."""
    seen: set[int] = set()
    highest, found = -1, 0
    for number in numbers:
        found += number not in seen and number < highest
        seen.add(number)
        highest = max(highest, number)
    return found
