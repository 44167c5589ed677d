import argparse

from sporo_service.commands import keys as command
from sporo_service.keys import Keys
from sporo_service.service import Service


def _told(service: Service, *arguments: str) -> tuple[list[str], int]:
    """What the command answers to these arguments."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    options = parser.parse_args(arguments)
    lines, code = options.act(Keys(service.store), options)
    return list(lines), int(code)


def test_a_new_key_is_printed_with_its_secret_below(service: Service) -> None:
    (key, secret), code = _told(service, "create", "ward 3")
    keys = Keys(service.store)
    key_id = keys.owner(key)
    assert key_id
    assert (keys.webhook_secret(key_id), code) == (secret, 0)


def test_a_lost_secret_is_shown_again_or_renewed_and_never_listed(service: Service) -> None:
    keys = Keys(service.store)
    key_id = keys.owner(keys.create("ward 3")) or ""
    first = keys.webhook_secret(key_id)
    assert _told(service, "secret", key_id) == ([first], 0)
    renewed = _told(service, "secret", key_id, "--renew")
    assert renewed == ([keys.webhook_secret(key_id)], 0) != ([first], 0)
    (line,), _ = _told(service, "list")
    assert line.endswith("valid  ward 3")
    assert "whsec" not in line


def test_a_key_that_is_not_there_is_said(service: Service) -> None:
    for action in ("secret", "revoke"):
        lines, code = _told(service, action, "f" * 24)
        assert code == 1
        assert "`keys list` shows them all." in lines[0]
