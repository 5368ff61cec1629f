"""The nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from dcat_publisher.model.language import Message


def nearest(word: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """Return the known words nearest to `word`, capitals aside, nearest first; empty when none is near."""
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    return [folded[match] for match in get_close_matches(word.casefold(), folded, limit, cutoff=0.6)]


def did_you_mean(word: str, known: Iterable[str]) -> Message | None:
    """Return the question that names the nearest known word, in all languages."""
    found = nearest(word, known)
    return None if not found else did_you_mean_this(found[0])


def did_you_mean_this(word: str, label: str | None = None) -> Message:
    """Return the question that names a word, with what it stands for, in all languages."""
    what = f"`{word}`" if label is None else f"`{word}` ({label})"
    return {"nb": f"Mente du {what}?", "nn": f"Meinte du {what}?", "en": f"Did you mean {what}?"}
