"""A profile: a folder of SHACL shapes, chosen by name and compiled when first needed.

A profile may build on another: the header in its `profile.ttl` says so with `owl:imports` and the public
address of a set of shapes, or of one file of it, which is read from the same disk. Nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePath

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCT, OWL, SH
from dcat_publisher.model.terms import iri, iri_value, is_iri, language, lexical
from dcat_publisher.rdf.parse_cache import parsed
from dcat_publisher.shacl import Shapes, compile_shapes, compile_sound, read_shapes
from dcat_publisher.system.confined import checkout_of, leads_out
from dcat_publisher.system.resources import packaged
from dcat_publisher.system.stamps import Stamp, stamps
from dcat_publisher.vocabulary import MAX_BYTES, read_turtle

DEFAULT_PROFILE = "dcat-ap-no"
_ONTOLOGY = OWL.Ontology
_IMPORTS = OWL.imports
SHAPES_ADDRESS = "https://w3id.org/dcat-publisher/shapes/"
"""What the public addresses of the sets of shapes begin with; the name of the folder follows."""
HEADER = "profile.ttl"
"""The file of a set of shapes that says what it is and what it builds on."""


@dataclass(frozen=True)
class Profile:
    """The shapes of a profile; `files` are read in order, its own before those that it builds on.

    With `leaves_out`, shapes that have faults are left out; else they are an error.
    """

    name: str
    files: tuple[Path, ...]
    leaves_out: bool = False

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
        return (compile_sound if self.leaves_out else compile_shapes)(self.graph, self.files)

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

    @cached_property
    def asked(self) -> Mapping[str, frozenset[str]]:
        """The properties that a class has to have or should have (sh:minCount), by the term of the class."""
        found: dict[str, set[str]] = {}
        for said in self.graph.index.values():
            shapes = [one for one in said.get(SH.property, ()) if self.graph.objects(one, SH.minCount)]
            paths = {path for shape in shapes for path in self.graph.objects(shape, SH.path) if is_iri(path)}
            for class_ in said.get(SH.targetClass, ()):
                found.setdefault(class_, set()).update(paths)
        return {class_: frozenset(paths) for class_, paths in found.items()}

    def _paths(self, owner: str) -> Iterator[str]:
        for shape in self.graph.objects(owner, SH.property):
            most = [lexical(value) for value in self.graph.objects(shape, SH.maxCount)]
            if most != ["0"]:
                yield from filter(is_iri, self.graph.objects(shape, SH.path))

    @cached_property
    def address(self) -> str | None:
        """The IRI that data conforms to, by the header; None where there is none.

        Our own sets of shapes are not the standard that they express: that one is their `dct:source`.
        """
        for header in self.graph.instances(_ONTOLOGY)[:1]:
            sources = [value for value in self.graph.objects(header, DCT.source) if is_iri(value)]
            ours = iri_value(header).startswith(SHAPES_ADDRESS)
            return iri_value(sources[0] if ours and sources else header) if is_iri(header) else None
        return None

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


def profile_named(name: str = DEFAULT_PROFILE, folder: Path | None = None) -> Profile:
    """Find a profile by its name in `folder`, or among those of the installation.

    It is the same one each time, as long as its files are what they were. Raises ConfigurationError where
    there is no such profile, or where it builds on shapes that are not there.
    """
    shapes = folder if folder is not None else packaged("shapes")
    files = _files_of(shapes, name)
    if not files:
        raise _no_profile(name, (shapes,))
    found = dict.fromkeys(files)
    waiting = list(files)
    while waiting:
        for file in _imported(waiting.pop(0), (shapes, packaged("shapes"))):
            if file not in found:
                found[file] = None
                waiting.append(file)
    return profile_of(name, tuple(found), stamps(found))


def project_profile(name: str, folders: Iterable[Path]) -> Profile:
    """Find a profile among those of the installation, else in the first of a project's folders that has it.

    A project cannot put another set of rules in the place of one that everybody knows by its name. Raises
    ConfigurationError as `profile_named` does, and for a folder of shapes that is a link out of the checkout.
    """
    own = tuple(folder for folder in dict.fromkeys(folders) if folder.is_dir())
    if _files_of(packaged("shapes"), name):
        return profile_named(name)
    for folder in own:
        if _files_of(own_shapes(folder), name):
            return profile_named(name, own_shapes(folder))
    raise _no_profile(name, (packaged("shapes"), *own))


def own_shapes(folder: Path) -> Path:
    """Return a project's own folder of profiles; raise ConfigurationError where it is not in its checkout."""
    checkout = checkout_of(folder.parent)
    if leads_out(folder, checkout):
        raise ConfigurationError(f"{folder} leads out of {checkout}; put what it leads to there itself")
    return Path(os.path.realpath(folder))


def _no_profile(name: str, folders: tuple[Path, ...]) -> ConfigurationError:
    known = sorted({entry.name for folder in folders for entry in folder.glob("*") if entry.is_dir()})
    places = " or ".join(map(str, folders))
    return ConfigurationError(f"no profile `{name}` in {places}; there is {', '.join(known) or 'none'}")


@lru_cache(maxsize=8)
def profile_of(name: str, files: tuple[Path, ...], _stamps: tuple[Stamp, ...]) -> Profile:
    """Return the profile that files are; what is known of it holds as long as they have these stamps."""
    return Profile(name, files)


def _files_of(shapes: Path, name: str) -> list[Path]:
    """Return the files of a set of shapes, or the one file that a name with a suffix is of.

    A name is of something in `shapes`: a configuration that a stranger wrote cannot name files elsewhere.
    """
    path = PurePath(name)
    if not path.parts or "\0" in name or path.is_absolute() or ".." in path.parts:
        return []
    if name.endswith(".ttl"):
        return _own([shapes / name] if (shapes / name).is_file() else [], shapes)
    return _own(sorted((shapes / name).glob("*.ttl")), shapes)


def _own(files: list[Path], shapes: Path) -> list[Path]:
    """Return the files again; of a project's own none may be a link out of its shapes."""
    for file in () if shapes == packaged("shapes") else files:  # an installation may consist of links
        if not file.is_file() or leads_out(file, shapes):
            raise ConfigurationError(f"{file} is not a regular file in {shapes}; it is not read")
        if file.stat().st_size > MAX_BYTES:
            raise ConfigurationError(f"{file} has more than {MAX_BYTES:,} bytes; it is not read")
    return files


def _imported(file: Path, folders: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the files that a header builds on; addresses that are not of our shapes are left alone."""
    for address in _addresses(file, stamps([file])) if file.name == HEADER else ():
        name = address.removeprefix(SHAPES_ADDRESS)
        files = next((files for folder in folders if (files := _files_of(folder, name))), None)
        if files is None:
            raise ConfigurationError(f"{file}: builds on {address}, which is not in {folders[0]}")
        yield from files


@lru_cache(maxsize=32)
def _addresses(header: Path, _stamps: tuple[Stamp, ...]) -> tuple[str, ...]:
    """Return the addresses of our shapes that a header builds on."""
    said = read_turtle([header]).index.values()
    addresses = (iri_value(value) for each in said for value in each.get(_IMPORTS, ()))
    return tuple(address for address in addresses if address.startswith(SHAPES_ADDRESS))
