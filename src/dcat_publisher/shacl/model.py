"""The words that the whole engine shares: a result, a fault in the shapes, what a constraint is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Message, Words, filled, in_language
from dcat_publisher.model.terms import iri_value, is_literal, lexical
from dcat_publisher.model.terms import language as tag_of
from dcat_publisher.shacl.data import Data

_NAMES: Final = Words(__file__).group("shape")
_PYSHACL: Final = Words(__file__).group("pyshacl")
_FOUND: Final = 8
"""How many of the fields of a result say what was found; the others, at the end, say where."""
Plain = tuple[object, ...]
"""What was found as JSON and `marshal` know it, to be sent to another process."""


class Result(NamedTuple):
    """One validation result (SHACL 3.6.2). All fields are terms, except a path that is more than a predicate.

    `path` is then written as a SPARQL property path, e.g. `(<http://…a>/<http://…b>)` or `^<http://…a>`; see
    `paths.parse_path`. `source_shape` is the shape in which the constraint stands, which is the property
    shape for most. `file` and `line` (from 1) say where the data has the node, where a document tells it.
    `details` are the results because of which a value fails its sh:node (3.6.2.7, sh:detail).
    """

    focus: str
    path: str | None
    value: str | None
    component: str
    source_shape: str
    severity: str
    messages: tuple[str, ...]
    details: tuple[Result, ...] = ()
    file: str | None = None
    line: int | None = None

    def __eq__(self, other: object) -> bool:
        """Compare what was found: the same result stands on other lines in other files."""
        return isinstance(other, Result) and tuple(self[:_FOUND]) == tuple(other[:_FOUND])

    def __hash__(self) -> int:
        """Return the hash of what was found."""
        return hash(tuple(self[:_FOUND]))

    def plain(self) -> Plain:
        """Return what was found for another process; nobody has looked for its line yet."""
        return *self[: _FOUND - 1], tuple(detail.plain() for detail in self.details)

    @classmethod
    def of_plain(cls, plain: Sequence[Any]) -> Result:
        """Return a result of what `plain` gave, where JSON has made lists of tuples."""
        *terms, messages, details = plain
        return cls._make((*terms, tuple(messages), tuple(map(cls.of_plain, details)), None, None))

    def at(self, file: str, line: int) -> Result:
        """Return the same result with where the data has its node."""
        return Result(*self[:_FOUND], file, line)

    @property
    def severity_iri(self) -> str:
        """The IRI of the severity, whichever the shape has."""
        return iri_value(self.severity)

    def message(self, language: str = "en") -> str:
        """Return the message in a language, else in English, else without a tag, else any; empty for none."""
        for wanted in (language, "en", None):
            for text in self.messages:
                tag = tag_of(text)
                if wanted == tag or (wanted and tag and tag.lower().startswith(f"{wanted.lower()}-")):
                    return lexical(text)
        return lexical(self.messages[0]) if self.messages else ""


class ShapesError(ConfigurationError, ValueError):
    """The shapes graph is ill-formed (SHACL 1.5, appendix A): which shape, and what is wrong with it.

    `file` and `line` (from 1) are where the shape stands, `owner` is the named node that a blank one is a
    part of, `path` the property that it is about, `content` what a blank one says; all where known. `users`
    are the shapes that lose a constraint, other than sh:property, when this one is left out. `told` is the
    reason by language.
    """

    def __init__(self, shape: str, reason: Message) -> None:
        super().__init__(reason)
        self.args = (shape, reason)  # with which it is made anew in another process
        self.shape = shape
        self.told = reason
        self.file: str | None = None
        self.owner: str | None = None
        self.path: str | None = None
        self.content: str | None = None
        self.line: int | None = None
        self.users: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """What is wrong, in English."""
        return in_language(self.told, "en")

    @property
    def name(self) -> str:
        """What people know the shape by, in English."""
        return self.called("en").removeprefix("shape ")

    def called(self, language: str) -> str:
        """Return what people know the shape by: a blank node by its property, and by its owner."""
        if self.owner is None:
            return in_language(_NAMES["named"], language).format(shape=self.content or self.shape)
        literal = self.shape if is_literal(self.shape) else None
        key = "literal" if literal else "nameless" if self.path is None else "of_property"
        named = in_language(_NAMES[key], language)
        return named.format(shape=self.owner, path=self.path, literal=literal)

    @property
    def place(self) -> str:
        """The file, with the line of the shape or of its owner where it is known; empty without a file."""
        return "" if self.file is None else self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        """Return the sentence for the one who wrote the shape."""
        return self.said("en")

    def said(self, language: str) -> str:
        """Return the sentence for the one who wrote the shape, in a language."""
        reason = in_language(self.told, language)
        return f"{self.place and f'{self.place}: '}{self.called(language)}: {reason}"


ANY_SHAPE: Final = "(any)"
"""What an error names where nobody knows which of the shapes it is about."""


def pyshacl_says(text: str) -> Message:
    """Return what pySHACL says, as a reason."""
    return filled(_PYSHACL["says"], text=text)


class GivenUpError(ShapesError):
    """Shapes took more time or memory than they may: the validation has failed, whoever's fault it is."""


Test = Callable[[Data, str], bool]
"""Whether one value node conforms."""
Check = Callable[[Data, str, Sequence[str], list[Result]], None]
"""Adds a result for each fault of a focus node and its value nodes."""
Visit = Callable[[Data, str, list[Result]], None]
"""Validates a focus node: adds its results to the list."""


class Constraint(NamedTuple):
    """One constraint of a shape, compiled.

    `test` is there when the constraint looks at one value node at a time, `wants_values` when it can also
    fail on a focus node without value nodes.
    """

    check: Check
    test: Test | None = None
    wants_values: bool = False
