"""Days that dates mean: `2018` is a whole year."""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.model.terms import lexical

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?![0-9])")


def day_of(term: str, *, latest: bool) -> str | None:
    """Return the first or the last day that a date may mean, `2018` from 1 January on; None for no date."""
    match = _DATE.match(lexical(term)) if term[0] == '"' else None
    if match is None:
        return None
    month, day = ("12", "31") if latest else ("01", "01")
    return f"{match[1]}-{match[2] or month}-{match[3] or day}"
