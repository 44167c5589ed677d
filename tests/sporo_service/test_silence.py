"""A marked word is sent through every route and into every failure: no log of API or worker holds it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from sporo_service.app import API_PATH
from sporo_service.keys import Keys
from sporo_service.settings import Settings
from sporo_service.store import open_store
from sporo_service.tables import jobs
from tests.ports import free_port
from tests.sporo_service.harness import CLIP, ROOT, Receiver, eventually

MARK = "Zyxomumab"
ENDED = ("completed", "failed")

API = """
import sys
from sporo_service.app import create_server
from sporo_service.logs import install
from sporo_service.server import listen
from sporo_service.settings import Settings

class Crashing:
    def summarize(self, documents, focus):
        raise ValueError(documents[0].pages[0].text + focus)

settings = Settings()
install(settings)
listen(create_server(settings, Crashing()), "127.0.0.1", int(sys.argv[1]))
"""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"log_format": "json", "log_level": "debug"})


@pytest.fixture
def key(settings: Settings) -> str:
    store = open_store(settings)
    made = Keys(store).create(MARK)
    store.close()
    return made


@pytest.fixture
def http(settings: Settings, key: str) -> Iterator[httpx.Client]:
    """A client of an API that runs as it does alone; what it writes is in `api.log`."""
    port = free_port()
    with (
        (settings.data_dir / "api.log").open("wb") as log,
        subprocess.Popen(
            [sys.executable, "-c", API, str(port)],
            stdout=log,
            stderr=log,
            env=settings.environment(),
            cwd=ROOT,
        ) as api,
        httpx.Client(
            base_url=f"http://127.0.0.1:{port}{API_PATH}", headers={"X-API-KEY": key}, timeout=30
        ) as client,
    ):
        eventually(lambda: _answers(client))
        yield client
        api.terminate()


def _answers(client: httpx.Client) -> bool:
    with suppress(httpx.TransportError):
        return client.get("templates/community").is_success
    return False


def _good(http: httpx.Client, hook: str) -> list[str]:
    """Requests as they should be, each with the mark wherever a person may write; the paths of their jobs."""
    template = http.get("templates/community").json()["data"][0]["_id"]
    person = {"email": f"{MARK}@example.com", "first_name": MARK, "last_name": MARK, "foo": MARK}
    named = {"Idempotency-Key": MARK, "X-Request-ID": MARK, "User-Agent": MARK}
    audio = http.post(
        "audio/notes",
        data={"template_id": template, "webhook_url": f"{hook}/{MARK}"},
        files={"file": (f"{MARK}.ogg", CLIP.read_bytes())},
        headers=named,
    )
    upload = http.post(
        "upload/",
        data={"extra_information": MARK, "webhook_url": f"{hook}/?name={MARK}", **person},
        files=[("files", (f"{MARK}.txt", MARK.encode())), ("files", (f"{MARK}.pdf", b"unreadable"))],
        headers=named,
    )
    codes = http.post("icd10/text", json={"text": f"{MARK} high blood pressure"}, headers=named)
    assert (audio.status_code, upload.status_code, codes.status_code) == (202, 200, 202)
    return [
        f"audio/notes/{audio.json()['job_id']}",
        upload.json()["upload_id"],
        f"icd10/{codes.json()['job_id']}",
    ]


def _bad(http: httpx.Client) -> None:
    """Requests that are refused or fail, each with the mark in it."""
    http.post("upload/text/", json={"user_input": MARK, "extra_information": MARK, "foo": {MARK: MARK}})
    http.post("upload/text/", content=f'{{"user_input": "{MARK}'.encode())
    http.post("upload/text/", json=[MARK])
    http.post("icd10/text", json={"text": None, MARK: MARK})
    http.post("icd10/text", json={"text": MARK, "webhook_url": MARK})
    http.post("upload/", data={MARK: MARK})
    http.post("upload/", content=MARK.encode(), headers={"Content-Type": f"multipart/form-data; {MARK}"})
    http.post("upload/", files=[("files", (f"../../{MARK}", b""))])
    http.post("audio/notes", data={"template_id": MARK}, files={"file": (MARK, MARK.encode())})
    http.post("audio/notes", data={"template_id": MARK}, files={"file": (MARK, CLIP.read_bytes())})
    for path in (
        MARK,
        f"icd10/{MARK}",
        f"audio/notes/{MARK}",
        f"{MARK}/{MARK}",
        f"templates/community?name={MARK}",
    ):
        http.get(path)
        http.get(path, headers={"X-API-KEY": f"sporo_{MARK}"})
        http.request(MARK.upper(), path)


def _ended(http: httpx.Client, path: str) -> bool:
    return http.get(path).json()["status"] in ENDED


def _change(settings: Settings, statement: sa.Executable) -> None:
    store = open_store(settings)
    with store.begin() as tx:
        tx.execute(statement)
    store.close()


@pytest.mark.parametrize("behaviour", ["", "crash"])
def test_no_log_holds_what_was_sent_or_who_sent_it(
    behaviour: str,
    http: httpx.Client,
    settings: Settings,
    start_worker_with: Callable[..., object],
    receiver: Receiver,
) -> None:
    start_worker_with(settings, "--behaviour", behaviour)
    receiver.statuses = [500, 302]
    paths = _good(http, receiver.url)
    for path in paths:
        eventually(lambda path=path: _ended(http, path))  # type: ignore[misc]  # mypy can't tell its type
    _bad(http)
    eventually(lambda: len(receiver.bodies) >= 2)
    _change(settings, jobs.update().values(sealed_request=bytes(40)))
    for path in paths:  # the server ends a connection on which something unforeseen happened
        assert http.get(path, headers={"Connection": "close"}).status_code == 500
    _change(settings, sa.text("ALTER TABLE jobs RENAME TO lost"))
    assert http.post("icd10/text", json={"text": MARK}).status_code == 503
    for name, events in (
        ("api.log", {"request", "job accepted", "text not summarized", "request failed"}),
        ("worker.log", {"step done", "job ended", "webhook tried"}),
    ):
        _judge(settings.data_dir / name, events, [MARK, http.headers["X-API-KEY"], "amoxicillin"])


def _judge(log: Path, events: set[str], unsaid: list[str]) -> None:
    """Fail where a log says what it must not, or where a line of it is not one of the structured ones."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    assert events <= {line["event"] for line in lines}
    text = log.read_text("utf-8").lower()
    for word in unsaid:
        assert word.lower() not in text.replace("sporo_service", ""), f"{word!r} stands in {log.name}"
