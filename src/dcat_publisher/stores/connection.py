"""HTTP to a store: connections that are kept, requests that are tried again."""

from __future__ import annotations

import contextlib
import enum
import http.client
import io
import random
import re
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final, cast
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from dcat_publisher.model.errors import ConfigurationError, StoreError
from dcat_publisher.model.language import Message, Words, filled, untranslated
from dcat_publisher.stores.credentials import Authorizer, Credentials, credentials_for
from dcat_publisher.system.http import REDIRECTIONS, connection_to, sent
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("store")
_REQUESTS: Final = Words(__file__).group("request")
# Answers that may be another a moment later; everything sent here can safely be sent twice.
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_READ: Final = frozenset({"", "identity", "gzip", "x-gzip"})
"""The content codings that readers unpack; none is asked for, and some proxies pack all the same."""
_MOST_TIMEOUTS: Final = 2
_SLOWEST_RETRY: Final = 30.0
_SHOWN_OF_A_REFUSAL: Final = 300
_NOT_IN_A_URL: Final = re.compile(r"[\s\x00-\x20\x7f-\x9f]")
_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))
_PIECE: Final = 256 * 1024
# No graph of a catalogue comes near; what does is no answer, and would fill the memory.
LARGEST: Final = 1024 * 1024 * 1024
"""How many bytes an answer may have."""
Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A store's answer: status, media type and body."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a whole answer may take, and how often to try; `sleep` is for tests."""

    seconds: float = 60
    tries: int = 6
    first_wait: float = 0.5
    sleep: Callable[[float], None] = time.sleep


class Connection:
    """Sends requests to one store; may be used by several threads, each of which has its own socket."""

    def __init__(self, patience: Patience, credentials: Credentials | None = None) -> None:
        self._patience = patience
        self._given = credentials
        self._local = threading.local()

    def send(self, method: str, url: str, headers: Headers, body: bytes = b"") -> Answer:
        """Send a request, again where that may help; raises StoreError when no answer is to be had.

        Every answer that is not a passing refusal is given back, whatever its status. A store that lets all
        the time pass is given a second chance, not more.
        """
        reason, retry_after, attempt, spent = untranslated(""), "", 0, 0.0
        while attempt < self._patience.tries and spent < _MOST_TIMEOUTS * self._patience.seconds:
            if attempt:
                self._patience.sleep(self._pause(attempt, retry_after))
            attempt, retry_after, start = attempt + 1, "", time.monotonic()
            try:
                answer, retry_after = self._send_with_authorization(method, urlsplit(url), headers, body)
            except (OSError, http.client.HTTPException) as error:
                self._drop(urlsplit(url))
                reason = _passing_reason(error, url)
            else:
                if answer.status not in _PASSING:
                    return _not_redirected(answer, url)
                reason = untranslated(f"status {answer.status}: {_shown(answer)}")
            spent += time.monotonic() - start
        blanks = {"address": without_secrets(url), "tries": str(attempt)}
        raise StoreError(filled(_WORDS["no_answer"], reason=reason, **blanks))

    def _pause(self, attempt: int, retry_after: str) -> float:
        """Return the seconds to wait: what the store asks for, or twice as long each time, with jitter."""
        if retry_after.isdigit():  # RFC 9110, 10.2.3: it may be a date as well, which no store sends
            return min(float(retry_after), _SLOWEST_RETRY)
        longest = min(self._patience.first_wait * 2.0 ** (attempt - 1), _SLOWEST_RETRY)
        return random.uniform(0.5, 1) * longest

    def _send_with_authorization(
        self, method: str, url: SplitResult, headers: Headers, body: bytes
    ) -> tuple[Answer, str]:
        authorizer = self._authorizer(url)
        for last in (False, False, True):  # a second time with credentials, a third should they have expired
            response = self._send_once(method, url, headers, body, authorizer.header(method, url))
            challenges = response.headers.get_all("WWW-Authenticate") or []
            data = whole_body(response, without_secrets(url.geturl()))
            coding = response.headers.get("Content-Encoding", "identity").strip().lower()
            if data and coding not in _READ:
                blanks = {"address": without_secrets(url.geturl()), "coding": coding}
                raise StoreError(filled(_WORDS["packed"], **blanks))
            answer = Answer(response.status, response.headers.get_content_type(), data)
            if response.will_close:
                self._drop(url)
            if last or answer.status != 401 or not authorizer.learn(challenges):
                break
        return answer, response.headers.get("Retry-After", "")

    def _send_once(
        self, method: str, url: SplitResult, headers: Headers, body: bytes, authorization: str | None
    ) -> http.client.HTTPResponse:
        own = dict(headers) if authorization is None else {**headers, "Authorization": authorization}
        content = body if body or method != "GET" else None
        return sent(self._socket(url), method, url, own, content, self._patience.seconds)

    def _socket(self, url: SplitResult) -> http.client.HTTPConnection:
        known: dict[str, http.client.HTTPConnection] = self._local.__dict__.setdefault("sockets", {})
        if url.netloc not in known:
            known[url.netloc] = connection_to(url, self._patience.seconds)
        return known[url.netloc]

    def close(self) -> None:
        """Close the sockets of the thread that calls."""
        for connection in self._local.__dict__.get("sockets", {}).values():
            connection.close()

    def _drop(self, url: SplitResult) -> None:
        with contextlib.suppress(OSError):
            self._socket(url).close()

    def _authorizer(self, url: SplitResult) -> Authorizer:
        known: dict[str, Authorizer] = self._local.__dict__.setdefault("authorizers", {})
        if url.netloc not in known:
            found = self._given if self._given is not None else credentials_for(url.hostname or "")
            known[url.netloc] = Authorizer(found)
        return known[url.netloc]


def _passing_reason(error: Exception, url: str) -> Message:
    """Return why there was no answer; raises StoreError where another try would be told the same."""
    where = without_secrets(url)
    if isinstance(error, ssl.SSLCertVerificationError):
        raise StoreError(
            filled(_WORDS["not_trusted"], address=where, reason=str(error.verify_message))
        ) from error
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        text = str(error.reason or error)
        raise StoreError(filled(_WORDS["no_https"], address=where, reason=text)) from error
    if isinstance(error, http.client.InvalidURL):
        raise StoreError(filled(_WORDS["no_address"], address=where, reason=str(error))) from error
    reason = reason_of(error)
    return reason if reason["en"] else untranslated(type(error).__name__)


def _not_redirected(answer: Answer, url: str) -> Answer:
    if answer.status in REDIRECTIONS:  # followed blindly, a password would go to another server
        raise StoreError(filled(_WORDS["redirects"], address=without_secrets(url)))
    return answer


def _shown(answer: Answer) -> str:
    return " ".join(answer.body.decode("utf-8", "replace").split())[:_SHOWN_OF_A_REFUSAL]


class Request(enum.Enum):
    """What a store is asked to do, by the key of its words."""

    QUERY = "query"
    READ = "read"
    WRITE = "write"
    REMOVE = "remove"


def refused(what: Request, answer: Answer, name: str = "") -> StoreError:
    """Return the exception for an answer that says no; `name` is the graph that the request is about."""
    asked = filled(_REQUESTS[what.value], name=name)
    if answer.status in (401, 403):
        return StoreError(filled(_WORDS["not_allowed"], what=asked, status=str(answer.status)))
    return StoreError(filled(_WORDS["refused"], what=asked, status=str(answer.status), text=_shown(answer)))


def checked_address(url: str) -> str:
    """Return an address that can be used; raises ConfigurationError, which repeats nothing secret."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ConfigurationError(_WORDS["no_url"]) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ConfigurationError(_WORDS["no_http"])
    if parts.username is not None or parts.password is not None:
        raise ConfigurationError(_WORDS["password"])
    if parts.fragment:
        raise ConfigurationError(_WORDS["fragment"])
    return _in_ascii(url)


def _in_ascii(url: str) -> str:
    """Return an address with what HTTP cannot carry as it is percent-encoded."""
    if _NOT_IN_A_URL.search(url) is not None:
        raise ConfigurationError(_WORDS["space"])
    parts = urlsplit(url)
    try:
        _ = (parts.hostname or "").encode("idna")  # as the library will do
        path, query = (quote(part, safe=_ASCII) for part in (parts.path, parts.query))
    except UnicodeError as error:
        raise ConfigurationError(_WORDS["no_url"]) from error
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def without_secrets(url: str) -> str:
    """Return an address without its query, which may hold a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def whole_body(response: http.client.HTTPResponse, url: str) -> bytes:
    """Read the body of a response; raises StoreError when it is larger than any answer is."""
    data = io.BytesIO()
    stream = cast("BinaryIO", response)
    while piece := stream.read(_PIECE):
        if data.tell() + len(piece) > LARGEST:
            raise StoreError(filled(_WORDS["too_large"], address=url, most=str(LARGEST // 2**20)))
        data.write(piece)
    return data.getvalue()
