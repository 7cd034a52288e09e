"""The command line: `python -m bot`, the bot or one of its tools (`--help` lists them)."""

import asyncio
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, ValidationError
from pydantic_settings import CliApp, CliPositionalArg, CliSubCommand, get_subcommand

from bot.settings import Settings


def settings() -> Settings:
    """Read the settings once, or stop with a sentence that names what is wrong.

    The value itself is never repeated: it may be a secret.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = [
            f"DORSI_{one['loc'][0]}".upper() + f": {one['msg'].removeprefix('Value error, ')}"
            for one in error.errors()
        ]
        raise SystemExit("These settings need mending:\n  " + "\n  ".join(wrong)) from None


class Run(BaseModel):
    """Start the bot."""

    def cli_cmd(self) -> None:
        """Long-poll Telegram until a signal ends it."""
        from bot.lifespan import run
        from bot.ops.startup_errors import run_to_the_end
        from bot.transport.telegram_errors import trouble

        chosen = settings()
        if chosen.token is None:
            raise SystemExit("DORSI_TOKEN is not set: put it into .env, or try `bot sandbox`.")
        run_to_the_end(run(chosen), trouble)


class Sandbox(BaseModel):
    """Start Dorsi with a small Telegram of its own, on this machine."""

    port: int = Field(8080, ge=0, le=65535, description="0 takes any free one")

    def cli_cmd(self) -> None:
        """Serve the sandbox's page and run the real bot against it."""
        from bot.ops.startup_errors import run_to_the_end
        from bot.sandbox.runtime import sandbox
        from bot.transport.telegram_errors import trouble

        run_to_the_end(sandbox(settings(), self.port), trouble)


class Migrate(BaseModel):
    """Bring the database up to date."""

    def cli_cmd(self) -> None:
        """Upgrade the schema of the configured database."""
        from bot.ops.startup_errors import run_to_the_end
        from storage.db import Db

        async def up() -> None:
            db = Db(settings().database_url)
            await db.migrate()
            await db.close()

        run_to_the_end(up())
        sys.stdout.write("The database is up to date.\n")


class Backup(BaseModel):
    """Copy the database to a file, also while the bot runs (SQLite)."""

    file: CliPositionalArg[Path]

    def cli_cmd(self) -> None:
        """Write the copy, check it, and say what it holds."""
        from storage.backup import BackupError, back_up

        try:
            holds = back_up(settings().database_url, self.file)
        except BackupError as error:
            raise SystemExit(str(error)) from None
        sys.stdout.write(f"{self.file}: {holds}.\n")


class Restore(BaseModel):
    """Put a copy in the place of the database, which is kept beside it; stop the bot first."""

    file: CliPositionalArg[Path]

    def cli_cmd(self) -> None:
        """Check the copy, put it in place, and say where the old database is."""
        from storage.backup import BackupError, restore

        try:
            holds, kept = restore(settings().database_url, self.file, datetime.now(UTC))
        except BackupError as error:
            raise SystemExit(str(error)) from None
        sys.stdout.write(f"Restored: {holds}.\n")
        if kept:
            sys.stdout.write(f"What was there is in {kept}; delete it when all is well.\n")


class Health(BaseModel):
    """Say whether the running bot is well (exit status 0 or 1)."""

    def cli_cmd(self) -> None:
        """Look at the heartbeat file of the bot that runs beside."""
        from bot.ops.heartbeat import Heartbeat

        word = Heartbeat(Path(settings().heartbeat)).ill()
        sys.stdout.write(f"{word or 'well'}\n")
        sys.exit(1 if word else 0)


class Webhook(BaseModel):
    """Have Telegram call Dorsi (set), ask how that goes (show), or take it back (drop)."""

    act: CliPositionalArg[Literal["set", "show", "drop"]]

    def cli_cmd(self) -> None:
        """Say what came of it; exit status 1 where something is to be mended."""
        from bot.ops import webhook_command as command
        from bot.ops.startup_errors import run_to_the_end
        from bot.transport.telegram_errors import trouble

        chosen, wrong = settings(), False
        acts = {
            "set": lambda bot: command.put(bot, chosen),
            "show": lambda bot: command.show(bot, chosen, datetime.now(UTC)),
            "drop": command.drop,
        }

        async def work() -> None:
            nonlocal wrong
            told = await command.with_bot(chosen, acts[self.act])
            sys.stdout.write("".join(f"{one}\n" for one in (*told.sentences, *told.wrong)))
            wrong = bool(told.wrong)

        run_to_the_end(work(), trouble)
        sys.exit(1 if wrong else 0)


class Doctor(BaseModel):
    """Look at everything Dorsi needs, and say what is to be mended (exit status 0 or 1)."""

    def cli_cmd(self) -> None:
        """Print a line a finding."""
        from bot.ops.doctor.examination import examine, report

        found = asyncio.run(examine(settings()))
        sys.stdout.write(f"{report(found)}\n")
        sys.exit(1 if any(one.state == "bad" for one in found) else 0)


class Drawing(BaseModel):
    """Draw one picture, for the author of a drill."""

    drill: CliPositionalArg[str]
    side: str = Field("right", pattern="^(left|right|both)$")
    rung: int | None = Field(None, ge=0)
    range: float | None = Field(None, gt=0, le=1)
    out: Path = Path("figure.png")

    def cli_cmd(self) -> None:
        """Write the picture and say where it is."""
        from content.figures import draw_for_author

        try:
            strip = draw_for_author(self.drill, self.side, self.rung, self.range)
        except ValueError as error:
            raise SystemExit(str(error)) from None
        self.out.write_bytes(strip)
        sys.stdout.write(f"{self.out}\n")


class Explain(BaseModel):
    """Tell where each drill stands and why, from a file that /export made."""

    export: CliPositionalArg[Path]
    on: date | None = Field(None, description="the day to tell it for, as 2026-12-01")

    def cli_cmd(self) -> None:
        """Print every drill and side: level, last change, reason, rule, and what would raise it."""
        from bot.ops.explain import NotAnExportError, explain

        try:
            sys.stdout.write(f"{explain(self.export, self.on)}\n")
        except NotAnExportError as error:
            raise SystemExit(str(error)) from None


class Commands(BaseModel):
    """Dorsi, a Telegram coach for runners' ankles."""

    run: CliSubCommand[Run]
    sandbox: CliSubCommand[Sandbox]
    migrate: CliSubCommand[Migrate]
    backup: CliSubCommand[Backup]
    restore: CliSubCommand[Restore]
    health: CliSubCommand[Health]
    doctor: CliSubCommand[Doctor]
    webhook: CliSubCommand[Webhook]
    figure: CliSubCommand[Drawing]
    explain: CliSubCommand[Explain]

    def cli_cmd(self) -> None:
        """Run the named command; without a name the bot, or the sandbox where no token is set."""
        if get_subcommand(self, is_required=False) is not None:
            CliApp.run_subcommand(self)
        elif settings().token:
            Run().cli_cmd()
        else:
            Sandbox(port=8080).cli_cmd()


if __name__ == "__main__":
    CliApp.run(Commands)
