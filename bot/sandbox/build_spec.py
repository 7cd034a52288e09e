"""Remake spec.json: `python -m bot.sandbox.build_spec api.json > bot/sandbox/spec.json`.

`api.json` comes from github.com/PaulSonOfLars/telegram-bot-api-spec. Only what the sandbox
checks is kept: the fields of its methods and of every type these reach. A field is written as
`Type|Type`, with `!` when it is required, or as `=word` when it can only hold that word.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = (
    *("getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "close", "logOut"),
    *(
        "sendMessage",
        "sendPhoto",
        "sendAnimation",
        "sendDocument",
        "sendLocation",
        "sendChatAction",
    ),
    *("editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"),
    *("deleteMessage", "deleteMessages", "answerCallbackQuery", "getFile", "getChat"),
    *("setMyCommands", "getMyCommands", "deleteMyCommands", "setMyName", "getMyName"),
    *("setMyDescription", "getMyDescription", "setMyShortDescription", "getMyShortDescription"),
    *("setChatMenuButton", "getChatMenuButton"),
)
_CONSTANT = re.compile(r"must be (?:always )?[“\"]?(\w+)[”\"]?$")


def trim(api: dict[str, Any]) -> dict[str, Any]:
    """Return the part of the specification `api` that the sandbox checks calls against."""
    types: dict[str, Any] = {}

    def interaction(name: str) -> None:
        name = name.removeprefix("Array of ").removeprefix("Array of ")
        if name in types or name == "InputFile" or name not in api["types"]:
            return
        described = api["types"][name]
        types[name] = described.get("subtypes") or {}
        for subtype in types[name]:
            interaction(subtype)
        if "subtypes" not in described:
            types[name] = fields(described)

    def fields(described: dict[str, Any]) -> dict[str, str]:
        kept = {}
        for field in described.get("fields", ()):
            constant = _CONSTANT.search(field["description"]) if field["name"] == "type" else None
            if constant:
                kept["type"] = f"={constant[1]}"
                continue
            kept[field["name"]] = "|".join(field["types"]) + "!" * field["required"]
            for each in field["types"]:
                interaction(each)
        return kept

    methods = {name: fields(api["methods"][name]) for name in METHODS}
    return {"version": api["version"], "methods": methods, "types": dict(sorted(types.items()))}


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    json.dump(trim(source), sys.stdout, indent=1)
    sys.stdout.write("\n")
