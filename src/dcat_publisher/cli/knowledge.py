"""The project that the running command is about: its configuration, its profiles, its vocabulary.

A command without a source is about the usual one, `source`, of the folder that it is called in.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from dcat_publisher.checking.configuration import Configuration
from dcat_publisher.checking.pipeline.scan import CATALOG_FILE
from dcat_publisher.checking.project import Project, project_of
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile

KEY: Final = "dcat_publisher.checking.configuration"
USUAL_SOURCE: Final = Path("source")


def configuration(context: click.Context | None = None) -> Configuration:
    """Return the configuration of the running command; an empty one outside a command."""
    context = context if context is not None else click.get_current_context(silent=True)
    found = None if context is None else context.find_root().meta.get(KEY)
    return found if isinstance(found, Configuration) else Configuration()


def vocabulary(names: str = "") -> Vocabulary:
    """Return the vocabulary of the installation with what profiles, see `project`, and the project add."""
    return project(names).vocabulary


def profile_named(names: str = "") -> Profile:
    """Return the first of some profiles, with commas between their names; without any, the one in use."""
    return profiles_named(names)[0]


def profiles_named(names: str = "") -> tuple[Profile, ...]:
    """Return profiles by their names, with commas between them; without any, those in use."""
    return project(names).profiles


def knowledge_folders() -> tuple[Path, ...]:
    """Return the project's own folders that a check reads besides the source; some may not be there."""
    return project().folders


def project(names: str = "") -> Project:
    """Return the project, with the profiles of these names, else of the call, of the configuration."""
    context, settled = click.get_current_context(silent=True), configuration()
    given = {} if context is None else context.params
    said = (names, given.get("profile"), settled.options.get("profile"))
    chosen = next((each for each in said if isinstance(each, str) and each), DEFAULT_PROFILE)
    typed = given.get("source") or next(iter(given.get("sources") or ()), None)
    return project_of(settled.file, _source_of(typed, settled), chosen)


def _source_of(typed: object, settled: Configuration) -> Path:
    """Return the source folder that a call is about: of a part the whole, of RDF that of its project."""
    named = settled.options.get("source")
    usual = Path(named) if isinstance(named, str) else USUAL_SOURCE
    if not isinstance(typed, str | Path):
        return usual
    path = Path(typed)
    folder = Path(os.path.realpath(path if path.is_dir() else path.parent))
    holder = next((each for each in (folder, *folder.parents) if (each / CATALOG_FILE).is_file()), None)
    return holder or (path if path.is_dir() else usual)
