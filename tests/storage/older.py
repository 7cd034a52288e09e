"""All rows of a database, also of one whose schema is an older one."""

from typing import Any

from sqlalchemy import Connection, MetaData, Select, Table, insert, inspect, select, text

from storage.base import Base

Rows = dict[str, list[dict[str, Any]]]


def named(conn: Connection) -> list[Table]:
    """Return the tables of now by the names they have here: `awaiting` was `step` up to 0005."""
    schema = MetaData()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(schema)
    if "step" in {column["name"] for column in inspect(conn).get_columns("runners")}:
        schema.tables["runners"].c.awaiting.name = "step"
    return schema.sorted_tables


def rows(conn: Connection) -> Rows:
    """Return all there is, by table."""
    return {
        table.name: [dict(row) for row in conn.execute(_in_order(table)).mappings()]
        for table in named(conn)
    }


def _in_order(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key)


def fill(conn: Connection, kept: Rows) -> None:
    """Write rows into empty tables, and let PostgreSQL go on counting behind them."""
    for table in named(conn):
        if kept[table.name]:
            values = [{c.key: row[c.name] for c in table.c} for row in kept[table.name]]
            conn.execute(insert(table), values)
        if conn.dialect.name == "postgresql" and _counts(conn, table.name):
            last = f"SELECT max(id) FROM {table.name}"  # noqa: S608
            conn.execute(text(f"SELECT setval('{table.name}_id_seq', ({last}))"))


def _counts(conn: Connection, table: str) -> bool:
    return f"{table}_id_seq" in inspect(conn).get_sequence_names()
