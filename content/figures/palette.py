"""Every colour of the pictures, in one place.

Orange is the working foot, blue is motion, green is contact; everything else stays quiet.
Colour never carries a meaning alone: outlines, shapes and places say the same.
"""

BACKGROUND = "#DFE7EB"
PANEL = "#FAFCFC"
FLOOR = "#C3D0D7"
WALL = "#9FB0BB"
PROP = "#5B7C93"
TEXT = "#22313C"
QUIET = "#B9C6CE"
SOFT = "#5F7280"
GHOST = "#8FA3B0"
MOTION = "#0B63A5"
CONTACT = "#0B7A62"
WORKING = "#D9541E"
STRETCH = "#E39A2D"

BODY = {
    "skin": "#C7A58E",
    "shirt": "#5B7C93",
    "shorts": "#34495A",
    "hair": "#4A3F3A",
    "stretch": STRETCH,
    "tread": "#34495A",
}


def mix(a: str, b: str, share: float) -> str:
    """Return the colour that lies `share` (0 to 1) of the way from `a` to `b`, as #RRGGBB."""
    parts = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in parts)
