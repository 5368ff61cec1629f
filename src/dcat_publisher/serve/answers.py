"""A request and the table to an answer: methods, choice, preconditions (RFC 9110), as a pure function."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate
from functools import lru_cache
from http import HTTPStatus
from typing import Final, NamedTuple
from urllib.parse import parse_qs

from dcat_publisher.model.language import LANGUAGES
from dcat_publisher.publish.feed.page import IMMUTABLE
from dcat_publisher.publish.headers import ALLOWED_METHODS, ON_EVERY_ANSWER, PREFLIGHT
from dcat_publisher.serve.negotiation import (
    accepts_gzip,
    choose_language,
    choose_media_type,
    names_tag,
    profiles,
)
from dcat_publisher.serve.problems import Choice, Frames, problem, unframed
from dcat_publisher.serve.table import Entry, Header, Representation

STATUS_LINES: Final = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}
# On every answer. `no-cache` lets caches keep a copy but has them ask whether it still holds, which costs a
# 304: in an old copy of a catalogue the new datasets are missing, and a harvester takes what is missing for
# removed.
COMMON: Final[tuple[Header, ...]] = (("Cache-Control", "public, no-cache"), *ON_EVERY_ANSWER)
_IMMUTABLE: Final[tuple[Header, ...]] = (("Cache-Control", IMMUTABLE), *ON_EVERY_ANSWER)
_PREFLIGHT: Final[tuple[Header, ...]] = (
    ("Allow", ALLOWED_METHODS),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", ALLOWED_METHODS),
    *PREFLIGHT,
)
# Below this a coded body saves less than its header costs.
_SMALLEST_TO_CODE: Final = 1000


LONGEST_QUERY: Final = 4096
"""How much of a query string is read, in characters; no form of ours makes one that is longer."""
# Names that a client may give for the list of all representations (W3C connegp, and what pyLDAPI and Prez
# say).
_LISTS: Final = frozenset({"alt", "all"})
Fields = Mapping[str, list[str]]
_PAGE: Final = re.compile(r"(?:^|&)page=([^&]+)")
# RFC 9110, section 5.6.7: the three forms of a date, by their looks.
_DATE: Final = re.compile(
    r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT"
    r"|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d [\d:]{8} GMT"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4}"
)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")
# The language that a reader has chosen on a page that the server makes.
_CHOSEN_LANGUAGE: Final = re.compile(rf"(?:^|&)lang=({'|'.join(LANGUAGES)})(?:&|$)")


class Request(NamedTuple):
    """What an answer may depend on; nothing else of a request is looked at, the host least of all."""

    method: str
    path: str
    query: str = ""
    accept: str | None = None
    accept_language: str | None = None
    accept_encoding: str | None = None
    if_none_match: str | None = None
    if_modified_since: str | None = None
    if_match: str | None = None
    if_unmodified_since: str | None = None
    accept_profile: str | None = None


class Answer(NamedTuple):
    """Status code, headers and body; for HEAD the headers are those of GET and the body is empty."""

    status: int
    headers: list[Header]
    body: bytes


def answer(entry: Entry, request: Request) -> Answer:
    """Answer a request for a path that is in the table."""
    if request.method not in ("GET", "HEAD"):
        return _without_reading(request)
    fields = parse_qs(request.query[:LONGEST_QUERY]) if "_" in request.query else {}
    if entry.negotiated and fields.get("_profile", [""])[0] in _LISTS:
        return refusal(300, request, choices(entry), entry.headers)
    for wanted in _in_profile(entry, request, fields):
        media_type = _wanted(wanted, request, fields)
        if media_type is not None:
            return _document(wanted, _in_language(wanted.by_type[media_type], request), request)
    return refusal(406, request, choices(entry), entry.headers)


def _in_profile(entry: Entry, request: Request, fields: Fields) -> Iterator[Entry]:
    """Yield what there is in the profile asked for, if another than the usual one, and what is usual.

    A profile that is not known, or not to be had in the media type asked for, is no reason to refuse: the
    answer says which profile it is in.
    """
    if entry.by_profile:
        for name in fields.get("_profile") or profiles(request.accept_profile):
            if name in entry.by_profile:
                yield entry.by_profile[name]
                break
            if any(document.profile == name for document in entry.representations()):
                break
    yield entry


def _wanted(entry: Entry, request: Request, fields: Fields) -> str | None:
    if not entry.negotiated:
        return entry.offered[0]
    named = fields.get("_mediatype")
    # A plus sign in a query means a space, and nobody remembers to write it as %2B.
    return choose_media_type(request.accept if named is None else named[0].replace(" ", "+"), entry.offered)


def _in_language(by_language: Mapping[str, Representation], request: Request) -> Representation:
    if len(by_language) == 1:
        return next(iter(by_language.values()))
    return by_language[choose_language(request.accept_language, tuple(by_language))]


def _document(entry: Entry, whole: Representation, request: Request) -> Answer:
    representation = asked_page(whole, request.query) if whole.pages and request.query else whole
    if representation is None:
        names = dict.fromkeys(page.name for page in (whole.pages[0], whole.pages[-1]))
        ends = [Choice(name, whole.media_type) for name in names]
        return refusal(404, request._replace(path=f"{request.path}?{request.query}"), ends)
    coded = len(representation.body) >= _SMALLEST_TO_CODE and accepts_gzip(request.accept_encoding)
    tag = f'{representation.tag[:-1]}-gzip"' if coded else representation.tag
    headers = [*(_IMMUTABLE if entry.immutable else COMMON), *entry.headers, *representation.headers]
    if entry.negotiated:
        headers.append(("Content-Location", representation.name))
    if coded:
        headers = [(name, tag if name == "ETag" else value) for name, value in headers]
        headers.append(("Content-Encoding", "gzip"))
    status = _precondition(request, tag, representation.modified)
    if status == 304:
        return Answer(304, [header for header in headers if header[0] not in _NOT_ON_304], b"")
    if status == 412:
        return refusal(412, request, (), entry.headers)
    body = _gzipped(representation.body) if coded else representation.body
    headers.append(("Content-Length", str(len(body))))
    return Answer(200, headers, b"" if request.method == "HEAD" else body)


def asked_page(whole: Representation, query: str) -> Representation | None:
    """Return the page that a query string asks for: the whole where for none, None where it is not there."""
    if _PAGE.search(query) is None:
        return whole
    number = asked_number(query)
    return whole.pages[number - 1] if 0 < number <= len(whole.pages) else None


def asked_number(query: str) -> int:
    """Return the number of the page that a query string asks for: 1 where for none, 0 for no number."""
    match = _PAGE.search(query)
    if match is None:
        return 1
    return int(match[1]) if _NUMBER.fullmatch(match[1]) is not None else 0


# RFC 9110, section 15.4.5: what a 304 repeats is what a cache needs; the rest it has.
_NOT_ON_304: Final = frozenset({"Content-Type", "Content-Encoding", "Content-Language", "Link"})


def _precondition(request: Request, tag: str, modified: int) -> int:
    """Return 200, 304 or 412 in the order of RFC 9110, section 13.2.2."""
    if request.if_match is not None:
        if not names_tag(request.if_match, tag, weakly=False):
            return 412
    elif request.if_unmodified_since is not None:
        date = seconds(request.if_unmodified_since)
        if date is not None and modified > date:
            return 412
    if request.if_none_match is not None:
        return 304 if names_tag(request.if_none_match, tag) else 200
    if request.if_modified_since is not None:
        date = seconds(request.if_modified_since)
        return 304 if date is not None and modified <= date else 200
    return 200


def seconds(date: str) -> int | None:
    """Return an HTTP date in seconds since 1970; None for what is none, which a server passes over."""
    if _DATE.fullmatch(date.strip()) is None:
        return None
    fields = parsedate(date)
    try:
        return None if fields is None else int(datetime(*fields[:6], tzinfo=UTC).timestamp())
    except ValueError:  # the looks of a date, but no day of the calendar
        return None


@lru_cache(maxsize=256)
def _gzipped(body: bytes) -> bytes:
    """Code a body when first asked for; with no time in it, so that all processes give the same bytes."""
    return gzip.compress(body, 6, mtime=0)


def permission() -> Answer:
    """Answer OPTIONS, also the question that browsers ask before a request of another site's script."""
    return Answer(204, list(_PREFLIGHT), b"")


def _without_reading(request: Request) -> Answer:
    if request.method == "OPTIONS":
        return permission()
    return refusal(405, request, (), (("Allow", ALLOWED_METHODS),))


def choices(entry: Entry) -> list[Choice]:
    """Return what there is at a path, one line for each document."""
    found = []
    for item in entry.representations():
        more = ", ".join(part for part in (item.language, item.profile) if part is not None)
        found.append(Choice(item.name, f"{item.media_type} ({more})" if more else item.media_type))
    return found


def refusal(
    status: int, request: Request, instead: Sequence[Choice], headers: Sequence[Header] = (),
    frames: Frames = unframed,
) -> Answer:  # fmt: skip
    """Return an answer that says what there is instead of what was asked for, in the frame of the site."""
    path = request.path.encode("latin-1", "replace").decode("utf-8", "replace")
    chosen = _CHOSEN_LANGUAGE.search(request.query)
    language = request.accept_language if chosen is None else chosen[1]
    own, body = problem(status, path, instead, request.accept, language, frames)
    kept = [header for header in headers if header[0] != "Vary"]
    length = ("Content-Length", str(len(body)))
    every = [*own, *kept, *(header for header in COMMON if header[0] != "Cache-Control"), length]
    return Answer(status, every, b"" if request.method == "HEAD" else body)
