"""Several documents as one graph: what is said of each is what is said of it alone."""

from __future__ import annotations

import gzip
import itertools
from pathlib import Path

import pyoxigraph
import pytest

from dcat_publisher import validate
from dcat_publisher.checking.validate_rdf import Validation
from dcat_publisher.model.terms import is_blank
from dcat_publisher.rdf.documents import file_document
from dcat_publisher.rdf.joined import read_joined

PREFIXES = "@prefix ex: <http://example.org/> .\n"
DOCUMENTS = (
    f"{PREFIXES}ex:a a ex:C ; ex:has [ a ex:D ] , _:x .\n_:x a ex:D .\n",
    f"{PREFIXES}\n\n[] a ex:D .\n"
    "ex:b a ex:C ; ex:has [ a ex:D ; ex:has _:x ] ; ex:list ( [ a ex:D ] _:xx ) .\n"
    "_:x a ex:D .\n_:xx a ex:D .\n",
    f"{PREFIXES}\n_:x a ex:D ; ex:has _:unlabelled1 .\n"
    "_:unlabelled1 a ex:D .\nex:c a ex:C ; ex:has [ a ex:D ] .\n",
)
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass ex:C, ex:D ; sh:nodeKind sh:Literal ; sh:message "not {?this}" ;
  sh:property [ sh:path ex:name ; sh:minCount 1 ] , [ sh:path ex:has ; sh:nodeKind sh:IRI ] .
"""
FORMATS = {"ttl": None, "nt": "N_TRIPLES", "rdf": "RDF_XML", "trig": None, "ttl.gz": None}


def _written(folder: Path, suffix: str) -> list[Path]:
    files = []
    for number, text in enumerate(DOCUMENTS):
        file = folder / f"{number}.{suffix}"
        form, data = FORMATS[suffix], text.encode()
        if form is not None:
            quads = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE)
            triples = (quad.triple for quad in quads)
            data = pyoxigraph.serialize(triples, format=getattr(pyoxigraph.RdfFormat, form)) or b""
        file.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
        files.append(file)
    (folder / "s.shapes.ttl").write_text(SHAPES, "utf-8")
    return files


def _told(validation: Validation) -> list[tuple[object, ...]]:
    """Return what people are told of each finding: where, which node, in which words."""
    return sorted(
        (each.place, each.node, str(each.message), each.value if not is_blank(each.value or " ") else "")
        for each in validation.findings
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_findings_of_several_files_are_those_of_each(suffix: str, tmp_path: Path) -> None:
    files, shapes = _written(tmp_path, suffix), tmp_path / "s.shapes.ttl"
    alone = sorted(itertools.chain.from_iterable(_told(validate(file, shapes=shapes)) for file in files))
    assert len(alone) == 3 * 2 + 10 * 2 + 8 - 2
    assert _told(validate(files, shapes=shapes)) == alone


def test_every_result_knows_its_file_and_line(tmp_path: Path) -> None:
    files = _written(tmp_path, "ttl")
    lines = {
        (Path(result.file or "").name, result.line)
        for result in validate(files, shapes=tmp_path / "s.shapes.ttl").results
    }
    assert lines == {
        ("0.ttl", 2), ("0.ttl", 3), ("1.ttl", 4), ("1.ttl", 5), ("1.ttl", 6), ("1.ttl", 7),
        ("2.ttl", 3), ("2.ttl", 4), ("2.ttl", 5),
    }  # fmt: skip


def test_no_two_documents_share_a_node(tmp_path: Path) -> None:
    files = _written(tmp_path, "ttl") * 2
    joined = read_joined([file_document(file, tmp_path) for file in files])
    blanks = [{term for triple in graph for term in triple if is_blank(term)} for graph in joined.graphs]
    whole = {term for triple in joined.graph for term in triple if is_blank(term)}
    assert len(whole) == sum(map(len, blanks))
