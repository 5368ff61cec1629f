"""A rehearsal, told to people: dataset by dataset what data.norge.no would take, show and leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol, cast

from dcat_publisher.insight.harvest.changes import title_of
from dcat_publisher.insight.harvest.identity import catalog_record, dataset_record
from dcat_publisher.insight.harvest.portal import portal_json
from dcat_publisher.insight.harvest.read_properties import ignored, taken
from dcat_publisher.insight.harvest.reader import Reader
from dcat_publisher.insight.harvest.reference_data import ReferenceData
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.insight.harvest.variables import READ, ModelSeen, field_names
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import FALLBACKS, Words, in_language
from dcat_publisher.model.namespaces import short, term
from dcat_publisher.model.terms import iri_value, lexical

Entry = Mapping[str, object]


class _Namer(Protocol):
    def __call__(self, entry: Entry, label: str = "prefLabel") -> str: ...


OFFERED: Final = term("dcat:service")
ENDPOINT: Final = term("dcat:endpointURL")
DESCRIBED_AT: Final = term("dcat:endpointDescription")
_LABELS: Final = Words(__file__).group("dataset")
_MODELS: Final = Words(__file__).group("model")
_WIDTH: Final = 19
NOT_READ: Final = "H305"


def told(
    rehearsal: Rehearsal, lost: Mapping[str, Sequence[Finding]], known: ReferenceData, language: str
) -> Iterator[str]:
    """Yield what data.norge.no will have of each catalogue and dataset, in lines."""
    for catalog, members in rehearsal.split.catalogs.items():
        yield ""
        if rehearsal.split.is_of_services:
            yield f"{iri_value(catalog)}  ({len(rehearsal.graph.objects(catalog, OFFERED))})"
            continue
        yield f"{iri_value(catalog)}  ({len(members)})"
        yield _line("record", catalog_record(iri_value(catalog)), language)
    for subject in rehearsal.split.services if rehearsal.split.is_of_services else ():
        yield ""
        yield from service_lines(rehearsal, subject, language)
    for subject in rehearsal.split.datasets:
        yield ""
        yield from dataset_lines(rehearsal, subject, known, language)
        yield from _lost_lines(lost.get(subject, ()), language)


def told_elsewhere(
    rehearsal: Rehearsal, lost: Mapping[str, Sequence[Finding]], language: str
) -> Iterator[str]:
    """Yield which datasets another harvester takes, and what it loses of each; what it shows is not known."""
    for subject in rehearsal.split.datasets:
        yield ""
        yield f"{title_of(rehearsal, subject)}  <{lexical(subject)}>"
        yield from _lost_lines(lost.get(subject, ()), language)


def dataset_lines(rehearsal: Rehearsal, subject: str, known: ReferenceData, language: str) -> Iterator[str]:
    """Yield what a person will see of one dataset, and which properties are behind it."""
    graph = rehearsal.split.datasets[subject].graph
    yield f"{title_of(rehearsal, subject)}  <{iri_value(subject)}>"
    yield _line("record", dataset_record(iri_value(subject)), language)
    for name, values in shown(rehearsal, subject, known, language).items():
        yield _line(name, "; ".join(values) or _LABELS["nothing"][language], language)
    yield _line("read", ", ".join(short(name) for name in taken(graph, subject)), language)
    yield from _variable_lines(rehearsal, subject, language)
    left = ignored(graph, subject)
    if left:
        yield _line("ignored", ", ".join(left), language)


def _variable_lines(rehearsal: Rehearsal, subject: str, language: str) -> Iterator[str]:
    """Tell how many variables are harvested as an information model, and what of them is read."""
    found = rehearsal.lists.get(subject)
    if found is None:
        return
    seen, number = ModelSeen(subject, found), len(found.variables)
    read = field_names(seen.fields(READ), language)
    counted = _MODELS["one" if number == 1 else "many"][language].format(number=number)
    yield _line("variables", f"{counted}; {_LABELS['read'][language]}: {read}", language)


def service_lines(rehearsal: Rehearsal, subject: str, language: str) -> Iterator[str]:
    """Yield what a data service is called and where it is, as the document has it."""
    graph = rehearsal.graph
    yield f"{title_of(rehearsal, subject)}  <{iri_value(subject)}>"
    for name, predicate in (("endpoint", ENDPOINT), ("description", DESCRIBED_AT)):
        values = "; ".join(map(lexical, graph.objects(subject, predicate)))
        yield _line(name, values or _LABELS["nothing"][language], language)


def _lost_lines(found: Sequence[Finding], language: str) -> Iterator[str]:
    """Tell the losses but for the properties that nobody reads, which have a line of their own."""
    for finding in sorted(found, key=lambda entry: -entry.severity):
        if finding.code != NOT_READ:
            yield _line("lost", f"{finding.code} {in_language(finding.message, language)}", language)


def _line(name: str, text: str, language: str) -> str:
    return f"  {_LABELS[name][language]:<{_WIDTH}}{' '.join(text.split())}"


def shown(rehearsal: Rehearsal, subject: str, known: ReferenceData, language: str) -> dict[str, list[str]]:
    """Return what a person looks for in a dataset, as the newer parser reads it, with the portal's names."""
    fields = portal_json(Reader(rehearsal.split.datasets[subject].graph), subject)

    def named(entry: Entry, label: str = "prefLabel") -> str:
        return _name(entry, label, known, language)

    publisher, access = fields["publisher"], fields["accessRights"]
    themes = [entry for name in ("theme", "losTheme", "eurovocThemes") for entry in _entries(fields[name])]
    laws = [
        *_entries(fields["applicableLegislation"]),
        *(
            entry
            for name in ("Restriction", "Processing", "Access")
            for entry in _entries(fields[f"legalBasisFor{name}"])
        ),
    ]
    return {
        "publisher": [] if publisher is None else [_with_number(cast(Entry, publisher), named)],
        "access": [] if access is None else [named(cast(Entry, access))],
        "themes": [named(entry) for entry in themes],
        "law": [named(entry, "title") for entry in laws],
        "contact": [_contact(entry) for entry in _entries(fields["contactPoint"])],
        "distributions": [_distribution(entry, named) for entry in _entries(fields["distribution"])],
    }


def _entries(value: object) -> list[Entry]:
    return cast(list[Entry], value or [])


def _name(entry: Entry, label: str, known: ReferenceData, language: str) -> str:
    own = cast("Mapping[str, str] | None", entry.get(label))
    address = cast("str | None", entry.get("uri"))
    given = own or (known.labels(address) if address is not None else None) or {}
    for tag in (*FALLBACKS[language], "no"):
        if tag in given:
            return given[tag]
    return address or "?"


def _with_number(entry: Entry, named: _Namer) -> str:
    number = entry.get("id")
    return named(entry) if number is None else f"{named(entry)} ({number})"


def _contact(entry: Entry) -> str:
    parts = (entry.get(name) for name in ("fullname", "email", "hasTelephone", "hasURL"))
    return ", ".join(str(part) for part in parts if part is not None)


def _distribution(entry: Entry, named: _Namer) -> str:
    links = cast("list[str] | None", entry.get("accessURL")) or []
    return " ".join([named(entry, "title"), *links])
