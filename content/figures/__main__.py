"""Render every loop that is missing or whose drawing has changed: `python -m content.figures`."""

import json
import os
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from content.figures import Figure, index, render, sheet, variants

_WORKERS = 2
_SHEET = Path("docs/img/figures.png")  # the contact sheet, where `make figures` runs


def main() -> None:
    """Bring the folder of loops up to date and say what was done."""
    names = {figure: index.fingerprint(figure) for figure in variants()}
    index.LOOPS.mkdir(exist_ok=True)
    wanted = {name: figure for figure, name in names.items()}
    missing = {name: f for name, f in wanted.items() if not (index.LOOPS / f"{name}.mp4").exists()}
    started = time.monotonic()
    with ProcessPoolExecutor(_WORKERS, initializer=os.nice, initargs=(10,)) as pool:
        for name, size in pool.map(_render, missing.values(), missing):
            print(f"{size / 1024:6.0f} KB  {name}", flush=True)  # noqa: T201
    for file in index.LOOPS.glob("*.mp4"):
        if file.stem not in wanted:
            file.unlink()
    entries = {index.key(figure): name for figure, name in sorted(names.items(), key=_by_key)}
    index.INDEX.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    if _SHEET.parent.is_dir():
        _SHEET.write_bytes(sheet.every(names))
    total = sum(file.stat().st_size for file in index.LOOPS.glob("*.mp4")) / 1024 / 1024
    took = time.monotonic() - started
    print(f"{len(missing)} rendered in {took:.0f} s; {len(wanted)} loops, {total:.1f} MB")  # noqa: T201


def _by_key(item: tuple[Figure, str]) -> str:
    return index.key(item[0])


def _render(figure: Figure, name: str) -> tuple[str, int]:
    out = index.LOOPS / f"{name}.mp4"
    part = out.with_suffix(".part")
    render(figure, part)
    part.replace(out)
    return name, out.stat().st_size


if __name__ == "__main__":
    main()
