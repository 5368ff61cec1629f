"""What is asked about a code that is not known: the one that was meant, those that fit, all there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dcat_publisher.model.language import LANGUAGES, Message, Words, filled, in_language
from dcat_publisher.vocabulary import Code
from dcat_publisher.vocabulary.codes import CodeList
from dcat_publisher.vocabulary.suggestions import did_you_mean_this, these_records_fit

_WORDS: Final = Words(__file__)
_FEW: Final = 13
"""How many codes a list has at most whose codes a help text names."""


def ask_about(found: Sequence[Code], written: str | None = None) -> Message | None:
    """Ask about the one code that was meant; several are listed. `written` is how that one is spelt."""
    if len(found) == 1:
        return did_you_mean_this(written or found[0].notation, label_of(found[0]))
    return these_records_fit((code.notation, label_of(code)) for code in found) if found else None


def codes_of(lists: Sequence[CodeList], key: str) -> Message | None:
    """Name the codes of short lists; of longer ones, the command that searches them."""
    short = [entry for entry in lists if 0 < len(entry.codes) <= _FEW]
    others = [entry for entry in lists if len(entry.codes) > _FEW]
    search = filled(_WORDS["search"], key=key) if others else None
    # A short list beside longer ones has the odd codes, unless it is the one that has to be there.
    listed = codes_listed(code for entry in short for code in entry.by_notation.values())
    if not short or len(others) > 1:
        return search
    return listed if search is None else {tag: f"{listed[tag]} {search[tag]}" for tag in LANGUAGES}


def codes_listed(codes: Iterable[Code]) -> Message:
    """Return the sentence that names codes, each with what it is called."""
    known = list(codes)
    by_tag = {tag: ", ".join(_shown(code, tag) for code in known) for tag in LANGUAGES}
    return filled(_WORDS["codes"], codes=by_tag)


def label_of(code: Code) -> Message | None:
    """Return what a code is called, in all languages; None where that is the code itself."""
    if not code.labels or code.notation in code.labels.values():
        return None
    return {tag: in_language(code.labels, tag) for tag in LANGUAGES}


def _shown(code: Code, tag: str) -> str:
    label = label_of(code)
    return f"`{code.notation}`" if label is None else f"`{code.notation}` ({label[tag]})"


__all__ = ["ask_about", "codes_listed", "codes_of", "label_of"]
