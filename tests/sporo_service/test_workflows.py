"""What a worker clears away: what no job needs any more, and nothing else."""

import os
from collections.abc import Callable
from subprocess import Popen

from sporo_service.settings import Settings
from tests.sporo_service.harness import Api, eventually

Start = Callable[..., Popen[str]]


def test_the_files_of_an_upload_that_never_became_a_job_are_removed_and_those_that_wait_are_kept(
    api: Api, start_worker: Start
) -> None:
    waiting = api.service.store.upload_of(api.upload().json()["upload_id"])
    orphan, arriving = (api.service.store.upload_of(letter * 24) for letter in "ef")
    for folder in (orphan, arriving):
        folder.mkdir()
        (folder / "0.sealed").write_bytes(b"left")
    for old in (orphan, *orphan.iterdir(), waiting, arriving):
        os.utime(old, (0, 0))
    start_worker("--seconds", "60")
    eventually(lambda: not orphan.exists())
    assert arriving.exists()
    assert (waiting / "0.sealed").exists()


def test_an_upload_that_was_interrupted_goes_on_with_the_next_worker(api: Api, start_worker: Start) -> None:
    first = start_worker("--seconds", "60")
    upload_id = api.upload(("a.txt", b"Cough."), ("b.txt", b"Fever.")).json()["upload_id"]
    eventually(lambda: api.job(upload_id, "")["status"] == "processing")
    first.kill()
    first.wait()
    start_worker()
    job = api.ended(upload_id, "")
    assert [file["name"] for file in job["documents"]] == ["a.txt", "b.txt"]
    eventually(lambda: not list((api.service.settings.data_dir / "work").iterdir()))


def test_an_upload_that_takes_the_worker_down_each_time_ends_failed_and_leaves_no_file(
    serve: Callable[..., Api], settings: Settings, start_worker_with: Start
) -> None:
    once = settings.model_copy(update={"job_attempts": 1})
    api = serve(once)
    upload_id = api.upload().json()["upload_id"]
    start_worker_with(once, "--behaviour", "die").wait()
    start_worker_with(once, "--behaviour", "die")
    assert api.ended(upload_id, "")["error_code"] == "worker_crashed"
    eventually(lambda: not list(api.service.store.uploads.iterdir()))
