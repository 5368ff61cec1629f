"""Faults planted in the reference source at every depth, each alone and all together.

Each is reported on its line and column, nothing else is, and the help, followed to the letter, repairs it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dcat_publisher.checking.fixes import applied
from dcat_publisher.editor.lsp.actions import added_line
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.place import Place
from dcat_publisher.rules.examples import example_in
from dcat_publisher.source.source_text import Text
from tests.checking.diagnosing import SOURCE, Seen, copied, findings, news

SOMATIKK, CATALOG, AGENTS = "datasets/npr-somatikk.yaml", "catalog.yaml", "agents.yaml"
SERIES, CONTACT, LAWS = "series/npr.yaml", "contact-points.yaml", "laws.yaml"


@dataclass(frozen=True)
class Fault:
    """`right` becomes `wrong` in a file; the finding is on `at`, with a path of keys."""

    code: str
    file: str
    right: str
    wrong: str
    at: str
    keys: str


# What is put right by putting the first quoted word of the help in the place of what is marked.
REPLACED = [
    # on top, nested, listed, in a collection, in the catalogue, in inherited defaults
    Fault("R101", SOMATIKK, "identifier: SOM", "identifer: SOM", "identifer", "identifer"),
    Fault("R101", SOMATIKK, "  accessURL:", "  acessURL:", "acessURL", "distribution.acessURL"),
    Fault("R101", AGENTS, "  identifier:", "  identifer:", "identifer", "helsedirektoratet.identifer"),
    Fault("R101", CATALOG, "homepage:", "homepge:", "homepge", "homepge"),
    Fault("R101", CATALOG, "    publisher:", "    publishr:", "publishr", "defaults.Dataset.publishr"),
    Fault("R103", SOMATIKK, "type: Dataset", "type: Datset", "Datset", "type"),
    Fault("R103", AGENTS, "Organization", "Organisation", "Organisation", "helsedirektoratet.type"),
    Fault("R103", CATALOG, "  DatasetSeries:", "  DatasetSerie:", "DatasetSerie", "defaults.DatasetSerie"),
    Fault("R201", SOMATIKK, "inSeries: npr", "inSeries: nprr", "nprr", "inSeries"),
    Fault(
        "R201", SOMATIKK, "Legislation: [npr-f", "Legislation: [nrp-f",
        "nrp-forskriften", "applicableLegislation[0]",
    ),
    Fault(
        "R201", SOMATIKK, "  applicableLegislation: [npr-f", "  applicableLegislation: [nrp-f",
        "nrp-forskriften", "distribution.applicableLegislation[0]",
    ),
    Fault(
        "R201", CATALOG, "    contactPoint: helseregistre", "    contactPoint: helseregister",
        "helseregister", "defaults.Dataset.contactPoint",
    ),
    Fault("T301", SOMATIKK, "theme: [HEAL", "theme: [HELT", "HELT", "theme[0]"),
    Fault("T301", SERIES, "theme: [HEAL", "theme: [HEALL", "HEALL", "theme[0]"),
    Fault(
        "T301", CATALOG, "    accessRights: RESTRICTED", "    accessRights: RESTRICTD",
        "RESTRICTD", "defaults.Dataset.accessRights",
    ),
    Fault("T301", AGENTS, "NationalAu", "NationalAAu", "NationalAAuthority", "helsedirektoratet.agentType"),
    Fault("T301", LAWS, "Type: act", "Type: akt", "akt", "helseregisterloven.legalResourceType"),
    Fault("T201", SOMATIKK, "2018-04-12", "12.04.2018", "12.04.2018", "issued"),
    Fault("T102", CONTACT, "mailto:helse", "helse", "helseregistre@helsedir.no", "helseregistre.hasEmail"),
    Fault("T103", AGENTS, "https://w", "w", "www.helsedirektoratet.no/", "helsedirektoratet.homepage"),
]  # fmt: skip

# What is put right by adding the last example line of the help to the mapping that is marked.
ADDED = [
    ("Dataset-theme-required", SOMATIKK, "theme: [HEAL, los:tema/helsetjenester, los:ord/sykehus]\n", ""),
    ("Dataset-title-required", SOMATIKK, "title:\n  nb: NPR - Somatikk\n", ""),
    ("Dataset-keyword-recommended", "datasets/kpr.yaml", None, ""),
    ("Kind-fn-required", CONTACT, "  fn:\n    nb: Helseregistrene ved Helsedirektoratet\n", "helseregistre"),
    ("Agent-name-required", AGENTS, None, "helsedirektoratet"),
    ("DatasetSeries-description-required", SERIES, None, ""),
    ("Catalog-title-required", CATALOG, None, ""),
    ("Catalog-publisher-required", CATALOG, "publisher: helsedirektoratet\n", ""),
]  # fmt: skip


@cache
def untouched() -> tuple[Seen, ...]:
    return tuple(findings(SOURCE))


def position_of(text: str, word: str) -> tuple[int, int]:
    start = text.index(word)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


@pytest.mark.parametrize("fault", REPLACED, ids=lambda one: f"{one.code}-{one.keys}")
def test_reported_where_it_is_and_repaired_by_its_help(fault: Fault, tmp_path: Path) -> None:
    source = copied(tmp_path)
    file = source / fault.file
    before = file.read_text("utf-8")
    assert fault.right in before
    wrong = before.replace(fault.right, fault.wrong, 1)
    file.write_text(wrong, "utf-8")
    found = news(source, list(untouched()))
    assert [one.code for one in found] == [fault.code]
    one = found[0]
    assert (one.file, one.keys) == (fault.file, fault.keys)
    assert (one.line, one.column) == position_of(wrong, fault.at)
    assert one.end_column - one.column == len(fault.at)
    lines = wrong.splitlines(keepends=True)
    line = lines[one.line - 1]
    lines[one.line - 1] = line[: one.column - 1] + one.first_quoted + line[one.end_column - 1 :]
    file.write_text("".join(lines), "utf-8")
    assert news(source, list(untouched())) == []


@pytest.mark.parametrize(("code", "name", "without", "keys"), ADDED, ids=[one[0] for one in ADDED])
def test_missing_line_is_the_one_that_the_help_gives(
    code: str, name: str, without: str | None, keys: str, tmp_path: Path
) -> None:
    source = copied(tmp_path)
    file = source / name
    before = file.read_text("utf-8")
    gone = block(before, code.split("-")[1]) if without is None else without
    assert gone in before
    file.write_text(before.replace(gone, "", 1), "utf-8")
    found = [one for one in news(source, list(untouched())) if one.code == code]
    assert [(one.file, one.keys) for one in found] == [(name, keys)]
    one = found[0]
    example = example_in(one.help)
    assert example is not None, one.help
    text = Text(name, file.read_text("utf-8"))
    place = Place(name, one.line, one.column, one.end_line, one.end_column)
    edit = added_line(text, Finding(code, Severity.ERROR, place, {}), f"{example[0]}: {example[1]}")
    assert edit is not None
    file.write_text(applied(text, [edit]), "utf-8")
    assert [left for left in news(source, list(untouched())) if left.severity == "error"] == []
    assert code not in {left.code for left in news(source, list(untouched()))}


def block(text: str, key: str) -> str:
    """The lines of the first such key in a file: its own, and those below that are indented more."""
    lines = text.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.lstrip().startswith(f"{key}:"))
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and (lines[end].startswith(" " * (indent + 1)) or not lines[end].strip()):
        end += 1
    return "".join(lines[start:end])


def test_no_fault_hides_another(tmp_path: Path) -> None:
    source = copied(tmp_path)
    expected = set()
    for fault in REPLACED:
        if fault.keys == "helsedirektoratet.homepage":  # its key has a fault of its own here
            continue
        file = source / fault.file
        text = file.read_text("utf-8")
        assert fault.right in text
        file.write_text(text.replace(fault.right, fault.wrong, 1), "utf-8")
        expected.add((fault.code, fault.file, fault.keys))
    found = {(one.code, one.file, one.keys) for one in news(source, list(untouched()))}
    assert found == expected


def test_norwegian_author_gets_norwegian_keys(tmp_path: Path) -> None:
    source = copied(tmp_path)
    (source / "datasets/ny.yaml").write_text(
        "type: Datasett\ntittel: {nb: Ny}\nbeskrivelse: {nb: Ny.}\n", "utf-8"
    )
    found = {one.code: one for one in findings(source)}
    assert "`tema: [HEAL]`" in found["Dataset-theme-required"].help


def test_names_in_the_help_are_those_of_the_catalogue(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "datasets").mkdir(parents=True)
    (source / "catalog.yaml").write_text(
        "base: https://example.no/\ndefaultLanguage: nb\ntype: Catalog\ntitle: K\ndescription: K\n", "utf-8"
    )
    (source / "agents.yaml").write_text(
        "etaten: {type: Organization, name: Etaten, identifier: 974760673}\n", "utf-8"
    )
    (source / "datasets/a.yaml").write_text(
        "type: Dataset\ntitle: A\ndescription: A\ntheme: [HEAL]\n", "utf-8"
    )
    found = {(one.code, one.file): one for one in findings(source)}
    publisher = found["Dataset-publisher-required", "datasets/a.yaml"]
    assert "`publisher: etaten`" in publisher.help
    assert "helsedirektoratet" not in publisher.help
    contact = found["Dataset-contactPoint-required", "datasets/a.yaml"]
    assert example_in(contact.help) is not None
    assert "fn:" in contact.help
