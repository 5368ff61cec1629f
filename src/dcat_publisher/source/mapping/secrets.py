"""What an address should not tell the world: a user name with a password, a key, a token."""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding

# RFC 3986, 3.2.1: `userinfo`. A user name alone is a secret too on the web, where tokens are given so.
_LOGIN: Final = re.compile(r"://[^/?#@\s]*:[^/?#@\s]*@|^(?:https?|ftps?)://[^/?#@\s]+@", re.IGNORECASE)
_KEY: Final = re.compile(
    r"[?&;#]((?:access|auth|refresh|id|security|session|sas|x-amz-security)?[_-]?token|bearer|jwt"
    r"|(?:x[_-])?(?:api|access|auth|private|account|subscription|ocp-apim-subscription)[_-]?key|apikey"
    r"|(?:client|app|api)?[_-]?secret|sig|signature|x-(?:amz|goog)-(?:signature|credential)"
    r"|password|passwd|passord|pwd|session_?id|jsessionid|phpsessid)=[^&;#\s>]",
    re.IGNORECASE,
)


def login_fault(text: str, place: Place) -> Finding | None:
    """Report a user name and password in an address, alone or within a text; the words do not repeat it."""
    if "@" not in text or _LOGIN.search(text) is None:
        return None
    return finding("T104", place)


def key_fault(address: str, place: Place) -> Finding | None:
    """Report a parameter of an address that looks like a key or a token; it may be meant for everybody."""
    match = _KEY.search(address) if "=" in address else None
    return None if match is None else finding("T105", place, parameter=match[1])
