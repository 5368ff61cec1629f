"""One source folder under edit: checked with the texts of open files in the place of those on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dcat_publisher.check.catalog import CATALOG_FILE, Catalog, read_catalog
from dcat_publisher.check.configuration import Configuration, find_configuration, read_configuration
from dcat_publisher.check.fixes import FixContext
from dcat_publisher.check.help import HelpWriter
from dcat_publisher.check.selection import Choice, project_root, select
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, profile_named


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a folder after a check: its catalogue, and the findings with their help."""

    catalog: Catalog
    findings: list[Finding]
    bench: FixContext
    rules: RuleBook
    adviser: HelpWriter


def source_folder(file: Path) -> Path | None:
    """Return the nearest folder upward that has a catalogue, None where there is none."""
    return next((folder for folder in file.parents if (folder / CATALOG_FILE).is_file()), None)


def configuration_of(folder: Path) -> Configuration:
    """Return the configuration of a folder; a broken one counts as none here: `check` tells of it."""
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
    texts = Texts(unsaved)
    catalog = read_catalog(folder, vocabulary, rules.profile, dict(unsaved))
    files = sorted(
        {record.place.file for record in catalog.records} | {one.place.file for one in catalog.findings}
    )
    choice = Choice(
        tuple(settled.options.get("select", ())), tuple(settled.options.get("ignore", ())), settled.waivers
    )
    chosen = select(catalog.findings, files, choice, texts, rules, project_root(folder))
    helper = HelpWriter(catalog, vocabulary, rules, texts)
    return State(
        catalog, helper.advise(chosen.findings), FixContext(catalog, vocabulary, texts), rules, helper
    )
