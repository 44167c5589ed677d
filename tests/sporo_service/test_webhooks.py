from collections.abc import Callable, Mapping

import httpcore
import pytest

from sporo_service.addresses import AddressError
from sporo_service.jobs import new_job_id
from sporo_service.service import Service
from sporo_service.settings import Settings
from sporo_service.webhooks import EVENT_ID, Deliveries, guarded_post
from tests.sporo_service.harness import Api, Receiver, eventually

KEY_ID = "0" * 24
ADDRESS = "https://hook.example.com/notify"


class Post:
    """Answers each call with the next of its outcomes."""

    def __init__(self, *outcomes: int | Exception) -> None:
        self.outcomes = list(outcomes)
        self.sent: list[tuple[str, Mapping[str, str], bytes]] = []

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        self.sent.append((url, headers, body))
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@pytest.fixture
def queued(service: Service) -> str:
    """The id of a webhook that waits to be delivered."""
    job_id = new_job_id()
    service.jobs.accept(job_id, "audio_note", KEY_ID, {"template_id": "t", "webhook_url": ADDRESS})
    return f"{job_id}-queued"


def test_a_webhook_carries_the_job_and_an_event_id(service: Service, queued: str) -> None:
    post = Post(204)
    assert Deliveries(service.store, post).attempt(queued)
    url, headers, body = post.sent[0]
    assert (url, headers[EVENT_ID], headers["Content-Type"]) == (ADDRESS, queued, "application/json")
    assert b'"status": "queued"' in body


@pytest.mark.parametrize(
    "outcome", [500, 404, 301, 429, httpcore.ConnectError(), httpcore.ReadTimeout(), OSError()]
)
def test_what_did_not_arrive_is_left_to_be_tried_again(
    outcome: int | Exception, service: Service, queued: str
) -> None:
    deliveries = Deliveries(service.store, Post(outcome, 200))
    assert not deliveries.attempt(queued)
    assert deliveries.attempt(queued)


def test_a_refused_address_is_not_tried_again(service: Service, queued: str) -> None:
    post = Post(AddressError())
    assert Deliveries(service.store, post).attempt(queued)
    assert Deliveries(service.store, post).attempt(queued)
    assert len(post.sent) == 1


def test_a_settled_webhook_forgets_its_body_and_is_not_sent_twice(service: Service, queued: str) -> None:
    deliveries = Deliveries(service.store, Post(200))
    deliveries.attempt(queued)
    assert deliveries.attempt(queued)
    kept = service.store.webhook(queued)
    assert kept
    assert kept.body is None


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.statuses = [307]
    assert guarded_post(["127.0.0.1"])(receiver.url, {}, b'{"job_id": ""}') == 307
    assert receiver.bodies == []


def test_queued_arrives_before_completed_even_when_the_receiver_stumbles(
    api: Api, start_worker: Callable[..., object], receiver: Receiver
) -> None:
    receiver.statuses = [500]
    start_worker()
    job_id = api.submit(webhook_url=receiver.url).json()["job_id"]
    eventually(lambda: len(receiver.bodies) == 2)
    assert receiver.told() == [(job_id, "queued"), (job_id, "completed")]
    assert receiver.bodies[1] == api.job(job_id)
    assert receiver.event_ids() == {f"{job_id}-queued", f"{job_id}-completed"}


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
    eventually(lambda: _body(api.service, f"{job_id}-completed") is None)
    assert receiver.bodies == []


def _body(service: Service, webhook_id: str) -> str | None:
    webhook = service.store.webhook(webhook_id)
    assert webhook
    return webhook.body
