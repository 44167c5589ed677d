"""Where webhooks may go: to the public internet, and to private addresses only where the settings allow it.

The address is judged when the connection is made, after the name was looked up, so that a name which resolves
to another address the second time gains nothing.
"""

import ipaddress
import socket
from collections.abc import Iterable

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class AddressError(Exception):
    """A webhook must not go to this address."""


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
        plain = getattr(address, "ipv4_mapped", None) or address
        if plain.is_global and not plain.is_multicast:
            return True
        named = {host.lower(), f"{host.lower()}:{port}"} & self._hosts
        return bool(named) or any(plain in network for network in self._networks)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to permitted addresses."""

    def __init__(self, allowed: AllowedAddresses) -> None:
        self._allowed = allowed
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers; all of them must be permitted."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address.")
        for address in self._addresses(host, port):
            try:
                return self._network.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, host: str, port: int) -> list[Address]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:  # the latter for a label longer than names may have
            raise httpcore.ConnectError(f"{host} could not be looked up.") from error
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        if not all(self._allowed.permit(host, port, address) for address in addresses):
            raise AddressError(
                "Webhooks to private addresses are refused; SPORO_WEBHOOK_ALLOW can allow one."
            )
        return addresses
