"""Literals as they were meant, where a datatype, a language, a time or characters were written wrongly."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.place import Place
from dcat_publisher.source.mapping.language_tags import language_fault, short_tag

_NOWHERE: Final = Place("")
_UNNAMED: Final = re.compile(r"\^\^<xsd:([A-Za-z]+)>\Z")
"""A datatype whose prefix nothing resolved, as from JSON-LD without a context for it."""
_TIMED: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2}(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
"""A date with its time, perhaps without seconds or with a space between the two."""
_MISREAD: Final = re.compile("[\x80-\x84\x86-\x9f]")
"""Control characters (ISO 6429, C1) that no text has: the bytes of Windows-1252, read as Latin-1."""


def spelled(value: str) -> tuple[str, str] | None:
    """Return a literal as it was meant, and by which rule; None where it says what it means."""
    unnamed = _UNNAMED.search(value) if value[-1] == ">" else None
    if unnamed is not None:
        return "datatype", f"{value[: unnamed.start()]}^^<{XSD}{unnamed[1]}>"
    tagged = value if value[-1] in '">' else _tagged(value)
    if _MISREAD.search(value) is None:
        return None if tagged == value else ("tag", tagged)
    right = _MISREAD.sub(lambda match: match[0].encode("latin-1").decode("cp1252", "replace"), tagged)
    return None if "\ufffd" in right else ("characters", right)


@lru_cache(maxsize=256)
def _right_tag(tag: str) -> str:
    hyphened = tag.replace("_", "-")
    return short_tag(hyphened) or (tag if language_fault(hyphened, _NOWHERE) else hyphened)


def _tagged(value: str) -> str:
    """Return a text with the tag that its language has (BCP 47, 2.2.1): `en`, and not `eng`."""
    cut = value.rindex('"') + 2
    right = _right_tag(value[cut:])
    return value if right == value[cut:] else f"{value[:cut]}{right}"


def moment(text: str) -> str:
    """Return a date with its time as XML Schema writes it (part 2, 3.3.7), where it was written almost so."""
    plain = text.strip()
    match = _TIMED.fullmatch(plain)
    return plain if match is None else f"{match[1]}T{match[2]}{match[3] or ':00'}{match[4] or ''}"


__all__ = ["moment", "spelled"]
