"""The page of the Python API, from signatures and docstrings; as a committed page, it is what holds them."""

from __future__ import annotations

import dataclasses
import enum
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import dcat_publisher
from dcat_publisher.checking.validate_rdf import Validation
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.shacl import Coverage, Result
from dcat_publisher.source.mapping import NamedRecord

_HEAD: Final = """\
# Python API

What `dcat_publisher` offers to import, and what comes back. All of it is typed. Whatever is not on this page
may change without notice, also members of these classes that are not named; what is here changes only with
the first number of the version. [From Python](python.md) has examples. This page is written by
`python -m docs.website pages` from signatures and docstrings; do not edit it.

`__version__` is the version, a string such as `1.2.3`.

A *term* is a string as N-Triples spells it: `<http://…>` for an IRI, `"text"@nb` for a literal, `_:b` for a
blank node. A *message* is one text by language: `{"nb": …, "nn": …, "en": …}`.
"""
_FUNCTIONS: Final[tuple[Callable[..., object], ...]] = (
    dcat_publisher.load,
    dcat_publisher.check,
    dcat_publisher.build,
    dcat_publisher.validate,
)
_MEMBERS: Final[Mapping[type, tuple[str, ...]]] = {
    dcat_publisher.Catalog: ("findings", "records", "graph", "iri", "number", "files", "profile", "on"),
    dcat_publisher.Finding: (
        "code", "severity", "place", "message", "help", "focus", "path", "value", "shape", "component",
        "node", "shape_severity", "meant", "asked_by",
    ),
    dcat_publisher.Severity: (),
    Place: ("file", "line", "column", "end_line", "end_column"),
    NamedRecord: ("path", "iri", "address", "place", "types", "label", "name", "published"),
    Graph: ("objects", "subjects", "predicates", "types", "instances", "add", "update"),
    Validation: ("conforms", "results", "findings", "report", "graph", "shapes", "coverage", "profile"),
    Result: (
        "focus", "path", "value", "component", "source_shape", "severity", "severity_iri", "messages",
        "message", "file", "line", "details",
    ),
    Coverage: ("shapes", "met", "nodes", "idle", "absent"),
    dcat_publisher.PublisherError: ("said",),
    dcat_publisher.ConfigurationError: (),
    dcat_publisher.OutputError: (),
    dcat_publisher.RdfSyntaxError: ("name", "line", "column", "reason"),
}  # fmt: skip
"""Class -> the members that are promised: what can be imported, and what functions return."""


def api_page() -> str:
    """Return the page in Markdown."""
    parts = [_HEAD, "## Functions\n"]
    parts += [_function(function, 3) for function in _FUNCTIONS]
    parts.append("## Classes\n")
    parts += [_class(owner, members) for owner, members in _MEMBERS.items()]
    return "\n".join(parts)


def _function(function: Callable[..., object], depth: int) -> str:
    name = function.__name__
    code = f"```python\n{name}{_signature(function)}\n```"
    return f"{'#' * depth} {name}\n\n{code}\n\n{_prose(function)}\n"


def _signature(function: Callable[..., object]) -> str:
    """Return the signature as it is written, with a line for each parameter where they are many."""
    parameters = [each for each in inspect.signature(function).parameters.values() if each.name != "self"]
    shown = [_parameter(each) for each in parameters]
    first = next((n for n, each in enumerate(parameters) if each.kind is each.KEYWORD_ONLY), None)
    if first is not None:
        shown.insert(first, "*")
    line = f"({', '.join(shown)})"
    lines = line if len(line) < 80 else "(\n" + "".join(f"    {each},\n" for each in shown) + ")"
    return f"{lines} -> {_annotation(inspect.signature(function).return_annotation)}"


def _parameter(parameter: inspect.Parameter) -> str:
    default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    return f"{parameter.name}: {_annotation(parameter.annotation)}{default}".replace("'", '"')


def _class(owner: type, members: tuple[str, ...]) -> str:
    above = ", ".join(base.__name__ for base in owner.__bases__ if base not in (object, tuple))
    public = (
        "`from dcat_publisher import " + owner.__name__ + "`"
        if owner.__name__ in dcat_publisher.__all__
        else ""
    )
    said = ". ".join(each for each in (f"A kind of `{above}`" if above else "", public) if each)
    head = f"### {owner.__name__}\n\n{_prose(owner)}\n" + (f"\n{said}.\n" if said else "")
    rows = list(_values(owner)) + [_row(owner, name) for name in members]
    return head + ("\n| member | type | |\n|---|---|---|\n" + "".join(rows) if rows else "")


def _values(owner: type) -> Iterator[str]:
    if issubclass(owner, enum.Enum):
        for value in owner:
            yield f"| `{value.name}` | `{value.value!r}` | |\n"


def _row(owner: type, name: str) -> str:
    """Return the row of a member: a method, a property, a field, or what the class sets when it is made."""
    member = inspect.getattr_static(owner, name, None)
    function = getattr(member, "fget", None) or getattr(member, "func", None)
    if inspect.isfunction(member):
        shown, said = f"{_signature(member)}", _first_line(member)
    elif function is not None:
        shown, said = _annotation(inspect.signature(function).return_annotation), _first_line(function)
    else:
        shown, said = _field(owner, name), ""
    cells = (f"`{name}`", f"`{shown}`", said)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _field(owner: type, name: str) -> str:
    types = (
        {each.name: each.type for each in dataclasses.fields(owner)}
        if dataclasses.is_dataclass(owner)
        else {}
    )
    if name in types or name in getattr(owner, "__annotations__", {}):
        return _annotation(types.get(name, owner.__annotations__.get(name)))
    return _annotation(inspect.signature(owner).parameters[name].annotation)


def _annotation(annotation: object) -> str:
    """Return a type as it is written; a named tuple keeps its own as a reference to be resolved."""
    written = getattr(annotation, "__forward_arg__", annotation)
    return written if isinstance(written, str) else getattr(written, "__name__", str(written))


def _prose(thing: object) -> str:
    return inspect.getdoc(thing) or ""


def _first_line(thing: object) -> str:
    """Return the first paragraph of a docstring, on one line."""
    return re.sub(r"\s+", " ", _prose(thing).split("\n\n")[0])
