"""Webhooks that are tried over a day and signed, windows of limits that processes share, and the engines of a worker."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

STATE = """
UPDATE webhooks SET state = CASE
    WHEN settled_at IS NULL THEN 'waiting'
    WHEN outcome LIKE '2__' THEN 'delivered'
    WHEN outcome = 'refused' THEN 'refused'
    ELSE 'given up' END
"""


def upgrade() -> None:
    with op.batch_alter_table("webhooks") as webhooks:
        webhooks.add_column(sa.Column("state", sa.String(12), nullable=False, server_default="waiting"))
        webhooks.add_column(sa.Column("next_try_at", sa.DateTime))
    op.execute(STATE)
    op.create_index("ix_webhooks_state", "webhooks", ["state"])
    op.add_column("api_keys", sa.Column("sealed_webhook_secret", sa.LargeBinary))
    op.add_column("workers", sa.Column("engines", sa.Text))
    op.create_table(
        "rate_windows",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("hits", sa.Text, nullable=False),
        sa.Column("closes_at", sa.Float, nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("rate_windows")
    op.drop_column("workers", "engines")
    op.drop_column("api_keys", "sealed_webhook_secret")
    op.drop_index("ix_webhooks_state", "webhooks")
    with op.batch_alter_table("webhooks") as webhooks:
        webhooks.drop_column("next_try_at")
        webhooks.drop_column("state")
