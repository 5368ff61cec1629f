"""Values to JSON and back, by their declared types: what is read can say something wrong, but runs nothing.

A form is made once of a type, from those of its fields; what JSON has itself is passed on as it is. Tuples
of texts, which portions have alike by the thousand, stand in a table, once each, and are one object again.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Final, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

_Change = Callable[[object], object]
_Class = Callable[..., object]
_JSON: Final = (str, int, float, bool, type(None))
_JSON_ITSELF: Final = frozenset(_JSON)
"""The members of a union that is JSON as a whole, which types itself cannot compare: it names itself."""


class Form(NamedTuple):
    """How values of one type are written as JSON, and read from it; None where JSON has them itself."""

    write: _Change | None = None
    read: _Change | None = None


_NATIVE: Final = Form()


class Forms:
    """The forms of types, with the table of tuples that their values share."""

    def __init__(self, table: Iterable[Iterable[str]] = ()) -> None:
        self._tuples = [tuple(row) for row in table]
        self._numbers: dict[tuple[str, ...], int] = {}
        self._forms: dict[object, Form] = {}

    @property
    def table(self) -> list[tuple[str, ...]]:
        """The tuples that were written."""
        return list(self._numbers)

    def written(self, type_: object, value: object) -> object:
        """Return the JSON of a value of a type."""
        return _written(self._of(type_), value)

    def read(self, type_: object, value: object) -> object:
        """Return the value that JSON says; one that does not fit raises whatever comes of it."""
        return _read(self._of(type_), value)

    def _of(self, type_: object) -> Form:
        if type_ not in self._forms:
            self._forms[type_] = self._made(type_)
        return self._forms[type_]

    def _made(self, type_: object) -> Form:
        origin, arguments = get_origin(type_), get_args(type_)
        if type_ in _JSON or _JSON_ITSELF.issubset(arguments):
            return _NATIVE
        if origin in (Union, UnionType):
            return self._union(arguments)
        if type_ == tuple[str, ...]:
            return Form(self._number, lambda number: self._tuples[cast(int, number)])
        if origin in (list, tuple, frozenset):
            return self._sequence(cast(_Class, origin), arguments)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return _mapping(*map(self._of, arguments))
        assert isinstance(type_, type)
        if type_ is bytes:
            return Form(lambda value: cast(bytes, value).hex(), lambda text: bytes.fromhex(cast(str, text)))
        if issubclass(type_, Path):
            return Form(str, lambda text: Path(cast(str, text)))
        if issubclass(type_, enum.IntEnum):
            return Form(lambda value: int(cast(int, value)), type_)
        return self._record(type_)

    def _number(self, value: object) -> object:
        return self._numbers.setdefault(cast(tuple[str, ...], value), len(self._numbers))

    def _union(self, types: tuple[object, ...]) -> Form:
        """Return the form of a choice: what is none of JSON's own types has its number before it."""
        kinds = tuple(each for each in types if isinstance(each, type) and each in _JSON)
        own = tuple(each for each in types if isinstance(each, type) and each not in _JSON)
        if len(kinds) == len(types):
            return _NATIVE
        forms = [self._of(each) for each in types if each not in _JSON]

        def write(value: object) -> object:
            if isinstance(value, kinds):
                return value
            number = next((number for number, each in enumerate(own) if isinstance(value, each)), 0)
            return [number, _written(forms[number], value)]

        def read(value: object) -> object:
            if not isinstance(value, list):
                return value
            number, content = value
            return _read(forms[number], content)

        return Form(write, read)

    def _sequence(self, build: _Class, types: tuple[object, ...]) -> Form:
        """Return the form of a list, a set, or a tuple of any length or of some different types."""
        if build is tuple and types[-1] is not Ellipsis:
            return _fields(lambda *values: values, [self._of(each) for each in types])
        form = self._of(types[0])
        if form == _NATIVE:
            return _NATIVE if build is list else Form(_listed, build)
        return Form(
            lambda values: [_written(form, value) for value in cast(list[object], values)],
            lambda values: build([_read(form, value) for value in cast(list[object], values)]),
        )

    def _record(self, type_: type) -> Form:
        """Return the form of a class with declared fields: their values in order."""
        hints = get_type_hints(type_)
        if not is_dataclass(type_):
            return _fields(type_, [self._of(hint) for hint in hints.values()])
        names = [each.name for each in fields(type_)]
        form = _fields(type_, [self._of(hints[name]) for name in names])
        return Form(lambda value: _written(form, [getattr(value, name) for name in names]), form.read)


def _written(form: Form, value: object) -> object:
    return value if form.write is None else form.write(value)


def _read(form: Form, value: object) -> object:
    return value if form.read is None else form.read(value)


def _listed(values: object) -> object:
    return list(cast(list[object], values))


def _mapping(key: Form, value: Form) -> Form:
    if key == value == _NATIVE:
        return _NATIVE
    return Form(
        lambda values: {
            _written(key, name): _written(value, each)
            for name, each in cast(Mapping[object, object], values).items()
        },
        lambda values: {
            _read(key, name): _read(value, each) for name, each in cast(dict[object, object], values).items()
        },
    )


def _fields(build: _Class, forms: list[Form]) -> Form:
    """Return the form of a number of values of different types."""
    own = [(number, form) for number, form in enumerate(forms) if form != _NATIVE]
    if not own:
        return Form(_listed, lambda values: build(*cast(list[object], values)))

    def write(values: object) -> object:
        changed = list(cast(list[object], values))
        for number, form in own:
            changed[number] = _written(form, changed[number])
        return changed

    def read(values: object) -> object:
        changed = list(cast(list[object], values))
        for number, form in own:
            changed[number] = _read(form, changed[number])
        return build(*changed)

    return Form(write, read)
