"""Namespaces have one owner: no other module spells one, and a term is made from it."""

from __future__ import annotations

import ast
import copy

import pytest

from dcat_publisher.model import namespaces
from dcat_publisher.model.namespaces import DCAT, PREFIXES, XSD, Namespace, short, term
from tests.project import ROOT

FILES = sorted((ROOT / "src" / "dcat_publisher").rglob("*.py"))
OWNER = ROOT / "src" / "dcat_publisher" / "model" / "namespaces.py"


def test_no_other_module_spells_a_namespace() -> None:
    spelled = []
    for file in FILES:
        tree = ast.parse(file.read_text("utf-8"))
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        begun = [
            text
            for text in texts
            if isinstance(text, str) and " " not in text and any(s.iri in text for s in PREFIXES.values())
        ]
        spelled += [f"{file.name}: {text}" for text in begun if file != OWNER]
    assert spelled == []


def test_each_prefix_and_each_namespace_is_there_once() -> None:
    spaces = [space for space in vars(namespaces).values() if isinstance(space, Namespace)]
    assert len({space.iri for space in spaces}) == len({space.prefix for space in spaces}) == len(spaces)


def test_terms() -> None:
    assert DCAT.Dataset == DCAT["Dataset"] == term("dcat:Dataset") == "<http://www.w3.org/ns/dcat#Dataset>"
    assert XSD + "date" == f"{XSD}date" == "http://www.w3.org/2001/XMLSchema#date"
    assert short(DCAT.Dataset) == "dcat:Dataset"
    assert short("<urn:x>") == "urn:x"
    with pytest.raises(KeyError):
        term("nobody:x")


def test_what_python_asks_of_any_object_is_no_term() -> None:
    assert copy.copy(DCAT).iri == DCAT.iri
    assert not hasattr(DCAT, "__html__")
