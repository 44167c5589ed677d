"""Several files an entry, and what is asked beside them"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Columns are dropped in place, never by copying the table: SQLite would delete the drafts with the old one.


def upgrade() -> None:
    op.create_table(
        "entry_files",
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=True),
        sa.Column("media_type", sa.String(length=128), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id", "position"),
    )
    op.execute(
        "INSERT INTO entry_files (entry_id, position, file, media_type, name) "
        "SELECT id, 0, file, media_type, filename FROM entries"
    )
    op.add_column("entries", sa.Column("asked_for", sa.LargeBinary(), nullable=True))
    op.add_column("entries", sa.Column("consented", sa.Double(), nullable=True))
    op.execute("UPDATE entries SET consented = consent")
    for column in ("file", "media_type", "filename", "consent"):
        op.drop_column("entries", column)
