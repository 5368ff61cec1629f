"""What is wrong with a shape, in words of three languages: a sentence that its name stands in front of."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, Words, filled, untranslated
from dcat_publisher.model.namespaces import short
from dcat_publisher.model.terms import is_iri, lexical
from dcat_publisher.rdf.node_names import NodeNames
from dcat_publisher.shacl.model import ShapesError

_WORDS: Final = Words(__file__).group("fault")



def fault(shape: str, key: str, **blanks: str | int | Message) -> ShapesError:
    """Return the error that says of a shape what the words of a key say; `blanks` fill them."""
    given = {name: str(text) if isinstance(text, int) else text for name, text in blanks.items()}
    return ShapesError(shape, filled(_WORDS[key], **given))


def shown(term: str, graph: Graph | None = None) -> str:
    """Return a term of shapes for a sentence: `sh:minCount`, a text, what a node without a name says."""
    if not is_iri(term):
        return NodeNames(Graph() if graph is None else graph).content(term)
    named = short(term)
    return term if named == lexical(term) else named


def meant(name: str | None) -> Message:
    """Return the question whether a name was meant, for the end of a sentence; nothing for none."""
    return untranslated("") if name is None else filled(_WORDS["did_you_mean"], name=name)
