"""Whether anybody can see a text: a title of a zero-width space is published, and names nothing."""

from __future__ import annotations

import unicodedata
from typing import Final

# Unicode general categories (Unicode Standard, section 4.5): unassigned and noncharacters, controls, formats,
# surrogates, separators, and marks that stand above a letter.
_UNSEEN: Final = frozenset({"Cn", "Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn"})
# Letters and a symbol that are blank all the same: the Hangul fillers and the Braille pattern without dots.
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def is_visible(text: str) -> bool:
    """Return whether a text has a character that can be seen."""
    return any(unicodedata.category(one) not in _UNSEEN and one not in _BLANK for one in text)
