"""What is wrong with a request before its path is looked at: method, host and transfer coding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

# RFC 9110, section 9, and RFC 5789. A method beyond these is not known here (501); one of these that a path
# does not have is not allowed there (405).
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"})
# RFC 9112, section 3.2, and RFC 3986, section 3.2.2: a name, an address, or an IPv6 address in brackets, and
# a port. The comma, which a name may have by the letter, joins here the values of a header that came twice.
_HOST: Final = re.compile(
    r"(?:\[[0-9A-Fa-f:.]+\]|\[v[0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+;=:-]+\]"
    r"|(?:[A-Za-z0-9._~!$&'()*+;=-]|%[0-9A-Fa-f]{2})+)(?::[0-9]*)?"
)
_LONGEST_HOST: Final = 512


def fault(method: str, host: str | None, transfer_encoding: str | None, *, old: bool) -> int | None:
    """Return the status with which a request has to be refused, whatever it asks for; None if there is none.

    Args:
        method: as it was sent; methods are told apart by case.
        host: the Host header, values joined by commas; None where there is none.
        transfer_encoding: the header of that name, likewise.
        old: whether the request is in HTTP/1.0, which knows neither of the two.

    No answer depends on the host. But a cache on the way may go by one of two, and keep for it what was asked
    of the other; and what is no host is a sign that two programs on the way read the request differently.
    """
    if host is None or host == "":  # an `http` address has a host (RFC 9110, section 4.2.1)
        if not old:
            return 400
    elif len(host) > _LONGEST_HOST or _HOST.fullmatch(host) is None:
        return 400
    if transfer_encoding is not None and transfer_encoding.strip(" \t").lower() != "chunked":
        return 501  # RFC 9112, section 6.1
    return None if method in METHODS else 501


def joined(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the headers by name in lower case; values of one that came again are joined by commas."""
    found: dict[str, str] = {}
    for name, value in fields:
        found[name] = f"{found[name]},{value}" if name in found else value
    return found
