"""Graph to Turtle (RDF 1.1 Turtle), to be read: one block per subject, long texts as they were written."""

from __future__ import annotations

from collections.abc import Mapping

from dcat_publisher.formats.names import Abbreviator
from dcat_publisher.formats.order import Block, blocks
from dcat_publisher.graph import Graph
from dcat_publisher.terms import TYPE, datatype, is_literal, language, lexical

_INDENT = "    "


def to_turtle(graph: Graph, prefixes: Mapping[str, str]) -> str:
    """Write a graph as Turtle; only the prefixes that are used are declared."""
    writer = _Writer(Abbreviator(prefixes))
    body = [writer.block(block) for block in blocks(graph)]
    used = sorted(writer.names.used.items())
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in used)
    return "\n".join([head, *body] if head else body)


class _Writer:
    def __init__(self, names: Abbreviator) -> None:
        self.names = names

    def block(self, block: Block) -> str:
        subject, predicates = block
        lines = [f"{self._predicate(name)}{self._objects(values)}" for name, values in predicates]
        return f"{self._term(subject)}\n{_INDENT}{f' ;{chr(10)}{_INDENT}'.join(lines)} .\n"

    def _predicate(self, predicate: str) -> str:
        return "a" if predicate == TYPE else self._term(predicate)

    def _objects(self, values: list[str]) -> str:
        written = [self._term(value) for value in values]
        if len(written) == 1 or sum(map(len, written)) + 2 * len(written) < 80:
            return f" {', '.join(written)}"
        return f",\n{_INDENT}{_INDENT}".join(["", *written]).removeprefix(",")

    def _term(self, term: str) -> str:
        if term[0] == "<":
            return self.names.short(term)
        if is_literal(term):
            return self._literal(term)
        return term

    def _literal(self, term: str) -> str:
        quoted = term[: term.rindex('"') + 1]
        tag = language(term)
        if tag is not None:
            return f"{_text(term, quoted)}@{tag}"
        type_ = datatype(term)
        if type_ is None or len(quoted) == len(term):
            return _text(term, quoted)
        return f"{quoted}^^{self.names.short(f'<{type_}>')}"


def _text(term: str, quoted: str) -> str:
    """Write a text over several lines as a long string, a short one as it stands."""
    if "\\n" not in quoted:
        return quoted
    text = lexical(term)
    if any(character < " " and character != "\n" for character in text) or "\x7f" in text:
        return quoted
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if escaped.endswith('"'):
        escaped = f'{escaped[:-1]}\\"'
    return f'"""{escaped}"""'
