"""Which findings are reported: by code, by waiver, and by what was known before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from dcat_publisher.checking.selection.fingerprints import fingerprints, project_root, relative
from dcat_publisher.checking.selection.waivers import Waived, Waiver, apply, waivers_in
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding, in_order
from dcat_publisher.model.language import Words, filled
from dcat_publisher.rules.rule_book import RuleBook, begins
from dcat_publisher.source.source_text import Texts

_WORDS: Final = Words(__file__)


@dataclass(frozen=True)
class Choice:
    """What is asked for.

    `select` and `ignore` are prefixes of codes; the longer one that fits decides, and `ignore` where both
    are equal. `waivers` are those of the configuration, `known` the fingerprints of findings that are not
    news.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    known: frozenset[str] = frozenset()
    today: date = field(default_factory=date.today)

    def takes(self, code: str) -> bool:
        """Return whether findings of a code are reported."""
        chosen = max((len(prefix) for prefix in self.select if begins(code, prefix)), default=-1)
        left_out = max((len(prefix) for prefix in self.ignore if begins(code, prefix)), default=-1)
        return chosen > left_out if self.select else left_out < 0


@dataclass(frozen=True, slots=True)
class Selected:
    """What is left to report, what is waived, and how many findings were known before."""

    findings: list[Finding]
    waived: list[Waived]
    known: int = 0


def select(
    findings: Sequence[Finding],
    files: Sequence[str],
    choice: Choice,
    texts: Texts,
    rules: RuleBook,
    root: Path,
) -> Selected:
    """Choose among the findings of a run over `files`; patterns of files are relative to `root`."""
    waivers, incomplete = waivers_in(files, texts, choice.today)
    waivers = [waiver for waiver in (*waivers, *choice.waivers) if choice.takes(waiver.code)]
    takes = lru_cache(None)(choice.takes)  # a file of RDF may have a million findings, of a few codes
    taken = [found for found in findings if takes(found.code)]
    # A path is made relative by asking the disk: for the waivers alone, which few folders have.
    files_of = {found.place.file for found in taken} if waivers else ()
    name_of = {file: relative(file, root) for file in files_of}
    left, waived = apply(taken, waivers, choice.today, rules, name_of)
    ordered = in_order(found for found in (*left, *incomplete) if takes(found.code))
    if not choice.known:
        return Selected(ordered, waived)
    marks = fingerprints(ordered, texts, root)
    fresh = [found for found, mark in zip(ordered, marks, strict=True) if mark not in choice.known]
    return Selected(fresh, waived, len(ordered) - len(fresh))


def check_prefixes(prefixes: Sequence[str], rules: RuleBook) -> None:
    """Raise ConfigurationError for a prefix that no code begins with: it would choose nothing, silently."""
    for prefix in prefixes:
        if not rules.knows(prefix):
            near = rules.near(prefix)
            meant = filled(_WORDS["did_you_mean"], near=", ".join(near)) if near else _WORDS["all_codes"]
            raise ConfigurationError(filled(_WORDS["no_rule"], prefix=prefix, meant=meant))


__all__ = [
    "Choice",
    "Selected",
    "Waived",
    "Waiver",
    "check_prefixes",
    "fingerprints",
    "project_root",
    "relative",
    "select",
]
