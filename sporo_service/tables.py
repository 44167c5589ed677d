"""The service's tables. Columns named `sealed_*` hold what is about a patient, unreadable without the key."""

from sqlalchemy import Column, DateTime, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("key_id", String(24), nullable=False),
    Column("status", String(12), nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("progress", Float),
    Column("error_code", String(60)),
    Column("error_message", Text),
    Column("sealed_request", LargeBinary, nullable=False),
    Column("sealed_result", LargeBinary),
    Index("jobs_by_status", "status", "created_at"),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("job_id", String(24), nullable=False, index=True),
    Column("event", String(12), nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("next_try_at", DateTime),
    Column("settled_at", DateTime),
    Column("outcome", String(200)),
    Column("sealed_url", LargeBinary, nullable=False),
    Column("sealed_body", LargeBinary),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created_at", DateTime, nullable=False),
    Column("revoked_at", DateTime),
    Column("sealed_webhook_secret", LargeBinary),
)

seals = Table(
    "seals",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("sealed_name", LargeBinary, nullable=False),
)

workers = Table(
    "workers",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("started_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("problem", Text),
    Column("engines", Text),
)

patients = Table(
    "patients",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("key_id", String(24), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("sealed_person", LargeBinary, nullable=False),
    Index("patients_by_digest", "key_id", "digest", unique=True),
)

rate_windows = Table(
    "rate_windows",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("hits", Text, nullable=False),
    Column("closes_at", Float, nullable=False, index=True),
)
