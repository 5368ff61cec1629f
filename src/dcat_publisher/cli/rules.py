"""`rules`: all rules, as a table, as JSON, or as the page of the manual."""

from __future__ import annotations

import json

import click

from dcat_publisher.cli import options
from dcat_publisher.model.language import in_language
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.rules.rule_book import Explanation, RuleBook, begins


@click.command()
@options.lang
@options.profile
@options.project
@click.option(
    "--output-format", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True,
    help="How the list is written; `markdown` is the page docs/rules.md.",
)  # fmt: skip
@options.select
def command(lang: str | None, profile: str, output_format: str, select: tuple[str, ...]) -> None:
    """List all rules: those of this program and those of the profile.

    Example: dcat-publisher rules --select T --output-format json
    """
    language, book = options.language_of(lang), RuleBook(*options.profiles_named(profile))
    chosen = options.prefixes(select)
    rules = [rule for rule in book if not chosen or any(begins(rule.code, each) for each in chosen)]
    if output_format == "json":
        click.echo(json.dumps([_json(rule) for rule in rules], ensure_ascii=False, indent=2))
    elif output_format == "markdown":
        from dcat_publisher.rules.manual import rules_page  # noqa: PLC0415  for the one who writes the manual

        tag = lang or "en"  # the committed page is the same in every locale
        click.echo(rules_page(rules, book, options.vocabulary().context, tag), nl=False)
    else:
        width = max((len(rule.code) for rule in rules), default=0)
        for rule in rules:
            asked = f" [{', '.join(rule.profiles)}]" if rule.profiles else ""
            what = f"{in_language(rule.what, language)}{asked}"
            click.echo(f"{rule.code:{width}}  {rule.severity.name.lower():7}  {what}")


def _json(rule: Explanation) -> dict[str, Json]:
    return {
        "code": rule.code,
        "severity": rule.severity.name.lower(),
        "name": dict(rule.name),
        "message": dict(rule.what),
        "why": dict(rule.why),
        "help": dict(rule.instead),
        "clause": rule.clause,
        "shape": None if rule.shape is None else rule.shape[1:-1],
        "classes": [class_[1:-1] for class_ in rule.classes],
        **({"profiles": list(rule.profiles)} if rule.profiles else {}),
    }
