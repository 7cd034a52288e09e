"""An orthographic camera: a sphere seen by it is always a circle."""

import math
from dataclasses import dataclass
from functools import cached_property

from content.figures.vectors import Mat, Vec, dot, sub

Spot = tuple[float, float]


@dataclass(frozen=True)
class Camera:
    """Where the eye is and how large things look.

    `azimuth` 0 looks at the figure's face, 90 at its right side; `elevation` is degrees above
    the horizon. The world point `look` (cm) appears at the pixel `at`; `scale` is pixels per cm.
    """

    azimuth: float
    elevation: float
    look: Vec
    at: Spot
    scale: float

    @cached_property
    def axes(self) -> Mat:
        """Return the unit vectors to the right, upwards, and from the scene to the eye."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        right = (math.sin(a), math.cos(a), 0.0)
        up = (-math.sin(e) * math.cos(a), math.sin(e) * math.sin(a), math.cos(e))
        back = (math.cos(e) * math.cos(a), -math.cos(e) * math.sin(a), math.sin(e))
        return right, up, back

    def see(self, point: Vec) -> Vec:
        """Return x and y in pixels and the depth in cm (larger is nearer) of a world point."""
        right, up, back = self.axes
        d = sub(point, self.look)
        return (
            self.at[0] + self.scale * dot(d, right),
            self.at[1] - self.scale * dot(d, up),
            dot(d, back),
        )

    def spot(self, point: Vec) -> Spot:
        """Return where a world point appears, in pixels."""
        x, y, _ = self.see(point)
        return x, y
