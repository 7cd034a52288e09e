"""From keys to a pose at any moment of the loop, at true tempo."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.figures.recipe import Key

Angles = Mapping[str, float]

_SOFT = 0.08  # share of a circle spent on starting and on stopping where the direction turns


@dataclass(frozen=True, slots=True)
class Moment:
    """A pose within the loop: the key it heads for or rests at, and what is left of its hold."""

    angles: Angles
    way: str  # "out", "back", "none" or, at rest, ""
    key: int = 0
    left: float | None = None
    whole: float = 0.0


def scaled(angles: Angles, rest: Angles, share: float) -> dict[str, float]:
    """Return a pose at a share of its range: rest + share x (pose - rest)."""
    return {name: rest.get(name, 0) + (a - rest.get(name, 0)) * share for name, a in angles.items()}


def eased(keys: Sequence[Key], t: float) -> Moment:
    """Return the moment at `t` seconds of keys that are reached softly and held."""
    at = t % length(keys)
    for i, key in enumerate(keys):
        before = keys[i - 1].pose
        if at < key.take:
            u = at / key.take
            u = u * u * u * (u * (6 * u - 15) + 10)
            return Moment(_between(before, key.pose, u), way_of(keys, i), i)
        at -= key.take
        if at < key.hold:
            left = key.hold - at if key.count else None
            return Moment(key.pose, "", i, left, key.hold)
        at -= key.hold
    return Moment(keys[-1].pose, "", len(keys) - 1)


def way_of(keys: Sequence[Key], i: int) -> str:
    """Return whether the way to a key is "out", "back" or "none"."""
    return keys[i].way or ("out" if i % 2 else "back")


def carried(keys: Sequence[Key], now: Moment, name: str) -> float:
    """Return how far between two places a step is: 0 at both, 1 half-way."""
    if not now.way:
        return 0.0
    start, end = (keys[i].pose.get(name, 0.0) for i in (now.key - 1, now.key))
    share = (now.angles.get(name, 0.0) - start) / (end - start) if start != end else 0.0
    return 4 * share * (1 - share)


def length(keys: Sequence[Key]) -> float:
    """Return how many seconds eased keys take in all."""
    return sum(key.take + key.hold for key in keys)


def rounded(keys: Sequence[Key], seconds: float, both_ways: bool, t: float) -> Moment:
    """Return the moment at `t` seconds of a round, even motion through equally spaced keys.

    With `both_ways` one round is followed by one the other way.
    """
    if not both_ways:
        return Moment(_wave(keys, t / seconds), "out")
    t %= 2 * seconds
    forward = t < seconds
    u = _soft_ends((t if forward else t - seconds) / seconds)
    return Moment(_wave(keys, u if forward else 1 - u), "out" if forward else "back")


def _between(a: Angles, b: Angles, u: float) -> dict[str, float]:
    names = sorted({*a, *b})
    return {name: a.get(name, 0) + (b.get(name, 0) - a.get(name, 0)) * u for name in names}


def _soft_ends(u: float) -> float:
    """Return even progress from 0 to 1 that starts and stops softly."""
    if u < _SOFT:
        return u * u / (2 * _SOFT * (1 - _SOFT))
    if u > 1 - _SOFT:
        return 1 - _soft_ends(1 - u)
    return (u - _SOFT / 2) / (1 - _SOFT)


def _wave(keys: Sequence[Key], u: float) -> dict[str, float]:
    """Return trigonometric interpolation: every angle as a sum of whole waves."""
    count = len(keys)
    angles = {}
    for name in keys[0].pose:
        marks = [key.pose.get(name, 0.0) for key in keys]
        value = sum(marks) / count
        for h in range(1, count // 2 + 1):
            step = 2 * math.pi * h / count
            weight = 1 / count if 2 * h == count else 2 / count
            c = sum(a * math.cos(step * j) for j, a in enumerate(marks)) * weight
            s = sum(a * math.sin(step * j) for j, a in enumerate(marks)) * weight
            value += c * math.cos(2 * math.pi * h * u) + s * math.sin(2 * math.pi * h * u)
        angles[name] = value
    return angles
