"""The profiles that a source folder is checked against: what all of them ask together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dcat_publisher.checking.pipeline.scan import digest_of
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile


@dataclass(frozen=True)
class Profiles:
    """The profiles in use, the first of which is published at the usual addresses, and their vocabulary."""

    all: tuple[Profile, ...]
    vocabulary: Vocabulary

    @property
    def first(self) -> Profile:
        """The profile at the usual addresses."""
        return self.all[0]

    @property
    def is_plain(self) -> bool:
        """Whether all that there is to judge is the graph of the catalogue: one profile, and no view."""
        return len(self.all) == 1 and self.first.view is None

    @cached_property
    def digest(self) -> bytes:
        """The digest of all rules and views."""
        views = [profile.view for profile in self.all if profile.view is not None]
        return digest_of([*(file for profile in self.all for file in profile.files), *views])

    @cached_property
    def properties(self) -> Mapping[str, frozenset[str]]:
        """The properties that shapes are about, by class: those of other profiles as far as they are theirs.

        What the first profile has words for is inherited where the first profile has it, so that another one
        changes nothing in it.
        """
        from dcat_publisher.vocabulary.ownership import other_terms  # noqa: PLC0415  where something is compiled

        others = other_terms(self.first, self.all, self.vocabulary)
        found = {class_: set(paths) for class_, paths in self.first.properties.items()}
        for profile in self.all[1:]:
            for class_, paths in profile.properties.items():
                found.setdefault(class_, set()).update(filter(others.has, paths))
        return {class_: frozenset(paths) for class_, paths in found.items()}

    def properties_of(self, class_: str) -> frozenset[str]:
        """Return the properties that the shapes of a class are about."""
        return self.properties.get(class_, frozenset())

    @property
    def plain(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The properties as plain values."""
        return tuple((class_, tuple(sorted(paths))) for class_, paths in sorted(self.properties.items()))


__all__ = ["Profiles"]
