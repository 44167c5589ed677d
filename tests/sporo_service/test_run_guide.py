"""The guide's receiver does what the guide says."""

import re
from typing import Any

import pytest
from standardwebhooks import WebhookVerificationError

from sporo_service.jobs import AUDIO_NOTE, new_job_id
from sporo_service.keys import Keys
from sporo_service.service import Service
from sporo_service.webhooks import Deliveries
from tests.sporo_service.harness import ROOT


def _receiver() -> Any:  # noqa: ANN401 (a function that the guide defines)
    guide = (ROOT / "docs" / "run.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 (our own guide)
    return names["received"]


def test_the_guides_receiver_takes_our_webhooks_and_nobody_elses(service: Service) -> None:
    keys = Keys(service.store)
    key_id = keys.owner(keys.create("ward 3")) or ""
    job_id = new_job_id()
    wanted = {"template_id": "t", "webhook_url": "https://hook.example.com"}
    service.jobs.accept(job_id, AUDIO_NOTE, key_id, wanted)
    sent: list[tuple[bytes, dict[str, str]]] = []

    def post(_url: str, headers: Any, body: bytes) -> int:  # noqa: ANN401 (any mapping)
        sent.append((body, dict(headers)))
        return 204

    Deliveries(service.jobs, post).attempt(f"{job_id}-queued", 1)
    ((body, headers),) = sent
    received, secret = _receiver(), keys.webhook_secret(key_id)
    assert received(secret, body, headers)["job_id"] == job_id
    for forged in (body + b" ", b"{}"):
        with pytest.raises(WebhookVerificationError):
            received(secret, forged, headers)
