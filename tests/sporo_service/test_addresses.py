import ipaddress
import itertools
import ssl
from collections.abc import Callable, Sequence
from typing import cast

import httpcore
import pytest

from sporo_service.addresses import AddressError, AllowedAddresses, BriefStream, GuardedBackend
from sporo_service.posting import guarded_post
from tests.sporo_service.harness import Receiver


def _permits(rules: Sequence[str], host: str, address: str, port: int = 443) -> bool:
    return AllowedAddresses(rules).permit(host, port, ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "2606:2800:220:1::1",
        "::ffff:93.184.216.34",
        "64:ff9b::5db8:d822",  # the first one as a network without IPv4 translates it
    ],
)
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
        "240.0.0.1",
        "255.255.255.255",
        "192.0.0.192",  # a cloud's metadata
        "192.88.99.1",
        "198.18.0.1",
        "100.100.100.200",  # another's
        "168.63.129.16",  # a third's, at a public address
        "::",
        "::1",
        "::127.0.0.1",
        "::93.184.216.34",
        "fec0::1",
        "ff02::1",
        "fd00:ec2::254",  # metadata by IPv6
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:5ef5:79fd:0:0:a9fe:a9fe",
        "2001:db8::1",
        "::ffff:169.254.169.254",
        "::ffff:0:0",
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
        ("127.0.0.1:8501", "localhost", "127.0.0.1", 8501, False),
        ("[::1]:8501", "::1", "::1", 8501, True),
        ("[::1]:8501", "::1", "::1", 22, False),
        ("ehr.clinic", "ehr.clinic.", "192.168.0.1", 443, True),
        ("ehr.clinic", "not-ehr.clinic", "192.168.0.1", 443, False),
        ("ehr.clinic", "ehr.clinic.evil.example", "192.168.0.1", 443, False),
        ("10.0.0.0/8", "ehr.clinic", "::ffff:10.9.8.7", 443, True),
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


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "2130706433",
        "0",
        "::ffff:7f00:1",
        "fe80::1%lo",
    ],
)
def test_the_address_is_judged_when_the_connection_is_made_however_it_is_written(host: str) -> None:
    with pytest.raises(AddressError):
        GuardedBackend(AllowedAddresses([])).connect_tcp(host, 9, timeout=1)


@pytest.mark.parametrize(
    "url",
    [
        "http://hook.example.com@127.0.0.1:9/",
        "http://hook.example.com:80@127.0.0.1:9/",
        "http://127.0.0.1:9#@hook.example.com/",
        "http://127.0.0.1:9?@hook.example.com/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://2130706433:9/",
    ],
)
def test_no_way_to_write_a_url_leads_inside(url: str) -> None:
    with pytest.raises(AddressError):
        guarded_post([])(url, {}, b"{}")


def test_what_a_url_says_of_a_user_is_not_sent(receiver: Receiver) -> None:
    url = receiver.url.replace("http://", "http://user:secret@")
    assert guarded_post(["127.0.0.1"])(url, {}, b'{"job_id": ""}') == 204
    assert "Authorization" not in receiver.headers[0]


class Names:
    """A network on which every name has the given addresses and only the last of them answers."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked: list[str] = []

    def look_up(self, host: str, port: int) -> list[str]:
        assert (host, port) == ("hook.example.com", 443)
        return list(self.addresses)

    def connect_tcp(self, host: str, *_: object) -> httpcore.NetworkStream:
        self.asked.append(host)
        if host != self.addresses[-1]:
            raise httpcore.ConnectError
        return httpcore.MockStream([])


def _guarded(names: Names, clock: Callable[[], float] = lambda: 0.0) -> GuardedBackend:
    return GuardedBackend(
        AllowedAddresses([]),
        clock=clock,
        network=cast("httpcore.NetworkBackend", names),
        look_up=names.look_up,
    )


def test_a_name_is_tried_at_each_of_its_addresses() -> None:
    names = Names("93.184.216.34", "93.184.216.35")
    _guarded(names).connect_tcp("hook.example.com", 443)
    assert names.asked == ["93.184.216.34", "93.184.216.35"]


def test_a_name_with_one_private_address_among_several_is_refused_before_any_is_tried() -> None:
    names = Names("93.184.216.34", "10.0.0.1")
    with pytest.raises(AddressError):
        _guarded(names).connect_tcp("hook.example.com", 443)
    assert names.asked == []


def test_many_addresses_that_do_not_answer_take_no_longer_than_one() -> None:
    names = Names(*(f"93.184.216.{last}" for last in range(50)))
    times = itertools.count(step=7.0)
    with pytest.raises(httpcore.ConnectTimeout):
        _guarded(names, lambda: next(times)).connect_tcp("hook.example.com", 443, timeout=5)
    assert len(names.asked) == 2


def test_a_connection_ends_at_its_time_however_little_is_left_to_wait_for() -> None:
    now = [0.0]
    stream = BriefStream(httpcore.MockStream([b"H", b"T"]), 20.0, lambda: now[0])
    assert stream.read(1, timeout=15) == b"H"
    now[0] = 20.0
    with pytest.raises(httpcore.ReadTimeout):
        stream.read(1, timeout=15)
    with pytest.raises(httpcore.WriteTimeout):
        stream.write(b"", timeout=15)
    with pytest.raises(httpcore.ConnectTimeout):
        stream.start_tls(ssl.create_default_context())


def test_a_name_without_an_address_is_a_failed_connection() -> None:
    with pytest.raises(httpcore.ConnectError):
        GuardedBackend(AllowedAddresses([])).connect_tcp("nowhere.invalid", 443, timeout=1)
