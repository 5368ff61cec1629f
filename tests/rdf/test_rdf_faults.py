"""What is said of a document that no parser reads: its line, and what it is where it is no RDF at all."""

from pathlib import Path

import pytest

from dcat_publisher.rdf.read import RdfSyntaxError, read_rdf

HEAD = (
    '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dct="http://purl.org/dc/terms/">\n'
)
NODE = '<rdf:Description rdf:about="http://a.example/{}">\n{}\n</rdf:Description>\n'
WELL = NODE.format("b", "<dct:title>x</dct:title>")
FOOT = "</rdf:RDF>\n"
PAGE = b"<!DOCTYPE html>\n<html><body>Log in</body></html>"


def fault_of(file: Path, data: bytes) -> RdfSyntaxError:
    file.write_bytes(data)
    with pytest.raises(RdfSyntaxError) as raised:
        read_rdf(file)
    return raised.value


@pytest.mark.parametrize(
    ("node", "line"),
    [
        (NODE.format("b", "<dct:title>x</dct:titl>"), 7),
        (NODE.format("b c", "<dct:title>x</dct:title>"), 6),
        (NODE.format("b", '<dct:title xml:lang="n b">x</dct:title>'), 7),
        (NODE.format("b", '<dct:date rdf:resource="tel:+47 22"/>'), 7),
    ],
)
def test_the_line_of_xml(node: str, line: int, tmp_path: Path) -> None:
    assert fault_of(tmp_path / "a.rdf", f"{HEAD}{WELL}{node}{FOOT}".encode()).line == line


@pytest.mark.parametrize("suffix", ["ttl", "rdf", "jsonld", "nt", "trig"])
def test_a_web_page_is_called_one(suffix: str, tmp_path: Path) -> None:
    assert "nettside" in fault_of(tmp_path / f"a.{suffix}", PAGE).told["nb"]


def test_another_kind_of_xml_is_told_by_its_root(tmp_path: Path) -> None:
    for space in ("", ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'):
        root = f'<csw:Answer xmlns:csw="http://c.example/"{space} numberOfRecords="1">'
        text = f'<?xml version="1.0"?>\n{root}<p/></csw:Answer>'
        assert "<csw:Answer>" in fault_of(tmp_path / "a.xml", text.encode()).told["en"]


def test_turtle_that_is_called_xml_is_not_called_xml(tmp_path: Path) -> None:
    assert "begins with" not in fault_of(tmp_path / "a.rdf", b"@prefix a: <http://a.example/> .").reason
