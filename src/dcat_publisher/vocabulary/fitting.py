"""Whether the keys and code lists of profiles and projects fit those that are there; what does not is said.

A profile adds: a key that means something already keeps its meaning, so that a source means the same whatever
else is in use. All faults name file and line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import LANGUAGES, Message, Words, filled, untranslated
from dcat_publisher.model.namespaces import PUB, SKOS, VOID
from dcat_publisher.model.terms import TYPE, iri_value, language, lexical
from dcat_publisher.rdf.jsonld_context import (
    Context,
    Json,
    Kind,
    UnknownPrefixError,
    is_supported,
    read_context,
)
from dcat_publisher.system.reasons import unreadable
from dcat_publisher.system.resources import packaged
from dcat_publisher.system.stamps import Stamp
from dcat_publisher.vocabulary.suggestions import nearest

_WORDS: Final = Words(__file__).group("misfit")
_DID_YOU_MEAN: Final = Words(__file__)
_CONTEXT: Final = "context.jsonld"
_SCHEMES: Final = "schemes/*.ttl"


def misfit(_word: str, _where: str, **blanks: str | Message) -> ConfigurationError:
    """Return the error that something does not fit, in the words of a key, at a place."""
    return ConfigurationError(filled(_WORDS[_word], where=_where, **blanks))


@lru_cache(maxsize=8)
def require_fitting(folders: tuple[Path, ...], _stamps: tuple[Stamp, ...]) -> None:
    """Raise ConfigurationError for the first thing in folders of vocabulary that does not fit those before.

    It is not looked at again as long as the files have these stamps.
    """
    known: dict[str, tuple[Json, Path]] = {}
    for folder in folders:
        for key, value in _entries(folder / _CONTEXT).items():
            _require_free(key, value, folder / _CONTEXT, known)
    context = _whole(folders)
    lists: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob(_SCHEMES)):
            if file.stem in lists:
                raise misfit("list_twice", f"{file}:1", name=file.stem, file=str(lists[file.stem]))
            lists[file.stem] = file
            if not folder.is_relative_to(packaged("shapes")) and folder != packaged("vocab"):
                _require_list(file, context)


def _entries(file: Path) -> Mapping[str, Json]:
    """Return the keys of a context, each in a form that is read; none where there is no such file."""
    if not file.exists():
        return {}
    try:
        document = json.loads(file.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise misfit("no_json", f"{file}:{error.lineno}:{error.colno}", reason=error.msg) from error
    except (OSError, ValueError, RecursionError) as error:
        raise misfit("no_json", f"{file}:1", reason=str(error)) from error
    context = document.get("@context") if isinstance(document, dict) else None
    if not isinstance(context, dict):
        raise misfit("no_context", f"{file}:1")
    for key, value in context.items():
        if not is_supported(key, value):
            raise misfit("form", _at(file, key), key=key, value=json.dumps(value, ensure_ascii=False))
    return context


def _require_free(key: str, value: Json, file: Path, known: dict[str, tuple[Json, Path]]) -> None:
    said, where = known.setdefault(key, (value, file))
    if said != value:
        raise misfit("taken", _at(file, key), key=key, known=json.dumps(said), file=str(where))


def _whole(folders: tuple[Path, ...]) -> Context:
    """Return all keys together; raise ConfigurationError for a name whose prefix nobody has told of."""
    files = [folder / _CONTEXT for folder in folders]
    try:
        return read_context(files)
    except UnknownPrefixError as error:
        file = next((file for file in reversed(files) if error.key in _entries(file)), files[0])
        prefix = error.name.partition(":")[0]
        where = _at(file, error.key)
        raise misfit("prefix", where, prefix=prefix, name=error.name, key=error.key) from error


def _at(file: Path, key: str) -> str:
    """Return the place of a key in a file of JSON: the first line that has it in front of a colon."""
    pattern = re.compile(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:")
    lines = file.read_text("utf-8").splitlines()
    number = next((number for number, line in enumerate(lines, 1) if pattern.search(line)), 1)
    return f"{file}:{number}"


def _require_list(file: Path, context: Context) -> None:
    """Raise ConfigurationError where a file is no code list in the form that is read."""
    graph = _parsed(file)
    head = next((node for node, said in graph.index.items() if VOID.uriSpace in said), None)
    first = next(iter(graph.index), None)
    if head is None or head != first:
        raise misfit("no_scheme", f"{file}:1")
    space = lexical(graph.objects(head, VOID.uriSpace)[0])
    for key in graph.objects(head, PUB.key):
        _require_key(lexical(key), space, context, _line(file, graph, head, PUB.key, key))
    concepts = [node for node, said in graph.index.items() if SKOS.Concept in said.get(TYPE, ())]
    if not concepts:
        raise misfit("no_codes", _line(file, graph, head))
    for concept in concepts:
        _require_concept(concept, space, graph, file)


def _require_key(key: str, space: str, context: Context, where: str) -> None:
    definition = context.definitions.get(key)
    if definition is None:
        near = nearest(key, context.definitions)
        hint = filled(_DID_YOU_MEAN["did_you_mean"], what=f"`{near[0]}`") if near else untranslated("")
        raise ConfigurationError(filled(_WORDS["no_key"], where=where, key=key, near=hint))
    if definition.kind is not Kind.CODE:
        raise misfit("no_code_key", where, key=key, space=space)


def _require_concept(concept: str, space: str, graph: Graph, file: Path) -> None:
    said, name = graph.predicates(concept), iri_value(concept)
    fault = next(_faults(said, name, space), None)
    if fault is not None:
        word, blanks = fault
        raise misfit(word, _line(file, graph, concept), concept=name, **blanks)


def _faults(said: Mapping[str, list[str]], name: str, space: str) -> Iterator[tuple[str, dict[str, str]]]:
    codes = said.get(SKOS.notation, ())
    if not codes:
        yield "no_notation", {}
    elif f"{space}{lexical(codes[0])}" != name:
        yield "elsewhere", {"expected": f"{space}{lexical(codes[0])}"}
    if not any(language(label) in LANGUAGES for label in said.get(SKOS.prefLabel, ())):
        yield "no_label", {}


def _parsed(file: Path) -> Graph:
    from dcat_publisher.rdf.gate import parser_reason, quads  # noqa: PLC0415  few projects have lists

    try:
        parser = quads(file.read_bytes(), "turtle", str(file))
        return Graph((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in parser)
    except OSError as error:
        raise ConfigurationError(unreadable(file, error)) from error
    except SyntaxError as error:
        reason, line, column = parser_reason(error)
        raise misfit("turtle", f"{file}:{line}:{column}", reason=reason) from error


def _line(file: Path, graph: Graph, *parts: str) -> str:
    """Return the place of a node, of what it says, or of a triple in a file of Turtle."""
    from dcat_publisher.rdf.lines import lines_of  # noqa: PLC0415  where there is a fault

    lines = lines_of(file, [parts[0]], graph)
    keys = (tuple(parts[:length]) for length in range(len(parts), 0, -1))
    return f"{file}:{next((lines[key].line for key in keys if key in lines), 1)}"
