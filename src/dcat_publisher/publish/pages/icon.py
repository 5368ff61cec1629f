"""The icon that browsers ask for on their own: a square in the colour of the pages."""

from __future__ import annotations

import struct
from typing import Final

_SIDE: Final = 16
_BLUE_GREEN_RED_ALPHA: Final = bytes((0x63, 0x4F, 0x00, 0xFF))


def icon() -> bytes:
    """Return an ICO file with one bitmap (Microsoft, "Icons": ICONDIR, ICONDIRENTRY, BITMAPINFOHEADER)."""
    pixels = _BLUE_GREEN_RED_ALPHA * _SIDE**2
    mask = bytes(4 * _SIDE)  # a row of one bit a pixel takes four bytes; no pixel is left out
    bitmap = struct.pack("<IiiHHIIiiII", 40, _SIDE, 2 * _SIDE, 1, 32, 0, len(pixels + mask), 0, 0, 0, 0)
    bitmap += pixels + mask
    entry = struct.pack("<BBBBHHII", _SIDE, _SIDE, 0, 0, 1, 32, len(bitmap), 6 + 16)
    return struct.pack("<HHH", 0, 1, 1) + entry + bitmap
