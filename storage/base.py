"""Base of all tables: naming that Alembic can rely on, ids and checks."""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, MetaData, text
from sqlmodel import SQLModel

# Alembic needs a name for every constraint, the same on every database.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

# Telegram's ids pass 32 bits; in SQLite only an INTEGER key is the table's own row number.
Id: Any = BigInteger().with_variant(Integer, "sqlite")

# A deleted row's id is never given again: a button on an old message may still name it.
ONCE = {"sqlite_autoincrement": True}


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return the check that a column holds one of those short strings."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def between(column: str, least: int, most: int) -> CheckConstraint:
    """Return the check that a number lies between two others, or is one of them."""
    return CheckConstraint(f"{column} BETWEEN {least} AND {most}", name=column)


def some(name: str, *columns: str, where: str) -> Index:
    """Return an index of some rows only, those for which a condition (SQL) holds."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Base(SQLModel):
    """What all tables share: one collection, with names Alembic can rely on."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)
