"""The feed of one build: what changed since the former output, added to what was said before.

Nothing of it knows the clock: a moment is SOURCE_DATE_EPOCH, else the latest day that the source names, and
always later than the last one in the feed. So the same source and the same former output give the same bytes,
and where nothing changed not a byte is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from dcat_publisher.checking.clock import source_moment
from dcat_publisher.checking.days import day_of
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import NEAREST_TAGS, Message, Words, filled
from dcat_publisher.model.named_terms import CHANGED, NAMES
from dcat_publisher.model.terms import iri_value, language, lexical
from dcat_publisher.publish.feed.activity import (
    CREATE,
    DELETE,
    UPDATE,
    Activity,
    digest_of,
    read_activities,
)
from dcat_publisher.publish.feed.atom import atom
from dcat_publisher.publish.feed.entities import Entities
from dcat_publisher.publish.feed.history import (
    ATOM_FILE,
    FEED_FILE,
    DamagedFeedError,
    History,
    read_history,
)
from dcat_publisher.publish.feed.known import KnownFeed, KnownPage
from dcat_publisher.publish.feed.page import (
    ATOM,
    FEED,
    TRIG,
    Block,
    Closed,
    block_of,
    closed_page,
    is_full,
    open_page,
)
from dcat_publisher.publish.manifest import entries, insert_feed, line
from dcat_publisher.publish.resource_files import listed
from dcat_publisher.publish.staging import Staging, Stamp
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.system.confined import read_inside

Tell = Callable[[Message], None]
"""Says something to whoever builds."""
_WORDS: Final = Words(__file__)


class Feed:
    """The feed of one build; it has nothing to write until it was given a graph."""

    def __init__(self, tell: Tell = lambda _: None) -> None:
        self._tell = tell
        self.known = KnownFeed()
        self._graph = Graph()
        self._catalog = ""
        self._address = ""
        self._language = ""
        self._entities: Entities | None = None

    def take(self, graph: Graph, catalog: str, base: str, tag: str) -> None:
        """Take what is published: its graph, the term of the catalogue, the base, the language of names.

        Raises ConfigurationError where SOURCE_DATE_EPOCH is no number of seconds.
        """
        self._moment = _moment(graph)
        self._graph, self._catalog, self._language = graph, catalog, tag
        self._address = self.known.address = f"{base}{FEED}"
        self._entities = Entities(graph, catalog)

    def write(self, staging: Staging) -> None:
        """Write the feed and list it in the manifest; nobody else may change the former output meanwhile."""
        if self._entities is None:
            self._tell_end(staging.former)
            return
        history, start = self._history(staging.former)
        fresh = list(self._fresh(self._entities, history, start))
        if fresh or not history.root:
            pages, root, latest = self._pages(history, fresh)
            name = self._names(staging.former, {each.activity.entity for each in fresh})
            former = history.atom
            entries_of = atom(latest, self._address, former, self._language, name)
        else:
            pages, root, entries_of = history.pages, history.root, history.atom
        self._write(staging, pages, root, entries_of)

    def _history(self, out: Path) -> tuple[History, int]:
        """Return what the feed said, and the moment from which on it may say more (ms)."""
        try:
            history = read_history(out, self._address, self.known)
        except DamagedFeedError as error:
            self._tell(filled(_WORDS["anew"], file=error.path, out=str(out)))
            return History(), max(self._moment, error.last + 1)
        return history, max(self._moment, history.last_time() + 1)

    def _fresh(self, entities: Entities, history: History, start: int) -> Iterator[Block]:
        """Yield what is to be said now: what came or changed, then what is gone, referrers first."""
        latest, moment = history.latest(), start
        for entity in entities:
            before, payload = latest.get(entity), partial(entities.payload, entity)
            digest = self.known.digest(entity, entities.said_of(entity), payload)
            if before is None or before.digest != digest:
                activity = Activity(CREATE if before is None else UPDATE, entity, moment, digest)
                yield block_of(activity, payload(), self._address)
                moment += 1
        for entity in reversed([each for each in latest if each not in entities]):
            yield block_of(Activity(DELETE, entity, moment, digest_of(entity)), (), self._address)
            moment += 1

    def _pages(
        self, history: History, fresh: Sequence[Block]
    ) -> tuple[dict[Closed, bytes | None], bytes, list[Activity]]:
        """Return the closed pages, the open one, and all activities."""
        pages, waiting = dict(history.pages), list(history.open)
        for block in fresh:
            if is_full(waiting):
                page, data = closed_page(waiting, self._address)
                pages[page], waiting = data, []
            waiting.append(block)
        activities = [*history.activities(), *(block.activity for block in fresh)]
        return pages, open_page(waiting, self._address, pages), activities

    def _write(
        self, staging: Staging, pages: Mapping[Closed, bytes | None], root: bytes, entries_of: bytes
    ) -> None:
        items = [_listed(staging, FEED_FILE, TRIG, root), _listed(staging, ATOM_FILE, ATOM, entries_of)]
        items += [self._page(staging, page, data) for page, data in pages.items()]
        insert_feed(staging.folder, map(line, items))

    def _page(self, staging: Staging, page: Closed, data: bytes | None) -> dict[str, Json]:
        """Write a closed page, or take it over; return what the list says of it."""
        known = self.known.former_pages.get(page.path)
        if data is not None or known is None or not staging.keep(page.path, known.stamp):
            data = read_inside(staging.former, page.path) if data is None else data
            entry = _listed(staging, page.path, TRIG, data)
            stamp = Stamp.of((staging.folder / page.path).stat())
            known = KnownPage(stamp, tuple(read_activities(data)), entry)
        self.known.pages[page.path] = known
        return known.entry

    def _names(self, out: Path, changed: set[str]) -> Callable[[str], str]:
        """Return what gives the name of an entity, of one that is gone by the former manifest."""
        lost = {iri_value(entity) for entity in changed if entity not in self._graph.index}
        former = dict(_former_titles(out, lost)) if lost else {}

        def name(entity: str) -> str:
            node = entity or self._catalog
            return _called(self._graph, node, self._language) or _chosen(
                former.get(iri_value(node), {}), self._language, iri_value(node)
            )

        return name

    def _tell_end(self, out: Path) -> None:
        try:
            read_inside(out, FEED_FILE)
        except OSError:
            return
        self._tell(filled(_WORDS["ended"], out=str(out)))


def _listed(staging: Staging, path: str, kind: str, data: bytes) -> dict[str, Json]:
    return {"path": path, **listed(staging, path, kind, data)}


def _moment(graph: Graph) -> int:
    """Return SOURCE_DATE_EPOCH, else the start of the latest day that is a date of something (ms)."""
    given = source_moment()
    if given is not None:
        return int(given.timestamp()) * 1000
    days = {
        day_of(value, latest=False)
        for said in graph.index.values()
        for name in CHANGED
        for value in said.get(name, ())
    }
    return max((_start_of(day) for day in days if day is not None), default=0)


def _start_of(day: str) -> int:
    try:
        return int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp()) * 1000
    except ValueError:  # the looks of a date, but no day of the calendar
        return 0


def _former_titles(out: Path, wanted: set[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what things were called in the former output, whose manifest may be anybody's."""
    for key, item in entries(out):
        if key == "resources" and item.get("iri") in wanted and isinstance(item.get("title"), dict):
            yield item["iri"], {tag: str(title) for tag, title in item["title"].items()}


def _called(graph: Graph, node: str, tag: str) -> str:
    titles: dict[str, str] = {}
    for predicate in NAMES:
        for value in graph.objects(node, predicate):
            titles.setdefault(language(value) or "", lexical(value))
    return _chosen(titles, tag, "")


def _chosen(titles: Mapping[str, str], tag: str, otherwise: str) -> str:
    near = (each for each in NEAREST_TAGS[tag] if each in titles)
    return titles.get(next(near, next(iter(titles), "")), otherwise)
