"""A newcomer's walk in a real browser: /start to a practice, a reminder, a pinch, tomorrow.

With `DORSI_SCREENSHOTS` set to a folder, what is seen on the way is kept there.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.runtime import beside
from bot.settings import Settings
from tests.bot.browser import chromium, in_browser, phone_page
from tests.bot.world import Pulse

pytestmark = in_browser
SHOTS = os.environ.get("DORSI_SCREENSHOTS")


class Thumb:
    """A thumb on the phone: taps the newest button with a label, and waits for what comes."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def tap(self, *labels: str) -> None:
        """Tap buttons one after the other, each once it is there."""
        for label in labels:
            await self.page.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, text: str) -> None:
        """Wait until the newest message says something."""
        await expect(self.page.locator("[data-message]").last).to_contain_text(text)

    async def types(self, text: str) -> None:
        """Type and send."""
        await self.page.fill("#text", text)
        await self.page.click("#send")

    async def keeps(self, name: str) -> None:
        """Keep a screenshot where one is wanted."""
        if SHOTS:
            await self.page.wait_for_timeout(600)
            await self.page.screenshot(path=Path(SHOTS) / f"{name}.png")


async def come_in(thumb: Thumb) -> None:
    await thumb.types("/start")
    await thumb.tap("I understand", "Yes, keep my answers")
    page = thumb.page.locator("[data-message]").last
    asked = re.compile("Is any of this true|And any of these|What time is it")
    while True:
        await expect(page).to_contain_text(asked)
        before = await page.inner_text()
        if "What time is it" in before:
            break
        await thumb.tap("None of these")
        await expect(page).not_to_have_text(before, use_inner_text=True)
    await thumb.page.locator("[data-button='zone:at:0']").click()
    await thumb.tap("London", "06:45")
    await thumb.sees("All set.")


async def finish(thumb: Thumb) -> None:
    """Tap Done to the end of a practice; nothing was felt."""
    felt = thumb.page.get_by_role("button", name="Nothing", exact=True)
    done = thumb.page.get_by_role("button", name="Done", exact=True)
    for _ in range(12):
        await expect(felt.or_(done).last).to_be_visible()
        if await felt.count():
            break
        dots = thumb.page.locator("[data-message]").last
        before = await dots.inner_text()
        await done.last.click()
        await expect(dots).not_to_have_text(before, use_inner_text=True)
    await thumb.tap("Nothing")
    await thumb.sees("That's it for now.")


async def test_a_newcomer_lives_through_the_main_job_in_a_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(_env_file=None)
    async with (
        beside(settings, 0, Pulse()) as address,
        chromium() as browser,
        phone_page(browser, address, "Europe/London") as page,
    ):
        thumb = Thumb(page)
        await come_in(thumb)
        await thumb.keeps("ready")
        await thumb.tap("One-minute try")
        await thumb.sees("3 slow circles each way")
        await expect(page.locator("[data-message] video").last).to_be_visible()
        await thumb.keeps("practice")
        await finish(thumb)

        await page.click("#next")
        last = page.locator("[data-message]").last
        await expect(last).to_contain_text(re.compile("Run at 06:45|Your week"))
        if "Your week" in await last.inner_text():  # as on a Saturday
            await page.click("#next")
        await thumb.sees("Run at 06:45")
        await thumb.keeps("card")
        await thumb.tap("Start", "No, or up to 2")
        await thumb.sees("●")
        await thumb.tap("It pinches")
        await thumb.sees("Stop there.")
        await thumb.keeps("pinched")
        await thumb.tap("Done")
        await thumb.sees("Where was it?")
        await thumb.tap("Front ankle", "2")
        await finish(thumb)

        await page.click("#day")
        await thumb.types("/today")
        await thumb.sees("pinched")
        await thumb.keeps("tomorrow")
        await expect(page.locator("#log")).not_to_contain_text("1")
