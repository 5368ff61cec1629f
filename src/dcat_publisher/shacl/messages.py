"""What results say: the words of a component where the shape has none, and the blanks in those that it has.

A message of a shape may name the focus node, the value, the path and the parameters of its constraint as
`{?this}` or `{$this}` (SHACL 5.2.2 and 6.2.3 for SPARQL; authors write the same in SHACL Core).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import LANGUAGES, Words
from dcat_publisher.model.namespaces import SH
from dcat_publisher.model.terms import is_literal, language, lexical, literal
from dcat_publisher.rdf.node_names import NodeNames
from dcat_publisher.shacl.model import Result

_WORDS: Final = Words(__file__).group("result")
_BLANK: Final = re.compile(r"\{[?$](\w+)\}")
_NOTHING: Final = "–"
MOST_NAMES: Final = 8
"""How many of the values that are allowed a message lists."""


def own_words(key: str, blanks: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a result says by the name of its component, as literals in the program's languages."""
    words = _WORDS[key]
    return tuple(sorted(literal(words[tag].format(**blanks), language=tag) for tag in LANGUAGES))


def names_in(graph: Graph, terms: Sequence[str]) -> str:
    """Return terms of a shapes graph for a sentence; a shape without a name is told by what it says."""
    names = NodeNames(graph)
    shown = [names.content(term) for term in terms[:MOST_NAMES]]
    return ", ".join([*shown, "…"] if len(terms) > MOST_NAMES else shown)


def without_blanks(results: Sequence[Result], data: Graph, shapes: Graph) -> Iterator[Result]:
    """Yield the results with the blanks of their messages filled."""
    has_blanks: dict[tuple[str, ...], bool] = {}
    names, shape_names = NodeNames(data), NodeNames(shapes)
    for result in results:
        if result.messages not in has_blanks:
            has_blanks[result.messages] = any(map(_BLANK.search, result.messages))
        if has_blanks[result.messages]:
            said = _parameters(shapes, result.source_shape, shape_names) | _said(result, data, names)
            yield result._replace(messages=tuple(_filled(message, said) for message in result.messages))
        else:
            yield result


def _parameters(shapes: Graph, shape: str, names: NodeNames) -> dict[str, str]:
    def text(value: str) -> str:
        return lexical(value) if is_literal(value) else names.content(value)

    return {
        SH.local(name): " ".join(map(text, values))
        for name, values in shapes.predicates(shape).items()
        if SH.has(name)
    }


def _said(result: Result, data: Graph, names: NodeNames) -> dict[str, str]:
    """Return what a result is about; where it has no value of its own, those that its path leads to."""
    path = result.path or ""
    values = data.objects(result.focus, path) if result.value is None else [result.value]
    shown = [lexical(value) if is_literal(value) else names.term(value) for value in values[:MOST_NAMES]]
    node, way, value = names.term(result.focus), names.path(path) or _NOTHING, ", ".join(shown) or _NOTHING
    return {"this": node, "focusNode": node, "path": way, "PATH": way, "value": value}


def _filled(message: str, said: Mapping[str, str]) -> str:
    """Return a literal with its blanks filled; one that nothing is known for stays as it is."""
    text = _BLANK.sub(lambda match: said.get(match[1], match[0]), lexical(message))
    return literal(text, language=language(message))
