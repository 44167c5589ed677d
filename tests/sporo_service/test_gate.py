import pytest

from sporo_service.errors import TooMany
from sporo_service.gate import Gate
from sporo_service.keys import Keys
from sporo_service.service import Service
from sporo_service.settings import Settings


def _gate(service: Service, **told: object) -> Gate:
    settings = Settings.model_validate({"data_dir": service.settings.data_dir, "rate_limits": "on", **told})
    return Gate(Keys(service.store), settings)


def test_each_key_and_each_route_has_a_window_of_its_own(service: Service) -> None:
    gate = _gate(service, status_reads_per_minute=1)
    reads = gate.limits.status_reads
    for key_id, route in (("a", "audio_status"), ("b", "audio_status"), ("a", "icd10_status")):
        gate.spend(key_id, route, reads)
        with pytest.raises(TooMany):
            gate.spend(key_id, route, reads)


def test_a_refused_request_does_not_push_the_window_further(service: Service) -> None:
    gate = _gate(service, status_reads_per_minute=1)
    gate.spend("a", "audio_status", gate.limits.status_reads)
    waits = []
    for _ in range(3):
        with pytest.raises(TooMany) as refused:
            gate.spend("a", "audio_status", gate.limits.status_reads)
        waits.append(refused.value.retry_after or 0)
    assert waits == sorted(waits, reverse=True)


def test_limits_that_are_off_refuse_nobody(service: Service) -> None:
    gate = _gate(service, rate_limits="off", audio_submits_per_hour=1)
    for _ in range(20):
        gate.spend("a", "audio_submit", gate.limits.audio_submits)
