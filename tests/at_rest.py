"""What somebody finds who has the disk, or the database."""

from pathlib import Path

import sqlalchemy as sa


def kept(folder: Path, engine: sa.Engine) -> dict[str, bytes]:
    """The content of every file in the folder and of every table, by its name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {**{path.name: path.read_bytes() for path in files}, **_tables(engine)}


def _tables(engine: sa.Engine) -> dict[str, bytes]:
    found = {}
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        for schema in set(inspector.get_schema_names()) - {"information_schema"}:
            for name in inspector.get_table_names(schema):
                rows = connection.execute(sa.select(sa.text("*")).select_from(sa.table(name, schema=schema)))
                found[name] = b"\n".join(_written(value) for row in rows for value in row)
    return found


def _written(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
