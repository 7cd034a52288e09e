"""Classification of Bot API errors: normal ones, the line's, and those that may have worked."""

from typing import Literal

from telegram.error import BadRequest, InvalidToken, NetworkError

from bot.transport.aiohttp_request import ServerFailedError, was_not_sent

# What is known of a call that failed with the line. `not sent`: no byte of it left. `unlikely`:
# Telegram answered 5xx. `unknown`: it left, and no answer came.
Outcome = Literal["not sent", "unlikely", "unknown"]

# Telegram's own words for a message that cannot be edited where it is, in lower case.
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
)


def is_not_modified(error: BaseException) -> bool:
    """Whether an edit failed because the message already says exactly that."""
    return _says(error, "message is not modified")


def is_too_old(error: BaseException) -> bool:
    """Whether a tap can no longer be answered; Telegram forgets it within a minute or so."""
    return _says(error, "query is too old", "query id is invalid")


def is_gone(error: BaseException) -> bool:
    """Whether the message to edit is no longer there to be edited, so that a new one is needed."""
    return _says(error, *_GONE)


def is_normal(error: BaseException) -> bool:
    """Whether a failure is part of an ordinary day and nobody need hear of it."""
    return is_not_modified(error) or is_too_old(error)


def is_network_trouble(error: BaseException) -> bool:
    """Whether the line or Telegram failed; `BadRequest` is a `NetworkError` too, but is ours."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def outcome(error: BaseException) -> Outcome | None:
    """Return what is known of a call that failed with the line; None where Telegram refused it."""
    if not is_network_trouble(error):
        return None
    if was_not_sent(error):
        return "not sent"
    return "unlikely" if isinstance(error, ServerFailedError) else "unknown"


def trouble(error: Exception) -> str | None:
    """Return what the host can do about Telegram's refusal at the start; never a secret."""
    if isinstance(error, InvalidToken):
        return "Telegram does not know DORSI_TOKEN. Copy it once more from @BotFather."
    if is_network_trouble(error):
        return f"The Bot API server (DORSI_API_URL) cannot be reached: {error}"
    return None


def _says(error: BaseException, *words: str) -> bool:
    """Whether Telegram refused a call with one of these words; it is not strict about capitals."""
    return isinstance(error, BadRequest) and any(each in error.message.casefold() for each in words)
