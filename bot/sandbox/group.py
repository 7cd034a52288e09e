"""A group the bot was added to: it hears commands and mentions only, as with privacy mode on."""

from bot.sandbox.chats import Chat, Message
from bot.sandbox.entities import found_in
from bot.sandbox.runner import Runner, member_update
from bot.sandbox.state import State


class Group:
    """A group chat of several runners and the bot."""

    def __init__(self, state: State, chat: Chat, adder: Runner) -> None:
        self._state = state
        self.chat = chat
        chat.known = True
        update = member_update(state, chat, adder.user, ("left", "member"))
        state.update("my_chat_member", update)

    @property
    def messages(self) -> list[Message]:
        """The group's chat as it looks now, oldest first."""
        return list(self.chat.messages.values())

    async def say(self, runner: Runner, text: str) -> Message:
        """Let a runner write into the group."""
        message = self.chat.add(runner.user, self._state.date, text=text, entities=found_in(text))
        if text.startswith("/") or f"@{self._state.bot['username']}" in text:
            self._state.update("message", message.json())
        return message
