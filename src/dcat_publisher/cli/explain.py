"""`explain`: what a rule says, why, and how it is put right."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dcat_publisher.cli import options
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Message, in_language, words
from dcat_publisher.report.model import SEVERITY_NAMES
from dcat_publisher.rules.examples import example_of
from dcat_publisher.rules.rule_book import Explanation, RuleBook
from dcat_publisher.vocabulary.profile import profile_named

HEADINGS = {
    "what": words("Hva den sier", "Kva han seier", "What it says"),
    "why": words("Hvorfor", "Kvifor", "Why"),
    "instead": words("Hva som skal stå", "Kva som skal stå", "What to write"),
    "wrong": words("Galt", "Gale", "Wrong"),
    "right": words("Riktig", "Rett", "Right"),
    "clause": words("Kilde", "Kjelde", "Source"),
}


@click.command()
@click.argument("code", shell_complete=options.codes)
@options.lang
@options.profile
def command(code: str, lang: str | None, profile: str) -> None:
    """Explain the rule CODE: what it says, why, and how it is put right.

    Example: dcat-publisher explain T201 --lang en
    """
    rules = RuleBook(profile_named(profile))
    rule = rules.get(code)
    if rule is None:
        near = rules.near(code)
        meant = f"did you mean {', '.join(near)}?" if near else "`dcat-publisher rules` lists all codes"
        raise ConfigurationError(f"no rule has the code {code}; {meant}")
    for line in _lines(rule, rules, options.language_of(lang)):
        click.echo(line)


def _lines(rule: Explanation, rules: RuleBook, language: str) -> Iterator[str]:
    yield f"{rule.code}  {in_language(rule.name, language)} ({SEVERITY_NAMES[rule.severity][language]})"
    for name, text in (("what", rule.what), ("why", rule.why), ("instead", rule.instead)):
        yield from _paragraph(HEADINGS[name], text, language)
    example = example_of(rule, rules, options.vocabulary().context)
    for name in ("wrong", "right"):
        shown = "" if example is None else str(getattr(example, name))
        if shown:
            yield from ("", f"{HEADINGS[name][language]}:", *(f"    {line}" for line in shown.splitlines()))
    if rule.clause is not None:
        yield from ("", f"{HEADINGS['clause'][language]}: {rule.clause}")


def _paragraph(heading: Message, text: Message, language: str) -> Iterator[str]:
    if text:
        yield from ("", f"{heading[language]}:", f"    {in_language(text, language)}")
