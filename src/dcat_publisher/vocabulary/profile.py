"""A profile: a folder of SHACL shapes, chosen by name and compiled when first needed.

A profile may build on another: the header in its `profile.ttl` says so with `owl:imports` and the public
address of a set of shapes, or of one file of it, which is read from the same disk. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePath

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCT, OWL, SH
from dcat_publisher.model.terms import iri, iri_value, is_iri, language, lexical
from dcat_publisher.rdf.parse_cache import parsed
from dcat_publisher.shacl import Shapes, compile_shapes, read_shapes
from dcat_publisher.system.confined import leads_out
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import read_turtle

DEFAULT_PROFILE = "dcat-ap-no"



_ONTOLOGY = OWL.Ontology
_IMPORTS = OWL.imports
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
        return compile_shapes(self.graph, self.files)

    def properties_of(self, class_: str) -> frozenset[str]:
        """Return the properties that the shapes of a class are about, by its term; empty where it has none.

        A property that the class may not have (`sh:maxCount 0`) is not among them.
        """
        return self.properties.get(class_, frozenset())

    @cached_property
    def properties(self) -> Mapping[str, frozenset[str]]:
        """The properties that the shapes are about, by the term of their class."""
        found: dict[str, set[str]] = {}
        for owner, said in self.graph.index.items():
            for class_ in said.get(SH.targetClass, ()):
                found.setdefault(class_, set()).update(self._paths(owner))
        return {class_: frozenset(paths) for class_, paths in found.items()}

    def _paths(self, owner: str) -> Iterator[str]:
        for shape in self.graph.objects(owner, SH.property):
            most = [lexical(value) for value in self.graph.objects(shape, SH.maxCount)]
            if most != ["0"]:
                yield from filter(is_iri, self.graph.objects(shape, SH.path))

    @cached_property
    def about(self) -> Mapping[str, str]:
        """What the profile says of itself: `title` (in English), `version`, `issued`."""
        found: dict[str, str] = {}
        for header in self.graph.instances(_ONTOLOGY)[:1]:
            predicates = self.graph.predicates(header)
            for title in predicates.get(DCT.title, ()):
                if language(title) in (None, "en"):
                    found["title"] = lexical(title)
            for name, predicate in (("version", OWL + "versionInfo"), ("issued", DCT + "issued")):
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
    """Return the files of a set of shapes, or the one file that a name with a suffix is of.

    A name is of something in `shapes`: a configuration that a stranger wrote cannot name files elsewhere.
    """
    if not name or "\0" in name or PurePath(name).is_absolute() or ".." in PurePath(name).parts:
        return []
    if name.endswith(".ttl"):
        return _own([shapes / name] if (shapes / name).is_file() else [], shapes)
    return _own(sorted((shapes / name).glob("*.ttl")), shapes)


def _own(files: list[Path], shapes: Path) -> list[Path]:
    """Return the files again; of a project's own none may be a link out of its shapes."""
    for file in () if shapes == packaged("shapes") else files:  # an installation may consist of links
        if not file.is_file() or leads_out(file, shapes):
            raise ConfigurationError(f"{file} is not a regular file in {shapes}; it is not read")
    return files


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
