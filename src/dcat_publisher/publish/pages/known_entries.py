"""The entries of the former build: one stands again as long as what it shows is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dcat_publisher.publish.pages.matching import Fields
from dcat_publisher.publish.pages.search import Found

KeptEntry = tuple[bytes, str, tuple[str, str, str], dict[str, tuple[str, ...]]]
"""The digest of what an entry shows, its HTML, what it is found by, and the IRIs by facet."""

Shown = tuple[str, Fields, Mapping[str, Sequence[str]]]
"""HTML, what it is found by, the IRIs by facet."""


@dataclass(slots=True)
class KnownEntries:
    """Entries by language and node, of the former build and of this one.

    `digests` tells what entries show now, of the nodes of which that is known; the others are made each time.
    """

    digests: Mapping[str, bytes] = field(default_factory=dict)
    former: Mapping[str, Mapping[str, KeptEntry]] = field(default_factory=dict)
    made: dict[str, dict[str, KeptEntry]] = field(default_factory=dict)
    fresh: int = 0

    def entry(self, language: str, node: str, make: Callable[[], Found]) -> Shown:
        """Return what the former entry of a plain data source shows if that is the same, else a new one."""
        digest = self.digests.get(node)
        if digest is None:
            made = make()
            return made.html, made.fields, made.facets
        kept = self.former.get(language, {}).get(node)
        if kept is None or kept[0] != digest:
            kept = as_kept(digest, make())
            self.fresh += 1
        self.made.setdefault(language, {})[node] = kept
        _, html, fields, facets = kept
        return html, Fields(*fields), facets

    def add(self, fresh: Iterable[tuple[str, str, KeptEntry]]) -> None:
        """Add entries, by language and node, that were made where the pages of their nodes were."""
        added: dict[str, dict[str, KeptEntry]] = {}
        for language, node, entry in fresh:
            added.setdefault(language, {})[node] = entry
            self.fresh += 1
        joined = {tag: {**self.former.get(tag, {}), **of} for tag, of in added.items()}
        self.former = {**self.former, **joined}

    def html(self, language: str, node: str) -> str | None:
        """Return what this build shows of a node in lists; None where it is not remembered."""
        kept = self.made.get(language, {}).get(node)
        return None if kept is None else kept[1]

    @property
    def is_same(self) -> bool:
        """Whether this build made none anew, and left none out."""
        former, made = self.former, self.made
        return not self.fresh and {tag: len(of) for tag, of in former.items()} == {
            tag: len(of) for tag, of in made.items()
        }


def as_kept(digest: bytes, entry: Found) -> KeptEntry:
    """Return an entry in the form in which it is remembered; `digest` tells what it shows."""
    facets = {key: tuple(values) for key, values in entry.facets.items()}
    return digest, entry.html, (entry.fields.name, entry.fields.strong, entry.fields.text), facets


__all__ = ["KeptEntry", "KnownEntries", "as_kept"]
