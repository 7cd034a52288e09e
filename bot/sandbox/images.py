"""The size of a picture, read from its first bytes: PNG, JPEG, GIF."""

from struct import unpack


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, or None when `data` is no such picture."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = unpack(">II", data[16:24])
    elif data[:3] == b"GIF" and len(data) >= 10:
        width, height = unpack("<HH", data[6:10])
    elif data[:2] == b"\xff\xd8":
        return _jpeg(data)
    else:
        return None
    return (width, height) if width and height else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        # The start-of-frame markers, without the tables that share their range.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
