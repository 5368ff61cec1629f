"""Bytes to triples, read as the harvester reads them, with Apache Jena, up to where RDF/XML is the gate.

pyoxigraph does the parsing, in its lenient mode; what Jena refuses beyond that is looked for here. A fault in
the document is a value (`Fault`), and all of them are reported, though the harvester stops at the first.
"""

# ruff: noqa: PLC0415  pyoxigraph is imported where something is parsed
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dcat_publisher.insight.harvest.acceptance_check import REASONS
from dcat_publisher.insight.harvest.document import read_json, xml_fault
from dcat_publisher.insight.harvest.facts import BASE, Syntax
from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.terms import datatype, is_iri, lexical
from dcat_publisher.rdf.formats import TABLE
from dcat_publisher.rdf.gate import check_bounds, quads

if TYPE_CHECKING:
    from pyoxigraph import Quad

_WORDS: Final = Words(__file__).group("input")
# A base that no document has, so that what was resolved against it can be told from what was written out.
_MARK: Final = "zz-relative:"
_ROOT: Final = "//relative.invalid/"
_HERE: Final = f"{_ROOT}zz-here/"
_MARKED_BASE: Final = f"{_MARK}{_HERE}"
# The harvester reads N3 with its parser for Turtle.
_FORMATS: Final = {**{entry.name: entry.name for entry in TABLE if entry.parser}, "n3": "turtle"}
_TAG: Final = re.compile(r"[\"']@([^\s,;.)\]\"'<]*)")
_SPACE: Final = re.compile(r"[ \t\r\n]")
_BRACKETED: Final = frozenset(entry.name for entry in TABLE if entry.grammar in ("turtle", "n3", "lines"))
_WITHOUT_BASE: Final = frozenset(entry.name for entry in TABLE if entry.grammar == "lines")
_ESCAPED_BRACKET: Final = re.compile(r"\\u003[cC]|\\U0000003[cC]")
_FULL_STOP: Final = re.compile("Unexpected end|A dot is expected|followed by a dot")
_DIRECTIVE: Final = re.compile(r"^(@(?:prefix\s+[^\s:<]*:|base)\s*<[^<>\n]*>)(?!\s*\.)", re.MULTILINE)
# Let through by the lenient mode of the parser, not by Jena.
_NOT_FORGIVEN: Final = re.compile("Line jumps|allowed to be escaped")
# What Jena refuses to resolve: the scheme would be ill-formed, or the character is in no address at all.
_UNRESOLVABLE: Final = re.compile(r"^[^/?#]*:|[\x00-\x20\"\[\]^`{|}\x7f\ue000-\uf8ff]|%(?![0-9A-Fa-f]{2})")
SOUND_TAG: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_RELATIVE_TERM: Final = re.compile(rf"(<|\^\^<){_MARK}([^>]*)>$")


@dataclass(slots=True)
class Reading:
    """What came of a document: its triples, the faults that refuse it, and what is lost without a word."""

    graph: Graph = field(default_factory=Graph)
    refused: list[Fault] = field(default_factory=list)
    silent: list[Fault] = field(default_factory=list)


def read_rdf(data: bytes, syntax: Syntax, name: str = "the document", *, merged: bool = False) -> Reading:
    """Read a document; `name` is what a line about it calls it.

    The national harvester leaves behind what stands in named graphs; others read all, `merged`.

    Raises ConfigurationError for a serialisation that cannot be rehearsed here, and for a document that is
    beyond the bounds of what is parsed (see `rdf.gate`).
    """
    if syntax.name not in _FORMATS:
        raise ConfigurationError(filled(_WORDS["no_reader"], type=syntax.media_type))
    check_bounds(data, _FORMATS[syntax.name], name)
    reading = Reading()
    text = _decoded(data, reading)
    _take(_quads(text, syntax, reading), reading, merged=merged)
    if syntax.name in _BRACKETED and _ESCAPED_BRACKET.search(text) is None:
        reading.refused += _brackets(reading.graph)
    return reading


def _brackets(graph: Graph) -> Iterator[Fault]:
    """Yield the addresses that go on where another seems to begin: Jena takes `<` for a missing `>`."""
    for subject, predicate, value in graph:
        for term in (subject, predicate, value):
            if "<" in term[1:] and (is_iri(term) or "<" in (datatype(term) or "")):
                blanks: dict[str, str | Message] = {"iri": lexical(term), "reason": REASONS["bracket"]}
                yield Fault("H102", blanks, focus=subject, path=predicate, value=value)


def _decoded(data: bytes, reading: Reading) -> str:
    """Decode as Java does: as UTF-8 whatever the answer says, with U+FFFD for what is not."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode())
    if lost > 0:
        reading.silent.append(Fault("H008", {"number": str(lost)}))
    return text


def _quads(text: str, syntax: Syntax, reading: Reading) -> list[Quad]:
    """Parse; a fault ends up in the reading, and the quads in front of it are given all the same."""
    if text.startswith("\ufeff"):
        reading.refused.append(Fault("H111", line=1, column=1))
        text = text[1:]
    if syntax.name == "rdf-xml":
        fault, text = xml_fault(text)
        if fault is not None:
            reading.refused.append(fault)
            return []
    if syntax.name == "json-ld":
        text, refused, lost = read_json(text)
        reading.refused += refused
        reading.silent += lost
    strict: list[Quad] = []
    complaint = _parse(text, syntax, False, strict)
    # What passes the strict mode passes the lenient one; only JSON-LD drops statements without a complaint.
    if complaint is None and syntax.name != "json-ld":
        return strict
    return _lenient(text, syntax, reading, strict, complaint)


def _lenient(
    text: str, syntax: Syntax, reading: Reading, strict: list[Quad], complaint: SyntaxError | None
) -> list[Quad]:
    found: list[Quad] = []
    error = _parse(text, syntax, True, found)
    if error is not None and _FULL_STOP.search(error.msg) is not None and syntax.name in ("turtle", "n3"):
        again: list[Quad] = []
        if _parse(_with_full_stops(text, error), syntax, True, again) is None:
            found, error = again, None
    elif error is None and complaint is not None and _NOT_FORGIVEN.search(complaint.msg) is not None:
        error = complaint
    if error is not None:
        reading.refused.append(_syntax_fault(error, text))
    elif syntax.name == "json-ld":
        reading.silent += _dropped(found, strict)
        return strict
    return found


def _with_full_stops(text: str, error: SyntaxError) -> str:
    """Put the full stops that Jena does without: at the very end, and behind `@prefix` and `@base`."""
    return _DIRECTIVE.sub(r"\1 .", text) if "A dot is expected" in error.msg else f"{text}\n."


def _parse(text: str, syntax: Syntax, lenient: bool, found: list[Quad]) -> SyntaxError | None:
    """Parse into `found`; give the syntax error, if there is one."""
    base = None if syntax.name in _WITHOUT_BASE else _MARKED_BASE
    try:
        data = text.encode("utf-8", "surrogatepass")
        parser = quads(data, _FORMATS[syntax.name], "it", base, lenient=lenient, triple_terms=True)
        for quad in parser:
            found.append(quad)  # noqa: PERF402  what stands in front of the error is kept
        spaces = [iri for iri in (parser.base_iri, *parser.prefixes.values()) if iri and _SPACE.search(iri)]
    except (SyntaxError, ValueError) as error:
        return error if isinstance(error, SyntaxError) else SyntaxError(str(error))
    return SyntaxError(f"a space in the namespace <{spaces[0]}>") if spaces else None


def _syntax_fault(error: SyntaxError, text: str) -> Fault:
    line, column = error.lineno or 1, error.offset or 1
    typed = next(iter(text.split("\n")[line - 1 : line]), "")
    for match in _TAG.finditer(typed):
        if match.start() <= column <= match.end() + 1 and SOUND_TAG.fullmatch(match[1]) is None:
            return Fault("H105", {"tag": match[1]}, line=line, column=column)
    reason = re.sub(r"^Parser error at line \d+ (?:column \d+|between columns \d+ and \d+): ", "", error.msg)
    return Fault("H101", {"reason": reason}, line=line, column=column)


def _dropped(lenient: Iterable[Quad], strict: Iterable[Quad]) -> Iterator[Fault]:
    """Say which statements a JSON-LD processor drops: those with an ill-formed IRI or language tag."""
    kept = {_unlabelled(quad) for quad in strict}
    for quad in lenient:
        if _unlabelled(quad) not in kept:
            subject, predicate, value = _terms(quad)
            yield Fault("H112", {"property": predicate, "value": value}, focus=subject, path=predicate)


def _unlabelled(quad: Quad) -> Triple:
    subject, predicate, value = _terms(quad)
    return "_:" if subject[0] == "_" else subject, predicate, "_:" if value[0] == "_" else value


def _terms(quad: Quad) -> Triple:
    return absolute(str(quad.subject)), absolute(str(quad.predicate)), absolute(str(quad.object))


def absolute(term: str) -> str:
    """Return a term with the harvester's base in place of ours."""
    if _MARK not in term:
        return term
    return _RELATIVE_TERM.sub(
        lambda match: f"{match[1]}{_resolved(match[2])}>",
        term,
    )


def _resolved(rest: str) -> str:
    for own in (_HERE, _ROOT):
        if rest.startswith(own):
            return f"{BASE}{rest.removeprefix(own)}"
    return f"http:{rest}"


def _take(quads: Iterable[Quad], reading: Reading, *, merged: bool) -> None:
    """Put the triples into the reading's graph, equal terms as one string: most stand in every dataset."""
    from pyoxigraph import DefaultGraph
    from pyoxigraph import Triple as TripleTerm

    known: dict[str, str] = {}
    add, one = reading.graph.add, known.setdefault
    named: list[Quad] = []
    for quad in quads:
        if not merged and not isinstance(quad.graph_name, DefaultGraph):
            named.append(quad)
            continue
        if isinstance(quad.object, TripleTerm):
            reading.refused.append(Fault("H101", {"reason": REASONS["triple_in_triple"]}))
            continue
        subject, predicate, value = str(quad.subject), str(quad.predicate), str(quad.object)
        if _MARK in subject or _MARK in predicate or _MARK in value:
            _take_relative(subject, predicate, value, reading)
        else:
            add(one(subject, subject), one(predicate, predicate), one(value, value))
    if named:
        _note_named_graphs(named, reading)


def _take_relative(subject: str, predicate: str, value: str, reading: Reading) -> None:
    """Take a triple with a relative IRI, which becomes one of the harvester's base."""
    raw = (subject, predicate, value)
    triple = subject, predicate, value = absolute(subject), absolute(predicate), absolute(value)
    for typed, term in zip(raw, triple, strict=True):
        match = _RELATIVE_TERM.search(typed)
        if match is not None:
            reading.silent.append(Fault("H106", {"iri": term}, focus=subject, path=predicate, value=value))
            path = match[2].removeprefix(_HERE)
            if _UNRESOLVABLE.search(path) is not None:
                blanks: dict[str, str | Message] = {"iri": path, "reason": REASONS["relative"]}
                reading.refused.append(Fault("H102", blanks, focus=subject, path=predicate, value=value))
    reading.graph.add(*triple)


def _note_named_graphs(named: Sequence[Quad], reading: Reading) -> None:
    """The harvester's model is one graph: what stands in named graphs is parsed and left behind."""
    reading.silent.append(Fault("H107", {"number": str(len(named)), "graph": str(named[0].graph_name)}))
    for quad in named:
        for term in _terms(quad):
            if term[0] == "<" and _SPACE.search(term) is not None:
                blanks: dict[str, str | Message] = {"iri": term[1:-1], "reason": REASONS["space"]}
                reading.refused.append(Fault("H102", blanks))
