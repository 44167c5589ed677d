import base64
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from sporo_service.keys import Keys, embedded_key
from sporo_service.service import Service
from sporo_service.settings import Settings
from sporo_service.tables import api_keys


def _made(service: Service, name: str = "ward 3") -> tuple[Keys, str]:
    """The keys, and the id of a new one."""
    keys = Keys(service.store)
    return keys, keys.owner(keys.create(name)) or ""


def test_a_key_is_shown_once_and_kept_only_as_a_digest(service: Service, settings: Settings) -> None:
    key = Keys(service.store).create("ward 3")
    assert key.startswith("sporo_")
    assert Keys(service.store).owner(key)
    for file in settings.data_dir.iterdir():
        assert file.is_dir() or key.encode() not in file.read_bytes()


def test_keys_are_listed_by_name_without_the_key(service: Service) -> None:
    keys = Keys(service.store)
    keys.create("ward 3")
    keys.create("ward 4")
    assert [key.name for key in keys.all()] == ["ward 3", "ward 4"]


def test_a_revoked_key_opens_nothing_and_can_be_revoked_once(service: Service) -> None:
    keys = Keys(service.store)
    key = keys.create("ward 3")
    key_id = keys.owner(key)
    assert key_id
    assert keys.revoke(key_id)
    assert keys.owner(key) is None
    assert not keys.revoke(key_id)


def test_the_embedded_app_keeps_its_key_in_a_private_file(service: Service, settings: Settings) -> None:
    key = embedded_key(settings)
    assert embedded_key(settings) == key
    assert Keys(service.store).owner(key)
    assert stat.S_IMODE((settings.data_dir / "embedded.key").stat().st_mode) == 0o600
    assert [one.name for one in Keys(service.store).all()] == ["embedded app"]


def test_a_webhook_secret_is_of_the_standards_form_and_stays_the_same(service: Service) -> None:
    keys, key_id = _made(service)
    secret = keys.webhook_secret(key_id)
    assert secret == keys.webhook_secret(key_id)
    mark, _, written = secret.partition("_")
    assert mark == "whsec"
    assert 24 <= len(base64.b64decode(written, validate=True)) <= 64


def test_each_key_has_a_webhook_secret_of_its_own(service: Service) -> None:
    (keys, first), (_, second) = _made(service), _made(service)
    assert keys.webhook_secret(first) != keys.webhook_secret(second)


def test_a_webhook_secret_is_kept_sealed(service: Service, settings: Settings) -> None:
    keys, key_id = _made(service)
    secret = keys.webhook_secret(key_id).encode()
    for file in settings.data_dir.iterdir():
        assert file.is_dir() or secret not in file.read_bytes()
    with service.store.engine.connect() as connection:
        row = connection.execute(api_keys.select().where(api_keys.c.id == key_id)).one()
    assert secret not in row.sealed_webhook_secret


def test_a_renewed_webhook_secret_is_another(service: Service) -> None:
    keys, key_id = _made(service)
    first = keys.webhook_secret(key_id)
    second = keys.renew_webhook_secret(key_id)
    assert second != first
    assert keys.webhook_secret(key_id) == second


def test_who_needs_a_first_secret_at_the_same_time_gets_the_same(service: Service) -> None:
    keys, key_id = _made(service)
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(keys.webhook_secret, [key_id] * 8))) == 1


@pytest.mark.parametrize("ask", [Keys.webhook_secret, Keys.renew_webhook_secret])
def test_an_unknown_key_has_no_webhook_secret(ask: object, service: Service) -> None:
    assert callable(ask)
    with pytest.raises(KeyError):
        ask(Keys(service.store), "f" * 24)
