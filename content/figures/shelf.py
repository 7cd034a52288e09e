"""Where pictures are found: the `[picture]` sections of the drills and checks, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content.figures.recipe import Scene, Section, Take, flat

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
    section = sections().get(drill)
    return _checked(Section, section, drill).rungs if section else ()


@cache
def scene(drill: str, name: str) -> Scene:
    """Return a scene of a drill, its posture filled in; "other/name" is another drill's."""
    return _scene(sections(), drill, name)


def check(pictures: Mapping[str, Table], drill: str) -> None:
    """Check one of these `[picture]` sections; raise `ValueError` where it can be no picture."""
    for take in _checked(Section, pictures[drill], drill).rungs:
        for name in filter(None, (take.scene, take.desk)):
            _scene(pictures, drill, name)


def _scene(pictures: Mapping[str, Table], drill: str, name: str) -> Scene:
    raw = _merged(pictures, drill, name)
    posture = _postures().get(raw.get("posture", ""))
    if posture is None:
        raise ValueError(f"{drill}: scene {name} names no posture of postures.toml")
    own = _checked(Scene, {"hands": posture.get("hands", [])} | raw, drill, name)
    return own.model_copy(update={"pose": flat(posture["pose"]) | own.pose})


def _merged(
    pictures: Mapping[str, Table], drill: str, name: str, above: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return a scene's table with what it is like under it; `above` are the scenes like this."""
    owner, _, own = name.rpartition("/")
    place = f"{owner or drill}/{own}"
    try:
        raw = dict(pictures[owner or drill]["scenes"][own])
    except (KeyError, TypeError):
        raise ValueError(f"{drill}: there is no scene {own}") from None
    if "like" not in raw:
        return raw
    if place in above:
        raise ValueError(f"{drill}: scene {own} is like itself")
    base = _merged(pictures, owner or drill, raw.pop("like"), (*above, place))
    merged = {key: _joined(base.get(key), raw.get(key, base.get(key))) for key in base | raw}
    return {key: value for key, value in merged.items() if value != {}}


def _joined(base: Any, own: Any) -> Any:
    """Return the scene's own table laid over the one it is like; an empty one takes it away."""
    return base | own if isinstance(base, dict) and isinstance(own, dict) and own else own


@cache
def _postures() -> Mapping[str, Table]:
    return tomllib.loads(POSTURES.read_text(encoding="utf-8"))


def _checked(model: type[_Model], data: Table, drill: str, scene: str = "") -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (("scenes", scene) if scene else ()) + first["loc"])
        why = first["msg"].removeprefix("Value error, ")
        raise ValueError(f"{drill}: {where}: {why[0].lower()}{why[1:]}") from None
