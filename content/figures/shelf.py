"""Where pictures are found: the `[picture]` sections of the drills and checks, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content.figures.recipe import Scene, Take, flat

CONTENT = Path(__file__).parent.parent
FOLDERS = (CONTENT / "drills", CONTENT / "checks")
POSTURES = Path(__file__).with_name("postures.toml")

Table = Mapping[str, Any]
_Model = TypeVar("_Model", bound=BaseModel)


@cache
def sections() -> Mapping[str, Table]:
    """Return the `[picture]` section of every drill and check that has one, by id."""
    files = sorted(file for folder in FOLDERS for file in folder.glob("*.toml"))
    read = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
    return {name: data["picture"] for name, data in read.items() if "picture" in data}


@cache
def takes(drill: str) -> tuple[Take, ...]:
    """Return what each rung of a drill shows, from rung 0 up; empty for one without a picture."""
    section = sections().get(drill, {"rungs": []})
    return tuple(_checked(Take, rung, drill) for rung in section["rungs"])


@cache
def scene(drill: str, name: str) -> Scene:
    """Return a scene of a drill, its posture filled in; "other/name" is another drill's."""
    raw = _merged(drill, name)
    posture = _postures().get(raw.get("posture", ""))
    if posture is None:
        raise ValueError(f"{drill}: scene {name} names no posture of postures.toml")
    own = _checked(Scene, {"hands": posture.get("hands", [])} | raw, drill)
    return own.model_copy(update={"pose": flat(posture["pose"]) | own.pose})


def _merged(drill: str, name: str) -> dict[str, Any]:
    owner, _, own = name.rpartition("/")
    drill = owner or drill
    try:
        raw = dict(sections()[drill]["scenes"][own])
    except KeyError:
        raise ValueError(f"{drill}: there is no scene {own}") from None
    if "like" not in raw:
        return raw
    base = _merged(drill, raw.pop("like"))
    merged = {key: _joined(base.get(key), raw.get(key, base.get(key))) for key in base | raw}
    return {key: value for key, value in merged.items() if value != {}}


def _joined(base: Any, own: Any) -> Any:
    """Return the scene's own table laid over the one it is like; an empty one takes it away."""
    return base | own if isinstance(base, dict) and isinstance(own, dict) and own else own


@cache
def _postures() -> Mapping[str, Table]:
    return tomllib.loads(POSTURES.read_text(encoding="utf-8"))


def _checked(model: type[_Model], data: Table, drill: str) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{drill}: picture: {where}: {first['msg']}") from None
