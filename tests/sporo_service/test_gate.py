import pytest
from limits.storage import Storage

from sporo_service.errors import TooMany
from sporo_service.gate import TRIES, Gate, open_gate
from sporo_service.keys import Keys
from sporo_service.service import Service
from sporo_service.settings import Settings
from sporo_service.windows import DatabaseWindows, MemoryWindows


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def _gate(service: Service, storage: Storage | None = None, **told: object) -> Gate:
    settings = Settings.model_validate({"data_dir": service.settings.data_dir, "rate_limits": "on", **told})
    return Gate(Keys(service.store), settings, storage or MemoryWindows())


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


def test_who_waits_as_told_is_let_in_and_who_comes_a_second_earlier_is_not(service: Service) -> None:
    clock = Clock()
    settings = Settings(data_dir=service.settings.data_dir, uploads_per_hour=2)
    gate = Gate(Keys(service.store), settings, DatabaseWindows(service.store.engine, clock), clock)
    for second in (0.0, 100.5):
        clock.now = 1_000_000.0 + second
        gate.spend("a", "upload", gate.limits.uploads)
    with pytest.raises(TooMany) as refused:
        gate.spend("a", "upload", gate.limits.uploads)
    assert (
        refused.value.retry_after == 3500
    )  # 3600 seconds after the first, 100.5 of which are over, rounded up
    clock.now += 3498.5
    with pytest.raises(TooMany):
        gate.spend("a", "upload", gate.limits.uploads)
    clock.now += 1
    gate.spend("a", "upload", gate.limits.uploads)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("uploads", "Rate limit of 10 requests per hour exceeded. Please try again after an hour."),
        ("texts", "Rate limit of 10 requests per hour exceeded. Please try again after an hour."),
        ("icd10_submits", "Rate limit of 60 requests per hour exceeded. Please try again after an hour."),
        ("audio_submits", "Rate limit of 60 requests per hour exceeded. Please try again after an hour."),
        ("status_reads", "Rate limit of 5 requests per minute exceeded. Please try again after a minute."),
    ],
)
def test_every_limit_refuses_in_the_documented_words(kind: str, sentence: str, service: Service) -> None:
    gate = _gate(service)
    limit = getattr(gate.limits, kind)
    for _ in range(limit.amount):
        gate.spend("a", kind, limit)
    with pytest.raises(TooMany) as refused:
        gate.spend("a", kind, limit)
    assert refused.value.sentence == sentence


def test_two_gates_on_one_database_count_together(service: Service) -> None:
    storage = DatabaseWindows(service.store.engine)
    first, second = (_gate(service, storage, texts_per_hour=1) for _ in range(2))
    first.spend("a", "text", first.limits.texts)
    with pytest.raises(TooMany):
        second.spend("a", "text", second.limits.texts)


def test_a_service_counts_in_memory_on_sqlite_and_in_the_database_where_several_may_share_it(
    service: Service,
) -> None:
    settings = Settings(data_dir=service.settings.data_dir, texts_per_hour=1)
    first, second = (open_gate(service.store, settings) for _ in range(2))
    first.spend("a", "text", first.limits.texts)
    if service.store.engine.dialect.name == "sqlite":
        second.spend("a", "text", second.limits.texts)
    else:
        with pytest.raises(TooMany):
            second.spend("a", "text", second.limits.texts)


def test_limits_that_are_off_refuse_nobody(service: Service) -> None:
    gate = _gate(service, rate_limits="off", audio_submits_per_hour=1)
    for _ in range(20):
        gate.spend("a", "audio_submit", gate.limits.audio_submits)


def test_where_no_submission_is_left_nothing_is_tried(service: Service) -> None:
    gate = _gate(service, uploads_per_hour=1)
    uploads = gate.limits.uploads
    gate.knock("a", "upload", uploads)
    gate.spend("a", "upload", uploads)
    for _ in range(2 * TRIES):
        with pytest.raises(TooMany, match="Rate limit of 1 requests per hour"):
            gate.knock("a", "upload", uploads)
    gate.knock("b", "upload", uploads)
