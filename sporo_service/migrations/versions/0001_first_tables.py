"""The first tables: jobs, webhooks, keys, workers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key_id", sa.String(24), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("progress", sa.Float),
        sa.Column("error_code", sa.String(60)),
        sa.Column("error_message", sa.Text),
        sa.Column("sealed_request", sa.LargeBinary, nullable=False),
        sa.Column("sealed_result", sa.LargeBinary),
    )
    op.create_index("jobs_by_status", "jobs", ["status", "created_at"])
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String(60), primary_key=True),
        sa.Column("job_id", sa.String(24), nullable=False, index=True),
        sa.Column("event", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("settled_at", sa.DateTime),
        sa.Column("outcome", sa.String(200)),
        sa.Column("sealed_url", sa.LargeBinary, nullable=False),
        sa.Column("sealed_body", sa.LargeBinary),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("revoked_at", sa.DateTime),
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("problem", sa.Text),
    )


def downgrade() -> None:
    for table in ("workers", "api_keys", "webhooks", "jobs"):
        op.drop_table(table)
