"""Every call against the Bot API's own description."""

import json

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox import build_spec, calls, spec
from bot.sandbox.refusal import Refused
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api, keys

KEYBOARDS = "InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove, ForceReply"


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"txt": "Hi"}, "the Bot API knows no parameter 'txt' of sendMessage"),
        ({"text": 5}, "a value of type String is expected at text"),
        ({"chat_id": 1.5}, "a value of type Integer or String is expected at chat_id"),
        ({"chat_id": True}, "a value of type Integer or String is expected at chat_id"),
        ({"disable_notification": "perhaps"}, "can't parse disable_notification as Boolean"),
        (
            {"disable_notification": 1},
            "a value of type Boolean is expected at disable_notification",
        ),
        ({"entities": {}}, "an Array is expected at entities"),
        ({"entities": [{"type": "bold", "offset": 0}]}, 'can\'t find field "length"'),
        ({"reply_markup": []}, "object expected as reply markup"),
        (
            {"reply_markup": {"inline_keybord": []}},
            "the Bot API knows no such keyboard: it is none of " + KEYBOARDS,
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "colour": "red"}]]}},
            "the Bot API knows no field 'colour' in InlineKeyboardButton",
        ),
        (
            {"reply_markup": {"inline_keyboard": [{"text": "a"}]}},
            "an Array is expected at InlineKeyboardMarkup.inline_keyboard",
        ),
        ({"link_preview_options": "x"}, "can't parse link_preview_options as LinkPreviewOptions"),
    ],
)
def test_what_the_bot_api_does_not_know_is_refused(params: dict[str, object], why: str) -> None:
    with pytest.raises(Refused) as refused:
        spec.read("sendMessage", {"chat_id": 7, "text": "Hi", **params})
    assert refused.value.description == f"Bad Request: {why}"


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("sendMessage", {"text": "Hi"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 7}, "message text is empty"),
        ("sendPhoto", {"chat_id": 7}, "there is no photo in the request"),
        ("deleteMessage", {"chat_id": 7}, "message identifier is not specified"),
        ("getFile", {}, "file_id not specified"),
        ("setMyCommands", {}, 'parameter "commands" is required'),
    ],
)
def test_a_missing_parameter_is_named(method: str, params: dict[str, object], why: str) -> None:
    with pytest.raises(Refused) as refused:
        spec.read(method, params)
    assert refused.value.description == f"Bad Request: {why}"


def test_a_form_reads_the_same_as_json() -> None:
    params = {"chat_id": 7, "text": "7", "disable_notification": True, "reply_markup": keys("a")}
    form = {name: one if name == "text" else json.dumps(one) for name, one in params.items()}
    assert spec.read("sendMessage", form) == spec.read("sendMessage", params) == params


def test_a_lenient_sandbox_passes_unknown_names_over() -> None:
    assert spec.read("getMe", {"shiny": 1}, strict=False) == {}


def test_every_method_of_the_description_is_carried_out() -> None:
    assert set(build_spec.METHODS) == {*calls.METHODS, "getUpdates"}


def test_the_trimmed_description_keeps_what_is_checked() -> None:
    api = {
        "version": "Bot API 1",
        "methods": {name: {"fields": []} for name in build_spec.METHODS},
        "types": {
            "Part": {"fields": [_field("type", "String", True, "Type, must be small")]},
            "Never": {"fields": []},
        },
    }
    api["methods"]["getMe"] = {  # type: ignore[index]
        "fields": [_field("parts", "Array of Part", True), _field("n", "Integer", False)]
    }
    trimmed = build_spec.trim(api)
    assert trimmed["methods"]["getMe"] == {"parts": "Array of Part!", "n": "Integer"}
    assert trimmed["types"] == {"Part": {"type": "=small"}}


def _field(name: str, kind: str, required: bool, description: str = "") -> dict[str, object]:
    return {"name": name, "types": [kind], "required": required, "description": description}


async def test_an_unknown_method_is_not_in_the_sandbox(api: Api) -> None:
    answer = await api("sendDice", chat_id=7)
    assert answer["error_code"] == 404
    assert answer["description"] == "Not Found: method not found: sendDice is not in the sandbox"


async def test_a_wrong_token_is_unauthorized(api: Api, telegram: Telegram) -> None:
    async with api.session.get(f"{telegram.url}/bot2:other/getMe") as response:
        assert response.status == 401
        assert (await response.json())["description"] == "Unauthorized"


async def test_broken_json_is_refused(api: Api, telegram: Telegram) -> None:
    url = f"{telegram.url}/bot{telegram.token}/getMe"
    json_type = {"Content-Type": "application/json"}
    for body in (b"{", b"[1]"):
        async with api.session.post(url, data=body, headers=json_type) as response:
            assert response.status == 400


async def test_what_the_real_library_sends_is_accepted(
    bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    markup = InlineKeyboardMarkup(
        [[InlineKeyboardButton("Done", callback_data="d", style="success")]]
    )
    message = await bot.send_message(7, "<b>Hi</b>", parse_mode="HTML", reply_markup=markup)
    assert message.text == "Hi"
    assert message.reply_markup == markup
    assert runner.last.button("Done").style == "success"
    assert telegram.refused == []
    assert [call.method for call in telegram.calls] == ["getMe", "sendMessage"]
