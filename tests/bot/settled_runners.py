"""Runners who are there without their first minute, so that a test can have many of them."""

from datetime import time
from typing import Any

from sqlalchemy import Connection

from scheduler.recurrence import Rhythm
from storage import runners
from storage.reminders import planner
from tests.bot.world import Phone, World

ZONE = "Europe/Paris"
TUESDAY = Rhythm.weekly({1: time(6, 45)})


async def settled(world: World, number: int = 1, **habits: Any) -> Phone:
    """Return the phone of a runner who runs on Tuesday at 06:45, or has these habits."""
    phone = world.phone(number)
    phone.runner.chat.known = True
    usual = {
        "zone": ZONE,
        "plan": TUESDAY,
        "awaiting": "home",
        "summary": False,
        "follow_up": False,
    }
    await world.services.db.transaction(_make, world, number, {**usual, **habits})
    return phone


def _make(conn: Connection, world: World, number: int, habits: dict[str, Any]) -> None:
    now = world.clock.now()
    runners.get_or_create(conn, number, number, "Ada", now)
    runners.change(conn, number, **habits)
    planner.reconcile(conn, number, now)
