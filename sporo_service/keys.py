"""API keys: shown once when they are made, kept only as a digest."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sporo_service.crypto import secret_in
from sporo_service.settings import Settings
from sporo_service.store import Store, open_store
from sporo_service.tables import api_keys

MARK = "sporo_"
WHSEC = "whsec_"
SECRET_BYTES = 32
EMBEDDED = "embedded app"


@dataclass(frozen=True)
class Key:
    """What is known of a key; the key itself is not."""

    id: str
    name: str
    created_at: datetime
    revoked_at: datetime | None


class Keys:
    """The keys that open this service."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, name: str) -> str:
        """A new key, in the only moment in which it can be seen."""
        key = new_key()
        self.register(key, name)
        return key

    def register(self, key: str, name: str) -> None:
        """Let `key` in from now on; one that is known already is left as it is."""
        if self._row(key) is None:
            with self._store.begin() as tx:
                tx.execute(
                    api_keys.insert().values(
                        id=secrets.token_hex(12), name=name, digest=_digest(key), created_at=self._store.now()
                    )
                )

    def owner(self, key: str) -> str | None:
        """The id of the key when it may come in."""
        row = self._row(key)
        return str(row["id"]) if row and row["revoked_at"] is None else None

    def all(self) -> list[Key]:
        """Every key, the oldest first."""
        columns = api_keys.c.id, api_keys.c.name, api_keys.c.created_at, api_keys.c.revoked_at
        with self._store.engine.connect() as connection:
            return [
                Key(*row) for row in connection.execute(sa.select(*columns).order_by(api_keys.c.created_at))
            ]

    def revoke(self, key_id: str) -> bool:
        """Let the key in no more; False when there is none with this id that still was."""
        living = api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None)
        with self._store.begin() as tx:
            return (
                tx.execute(api_keys.update().where(*living).values(revoked_at=self._store.now())).rowcount
                == 1
            )

    def webhook_secret(self, key_id: str) -> str:
        """What webhooks for this key are signed with, made at first need; `KeyError` for no such key."""
        sealed = self._sealed_secret(key_id)
        if sealed is None:
            # Two processes may need it at once: the first to write it makes it.
            self._write_secret(key_id, api_keys.c.sealed_webhook_secret.is_(None))
            sealed = self._sealed_secret(key_id)
        return self._store.cipher.open(sealed or b"", _place(key_id))

    def renew_webhook_secret(self, key_id: str) -> str:
        """Another secret, from now on in place of the one before; `KeyError` for no such key."""
        self._write_secret(key_id)
        return self.webhook_secret(key_id)

    def _sealed_secret(self, key_id: str) -> bytes | None:
        known = sa.select(api_keys.c.sealed_webhook_secret).where(api_keys.c.id == key_id)
        with self._store.engine.connect() as connection:
            row = connection.execute(known).one_or_none()
        if row is None:
            raise KeyError(key_id)
        sealed: bytes | None = row[0]
        return sealed

    def _write_secret(self, key_id: str, *conditions: sa.ColumnElement[bool]) -> None:
        secret = WHSEC + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
        sealed = self._store.cipher.seal(secret, _place(key_id))
        with self._store.begin() as tx:
            tx.execute(
                api_keys.update()
                .where(api_keys.c.id == key_id, *conditions)
                .values(sealed_webhook_secret=sealed)
            )

    def _row(self, key: str) -> sa.RowMapping | None:
        known = sa.select(api_keys.c.id, api_keys.c.revoked_at).where(api_keys.c.digest == _digest(key))
        with self._store.engine.connect() as connection:
            return connection.execute(known).mappings().one_or_none()


def new_key() -> str:
    """A key nobody can guess."""
    return MARK + secrets.token_urlsafe(32)


def embedded_key(settings: Settings) -> str:
    """The key of the app that this service is embedded in, made on the first run in a private file."""
    store = open_store(settings)
    key = secret_in(settings.data_dir / "embedded.key", new_key())
    Keys(store).register(key, EMBEDDED)
    store.close()
    return key


def _place(key_id: str) -> str:
    return f"api_keys.webhook_secret:{key_id}"


def _digest(key: str) -> str:
    # A key has 256 random bits: unlike a password, it needs no slow hash.
    return hashlib.sha256(key.encode()).hexdigest()
