"""The header fields of every answer, whoever serves a site: this program, or nginx as a build writes it."""

from __future__ import annotations

from typing import Final

ALLOWED_METHODS: Final = "GET, HEAD, OPTIONS"
VARY: Final = "Accept, Accept-Encoding, Accept-Language, Accept-Profile"
"""What the choice of a representation depends on (RFC 9110, 12.5.5)."""
ON_EVERY_ANSWER: Final[tuple[tuple[str, str], ...]] = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Content-Location, Content-Profile, ETag, Link"),
    ("X-Content-Type-Options", "nosniff"),
)
"""What every answer has, errors included, besides how long it may be kept."""
PREFLIGHT: Final[tuple[tuple[str, str], ...]] = (
    (
        "Access-Control-Allow-Headers",
        "Accept, Accept-Language, Accept-Profile, If-Modified-Since, If-None-Match",
    ),
    ("Access-Control-Max-Age", "86400"),
)
"""What a script of another site may send, and for how many seconds it need not ask again (Fetch, 3.2.2)."""
