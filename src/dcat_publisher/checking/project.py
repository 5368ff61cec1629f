"""What a project has of its own, and where: the profiles in use and the vocabulary with what they add to it.

It is looked for beside the configuration, beside the source and in the source, and nowhere else: what counts
does not depend on the folder that a command is called in. What is imported has its own keys in the source.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.vocabulary import Vocabulary, vocabulary_of
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, project_profile

_WORDS: Final = Words(__file__).group("project")


@dataclass(frozen=True, slots=True)
class Project:
    """The folders in which `vocab` and `shapes` of a project may stand, and the names of its profiles.

    The first profile is the one that is published at the usual addresses.
    """

    homes: tuple[Path, ...]
    names: tuple[str, ...] = (DEFAULT_PROFILE,)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles, each the same as long as its files are what they were.

        Raises ConfigurationError for one that is not there, or is named twice.
        """
        twice = next((name for name in self.names if self.names.count(name) > 1), None)
        if twice is not None:
            raise ConfigurationError(filled(_WORDS["profile_twice"], name=twice))
        return tuple(project_profile(name, self.shapes) for name in self.names)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the installation with what the profiles and the project add to it."""
        return vocabulary_of(self.homes, [folder for each in self.profiles for folder in each.folders])

    @property
    def shapes(self) -> tuple[Path, ...]:
        """Where profiles of its own may stand."""
        return tuple(home / "shapes" for home in self.homes)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of its own that a check reads besides the source; some may not be there."""
        return (*(home / "vocab" for home in self.homes), *self.shapes)


def project_of(configuration: Path | None, source: Path, names: str = DEFAULT_PROFILE) -> Project:
    """Return the project of a configuration file and a source folder; `names` have commas between them."""
    beside = [] if configuration is None else [Path(os.path.realpath(configuration)).parent]
    real = Path(os.path.realpath(source))
    homes = dict.fromkeys((*beside, real.parent, real))
    return Project(tuple(homes), tuple(name.strip() for name in names.split(",")))


__all__ = ["Project", "project_of"]
