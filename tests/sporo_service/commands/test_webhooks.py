import argparse

from sporo_service.commands import webhooks as command
from sporo_service.jobs import AUDIO_NOTE, new_job_id
from sporo_service.service import Service

ADDRESS = "https://hook.example.com/token-4711"


def _told(service: Service, *arguments: str) -> tuple[list[str], int]:
    """What the command answers to these arguments."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    options = parser.parse_args(arguments)
    lines, code = options.act(service.jobs, options)
    return list(lines), int(code)


def _queued(service: Service) -> str:
    job_id = new_job_id()
    service.jobs.accept(job_id, AUDIO_NOTE, "0" * 24, {"template_id": "t", "webhook_url": ADDRESS})
    return f"{job_id}-queued"


def test_webhooks_are_listed_with_what_came_of_them_and_without_their_addresses(service: Service) -> None:
    first, second = _queued(service), _queued(service)
    service.store.outgoing.settle(first, "given up")
    lines, code = _told(service, "list")
    assert code == 0
    assert {line.split()[0] for line in lines} == {first, second}
    assert "token-4711" not in "".join(lines)
    (failed,), _ = _told(service, "list", "--failed")
    assert failed.startswith(first)
    assert "given up" in failed


def test_a_webhook_that_was_given_up_waits_again_when_it_is_resent(service: Service) -> None:
    webhook_id = _queued(service)
    service.store.outgoing.settle(webhook_id, "given up")
    assert _told(service, "resend", webhook_id)[1] == 0
    (line,), _ = _told(service, "list")
    assert "waiting" in line


def test_a_webhook_that_makes_no_sense_any_more_is_refused_with_the_reason(service: Service) -> None:
    webhook_id = _queued(service)
    service.jobs.fail(webhook_id.partition("-")[0], "crashed", "It could not be played.")
    lines, code = _told(service, "resend", webhook_id)
    assert (lines[0].startswith("Its job has ended since."), code) == (True, 1)
    lines, code = _told(service, "resend", "nonsense")
    assert (lines[0].startswith("No webhook has this id."), code) == (True, 1)
