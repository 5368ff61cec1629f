"""What the service and the site have for themselves is in one table, and no record gets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dcat_publisher.checking.naming import SUFFIXES, reserved_reason, without_suffix
from dcat_publisher.checking.reserved import DATA_PROFILES, FILES, MIDDLE, SERVICE, folded, is_taken
from dcat_publisher.model.language import LANGUAGES
from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.pages import OTHER_PROFILE
from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.serve.endpoint import complete_app
from dcat_publisher.serve.site import load_site
from tests.publish.output_support import build, built, names, refused, write_source

BASE = "https://data.example.no/"


def test_the_table_has_every_route_of_the_application(tmp_path: Path) -> None:
    built(write_source(tmp_path / "source"), tmp_path / "out")
    rules = complete_app(tmp_path / "out").url_map.iter_rules()
    fixed = {rule.rule.strip("/") for rule in rules if "<" not in rule.rule} - {""}
    assert fixed == set(SERVICE)


def test_the_table_has_every_file_of_a_site(tmp_path: Path) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    site = load_site(out)
    of_things = {f"{each.path}." for each in site.resources}
    others = [path for path in (*Listing.read(out), "site.json") if not any(map(path.startswith, of_things))]
    assert len(others) > 10
    for path in others:
        hidden = path.startswith((".", "_"))  # no name of a record begins so
        assert hidden or is_taken(path), path
    quality = tuple(f"quality.{tag}." for tag in LANGUAGES)
    series = (".", "_", "search", "picture", "style-", "icon-", "frame.", *quality)
    assert {path for path in others if not path.startswith(series)} == set(FILES) - {"variables.html"}


def test_the_table_has_what_files_of_a_record_end_with(tmp_path: Path) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    assert set(SUFFIXES) == {entry.suffix for entry in FORMATS} | {"html"}
    assert {OTHER_PROFILE.token} == set(DATA_PROFILES)
    for path in Listing.read(out):
        if path.startswith("datasets/a."):
            middle, _, suffix = path.removeprefix("datasets/a.").rpartition(".")
            assert suffix in SUFFIXES
            assert middle in ("", *MIDDLE)


@pytest.mark.parametrize(
    "name", ["health", "Sparql", "context", "x.ttl", "robots.txt", "search.nn.json", "a.RDF/b"]
)
@pytest.mark.parametrize("count", [1, 250])
def test_a_reserved_name_is_a_finding_before_anything_is_written(
    tmp_path: Path, name: str, count: int
) -> None:
    source, out = write_source(tmp_path / "source", tuple(f"d{n}" for n in range(count))), tmp_path / "out"
    file = source / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text((source / "datasets" / "d0.yaml").read_text("utf-8"), "utf-8")
    result = build(source, out, "--no-pages", "--jobs", "1") if count > 1 else build(source, out)
    assert result.exit_code == 1
    assert f"{file.as_posix()}:1:1 R004 error" in result.stdout
    assert names(tmp_path) == ["source"]


@pytest.mark.parametrize("others", [("npr", "npr.nb"), ("A", "a"), ("x", "X.Schema")])
@pytest.mark.parametrize("count", [1, 250])
def test_two_that_would_share_a_file_are_a_finding(
    tmp_path: Path, others: tuple[str, ...], count: int
) -> None:
    source = write_source(tmp_path / "source", (*others, *(f"d{n}" for n in range(count))))
    result = build(source, tmp_path / "out", "--no-pages", "--jobs", "1")
    assert result.exit_code == 1
    assert result.stdout.count("R204") == 1
    assert names(tmp_path) == ["source"]


@pytest.mark.parametrize("name", ["npr.nb", "health"])
def test_where_the_finding_is_ignored_the_build_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = write_source(tmp_path / "source", ("npr",)), tmp_path / "out"
    built(source, out)
    before = (out / "site.json").read_bytes()
    file = source / ("datasets" if "." in name else "") / f"{name}.yaml"
    file.write_text((source / "datasets" / "npr.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "dcat-publisher.toml").write_text('ignore = ["R004", "R204"]\n')
    refused(build(source, out), "could not be served")
    assert (out / "site.json").read_bytes() == before
    assert names(tmp_path) == ["dcat-publisher.toml", "out", "source"]


def test_things_from_elsewhere_get_addresses_that_can_be_served(tmp_path: Path) -> None:
    """What is described under an IRI of others has a path made of it, which may not clash either."""
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    iris = ["npr", "npr.nb", "NPR", "doc.html", "doc", "x.schema", "x", "æ", "Æ", "a%CC%8A", "%C3%A5"]
    agents = [
        f'  - {{id: "https://example.org/o/{iri}", type: Organization, name: {{nb: O}}}}' for iri in iris
    ]
    file = source / "datasets" / "a.yaml"
    file.write_text(file.read_text("utf-8") + "creator:\n" + "\n".join(agents) + "\n", "utf-8")
    result = build(source, out)
    assert result.exit_code == 0, result.output
    listed = list(Listing.read(out))
    assert len({folded(path) for path in listed}) == len(listed)
    paths = {
        resource["path"]
        for resource in _resources(out)
        if resource["path"].startswith("things/example.org/o/")
    }
    assert len(paths) == len(iris)
    assert all(reserved_reason(path, BASE) is None for path in paths)
    load_site(out)


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("datasets/aux", "aux.html"), ("CON", "CON.html"), ("nul/a", "nul"), ("com1.x/a", "com1.x"),
        ("lpt².a", "lpt².a.html"), ("2024:1", "2024:1.html"), ("a?/b", "a?"), ("a./b", "a."), ("a /b", "a "),
        ("a|b", "a|b.html"), ("a\tb", "a\tb.html"), ('a"b', 'a"b.html'), ("conin$", "conin$.html"),
    ],
)  # fmt: skip
def test_what_can_be_no_file_on_windows_is_said_there(path: str, part: str) -> None:
    reason = reserved_reason(path, BASE, windows=True)
    assert reason is not None
    assert f"`{part}`" in reason["en"]
    assert reserved_reason(path, BASE, windows=False) is None


@pytest.mark.parametrize("path", ["auxiliary", "datasets/con-1", "com", "com10", "a.b", "a b", ".a", "null"])
def test_what_only_looks_like_it_is_allowed(path: str) -> None:
    assert reserved_reason(path, BASE, windows=True) is None


def _resources(out: Path) -> list[dict[str, str]]:
    resources: list[dict[str, str]] = json.loads((out / "site.json").read_text("utf-8"))["resources"]
    return resources


@pytest.mark.parametrize(
    ("path", "without"),
    [
        ("a.nb", "a-nb"),
        ("a.html", "a-html"),
        ("a.nb.html", "a.nb-html"),
        ("a.1", "a.1"),
        ("nb", "nb"),
        ("a.b/c", "a.b/c"),
    ],
)
def test_a_path_without_what_files_end_with(path: str, without: str) -> None:
    assert without_suffix(path) == without
