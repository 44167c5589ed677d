import ipaddress
from collections.abc import Sequence

import httpcore
import pytest

from sporo_service.addresses import AddressError, AllowedAddresses, GuardedBackend


def _permits(rules: Sequence[str], host: str, address: str, port: int = 443) -> bool:
    return AllowedAddresses(rules).permit(host, port, ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_a_public_address_is_permitted(address: str) -> None:
    assert _permits([], "hook.example.com", address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 (an address to refuse, not one to listen on)
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
    ],
)
def test_a_private_address_is_refused(address: str) -> None:
    assert not _permits([], "hook.example.com", address)


@pytest.mark.parametrize(
    ("rule", "host", "address", "port", "permitted"),
    [
        ("127.0.0.1", "localhost", "127.0.0.1", 8501, True),
        ("10.0.0.0/8", "ehr.clinic", "10.9.8.7", 443, True),
        ("10.0.0.0/8", "ehr.clinic", "192.168.0.1", 443, False),
        ("ehr.clinic", "EHR.clinic", "192.168.0.1", 443, True),
        ("ehr.clinic:8443", "ehr.clinic", "192.168.0.1", 8443, True),
        ("ehr.clinic:8443", "ehr.clinic", "192.168.0.1", 443, False),
        ("127.0.0.1:8501", "127.0.0.1", "127.0.0.1", 8501, True),
        ("127.0.0.1:8501", "127.0.0.1", "127.0.0.1", 22, False),
    ],
)
def test_a_rule_permits_what_it_names_and_nothing_else(
    rule: str, host: str, address: str, port: int, *, permitted: bool
) -> None:
    assert _permits([rule], host, address, port) is permitted


@pytest.mark.parametrize("host", ["a" * 70 + ".example.com", "hook..example.com"])
def test_a_name_that_can_not_be_looked_up_is_an_address_that_does_not_answer(host: str) -> None:
    with pytest.raises(httpcore.ConnectError, match="could not be looked up"):
        GuardedBackend(AllowedAddresses([])).connect_tcp(host, 443)


def test_the_address_is_judged_when_the_connection_is_made() -> None:
    with pytest.raises(AddressError):
        GuardedBackend(AllowedAddresses([])).connect_tcp("localhost", 9, timeout=1)


def test_a_name_without_an_address_is_a_failed_connection() -> None:
    with pytest.raises(httpcore.ConnectError):
        GuardedBackend(AllowedAddresses([])).connect_tcp("nowhere.invalid", 443, timeout=1)
