"""Source folders with faults and with links from dataset to dataset; shapes that read across them."""

from __future__ import annotations

import random
from pathlib import Path

from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile

VOCABULARY = Vocabulary((packaged("vocab"),))
CATALOG = """base: https://example.org/
defaultLanguage: nb
defaults: {Dataset: {publisher: eier}}
type: Catalog
title: {nb: Katalog}
description: {nb: En katalog.}
publisher: eier
homepage: https://example.org/hjem
"""
AGENTS = """eier:
  id: https://data.brreg.no/enhetsregisteret/api/enheter/974760673
  type: Organization
  name: {nb: Eieren}
  homepage: https://example.org/eier
annen:
  type: Organization
  name: {nb: En annen}
"""
SERIES = """type: DatasetSeries
title: {nb: Serien}
description: {nb: En serie.}
first: d01
last: d17
page: https://example.org/felles
"""
# Each line is put into some of the datasets; several are faults, several lead from one dataset to another.
LINES = (
    "inSeries: serie",
    "landingPage: https://example.org/felles",
    "page: https://example.org/felles",
    "conformsTo: https://example.org/felles",
    "distribution: [{accessURL: https://example.org/felles, format: CSV}]",
    "distribution: [{accessURL: https://example.org/x}, {id: '#min', accessURL: https://example.org/y}]",
    "sample: '#min'",
    "source: d03",
    "isVersionOf: [d04, d05]",
    "hasVersion: d06",
    "relation: [d07, serie, https://example.org/annet]",
    "isReferencedBy: d08",
    "references: [d09, https://example.org/felles]",
    "next: d10",
    "prev: d11",
    "nextVersion: d12",
    "previousVersion: d02",
    "replaces: d03",
    "isReplacedBy: d04",
    "hasPart: d05",
    "isPartOf: d06",
    "publisher: https://data.brreg.no/enhetsregisteret/api/enheter/974760674",
    "publisher: {id: https://example.org/agents/annen, name: {nb: Et annet navn}}",
    "creator: {id: https://example.org/ny, type: Organization, name: {nb: Ny}}",
    "creator: finnes-ikke",
    "titel: feil nøkkel",
    "issued: 2024-13-45",
    "theme: [HEAL, FINNES_IKKE]",
    "accessRights: RESTRICTED",
    "title: [uten, språk]",
    "applicableLegislation: https://example.org/d01#temporal",
    "temporal: {startDate: 2010-01-01, endDate: 2009-01-01}",
    "qualifiedRelation: [{relation: d13, hadRole: https://example.org/rolle}]",
    "wasGeneratedBy: {type: Dataset, title: {nb: Nestet}}",
    "id: https://elsewhere.example.org/eget",
    "type: [Dataset, DatasetSeries]",
    "themeTaxonomy: https://psi.norge.no/los/struktur.html",
    "inCatalog: catalog",
    "utgiver: eier",
    "utgivar: eirer",
    "utgiver: d05",
    "contactPint: serie",
    "publisher: eierr",
    "creator: d99",
    "inSeries: seri",
    "relation: https://example.org/ressurs?api_key=hemmelig",
    "id: https://example.org/ressurs?api_key=hemmelig",
    "id: https://example.org/register/annet",
    "id: https://example.org/sparql",
    "creator: {id: https://example.org/sparql, type: Organization, name: {nb: Ny}}",
    "creator: {id: https://example.org/D03, type: Organization, name: {nb: Ny}}",
    "relation: https://example.org/catalog.ttl",
    "description: {nb: ''}",
    "title: {nb: ' '}",
    "accessRights: PUBLIC",
    "distribution: [{accessURL: https://example.org/z, downloadURL: https://example.org/z.csv}]",
    "distribution: [{id: https://example.org/d01#distribution, accessURL: https://example.org/z}]",
    "'unclosed: [",
)
NASTY = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix s: <urn:s#> .
s:Dataset sh:targetClass dcat:Dataset ; sh:property s:backwards , s:classes , s:documents , s:lonely .
s:backwards sh:path [ sh:inversePath dcat:inSeries ] ; sh:maxCount 0 .
s:classes sh:path dct:relation ; sh:class dcat:Dataset .
s:documents sh:path foaf:page ; sh:not [ sh:class dct:Standard ] .
s:lonely sh:path [ sh:inversePath dct:references ] ; sh:maxCount 1 .
s:Series sh:targetClass dcat:DatasetSeries ; sh:property s:members , s:few .
s:members sh:path [ sh:inversePath dcat:inSeries ] ; sh:minCount 3 .
s:few sh:path [ sh:inversePath dcat:inSeries ] ; sh:class dcat:DatasetSeries .
s:Referred sh:targetObjectsOf dct:references ; sh:property [ sh:path dct:title ; sh:minCount 1 ] .
s:Document sh:targetClass foaf:Document ; sh:property s:pages .
s:pages sh:path [ sh:inversePath foaf:page ] ; sh:maxCount 1 .
s:Catalog sh:targetClass dcat:Catalog ; sh:property [ sh:path dcat:dataset ; sh:class dcat:Dataset ] .
s:Typed sh:targetSubjectsOf dcat:theme ; sh:property [ sh:path dct:issued ; sh:minCount 1 ] .
"""
DEEP = """
s:Deep sh:targetClass dcat:Dataset ; sh:property [ sh:path ( dct:relation dct:title ) ; sh:minCount 1 ] ,
    [ sh:path ( dct:relation [ sh:zeroOrMorePath dct:source ] dct:issued ) ; sh:maxCount 0 ] ,
    [ sh:path [ sh:inversePath dct:relation ] ; sh:maxCount 1 ] ,
    [ sh:path ( [ sh:inversePath dct:source ] dct:title ) ; sh:maxCount 1 ] ,
    [ sh:path ( dct:publisher foaf:name ) ; sh:minCount 1 ] ,
    [ sh:path [ sh:inversePath dcat:dataset ] ; sh:minCount 1 ] .
s:Literal sh:targetObjectsOf dct:identifier ; sh:minLength 2 .
s:Named sh:targetNode <https://example.org/d03> , <https://example.org/felles> ;
    sh:property [ sh:path dct:title ; sh:minCount 1 ] .
s:Closed sh:targetClass dcat:Catalog ;
    sh:property [ sh:path dcat:dataset ; sh:or ( [ sh:class dcat:Dataset ] [ sh:node s:Empty ] ) ] .
s:Empty a sh:NodeShape ; sh:closed true ; sh:ignoredProperties () .
"""


def write(folder: Path, seed: int) -> Path:
    chance = random.Random(seed)
    for name, text in {"catalog": CATALOG, "agents": AGENTS, "serie": SERIES}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    common = chance.sample(LINES[:-1], 5)
    for number in range(1, 21):
        lines = [f"title: {{nb: Datasett {number}}}", f"identifier: {number}"]
        lines += chance.sample(common, chance.randint(0, 4))
        if chance.random() < 0.3:
            lines.append(chance.choice(LINES))
        keys = {line.partition(":")[0]: line for line in ["type: Dataset", *lines]}
        target = folder / chance.choice(("a", "b/c")) / f"d{number:02}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(keys.values()) + "\n", "utf-8")
    return folder


def nasty(folder: Path, text: str) -> Profile:
    file = folder / "nasty.ttl"
    file.write_text(text, "utf-8")
    return Profile("nasty", (file,))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def edit(source: Path, chance: random.Random) -> str:
    """Change something at random, and say what."""
    files = sorted(
        file for file in source.rglob("*.yaml") if file.name not in ("catalog.yaml", "agents.yaml")
    )
    file, which = chance.choice(files), chance.random()
    if which < 0.45:
        line = chance.choice(LINES)
        file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")
        return f"{file.name}: {line}"
    if which < 0.55 and len(files) > 3:
        file.unlink()
        return f"{file.name} deleted"
    if which < 0.65:
        target = source / chance.choice("az") / f"{chance.choice(('ny', 'd05', 'd17', 'serie', 'x y'))}.yaml"
        target.parent.mkdir(exist_ok=True)
        target.write_text(file.read_text("utf-8"), "utf-8")
        if chance.random() < 0.3:
            file.unlink()
        return f"{file.name} copied or moved to {target.name}"
    if which < 0.75:
        lines = file.read_text("utf-8").splitlines()
        del lines[chance.randrange(len(lines)) :][1:]
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return f"{file.name} cut"
    if which < 0.82:
        file.write_text(f"# a line\n{file.read_text('utf-8')}", "utf-8")
        return f"{file.name} shifted"
    return _edit_common(source, chance)


def _edit_common(source: Path, chance: random.Random) -> str:
    agents, catalog = source / "agents.yaml", source / "catalog.yaml"
    text, settings = agents.read_text("utf-8"), catalog.read_text("utf-8")
    change = chance.choice(("name", "new", "found", "shift", "default", "members", "theme", "language"))
    if change == "name":
        agents.write_text(text.replace("Eieren", "Eieren igjen"), "utf-8")
    elif change == "new":
        agents.write_text(f"{text}ny{chance.randrange(99)}:\n  type: Organization\n", "utf-8")
    elif change == "found":
        agents.write_text(f"{text}finnes-ikke:\n  type: Organization\n  name: {{nb: Ny}}\n", "utf-8")
    elif change == "shift":
        catalog.write_text(f"# a line\n{settings}", "utf-8")
    elif change == "default":
        catalog.write_text(settings.replace("publisher: eier", "publisher: annen", 1), "utf-8")
    elif change == "members":
        catalog.write_text(f"{settings}dataset: [d01, d02]\n", "utf-8")
    elif change == "theme":
        catalog.write_text(f"{settings}theme: [HEAL]\n", "utf-8")
    else:
        catalog.write_text(settings.replace("defaultLanguage: nb", "defaultLanguage: nn"), "utf-8")
    return change
