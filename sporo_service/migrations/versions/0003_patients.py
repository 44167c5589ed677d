"""Patients that uploads name."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "patients",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("key_id", sa.String(24), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("sealed_person", sa.LargeBinary, nullable=False),
    )
    op.create_index("patients_by_digest", "patients", ["key_id", "digest"], unique=True)


def downgrade() -> None:
    op.drop_table("patients")
