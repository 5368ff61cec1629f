"""Who a client is: an address, taken from the proxy where there is one that we trust."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.serve.sparql.limits import PREFIX

_WORDS: Final = Words(__file__).group("operator")
PROXIES: Final = f"{PREFIX}PROXIES"
"""The environment variable with the addresses or networks whose X-Forwarded-For is believed."""

_USUAL: Final = "127.0.0.0/8, ::1"
# A provider gives a household or a machine so many bits of IPv6 of its own (RFC 6177).
_BITS_OF_A_SITE: Final = 64
_WITH_PORT: Final = re.compile(r"\[([^\]]*)\](?::\d+)?|([^:]*):\d+")
_LONGEST: Final = 64

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Clients:
    """Tells clients apart; `proxies` are those whose X-Forwarded-For is believed."""

    proxies: tuple[Network, ...]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Clients:
        """Return what the environment says, else trust in this machine alone; raises ConfigurationError."""
        names = [name.strip() for name in environment.get(PROXIES, _USUAL).split(",")]
        try:
            return cls(tuple(ipaddress.ip_network(name, strict=False) for name in names if name))
        except ValueError as error:
            raise ConfigurationError(
                filled(_WORDS["no_networks"], variable=PROXIES, reason=str(error))
            ) from error

    def client_of(self, peer: str | None, forwarded_for: str | None) -> str:
        """Return who asks: the address of the other end, or the one that the nearest trusted proxy names.

        What a client itself puts into X-Forwarded-For stands before that, and is not believed.
        """
        named = (forwarded_for or "").split(",") if self._trusts(peer) else []
        names = [name.strip() for name in named if name.strip()]
        while len(names) > 1 and self._trusts(names[-1]):  # a proxy behind the proxy
            names.pop()
        return _site(names[-1] if names else peer or "")

    def _trusts(self, name: str | None) -> bool:
        """Return whether a proxy is believed; one at a Unix socket has no address and is on this machine."""
        address = _address(name) if name else None
        if address is None:
            return not name and bool(self.proxies)
        return any(address in network for network in self.proxies)


def _address(name: str) -> Address | None:
    match = _WITH_PORT.fullmatch(name)
    bare = name if match is None else match[1] or match[2]
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return address if mapped is None else mapped


def _site(name: str) -> str:
    """Return what counts as one client: an IPv4 address, the site of an IPv6 one, or a proxy's word."""
    address = _address(name)
    if address is None:
        return name[:_LONGEST]
    if address.version == 6:
        return str(ipaddress.ip_network((address, _BITS_OF_A_SITE), strict=False))
    return str(address)
