"""`--version`: what the results of this program rest on."""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.profile import profile_named
from dcat_publisher.resources import packaged
from dcat_publisher.version import __version__
from dcat_publisher.vocabulary import Vocabulary


def version_lines() -> Iterator[str]:
    """Give the version of the program, and the dates of the profile and of each code list."""
    profile = profile_named()
    about = profile.about
    yield f"dcat-publisher {__version__}"
    title, issued = about.get("title", profile.name), about.get("issued", "no date")
    yield f"profile {title} {about.get('version', '')} of {issued}"
    for entry in Vocabulary((packaged("vocab"),)).codes:
        yield f"code list {entry.name} of {entry.issued or 'no date'}"
