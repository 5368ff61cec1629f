"""`check --fix` and `check --diff`: what can be put right, written or shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.checking.fixes import FixContext, edited
from dcat_publisher.checking.fixes.files import difference, write_text
from dcat_publisher.cli import options
from dcat_publisher.cli.reporting import ReportOptions, chosen
from dcat_publisher.cli.saying import say
from dcat_publisher.model.language import Words
from dcat_publisher.source.source_text import Text, Texts
from dcat_publisher.vocabulary.profile import Profile

_WORDS: Final = Words(__file__).group("check")
_PASSES = 10
"""How often the fixed text is checked anew: a key put right shows what is wrong with its value."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file in which something can be put right: its text as it was read, and the new one."""

    before: Text
    after: str


def fixed_texts(
    source: Path, profiles: Sequence[Profile], wanted: ReportOptions, *, unsafe: bool
) -> list[Fixed]:
    """Return each file in which something can be put right; nothing is written."""
    new: dict[str, str] = {}
    former: dict[str, Text] = {}
    vocabulary = options.vocabulary()
    for _ in range(_PASSES):
        catalog, texts = read_catalog(source, vocabulary, profiles, new), Texts(new, source)
        found = chosen(catalog, source, wanted, texts).findings
        made = edited(found, catalog.files, FixContext(catalog, vocabulary, texts), unsafe=unsafe)
        changed = {file: text for file, text in made.items() if text != texts[file].content}
        if not changed:
            break
        former = {**{file: texts[file] for file in changed}, **former}
        new |= changed
    return [Fixed(former[file], text) for file, text in sorted(new.items())]


def write_fixes(fixed: list[Fixed], language: str) -> None:
    """Write fixed texts, but for files that were changed meanwhile; say how many."""
    skipped = [one.before.file for one in fixed if not write_text(one.before, one.after)]
    for file in skipped:
        say(_WORDS["meanwhile"][language].format(file=file), err=True)
    say(_WORDS["fixed"][language].format(number=len(fixed) - len(skipped)), err=True)


def show_fixes(fixed: list[Fixed], language: str) -> int:
    """Show what `--fix` would change; give 1 when it would change something."""
    for one in fixed:
        say("".join(difference(one.before, one.after)), nl=False)
    say(_WORDS["would_fix"][language].format(number=len(fixed)), err=True)
    return 1 if fixed else 0
