"""The icon of the site: the project's own, its logo, or a square with the first letter of the publisher."""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache
from html import escape
from typing import Final

from dcat_publisher.publish.pages.identity import Identity, OwnFile

_SIDE: Final = 16
_SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="{colour}"/>
<text x="16" y="23" font-family="system-ui, sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="#fff">{letter}</text>
</svg>
"""  # noqa: E501  one element a line


@lru_cache(maxsize=4)
def icon_file(identity: Identity) -> str:
    """Return the name of the file with the icon that is made of the name."""
    return f"icon-{hashlib.sha256(_drawn(identity)).hexdigest()[:8]}.svg"


def icons(identity: Identity) -> list[OwnFile]:
    """Return the icons: what browsers ask for on their own, and the letter where the project gives none."""
    old = OwnFile("favicon.ico", "image/x-icon", _square(identity.accent))
    if identity.icon:
        return [old]
    return [old, OwnFile(icon_file(identity), "image/svg+xml", _drawn(identity))]


def _drawn(identity: Identity) -> bytes:
    letter = escape(identity.name[0][:1].upper())
    return _SVG.format(colour=identity.accent, letter=letter).encode("utf-8", "replace")


def _square(colour: str) -> bytes:
    """Return an ICO file with one bitmap (Microsoft, "Icons": ICONDIR, ICONDIRENTRY, BITMAPINFOHEADER)."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    pixels = bytes((blue, green, red, 0xFF)) * _SIDE**2
    mask = bytes(4 * _SIDE)  # a row of one bit a pixel takes four bytes; no pixel is left out
    bitmap = struct.pack("<IiiHHIIiiII", 40, _SIDE, 2 * _SIDE, 1, 32, 0, len(pixels + mask), 0, 0, 0, 0)
    bitmap += pixels + mask
    entry = struct.pack("<BBBBHHII", _SIDE, _SIDE, 0, 0, 1, 32, len(bitmap), 6 + 16)
    return struct.pack("<HHH", 0, 1, 1) + entry + bitmap
