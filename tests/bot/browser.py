"""A Chromium for the page tests: skipped where there is none, but never in CI."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, async_playwright

CHROMIUM = shutil.which("chromium")
CALM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
CALM += ["--disable-background-networking", "--disable-component-update"]

in_browser = [
    pytest.mark.page,
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium here"
    ),
]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start a Chromium: half a second of CPU, so tests of one module share it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=CALM)
        yield browser
        await browser.close()


@asynccontextmanager
async def phone_page(browser: Browser, address: str, zone: str = "UTC") -> AsyncIterator[Page]:
    """Open an address at phone size in a zone; the page may print no error."""
    faults: list[str] = []
    size = {"width": 390, "height": 844}
    phone = await browser.new_page(
        viewport=size,  # type: ignore[arg-type]
        timezone_id=zone,
        locale="en-GB",
        device_scale_factor=2,
    )
    phone.on("pageerror", lambda fault: faults.append(str(fault)))
    phone.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    await phone.goto(address)
    yield phone
    await phone.close()
    assert faults == []
