"""One validation in two processes, where a command allows it and there is enough to do.

The focus nodes of one half of the graph are validated here, those of the other half by a copy of this
process, which has the whole graph, too: what a shape sees is the same, and so are the results of both.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Set
from itertools import filterfalse
from typing import Final

from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.model import Result, Visit
from dcat_publisher.system.second_process import has_second_process, meanwhile

MANY: Final = 5000
"""From how many nodes on a second process pays: it takes 20 ms to begin and to hand over, a node 12 us."""
Visits = tuple[Visit, Iterable[str]]
"""What validates a focus node, and the focus nodes."""
Choice = Callable[[Iterable[str]], Iterable[str]]


def shared_results(visits: Iterable[Visits], data: Data) -> list[Result]:
    """Return the results of some visits, in no order."""
    if len(data.index) < MANY or not has_second_process():
        return _visited(visits, data, lambda nodes: nodes)
    visits = [(visit, list(nodes)) for visit, nodes in visits]
    half = _half(data)

    def others() -> list[Result]:
        return _visited(visits, data, lambda nodes: filterfalse(half.__contains__, nodes))

    with meanwhile(lambda: marshal.dumps([result.plain() for result in others()])) as second:
        results = _visited(visits, data, lambda nodes: filter(half.__contains__, nodes))
        answer = second.answer()
    return results + (others() if answer is None else list(map(Result.of_plain, marshal.loads(answer))))


def _visited(visits: Iterable[Visits], data: Data, chosen: Choice) -> list[Result]:
    results: list[Result] = []
    for visit, nodes in visits:
        for focus in chosen(nodes):
            visit(data, focus, results)
    return results


def _half(data: Data) -> Set[str]:
    """Return the first nodes of the graph, those of which half of all is said."""
    left = sum(map(len, data.index.values())) // 2
    half: set[str] = set()
    for node, said in data.index.items():
        if left <= 0:
            break
        left -= len(said)
        half.add(node)
    return half

