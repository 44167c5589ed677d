"""The patients whom uploads name: looked up by e-mail and name, and made where they lack."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from unicodedata import normalize

import sqlalchemy as sa

from sporo_service.jobs import new_job_id
from sporo_service.store import Store
from sporo_service.tables import patients

FIELDS = ("email", "first_name", "last_name")


class Patients:
    """The patients of every key, each key's apart from the others'."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find_or_make(self, key_id: str, metadata: Mapping[str, Any]) -> str | None:
        """The id of the patient whom the metadata names in full, or None where it does not."""
        named = [metadata.get(field) for field in FIELDS]
        person = [name.strip() for name in named if isinstance(name, str) and name.strip()]
        if len(person) < len(FIELDS):
            return None
        digest = self._digest(key_id, *person)
        known = self._known(key_id, digest)
        if known:
            return known
        with suppress(sa.exc.IntegrityError):  # two uploads may name a new patient at once
            self._make(key_id, digest, person)
        return self._known(key_id, digest)

    def _make(self, key_id: str, digest: str, person: list[str]) -> None:
        patient_id = new_job_id()
        facts = json.dumps(dict(zip(FIELDS, person, strict=True)))
        with self._store.begin() as tx:
            tx.execute(
                patients.insert().values(
                    id=patient_id,
                    key_id=key_id,
                    digest=digest,
                    created_at=self._store.now(),
                    sealed_person=self._store.cipher.seal(facts, f"patients.person:{patient_id}"),
                )
            )

    def _known(self, key_id: str, digest: str) -> str | None:
        same = sa.select(patients.c.id).where(patients.c.key_id == key_id, patients.c.digest == digest)
        with self._store.engine.connect() as connection:
            found: str | None = connection.scalar(same)
        return found

    def _digest(self, key_id: str, email: str, *names: str) -> str:
        """The same for both orders of the names, in any case of their letters."""
        said = [key_id, _plain(email), *sorted(_plain(name) for name in names)]
        return self._store.cipher.digest(json.dumps(said), "patients.digest")


def _plain(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())
