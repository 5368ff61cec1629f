"""`--version`: what the results of this program rest on."""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.model.resources import packaged
from dcat_publisher.version import __version__
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named


def version_lines() -> Iterator[str]:
    """Yield the version of the program, and the dates of each profile and of each code list."""
    yield f"dcat-publisher {__version__}"
    for folder in sorted(packaged("shapes").iterdir()):
        if folder.is_dir():
            about = profile_named(folder.name).about
            version, issued = about.get("version", "without version"), about.get("issued", "no date")
            yield f"profile {folder.name} {version} of {issued}"
    for entry in Vocabulary((packaged("vocab"),)).codes:
        yield f"code list {entry.name} of {entry.issued or 'no date'}"
