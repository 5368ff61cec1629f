"""One source folder under edit: checked with the texts of open files in the place of those on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dcat_publisher.advice import Adviser
from dcat_publisher.catalog import CATALOG_FILE, Catalog, read_catalog
from dcat_publisher.configuration import Configuration, find_configuration, read_configuration
from dcat_publisher.errors import ConfigurationError
from dcat_publisher.explanation import RuleBook
from dcat_publisher.findings import Finding
from dcat_publisher.fixes import Bench
from dcat_publisher.profile import DEFAULT_PROFILE, profile_named
from dcat_publisher.selection import Choice, project_root, select
from dcat_publisher.texts import Texts
from dcat_publisher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a folder after a check: its catalogue, and the findings with their help."""

    catalog: Catalog
    findings: list[Finding]
    bench: Bench
    rules: RuleBook
    adviser: Adviser


def source_folder(file: Path) -> Path | None:
    """Give the nearest folder upward that has a catalogue, None where there is none."""
    return next((folder for folder in file.parents if (folder / CATALOG_FILE).is_file()), None)


def configuration_of(folder: Path) -> Configuration:
    """Give the configuration of a folder; a broken one counts as none here: `check` tells of it."""
    try:
        file = find_configuration(folder)
        return Configuration() if file is None else read_configuration(file)
    except ConfigurationError:
        return Configuration()


def check_folder(folder: Path, unsaved: Mapping[str, str], vocabulary: Vocabulary) -> State:
    """Check a folder as `check` does; `unsaved` has the texts of open files by their path."""
    settled = configuration_of(folder)
    named = settled.options.get("profile", DEFAULT_PROFILE)
    rules = RuleBook(profile_named(named if isinstance(named, str) else DEFAULT_PROFILE))
    texts = Texts(unsaved, folder)
    catalog = read_catalog(folder, vocabulary, rules.profile, dict(unsaved))
    files = sorted(
        {record.place.file for record in catalog.records} | {one.place.file for one in catalog.findings}
    )
    choice = Choice(
        tuple(settled.options.get("select", ())), tuple(settled.options.get("ignore", ())), settled.waivers
    )
    chosen = select(catalog.findings, files, choice, texts, rules, project_root(folder))
    adviser = Adviser(catalog, vocabulary, rules, texts)
    return State(catalog, adviser.advise(chosen.findings), Bench(catalog, vocabulary, texts), rules, adviser)
