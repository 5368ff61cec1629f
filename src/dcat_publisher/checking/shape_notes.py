"""What is in shapes and has no effect: in lines, for nobody would know otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.checking.given_shapes import dangling, not_followed
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, Words, filled, in_language
from dcat_publisher.model.terms import is_iri
from dcat_publisher.shacl import Shapes, ShapesError, read_shapes
from dcat_publisher.shacl.blame import blamed
from dcat_publisher.shacl.remarks import doubts, mistakes
from dcat_publisher.vocabulary.profile import SHAPES_ADDRESS

_WORDS: Final = Words(__file__).group("shapes")
_MOST_NAMED: Final = 3


def shape_warnings(shapes: Shapes, files: Sequence[Path], language: str) -> Iterator[str]:
    """Yield a line for each shape that is left out, and for what may be meant and does nothing here.

    That are references and imports that lead nowhere, terms of a later SHACL and shapes that nobody uses.
    `files` are those that were given, of those that the shapes were read from.
    """
    for fault in shapes.faults:
        yield f"{fault.said(language)}; {_left_out(fault, language)}"
    yield from _dangling(shapes, language)
    yield from _lines(shapes, doubts(shapes.graph, _whole(shapes)), language)
    for file, address, _ in not_followed(files):
        yield in_language(filled(_WORDS["not_followed"], file=str(file), address=address), language)


def _dangling(shapes: Shapes, language: str) -> Iterator[str]:
    """Yield a line for each shape that refers to property shapes that nobody wrote: for the first of them."""
    by_user: dict[str, list[str]] = {}
    for reference, users in shapes.dangling.items():
        by_user.setdefault(users[0], []).append(reference)
    left_out = in_language(_WORDS["left_out"], language)
    for user, (first, *others) in by_user.items():
        line = f"{_placed(shapes, _whole(shapes), dangling(user, first)).said(language)}; {left_out}"
        yield f"{line} {_and_others(len(others), language)}".rstrip()


def _and_others(number: int, language: str) -> str:
    """Return how many more there are of what a line tells, in brackets; nothing for none."""
    if not number:
        return ""
    words = in_language(_WORDS["others" if number > 1 else "other"], language)
    return f"({words.format(number=number)})"


def _left_out(fault: ShapesError, language: str) -> str:
    """Return that a shape is left out, and what is left out with it: what others ask by it."""
    if not fault.users:
        return in_language(_WORDS["left_out"], language)
    named = ", ".join(user for user in fault.users[:_MOST_NAMED] if is_iri(user))
    more = len(fault.users) - _MOST_NAMED
    users: Message = dict.fromkeys(_WORDS["nameless"], named) if named else _WORDS["nameless"]
    if more > 0:
        users = filled(_WORDS["and_more"], users=users, number=str(more))
    return in_language(filled(_WORDS["left_out_with"], users=users), language)


def shape_errors(shapes: Shapes, language: str) -> Iterator[str]:
    """Yield a line for each kind of mistake: its author believes that it is a rule."""
    return _lines(shapes, mistakes(shapes.graph), language)


def _lines(shapes: Shapes, remarks: Iterable[ShapesError], language: str) -> Iterator[str]:
    """Yield a line for each remark; the same one on several shapes is made once, with their number."""
    whole = _whole(shapes)
    alike: dict[str, list[ShapesError]] = {}
    for remark in remarks:
        if not remark.shape.startswith(f"<{SHAPES_ADDRESS}"):
            alike.setdefault(remark.reason, []).append(remark)
    for first, *others in alike.values():
        line = _placed(shapes, whole, first).said(language)
        yield f"{line} {_and_others(len(others), language)}".rstrip()


def _whole(shapes: Shapes) -> Graph:
    """Return the graph of all shapes, those that were left out included."""
    return read_shapes(shapes.files) if shapes.faults and shapes.files else shapes.graph


def _placed(shapes: Shapes, whole: Graph, remark: ShapesError) -> ShapesError:
    """Return a remark with its place."""
    try:
        with blamed(whole, shapes.files):
            raise remark
    except ShapesError as error:
        return error
