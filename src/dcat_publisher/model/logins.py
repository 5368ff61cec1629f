"""User names and passwords in addresses, which no message may repeat: messages go into public logs."""

from __future__ import annotations

import re
from typing import Final

# RFC 3986, 3.2.1: `userinfo`. Of the text before the last `@` of an authority nothing is shown, whatever the
# scheme (`jdbc:postgresql:` too); without slashes it is a login only where a colon parts name and password.
_USERINFO: Final = re.compile(
    r"(?<=//)[^/?#\s@]*(?:@[^/?#\s@]*)*(?=@)"
    r"|(?<=//)[^\s@/]+:(?![0-9]+/)[^@\n]{1,80}(?=@)"  # a password with a slash or a space in it
    r"|(?<=:)[^/?#\s@:]+:[^/?#\s@]+(?=@[^\s@]+)"
    r"|(?<=:)[^/?#\s@:]+/[^/?#\s@]+(?=@//)"  # jdbc:oracle:thin:
)
_MASK: Final = "***"


def without_logins(text: str) -> str:
    """Return a text with asterisks for the user name and password of each address in it."""
    return _USERINFO.sub(_MASK, text) if "@" in text else text
