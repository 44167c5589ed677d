"""Versions of notes, what was settled about them, and who signed them"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("versions", "settlements", "signatures"):
        op.create_table(
            table,
            sa.Column("entry_id", sa.String(length=32), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("owner", sa.String(length=64), nullable=False),
            sa.Column("made", sa.Double(), nullable=False),
            sa.Column("told", sa.LargeBinary(), nullable=False),
            sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("entry_id", "number"),
        )
    op.create_table(
        "signers",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
