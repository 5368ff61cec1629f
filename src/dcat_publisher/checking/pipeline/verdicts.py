"""The verdicts on all units: those that stand, and those that have to be given anew."""

from __future__ import annotations

from collections.abc import Sequence

from dcat_publisher.checking.circumstances import Circumstances
from dcat_publisher.checking.pipeline.change import Changes, Former, Pair, changes_between, dirty_units
from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.checking.pipeline.index import CODES
from dcat_publisher.checking.pipeline.nodes import whole_graph
from dcat_publisher.checking.pipeline.opening import Opened
from dcat_publisher.checking.pipeline.parts import Index, Symbols, linked
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.checking.pipeline.state import State, Unit
from dcat_publisher.checking.pipeline.tasks import Runner, validate_parts
from dcat_publisher.checking.pipeline.units import UNIT, Verdict, objects_of
from dcat_publisher.checking.validation import placed_findings
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Shapes
from dcat_publisher.shacl.data import Data

_CODES: Files = ()
"""The part that the code lists are, among the parts of units."""


class Verdicts:
    """The units of a source folder, held against those of the last time."""

    def __init__(self, opened: Opened, former: State, shapes: Shapes) -> None:
        self._opened = opened
        self._former = former
        self._shapes = shapes
        self._numbers = {files: number for number, files in enumerate(opened.state.active)}
        self._numbers[_CODES] = CODES
        self.units = self._divided()

    def _divided(self) -> list[list[Files]]:
        """Return the units: the former ones as far as their parts are there, filled up with new parts.

        The catalogue's own part is a unit alone: what is asked of it may be asked of all its members.
        """
        own = next((files for files in self._numbers if self._opened.own.file in files), _CODES)
        others = self._numbers.keys() - {own, _CODES}
        former = [[files for files in unit.parts if files in others] for unit in self._former.units]
        known = {files for unit in former for files in unit}
        fresh = [files for files in self._numbers if files in others and files not in known]
        units = [unit for unit in former if unit]
        for unit in units:
            room = UNIT - len(unit)
            unit.extend(fresh[:room])
            del fresh[:room]
        units += [fresh[start : start + UNIT] for start in range(0, len(fresh), UNIT)]
        return [*units, *([files] for files in dict.fromkeys((own, _CODES)))]

    def run(self, runner: Runner) -> None:
        """Validate what has to be validated, and write the verdicts into the state."""
        known = {frozenset(unit.parts): unit for unit in self._former.units}
        dirty = self._dirty()
        parts = [tuple(unit) for unit in self.units]
        found = [None if n in dirty else known.get(frozenset(unit)) for n, unit in enumerate(parts)]
        missing = [n for n, unit in enumerate(found) if unit is None]
        tasks = [(self._opened.job, [self._numbers[files] for files in parts[n]]) for n in missing]
        verdicts = runner(validate_parts, tasks, [len(parts[n]) for n in missing])
        for n, verdict in zip(missing, verdicts, strict=True):
            found[n] = self._kept(parts[n], verdict)
        self._opened.state.units = [unit for unit in found if unit is not None]

    @property
    def _codec(self) -> PlaceCodec:
        return self._opened.shared.compiler.codec

    def _kept(self, parts: tuple[Files, ...], verdict: Verdict) -> Unit:
        keep = self._codec.keep_finding
        return Unit(
            parts, verdict.reads, tuple(map(keep, verdict.results)), tuple(map(keep, verdict.numbers))
        )

    def verdicts(self) -> list[Verdict]:
        """Return all verdicts, from their kept form."""
        read = self._codec.finding
        return [
            Verdict([*map(read, unit.results)], [*map(read, unit.numbers)], unit.reads)
            for unit in self._opened.state.units
        ]

    def _dirty(self) -> set[int]:
        """Return the numbers of the units whose verdict may be another one now."""
        everything = set(range(len(self.units)))
        if not self._former.units or self._former.shapes != self._opened.state.shapes:
            return everything
        pairs = self._pairs()
        if pairs is None:
            return everything
        opened, former = self._opened, self._former
        before = Former(_active(former), former.bindings, former.catalog, former.claimed)
        index = opened.parts.index
        changes = changes_between(before, pairs, index, opened.parts)
        return self._of(changes, pairs)

    def _of(self, changes: Changes, pairs: Sequence[Pair]) -> set[int]:
        unit_of = {self._numbers[files]: n for n, unit in enumerate(self.units) for files in unit}
        known = {frozenset(unit.parts): unit for unit in self._former.units}
        reads = {n: unit.reads for n, parts in enumerate(self.units) if (unit := known.get(frozenset(parts)))}
        changed = [number for _, number in pairs if number is not None]
        return dirty_units(
            changes, changed, reads, self._opened.parts.index, unit_of, objects_of(self._shapes),
            self._opened.parts,
        )  # fmt: skip

    def _pairs(self) -> list[Pair] | None:
        """Return the parts that are not the same as before; None where the former ones are not known."""
        former, state = self._former, self._opened.state
        renamed = {
            name
            for name in former.bindings.keys() | state.bindings.keys()
            if former.bindings.get(name) != state.bindings.get(name)
        }
        before, pairs = frozenset(former.active), list[Pair]()
        if not before <= former.entries.keys():
            return None
        for files in dict.fromkeys([*former.active, *state.active]):
            old, number = former.entries[files] if files in before else None, self._numbers.get(files)
            new = None if number is None else state.entries[files]
            is_same = old is not None and new is not None and old.key == new.key != b""
            if old is None or not is_same or not renamed.isdisjoint(old.symbols.names):
                pairs.append(Pair(None if old is None else (old.symbols, self._linked(files)), number))
        return pairs

    def _linked(self, files: Files) -> Index:
        old = self._former.entries[files]
        return linked(self._opened.shared.store.graph(old.kept), self._former.bindings)


def _active(state: State) -> list[Symbols]:
    return [state.entries[files].symbols for files in state.active]


def delegated_findings(opened: Opened, shapes: Shapes, graph: Graph) -> list[Finding]:
    """Return what shapes find that are not SHACL Core: pySHACL wants the whole graph, each time."""
    from dcat_publisher.checking.placed_nodes import GraphPlaces  # noqa: PLC0415
    from dcat_publisher.shacl.delegation import validate_delegated  # noqa: PLC0415 (few runs need it)

    results = validate_delegated(graph, shapes, Data(graph, shapes.watched), None)
    places = GraphPlaces(graph)
    return Circumstances(places).considered(placed_findings(places, results, opened.whole))


__all__ = ["Verdicts", "delegated_findings", "whole_graph"]
