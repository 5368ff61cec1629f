"""Graph to Turtle (RDF 1.1 Turtle), to be read: one block per subject, long texts as they were written."""

from __future__ import annotations

from collections.abc import Mapping, Set

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, lexical
from dcat_publisher.rdf.document import Piece, document
from dcat_publisher.rdf.names import Abbreviator
from dcat_publisher.rdf.order import Block, blocks

_INDENT = "    "
_NEXT_PREDICATE = f" ;\n{_INDENT}"
_NEXT_OBJECT = f",\n{_INDENT}{_INDENT}"


def to_turtle(graph: Graph, prefixes: Mapping[str, str]) -> str:
    """Write a graph as Turtle; only the prefixes that are used are declared."""
    writer = TurtleWriter(prefixes)
    return document(writer, map(writer.piece, blocks(graph)))


class TurtleWriter:
    """Writes subjects as Turtle."""

    separator = "\n"
    foot = ""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._names = Abbreviator(prefixes)

    def head(self, used: Set[str]) -> str:
        """Declare the prefixes that are used."""
        lines = [f"@prefix {name}: <{self._prefixes[name]}> .\n" for name in sorted(used)]
        return "".join([*lines, "\n"]) if lines else ""

    def piece(self, block: Block) -> Piece:
        """Write one subject."""
        subject, predicates = block
        used: set[str] = set()
        self._names.used = used
        term = self._term
        lines = [
            f"{'a' if name == TYPE else term(name)} {term(values[0])}"
            if len(values) == 1
            else f"{'a' if name == TYPE else term(name)}{_several([term(value) for value in values])}"
            for name, values in predicates
        ]
        return Piece(f"{term(subject)}\n{_INDENT}{_NEXT_PREDICATE.join(lines)} .\n", frozenset(used))

    def _term(self, term: str) -> str:
        if term[0] == "<":
            return self._names.short(term)
        # What has no line break is spelled in Turtle as in N-Triples, but for the name of a datatype.
        if term[0] == "_" or (term[-1] != ">" and "\\n" not in term):
            return term
        cut = term.rindex('"') + 1
        if term[-1] == ">":
            return f"{term[:cut]}^^{self._names.short(term[cut + 2 :])}"
        return f"{_long_text(term[:cut])}{term[cut:]}"


def _several(written: list[str]) -> str:
    if sum(map(len, written)) + 2 * len(written) < 80:
        return f" {', '.join(written)}"
    return f"\n{_INDENT}{_INDENT}{_NEXT_OBJECT.join(written)}"


def _long_text(quoted: str) -> str:
    """Write a text of several lines as a long string, unless it holds characters that are better escaped."""
    inner = quoted[1:-1]
    if "\\" not in inner.replace("\\n", ""):  # nothing is escaped but line breaks
        return '"""{}"""'.format(inner.replace("\\n", "\n"))
    text = lexical(quoted)
    if any(character < " " and character != "\n" for character in text) or "\x7f" in text:
        return quoted
    rest, last = (text[:-1], '\\"') if text.endswith('"') else (text, "")
    escaped = rest.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""{escaped}{last}"""'
