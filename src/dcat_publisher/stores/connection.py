"""HTTP to a store: connections that are kept, requests that are tried again."""

from __future__ import annotations

import contextlib
import http.client
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from dcat_publisher.model.errors import ConfigurationError, StoreError
from dcat_publisher.stores.credentials import Authorizer, Credentials, credentials_for
from dcat_publisher.version import __version__

# Answers that may be another a moment later; everything sent here can safely be sent twice.
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_SLOWEST_RETRY: Final = 30.0
_SHOWN_OF_A_REFUSAL: Final = 300
_REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})
Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A store's answer: status, media type and body."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for an answer, and how often to try; `sleep` is for tests."""

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

        Every answer that is not a passing refusal is given back, whatever its status.
        """
        reason = ""
        for attempt in range(self._patience.tries):
            if attempt:
                self._patience.sleep(self._pause(attempt, reason))
            try:
                answer, retry_after = self._send_with_authorization(method, urlsplit(url), headers, body)
            except (OSError, http.client.HTTPException) as error:
                self._drop(urlsplit(url))
                reason = str(error) or type(error).__name__
                continue
            if answer.status not in _PASSING:
                return _not_redirected(answer, url)
            reason = retry_after if retry_after.isdigit() else f"status {answer.status}: {_shown(answer)}"
        raise StoreError(
            f"{without_secrets(url)} does not answer after {self._patience.tries} tries: {reason}"
        )

    def _pause(self, attempt: int, reason: str) -> float:
        """Return the seconds to wait: what the store asks for, or twice as long each time, with jitter."""
        if reason.isdigit():
            return min(float(reason), _SLOWEST_RETRY)
        longest = min(self._patience.first_wait * 2.0 ** (attempt - 1), _SLOWEST_RETRY)
        return random.uniform(0.5, 1) * longest

    def _send_with_authorization(
        self, method: str, url: SplitResult, headers: Headers, body: bytes
    ) -> tuple[Answer, str]:
        authorizer = self._authorizer(url)
        for last in (False, False, True):  # a second time with credentials, a third should they have expired
            response = self._send_once(method, url, headers, body, authorizer.header(method, url))
            challenges = response.headers.get_all("WWW-Authenticate") or []
            answer = Answer(response.status, response.headers.get_content_type(), response.read())
            if response.will_close:
                self._drop(url)
            if last or answer.status != 401 or not authorizer.learn(challenges):
                break
        return answer, response.headers.get("Retry-After", "")

    def _send_once(
        self, method: str, url: SplitResult, headers: Headers, body: bytes, authorization: str | None
    ) -> http.client.HTTPResponse:
        connection = self._socket(url)
        target = f"{url.path or '/'}{'?' if url.query else ''}{url.query}"
        own = {"User-Agent": f"dcat-publisher/{__version__}", **headers}
        if authorization is not None:
            own["Authorization"] = authorization
        connection.request(method, target, body=body if body or method != "GET" else None, headers=own)
        return connection.getresponse()

    def _socket(self, url: SplitResult) -> http.client.HTTPConnection:
        known: dict[str, http.client.HTTPConnection] = self._local.__dict__.setdefault("sockets", {})
        if url.netloc not in known:
            kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
            known[url.netloc] = kind(url.netloc, timeout=self._patience.seconds)
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


def _not_redirected(answer: Answer, url: str) -> Answer:
    if answer.status in _REDIRECTIONS:  # followed blindly, a password would go to another server
        raise StoreError(f"{without_secrets(url)} redirects elsewhere; give the address that it redirects to")
    return answer


def _shown(answer: Answer) -> str:
    return " ".join(answer.body.decode("utf-8", "replace").split())[:_SHOWN_OF_A_REFUSAL]


def refused(what: str, answer: Answer) -> StoreError:
    """Return the exception for an answer that says no; `what` is what was asked for."""
    if answer.status in (401, 403):
        hint = "set DCAT_PUBLISHER_STORE_USER and _PASSWORD (or _TOKEN), or write a netrc file"
        return StoreError(f"the store does not let us {what} (status {answer.status}); {hint}")
    return StoreError(f"the store cannot {what}: status {answer.status}: {_shown(answer)}")


def checked_address(url: str) -> str:
    """Give an address that can be used; raises ConfigurationError, which never repeats what may be secret."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ConfigurationError("the store's address is not a URL") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ConfigurationError("the store's address should begin with http:// or https:// and a host")
    if parts.username is not None or parts.password is not None:
        hint = "set DCAT_PUBLISHER_STORE_USER and DCAT_PUBLISHER_STORE_PASSWORD, or write a netrc file"
        raise ConfigurationError(f"a password in an address can be seen by others; {hint}")
    if parts.fragment:
        raise ConfigurationError("the store's address has a fragment (#), which is never sent")
    return url


def without_secrets(url: str) -> str:
    """Return an address without its query, which may hold a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
