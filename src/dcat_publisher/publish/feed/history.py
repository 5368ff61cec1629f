"""What the feed said before: read from the former output, which is the only memory that a feed has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dcat_publisher.publish.feed.activity import DELETE, Activity, read_activities, times_in
from dcat_publisher.publish.feed.known import KnownFeed
from dcat_publisher.publish.feed.page import (
    FEED,
    Block,
    Closed,
    blocks_of,
    closed_names,
    is_closed,
    open_page,
)
from dcat_publisher.system.confined import read_inside

FEED_FILE: Final = f"{FEED}.trig"
ATOM_FILE: Final = f"{FEED}.atom"


_Page = tuple[Closed, bytes | None, Sequence[Activity]]


class DamagedFeedError(ValueError):
    """A feed that cannot be carried on.

    `path` is the file that is not as it was written, `last` when the last activity that can still be seen was
    published (ms since 1970; -1 for none): a new feed has to go on after it.
    """

    def __init__(self, path: str, root: bytes) -> None:
        super().__init__(path)
        self.path = path
        self.last = max(times_in(root), default=-1)


@dataclass(slots=True)
class History:
    """A feed as it was: closed pages with bytes and what they said, the open one with its activities.

    A closed page that is known has not been read, and has None for its bytes.
    """

    root: bytes = b""
    pages: dict[Closed, bytes | None] = field(default_factory=dict)
    told: list[Activity] = field(default_factory=list)
    open: list[Block] = field(default_factory=list)
    atom: bytes = b""

    def activities(self) -> Iterator[Activity]:
        """Yield all activities, the oldest first."""
        yield from self.told
        yield from (block.activity for block in self.open)

    def latest(self) -> Mapping[str, Activity]:
        """Return the last activity of each entity that is there, in the order in which they came."""
        found: dict[str, Activity] = {}
        for activity in self.activities():
            if activity.kind == DELETE:
                found.pop(activity.entity, None)
            else:
                found[activity.entity] = activity
        return found

    def last_time(self) -> int:
        """Return when the last activity was published (ms); -1 where there is none."""
        return max((activity.published for activity in self.activities()), default=-1)


def read_history(out: Path, feed: str, known: KnownFeed | None = None) -> History:
    """Read the feed of an output folder; an empty one where there is none, or it was at another address.

    Closed pages that are `known` are not read again. Raises DamagedFeedError where a page is missing or is
    not as it was written.
    """
    try:
        root = read_inside(out, FEED_FILE)
    except OSError:
        return History()
    pages, told = dict[Closed, bytes | None](), list[Activity]()
    for name in closed_names(root):
        page, data, activities = _known_page(out, feed, name, known) or _closed_page(out, feed, name, root)
        pages[page] = data
        told += activities  # read once: finding them in megabytes is most of what a feed costs
    try:
        blocks = blocks_of(root, feed)
    except (ValueError, IndexError) as error:
        raise DamagedFeedError(FEED_FILE, root) from error
    if open_page(blocks, feed, pages) != root:  # each byte of it is ours, or none
        raise DamagedFeedError(FEED_FILE, root)
    return History(root, pages, told, blocks, _atom(out))


def _known_page(out: Path, feed: str, name: str, known: KnownFeed | None) -> _Page | None:
    found = None if known is None else known.page(out, feed, Closed(name, 0, 0).path)
    if found is None:
        return None
    said = found.activities
    return Closed(name, said[0].published, said[-1].published), None, said


def _closed_page(out: Path, feed: str, name: str, root: bytes) -> _Page:
    path = Closed(name, 0, 0).path
    try:
        data = read_inside(out, path)
        activities = read_activities(data) if is_closed(data, feed, name) else []
    except (OSError, ValueError) as error:
        raise DamagedFeedError(path, root) from error
    if not activities:
        raise DamagedFeedError(path, root)
    return Closed(name, activities[0].published, activities[-1].published), data, activities


def _atom(out: Path) -> bytes:
    try:
        return read_inside(out, ATOM_FILE)
    except OSError:
        return b""
