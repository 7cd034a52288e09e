"""SVG to PNG, with the bundled font only: a picture is the same on every machine."""

from pathlib import Path

from content.figures.svg import FONT

_FONTS = [str(file) for file in sorted(Path(__file__).with_name("fonts").glob("*.ttf"))]


def png(svg: str, zoom: float = 1.0) -> bytes:
    """Return an SVG document as PNG, `zoom` pixels for each of its units."""
    import resvg_py  # noqa: PLC0415 - the bot shows loops, which are drawn already

    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=_FONTS, font_family=FONT, zoom=zoom
    )
