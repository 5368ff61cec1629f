"""Where the packaged shapes, vocabulary and starter source are: beside the code, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def packaged(name: str) -> Path:
    """Return the folder `name` (shapes, vocab) of the wheel; in an editable installation the checkout's."""
    installed = _PACKAGE / "data" / name
    return installed if installed.exists() else _PACKAGE.parents[1] / name
