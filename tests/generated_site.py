"""A built catalogue of any size, made without a source: what `build` leaves, as far as queries need it.

Each dataset has about 75 triples of its own and refers to agents, laws and concepts that its document
repeats, as a real one does. The same number always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from dcat_publisher.model.resources import packaged

BASE: Final = "https://catalogue.example.org/"
THEMES: Final = ("HEAL", "SOCI", "GOVE", "TECH", "EDUC", "ENVI", "TRAN", "JUST", "REGI", "AGRI")
ACCESS: Final = ("PUBLIC", "RESTRICTED", "NON_PUBLIC")
LAWS: Final = tuple(f"https://lovdata.no/eli/lov/2014/06/20/{number}" for number in range(40, 60))

_EU: Final = "http://publications.europa.eu/resource/authority/"
_DCT: Final = "http://purl.org/dc/terms/"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_WORDS: Final = [
    "register",
    "pasient",
    "behandling",
    "sykehus",
    "kommune",
    "tjeneste",
    "opplysninger",
    "årlig",
    "måling",
    "helse",
    "omsorg",
    "rapport",
]


def name_of(number: int) -> str:
    """Return the IRI of a dataset."""
    return f"{BASE}datasets/d{number:05}"


def write_generated(out: Path, count: int, changed: frozenset[int] = frozenset()) -> None:
    """Write a catalogue of `count` datasets; the `changed` ones have another title than they would have."""
    write_site(
        out,
        {
            f"d{number:05}": list(_dataset(number, "endret" if number in changed else ""))
            for number in range(count)
        },
    )


def write_site(out: Path, datasets: Mapping[str, list[str]]) -> None:
    """Write a catalogue of datasets, each given by its local name and the lines of its N-Triples."""
    everything: dict[str, None] = {}
    resources: list[object] = []
    for name, lines in datasets.items():
        everything |= dict.fromkeys(lines)
        resources.append(_written(out, f"datasets/{name}", f"{BASE}datasets/{name}", "Dataset", lines))
    catalogue = [*_catalogue(datasets), *everything]
    resources.append(_written(out, "catalog", f"{BASE}catalog", "Catalog", catalogue))
    shutil.copy(packaged("vocab") / "context.jsonld", out / "context.jsonld")
    site = {"version": 1, "base": BASE, "catalog": "catalog", "resources": resources}
    (out / "site.json").write_text(json.dumps(site), "utf-8")


def _written(out: Path, path: str, iri: str, class_: str, lines: list[str]) -> object:
    data = "".join(lines).encode()
    file = out / f"{path}.nt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    about = {"mediaType": "application/n-triples", "sha256": hashlib.sha256(data).hexdigest()}
    return {
        "path": path,
        "iri": iri,
        "types": [f"{_DCAT}{class_}"],
        "title": {"": path},
        "files": {"nt": about},
    }


def _catalogue(names: Iterable[str]) -> Iterator[str]:
    catalogue = f"<{BASE}catalog>"
    yield f"{catalogue} {_TYPE} <{_DCAT}Catalog> .\n"
    yield f'{catalogue} <{_DCT}title> "Katalogen"@nb .\n'
    for name in names:
        yield f"{catalogue} <{_DCAT}dataset> <{BASE}datasets/{name}> .\n"


def _dataset(number: int, extra: str) -> Iterator[str]:
    chance = random.Random(number)
    dataset = f"<{name_of(number)}>"
    themes = chance.sample(THEMES, 2)
    law, access = chance.choice(LAWS), chance.choice(ACCESS)

    def said(subject: str, predicate: str, value: str) -> str:
        return f"{subject} <{predicate}> {value} .\n"

    yield f"{dataset} {_TYPE} <{_DCAT}Dataset> .\n"
    for tag in ("nb", "en"):
        text = " ".join(chance.choice(_WORDS) for _ in range(60))
        yield said(dataset, f"{_DCT}title", f'"Datasett {number} {extra}"@{tag}')
        yield said(dataset, f"{_DCT}description", f'"{text}"@{tag}')
    for word in sorted(set(chance.sample(_WORDS, 5))):
        yield said(dataset, f"{_DCAT}keyword", f'"{word}"@nb')
    for theme in themes:
        yield said(dataset, f"{_DCAT}theme", f"<{_EU}data-theme/{theme}>")
    yield said(dataset, f"{_DCT}identifier", f'"{number}"')
    yield said(dataset, f"{_DCT}accessRights", f"<{_EU}access-right/{access}>")
    yield said(dataset, "http://data.europa.eu/r5r/applicableLegislation", f"<{law}>")
    yield said(dataset, f"{_DCT}publisher", f"<{BASE}agents/eier>")
    yield said(dataset, f"{_DCAT}contactPoint", f"<{BASE}contact-points/kontakt>")
    date = f"{chance.randint(2010, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    yield said(dataset, f"{_DCT}issued", f'"{date}"^^<{_XSD}date>')
    if number % 3:
        yield said(dataset, f"{_DCT}modified", f'"{date}"^^<{_XSD}date>')
    for part in range(chance.randint(2, 5)):
        yield from _distribution(
            dataset, part, said(dataset, f"{_DCAT}distribution", f"<{name_of(number)}#file-{part}>")
        )
    yield from _shared(themes, law, access)


def _distribution(dataset: str, part: int, link: str) -> Iterator[str]:
    node = f"{dataset[:-1]}#file-{part}>"
    yield link
    yield f"{node} {_TYPE} <{_DCAT}Distribution> .\n"
    for tag in ("nb", "en"):
        yield f'{node} <{_DCT}title> "Fil {part}"@{tag} .\n'
        yield f'{node} <{_DCT}description> "Innholdet i fil {part}, for den som vil laste ned."@{tag} .\n'
    for name, value in {
        "accessURL": f"<https://files.example.org/{part}>",
        "downloadURL": f"<https://files.example.org/{part}.csv>",
        "mediaType": "<https://www.iana.org/assignments/media-types/text/csv>",
        "byteSize": f'"{part * 1000}"^^<{_XSD}nonNegativeInteger>',
    }.items():
        yield f"{node} <{_DCAT}{name}> {value} .\n"
    yield f"{node} <{_DCT}license> <{_EU}licence/CC_BY_4_0> .\n"
    yield f"{node} <{_DCT}format> <{_EU}file-type/CSV> .\n"


def _shared(themes: list[str], law: str, access: str) -> Iterator[str]:
    for concept in (*(f"data-theme/{theme}" for theme in themes), f"access-right/{access}"):
        label = concept.partition("/")[2]
        yield f"<{_EU}{concept}> {_TYPE} <{_SKOS}Concept> .\n"
        for tag in ("nb", "nn", "en"):
            yield f'<{_EU}{concept}> <{_SKOS}prefLabel> "{label}"@{tag} .\n'
    yield f"<{law}> {_TYPE} <http://data.europa.eu/eli/ontology#LegalResource> .\n"
    yield f'<{law}> <{_DCT}title> "Lov {law[-2:]}"@nb .\n'
    agent = f"<{BASE}agents/eier>"
    yield f"{agent} {_TYPE} <http://xmlns.com/foaf/0.1/Agent> .\n"
    yield f'{agent} <http://xmlns.com/foaf/0.1/name> "Eieren"@nb .\n'
    yield f'{agent} <{_DCT}identifier> "974760673" .\n'
    contact = f"<{BASE}contact-points/kontakt>"
    yield f"{contact} {_TYPE} <http://www.w3.org/2006/vcard/ns#Kind> .\n"
    yield f'{contact} <http://www.w3.org/2006/vcard/ns#fn> "Kontakten"@nb .\n'
    yield f"{contact} <http://www.w3.org/2006/vcard/ns#hasEmail> <mailto:data@example.org> .\n"
