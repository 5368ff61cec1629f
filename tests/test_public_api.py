"""The public API: what can be imported from the package, and that it does what its docstrings say."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dcat_publisher
from dcat_publisher import ConfigurationError, Severity, build, check, load, validate
from dcat_publisher.source.starter import write_starter

NAMES = {
    "Catalog", "ConfigurationError", "Finding", "OutputError", "PublisherError", "RdfSyntaxError",
    "Severity", "__version__", "build", "check", "load", "validate",
}  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    write_starter(tmp_path / "source")
    return tmp_path / "source"


def test_these_names_are_public_and_no_others() -> None:
    assert set(dcat_publisher.__all__) == NAMES
    assert all(hasattr(dcat_publisher, name) for name in NAMES)
    assert not hasattr(dcat_publisher, "nobody")


@pytest.mark.parametrize("function", [build, check, load, validate])
def test_a_function_is_documented_and_typed(function: Callable[..., object]) -> None:
    signature = inspect.signature(function)
    assert function.__doc__
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(each.annotation is not inspect.Parameter.empty for each in signature.parameters.values())


def test_a_catalogue_has_its_graph_records_and_findings(source: Path) -> None:
    catalog = load(source)
    assert isinstance(catalog, dcat_publisher.Catalog)
    assert {record.path for record in catalog.records} >= {"catalog", "datasets/eksempel"}
    assert len(catalog.graph) > 0
    assert catalog.findings == check(str(source))


def test_a_site_is_written_unless_there_is_an_error(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (source / "datasets" / "eksempel.yaml").write_text("type: Dataset\n", "utf-8")
    assert any(finding.severity is Severity.ERROR for finding in build(source, out))
    assert not out.exists()
    write_starter(tmp_path / "right")
    assert all(finding.severity < Severity.ERROR for finding in build(tmp_path / "right", out))
    assert validate(out / "catalog.ttl").results == validate(str(out / "catalog.nt")).results


def test_keys_of_the_project_count(source: Path) -> None:
    (source.parent / "vocab").mkdir()
    context = '{"@context": {"room": {"@id": "https://example.no/room"}}}'
    (source.parent / "vocab" / "context.jsonld").write_text(context, "utf-8")
    file = source / "datasets" / "eksempel.yaml"
    file.write_text(file.read_text("utf-8") + "room: R1\n", "utf-8")
    assert "R101" not in {finding.code for finding in check(source)}


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        load(tmp_path / "nowhere")
    with pytest.raises(ConfigurationError):
        check(tmp_path, profile="nobody's")


def test_importing_it_imports_no_library() -> None:
    heavy = "{'rdflib', 'yaml', 'flask', 'pyoxigraph'}"
    code = f"import sys, dcat_publisher; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
