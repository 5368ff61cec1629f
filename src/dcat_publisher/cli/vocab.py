"""`vocab`: the code lists, and the codes of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import click

from dcat_publisher.cli import options
from dcat_publisher.cli.saying import say
from dcat_publisher.cli.unknown import unknown
from dcat_publisher.model.language import Message, Words, in_language
from dcat_publisher.model.namespaces import DCT, SKOS
from dcat_publisher.model.terms import language, lexical
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.vocabulary import Code
from dcat_publisher.vocabulary.codes import CodeList
from dcat_publisher.vocabulary.suggestions import nearest

_WORDS: Final = Words(__file__).group("vocab")
_SOURCE = DCT.source
_LABEL = SKOS.prefLabel
_COLUMNS: Final = ("list", "codes", "whole", "date", "keys", "source")
_PAGES: Final = Words(__file__).group("page")


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of one list."""

    name: str
    label: Message
    size: int
    complete: bool
    date: str
    keys: tuple[str, ...]
    source: str

    def cells(self, tag: str) -> tuple[str, ...]:
        """Return the cells of its row, in a language."""
        whole = _WORDS["yes" if self.complete else "no"][tag]
        return self.name, str(self.size), whole, self.date, ", ".join(self.keys) or "–", self.source


def summary(entry: CodeList) -> Summary:
    """Tell of a list what its file says, and count its codes."""
    said = entry.header
    return Summary(
        name=entry.name,
        label={language(label) or "en": lexical(label) for label in said.get(_LABEL, ())},
        size=len(entry.codes),
        complete=entry.complete,
        date=entry.issued,
        keys=tuple(sorted(entry.keys)),
        source=next((lexical(source) for source in said.get(_SOURCE, ())), ""),
    )


@click.group()
def command() -> None:
    """Show the code lists and their codes.

    Examples: dcat-publisher vocab list, dcat-publisher vocab show theme --search helse
    """


@command.command("list")
@options.lang
@options.profile
@options.project
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True,
    help="How the lists are written; `markdown` is the page docs/code-lists.md.",
)  # fmt: skip
def list_(lang: str | None, profile: str, form: str) -> None:
    """List all code lists: size, whether whole, date, keys that take their values from it, source.

    Example: dcat-publisher vocab list --format json
    """
    tag = options.language_of(lang)
    found = sorted(map(summary, options.vocabulary(profile).codes), key=lambda one: one.name)
    if form == "json":
        say(json.dumps([_json(one) for one in found], ensure_ascii=False, indent=2))
        return
    headings = [_WORDS[column][tag] for column in _COLUMNS]
    rows = [one.cells(tag) for one in found]
    lines = _markdown(headings, rows) if form == "markdown" else _table([headings, *rows])
    click.echo(f"{_PAGES['code_lists'][tag].strip()}\n\n" if form == "markdown" else "", nl=False)
    for line in lines:
        say(line)


@command.command()
@click.argument("name")
@click.option("--search", metavar="TEXT", default="", help="Only codes with this in the code or a label.")
@options.lang
@options.profile
@options.project
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How the codes are written.",
)  # fmt: skip
def show(name: str, search: str, lang: str | None, profile: str, form: str) -> None:
    """Show the codes of the list NAME, or of all lists that the key NAME takes values from.

    Example: dcat-publisher vocab show language --search samisk
    """
    tag, lists = options.language_of(lang), lists_named(name, profile)
    found = [(entry, code) for entry in lists for code in entry.codes.values() if _fits(code, search)]
    if form == "json":
        shown = [{**_code_json(code), "list": entry.name} for entry, code in found]
        say(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for line in _table([(code.notation, in_language(code.labels, tag)) for _, code in found]):
        say(line)
    if not found:
        click.echo(_WORDS["none"][tag], err=True)
    for entry in lists:
        if not entry.complete:
            click.echo(_WORDS["part"][tag].format(space=entry.space), err=True)


def lists_named(name: str, profile: str = "") -> list[CodeList]:
    """Return the list of a name, else those of a key, English or Norwegian; else raise."""
    vocabulary = options.vocabulary(profile)
    found = [entry for entry in vocabulary.codes if entry.name == name]
    if found:
        return found
    key = vocabulary.context.definition(name)
    found = vocabulary.codes.of_key(name if key is None else key.name)
    if found:
        return found
    known = {known for entry in vocabulary.codes for known in (entry.name, *entry.keys)}
    near = nearest(name, sorted(known), 3)
    raise unknown("list", name, near, "dcat-publisher vocab list")


def _fits(code: Code, text: str) -> bool:
    wanted = text.casefold()
    return any(wanted in said.casefold() for said in (code.notation, *code.labels.values()))


def _table(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    cells = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _markdown(headings: list[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for name, size, whole, date, keys, source in rows:
        named = keys if keys == "–" else ", ".join(f"`{key}`" for key in keys.split(", "))
        linked = f"[`{name}`](../vocab/schemes/{name}.ttl)"
        yield f"| {linked} | {size} | {whole} | {date} | {named} | <{source}> |"


def _json(one: Summary) -> dict[str, Json]:
    return {
        "name": one.name, "label": dict(one.label), "size": one.size, "complete": one.complete,
        "date": one.date, "keys": list(one.keys), "source": one.source,
    }  # fmt: skip


def _code_json(code: Code) -> dict[str, Json]:
    return {"code": code.notation, "iri": code.iri, "labels": dict(code.labels)}
