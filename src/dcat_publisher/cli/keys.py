"""`keys`: what can be written of each class, and what it means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import click

from dcat_publisher.cli import options
from dcat_publisher.cli.saying import say
from dcat_publisher.cli.unknown import unknown
from dcat_publisher.editor.class_keys import KEY_WORDS, ClassKey, ClassKeys
from dcat_publisher.model.language import Words, in_language
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.vocabulary.suggestions import nearest

_COLUMNS: Final = ("key", "need", "meaning", "value", "example")
_PAGES: Final = Words(__file__).group("page")


@click.command()
@click.argument("class_name", metavar="[CLASS]", required=False)
@options.lang
@options.profile
@options.project
@click.option(
    "--output-format", "form", type=click.Choice(["table", "json", "markdown"]), default="table",
    show_default=True, help="How the keys are written; `markdown` is the page docs/keys.md.",
)  # fmt: skip
def command(class_name: str | None, lang: str | None, profile: str, form: str) -> None:
    """List the keys of CLASS, or of all classes: what they mean, whether they are needed, and an example.

    Example: dcat-publisher keys Dataset --lang nb
    """
    tag = options.language_of(lang)
    keys = ClassKeys(options.vocabulary(), RuleBook(*options.profiles_named(profile)))
    classes = _chosen(class_name, keys)
    if form == "json":
        shown = {name: [_json(key) for key in keys.of(term)] for name, term in classes.items()}
        say(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    say(f"{_PAGES['keys'][tag].strip()}\n" if form == "markdown" else "", nl=False)
    for name, term in classes.items():
        label = in_language(keys.label(term), tag)
        lines = _section(keys.of(term), tag) if form == "markdown" else _lines(keys.of(term), tag)
        head = f"\n## {name}" if form == "markdown" else name
        say(f"{head} ({label})" if label and label != name else head)
        for line in lines:
            say(line)
    for line in _others(keys.others(), tag, is_page=form == "markdown") if class_name is None else ():
        say(line)


def _others(keys: Mapping[str, Sequence[str]], tag: str, *, is_page: bool) -> Iterator[str]:
    """Yield the keys that the profile says nothing of, with their properties."""
    words = [KEY_WORDS[name][tag] for name in ("others", "key", "property")]
    yield from (f"\n## {words[0]}\n", f"| {words[1]} | {words[2]} |", "|---|---|") if is_page else (words[0],)
    for property_, names in keys.items():
        spelled = ", ".join(f"`{name}`" for name in names)
        yield f"| {spelled} | {property_} |" if is_page else f"  {' / '.join(names)}  <{property_}>"


def _chosen(name: str | None, keys: ClassKeys) -> dict[str, str]:
    """Return the classes asked for by their name; raises ConfigurationError for a name that none has."""
    if name is None:
        return keys.classes
    term = keys.vocabulary.context.types.get(name)
    found = {own: iri for own, iri in keys.classes.items() if name == own or iri == f"<{term}>"}
    if found:
        return found
    near = nearest(name, keys.classes, 3)
    raise unknown("class", name, near, "dcat-publisher keys")


def _lines(keys: Iterable[ClassKey], tag: str) -> Iterator[str]:
    for key in keys:
        yield f"  {' / '.join((key.key, *key.aliases))}  ({_need(key, tag)})"
        yield f"      {_meaning(key, tag)}"
        yield f"      {KEY_WORDS['value'][tag]}: {in_language(key.value, tag)}"
        if key.example is not None:
            yield f"      {KEY_WORDS['example'][tag]}: {key.example}"


def _section(keys: Iterable[ClassKey], tag: str) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(KEY_WORDS[column][tag] for column in _COLUMNS)} |"
    yield f"|{'---|' * len(_COLUMNS)}"
    for key in keys:
        example = "" if key.example is None else f"`{key.example}`"
        spelled = ", ".join(f"`{one}`" for one in (key.key, *key.aliases))
        cells = (spelled, _need(key, tag), _meaning(key, tag), in_language(key.value, tag), example)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _need(key: ClassKey, tag: str) -> str:
    asked = f" [{', '.join(key.asked_by)}]" if key.asked_by else ""
    need = f"{KEY_WORDS[key.need.value][tag]}{asked}"
    return f"{need}, {KEY_WORDS['several'][tag]}" if key.several else need


def _meaning(key: ClassKey, tag: str) -> str:
    """Return what a key means: its name, what to write, and why."""
    name = in_language(key.name, tag)
    said = " ".join(part for part in (in_language(key.meaning, tag), in_language(key.why, tag)) if part)
    return f"{name[:1].upper()}{name[1:]}. {said}".rstrip() if name else said


def _json(key: ClassKey) -> dict[str, Json]:
    return {
        "key": key.key, "aliases": list(key.aliases), "property": key.predicate[1:-1], "name": dict(key.name),
        "need": key.need.value, "several": key.several, "meaning": dict(key.meaning), "why": dict(key.why),
        "value": dict(key.value), "example": key.example, "clause": key.clause,
        **({"profiles": list(key.asked_by)} if key.asked_by else {}),
    }  # fmt: skip
