"""Every call checked against the Bot API's own description: names, types, what is required."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.files import Upload
from bot.sandbox.refusal import Refused

Check = Callable[[Any, str], Any]  # (value, where it stands) -> the value, or Refused

_SPEC = json.loads(Path(__file__).with_name("spec.json").read_text(encoding="utf-8"))
_SCALARS: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Float": (int, float),
    "Boolean": (bool,),
    "InputFile": (Upload,),
}
# What Telegram itself says when one of these is missing; the others get its general sentence.
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "Message text is empty",
    "message_id": "Message identifier is not specified",
    "message_ids": "Message identifiers are not specified",
    "file_id": "file_id not specified",
    "photo": "There is no photo in the request",
    "animation": "There is no animation in the request",
    "document": "There is no document in the request",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "action": "Wrong parameter action in request",
    "callback_query_id": "QUERY_ID_INVALID",
}


@dataclass(frozen=True, slots=True)
class _Method:
    checks: Mapping[str, Check]
    required: tuple[str, ...]


def read(method: str, raw: Mapping[str, Any], strict: bool = True) -> dict[str, Any]:
    """Return the parameters of a call as typed values; refuse what the Bot API does not know."""
    known = _METHODS[method]
    params = {}
    for name, value in raw.items():
        check = known.checks.get(name)
        if check is not None:
            params[name] = check(value, name)
        elif strict:
            raise Refused(f"the Bot API knows no parameter {name!r} of {method}")
    for name in known.required:
        if name not in params:
            raise Refused(_MISSING.get(name, f'Parameter "{name}" is required'))
    return params


def parameters(method: str) -> Iterable[str]:
    """Return the names of a method's parameters; none when the sandbox has no such method."""
    known = _METHODS.get(method)
    return known.checks if known else ()


def _type_check(name: str) -> Check:
    if name.startswith("Array of "):
        return _array_check(_type_check(name.removeprefix("Array of ")))
    if name in _SCALARS:
        return _scalar_check(name, _SCALARS[name])
    described = _SPEC["types"][name]
    return _choice_check(described) if isinstance(described, list) else _object_check(name)


def _scalar_check(name: str, kinds: tuple[type, ...]) -> Check:
    def check(value: Any, where: str) -> Any:
        if isinstance(value, kinds) and (name == "Boolean" or not isinstance(value, bool)):
            return value
        raise Refused(f"a value of type {name} is expected at {where}")

    return check


def _array_check(item: Check) -> Check:
    def check(value: Any, where: str) -> Any:
        if not isinstance(value, list):
            raise Refused(f"an Array is expected at {where}")
        for one in value:
            item(one, where)
        return value

    return check


def _object_check(name: str) -> Check:
    checks, required = _fields(_SPEC["types"][name])

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise Refused(f"an Object is expected at {where}")
        for key, inner in value.items():
            if key not in checks:
                raise Refused(f"the Bot API knows no field {key!r} in {name}")
            checks[key](inner, f"{name}.{key}")
        for key in required:
            if key not in value:
                raise Refused(f'Can\'t find field "{key}"')
        return value

    return check


def _choice_check(subtypes: list[str]) -> Check:
    by_type = {_SPEC["types"][name]["type"][1:]: _object_check(name) for name in subtypes}

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, dict) or value.get("type") not in by_type:
            raise Refused(f"an Object of type {' or '.join(by_type)} is expected at {where}")
        return by_type[value["type"]](value, where)

    return check


def _union_check(names: list[str]) -> Check:
    if len(names) == 1:
        return _type_check(names[0])
    if all(name in _SCALARS for name in names):
        kinds = tuple(kind for name in names for kind in _SCALARS[name])
        return _scalar_check(" or ".join(names), kinds)
    checks = [(frozenset(_SPEC["types"][name]), _object_check(name)) for name in names]

    def check(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise Refused("Object expected as reply markup")
        for fields, inner in checks:
            if fields >= value.keys():
                return inner(value, where)
        raise Refused(f"the Bot API knows no such keyboard: it is none of {', '.join(names)}")

    return check


def _fields(described: Mapping[str, str]) -> tuple[dict[str, Check], tuple[str, ...]]:
    checks = {
        name: _type_check("String") if kind[0] == "=" else _union_check(kind.rstrip("!").split("|"))
        for name, kind in described.items()
    }
    return checks, tuple(name for name, kind in described.items() if kind[0] == "=" or "!" in kind)


def _from_form(kinds: list[str], check: Check) -> Check:
    """Let a parameter also arrive as text, as it does in a form, and read it as its type."""
    if kinds in (["String"], ["InputFile", "String"]):
        return check

    def read_text(value: Any, where: str) -> Any:
        if not isinstance(value, str):
            return check(value, where)
        if kinds == ["Integer", "String"]:
            return int(value) if value.removeprefix("-").isdecimal() else value
        try:
            parsed = json.loads(value)
        except ValueError:
            raise Refused(f"Can't parse {where} as {' or '.join(kinds)}") from None
        return check(parsed, where)

    return read_text


def _method(described: Mapping[str, str]) -> _Method:
    checks, required = _fields(described)
    tolerant = {
        name: _from_form(described[name].rstrip("!").split("|"), check)
        for name, check in checks.items()
    }
    return _Method(tolerant, required)


_METHODS = {name: _method(described) for name, described in _SPEC["methods"].items()}
