"""The files the sandbox keeps: uploaded once, named by a file_id ever after."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from bot.sandbox.images import size_of
from bot.sandbox.refusal import Refused

PHOTO_BYTES = 10 * 2**20  # Bot API, "Sending files"
FILE_BYTES = 50 * 2**20  # the same page
# Which kind of file may be sent as which: an animation is also a document to Telegram.
_USES = {(kind, kind) for kind in ("photo", "animation", "document")}
_USES.add(("animation", "document"))
_FOLDERS = {"photo": "photos", "animation": "animations", "document": "documents"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a request: its name, its content type, its bytes."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class File:
    """A stored file; `kind` is photo, animation, document or sticker; sizes are in pixels."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes
    width: int = 0
    height: int = 0
    duration: int = 0

    @property
    def path(self) -> str:
        """The `file_path` of getFile."""
        suffix = self.name.rpartition(".")[2] if "." in self.name else "bin"
        return f"{_FOLDERS.get(self.kind, 'files')}/{self.unique_id}.{suffix}"


class Files:
    """Every file of one bot, by file_id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._numbers = count(1)
        self.uploads: list[Upload] = []

    def add(self, kind: str, upload: Upload, shape: Mapping[str, Any] | None = None) -> File:
        """Keep `upload`; `shape` may give width, height (pixels) and duration (seconds)."""
        shape = shape or {}
        width, height = shape.get("width", 0), shape.get("height", 0)
        if kind == "photo":
            width, height = _photo_size(upload.data)
        unique = f"AQ{next(self._numbers):06d}"
        file = File(
            f"{kind.upper()}-{unique}",
            unique,
            kind,
            upload.name,
            upload.mime,
            upload.data,
            width or 320,
            height or 320,
            shape.get("duration", 0),
        )
        self._by_id[file.file_id] = self._by_path[file.path] = file
        return file

    def take(
        self,
        kind: str,
        source: Upload | str,
        attached: Mapping[str, Any],
        shape: Mapping[str, Any] | None = None,
    ) -> File:
        """Return the file a call names: uploaded, `attach://name`, or a file_id sent before."""
        if isinstance(source, str) and source.startswith("attach://"):
            part = attached.get(source.removeprefix("attach://"))
            if not isinstance(part, Upload):
                raise Refused("media not found")
            source = part
        if isinstance(source, str):
            return self._again(kind, source)
        if not source.data:
            raise Refused("File must be non-empty")
        if len(source.data) > (PHOTO_BYTES if kind == "photo" else FILE_BYTES):
            raise Refused("", 413)
        self.uploads.append(source)
        return self.add(kind, source, shape)

    def get(self, file_id: str) -> File:
        """Return the file with this file_id, or refuse."""
        if file_id not in self._by_id:
            raise Refused("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def at(self, path: str) -> File | None:
        """Return the file at this `file_path`."""
        return self._by_path.get(path)

    def _again(self, kind: str, file_id: str) -> File:
        file = self._by_id.get(file_id)
        if file is None:
            raise Refused("Wrong file identifier/HTTP URL specified")
        if (file.kind, kind) not in _USES:
            names = file.kind.capitalize(), kind.capitalize()
            raise Refused("Can't use file of type {} as {}".format(*names))
        return file


def _photo_size(data: bytes) -> tuple[int, int]:
    size = size_of(data)
    if size is None:
        raise Refused("IMAGE_PROCESS_FAILED")
    width, height = size
    # Bot API, sendPhoto: sides sum to at most 10000, and are at most 20 to 1.
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise Refused("PHOTO_INVALID_DIMENSIONS")
    return width, height
