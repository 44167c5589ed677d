"""The real services, built once: a visit travels from the click to the note over a real socket."""

import base64
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from sporo_ui import deps
from sporo_ui.connection import Health
from sporo_ui.entries import LOCAL_PERSON, Entry, State
from sporo_ui.settings import Settings
from sporo_ui.visits import Visit
from sporo_ui.webhook import Hint
from tests.sporo_ui.ground import ACCEPTED, COMPLETED, CONSENT, JOB, KEY, TEMPLATE, Ground, wav

DEADLINE = 20.0


@dataclass
class Service:
    """A Clinical API on a socket that completes what it gets."""

    url: str
    posts: list[tuple[str, bytes]] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    dawdles_over: bytes = b"\0 nothing"
    """What is answered only once `hurried` is set."""
    hurried: threading.Event = field(default_factory=threading.Event)

    @property
    def hook(self) -> str:
        """The unguessable part of the last webhook address that came."""
        return self.posts[-1][1].decode(errors="replace").partition("/hooks/")[2].partition("\r\n")[0]


@pytest.fixture
def service() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            found.posts.append((self.headers["X-API-KEY"], content))
            if found.dawdles_over in content:
                found.hurried.wait(DEADLINE)
            self._say(202, ACCEPTED)

        def do_GET(self) -> None:
            if "templates" in self.path:
                self._say(200, {"data": [{"_id": TEMPLATE.id, "name": TEMPLATE.name}], "count": 1})
            else:
                found.reads.append(self.path)
                self._say(200, COMPLETED)

        def _say(self, status: int, body: object) -> None:
            said = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_parts: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Service(f"http://127.0.0.1:{server.server_port}/api/v1/pcr")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield found
        server.shutdown()
        thread.join()


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Callable[[str], deps.Services]]:
    built: list[deps.Services] = []

    def one(url: str) -> deps.Services:
        settings = Settings(
            data_dir=tmp_path, api_url=url, api_key=SecretStr("a-key"), public_url="http://127.0.0.1:9"
        )
        built.append(deps.build(settings.model_copy(update={"get_tries": 1})))
        return built[-1]

    yield one
    for services in built:
        services.stop()


def submit(services: deps.Services) -> Entry:
    visit = Visit("John Smith.wav", TEMPLATE, "JS", CONSENT)
    return services.visits.submit_visit(LOCAL_PERSON, io.BytesIO(wav(3)), visit)


def until(services: deps.Services, entry: Entry, state: State) -> Entry:
    end = time.monotonic() + DEADLINE
    while (found := services.visits.entry(LOCAL_PERSON, entry.id)).state != state:
        assert time.monotonic() < end, found.state
        time.sleep(0.02)
    return found


def test_a_click_becomes_a_note_by_itself_and_a_webhook_hurries_it(
    service: Service, build: Callable[[str], deps.Services]
) -> None:
    services = build(service.url)
    services.start()
    entry = submit(services)
    until(services, entry, State.QUEUED)
    assert service.posts[0][0] == "a-key"
    assert services.hear(service.hook, Hint(JOB, has_ended=True))
    until(services, entry, State.COMPLETED)
    assert services.visits.note(LOCAL_PERSON, entry.id).sections[0].text == "Honey."
    assert len(service.reads) == 1
    assert services.connection().health == Health.READY


def test_a_slow_sending_holds_up_none_of_the_others(
    service: Service, build: Callable[[str], deps.Services]
) -> None:
    service.dawdles_over = b"a long letter"
    services = build(service.url)
    services.start()
    letter = services.codes.submit(LOCAL_PERSON, "JS", "a long letter")
    until(services, letter, State.SENDING)
    visit = submit(services)
    until(services, visit, State.QUEUED)
    assert services.codes.entry(LOCAL_PERSON, letter.id).state == State.SENDING
    service.hurried.set()
    end = time.monotonic() + DEADLINE
    while services.codes.entry(LOCAL_PERSON, letter.id).state == State.SENDING:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_click_before_a_restart_is_sent_after_it(
    service: Service, build: Callable[[str], deps.Services]
) -> None:
    before = build(service.url)
    entry = submit(before)
    assert service.posts == []
    before.stop()
    after = build(service.url)
    after.start()
    until(after, entry, State.QUEUED)
    assert len(service.posts) == 1


def test_what_a_killed_app_was_about_to_do_is_done_at_once_by_the_next(
    service: Service, build: Callable[[str], deps.Services]
) -> None:
    """Claim and duty of the dead last for minutes; a process that is alone on its folder need not wait."""
    killed = build(service.url)
    entry = submit(killed)
    assert killed.outbox.claim(3600)
    assert killed.lease.hold()
    after = build(service.url)
    after.start()
    until(after, entry, State.QUEUED)
    assert after.hear(service.hook, Hint(JOB, has_ended=True))
    until(after, entry, State.COMPLETED)


def test_a_document_that_a_killed_app_was_looking_at_is_gone_after_the_next_start(
    service: Service, build: Callable[[str], deps.Services], tmp_path: Path
) -> None:
    left = tmp_path / "looks" / "abc" / "document"
    left.parent.mkdir(parents=True)
    left.write_text("a patient")
    build(service.url).start()
    assert not left.exists()
    left.parent.mkdir(parents=True)
    left.write_text("another, which the living app looks at")
    build(service.url).start()
    assert left.exists()


def test_what_a_living_app_is_doing_is_left_to_it(
    service: Service, build: Callable[[str], deps.Services]
) -> None:
    living = build(service.url)
    living.start()
    assert living.lease.hold()
    other = build(service.url)
    other.start()
    assert not other.lease.hold()


def test_a_service_that_is_down_is_said_to_be_down_and_the_visit_waits(
    build: Callable[[str], deps.Services],
) -> None:
    services = build("http://127.0.0.1:9")
    services.start()
    entry = submit(services)
    end = time.monotonic() + DEADLINE
    while not services.visits.entry(LOCAL_PERSON, entry.id).problem:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert services.visits.entry(LOCAL_PERSON, entry.id).state == State.UNSENT
    assert services.connection().health == Health.DOWN
    assert services.connection().why == "The service can't be reached."


def test_a_worker_that_keeps_dying_makes_the_connection_red(service: Service, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, api_url=service.url)
    services = deps.build(settings, lambda: "The worker keeps stopping.")
    assert (services.connection().health, services.connection().why) == (
        Health.DOWN,
        "The worker keeps stopping.",
    )
    services.stop()


def test_a_proxy_is_not_asked_for_what_stays_on_this_machine(service: Service, tmp_path: Path) -> None:
    ask = (
        "import sys; from pathlib import Path; from sporo_ui import deps;"
        "from sporo_ui.settings import Settings;"
        "services = deps.build(Settings(data_dir=Path(sys.argv[1]), api_url=sys.argv[2]));"
        "print(len(services.templates.listing().templates))"
    )
    proxies = {
        "HTTP_PROXY": "http://127.0.0.1:9",
        "http_proxy": "http://127.0.0.1:9",
        "NO_PROXY": "",
        "no_proxy": "",
    }
    told = subprocess.run(
        [sys.executable, "-c", ask, str(tmp_path), service.url],
        env=os.environ | proxies,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "1\n"


def test_templates_come_from_the_service(service: Service, build: Callable[[str], deps.Services]) -> None:
    assert build(service.url).templates.listing().get(TEMPLATE.id) is not None


def test_stopping_takes_no_longer_than_it_has_to(
    service: Service, build: Callable[[str], deps.Services]
) -> None:
    services = build(service.url)
    services.start()
    began = time.monotonic()
    services.stop()
    assert time.monotonic() - began < 3


def test_a_second_app_on_the_same_folder_reads_on_at_once_after_the_first_has_ended(
    service: Service, build: Callable[[str], deps.Services]
) -> None:
    first, second = build(service.url), build(service.url)
    first.start()
    entry = submit(first)
    until(first, entry, State.QUEUED)
    first.stop()
    second.start()
    assert second.hear(service.hook, Hint(JOB, has_ended=True))
    until(second, entry, State.COMPLETED)


def test_services_are_the_installed_ones(service: Service, build: Callable[[str], deps.Services]) -> None:
    one, other = build(service.url), build(service.url)
    deps.install(one)
    assert deps.services() is one
    deps.install(other)
    assert deps.services() is other


def test_the_notes_of_the_app_are_held_against_their_transcripts(tmp_path: Path) -> None:
    key = SecretStr(base64.b64encode(KEY).decode())
    told = Settings(data_dir=tmp_path, api_url="http://127.0.0.1:9", encryption_key=key)
    services = deps.build(told)
    ground = Ground(tmp_path, services.settings.database_url)
    said = "I take lisinopril ten milligrams once a day and nothing else, and my chest has not hurt."
    answered = COMPLETED | {"transcript": said, "note": "MEDICATIONS\nLisinopril 40 mg daily."}
    entry = ground.finished(ground.submit(), ACCEPTED, answered)
    found = services.notes.review(LOCAL_PERSON, entry.id).flags
    assert any("40" in reviewed.flag.message for reviewed in found)
    ground.engine.dispose()
    services.stop()
