from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from sporo_service.jobs import AUDIO_NOTE, ICD10, TEXT_SUMMARY, UPLOAD, job_id_of, new_job_id, open_jobs
from sporo_service.service import Service
from sporo_service.store import Store
from tests.sporo_service.harness import dbos_table

KEY_ID = "0" * 24
REQUEST = {"template_id": "t", "webhook_url": "https://hook.example.com"}


def _workflows(store: Store) -> list[tuple[str, str]]:
    table = dbos_table(store, "workflow_status", "workflow_uuid", "queue_name")
    with store.engine.connect() as connection:
        rows = connection.execute(sa.select(*table.c).order_by(table.c.workflow_uuid))
        return [(row[0], row[1]) for row in rows]


def _accept(service: Service) -> str:
    return service.jobs.accept(new_job_id(), AUDIO_NOTE, KEY_ID, REQUEST).id


def test_job_workflow_and_webhook_are_there_together(service: Service) -> None:
    job_id = _accept(service)
    assert service.store.job(job_id)
    assert service.store.outgoing.get(f"{job_id}-queued")
    assert _workflows(service.store) == [(job_id, "audio_notes"), (f"{job_id}-queued-1", "webhooks")]


def test_when_one_of_them_cannot_be_written_none_is(service: Service) -> None:
    job_id = new_job_id()
    with service.store.begin() as tx:
        tx.execute(sa.text("DROP TABLE webhooks"))
    with pytest.raises(sa.exc.DBAPIError):
        service.jobs.accept(job_id, AUDIO_NOTE, KEY_ID, REQUEST)
    assert service.store.job(job_id) is None
    assert _workflows(service.store) == []


def test_a_job_ends_once(service: Service) -> None:
    job_id = _accept(service)
    service.jobs.fail(job_id, "transcription_failed", "It could not be played.")
    service.jobs.fail(job_id, "note_failed", "Another reason.")
    service.jobs.complete(job_id, {"transcript": "late"})
    job = service.store.job(job_id)
    assert job
    assert (job.status, job.error_code, job.result) == ("failed", "transcription_failed", {})
    assert len(_workflows(service.store)) == 3


def test_an_ended_job_is_not_begun_or_changed_again(service: Service) -> None:
    job_id = _accept(service)
    service.jobs.fail(job_id, "transcription_failed", "It could not be played.")
    assert service.store.start(job_id) is None
    service.store.keep_progress(job_id, 0.5)
    job = service.store.job(job_id)
    assert job
    assert (job.status, job.progress, job.attempts) == ("failed", None, 0)


def test_without_an_address_nobody_is_told(service: Service) -> None:
    job_id = service.jobs.accept(
        new_job_id(), AUDIO_NOTE, KEY_ID, {"template_id": "t", "webhook_url": None}
    ).id
    assert _workflows(service.store) == [(job_id, "audio_notes")]


def test_every_change_moves_the_time_of_the_last_one(service: Service) -> None:
    moments = iter(datetime(2026, 4, 25, 10, 40) + timedelta(seconds=step) for step in range(9))  # noqa: DTZ001 (as the API's)
    store = Store(
        service.store.engine, service.store.cipher, service.settings.data_dir, lambda: next(moments)
    )
    job_id = open_jobs(store).accept(new_job_id(), AUDIO_NOTE, KEY_ID, {"template_id": "t"}).id
    store.start(job_id)
    job = store.job(job_id)
    assert job
    assert job.updated_at - job.created_at == timedelta(seconds=1)


def test_ids_are_24_hex_characters_and_never_the_same() -> None:
    ids = {new_job_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(bytes.fromhex(one)) == 12 for one in ids)


def test_a_sending_names_one_job_of_its_key_and_kind() -> None:
    ids = {
        job_id_of(kind, key, name) for kind in (AUDIO_NOTE, UPLOAD, ICD10) for key in "ab" for name in "12"
    }
    assert len(ids) == 12
    assert job_id_of(UPLOAD, "a", "1") == job_id_of(UPLOAD, "a", "1")
    assert job_id_of(UPLOAD, "a", None) != job_id_of(UPLOAD, "a", None)


def test_a_job_that_was_done_at_once_is_told_once_and_waits_on_no_queue(service: Service) -> None:
    job_id = new_job_id()
    asked: dict[str, object] = {
        "extra_information": None,
        "metadata": {},
        "webhook_url": "https://x.example",
    }
    result = {"response": "Cough.", "sections": [], "conflicts": [], "writer": "test", "removed": 0}
    recorded = [service.jobs.record(job_id, TEXT_SUMMARY, KEY_ID, asked, result) for _ in range(2)]
    assert recorded[0] == recorded[1]
    assert (recorded[0].status, recorded[0].progress, recorded[0].result) == ("completed", 1.0, result)
    assert _workflows(service.store) == [(f"{job_id}-completed-1", "webhooks")]
