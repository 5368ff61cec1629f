"""Values to JSON and back, by their declared types: what is read can say something wrong, but runs nothing.

A form is made once of a type, from the types of its fields; what JSON has itself is passed on as it is.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Final, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

_Change = Callable[[object], object]
_Class = Callable[..., object]


class Form(NamedTuple):
    """How values of one type are written as JSON, and read from it; None where JSON has them itself."""

    write: _Change | None = None
    read: _Change | None = None


_NATIVE: Final = Form()
_JSON: Final = (str, int, float, bool, type(None))
_JSON_ITSELF: Final = frozenset(_JSON)
"""The members of a union that is JSON as a whole, which types itself cannot compare: it names itself."""


def written(form: Form, value: object) -> object:
    """Give the JSON of a value."""
    return value if form.write is None else form.write(value)


def read(form: Form, value: object) -> object:
    """Give the value that JSON says; one that does not fit raises whatever comes of it."""
    return value if form.read is None else form.read(value)


@cache
def form_of(type_: object) -> Form:
    """Give the form of a type: a class with declared fields, a container of such, or what JSON has."""
    origin, arguments = get_origin(type_), get_args(type_)
    if type_ in _JSON or _JSON_ITSELF.issubset(arguments):
        return _NATIVE
    if origin in (Union, UnionType):
        return _union(arguments)
    if origin in (list, tuple, frozenset):
        return _sequence(cast(_Class, origin), arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*map(form_of, arguments))
    assert isinstance(type_, type)
    if type_ is bytes:
        return Form(lambda value: cast(bytes, value).hex(), lambda text: bytes.fromhex(cast(str, text)))
    if issubclass(type_, Path):
        return Form(str, lambda text: Path(cast(str, text)))
    if issubclass(type_, enum.IntEnum):
        return Form(lambda value: int(cast(int, value)), type_)
    return _record(type_)


def _union(types: tuple[object, ...]) -> Form:
    """Give the form of a choice: what is none of JSON's own types has its number before it."""
    kinds = tuple(each for each in types if isinstance(each, type) and each in _JSON)
    own = tuple(each for each in types if isinstance(each, type) and each not in _JSON)
    if not own and len(kinds) == len(types):
        return _NATIVE
    forms = [form_of(each) for each in types if each not in _JSON]

    def write(value: object) -> object:
        if isinstance(value, kinds):
            return value
        number = next((number for number, each in enumerate(own) if isinstance(value, each)), 0)
        return [number, written(forms[number], value)]

    def read_(value: object) -> object:
        if not isinstance(value, list):
            return value
        number, content = value
        return read(forms[number], content)

    return Form(write, read_)


def _sequence(build: _Class, types: tuple[object, ...]) -> Form:
    """Give the form of a list, a set, or a tuple of any length or of some different types."""
    if build is tuple and types[-1] is not Ellipsis:
        return _fields(lambda *values: values, tuple(map(form_of, types)))
    form = form_of(types[0])
    if form == _NATIVE:
        return _NATIVE if build is list else Form(_listed, build)
    return Form(
        lambda values: [written(form, value) for value in cast(list[object], values)],
        lambda values: build([read(form, value) for value in cast(list[object], values)]),
    )


def _listed(values: object) -> object:
    return list(cast(list[object], values))


def _mapping(key: Form, value: Form) -> Form:
    if key == value == _NATIVE:
        return _NATIVE
    return Form(
        lambda values: {
            written(key, name): written(value, each)
            for name, each in cast(Mapping[object, object], values).items()
        },
        lambda values: {
            read(key, name): read(value, each) for name, each in cast(dict[object, object], values).items()
        },
    )


def _record(type_: type) -> Form:
    """Give the form of a class with declared fields: their values in order."""
    hints = get_type_hints(type_)
    if is_dataclass(type_):
        names = [each.name for each in fields(type_)]
        form = _fields(type_, tuple(form_of(hints[name]) for name in names))
        write = form.write
        assert write is not None
        return Form(lambda value: write([getattr(value, name) for name in names]), form.read)
    return _fields(type_, tuple(map(form_of, hints.values())))


def _fields(build: _Class, forms: tuple[Form, ...]) -> Form:
    if all(form == _NATIVE for form in forms):
        return Form(_listed, lambda values: build(*cast(list[object], values)))
    own = [(number, form) for number, form in enumerate(forms) if form != _NATIVE]

    def write(values: object) -> object:
        changed = list(cast(list[object], values))
        for number, form in own:
            changed[number] = written(form, changed[number])
        return changed

    def read_(values: object) -> object:
        changed = list(cast(list[object], values))
        for number, form in own:
            changed[number] = read(form, changed[number])
        return build(*changed)

    return Form(write, read_)
