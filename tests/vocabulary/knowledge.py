"""A project that has a vocabulary and a profile of its own, as small as it can be."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.project import start as start_source

KEY = "saksnummer"
VOCAB = {"@context": {KEY: {"@id": "http://purl.org/dc/terms/bibliographicCitation"}}}
LIST = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://a.no/list> a skos:ConceptScheme ; <http://rdfs.org/ns/void#uriSpace> "https://a.no/list/" .
<https://a.no/list/A> a skos:Concept ; skos:notation "A" ; skos:prefLabel "A"@en .
"""
ADDRESS = "https://regler.example.no/huset"
HOUSE = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<{address}> a owl:Ontology .
<{address}#Dataset> a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:property <{address}#{code}> .
<{address}#{code}> a sh:PropertyShape ; sh:path {path} ; sh:minCount 1 ;
    sh:name "merkelappen"@nb ; sh:message "The house asks for {path}."@en, "Huset ber om {path}."@nb .
"""


def house(path: str = "dcat:version") -> str:
    """A profile with one rule: what every data set has to have."""
    return HOUSE.format(address=ADDRESS, code=f"House-{path.partition(':')[2]}", path=path)


def save(file: Path, text: str) -> Path:
    """Write a file as an editor does: with another inode, so that the stamp differs on every disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, "utf-8")
    os.replace(beside, file)  # noqa: PTH105
    return file


def save_vocabulary(project: Path) -> Path:
    """Add the key to the project's own vocabulary."""
    return save(project / "vocab/context.jsonld", json.dumps(VOCAB))


def save_profile(project: Path, path: str = "dcat:version") -> Path:
    """Write the profile `house`."""
    return save(project / "shapes/house/profile.ttl", house(path))


def start(project: Path) -> Path:
    """Make the starter catalogue in `source`; give the file of its data set."""
    return start_source(project / "source") / "datasets/eksempel.yaml"


def use_the_key(file: Path) -> None:
    """Use the key that only the project's own vocabulary has."""
    save(file, f"{file.read_text('utf-8')}{KEY}: 2026/17\n")
