"""Access control: who is served, invitations, and what is said to those who are not served."""

from dataclasses import replace

from bot.handlers import onboarding
from bot.interaction import Interaction
from bot.screens import fallbacks
from storage import activity, pauses, runners


def admit(interaction: Interaction, *, anyone: bool) -> bool:
    """Look the runner up and tell whether they may come in; else what is said to them is noted.

    Nothing is kept about a runner before they agreed to it: until then they are a blank one.
    `anyone` also lets in who is not through the first minute.
    """
    known = activity.came(interaction.conn, interaction.runner.id, interaction.now)
    interaction.runner = known or interaction.runner
    if not _is_invited(interaction) and not _has_code(interaction):
        slow = interaction.services.guesses.is_slow(interaction.runner.id)
        interaction.show(fallbacks.later() if slow else fallbacks.closed())
        return False
    if not anyone and onboarding.is_due(interaction):
        onboarding.ask(interaction)
        return False
    return True


def _is_invited(interaction: Interaction) -> bool:
    return interaction.services.settings.invite_code is None or interaction.runner.invited


def _has_code(interaction: Interaction) -> bool:
    """Let in who has the code, typed or in the link they opened; once is enough."""
    code = interaction.services.settings.invite_code
    words = interaction.text.removeprefix("/start").strip()
    who, guesses = interaction.runner, interaction.services.guesses
    if code is None or not guesses.is_right(who.id, words, code.get_secret_value()):
        return False
    runners.get_or_create(interaction.conn, who.id, who.chat, who.name, interaction.now)
    interaction.change(invited=True)
    interaction.say(fallbacks.invited())
    return True


def not_in_groups(interaction: Interaction) -> None:
    """Say once, with a link, where Dorsi works: when a group adds the bot or calls it by name."""
    services, incoming = interaction.services, interaction.incoming
    me = services.bot.username
    meant = services.bot.id in incoming.joined or f"@{me}".lower() in incoming.text.lower()
    # To be told again after a restart does no harm.
    if meant and incoming.chat not in services.told_groups:
        services.told_groups.add(incoming.chat)
        interaction.runner = replace(interaction.runner, id=incoming.chat)
        interaction.say(fallbacks.in_private(me))


def came_or_went(interaction: Interaction) -> None:
    """Stop the nudges of a runner who blocked the bot, and go on when they unblock it."""
    runner = interaction.runner.id
    if interaction.incoming.left:
        runners.away(interaction.conn, runner)
    else:
        pauses.back(interaction.conn, runner, interaction.now)
