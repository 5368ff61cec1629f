"""What a program can put right, as small edits at the exact place: comments and layout stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from dcat_publisher.checking.fixes import names, terms
from dcat_publisher.checking.fixes.labels import label_edits
from dcat_publisher.checking.fixes.model import Edit, Fix, FixContext, applied
from dcat_publisher.checking.fixes.order import order_edits
from dcat_publisher.model.finding import Finding
from dcat_publisher.source.folder import is_list

Maker = Callable[[Finding, FixContext], Fix | None]
FIXES: Mapping[str, Maker] = MappingProxyType(
    {
        "R101": names.key,
        "R103": names.word,
        "R201": names.word,
        "R301": terms.base,
        "T102": terms.mail_address,
        "T103": terms.web_address,
        "T201": terms.date,
        "T202": names.word,
        "T301": names.word,
        "T101": names.word,
        "T106": names.word,
        "T107": names.word,
        "T109": names.word,
        "T401": terms.language_tag,
        "T403": terms.language_tag,
        "T404": terms.language_tag,
        "T501": terms.invisible_characters,
    }
)
"""Code of a rule -> what makes the fix of one of its findings, or None where there is nothing to do."""


def fix_of(found: Finding, bench: FixContext) -> Fix | None:
    """Return the fix of a finding, safe or not, None when there is none.

    A list of variables is left alone: a spreadsheet saves it again, in its own encoding.
    """
    maker = None if is_list(found.place.file) else FIXES.get(found.code)
    return None if maker is None else maker(found, bench)


def edited(
    findings: Iterable[Finding], files: Sequence[str], bench: FixContext, *, unsafe: bool
) -> dict[str, str]:
    """Return the new text of each file that changes: one pass of fixes, codes and key order."""
    edits: dict[str, list[Edit]] = {}
    for found in findings:
        fix = fix_of(found, bench)
        if fix is not None and (fix.safe or unsafe):
            edits.setdefault(found.place.file, []).extend(fix.edits)
    for file in files:
        text = bench.texts[file]
        # A line that is moved takes with it what would be changed in it: the next pass changes that.
        made = edits.get(file) or label_edits(text, bench) or order_edits(text, bench.vocabulary.context)
        if made:
            edits[file] = made
    return {file: applied(bench.texts[file], made) for file, made in edits.items()}


__all__ = ["FIXES", "Edit", "Fix", "FixContext", "applied", "edited", "fix_of", "label_edits", "order_edits"]
