"""Webhooks that really leave: in their order, past dead receivers, and nowhere they must not go."""

import socket
import threading
from collections.abc import Callable, Iterator

import httpcore
import pytest
from standardwebhooks import Webhook as Signer

from sporo_service.attempts import AT_ONCE
from sporo_service.keys import Keys
from sporo_service.posting import guarded_post
from sporo_service.service import Service
from sporo_service.settings import Settings
from tests.sporo_service.harness import Api, Receiver, eventually, kept_webhook, waiting_attempts


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.statuses = [307]
    assert guarded_post(["127.0.0.1"])(receiver.url, {}, b'{"job_id": ""}') == 307
    assert receiver.bodies == []


def test_completed_follows_queued_and_both_are_signed(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker()
    job_id = api.submit(webhook_url=receiver.url).json()["job_id"]
    eventually(lambda: len(receiver.bodies) == 2)
    assert receiver.told() == [(job_id, "queued"), (job_id, "completed")]
    assert receiver.bodies[1] == api.job(job_id)
    assert receiver.event_ids() == {f"{job_id}-queued", f"{job_id}-completed"}
    keys = Keys(api.service.store)
    signer = Signer(keys.webhook_secret(keys.owner(api.key) or ""))
    for raw, headers in zip(receiver.raw, receiver.headers, strict=True):
        signer.verify(raw, headers)


def test_how_a_job_ended_does_not_wait_for_a_queued_that_failed(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    receiver.statuses = [500]
    start_worker()
    job_id = api.submit(webhook_url=receiver.url).json()["job_id"]
    eventually(lambda: (job_id, "completed") in receiver.told())
    eventually(lambda: kept_webhook(api.service, f"{job_id}-queued").state in ("superseded", "delivered"))
    assert receiver.told()[-1] == (job_id, "completed")


def test_queued_arrives_first_even_when_both_have_waited_for_the_worker(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    job_ids = [api.submit(webhook_url=receiver.url).json()["job_id"] for _ in range(5)]
    for job_id in job_ids:
        api.service.jobs.fail(job_id, "transcription_failed", "It could not be played.")
    start_worker()
    eventually(lambda: len(receiver.bodies) == 10)
    for job_id in job_ids:
        assert [told for job, told in receiver.told() if job == job_id] == ["queued", "failed"]


@pytest.fixture
def dead() -> Iterator[str]:
    """The address of a receiver that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_dead_receivers_hold_up_neither_jobs_nor_other_webhooks(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    dead = [api.submit(webhook_url=nobody).json()["job_id"] for _ in range(2 * AT_ONCE)]
    worker = start_worker()
    for job_id in dead:
        api.ended(job_id)
    job_id = api.submit(webhook_url=receiver.url).json()["job_id"]
    eventually(lambda: len(receiver.bodies) == 2)
    assert receiver.told() == [(job_id, "queued"), (job_id, "completed")]
    waiting = [one for one in api.service.store.outgoing.all(("waiting",)) if one.attempts]
    assert len(waiting) >= len(dead)
    # What waits for its time is a row: it holds none of the worker's threads.
    assert _delayed(api.service) >= len(dead)
    assert worker


def _delayed(service: Service) -> int:
    return sum(state == "DELAYED" for state in waiting_attempts(service).values())


def test_a_receiver_that_never_answers_costs_no_more_than_its_patience(dead: str) -> None:
    spent: list[Exception] = []

    def send() -> None:
        try:
            guarded_post(["127.0.0.1"], patience=0.2)(dead, {}, b"{}")
        except httpcore.ReadTimeout as error:
            spent.append(error)

    thread = threading.Thread(target=send)
    thread.start()
    thread.join(10)
    assert len(spent) == 1


def test_a_failed_job_is_told_with_its_reason(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    start_worker("--behaviour", "refuse")
    job_id = api.submit(webhook_url=receiver.url).json()["job_id"]
    eventually(lambda: len(receiver.bodies) == 2)
    assert receiver.told() == [(job_id, "queued"), (job_id, "failed")]
    assert receiver.bodies[1]["error_code"] == "unplayable_audio"


def test_a_private_address_gets_nothing_unless_it_is_allowed(
    serve: Callable[[Settings], Api],
    settings: Settings,
    start_worker_with: Callable[..., object],
    receiver: Receiver,
) -> None:
    settings = settings.model_copy(update={"webhook_allow": ()})
    api = serve(settings)
    start_worker_with(settings)
    job_id = api.submit(webhook_url=receiver.url).json()["job_id"]
    assert api.ended(job_id)["status"] == "completed"
    eventually(lambda: kept_webhook(api.service, f"{job_id}-completed").state == "refused")
    assert receiver.bodies == []
