import json
from collections.abc import Mapping
from datetime import timedelta

import httpcore
import pytest
from standardwebhooks import Webhook as Signer
from standardwebhooks import WebhookVerificationError

from sporo_service.addresses import AddressError
from sporo_service.jobs import new_job_id, open_jobs
from sporo_service.keys import Keys
from sporo_service.service import Service
from sporo_service.store import Store, utc_now
from sporo_service.webhooks import OVERDUE, PAUSES, Deliveries, ResendError, resend
from tests.sporo_service.harness import kept_webhook, waiting_attempts

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
    assert kept_webhook(service, queued).state == "delivered"


@pytest.mark.parametrize(
    "outcome", [500, 404, 301, 429, httpcore.ConnectError(), httpcore.ReadTimeout(), OSError(), ValueError()]
)
def test_what_did_not_arrive_is_tried_again_as_the_same_event_signed_anew(
    outcome: int | Exception, service: Service, queued: str
) -> None:
    post = Post(outcome, 200)
    deliveries = Deliveries(service.jobs, post)
    deliveries.attempt(queued, 1)
    assert kept_webhook(service, queued).state == "waiting"
    deliveries.attempt(queued, 2)
    assert kept_webhook(service, queued).state == "delivered"
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
    assert kept_webhook(service, queued).state == "refused"


def test_a_settled_webhook_forgets_its_body_and_is_not_sent_twice(service: Service, queued: str) -> None:
    deliveries = Deliveries(service.jobs, Post(200))
    deliveries.attempt(queued, 1)
    deliveries.attempt(queued, 2)
    assert kept_webhook(service, queued).body is None


def test_an_attempt_that_is_made_twice_enters_the_next_one_once(service: Service, queued: str) -> None:
    deliveries = Deliveries(service.jobs, Post(500))
    for _ in range(2):
        deliveries.attempt(queued, 1)
    assert waiting_attempts(service) == {f"{queued}-1": "ENQUEUED", f"{queued}-2": "DELAYED"}
    assert kept_webhook(service, queued).attempts == 1


def test_a_receiver_that_never_answers_is_given_up_after_a_day_and_no_sooner(
    service: Service, queued: str
) -> None:
    deliveries = Deliveries(service.jobs, Post(*[500] * 11))
    for number in range(1, len(PAUSES) + 1):
        deliveries.attempt(queued, number)
        due = kept_webhook(service, queued).next_try_at
        assert due
        assert abs((due - utc_now()).total_seconds() - PAUSES[number - 1]) < 30
    assert sum(PAUSES) >= DAY
    deliveries.attempt(queued, len(PAUSES) + 1)
    webhook = kept_webhook(service, queued)
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
    assert kept_webhook(service, queued).state == "delivered"
    assert json.loads(post.sent[0][2]) == json.loads(post.sent[11][2])


def test_a_resent_webhook_does_not_wait_for_its_time_and_is_sent_once(service: Service, queued: str) -> None:
    post = Post(500, 200)
    deliveries = Deliveries(service.jobs, post)
    deliveries.attempt(queued, 1)
    resend(service.jobs, queued)
    waiting = [name for name, state in waiting_attempts(service).items() if state == "ENQUEUED"]
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
    assert kept_webhook(service, queued).state == "superseded"
    with pytest.raises(ResendError, match="Its job has ended since"):
        resend(service.jobs, queued)


def test_a_first_queued_is_sent_even_when_its_job_has_ended_meanwhile(service: Service, queued: str) -> None:
    service.jobs.fail(queued.partition("-")[0], "crashed", "It could not be played.")
    Deliveries(service.jobs, Post(200)).attempt(queued, 1)
    assert kept_webhook(service, queued).state == "delivered"


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
    assert len(waiting_attempts(service)) == 2
    assert later.outgoing.overdue(OVERDUE) == []
