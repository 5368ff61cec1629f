"""The fetch, as the harvester does it: one GET, and nothing that a browser would add.

No conditional headers, no Accept-Encoding, the Accept value word for word; redirects within one scheme only;
200 or nothing; at most 75 MiB. Trials with Java's HttpURLConnection gave these rules.
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from dcat_publisher.insight.harvest.facts import MAX_BYTES, MAX_REDIRECTS, TIMEOUT, USER_AGENT
from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.model.language import Words

_WORDS: Final = Words(__file__)

# Java follows these when a Location is given; 304 and 306 never, and 308 is no redirect to it.
_REDIRECTS: Final = frozenset({300, 301, 302, 303, 305, 307})
# What Java would take as the name of a character set, so that the answer is read all the same.
_CHARSETS: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_GZIP: Final = frozenset({"gzip", "x-gzip"})
_CHUNK: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the bytes, the headers (names in lower case), where from, and by which redirects.

    `fault` says why it is worthless; the bytes are then empty.
    """

    url: str
    data: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    fault: Fault | None = None


class Bounds(NamedTuple):
    """What whoever fetches takes: seconds for one step, bytes, and whether an answer may be packed (gzip)."""

    timeout: float = TIMEOUT
    most: int = MAX_BYTES
    packed: bool = False


HARVESTER: Final = Bounds()


def fetch(
    url: str, accept: str, bounds: Bounds = HARVESTER, *, across_schemes: bool = False
) -> Answer:
    """Fetch a document as the harvester does; a failure is a fault in the answer, never an exception.

    Other harvesters go `across_schemes` when they are redirected, from http to https.
    """
    redirects: list[str] = []
    while True:
        scheme = urlsplit(url).scheme
        if scheme not in ("http", "https") or urlsplit(url).hostname is None:
            return Answer(url, fault=Fault("H010", {"url": url}))
        try:
            status, headers, data = _get(url, accept, bounds)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = str(error) or type(error).__name__
            return Answer(url, fault=Fault("H003", {"url": url, "reason": reason}))
        if status not in _REDIRECTS or "location" not in headers:
            return _judged(Answer(url, data, headers, tuple(redirects)), status, bounds)
        try:
            target = urljoin(url, headers["location"])
        except ValueError as error:  # an address in brackets that is none
            return Answer(url, fault=Fault("H003", {"url": url, "reason": str(error)}))
        if urlsplit(target).scheme != scheme and not across_schemes:
            return Answer(url, fault=Fault("H005", {"url": url, "target": target}))
        if len(redirects) >= MAX_REDIRECTS:
            return Answer(url, fault=Fault("H003", {"url": url, "reason": _WORDS["too_many_redirects"]}))
        redirects.append(url)
        url = target


def _get(url: str, accept: str, bounds: Bounds) -> tuple[int, dict[str, str], bytes]:
    """Make one request; of a body that is too big, one byte more than is allowed is read."""
    parts = urlsplit(url)
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, bounds.timeout)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in (("User-Agent", USER_AGENT), ("Accept", accept), ("Connection", "keep-alive")):
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        wanted = response.status == http.client.OK and _declared(headers) <= bounds.most
        return response.status, headers, _read(response, bounds.most) if wanted else b""
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=timeout)


def _declared(headers: Mapping[str, str]) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdigit() else 0


def _read(response: http.client.HTTPResponse, most: int) -> bytes:
    data = bytearray()
    while len(data) <= most:
        chunk = response.read(_CHUNK)
        if not chunk:
            break
        data += chunk
    return bytes(data)


def _judged(answer: Answer, status: int, bounds: Bounds) -> Answer:
    if status != http.client.OK:
        return Answer(answer.url, fault=Fault("H004", {"url": answer.url, "status": str(status)}))
    size = max(len(answer.data), _declared(answer.headers))
    if size > bounds.most:
        return Answer(answer.url, fault=Fault("H007", {"size": str(size)}))
    encoding = answer.headers.get("content-encoding")
    taken = _CHARSETS | _GZIP if bounds.packed else _CHARSETS
    if encoding is not None and encoding.lower() not in taken:
        return Answer(answer.url, fault=Fault("H006", {"encoding": encoding}))
    return answer
