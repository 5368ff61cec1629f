"""What the tests share: the reference source, the vocabulary, a profile without shapes, findings as text."""

import re
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import rdflib
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode

from dcat_publisher.checking.catalog import Catalog, read_catalog
from dcat_publisher.cli import main
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.source.mapping import Names, read_settings, records_of
from dcat_publisher.source.mapping.record_mapper import RecordMapper
from dcat_publisher.source.mapping.settings import SETTINGS
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile
from tests.whole_reading import read_documents

Triple = tuple[str, str, str]

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "source"
VOCAB = ROOT / "vocab"
NO_SHAPES = Profile("none", ())
"""Reading and mapping alone: the shapes are proven by cases of their own."""


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the project, read once."""
    return Vocabulary((VOCAB,))


def read_only(source: Path) -> Catalog:
    """Read and map a source folder without any shape."""
    return read_catalog(source, vocabulary(), NO_SHAPES)


def walked(source: Path) -> dict[Path, Graph]:
    """The triples of each file of a source folder by the walk alone, before the graph is completed."""
    documents = read_documents(source)
    context = vocabulary().context
    settings = read_settings(dict(documents)["catalog"], vocabulary())
    found = {Path(d.file): records_of(d, path, settings.base, context)[0] for path, d in documents}
    names = Names()
    for record in chain.from_iterable(found.values()):
        names.add(record)
    graphs: dict[Path, Graph] = {}
    for file, records in found.items():
        walk = RecordMapper(vocabulary(), names, settings.defaults, settings.language)
        for record in records:
            walk.record(record, SETTINGS if record.path == "catalog" else frozenset())
        faults = [*walk.findings, *walk.nested.dangling()]  # a warning changes nothing of what a source means
        assert [found for found in faults if found.severity is Severity.ERROR] == []
        graphs[file] = walk.graph
    return graphs


def located(findings: Iterable[Finding], folder: Path) -> list[str]:
    """Findings as `file:line:column CODE`, files relative to the source folder."""
    return [f"{str(found.place).removeprefix(f'{folder.as_posix()}/')} {found.code}" for found in findings]


@contextmanager
def literals_as_written() -> Iterator[None]:
    """Keep rdflib from rewriting numbers and dates, and from warning of its own classes."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def rdflib_triples(document: str | bytes, form: str) -> set[Triple]:
    """The triples of a document as rdflib reads it, each term in N-Triples."""
    with literals_as_written():
        graph = rdflib.Graph().parse(data=document, format=form)
    return {(rdflib_term(s), rdflib_term(p), rdflib_term(o)) for s, p, o in graph}


def rdflib_term(node: rdflib.term.Node) -> str:
    """A term of rdflib in canonical N-Triples."""
    if isinstance(node, rdflib.Literal):
        if node.language is not None:
            return str(Literal(str(node), language=node.language))
        return str(Literal(str(node), datatype=NamedNode(node.datatype or XSD + "string")))
    return f"_:{node}" if isinstance(node, rdflib.BNode) else f"<{node}>"


@dataclass(frozen=True)
class Run:
    """What a call of the program gave."""

    code: int
    out: str
    err: str

    def findings(self) -> list[str]:
        """The findings as `file:line:column CODE`, of output in the form `concise` and in English."""
        return re.findall(r"^(\S.*?:\d+:\d+ \S+) (?:error|warning|info): ", self.out, re.MULTILINE)


def run(*arguments: str | Path) -> Run:
    """Call the program in this process; one that gives up (exit code 3) fails the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code in (0, 1, 2), result.stderr
    assert "Traceback" not in result.output
    return Run(result.exit_code, result.stdout, result.stderr)


@cache
def _started() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "project" / "source"
        assert run("init", made, "--lang", "nb").code == 0
        return {str(file.relative_to(made)): file.read_bytes() for file in made.rglob("*") if file.is_file()}


def start(source: Path) -> Path:
    """Make the files of `init` in a folder: they are always the same, and `init` makes a schema each time."""
    for name, content in _started().items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(content)
    return source


def check(source: Path, *arguments: str) -> Run:
    """Call `check` on a source folder, with findings in English, one a line."""
    return run("check", source, "--lang", "en", "--output-format", "concise", *arguments)
