"""From a figure (drill, rung, side) to a shot that can be drawn."""

from functools import lru_cache

from content.figures import rig, shelf
from content.figures.figure import Figure
from content.figures.recipe import Key, Scene, Take
from content.figures.stage import TOES_END, Shot, at_range, front

FARTHEST = 16.0  # cm from toes to wall that a body of this build can still show (45 degrees)
_SHARES = {0.5: "½", 0.75: "¾"}


def of(figure: Figure) -> Shot:
    """Return the shot of a figure."""
    return shot(figure.drill, figure.rung, figure.side, place=figure.place)


@lru_cache(maxsize=256)
def shot(
    drill: str,
    rung: int,
    side: str,
    centimetres: float | None = None,
    *,
    place: str = "",
    inches: bool = False,
) -> Shot:
    """Return the shot of a rung; `centimetres` is the runner's own knee-to-wall distance.

    A distance too far for this body is drawn as far as it goes, and told in full.
    """
    take = shelf.takes(drill)[rung]
    scene = shelf.scene(drill, take.desk if place else take.scene)
    keys = _keys(scene, take)
    if not (scene.wall and scene.wall.meets):
        return at_range(Shot(scene, keys, side, times=take.times), take.range)
    gap = (scene.wall.gap if centimetres is None else centimetres) * take.share
    label = _SHARES.get(take.share, "") if centimetres is None else _told(gap, inches)
    whole = Shot(scene, keys, side, gap=min(gap, FARTHEST), label=label)
    return at_range(whole, _meeting(whole))


def _told(gap: float, inches: bool) -> str:
    return f"{round(gap / 2.54, 1):g} in" if inches else f"{round(gap, 1):g} cm"


def _keys(scene: Scene, take: Take) -> tuple[Key, ...]:
    if take.hold is None:
        return scene.keys
    return tuple(k.model_copy(update={"hold": take.hold}) if k.count else k for k in scene.keys)


def _meeting(whole: Shot) -> float:
    """Return the share of the full bend at which the knee touches the wall."""
    scene = whole.scene
    low, high = 0.0, 1.0
    for _ in range(24):
        share = (low + high) / 2
        pose = {**scene.pose, **at_range(whole, share).keys[1].pose}
        knee = front(rig.solve(pose, scene.plant, scene.tilt), "right.shank")
        low, high = (share, high) if knee < TOES_END + whole.gap else (low, share)
    return (low + high) / 2
