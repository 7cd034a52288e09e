"""Rows about no runner: what was uploaded before, and what the house remembers about itself."""

from sqlalchemy import Text
from sqlmodel import Field

from storage.base import Base, Id


class MediaRow(Base, table=True):
    """What a bot has uploaded before: Telegram's file id by our own key."""

    __tablename__ = "media"

    bot: int = Field(sa_type=Id, primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str = Field(primary_key=True)
    file: str = Field(sa_type=Text)


class FactRow(Base, table=True):
    """What the house remembers about itself, such as the zone rules its times were made with."""

    __tablename__ = "facts"

    name: str = Field(primary_key=True)
    value: str
