"""Files that hold what runners told: readable and writable for the bot's own user alone."""

import logging
import os
from pathlib import Path
from stat import S_IMODE, S_ISVTX, S_IWOTH

logger = logging.getLogger(__name__)

FILE, FOLDER = 0o600, 0o700
_OTHERS = 0o077
_said: set[Path] = set()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for this user alone.

    One that is there keeps its mode: it may be shared for a reason. Where everybody may write to
    it, so that anybody could put another file in a file's place, the log says so once.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(FOLDER, exist_ok=True)
    mode = folder.stat().st_mode
    if mode & S_IWOTH and not mode & S_ISVTX and folder not in _said:
        _said.add(folder)
        logger.warning("Everybody on this machine may write to %s: chmod o-w is safer", folder)


def make_file(path: Path) -> None:
    """Make an empty file if there is none; one that others could read is closed to them."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, FILE))
    close_to_others(path)


def close_to_others(path: Path) -> None:
    """Take a file's mode for others away, if it is there and this user's own."""
    try:
        if S_IMODE(path.stat().st_mode) & _OTHERS:
            path.chmod(FILE)
    except FileNotFoundError:
        return
    except PermissionError:
        logger.warning("%s is another user's, who may let others read it", path)


def write(path: Path, text: str) -> None:
    """Write a small file as a whole: whoever reads it finds the one of before or this one."""
    fresh = path.with_suffix(".new")
    make_file(fresh)
    fresh.write_text(text)
    fresh.replace(path)
