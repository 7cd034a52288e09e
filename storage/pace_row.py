"""The row of the pace that all processes of one bot keep together."""

from datetime import datetime

from sqlmodel import Field

from storage.base import Base


class PaceRow(Base, table=True):
    """When the next message may leave, whichever process sends it; PostgreSQL alone uses it."""

    __tablename__ = "pace"

    name: str = Field(primary_key=True)
    next_at: datetime
    closed_until: datetime | None
