"""The gate in front of the RDF parser: what is beyond bounds gets one line and exit code 2 everywhere."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.rdf.depth import MAX_DEPTH, is_too_deep
from dcat_publisher.rdf.gate import BoundError, check_bounds
from dcat_publisher.rdf.read import read_rdf
from tests.rdf.hostile_documents import DOCUMENTS, NODE, SOUND, json_ld, xml


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_not_parsed(name: str, tmp_path: Path) -> None:
    suffix, text = DOCUMENTS[name]
    file = tmp_path / f"hostile.{suffix}"
    file.write_text(text, "utf-8")
    with pytest.raises(BoundError, match=r"hostile\.\w+: it"):
        read_rdf(file)


@pytest.mark.parametrize("name", SOUND)
def test_what_only_looks_hostile_is_read(name: str, tmp_path: Path) -> None:
    suffix, text = SOUND[name]
    file = tmp_path / f"sound.{suffix}"
    file.write_text(text, "utf-8")
    try:
        assert len(read_rdf(file)) > 0
    except ConfigurationError as error:
        pytest.fail(str(error))


@pytest.mark.parametrize("command", ["check", "rehearse", "score", "diff"])
@pytest.mark.parametrize("name", ["deep JSON-LD", "entities that hold each other"])
def test_every_command_that_reads_rdf_refuses_it_alike(command: str, name: str, tmp_path: Path) -> None:
    suffix, text = DOCUMENTS[name]
    file = tmp_path / f"hostile.{suffix}"
    file.write_text(text, "utf-8")
    files = [str(file)] * (2 if command == "diff" else 1)
    result = CliRunner().invoke(main, [command, *files, "--lang", "en"])
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"dcat-publisher: {file}: it")


def test_shapes_pass_the_same_gate(tmp_path: Path) -> None:
    data, shapes = tmp_path / "data.nt", tmp_path / "deep.ttl"
    data.write_text("<x:a> <x:p> <x:b> .\n", "utf-8")
    shapes.write_text(DOCUMENTS["deep Turtle"][1], "utf-8")
    result = CliRunner().invoke(main, ["check", str(data), "--shapes", str(shapes), "--lang", "en"])
    assert result.exit_code == 2
    assert "deep.ttl: it is nested more than" in result.stderr


def test_the_deepest_document_that_is_read() -> None:
    assert not is_too_deep(json_ld(MAX_DEPTH).encode(), "json-ld")
    assert is_too_deep(json_ld(MAX_DEPTH + 1).encode(), "json-ld")


def test_what_is_closed_without_being_opened_hides_nothing() -> None:
    assert is_too_deep(b"]" * 1000 + b"[" * (MAX_DEPTH + 1), "turtle")
    assert not is_too_deep(b"]" * 1000 + b"[" * MAX_DEPTH, "turtle")


def test_a_bound_grows_with_the_document() -> None:
    """Ten bytes of entities for each byte of a document are ordinary: `&xsd;` is one."""
    often = xml(NODE.format("&a;" * 1_000_000), '<!DOCTYPE rdf:RDF [<!ENTITY a "http://example.org/">]>')
    check_bounds(often.encode(), "rdf-xml", "often.rdf")


def test_line_ends_of_windows_change_nothing_in_xml(tmp_path: Path) -> None:
    unix, windows = tmp_path / "unix.rdf", tmp_path / "windows.rdf"
    text = xml(NODE.format("one\ntwo"))
    unix.write_bytes(text.encode())
    windows.write_bytes(text.replace("\n", "\r\n").encode())
    assert list(read_rdf(unix)) == list(read_rdf(windows))


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig", "nq", "n3"])
def test_a_byte_order_mark_is_read_over(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"marked.{suffix}"
    file.write_bytes(b"\xef\xbb\xbf<http://example.org/a> <http://example.org/p> <http://example.org/b> .\n")
    assert list(read_rdf(file)) == [
        ("<http://example.org/a>", "<http://example.org/p>", "<http://example.org/b>")
    ]


def test_utf_16_is_called_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "wide.ttl"
    file.write_text("<x:a> <x:p> 1 .", "utf-16")
    with pytest.raises(ConfigurationError, match=r"wide\.ttl: it is encoded as UTF-16"):
        read_rdf(file)


def test_blank_nodes_are_called_the_same_in_each_run(tmp_path: Path) -> None:
    """The parser draws its labels at random, of one to 32 digits: so many that short ones are among them."""
    file = tmp_path / "blank.ttl"
    file.write_text(f"<x:a> <x:p> {'[ <x:q> 1 ], ' * 200} _:typed .", "utf-8")
    assert {value for _, _, value in read_rdf(file) if value[0] == "_"} == {
        "_:typed", *(f"_:unlabelled{number}" for number in range(1, 201)),
    }  # fmt: skip


TYPED = {
    "ttl": "<x:a> <x:p> [ <x:q> 1 ], _:unlabelled1, _:00112233445566778899aabbccddeeff .",
    "jsonld": """{"@id": "x:a", "x:p": [{"x:q": 1}, {"@id": "_:unlabelled1"},
        {"@id": "_:00112233445566778899aabbccddeeff"}]}""",
    "rdf": xml(
        """<rdf:Description rdf:about="x:a">
        <e:p><rdf:Description><e:q>1</e:q></rdf:Description></e:p>
        <e:p rdf:nodeID="unlabelled1"/><e:p rdf:nodeID='a0112233445566778899aabbccddeeff'/>
        </rdf:Description>"""
    ),
}


@pytest.mark.parametrize("suffix", TYPED)
def test_a_label_that_was_typed_stays_and_is_nobody_elses(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"typed.{suffix}"
    file.write_text(TYPED[suffix], "utf-8")
    labels = {value for subject, _, value in read_rdf(file) if value[0] == "_" and subject == "<x:a>"}
    assert {label for label in labels if len(label) != 34} == {"_:unlabelled1", "_:unlabelled2"}
    assert len(labels) == 3
