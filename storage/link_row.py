"""The row of a calendar link that a runner gave: shown once, or followed."""

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from storage.base import ONCE, Base, Id, some


class LinkRow(Base, table=True):
    """A link to a calendar; `address` is a secret, `digest` names it without telling it.

    `fetched_at` is when it was opened last, `etag` and `modified` what its server called that
    version. Of a followed one `seen` is the last reading (JSON) and `read_at` its time; from
    `next_at` on it is read again, by whoever holds it until `leased_until` (`storage.lease_clock`).
    `faults` counts readings that failed in a row; `news` is what changed and nobody has said yet.
    """

    __tablename__ = "links"
    __table_args__ = (
        UniqueConstraint("runner", "digest"),
        some("ix_links_due", "next_at", where="next_at IS NOT NULL"),
        ONCE,
    )

    id: int | None = Field(default=None, sa_type=Id, primary_key=True)
    runner: int = Field(sa_type=Id, foreign_key="runners.id", ondelete="CASCADE")
    address: str = Field(sa_type=Text)
    digest: str
    given_at: datetime
    fetched_at: datetime | None
    etag: str | None
    modified: str | None
    seen: str | None = Field(sa_type=Text)
    read_at: datetime | None
    next_at: datetime | None
    leased_until: datetime | None
    faults: int
    news: str | None = Field(sa_type=Text)
