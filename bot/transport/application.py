"""The application's type: python-telegram-bot's, with nothing of its own in any context."""

from typing import Any

from telegram.ext import Application

App = Application[Any, Any, Any, Any, Any, Any]
