import stat

from sporo_service.keys import Keys, embedded_key
from sporo_service.service import Service
from sporo_service.settings import Settings


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
