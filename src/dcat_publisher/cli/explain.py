"""`explain`: what a rule says, why, and how it is put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from dcat_publisher.cli import options
from dcat_publisher.cli.unknown import unknown
from dcat_publisher.model.finding import SEVERITY_NAMES
from dcat_publisher.model.language import Message, Words, in_language
from dcat_publisher.rules.examples import example_of
from dcat_publisher.rules.rule_book import Explanation, RuleBook

HEADINGS: Final = Words(__file__).group("explain")


@click.command()
@click.argument("code", shell_complete=options.codes)
@options.lang
@options.profile
@options.project
def command(code: str, lang: str | None, profile: str) -> None:
    """Explain the rule CODE: what it says, why, and how it is put right.

    Example: dcat-publisher explain T201 --lang en
    """
    rules = RuleBook(*options.profiles_named(profile))
    rule = rules.get(code)
    if rule is None:
        near = rules.near(code)
        raise unknown("rule", code, near, "dcat-publisher rules")
    for line in _lines(rule, rules, options.language_of(lang)):
        click.echo(line)


def _lines(rule: Explanation, rules: RuleBook, language: str) -> Iterator[str]:
    severity = SEVERITY_NAMES[rule.severity.name.lower()][language]
    yield f"{rule.code}  {in_language(rule.name, language)} ({severity})"
    for name, text in (("what", rule.what), ("why", rule.why), ("instead", rule.instead)):
        yield from _paragraph(HEADINGS[name], text, language)
    example = example_of(rule, rules, options.vocabulary().context)
    for name in ("wrong", "right"):
        shown = "" if example is None else str(getattr(example, name))
        if shown:
            yield from ("", f"{HEADINGS[name][language]}:", *(f"    {line}" for line in shown.splitlines()))
    if rule.profiles:
        yield from ("", f"{HEADINGS['asked_by'][language]}: {', '.join(rule.profiles)}")
    if rule.clause is not None:
        yield from ("", f"{HEADINGS['clause'][language]}: {rule.clause}")


def _paragraph(heading: Message, text: Message, language: str) -> Iterator[str]:
    if text:
        yield from ("", f"{heading[language]}:", f"    {in_language(text, language)}")
