"""Asking the addresses of distributions as the portals do, bounded and polite: HEAD, on 405 GET, 10 seconds.

One request at a time, a pause between two to the same host, nothing read of a body, a limit on how many.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from dcat_publisher.insight.scores.measure import ACCESS_URL, FORMAT
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import DISTRIBUTION, DOWNLOAD_URL
from dcat_publisher.model.terms import iri_value, is_iri, lexical
from dcat_publisher.system.http import REDIRECTIONS, USER_AGENT, connection_to, sent

TIMEOUT: Final = 10.0
MAX_ADDRESSES: Final = 200
MAX_REDIRECTS: Final = 10
PAUSE: Final = 0.5
"""Seconds between two requests to one host."""
_AGENT: Final = f"{USER_AGENT} (link check)"
UNREACHABLE: Final = 400
"""What the national portal notes for an address that cannot be asked."""
_SERVICES: Final = {"WMS_SRVC": "WMS", "WFS_SRVC": "WFS", "WCS_SRVC": "WCS"}


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it stands in the catalogue, and as it is asked: a service is asked what it can do."""

    written: str
    asked: str
    get: bool = False


def addresses_of(graph: Graph, subjects: Iterable[str]) -> list[Address]:
    """Return the addresses of datasets' distributions, each once, in order."""
    found: dict[str, Address] = {}
    for subject in subjects:
        for node in graph.objects(subject, DISTRIBUTION):
            service = next((code for value in graph.objects(node, FORMAT) if (code := _service(value))), None)
            for predicate in (ACCESS_URL, DOWNLOAD_URL):
                for value in graph.objects(node, predicate):
                    if is_iri(value):
                        found.setdefault(value, _address(iri_value(value), service))
    return list(found.values())


def _service(value: str) -> str | None:
    return _SERVICES.get(lexical(value).rpartition("/")[2])


def _address(written: str, service: str | None) -> Address:
    if service is None:
        return Address(written, written)
    parts = urlsplit(written)
    if "request=getcapabilities" in parts.query.lower():
        return Address(written, written, get=True)
    query = f"request=GetCapabilities&service={service}"
    return Address(written, parts._replace(query=query).geturl(), get=True)


def ask(
    addresses: Iterable[Address], limit: int = MAX_ADDRESSES, sleep: Callable[[float], None] = time.sleep
) -> Iterator[tuple[str, int]]:
    """Ask addresses one by one; give each with its status, 400 when it could not be asked."""
    last: dict[str, float] = {}
    for number, address in enumerate(addresses):
        if number >= limit:
            return
        host = urlsplit(address.asked).netloc
        wait = last.get(host, 0.0) + PAUSE - time.monotonic()
        if wait > 0:
            sleep(wait)
        yield address.written, _status(address)
        last[host] = time.monotonic()


def _status(address: Address) -> int:
    if address.get:
        return _followed("GET", address.asked)
    status = _followed("HEAD", address.asked)
    return _followed("GET", address.asked) if status == http.client.METHOD_NOT_ALLOWED else status


def _followed(method: str, url: str) -> int:
    for _ in range(MAX_REDIRECTS + 1):
        try:
            status, target = _request(method, url)
        except (OSError, http.client.HTTPException, ValueError):
            return UNREACHABLE
        if status not in REDIRECTIONS or target is None:
            return status
        url = urljoin(url, target)
    return UNREACHABLE


def _request(method: str, url: str) -> tuple[int, str | None]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.hostname is None:
        raise ValueError(url)
    connection = connection_to(parts, TIMEOUT)
    try:
        response = sent(connection, method, parts, {"User-Agent": _AGENT, "Accept": "*/*"}, None, TIMEOUT)
        return response.status, response.getheader("Location")
    finally:
        connection.close()
