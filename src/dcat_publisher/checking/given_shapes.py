"""Files of shapes that a call names: read as a profile, with what they import from the same disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.namespaces import OWL, SH
from dcat_publisher.model.terms import iri_value, is_iri
from dcat_publisher.rdf.documents import files_below, no_rdf_below
from dcat_publisher.rdf.formats import SUFFIXES, suffix_of
from dcat_publisher.shacl import Shapes, ShapesError, read_shapes
from dcat_publisher.shacl.asking import Asking
from dcat_publisher.shacl.blame import blamed
from dcat_publisher.shacl.faults import fault, shown
from dcat_publisher.shacl.names import PROPERTY, sh
from dcat_publisher.shacl.remarks import undescribed
from dcat_publisher.system.confined import checkout_of, leads_out
from dcat_publisher.system.reasons import unreadable
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, profile_named

_WORDS: Final = Words(__file__).group("shapes")
_SHACL: Final = sh("")[:-1]
_IMPORTS: Final = OWL.imports


class Import(NamedTuple):
    """An owl:imports that a file of shapes has, and the file that it leads to, if it is followed."""

    file: Path
    address: str
    target: Path | None


def given_profile(
    shapes: Sequence[Path] | None, wanted: str | Profile | None, *, strict: bool = False
) -> Profile:
    """Return the profile that files of shapes make, with the wanted one; with neither, DCAT-AP-NO.

    `shapes` None are none given; an empty list is refused, for nothing would be checked against it. Shapes
    with faults are left out of what is given, unless it is `strict`. Raises ConfigurationError for what is
    no file, or cannot be read.
    """
    if shapes is not None and not shapes:
        raise ConfigurationError(_WORDS["none"])
    if wanted is None and not shapes:
        wanted = DEFAULT_PROFILE
    chosen = profile_named(wanted) if isinstance(wanted, str) else wanted
    if not shapes:
        assert chosen is not None  # one is wanted where there are no shapes
        return chosen
    files = _with_imports(shapes)
    name, former = (shapes[0].stem, ()) if chosen is None else (chosen.name, chosen.files)
    whole = (*former, *(file for file in files if file not in former))
    return Profile(name, whole, leaves_out=not strict, folders=() if chosen is None else chosen.folders)


def expanded(shapes: Sequence[Path]) -> tuple[Path, ...]:
    """Return files of shapes, those in a folder in its place; raise ConfigurationError where it has none."""
    files: list[Path] = []
    for path in shapes:
        below = files_below(path) if path.is_dir() else [path]
        if not below:
            raise ConfigurationError(no_rdf_below(path))
        files += below
    return tuple(files)


def _with_imports(shapes: Sequence[Path]) -> tuple[Path, ...]:
    """Return files with those that they import, each once."""
    found = dict.fromkeys(shapes)
    waiting = list(shapes)
    for file in waiting:
        targets = [entry.target for entry in imports_of(file) if entry.target is not None]
        for target in targets:
            if target not in found and not any(target.samefile(other) for other in found):
                found[target] = None
                waiting.append(target)
    return tuple(found)


def imports_of(file: Path) -> Iterator[Import]:
    """Yield what a file of shapes imports; a file of the same checkout is a target, nothing is fetched."""
    graph = read_given(file)
    for predicates in graph.index.values():
        for address in filter(is_iri, predicates.get(_IMPORTS, ())):
            yield Import(file, address, _local(iri_value(address), file))


def read_given(file: Path) -> Graph:
    """Read one file of shapes; raise ConfigurationError where it cannot be read."""
    if file.parts[:1] in (("http:",), ("https:",)):
        raise ConfigurationError(filled(_WORDS["address"], file=str(file)))
    if not file.is_file():
        raise ConfigurationError(filled(_WORDS["no_file"], file=str(file)))
    try:
        return read_shapes([file])
    except OSError as error:
        raise ConfigurationError(unreadable(file, error)) from error


def _local(address: str, file: Path) -> Path | None:
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.netloc or suffix_of(unquote(parts.path)) not in SUFFIXES:
        return None
    from urllib.request import url2pathname  # noqa: PLC0415 (brings HTTP, TLS and mail: 15 ms for one name)

    target = Path(url2pathname(parts.path))
    return target if target.is_file() and not leads_out(target, checkout_of(file.parent)) else None


def not_followed(files: Sequence[Path]) -> list[Import]:
    """Return the imports that lead to no file of those that were read, nor to what one of them is about."""
    read = {file: read_given(file) for file in files}
    about = {subject for graph in read.values() for subject in graph.instances(OWL.Ontology)}
    return [
        entry
        for file in files
        for entry in imports_of(file)
        if entry.target is None and entry.address not in about and entry.address != f"<{SH.iri}>"
    ]


def has_shapes(file: Path) -> bool:
    """Return whether a file speaks of SHACL at all."""
    return any(
        predicate.startswith(_SHACL) or value.startswith(_SHACL) for _, predicate, value in read_given(file)
    )


def require_sound_rest(shapes: Shapes, files: Sequence[Path]) -> None:
    """Raise the first fault of a file in which no shape is left that asks for anything."""
    asking = Asking(shapes.graph)
    for file in files:
        fault = next((fault for fault in shapes.faults if fault.file == str(file)), None)
        if fault is not None and not any(map(asking.asks, filter(is_iri, read_given(file).index))):
            raise fault


def refuse_dangling(shapes: Shapes) -> None:
    """Raise ShapesError for a reference to what is no shape, or to one that nobody wrote."""
    with blamed(shapes.graph, shapes.files):
        for reference, users in shapes.dangling.items():
            raise dangling(users[0], reference)
        for doubt in undescribed(shapes.graph):
            raise doubt


def dangling(user: str, reference: str) -> ShapesError:
    """Return the error of a shape that refers to a property shape that nobody wrote."""
    return fault(user, "nowhere", parameter=shown(PROPERTY), value=shown(reference))
