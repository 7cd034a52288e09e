"""All rows of a database, also of one whose schema is an older one."""

from typing import Any

from sqlalchemy import Column, Connection, MetaData, Select, Table, insert, inspect, select, text

from storage.base import Base

Rows = dict[str, list[dict[str, Any]]]


# How columns were called: up to 0005, and up to 0006.
BEFORE = {
    "runners": {"awaiting": "step"},
    "nudges": {
        "claimable_at": "wake",
        "sending": "leaving",
        "review_at": "tend_at",
        "times_sent": "said",
    },
}


def named(conn: Connection) -> list[Table]:
    """Return the tables of now that are here, by the names that their columns have here."""
    schema, there = MetaData(), inspect(conn).get_table_names()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(schema)
    for name, older in BEFORE.items():
        here = {column["name"] for column in inspect(conn).get_columns(name)}
        for now, then in older.items():
            if then in here:
                schema.tables[name].c[now].name = then
    return [table for table in schema.sorted_tables if table.name in there]


def rows(conn: Connection) -> Rows:
    """Return all there is, by table."""
    return {
        table.name: [dict(row) for row in conn.execute(_in_order(conn, table)).mappings()]
        for table in named(conn)
    }


def _in_order(conn: Connection, table: Table) -> Select[Any]:
    return select(*_columns(conn, table)).order_by(*table.primary_key)


def _columns(conn: Connection, table: Table) -> list[Column[Any]]:
    """Return the columns that a table has here."""
    here = {column["name"] for column in inspect(conn).get_columns(table.name)}
    return [column for column in table.c if column.name in here]


def fill(conn: Connection, kept: Rows) -> None:
    """Write rows into empty tables, and let PostgreSQL go on counting behind them."""
    for table in named(conn):
        if kept[table.name]:
            here = _columns(conn, table)
            values = [{c.key: row[c.name] for c in here} for row in kept[table.name]]
            conn.execute(insert(table), values)
        if conn.dialect.name == "postgresql" and _counts(conn, table.name):
            last = f"SELECT max(id) FROM {table.name}"  # noqa: S608
            conn.execute(text(f"SELECT setval('{table.name}_id_seq', ({last}))"))


def _counts(conn: Connection, table: str) -> bool:
    return f"{table}_id_seq" in inspect(conn).get_sequence_names()
