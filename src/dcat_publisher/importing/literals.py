"""Terms of literals, taken apart."""

from __future__ import annotations

from functools import lru_cache

from dcat_publisher.model.terms import lexical


@lru_cache(maxsize=16384)
def parts_of(term: str) -> tuple[str, str | None, str | None]:
    """Return text, language tag and datatype of a literal; a plain one has neither."""
    cut = term.rindex('"') + 1
    suffix = term[cut:]
    text = lexical(term)
    if not suffix:
        return text, None, None
    return (text, suffix[1:], None) if suffix[0] == "@" else (text, None, suffix[3:-1])
