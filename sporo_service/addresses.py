"""Where webhooks may go: to the public internet, and to private addresses only where the settings allow it.

The address is judged when the connection is made, after the name was looked up, so that a name which resolves
to another address the second time gains nothing, nor does any other way of writing an address.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PATIENCE = 20.0
"""Seconds that one connection may last, however slowly the other side reads and writes."""

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is meant."""

NEVER_PUBLIC = [
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's own service for its machines, at a public address
        "192.0.0.0/24",  # RFC 6890; partly public for some versions of Python
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "2001::/32",  # Teredo: holds an IPv4 address of its own
        "2002::/16",  # 6to4: the same
    )
]


class AddressError(Exception):
    """A webhook must not go to this address."""


def look_up(host: str, port: int) -> list[str]:
    """All addresses that the system finds for a name, or for any way to write an address."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]).partition("%")[0] for entry in found]


class AllowedAddresses:
    """The rules of `SPORO_WEBHOOK_ALLOW`: each is a network, a host, or a host with a port."""

    def __init__(self, rules: Iterable[str]) -> None:
        self._networks: list[Network] = []
        self._hosts: set[str] = set()
        for rule in rules:
            try:
                self._networks.append(ipaddress.ip_network(rule, strict=False))
            except ValueError:
                self._hosts.add(rule.lower())

    def permit(self, host: str, port: int, address: Address) -> bool:
        """Whether a webhook for `host` and `port` may connect to the address that the name led to."""
        plain = _plain(address)
        if _public(plain):
            return True
        name = host.lower().removesuffix(".")
        name = f"[{name}]" if ":" in name else name
        named = {name, f"{name}:{port}"} & self._hosts
        return bool(named) or any(plain in network for network in self._networks)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to permitted addresses, and for no longer than `patience` seconds."""

    def __init__(
        self,
        allowed: AllowedAddresses,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        network: httpcore.NetworkBackend | None = None,
        look_up: Callable[[str, int], list[str]] = look_up,
    ) -> None:
        self._allowed = allowed
        self._patience = patience
        self._clock = clock
        self._network = network or httpcore.SyncBackend()
        self._look_up = look_up

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers; all of them must be permitted."""
        ends_at = self._clock() + self._patience
        failure: Exception = httpcore.ConnectError(f"{host} has no address.")
        for address in self._addresses(host, port):
            left = _left(timeout, ends_at, self._clock, httpcore.ConnectTimeout)
            try:
                stream = self._network.connect_tcp(str(address), port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return BriefStream(stream, ends_at, self._clock)
        raise failure

    def _addresses(self, host: str, port: int) -> list[Address]:
        try:
            found = self._look_up(host, port)
        except (OSError, UnicodeError) as error:  # the latter for a label longer than names may have
            raise httpcore.ConnectError(f"{host} could not be looked up.") from error
        addresses = [ipaddress.ip_address(address) for address in found]
        if not all(self._allowed.permit(host, port, address) for address in addresses):
            raise AddressError(
                "Webhooks to private addresses are refused; SPORO_WEBHOOK_ALLOW can allow one."
            )
        return addresses


class BriefStream(httpcore.NetworkStream):
    """A connection that ends at its time: a receiver which sends a byte now and then can't hold it open."""

    def __init__(self, stream: httpcore.NetworkStream, ends_at: float, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._ends_at = ends_at
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What arrived."""
        left = _left(timeout, self._ends_at, self._clock, httpcore.ReadTimeout)
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        left = _left(timeout, self._ends_at, self._clock, httpcore.WriteTimeout)
        self._stream.write(buffer, left)

    def close(self) -> None:
        """End it."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        left = _left(timeout, self._ends_at, self._clock, httpcore.ConnectTimeout)
        encrypted = self._stream.start_tls(ssl_context, server_hostname, left)
        return BriefStream(encrypted, self._ends_at, self._clock)

    def get_extra_info(self, info: str) -> object:
        """What the connection below knows of itself."""
        return self._stream.get_extra_info(info)


def _plain(address: Address) -> Address:
    """The IPv4 address that an IPv6 address only wraps, or the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in TRANSLATED:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address
    return address


def _public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    if any(address in network for network in NEVER_PUBLIC):
        return False
    return address.is_global and not address.is_multicast


def _left(
    timeout: float | None, ends_at: float, clock: Callable[[], float], too_late: type[Exception]
) -> float:
    left = ends_at - clock()
    if left <= 0:
        raise too_late
    return left if timeout is None else min(timeout, left)
