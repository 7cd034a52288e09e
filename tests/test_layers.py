"""The house keeps its arrows: who may import whom, and what may stand in no room."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = {
    "bot": {"bot", "storage", "content", "scheduler"},
    "storage": {"storage", "content", "scheduler"},
    "content": {"content"},
    "scheduler": {"scheduler"},
}
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MOST_LINES = 250

# Speaking, waiting and storing belong to the rooms that are not leaves.
NOT_IN_A_LEAF = {"telegram", "aiohttp", "sqlalchemy", "sqlmodel", "alembic", "psycopg", "sqlite3"}
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
# What a transaction is given, and what a test may open one with.
DOORS = {("sqlalchemy", "Connection"), ("sqlalchemy", "Engine")}
# What a screen must do without: it is made of values and of nothing that acts.
SERVICES = (
    "bot.interaction",
    "bot.services",
    "bot.transport.messenger",
    "bot.access",
    "bot.lifespan",
    "bot.reminders.week_review",
    "bot.reminders.dispatcher",
)
DRAWERS = {"utils", "util", "helpers", "helper", "const", "consts", "constants", "common", "misc"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def imports(path: Path) -> frozenset[tuple[str, str | None]]:
    """Return (module, name or None) for everything a file imports, wherever it does."""
    return frozenset(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)}: imports here are absolute"
            yield from ((node.module or "", alias.name) for alias in node.names)


def calls(path: Path) -> Iterator[str]:
    """Yield the last two parts of every dotted name a file uses, such as `datetime.now`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            owner = node.value
            left = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            yield f"{left}.{node.attr}"


def test_there_is_something_to_check() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(ROOMS)


def modules(path: Path) -> set[str]:
    """Return the first word of every module a file imports."""
    return {module.split(".")[0] for module, _ in imports(path)}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def test_arrows_point_one_way() -> None:
    known = set(ROOMS) | {"tests"}
    assert [name(one) for one in FILES if not modules(one) & known <= ROOMS[room(one)]] == []
    leaves = [one for one in FILES if room(one) in {"content", "scheduler"}]
    assert [name(one) for one in leaves if modules(one) & NOT_IN_A_LEAF] == []


def test_only_the_clock_knows_apscheduler() -> None:
    found = [name(one) for one in FILES if "apscheduler" in modules(one)]
    assert found == ["scheduler/clock.py"]


def test_now_is_passed_in_below_the_bot() -> None:
    below = [one for one in FILES if room(one) != "bot"]
    assert [name(one) for one in below if CLOCKS & set(calls(one))] == []


def test_rows_never_leave_their_room() -> None:
    outside = [
        one for one in [*FILES, *TESTS] if not name(one).startswith(("storage/", "tests/storage/"))
    ]
    assert [name(one) for one in outside if sees_rows(imports(one))] == []


def sees_rows(found: frozenset[tuple[str, str | None]]) -> bool:
    """Tell whether imports reach the tables, or the library that reads them."""
    there = {module for module, _ in found - DOORS}
    rows = {"storage.tables", "sqlmodel", "sqlalchemy"} & there
    return bool(rows) or ("storage", "tables") in found


def test_no_file_is_too_long_and_none_is_a_drawer() -> None:
    every = [*FILES, *TESTS]
    long = [one for one in every if len(one.read_text("utf-8").splitlines()) > MOST_LINES]
    assert [name(one) for one in long] == []
    named = [(one, {one.stem, *one.relative_to(ROOT).parent.parts}) for one in every]
    assert [name(one) for one, words in named if DRAWERS & words] == []


def test_only_the_command_line_knows_the_sandbox() -> None:
    outside = [one for one in FILES if not name(one).startswith("bot/sandbox/")]
    found = [
        name(one)
        for one in outside
        if any(module.startswith("bot.sandbox") for module, _ in imports(one))
    ]
    assert found == ["bot/__main__.py"]


def test_a_screen_knows_no_telegram_no_storage_function_and_no_service() -> None:
    screens = [one for one in FILES if name(one).startswith("bot/screens/")]
    assert [name(one) for one in screens if acts(imports(one))] == []


def acts(found: frozenset[tuple[str, str | None]]) -> bool:
    """Tell whether imports reach what sends or stores, beyond the values of storage."""
    functions = {
        what for module, what in found if module.split(".")[0] == "storage" if not of_value(what)
    }
    there = {module for module, _ in found}
    services = [one for one in there if one.startswith(("bot.handlers", *SERVICES))]
    return bool(functions or services or {one.split(".")[0] for one in there} & NOT_IN_A_LEAF)


def of_value(what: str | None) -> bool:
    """Tell whether an imported name is a class, by its capital."""
    return (what or "")[:1].isupper()


def test_an_upgrade_of_the_database_loads_no_telegram_and_no_metrics() -> None:
    work = "import sys, bot.ops.startup_errors, storage.db; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", f"import bot.__main__; {work}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"telegram", "prometheus_client", "aiohttp"} & set(done.stdout.split())


def test_the_checks_see_what_they_forbid(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("import bot.app\nfrom datetime import datetime\nprint(datetime.now())\n")
    assert ("bot.app", None) in imports(bad)
    assert "datetime.now" in set(calls(bad))
    assert not sees_rows(imports(bad))
    assert not acts(imports(bad))
    worse = tmp_path / "worse.py"
    worse.write_text("from storage import runners\n")
    assert acts(imports(worse))
    for line in ("import sqlmodel", "from storage import tables", "from sqlalchemy import Row"):
        rows = tmp_path / f"{len(line)}.py"
        rows.write_text(f"{line}\nfrom sqlalchemy import Connection\n")
        assert sees_rows(imports(rows)), line
