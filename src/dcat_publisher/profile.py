"""A profile: a folder of SHACL shapes, chosen by name and compiled when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from dcat_publisher.errors import ConfigurationError
from dcat_publisher.graph import Graph
from dcat_publisher.resources import packaged
from dcat_publisher.shacl import Shapes, compile_shapes, read_shapes
from dcat_publisher.terms import iri, language, lexical

DEFAULT_PROFILE = "dcat-ap-no"
_OWL = "http://www.w3.org/2002/07/owl#"
_DCT = "http://purl.org/dc/terms/"
_ONTOLOGY = iri(f"{_OWL}Ontology")


@dataclass(frozen=True)
class Profile:
    """The shapes of a profile; `files` are read in order."""

    name: str
    files: tuple[Path, ...]

    @cached_property
    def graph(self) -> Graph:
        """The shapes graph."""
        try:
            return read_shapes(self.files)
        except (SyntaxError, OSError, ValueError) as error:
            raise ConfigurationError(f"profile {self.name}: {error}") from error

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes, compiled."""
        return compile_shapes(self.graph)

    @cached_property
    def about(self) -> Mapping[str, str]:
        """What the profile says of itself: `title` (in English), `version`, `issued`."""
        found: dict[str, str] = {}
        for header in self.graph.instances(_ONTOLOGY):
            predicates = self.graph.predicates(header)
            for title in predicates.get(iri(f"{_DCT}title"), ()):
                if language(title) in (None, "en"):
                    found["title"] = lexical(title)
            for name, predicate in (("version", f"{_OWL}versionInfo"), ("issued", f"{_DCT}issued")):
                for value in predicates.get(iri(predicate), ()):
                    found[name] = lexical(value)
        return found


@cache
def profile_named(name: str = DEFAULT_PROFILE, folder: Path | None = None) -> Profile:
    """Find a profile by its name in `folder`, or among those of the installation; the same one each time."""
    shapes = folder if folder is not None else packaged("shapes")
    files = tuple(sorted((shapes / name).glob("*.ttl")))
    if not files:
        known = ", ".join(sorted(entry.name for entry in shapes.glob("*") if entry.is_dir())) or "none"
        raise ConfigurationError(f"no profile `{name}` in {shapes}; there is {known}")
    return Profile(name, files)
