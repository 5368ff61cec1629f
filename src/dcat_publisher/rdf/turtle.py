"""Graph to Turtle (RDF 1.1 Turtle), to be read: one block per subject, long texts as they were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, lexical
from dcat_publisher.rdf.document import Piece, document
from dcat_publisher.rdf.names import Abbreviator
from dcat_publisher.rdf.order import Block, blocks

_MOST_COMMON = 8192
"""How many of the values that many subjects have are remembered as they are written."""
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
        self._common: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}

    def head(self, used: Set[str]) -> str:
        """Declare the prefixes that are used."""
        lines = [f"@prefix {name}: <{self._prefixes[name]}> .\n" for name in sorted(used)]
        return "".join([*lines, "\n"]) if lines else ""

    def piece(self, block: Block) -> Piece:
        """Write one subject."""
        subject, predicates = block
        used = self._names.used = set()
        lines = []
        for name, values in predicates:
            if len(values) == 1 and values[0][-1] == ">":
                line, prefixes = self._common.get((name, values[0])) or self._noted(name, values[0])
                used.update(prefixes)
                lines.append(line)
            else:
                lines.append(self._line(name, values))
        return Piece(f"{self._term(subject)}\n{_INDENT}{_NEXT_PREDICATE.join(lines)} .\n", frozenset(used))

    def _noted(self, name: str, value: str) -> tuple[str, frozenset[str]]:
        """Write a link, a number or a date, and remember it: many subjects have it in common."""
        if len(self._common) == _MOST_COMMON:
            self._common.clear()
        used, self._names.used = self._names.used, set()
        self._common[name, value] = noted = self._line(name, [value]), frozenset(self._names.used)
        self._names.used = used
        return noted

    def _line(self, name: str, values: Sequence[str]) -> str:
        predicate = "a" if name == TYPE else self._names.short(name)
        if len(values) == 1:
            return f"{predicate} {self._term(values[0])}"
        return f"{predicate}{_several([self._term(value) for value in values])}"

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
