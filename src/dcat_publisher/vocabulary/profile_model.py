"""A profile: what a folder of SHACL shapes and what goes with them says, compiled when first needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.namespaces import DCT, OWL, SH
from dcat_publisher.model.terms import iri, iri_value, is_iri, language, lexical
from dcat_publisher.rdf.parse_cache import parsed
from dcat_publisher.system.reasons import reason_of

if TYPE_CHECKING:  # where nothing has changed, no shape is compiled
    from dcat_publisher.shacl import Shapes

_WORDS: Final = Words(__file__).group("profile")
_ONTOLOGY = OWL.Ontology
SHAPES_ADDRESS = "https://w3id.org/dcat-publisher/shapes/"
"""What the public addresses of the sets of shapes begin with; the name of the folder follows."""
HEADER = "profile.ttl"
"""The file of a profile that says what it is and what it builds on."""
VIEW: Final = "view.rq"
"""The file of a profile that says what it publishes of the catalogue's graph: a SPARQL CONSTRUCT."""


@dataclass(frozen=True)
class Profile:
    """The shapes of a profile; `files` are read in order, its own before those that it builds on.

    With `leaves_out`, shapes that have faults are left out; else they are an error. `folders` are its own and
    those of the profiles that it builds on as a whole: they may have keys, code lists and a view as well.
    """

    name: str
    files: tuple[Path, ...]
    leaves_out: bool = False
    folders: tuple[Path, ...] = ()

    @cached_property
    def view(self) -> Path | None:
        """The file of its view, else that of the first profile with one that it builds on; None for none."""
        return next((folder / VIEW for folder in self.folders if (folder / VIEW).is_file()), None)

    @cached_property
    def graph(self) -> Graph:
        """The shapes graph."""
        from dcat_publisher.shacl import read_shapes  # noqa: PLC0415

        try:
            return parsed(self.files, lambda: read_shapes(self.files))
        except (SyntaxError, OSError, ValueError) as error:
            words = filled(_WORDS["unread"], name=self.name, reason=reason_of(error))
            raise ConfigurationError(words) from error

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes, compiled."""
        from dcat_publisher.shacl import compile_shapes, compile_sound  # noqa: PLC0415

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

    @cached_property
    def single(self) -> Mapping[str, frozenset[str]]:
        """The properties that a class may have one value of (sh:maxCount 1), by the term of the class."""
        found: dict[str, set[str]] = {}
        for said in self.graph.index.values():
            paths = {path for shape in said.get(SH.property, ()) for path in self._of_one(shape)}
            for class_ in said.get(SH.targetClass, ()) if paths else ():
                found.setdefault(class_, set()).update(paths)
        return {class_: frozenset(paths) for class_, paths in found.items()}

    def _of_one(self, shape: str) -> Sequence[str]:
        most = [lexical(value) for value in self.graph.objects(shape, SH.maxCount)]
        return list(filter(is_iri, self.graph.objects(shape, SH.path))) if most == ["1"] else ()

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


def together(profiles: Sequence[Profile]) -> Profile:
    """Return the rules of several profiles as those of one, by the name of the first."""
    files = dict.fromkeys(file for profile in profiles for file in profile.files)
    folders = dict.fromkeys(folder for profile in profiles for folder in profile.folders)
    return Profile(profiles[0].name, tuple(files), folders=tuple(folders))
