"""The page of the manual that lists the rules, from the rules themselves; a test says when it is stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dcat_publisher.model.language import in_language
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules.examples import example_of
from dcat_publisher.rules.rule_book import Explanation, RuleBook

_HEAD = """\
# Rules

Every finding has a code. `dcat-publisher explain CODE` tells the same as this page, in nb, nn or en.
This page is written by `dcat-publisher rules --output-format markdown > docs/rules.md`; do not edit it.

Codes of this program are a letter and three digits: **Y** the YAML text, **R** the record, **T** a term (an
address, a date, a code), **V** a list of variables, **W** a waiver, **H** what a harvester meets.
Codes of the profile are the names of its shapes.
"""


def rules_page(rules: Iterable[Explanation], book: RuleBook, context: Context) -> str:
    """Return the page in Markdown: rules of this program whole, those of the profile in a table per class."""
    shown = list(rules)
    own = [rule for rule in shown if rule.shape is None]
    shapes = [rule for rule in shown if rule.shape is not None]
    parts = [_HEAD, "## Rules of this program\n", *(_own(rule, book, context) for rule in own)]
    by_family: dict[str, list[Explanation]] = {}
    for rule in shapes:
        by_family.setdefault(rule.code.partition("-")[0], []).append(rule)
    parts.append(f"## Rules of the profile {book.profile.name}\n")
    parts += ["\n".join(_table(family, members)) for family, members in sorted(by_family.items())]
    return "\n".join(parts)


def _own(rule: Explanation, book: RuleBook, context: Context) -> str:
    lines = [f"### {rule.code} {in_language(rule.name, 'en')} ({rule.severity.name.lower()})", ""]
    lines += [
        in_language(rule.what, "en"),
        "",
        in_language(rule.why, "en"),
        "",
        in_language(rule.instead, "en"),
        "",
    ]
    example = example_of(rule, book, context)
    if example is not None:
        lines += [
            "Wrong:",
            "",
            "```yaml",
            example.wrong,
            "```",
            "",
            "Right:",
            "",
            "```yaml",
            example.right,
            "```",
            "",
        ]
    return "\n".join(lines)


def _table(family: str, rules: list[Explanation]) -> Iterator[str]:
    yield from (f"### {family}", "", "| Code | Severity | What it says | Clause |", "|---|---|---|---|")
    for rule in rules:
        what = in_language(rule.what, "en").replace("|", "\\|")
        clause = "" if rule.clause is None else f"[clause]({rule.clause})"
        yield f"| `{rule.code}` | {rule.severity.name.lower()} | {what} | {clause} |"
    yield ""
