"""The page of the manual that lists the rules, in a language; a test says when the committed one is stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dcat_publisher.model.finding import SEVERITY_NAMES
from dcat_publisher.model.language import Words, in_language
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules.examples import example_of
from dcat_publisher.rules.rule_book import Explanation, RuleBook

_WORDS: Final = Words(__file__).group("page")


def rules_page(
    rules: Iterable[Explanation], book: RuleBook, context: Context, language: str = "en"
) -> str:
    """Return the page in Markdown: rules of this program whole, those of the profile in a table per class."""
    shown = list(rules)
    own = [rule for rule in shown if rule.shape is None]
    shapes = [rule for rule in shown if rule.shape is not None]
    words = {key: text[language].strip() for key, text in _WORDS.items()}
    parts = [f"# {words['title']}\n\n{words['head']}\n", f"## {words['own']}\n"]
    parts += [_own(rule, book, context, language) for rule in own]
    by_family: dict[str, list[Explanation]] = {}
    for rule in shapes:
        by_family.setdefault(rule.code.partition("-")[0], []).append(rule)
    parts.append(f"## {words['shapes'].format(profile=book.profile.name)}\n")
    parts += ["\n".join(_table(family, members, language)) for family, members in sorted(by_family.items())]
    return "\n".join(parts)


def _own(rule: Explanation, book: RuleBook, context: Context, language: str) -> str:
    head = f"### {rule.code} {in_language(rule.name, language)} ({_severity(rule, language)})"
    parts = [head, *(in_language(text, language) for text in (rule.what, rule.why, rule.instead))]
    example = example_of(rule, book, context)
    if example is not None:
        for key, code in (("wrong", example.wrong), ("right", example.right)):
            parts += [f"{_WORDS[key][language]}:", f"```yaml\n{code}\n```"]
    return "\n\n".join(parts) + "\n"


def _table(family: str, rules: list[Explanation], language: str) -> Iterator[str]:
    columns = " | ".join(_WORDS[key][language] for key in ("code", "severity", "what", "clause"))
    yield from (f"### {family}", "", f"| {columns} |", "|---|---|---|---|")
    for rule in rules:
        what = in_language(rule.what, language).replace("|", "\\|")
        clause = "" if rule.clause is None else f"[{_WORDS['link'][language]}]({rule.clause})"
        yield f"| `{rule.code}` | {_severity(rule, language)} | {what} | {clause} |"
    yield ""


def _severity(rule: Explanation, language: str) -> str:
    return SEVERITY_NAMES[rule.severity.name.lower()][language]
