"""A world whose Telegram calls Dorsi: the webhook is set as a host sets it, on any free port."""

from datetime import timedelta

from bot.lifespan import Running
from bot.ops import webhook_command
from bot.sandbox.telegram import Telegram
from bot.settings import Settings
from bot.transport.webhook import Webhook

HOST, PATH = "http://127.0.0.1", "/hook"
ANY_PORT = {"webhook_url": f"{HOST}{PATH}", "webhook_port": 0}


async def hooked(running: Running, settings: Settings) -> Settings:
    """Set the webhook of a Dorsi that has begun to listen; return settings that name its port.

    Nothing is done where there is no webhook, or the port has been known before.
    """
    source = running.source
    if not isinstance(source, Webhook) or settings.webhook_port:
        return settings
    port = {"webhook_port": source.port, "webhook_url": f"{HOST}:{source.port}{PATH}"}
    named = settings.model_copy(update=port)
    told = await webhook_command.put(running.services.bot, named)
    assert not told.wrong, told
    return named


def deliver(telegram: Telegram) -> None:
    """Let the time pass until Telegram tries again to deliver what it could not."""
    delivery = telegram.state.delivery
    if delivery and delivery.wakes_at and telegram.waiting:
        left = delivery.wakes_at - telegram.state.server.now()
        telegram.clock.jump(timedelta(seconds=max(0.0, left)))
