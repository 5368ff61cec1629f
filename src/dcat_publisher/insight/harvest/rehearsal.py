"""The whole rehearsal on one screen: read, pass the gate, split, and say what is lost at each step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dcat_publisher.insight.harvest.acceptance_check import gate_faults
from dcat_publisher.insight.harvest.facts import BY_NAME, Syntax, syntax_of_accept
from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.fetch import Answer
from dcat_publisher.insight.harvest.identity import content_hash
from dcat_publisher.insight.harvest.inputs import Input
from dcat_publisher.insight.harvest.losses import splitting_faults
from dcat_publisher.insight.harvest.reading_losses import reading_faults
from dcat_publisher.insight.harvest.reference_data import ReferenceData
from dcat_publisher.insight.harvest.split import Part, Split, catalog_part, split_document
from dcat_publisher.insight.harvest.syntax import read_rdf
from dcat_publisher.insight.harvest.variables import model_faults
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import MEMBER, NEXT_PAGE
from dcat_publisher.model.terms import iri_value
from dcat_publisher.source.variables import VariableList

# A circle of blank nodes ends the harvest only when it is being split, but as thoroughly as the gate does.
_FATAL = frozenset({"H211"})


@dataclass(slots=True)
class Rehearsal:
    """What a harvest would make of a catalogue.

    `accepted` is whether it gets past the gate; otherwise the national catalogue stays as it was. `hashes`
    are those by which the harvester tells whether a dataset or a catalogue has changed. `data` is the
    document, `lists` are the variables of its datasets, where the source is at hand.
    """

    name: str
    accepted: bool = False
    graph: Graph = field(default_factory=Graph)
    split: Split = field(default_factory=Split)
    catalogs: dict[str, Part] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    data: bytes = b""
    lists: dict[str, VariableList] = field(default_factory=dict)

    def take_lists(self, lists: Mapping[str, VariableList]) -> None:
        """Add what becomes of lists of variables, which are harvested as information models."""
        if self.accepted:
            self.lists = {
                dataset: found
                for dataset, found in lists.items()
                if dataset in self.split.datasets and found.variables
            }
            self.faults += model_faults(self.lists)


def syntax_of(accept: str) -> tuple[Syntax, Fault | None]:
    """Return the serialisation that a registered Accept value stands for, or the fault in it."""
    syntax = syntax_of_accept(accept)
    return (syntax, None) if syntax is not None else (BY_NAME["turtle"], Fault("H001", {"accept": accept}))


def rehearse(given: Input, known: ReferenceData) -> Rehearsal:
    """Rehearse the harvest of a catalogue for data.norge.no."""
    rehearsal = Rehearsal(given.name, data=given.answer.data)
    if given.answer.fault is not None:
        rehearsal.faults.append(given.answer.fault)
        return rehearsal
    rehearsal.faults += _answer_faults(given.answer, given.syntax)
    reading = read_rdf(given.answer.data, given.syntax, given.name)
    refused = [*reading.refused, *gate_faults(reading.graph)]
    rehearsal.graph = reading.graph
    rehearsal.faults += [*reading.silent, *refused, *_next_page(reading.graph)]
    if not refused:
        rehearsal.accepted = True
        _split(rehearsal, given.answer.url, known)
        rehearsal.take_lists(given.lists)
    return rehearsal


def _split(rehearsal: Rehearsal, address: str, known: ReferenceData) -> None:
    graph = rehearsal.graph
    split = rehearsal.split = split_document(graph, address)
    rehearsal.faults += splitting_faults(graph, split)
    rehearsal.catalogs = {
        catalog: catalog_part(graph, catalog) for catalog in split.catalogs if catalog != split.generated
    }
    for catalog, part in rehearsal.catalogs.items():
        members = ((catalog, MEMBER, member) for member in split.catalogs[catalog])
        rehearsal.hashes[catalog] = content_hash((*part.graph, *members))
        if part.circle:
            rehearsal.faults.append(Fault("H211", {"number": str(len(part.circle))}, focus=part.subject))
    rehearsal.accepted = not any(fault.code in _FATAL for fault in rehearsal.faults)
    for subject, part in split.datasets.items():
        rehearsal.hashes[subject] = content_hash(part.graph)
        rehearsal.faults += (
            replace(fault, dataset=subject) for fault in reading_faults(part.graph, subject, known)
        )


def _answer_faults(answer: Answer, syntax: Syntax) -> Iterator[Fault]:
    declared = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if declared and declared not in syntax.words:
        yield Fault("H009", {"type": declared, "accept": syntax.media_type})
    length = answer.headers.get("content-length", "")
    if length.isdigit() and int(length) > len(answer.data):
        yield Fault("H012", {"got": str(len(answer.data)), "declared": length})
    link = answer.headers.get("link", "")
    if 'rel="next"' in link.replace("'", '"') or "rel=next" in link:
        yield Fault("H011", {"next": link.partition(">")[0].removeprefix("<")})


def _next_page(graph: Graph) -> Iterable[Fault]:
    for predicate in NEXT_PAGE:
        for subjects in graph.index.values():
            for value in subjects.get(predicate, ()):
                yield Fault("H011", {"next": iri_value(value) if value[0] == "<" else value})
                return
