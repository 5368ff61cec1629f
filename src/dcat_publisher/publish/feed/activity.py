"""An activity of the feed: that an entity came, was changed or is gone, and when."""

from __future__ import annotations

import contextlib
import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

CREATE: Final = "Create"
UPDATE: Final = "Update"
DELETE: Final = "Delete"
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_IRI: Final = rb'<[^<>"{}|^`\\\x00-\x20]+>'
_TIME: Final = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
_LINE: Final = re.compile(
    rb"^<[^>]+#\d{8}T\d{9}Z-([0-9a-f]{20})> a as:(Create|Update|Delete) ; as:object (" + _IRI + rb") ; "
    rb'as:published "(' + _TIME + rb')"\^\^xsd:dateTime \.$',
    re.MULTILINE,
)

_MOMENT: Final = re.compile(rb'"(' + _TIME + rb')"\^\^xsd:dateTime')


class Activity(NamedTuple):
    """One activity: its kind, the term of its entity, when (ms since 1970), the digest of what it carries."""

    kind: str
    entity: str
    published: int
    digest: str

    @property
    def time(self) -> str:
        """When it was published, as xsd:dateTime in UTC with milliseconds."""
        return spelt(self.published)

    def iri(self, feed: str) -> str:
        """Return its IRI in the feed at this address.

        It has time and content in it: where a feed is begun anew no IRI comes to mean something else.
        """
        return f"{feed}#{re.sub('[-:.]', '', self.time)}-{self.digest}"

    def line(self, feed: str) -> str:
        """Return the statement of it, as it stands in a page."""
        said = f'as:object {self.entity} ; as:published "{self.time}"^^xsd:dateTime'
        return f"<{self.iri(feed)}> a as:{self.kind} ; {said} .\n"


def read_activities(page: bytes) -> list[Activity]:
    """Return the activities of a page, in their order; raise ValueError for a day that no calendar has."""
    return [
        Activity(kind.decode(), entity.decode(), _read_time(time.decode()), digest.decode())
        for digest, kind, entity, time in _LINE.findall(page)
    ]


def times_in(page: bytes) -> list[int]:
    """Return every moment that stands in a page, also where it is damaged; no day that no calendar has."""
    found = list[int]()
    for time in _MOMENT.findall(page):
        with contextlib.suppress(ValueError):
            found.append(_read_time(time.decode()))
    return found


def digest_of(text: str) -> str:
    """Return the digest of what an activity carries, of its entity where it carries nothing."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def spelt(published: int) -> str:
    """Return a moment, in milliseconds since 1970, as xsd:dateTime."""
    moment = _START + timedelta(milliseconds=published)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _read_time(time: str) -> int:
    return (datetime.fromisoformat(time) - _START) // timedelta(milliseconds=1)
