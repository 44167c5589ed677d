import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

import httpcore
import pytest
import sqlalchemy as sa
from standardwebhooks import Webhook as Signer
from standardwebhooks import WebhookVerificationError

from sporo_service.addresses import AddressError
from sporo_service.attempts import AT_ONCE
from sporo_service.jobs import new_job_id, open_jobs
from sporo_service.keys import Keys
from sporo_service.outgoing import Webhook
from sporo_service.posting import guarded_post
from sporo_service.service import Service
from sporo_service.settings import Settings
from sporo_service.store import Store, utc_now
from sporo_service.webhooks import OVERDUE, PAUSES, Deliveries, ResendError, resend
from tests.sporo_service.harness import Api, Receiver, dbos_table, eventually

ADDRESS = "https://hook.example.com/notify"
DAY = 24 * 3600


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
def key_id(service: Service) -> str:
    keys = Keys(service.store)
    return keys.owner(keys.create("ward 3")) or ""


@pytest.fixture
def queued(service: Service, key_id: str) -> str:
    """The id of a webhook that waits to be delivered."""
    job_id = new_job_id()
    service.jobs.accept(job_id, "audio_note", key_id, {"template_id": "t", "webhook_url": ADDRESS})
    return f"{job_id}-queued"


def _kept(service: Service, webhook_id: str) -> Webhook:
    webhook = service.store.outgoing.get(webhook_id)
    assert webhook
    return webhook


def _waiting_attempts(service: Service) -> dict[str, str]:
    """The state of each attempt in the queue."""
    table = dbos_table(service.store, "workflow_status")
    asked = sa.text(f"SELECT workflow_uuid, status FROM {table} WHERE name = 'deliver_webhook'")  # noqa: S608 (ours)
    with service.store.engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(asked)}


def test_a_webhook_is_signed_with_its_keys_secret(service: Service, queued: str, key_id: str) -> None:
    post = Post(204)
    Deliveries(service.jobs, post).attempt(queued, 1)
    url, headers, body = post.sent[0]
    assert (url, headers["webhook-id"], headers["Content-Type"]) == (ADDRESS, queued, "application/json")
    said = Signer(Keys(service.store).webhook_secret(key_id)).verify(body, dict(headers))
    assert (said["job_id"], said["status"]) == (queued.partition("-")[0], "queued")
    other = Signer(Keys(service.store).renew_webhook_secret(key_id))
    with pytest.raises(WebhookVerificationError):
        other.verify(body, dict(headers))
    assert _kept(service, queued).state == "delivered"


@pytest.mark.parametrize(
    "outcome", [500, 404, 301, 429, httpcore.ConnectError(), httpcore.ReadTimeout(), OSError(), ValueError()]
)
def test_what_did_not_arrive_is_tried_again_as_the_same_event_signed_anew(
    outcome: int | Exception, service: Service, queued: str
) -> None:
    post = Post(outcome, 200)
    deliveries = Deliveries(service.jobs, post)
    deliveries.attempt(queued, 1)
    assert _kept(service, queued).state == "waiting"
    deliveries.attempt(queued, 2)
    assert _kept(service, queued).state == "delivered"
    assert {headers["webhook-id"] for _, headers, _ in post.sent} == {queued}
    assert len({body for _, _, body in post.sent}) == 1


@pytest.mark.parametrize("outcome", [AddressError(), httpcore.UnsupportedProtocol(), 410])
def test_who_must_not_or_will_not_be_told_is_not_tried_again(
    outcome: int | Exception, service: Service, queued: str
) -> None:
    post = Post(outcome)
    Deliveries(service.jobs, post).attempt(queued, 1)
    Deliveries(service.jobs, post).attempt(queued, 2)
    assert len(post.sent) == 1
    assert _kept(service, queued).state == "refused"


def test_a_settled_webhook_forgets_its_body_and_is_not_sent_twice(service: Service, queued: str) -> None:
    deliveries = Deliveries(service.jobs, Post(200))
    deliveries.attempt(queued, 1)
    deliveries.attempt(queued, 2)
    assert _kept(service, queued).body is None


def test_an_attempt_that_is_made_twice_enters_the_next_one_once(service: Service, queued: str) -> None:
    deliveries = Deliveries(service.jobs, Post(500))
    for _ in range(2):
        deliveries.attempt(queued, 1)
    assert _waiting_attempts(service) == {f"{queued}-1": "ENQUEUED", f"{queued}-2": "DELAYED"}
    assert _kept(service, queued).attempts == 1


def test_a_receiver_that_never_answers_is_given_up_after_a_day_and_no_sooner(
    service: Service, queued: str
) -> None:
    deliveries = Deliveries(service.jobs, Post(*[500] * 11))
    for number in range(1, len(PAUSES) + 1):
        deliveries.attempt(queued, number)
        due = _kept(service, queued).next_try_at
        assert due
        assert abs((due - utc_now()).total_seconds() - PAUSES[number - 1]) < 30
    assert sum(PAUSES) >= DAY
    deliveries.attempt(queued, len(PAUSES) + 1)
    webhook = _kept(service, queued)
    assert (webhook.state, webhook.attempts, webhook.outcome, webhook.next_try_at) == (
        "given up",
        11,
        "500",
        None,
    )


def test_what_was_given_up_can_be_sent_again_and_says_the_same(service: Service, queued: str) -> None:
    post = Post(*[500] * 11, 200)
    deliveries = Deliveries(service.jobs, post)
    for number in range(1, 12):
        deliveries.attempt(queued, number)
    resend(service.jobs, queued)
    deliveries.attempt(queued, 12)
    assert _kept(service, queued).state == "delivered"
    assert json.loads(post.sent[0][2]) == json.loads(post.sent[11][2])


def test_a_resent_webhook_does_not_wait_for_its_time_and_is_sent_once(service: Service, queued: str) -> None:
    post = Post(500, 200)
    deliveries = Deliveries(service.jobs, post)
    deliveries.attempt(queued, 1)
    resend(service.jobs, queued)
    waiting = [name for name, state in _waiting_attempts(service).items() if state == "ENQUEUED"]
    assert len(waiting) == 2
    for _ in range(2):  # the one that was entered now and, later, the one that had waited for its time
        deliveries.attempt(queued, 2)
    assert len(post.sent) == 2


def test_a_queued_that_failed_is_superseded_by_how_the_job_ended(service: Service, queued: str) -> None:
    job_id = queued.partition("-")[0]
    post = Post(500, 200)
    deliveries = Deliveries(service.jobs, post)
    deliveries.attempt(queued, 1)
    service.jobs.fail(job_id, "crashed", "It could not be played.")
    deliveries.attempt(f"{job_id}-failed", 1)
    deliveries.attempt(queued, 2)
    assert [json.loads(body)["status"] for _, _, body in post.sent] == ["queued", "failed"]
    assert _kept(service, queued).state == "superseded"
    with pytest.raises(ResendError, match="Its job has ended since"):
        resend(service.jobs, queued)


def test_a_first_queued_is_sent_even_when_its_job_has_ended_meanwhile(service: Service, queued: str) -> None:
    service.jobs.fail(queued.partition("-")[0], "crashed", "It could not be played.")
    Deliveries(service.jobs, Post(200)).attempt(queued, 1)
    assert _kept(service, queued).state == "delivered"


def test_an_attempt_that_was_lost_with_its_workflow_is_entered_again(service: Service, queued: str) -> None:
    later = Store(
        service.store.engine,
        service.store.cipher,
        service.settings.files,
        lambda: utc_now() + timedelta(seconds=OVERDUE + 60),
    )
    assert [one.id for one in later.outgoing.overdue(OVERDUE)] == [queued]
    assert service.store.outgoing.overdue(OVERDUE) == []
    Deliveries(open_jobs(later), Post()).revive()
    assert len(_waiting_attempts(service)) == 2
    assert later.outgoing.overdue(OVERDUE) == []


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
    eventually(lambda: _kept(api.service, f"{job_id}-queued").state in ("superseded", "delivered"))
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
    return sum(state == "DELAYED" for state in _waiting_attempts(service).values())


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
    eventually(lambda: _kept(api.service, f"{job_id}-completed").state == "refused")
    assert receiver.bodies == []
