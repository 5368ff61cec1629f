"""One source folder under edit: checked with the texts of open files in the place of those on the disk."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dcat_publisher.checking.catalog import CATALOG_FILE, Catalog, SourceCatalog
from dcat_publisher.checking.configuration import Configuration, find_configuration, read_configuration
from dcat_publisher.checking.fixes import FixContext
from dcat_publisher.checking.help import HelpWriter
from dcat_publisher.checking.project import project_of
from dcat_publisher.checking.selection import Choice, project_root, select
from dcat_publisher.editor.class_keys import ClassKeys
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a folder after a check: its catalogue, and the findings with their help."""

    catalog: Catalog
    findings: list[Finding]
    bench: FixContext
    rules: RuleBook
    keys: ClassKeys
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


class CheckedFolder:
    """A folder that is checked again and again, with what its project knows at the time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = threading.Lock()
        self._source: SourceCatalog | None = None
        self._keys: ClassKeys | None = None

    def check(self, unsaved: Mapping[str, str]) -> State:
        """Check the folder as `check` does; `unsaved` has the texts of open files by their path."""
        with self._turn:
            return self._checked(unsaved)

    def _keys_of(self, vocabulary: Vocabulary, profiles: Sequence[Profile]) -> ClassKeys:
        """Return the keys and rules of some profiles, the former ones while these are the very same."""
        keys = self._keys
        if keys is None or keys.vocabulary is not vocabulary or not keys.rules.is_of(profiles):
            keys = self._keys = ClassKeys(vocabulary, RuleBook(*profiles))
        return keys

    def _checked(self, unsaved: Mapping[str, str]) -> State:
        settled = configuration_of(self._folder)
        project = project_of(settled.file, self._folder, str(settled.options.get("profile", DEFAULT_PROFILE)))
        vocabulary, keys = project.vocabulary, self._keys_of(project.vocabulary, project.profiles)
        self._source = SourceCatalog.kept(self._source, self._folder, vocabulary, project.profiles)
        texts, catalog = Texts(unsaved, self._folder), self._source.check(unsaved)
        choice = Choice(
            tuple(settled.options.get("select", ())),
            tuple(settled.options.get("ignore", ())),
            settled.waivers,
        )
        rules = keys.rules
        chosen = select(catalog.findings, catalog.noted, choice, texts, rules, project_root(self._folder))
        helper = HelpWriter(catalog, vocabulary, rules, texts)
        context = FixContext(catalog, vocabulary, texts)
        return State(catalog, helper.advise(chosen.findings), context, rules, keys, helper)
