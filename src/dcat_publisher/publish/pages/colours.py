"""The colours of the pages: those of a project in place of ours, as far as people can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.publish.pages.environment import packed

_WORDS: Final = Words(__file__).group("colour")
_VALUE: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_OURS: Final = re.compile(r":root\{([^}]*)\}")
_VARIABLE: Final = re.compile(r"--([a-z-]+):(#[0-9a-f]+)")
_TEXT, _SIGN = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text
# What stands on what, and how much they must differ.
_PAIRS: Final = (
    *((ink, ground, _TEXT) for ink in ("ink", "quiet", "accent") for ground in ("ground", "tint")),
    *((ink, "ground", _TEXT) for ink in ("code-text", "code-name")),
    *(("mark", ground, _SIGN) for ground in ("ground", "tint")),
    ("head-ink", "head", _TEXT),
)
_STEPS: Final = 100


def ours(scheme: str) -> dict[str, str]:
    """Return the colours of the style sheet by name; `scheme` is light or dark."""
    light, dark = _OURS.findall(packed("style.css"))[:2]
    return dict(_VARIABLE.findall(light if scheme == "light" else dark))


def is_colour(text: str) -> bool:
    """Return whether a text is a colour as it is written here: `#rgb` or `#rrggbb`."""
    return _VALUE.fullmatch(text) is not None


def long(text: str) -> str:
    """Write a colour with six digits."""
    digits = text.removeprefix("#").lower()
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def too_weak(given: Mapping[str, str], scheme: str) -> Iterator[tuple[str, Message]]:
    """Yield what cannot be read: the name of a given colour, and what is wrong with a remedy."""
    whole = {**ours(scheme), **given}
    for ink, ground, needed in _PAIRS:
        if ink not in given and ground not in given:
            continue
        ratio = contrast(whole[ink], whole[ground])
        if ratio < needed:
            remedy = nearest_readable(whole[ink], whole[ground], needed)
            name = ink if ink in given else ground
            advice = _WORDS["set"] if remedy else _WORDS["choose"]
            yield name, filled(
                _WORDS["weak"], ink=ink, ground=ground, ink_colour=whole[ink], ground_colour=whole[ground],
                ratio=f"{ratio:.1f}", needed=f"{needed:g}",
                what=_WORDS["text"] if needed == _TEXT else _WORDS["line"],
                advice=filled(advice, ink=ink, ground=ground, colour=remedy or ""),
            )  # fmt: skip


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_readable(ink: str, ground: str, needed: float) -> str | None:
    """Return the colour nearest to one that can be read on a ground: darker, or lighter; None if none can."""
    for step in range(1, _STEPS + 1):
        for end in (0, 255):
            mixed = "#" + "".join(f"{round(a + (end - a) * step / _STEPS):02x}" for a in _channels(ink))
            if contrast(mixed, ground) >= needed:
                return mixed
    return None


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> bytes:
    return bytes.fromhex(long(colour).removeprefix("#"))
