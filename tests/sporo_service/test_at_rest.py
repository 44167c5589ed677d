"""What is about a patient can't be read from the disk, from DBOS's tables or from a log."""

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from tests.at_rest import kept
from tests.sporo_service.fast_worker import HEARD
from tests.sporo_service.harness import CLIP, Api, Receiver, dbos_table, eventually

WORDS = [word.strip(".").encode() for word in HEARD.split() if len(word) > 4]


@pytest.mark.parametrize("behaviour", ["", "crash", "write-crash"])
def test_no_file_holds_a_word_of_what_was_said(
    behaviour: str, api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker("--behaviour", behaviour)
    job_id = api.submit(webhook_url=receiver.url + "/token-4711").json()["job_id"]
    api.ended(job_id)
    eventually(lambda: len(receiver.bodies) == 2)
    found = kept(api.service.settings.data_dir, api.service.store.engine)
    assert {"worker.log", "jobs", "webhooks", "operation_outputs"} <= set(found)
    assert job_id.encode() in found["jobs"]
    for name, content in found.items():
        for word in [*WORDS, b"token-4711"]:
            assert word not in content, f"{word!r} stands in {name}"


@pytest.mark.parametrize("behaviour", ["", "crash"])
def test_no_file_holds_a_word_of_a_document_its_name_or_what_was_sent_beside_it(
    behaviour: str, api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    said = {"email": "pepper@example.com", "first_name": "Pepper", "last_name": "Potts", "case": "xenon-4711"}
    job_id = api.upload(
        ("potts-letter.txt", b"Worsening dyspnea."),
        webhook_url=receiver.url,
        extra_information="Lungs",
        **said,
    ).json()["upload_id"]
    waiting = kept(api.service.settings.data_dir, api.service.store.engine)
    start_worker("--behaviour", behaviour)
    api.ended(job_id, "")
    eventually(lambda: len(receiver.bodies) == 2)
    ended = kept(api.service.settings.data_dir, api.service.store.engine)
    assert {"0.sealed", "jobs", "patients"} <= set(waiting)
    for name, content in (*waiting.items(), *ended.items()):
        for word in (b"potts", b"pepper", b"dyspnea", b"lungs", b"xenon"):
            assert word not in content.lower(), f"{word!r} stands in {name}"


def test_no_file_holds_a_word_of_a_text_to_be_coded(api: Api, start_worker: Callable[..., object]) -> None:
    start_worker("--behaviour", "crash")
    job_id = api.http.post("icd10/text", json={"text": "Worsening dyspnea."}).json()["job_id"]
    api.ended(job_id, "icd10/")
    for name, content in kept(api.service.settings.data_dir, api.service.store.engine).items():
        assert b"dyspnea" not in content.lower(), name


def test_audio_is_sealed_while_it_waits_and_gone_when_the_job_has_ended(
    api: Api, start_worker: Callable[..., object]
) -> None:
    job_id = api.submit().json()["job_id"]
    sealed = api.service.store.audio_of(job_id)
    assert sealed.stat().st_size > CLIP.stat().st_size
    assert b"OggS" not in sealed.read_bytes()
    start_worker()
    api.ended(job_id)
    eventually(lambda: not sealed.exists())
    eventually(lambda: not list((api.service.settings.data_dir / "work").iterdir()))


def test_only_ids_and_yes_or_no_travel_through_dbos(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker()
    job_id = api.submit(webhook_url=receiver.url).json()["job_id"]
    eventually(lambda: len(receiver.bodies) == 2)
    ids = {job_id, f"{job_id}-queued", f"{job_id}-completed"}
    store = api.service.store
    asked = dbos_table(store, "workflow_input", "inputs")
    said = [dbos_table(store, name, "output", "error") for name in ("operation_outputs", "workflow_output")]
    with store.engine.connect() as connection:
        inputs = connection.scalars(sa.select(asked.c.inputs)).all()
        outputs = [one for table in said for row in connection.execute(sa.select(*table.c)) for one in row]
    assert {json.loads(one)["positionalArgs"][0] for one in inputs} == ids
    assert {one and json.loads(one) for one in outputs} <= {None, True, False}
