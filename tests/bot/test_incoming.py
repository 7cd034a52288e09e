"""An update is read by what Dorsi uses of it; one that is none stops nobody."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.incoming import Document, Place, UnreadableError, load, read, runner_of

ADA = {"id": 7, "is_bot": False, "first_name": "Ada"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ada"}
MESSAGE = {"message_id": 3, "date": 1, "chat": PRIVATE, "from": ADA}
ROWS = [[{"text": "Go", "callback_data": "a:1"}, {"text": "Web", "url": "https://x.example"}]]
SHOWN = {**MESSAGE, "text": "Hello", "reply_markup": {"inline_keyboard": ROWS}}
GONE = {"chat": PRIVATE, "message_id": 3, "date": 0}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)


def tap(message: dict[str, Any] | None) -> dict[str, Any]:
    there = {} if message is None else {"message": message}
    return {"update_id": 1, "callback_query": {"id": "9", "from": ADA, "data": "a:1", **there}}


def test_a_typed_message_is_read() -> None:
    found = read({"update_id": 5, "message": {**MESSAGE, "text": " /start abc "}})
    assert (found.id, found.runner, found.name, found.chat) == (5, 7, "Ada", 7)
    assert found.private
    assert found.is_message
    assert found.text == "/start abc"


def test_a_tap_knows_its_message_and_where_its_buttons_lie() -> None:
    found = read(tap(SHOWN))
    assert (found.query, found.data) == ("9", "a:1")
    assert found.place == Place(7, 3, has_media=False)
    assert found.keyboard == (("a:1", ""),)
    assert read(tap({**SHOWN, "animation": {"file_id": "f"}})).place == Place(7, 3, has_media=True)


@pytest.mark.parametrize("message", [None, GONE])
def test_a_tap_on_a_message_that_is_gone_has_no_place(message: dict[str, Any] | None) -> None:
    found = read(tap(message))
    assert found.place is None
    assert found.private
    assert found.keyboard == ()


def test_a_place_a_file_and_a_member_are_read() -> None:
    spot = {"latitude": 48.2, "longitude": 16}
    assert read({"update_id": 1, "message": {**MESSAGE, "location": spot}}).location == (48.2, 16.0)
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 9, "file_name": "a.ics"}
    found = read({"update_id": 1, "message": {**MESSAGE, "document": file}})
    assert found.document == Document("f", 9, "a.ics", "")
    changed = {"from": ADA, "chat": PRIVATE, "new_chat_member": {"status": "kicked"}}
    assert read({"update_id": 1, "my_chat_member": changed}).left is True
    changed["new_chat_member"] = {"status": "member"}
    assert read({"update_id": 1, "my_chat_member": changed}).left is False


def test_what_dorsi_did_not_ask_for_is_from_nobody() -> None:
    assert read({"update_id": 1, "poll": {}}).runner is None


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": {**MESSAGE, "chat": {}}},
        {"update_id": 1, "message": {**MESSAGE, "from": {"id": "seven"}}},
        {"update_id": 1, "callback_query": {"id": "9"}},
        {"update_id": 1, "message": {**MESSAGE, "location": {"latitude": "north"}}},
    ],
)
def test_one_that_is_none_says_so_without_its_words(raw: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError) as refused:
        load(json.dumps(raw))
    assert "north" not in str(refused.value)
    with pytest.raises(UnreadableError):
        load("{")


@given(st.dictionaries(st.sampled_from(["message", "callback_query", "update_id"]), anything))
def test_whatever_comes_has_a_line_and_is_read_or_refused(raw: dict[str, Any]) -> None:
    assert 0 <= runner_of(raw) < 2**52
    with suppress(UnreadableError):
        read(raw)


def test_each_kind_of_update_stands_in_its_senders_line() -> None:
    assert runner_of(tap(SHOWN)) == 7
    assert runner_of({"update_id": 1, "message": MESSAGE}) == 7
    assert runner_of({"update_id": 1, "channel_post": {"chat": PRIVATE}}) == 0
