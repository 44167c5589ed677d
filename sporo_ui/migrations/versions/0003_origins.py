"""From whose text an entry was made"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("entries", sa.Column("origin", sa.String(length=32), nullable=True))
    op.create_index("entries_by_origin", "entries", ["origin"])
