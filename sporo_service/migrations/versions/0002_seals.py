"""A sealed word, by which a wrong key is noticed before anything is sealed with it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "seals",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("seals")
