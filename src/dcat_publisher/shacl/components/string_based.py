"""String-based constraint components (SHACL 4.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from dcat_publisher.model.language import placed
from dcat_publisher.model.terms import language, lexical
from dcat_publisher.shacl.components.each_value import each_value
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.datatypes import STRING, datatype_test
from dcat_publisher.shacl.declaration import Declaration
from dcat_publisher.shacl.limits import TimeBoundError
from dcat_publisher.shacl.model import Constraint, GivenUpError, Result
from dcat_publisher.shacl.names import sh
from dcat_publisher.shacl.patterns import translate

_is_string: Final = datatype_test(STRING)
_UNIQUE_LANG: Final = sh("uniqueLang")
_PATTERN: Final = sh("pattern")
_FLAGS: Final = sh("flags")
_LANGUAGE_IN: Final = sh("languageIn")


def min_length(declared: Declaration) -> Iterator[Constraint]:
    """sh:minLength (4.4.1): the text of each value has at least so many characters; a blank node has none."""
    shortest = declared.count(sh("minLength"))
    if shortest is not None and shortest > 0:
        yield each_value(
            lambda _, value: value[0] != "_" and len(lexical(value)) >= shortest,
            declared.fault("MinLength", count=shortest),
        )


def max_length(declared: Declaration) -> Iterator[Constraint]:
    """sh:maxLength (4.4.2): the text of each value has at most so many characters; blank nodes fail."""
    longest = declared.count(sh("maxLength"))
    if longest is not None:
        yield each_value(
            lambda _, value: value[0] != "_" and len(lexical(value)) <= longest,
            declared.fault("MaxLength", count=longest),
        )


def pattern(declared: Declaration) -> Iterator[Constraint]:
    """sh:pattern with sh:flags (4.4.3): the text of each value matches; blank nodes fail."""
    flags = declared.one(_FLAGS)
    if flags is not None and not _is_string(flags):
        raise declared.wrong("no_string", _FLAGS, flags)
    for expression in declared.many(_PATTERN):
        if not _is_string(expression):
            raise declared.wrong("no_string", _PATTERN, expression)
        text = lexical(expression)
        try:
            search = translate(text, "" if flags is None else lexical(flags)).search
        except ValueError as error:
            raise declared.fail("pattern", reason=str(error)) from error
        yield _matches(declared, search, text)


def _matches(declared: Declaration, search: Callable[[str], object], text: str) -> Constraint:
    def test(_: Data, value: str) -> bool:
        try:
            return value[0] != "_" and search(lexical(value)) is not None
        except TimeBoundError as error:
            raise GivenUpError(declared.node, placed(f"sh:pattern {text}", error.message)) from error

    return each_value(test, declared.fault("Pattern", pattern=text))


def language_in(declared: Declaration) -> Iterator[Constraint]:
    """sh:languageIn (4.4.4): each value has a language tag that is, or begins with, one of the list."""
    head = declared.one(_LANGUAGE_IN)
    if head is None:
        return
    items = declared.items(head, _LANGUAGE_IN)
    for item in items:
        if not _is_string(item):
            raise declared.wrong("member_no_string", _LANGUAGE_IN, item)
    ranges = tuple(lexical(item).lower() for item in items)

    def test(_: Data, value: str) -> bool:
        tag = language(value)
        return tag is not None and _in_ranges(tag.lower(), ranges)

    yield each_value(test, declared.fault("LanguageIn", names=", ".join(ranges)))


def _in_ranges(tag: str, ranges: Sequence[str]) -> bool:
    """Match a tag as SPARQL's langMatches does: basic filtering (RFC 4647, 3.3.1)."""
    return any(tag == one or one == "*" or tag.startswith(f"{one}-") for one in ranges)


def unique_lang(declared: Declaration) -> Iterator[Constraint]:
    """sh:uniqueLang (4.4.5): no two values have the same language tag; one result for each tag used twice."""
    if not declared.flag(_UNIQUE_LANG):
        return
    declared.needs_path(_UNIQUE_LANG)
    fault = declared.fault("UniqueLang")

    def check(_: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        if len(values) < 2:
            return
        tags = [tag.lower() for tag in map(language, values) if tag is not None]
        if len(set(tags)) < len(tags):
            results.extend(fault(focus) for tag in dict.fromkeys(tags) if tags.count(tag) > 1)

    yield Constraint(check)
