"""The row of an update, from when it is kept until Telegram cannot deliver it again."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field

from storage.base import Base, Id, some


class UpdateRow(Base, table=True):
    """An update as Telegram sent it, kept before it is confirmed, and what it made Dorsi say.

    `runner` is whose line it stands in, 0 for nobody's; no foreign key, as strangers come first.
    `body` is gone once it is done, `say` once it is told: what stays is that it was here, so that
    it is never done twice. `shows` is the message it redraws. `tries` counts what failed, first
    of doing it, then of telling; `retry_at` is when the next try may be made. Until then
    `teller` is the process that tries. Times are of `storage.lease_clock`.
    """

    __tablename__ = "updates"
    __table_args__ = (
        some("ix_updates_line", "runner", "id", where="done_at IS NULL"),
        some("ix_updates_untold", "runner", "id", where="done_at IS NOT NULL AND told_at IS NULL"),
        Index(None, "kept_at"),
    )

    id: int = Field(sa_type=Id, primary_key=True, sa_column_kwargs={"autoincrement": False})
    runner: int = Field(sa_type=Id)
    kept_at: datetime
    body: str | None = Field(sa_type=Text)
    tries: int
    retry_at: datetime | None
    done_at: datetime | None
    failed: bool
    say: str | None = Field(sa_type=Text)
    shows: int | None = Field(sa_type=Id)
    told_at: datetime | None
    teller: int | None = Field(sa_type=BigInteger)
