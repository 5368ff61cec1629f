"""One source folder under edit: checked with the texts of open files in the place of those on the disk."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dcat_publisher.check.catalog import CATALOG_FILE, Catalog, SourceCatalog
from dcat_publisher.check.configuration import Configuration, find_configuration, read_configuration
from dcat_publisher.check.fixes import FixContext
from dcat_publisher.check.help import HelpWriter
from dcat_publisher.check.selection import Choice, project_root, select
from dcat_publisher.check.watch import Stamp, look
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, profile_named


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


class CheckedFolder:
    """A folder that is checked again and again; what the project's vocabulary and shapes say is read anew."""

    def __init__(self, folder: Path, folders: Sequence[Path]) -> None:
        self._folder = folder
        self._folders = tuple(folders)
        self._known: dict[str, Stamp] = {}
        self._profile = ""
        self._turn = threading.Lock()
        self._source: SourceCatalog | None = None
        self._vocabulary = Vocabulary(self._folders)

    def check(self, unsaved: Mapping[str, str]) -> State:
        """Check the folder as `check` does; `unsaved` has the texts of open files by their path."""
        with self._turn:
            return self._checked(unsaved)

    def _checked(self, unsaved: Mapping[str, str]) -> State:
        settled = configuration_of(self._folder)
        named = settled.options.get("profile", DEFAULT_PROFILE)
        rules = RuleBook(profile_named(named if isinstance(named, str) else DEFAULT_PROFILE))
        source = self._source_catalog(rules.profile)
        texts, catalog = Texts(unsaved, self._folder), source.check(unsaved)
        choice = Choice(
            tuple(settled.options.get("select", ())),
            tuple(settled.options.get("ignore", ())),
            settled.waivers,
        )
        chosen = select(catalog.findings, catalog.noted, choice, texts, rules, project_root(self._folder))
        helper = HelpWriter(catalog, self._vocabulary, rules, texts)
        context = FixContext(catalog, self._vocabulary, texts)
        return State(catalog, helper.advise(chosen.findings), context, rules, helper)

    def _source_catalog(self, profile: Profile) -> SourceCatalog:
        """Return the folder with what is known of it, as long as vocabulary and shapes are the same."""
        now = look([*self._folders, *{file.parent for file in profile.files}])
        if self._source is None or self._known != now or self._profile != profile.name:
            if self._known and self._known != now:
                profile_named.cache_clear()
                profile = profile_named(profile.name)
            self._known, self._profile = now, profile.name
            self._vocabulary = Vocabulary(self._folders)
            self._source = SourceCatalog(self._folder, self._vocabulary, profile)
        return self._source
