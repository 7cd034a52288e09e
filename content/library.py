"""The library: every file of content, read once and checked; a broken one is refused by name."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from content import rules
from content.drill import Drill, Item
from content.figures import shelf
from content.flag import Flag
from content.rules import Rules
from content.words import Answers, Check, FormFault, Lesson, RunCue, Safety

HERE = Path(__file__).parent
T = TypeVar("T", bound=Item)
R = TypeVar("R")


class BrokenContent(ValueError):  # noqa: N818 - it reads as what it is
    """A file of content that cannot be used: its name, the key and the reason in one sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All content by id, in a stable order; compared by identity, so it can be a cache key."""

    drills: Mapping[str, Drill]
    checks: Mapping[str, Check]
    lessons: Mapping[str, Lesson]
    cues: Mapping[str, RunCue]
    flags: Mapping[str, Flag]
    faults: Mapping[str, FormFault]
    safety: Safety
    answers: Answers
    rules: Rules

    @property
    def limits(self) -> tuple[Flag, ...]:
        """Return the flags of tier D, in their order."""
        return tuple(flag for flag in self.flags.values() if flag.is_limit)

    @property
    def age_limit(self) -> Flag:
        """Return the limit of whom Dorsi is not offered to: under 18."""
        return next(flag for flag in self.limits if not flag.programme)


@cache
def load(root: Path = HERE) -> Library:
    """Return the library in a folder; raise `BrokenContent` for the first file that is wrong."""
    lessons = _one_per_file(root, "learn", Lesson)
    library = Library(
        drills=_one_per_file(root, "drills", Drill),
        checks=_one_per_file(root, "checks", Check),
        lessons=MappingProxyType(dict(sorted(lessons.items(), key=lambda pair: pair[1].order))),
        cues=_many_per_file(root, "cues.toml", RunCue),
        flags=_many_per_file(root, "flags.toml", Flag),
        faults=_many_per_file(root, "faults.toml", FormFault),
        safety=_checked("safety.toml", Safety.model_validate, _read(root, "safety.toml")),
        answers=_checked("answers.toml", Answers.model_validate, _read(root, "answers.toml")),
        rules=_checked("rules.toml", rules.checked, _read(root, "rules.toml")),
    )
    _names_are_known(library)
    _one_question_comes_first(library)
    _pictures_can_be_drawn(library)
    return library


def _one_per_file(root: Path, folder: str, model: type[T]) -> Mapping[str, T]:
    """Return the items of a folder, one to a file and named as the file."""
    return MappingProxyType(dict(_each_file(root, folder, model)))


def _each_file(root: Path, folder: str, model: type[T]) -> Iterator[tuple[str, T]]:
    paths = sorted((root / folder).glob("*.toml"))
    if not paths:
        raise BrokenContent(f"{folder}/ has no file, but Dorsi needs at least one.")
    for path in paths:
        name = f"{folder}/{path.name}"
        data = _read(root, name)
        if data.get("id") != path.stem:
            raise BrokenContent(
                f"{name}, key id: it is {data.get('id')!r}, but the file's name says {path.stem!r}."
            )
        yield path.stem, _checked(name, model.model_validate, data)


def _many_per_file(root: Path, name: str, model: type[T]) -> Mapping[str, T]:
    """Return the items of one file, a table each with its id as the table's name."""
    items = {}
    for key, table in _read(root, name).items():
        if not isinstance(table, dict):
            raise BrokenContent(f"{name}, key {key}: it stands outside any [table].")
        items[key] = _checked(name, model.model_validate, {"id": key} | table, key)
    return MappingProxyType(items)


def _read(root: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((root / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BrokenContent(f"{name} is missing.") from None
    except UnicodeDecodeError as error:
        raise BrokenContent(f"{name} is not UTF-8 text: {error.reason}.") from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenContent(f"{name} is not TOML: {error}.") from error


def _checked(
    name: str, check: Callable[[dict[str, Any]], R], data: dict[str, Any], table: str = ""
) -> R:
    try:
        return check(data)
    except ValidationError as error:
        first, *others = error.errors(include_url=False)
        more = f" ({len(others)} more in this file)" if others else ""
        raise BrokenContent(f"{name}, {_sentence(first, table)}{more}.") from error


def _sentence(error: ErrorDetails, table: str) -> str:
    """Return where and why, such as `key rungs.2.dose.reps: ... (it is 400)`."""
    where = ".".join(str(part) for part in ((table,) if table else ()) + error["loc"])
    if error["type"] == "value_error":
        why = error["msg"].removeprefix("Value error, ")
    elif error["type"] == "extra_forbidden":
        why = "no such key is known here"
    elif error["type"] == "missing":
        why = "it is missing"
    else:
        why = f"{error['msg'][0].lower()}{error['msg'][1:]} (it is {error['input']!r:.60})"
    return f"key {where}: {why}" if where else why


def _names_are_known(library: Library) -> None:
    """Check that what names a drill or a flag names one that is there."""
    rules = library.rules
    for key, drills in (
        *(
            (f"flags.toml, key {flag.id}", (*flag.drills, *flag.cap))
            for flag in library.flags.values()
        ),
        ("rules.toml, key choice.movers", rules.choice.movers),
        ("rules.toml, key choice.gentle", (rules.choice.gentle,)),
        ("rules.toml, key choice.stretch", (rules.choice.stretch,)),
        ("rules.toml, key wall.drill", (rules.wall.drill,)),
    ):
        for name in drills:
            if name not in library.drills:
                raise BrokenContent(f"{key}: there is no drill {name!r}.")
    for key, flag in (("refers", rules.refers), ("numb.refers", rules.numb.refers)):
        if flag not in library.flags:
            raise BrokenContent(f"rules.toml, key {key}: there is no flag {flag!r}.")
    if sum(not flag.programme for flag in library.flags.values()) != 1:
        raise BrokenContent("flags.toml: programme = false belongs to one flag, the limit of age.")


def _one_question_comes_first(library: Library) -> None:
    """Check what drills ask first: its flag is there, and a practice has time for one question."""
    asking = {drill.id: drill.asks_first for drill in library.drills.values() if drill.asks_first}
    for drill, first in asking.items():
        if first.flag not in library.flags or library.flags[first.flag].is_limit:
            why = f"there is no red flag {first.flag!r}"
        elif first != next(iter(asking.values())):
            why = f"it is not what {next(iter(asking))} asks, and only one question comes first"
        else:
            continue
        raise BrokenContent(f"drills/{drill}.toml, key asks_first: {why}.")


def _pictures_can_be_drawn(library: Library) -> None:
    """Check what every `[picture]` says: a runner's tap is too late to find a key misspelt."""
    every: dict[str, Drill | Check] = {**library.drills, **library.checks}
    pictures = {name: one.picture for name, one in every.items() if one.picture}
    for name in pictures:
        try:
            shelf.check(pictures, name)
        except ValueError as error:
            file = f"{'drills' if name in library.drills else 'checks'}/{name}.toml"
            why = str(error).removeprefix(f"{name}: ")
            raise BrokenContent(f"{file}, key picture: {why}.") from error
