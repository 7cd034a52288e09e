"""The phone page in a real browser, with a small real bot behind it."""

from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.sandbox.telegram import Telegram
from tests.bot.browser import chromium, in_browser, phone_page
from tests.bot.sandbox.calling import PHOTO, library_bot, serving

# One event loop for all of them, because a Chromium belongs to the loop it was started on.
pytestmark = [*in_browser, pytest.mark.asyncio(loop_scope="module")]
on_that_loop = partial(pytest_asyncio.fixture, loop_scope="module")


@on_that_loop(scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Return a Chromium; each test opens a page with a profile of its own in it."""
    async with chromium() as one:
        yield one


@on_that_loop()
async def telegram() -> AsyncIterator[Telegram]:
    """Return a Telegram that serves on a free port."""
    async with serving() as sandbox:
        yield sandbox


@on_that_loop()
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    """Return a Bot on it."""
    async with library_bot(telegram) as real:
        yield real


@on_that_loop()
async def page(browser: Browser, telegram: Telegram) -> AsyncIterator[Page]:
    """Return the page of runner 7, which may print no error."""
    async with phone_page(browser, f"{telegram.url}/?runner=7") as phone:
        yield phone


def _markup(label: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=label, style="success")]]
    )


async def test_a_tap_spins_until_it_is_answered_and_keeps_the_focus(page: Page, bot: Bot) -> None:
    await page.click("#start")
    (start,) = await bot.get_updates(timeout=5)
    message = await bot.send_message(7, "<b>One</b>", parse_mode="HTML", reply_markup=_markup("go"))
    bubble = page.locator(f'[data-message="{message.message_id}"]')
    await expect(bubble.locator("strong")).to_have_text("One")
    button = bubble.get_by_role("button", name="go")
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(button).to_have_attribute("aria-busy", "true")
    (tap,) = await bot.get_updates(offset=start.update_id + 1, timeout=5)
    assert tap.callback_query
    await tap.callback_query.answer("Well done")
    await expect(page.locator("#toast")).to_have_text("Well done")
    await bot.edit_message_text("Two", 7, message.message_id, reply_markup=_markup("on"))
    await expect(bubble.locator(".words")).to_have_text("Two")
    focused = bubble.locator('[data-button="on"]')
    await expect(focused).to_be_focused()
    assert await focused.get_attribute("aria-busy") is None


async def test_typing_the_menu_and_a_place_reach_the_bot(
    page: Page, bot: Bot, telegram: Telegram
) -> None:
    await page.fill("#text", "Hello <b>")
    await page.press("#text", "Enter")
    await expect(page.locator("#chat .words")).to_have_text("Hello <b>")
    await bot.set_my_commands([BotCommand("run", "soon")])
    await page.click("#menu")
    await page.click("#commands button")
    button = KeyboardButton("Share my place", request_location=True)
    await bot.send_message(7, "Where?", reply_markup=ReplyKeyboardMarkup([[button]]))
    await page.click("#keyboard button")
    await page.get_by_role("button", name="Kathmandu").click()
    await expect(page.locator("#chat .pin")).to_have_text("27.717, 85.324")
    said = telegram.runner(7).messages
    assert [message.text for message in said] == ["Hello <b>", "/run", "Where?", ""]


async def test_a_picture_an_alert_and_a_refusal_are_shown(
    page: Page, bot: Bot, telegram: Telegram
) -> None:
    await page.fill("#text", "/start")
    await page.click("#send")
    await bot.get_updates(timeout=5)
    await bot.send_photo(7, PHOTO, caption="Small", reply_markup=_markup("why"))
    await expect(page.locator("#chat img")).to_be_attached()
    await page.click('[data-button="why"]')
    taps = [one for one in await bot.get_updates(offset=-1, timeout=5) if one.callback_query]
    assert taps[0].callback_query
    await taps[0].callback_query.answer("Because", show_alert=True)
    await expect(page.locator("#alert")).to_contain_text("Because")
    await page.keyboard.press("Enter")
    telegram.flood(9)
    with pytest.raises(Exception, match="Flood control"):
        await bot.send_message(7, "Hi")
    await page.click("#log")
    await expect(page.locator("#refused li")).to_contain_text("Too Many Requests: retry after 9")
    await expect(page.locator("#count")).to_have_text("1")


async def test_blocking_and_the_clock_work_by_hand(page: Page, telegram: Telegram) -> None:
    before = telegram.clock.now()
    shown = await page.locator("#clock").text_content()
    await page.click("#day")
    await expect(page.locator("#clock")).not_to_have_text(shown or "")
    assert (telegram.clock.now() - before).days == 1
    await page.click("#next")
    await expect(page.locator("#toast")).to_have_text("No reminder is planned yet.")
    await page.click("#block")
    await page.click("#unblock")
    await expect(page.locator("#composer")).to_be_visible()
    statuses = [
        one["my_chat_member"]["new_chat_member"]["status"] for one in telegram.state.updates.pending
    ]
    assert statuses == ["kicked", "member"]
