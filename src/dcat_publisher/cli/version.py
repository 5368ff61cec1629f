"""`--version`: what the results of this program rest on."""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.profile import profile_named
from dcat_publisher.resources import packaged
from dcat_publisher.version import __version__
from dcat_publisher.vocabulary import Vocabulary


def version_lines() -> Iterator[str]:
    """Give the version of the program, and the dates of each profile and of each code list."""
    yield f"dcat-publisher {__version__}"
    for folder in sorted(packaged("shapes").iterdir()):
        if folder.is_dir():
            about = profile_named(folder.name).about
            version, issued = about.get("version", "without version"), about.get("issued", "no date")
            yield f"profile {folder.name} {version} of {issued}"
    for entry in Vocabulary((packaged("vocab"),)).codes:
        yield f"code list {entry.name} of {entry.issued or 'no date'}"
