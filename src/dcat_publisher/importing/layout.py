"""Where records go: the base of all addresses, folders, files and local names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import unquote

from dcat_publisher.importing.implied import Implied
from dcat_publisher.importing.literals import parts_of
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import CATALOG, DATASET, NAMES, RECORD, SERIES, SERVICE
from dcat_publisher.model.namespaces import DCAT, DCT, ELI, FOAF, ODRS, SKOS, VCARD
from dcat_publisher.model.terms import is_blank
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.source.mapping.iris import iri_fault
from dcat_publisher.source.mapping.settings import BASE_FORM
from dcat_publisher.source.starter import BASE
from dcat_publisher.vocabulary import Vocabulary

FOLDERS: Final[Mapping[str, str]] = {
    SERIES: "series", DATASET: "datasets", SERVICE: "services", CATALOG: "catalogs", RECORD: "records",
}  # fmt: skip
"""Class of records that have a file each -> the folder of those without a place of their own."""
COLLECTIONS: Final[Mapping[str, str]] = {
    FOAF.Agent: "agents", VCARD.Kind: "contact-points", ELI.LegalResource: "laws", DCT.Standard: "standards",
    DCT.Location: "places", SKOS.Concept: "concepts", SKOS.ConceptScheme: "concept-schemes",
    ODRS.RightsStatement: "rights", DCT.RightsStatement: "rights", DCT.LicenseDocument: "licences",
    FOAF.Document: "documents", DCT.PeriodOfTime: "periods", DCAT.Distribution: "distributions",
}  # fmt: skip
"""Class of all other records -> the file that has them."""
REST: Final = "others"
LARGEST: Final = 500
"""How many records a collection has at most; of more, each has a file in a folder of that name."""
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_OPAQUE: Final = re.compile(
    r"[0-9]+|(?=.*[0-9])[0-9A-Fa-f]{12,}|[{]?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}[}]?"
)
"""What says nothing to people at the end of an address: numbers, digests, UUIDs (RFC 9562)."""
_VERSION: Final = re.compile(r"v?[0-9]+(?:\.[0-9]+)+")
"""What says which edition of a licence or a standard, and nothing without the name before it."""
_WINDOWS: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_LETTERS: Final = str.maketrans({"æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ß": "ss", "đ": "d", "ł": "l"})
"""Letters that no decomposition (NFKD) makes letters of ASCII."""
_LONGEST: Final = 60
_OF_CATALOGS: Final = frozenset({DCAT.dataset, DCAT.service, DCAT.record})
"""What only a catalogue has (DCAT 3, 6.3)."""


@dataclass(slots=True)
class Layout:
    """Base, main catalogue, and the path of each record without suffix."""

    base: str
    catalog: str | None
    paths: dict[str, str] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)

    def address(self, node: str) -> str:
        """Return the address that a record has when it states none."""
        return f"{self.base}{self.paths[node]}"

    def iri(self, node: str) -> str:
        """Return the address of a record: its own, or where it goes."""
        return self.address(node) if is_blank(node) else node[1:-1]

    def reference(self, node: str) -> str:
        """Return what others call a record: its name, with its folder where the name is not enough."""
        path = self.paths[node]
        name = path.rpartition("/")[2]
        return name if self.names[name] == 1 else path


class Naming(NamedTuple):
    """What names are made with: the base, where it is given, and the language whose titles come first.

    `keys` tells apart what has no address, the same way each time.
    """

    base: str | None
    language: str | None
    keys: Mapping[str, str]


def laid_out(implied: Implied, records: Sequence[str], naming: Naming) -> Layout:
    """Return where the records of a graph go."""
    graph, vocabulary = implied.graph, implied.vocabulary
    main = main_catalog(graph, records)
    settled, keys = naming.base or base_of(graph, records), naming.keys
    homes = {node: _home(implied.types(node), vocabulary) for node in records if node != main}
    layout = Layout(settled, main)
    if main is not None:
        layout.paths[main] = "catalog"
    counted = Counter(home for home, is_file in homes.values() if not is_file)
    folders = _folders(homes, settled)
    taken: dict[str, set[str]] = {}
    named = {
        node: _name(node, graph, f"{settled}{folders.get(home, home)}/", naming.language)
        for node, (home, _) in homes.items()
    }
    for node in sorted(homes, key=lambda one: (not named[one].is_own, is_blank(one), keys.get(one, ""), one)):
        kind, is_file = homes[node]
        home = folders.get(kind, kind)
        free = _Free(taken.setdefault(home, set()), f"<{settled}{home}/", graph, vocabulary.context)
        is_key = not is_file and counted[kind] <= LARGEST
        layout.paths[node] = f"{home}/{free.name(named[node].text, node, is_key=is_key)}"
    layout.names.update(path.rpartition("/")[2] for path in layout.paths.values())
    return layout


def main_catalog(graph: Graph, records: Iterable[str]) -> str | None:
    """Return the catalogue that the others are in, or that has most; None where there is none."""
    catalogs = [node for node in records if CATALOG in graph.types(node)]
    if not catalogs:  # what lists datasets is one, though nothing says so
        catalogs = [
            node for node in records if not graph.types(node) and _OF_CATALOGS & graph.predicates(node).keys()
        ]
    below = {
        value
        for node in catalogs
        for name in (DCAT.catalog, DCT.hasPart)
        for value in graph.objects(node, name)
        if value != node
    }  # fmt: skip
    above = [node for node in catalogs if node not in below] or catalogs
    size = {node: len(graph.objects(node, DCAT.dataset)) for node in above}
    return min(above, key=lambda node: (is_blank(node), -size[node], node), default=None)


def base_of(graph: Graph, records: Iterable[str]) -> str:
    """Return what most addresses of datasets begin with, up to their folder; else those of other records."""
    nodes = [node[1:-1] for node in records if node.startswith(("<http://", "<https://"))]
    of_datasets = [node for node in nodes if DATASET in graph.types(f"<{node}>")]
    for candidates in (of_datasets, [node for node in nodes if _is_filed(graph.types(f"<{node}>"))]):
        parents = Counter(_parent(node) for node in candidates)
        for each in sorted(parents, key=lambda one: (-parents[one], one)):
            above = _parent(each.rstrip("/"))
            base = above if BASE_FORM.fullmatch(above) and _NAME.fullmatch(each[len(above) : -1]) else each
            if BASE_FORM.fullmatch(base) and iri_fault(base) is None and "@" not in base:
                return base
    return BASE


def _is_filed(types: Iterable[str]) -> bool:
    return any(type_ in FOLDERS for type_ in types)


def _parent(address: str) -> str:
    cut = address.partition("?")[0].partition("#")[0]
    return cut[: cut.rfind("/") + 1]


def _home(types: Sequence[str], vocabulary: Vocabulary) -> tuple[str, bool]:
    """Return the folder or collection of a record, and whether it has a file of its own."""
    every = [class_ for type_ in types for class_ in (type_, *vocabulary.superclasses(type_))]
    for table, is_file in ((FOLDERS, True), (COLLECTIONS, False)):
        for class_, home in table.items():
            if class_ in every:
                return home, is_file
    return REST, False


def _folders(homes: Mapping[str, tuple[str, bool]], base: str) -> dict[str, str]:
    """Return folder -> the folder that most of its records have in their addresses below the base."""
    below: dict[str, Counter[str]] = {}
    for node, (home, is_file) in homes.items():
        parent = _parent(node[1:-1])[len(base) : -1] if is_file and node.startswith(f"<{base}") else ""
        if _NAME.fullmatch(parent) is not None:
            below.setdefault(home, Counter())[parent] += 1
    found: dict[str, str] = {}
    for home, parents in sorted(below.items()):
        best = min(parents, key=lambda one: (-parents[one], one))
        if best not in COLLECTIONS.values() and best not in (*found.values(), "catalog", REST):
            found[home] = best
    taken = set(found.values())
    return found if taken.isdisjoint(set(FOLDERS.values()) - set(found)) else {}


class _Name(NamedTuple):
    """What a record is called; `is_own` says that its address in the folder ends so."""

    text: str
    is_own: bool = False


def _name(node: str, graph: Graph, folder: str, language: str | None) -> _Name:
    """Return what a record is called: by the end of its address, else by its title."""
    address = "" if is_blank(node) else node[1:-1]
    own = address[len(folder) :] if address.startswith(folder) else ""
    if _NAME.fullmatch(own) and not _is_opaque(own):
        return _Name(own, is_own=True)
    parts = [part for part in re.split(r"[/#?=&:]", unquote(address)) if part]
    last = parts[-1] if len(parts) > 1 else ""
    if len(parts) > 2 and _VERSION.fullmatch(last):
        last = "-".join(parts[-2:])
    called = slug(_title(node, graph, language))
    readable = slug(last) if not _is_opaque(last) else ""
    return _Name(readable or called or slug(last) or "record")


def _is_opaque(part: str) -> bool:
    return _OPAQUE.fullmatch(part) is not None


def _title(node: str, graph: Graph, language: str | None) -> str:
    said = graph.predicates(node)
    for name in NAMES:
        texts = [value for value in said.get(name, ()) if value[0] == '"']
        if texts:
            return parts_of(
                min(texts, key=lambda one: (parts_of(one)[1] != language, parts_of(one)[1] or "", one))
            )[0]
    mail = min(said.get(VCARD.hasEmail, ()), default="")
    return mail[1:-1].removeprefix("mailto:").partition("@")[0]


def slug(text: str) -> str:
    """Return a text as a name of a file on every system: letters a to z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]


class _Free(NamedTuple):
    """The names that are free in a folder."""

    taken: set[str]
    beginning: str
    graph: Graph
    context: Context

    def name(self, wanted: str, node: str, *, is_key: bool) -> str:
        """Return a name that no other record has in any case; a key of a collection is no known word."""
        reserved = _WINDOWS.fullmatch(wanted) is not None or (
            is_key and self.context.meaning(wanted) is not None
        )
        number, found = 1, f"{wanted}-1" if reserved else wanted
        while found.casefold() in self.taken or self._is_of_another(found, node):
            number += 1
            found = f"{wanted}-{number}"
        self.taken.add(found.casefold())
        return found

    def _is_of_another(self, name: str, node: str) -> bool:
        address = f"{self.beginning}{name}>"
        return address != node and address in self.graph.index
