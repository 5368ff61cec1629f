"""A profile: a folder of SHACL shapes, chosen by name and compiled when first needed.

A profile may build on another: the header in its `profile.ttl` says so with `owl:imports` and the public
address of a set of shapes, or of one file of it, which is read from the same disk. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.resources import packaged
from dcat_publisher.model.terms import iri, iri_value, language, lexical
from dcat_publisher.rdf.parse_cache import parsed
from dcat_publisher.shacl import Shapes, compile_shapes, read_shapes
from dcat_publisher.vocabulary import read_turtle

DEFAULT_PROFILE = "dcat-ap-no"
_OWL = "http://www.w3.org/2002/07/owl#"
_DCT = "http://purl.org/dc/terms/"
_ONTOLOGY = iri(f"{_OWL}Ontology")
_IMPORTS = iri(f"{_OWL}imports")
SHAPES_ADDRESS = "https://w3id.org/dcat-publisher/shapes/"
"""What the public addresses of the sets of shapes begin with; the name of the folder follows."""
HEADER = "profile.ttl"
"""The file of a set of shapes that says what it is and what it builds on."""


@dataclass(frozen=True)
class Profile:
    """The shapes of a profile; `files` are read in order, its own before those that it builds on."""

    name: str
    files: tuple[Path, ...]

    @cached_property
    def graph(self) -> Graph:
        """The shapes graph."""
        try:
            return parsed(self.files, lambda: read_shapes(self.files))
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
        for header in self.graph.instances(_ONTOLOGY)[:1]:
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
    """Find a profile by its name in `folder`, or among those of the installation; the same one each time.

    Raises ConfigurationError where there is no such profile, or where it builds on shapes that are not there.
    """
    shapes = folder if folder is not None else packaged("shapes")
    files = _files_of(shapes, name)
    if not files:
        known = ", ".join(sorted(entry.name for entry in shapes.glob("*") if entry.is_dir())) or "none"
        raise ConfigurationError(f"no profile `{name}` in {shapes}; there is {known}")
    found = dict.fromkeys(files)
    waiting = list(files)
    while waiting:
        for file in _imported(waiting.pop(0), (shapes, packaged("shapes"))):
            if file not in found:
                found[file] = None
                waiting.append(file)
    return Profile(name, tuple(found))


def _files_of(shapes: Path, name: str) -> list[Path]:
    """Return the files of a set of shapes, or the one file that a name with a suffix is of."""
    if name.endswith(".ttl"):
        return [shapes / name] if (shapes / name).is_file() else []
    return sorted((shapes / name).glob("*.ttl"))


def _imported(file: Path, folders: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the files that a header builds on; addresses that are not of our shapes are left alone."""
    if file.name != HEADER:
        return
    for said in read_turtle([file]).index.values():
        for address in map(iri_value, said.get(_IMPORTS, ())):
            if address.startswith(SHAPES_ADDRESS):
                name = address.removeprefix(SHAPES_ADDRESS)
                files = next((files for folder in folders if (files := _files_of(folder, name))), None)
                if files is None:
                    raise ConfigurationError(f"{file}: builds on {address}, which is not in {folders[0]}")
                yield from files
