"""Which graphs a store lacks or has otherwise, and making it hold ours; safe to stop and to start again.

Nothing is remembered between two runs: what was written is found to be the same. So a run that was cut off,
at whatever point, is taken up by running it again, and a second run writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from dcat_publisher.publish.named_graphs import NamedGraph
from dcat_publisher.stores.comparison import Difference, difference, ours
from dcat_publisher.stores.remote import Store

Report = Callable[[str, Difference | None], None]
"""Told of each graph: its name, and what differs; None where nothing does."""

# How many graphs are in memory for each that is being sent.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Pusher:
    """Compares graphs with those of a store, and writes those that differ unless `dry` is set."""

    store: Store
    parallel: int = 4
    dry: bool = False

    def push(self, graphs: Iterable[NamedGraph], report: Report) -> None:
        """Make the store hold the graphs; the last, which lists the others, when all of those are there.

        Raises the first StoreError, after the requests that are under way have ended.
        """
        pool = ThreadPoolExecutor(self.parallel, thread_name_prefix="push")
        try:
            under_way: set[Future[tuple[str, Difference | None]]] = set()
            for graph, is_last in _marked(graphs):
                room = 1 if is_last else self.parallel * _AHEAD
                under_way = _down_to(room - 1, under_way, report)
                under_way.add(pool.submit(self._made_equal, graph))
            _down_to(0, under_way, report)
        finally:
            pool.shutdown(cancel_futures=True)

    def _made_equal(self, graph: NamedGraph) -> tuple[str, Difference | None]:
        """Write a graph where it differs; return its name and what differed."""
        change = difference(graph.name, ours(graph.triples), self.store.read(graph.name))
        if change is not None and not self.dry:
            self.store.write(graph.name, graph.triples, change)
        return graph.name, change

    def prune(self, names: Iterable[str], report: Report) -> None:
        """Remove graphs from the store."""
        with ThreadPoolExecutor(self.parallel, thread_name_prefix="prune") as pool:
            for name in pool.map(self._removed, names):
                report(name, None)

    def _removed(self, name: str) -> str:
        if not self.dry:
            self.store.remove(name)
        return name


def surplus(store: Store, names: Iterable[str], base: str) -> list[str]:
    """Return the graphs below the catalogue's base IRI that a store has and the catalogue has not."""
    in_catalogue = set(names)
    return [name for name in store.names(base) if name not in in_catalogue]


def _marked(graphs: Iterable[NamedGraph]) -> Iterator[tuple[NamedGraph, bool]]:
    """Tell the last graph from the others."""
    for graph, following in pairwise(chain(graphs, (None,))):
        assert graph is not None
        yield graph, following is None


def _down_to(
    number: int, under_way: set[Future[tuple[str, Difference | None]]], report: Report
) -> set[Future[tuple[str, Difference | None]]]:
    """Wait until no more than a number are under way, and report those that are done."""
    while len(under_way) > number:
        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            report(*future.result())
    return under_way
