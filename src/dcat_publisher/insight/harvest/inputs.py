"""Where a catalogue comes from: a file, a built folder, a source folder, an address, a git revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from dcat_publisher.checking.catalog import CATALOG_FILE, Catalog, read_catalog
from dcat_publisher.insight.harvest.facts import BY_NAME, SYNTAXES, Syntax
from dcat_publisher.insight.harvest.fetch import Answer, fetch
from dcat_publisher.insight.harvest.places import located
from dcat_publisher.insight.harvest.syntax import read_rdf
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, Words, filled, placed
from dcat_publisher.rdf.documents import ACCEPT, STDIN, settled_format, standard_input
from dcat_publisher.rdf.encoding import as_utf8, unpacked
from dcat_publisher.rdf.formats import FORMATS, TURTLE, format_named
from dcat_publisher.source.near_paths import near_path, nothing_there
from dcat_publisher.source.variables import VariableList
from dcat_publisher.system.git import RefusedByGitError, git, lay_out
from dcat_publisher.system.reasons import unreadable
from dcat_publisher.system.scratch import scratch_folder
from dcat_publisher.vocabulary import Vocabulary, with_folder
from dcat_publisher.vocabulary.profile import Profile

DUMP: Final = "catalog"
_WORDS: Final = Words(__file__)
_OF_INPUT: Final = Words(__file__).group("input")
_TURTLE: Final = BY_NAME[TURTLE.name]


@dataclass(frozen=True, slots=True)
class Input:
    """A catalogue as it is at hand: what it is called, the answer that holds its bytes, how to read them.

    `source` is the graph with the places in the YAML, and `lists` the variables by dataset, where the input
    is a source folder; `folder` is one that was built.
    """

    name: str
    answer: Answer
    syntax: Syntax
    source: Graph | None = None
    lists: Mapping[str, VariableList] = field(default_factory=dict)
    folder: Path | None = None


def is_address(target: str) -> bool:
    """Return whether a target is to be fetched."""
    return target.startswith(("http://", "https://"))


def open_input(
    target: str, syntax: Syntax | None, vocabulary: Vocabulary, accept: str | None = None,
    *, across_schemes: bool = False, form: str | None = None,
) -> Input:  # fmt: skip
    """Get a catalogue; `syntax` None takes what the answer's Content-Type says, the suffix or the text.

    `across_schemes` follows redirects from http to https, which the national harvester does not. `form` is
    the format that the call names, of our table: it goes before all else, and a folder has none.

    Raises ConfigurationError when there is nothing at `target`.
    """
    if form is not None:
        if Path(target).is_dir():
            raise ConfigurationError(filled(_WORDS["folder_has_formats"], folder=target))
        syntax = BY_NAME[form]
    if is_address(target):
        accepted = accept or (ACCEPT if syntax is None else syntax.media_type)
        answer = fetch(target, accepted, across_schemes=across_schemes)
        return Input(target, answer, syntax) if syntax is not None else _told(target, answer)
    if target == STDIN:
        return _told(STDIN, Answer(STDIN, standard_input()), syntax)
    path = Path(target)
    if path.is_dir():
        return _folder(path, syntax, vocabulary)
    if path.exists():
        return _told(target, Answer(target, _bytes(path)), syntax)
    return _revision(target, syntax, vocabulary)


def _told(name: str, answer: Answer, syntax: Syntax | None = None) -> Input:
    """Return an input in the serialisation that is given, else its type, its name or its text tells.

    What is packed is unpacked.
    """
    answer = replace(answer, data=unpacked(answer.data, name))
    form = settled_format(answer.url, answer.data, answer.headers.get("content-type"))
    return Input(name, answer, syntax or BY_NAME[form])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(unreadable(path, error)) from error


def _folder(path: Path, syntax: Syntax | None, vocabulary: Vocabulary) -> Input:
    if (path / CATALOG_FILE).is_file():
        return _source(path, path.as_posix(), syntax or _TURTLE, vocabulary)
    for wanted in (syntax,) if syntax is not None else SYNTAXES:
        file = path / f"{DUMP}.{wanted.suffix}"
        if file.is_file():
            return Input(file.as_posix(), Answer(file.as_posix(), _bytes(file)), wanted, folder=path)
    suffix = (syntax or _TURTLE).suffix
    blanks = {"folder": str(path), "source": CATALOG_FILE, "dump": f"{DUMP}.{suffix}"}
    raise ConfigurationError(filled(_OF_INPUT["no_catalogue"], **blanks))


def _source(path: Path, name: str, syntax: Syntax, vocabulary: Vocabulary) -> Input:
    """Map a source folder, and write it as it would be published."""
    vocabulary = with_folder(vocabulary, path)
    catalog = source_catalog(path, vocabulary)
    graph = catalog.graph
    written = next((entry for entry in FORMATS if entry.suffix == syntax.suffix), None)
    if written is None:
        raise ConfigurationError(filled(_OF_INPUT["no_such_format"], type=syntax.media_type))
    return Input(name, Answer(name, written.write(graph, vocabulary.context)), syntax, graph, catalog.lists)


def source_catalog(path: Path, vocabulary: Vocabulary) -> Catalog:
    """Return a source folder as a catalogue, with the places of what it says; it is not validated."""
    return read_catalog(path, vocabulary, Profile("none", ()))


def _revision(target: str, syntax: Syntax | None, vocabulary: Vocabulary) -> Input:
    """Get `REVISION:path`, or the built catalogue of `REVISION`, from git."""
    revision, colon, inside = target.partition(":")
    # Git takes a path from the root of the repository, and with `./` from where we are.
    path = inside if colon else f"./out/{DUMP}.{(syntax or _TURTLE).suffix}"
    if (
        not revision
        or revision.startswith("-")
        or _asked("rev-parse", "--verify", "-q", f"{revision}^{{commit}}") is None
    ):
        if near_path(Path(target)) is not None:
            raise ConfigurationError(nothing_there(Path(target)))
        raise ConfigurationError(filled(_OF_INPUT["nothing"], target=target))
    spec = f"{revision}:{path}"
    kind = (_asked("cat-file", "-t", spec) or b"").strip()
    if kind == b"tree":
        return _archived(revision, path, syntax, vocabulary)
    data = _asked("cat-file", "blob", spec) if kind == b"blob" else None
    if data is None:
        raise ConfigurationError(filled(_OF_INPUT["not_in_git"], path=path, revision=revision))
    return _told(spec, Answer(spec, data), syntax)


def _archived(revision: str, path: str, syntax: Syntax | None, vocabulary: Vocabulary) -> Input:
    """Lay out a folder of a revision and read it from there."""
    with scratch_folder() as scratch:
        folder = scratch / "tree"
        # `REVISION:./path` is from where we are; the name of the tree has no such question.
        tree = (_asked("rev-parse", "--verify", "-q", f"{revision}:{path}") or b"").decode().strip()
        lay_out(Path(), tree, folder)
        found = _folder(folder, syntax, vocabulary)
    name = f"{revision}:{path}"
    return Input(name, Answer(name, found.answer.data), found.syntax, lists=found.lists)


def _asked(*words: str) -> bytes | None:
    """Return what git prints, None when it says no; raises ConfigurationError when it cannot be asked."""
    try:
        return git(Path(), *words)
    except RefusedByGitError:
        return None


def fault_line(found: Finding) -> Message:
    """Return a finding that ends the run as the line of a fault of the call."""
    place = found.place
    if place.file in found.message["en"]:
        return found.message
    return placed(str(place if place.line > 1 or found.code == "H101" else place.file), found.message)


def graph_of(given: Input) -> Graph:
    """Return the graph of an input that is read and not rehearsed; raises ConfigurationError for a fault."""
    data = as_utf8(given.answer.data, format_named(given.syntax.name).grammar, given.name)
    reading = read_rdf(data, given.syntax, given.name, merged=True)
    fault = given.answer.fault or next((fault for fault in reading.refused if fault.code == "H101"), None)
    if fault is not None:
        raise ConfigurationError(fault_line(located(fault, given.name, {}, None)))
    return reading.graph
