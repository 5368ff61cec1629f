"""Labels to codes: `[Helse]` says the same as `[HEAL]`, but codes do not change with the wording."""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.checking.fixes.model import Edit, FixContext, rewritten
from dcat_publisher.model.finding import Finding
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.source import Mapping, Node, Scalar, Sequence
from dcat_publisher.source.mapping.codes import concept_of
from dcat_publisher.source.source_text import Text


def label_edits(text: Text, bench: FixContext) -> list[Edit]:
    """Return the edits that write codes for the labels in a file; the graph is the same before and after."""
    edits = (_edit(text, node, definition, bench) for node, definition in _coded(text.root, bench))
    return [edit for edit in edits if edit is not None]


def _coded(node: Node | None, bench: FixContext) -> Iterator[tuple[Scalar, Definition]]:
    """Yield the scalars that stand for concepts, each with the definition of its key."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            definition = bench.vocabulary.context.definition(key.text)
            if definition is not None and definition.kind is Kind.CODE:
                items = value.items if isinstance(value, Sequence) else [value]
                yield from ((one, definition) for one in items if isinstance(one, Scalar))
            yield from _coded(value, bench)
    elif node is not None and not isinstance(node, Scalar):
        for item in node.items:
            yield from _coded(item, bench)


def _edit(text: Text, node: Scalar, definition: Definition, bench: FixContext) -> Edit | None:
    lists = bench.vocabulary.codes.of_key(definition.name)
    if not node.text or any(node.text in entry.by_notation for entry in lists):
        return None
    if bench.vocabulary.context.expand(node.text) is not None:
        return None
    found = concept_of(node.text, definition, definition.name, bench.vocabulary, node.place)
    if isinstance(found, Finding):
        return None
    notation = next((entry.codes[found].notation for entry in lists if found in entry.codes), None)
    if notation is None:
        return None
    first = next(entry.by_notation[notation].iri for entry in lists if notation in entry.by_notation)
    if first != found:  # another list has the same code: the label is the clearer word
        return None
    return rewritten(text, node.place, notation)
