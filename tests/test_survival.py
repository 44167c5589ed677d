"""The whole app while its processes are killed: nothing is lost, done twice or left behind."""

import io
import random
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Select, func, select

from sporo_service.catalog import load_catalog
from sporo_service.settings import Settings as ServiceSettings
from sporo_service.store import open_store
from sporo_service.tables import jobs, webhooks
from sporo_ui import deps
from sporo_ui.entries import LOCAL_PERSON, Entry, State
from sporo_ui.models import Template
from sporo_ui.settings import Settings
from sporo_ui.visits import Visit
from tests.app_process import AppProcess
from tests.sound import samples_of, wav_of
from tests.sporo_service.harness import CLIP, eventually

VISITS = 20
KILLS = 6
RATE = 16_000
SECONDS = 3


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppProcess]:
    # Five status reads a minute would make twenty visits a matter of four minutes.
    quick = {"SPORO_RATE_LIMITS": "off", "SPORO_READS_PER_MINUTE": "120", "SPORO_SPEECH_MODE": "fast"}
    process = AppProcess(tmp_path / "data", quick)
    process.start()
    yield process
    process.stop()


def _recordings() -> Iterator[io.BytesIO]:
    """Short recordings, each different by a little more silence at its end."""
    words = samples_of(CLIP, RATE)[: 2 * RATE * SECONDS]
    for number in range(VISITS):
        yield io.BytesIO(wav_of(words + bytes(200 * number), RATE))


def _send_visits(services: deps.Services) -> None:
    soap = load_catalog().named("SOAP")
    assert soap
    template = Template.model_validate({"_id": soap.id, "name": soap.name})
    for number, recording in enumerate(_recordings()):
        visit = Visit(f"{number}.wav", template, f"Room {number}", datetime.now(UTC))
        services.visits.submit_visit(LOCAL_PERSON, recording, visit)


def _kill_something(app: AppProcess, chance: random.Random) -> None:
    if chance.random() < 0.5:
        for worker in app.workers():
            worker.kill()
        return
    app.kill()
    app.start()


def _all_ended(services: deps.Services) -> list[Entry] | None:
    entries = services.visits.entries(LOCAL_PERSON)
    return None if any(entry.is_open for entry in entries) else entries


def _count(app: AppProcess, question: Select[int]) -> int:
    store = open_store(ServiceSettings(data_dir=app.folder))
    with store.engine.connect() as connection:
        found = connection.execute(question).scalar_one()
    store.close()
    return found


def test_twenty_visits_complete_once_each_while_app_and_worker_are_killed(app: AppProcess) -> None:
    """The ledger sends them, the service does them, 40 webhooks tell of them, whatever dies meanwhile."""
    services = deps.build(Settings(data_dir=app.folder, api_url=app.url))
    chance = random.Random(20)
    _send_visits(services)
    for _ in range(KILLS):
        threading.Event().wait(chance.uniform(0.3, 2.5))
        _kill_something(app, chance)

    entries = eventually(lambda: _all_ended(services), within=120)

    assert [entry.state for entry in entries] == [State.COMPLETED] * VISITS
    notes = [services.visits.note(LOCAL_PERSON, entry.id) for entry in entries]
    assert all("brings you in" in note.transcript for note in notes)
    assert _count(app, select(func.count(jobs.c.id))) == VISITS
    assert _count(app, select(func.count(webhooks.c.id))) == 2 * VISITS
    arrived = select(func.count(webhooks.c.id)).where(webhooks.c.outcome == "204")
    eventually(lambda: _count(app, arrived) == 2 * VISITS)
    services.stop()


def test_a_killed_app_leaves_no_worker_behind_and_starts_again_within_five_seconds(app: AppProcess) -> None:
    left = app.kill()
    assert left
    eventually(lambda: not any(worker.is_running() for worker in left), within=10)
    began = time.monotonic()
    app.start()
    assert time.monotonic() - began <= 5
