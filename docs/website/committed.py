"""The generated pages that are committed, so that they are read on GitHub; a test says when one is stale."""

from __future__ import annotations

from docs.website.api import api_page
from docs.website.commands import commands_page
from docs.website.links import DOCS


def committed_pages() -> dict[str, str]:
    """Return the name of each page -> its text."""
    return {"commands.md": commands_page("en"), "api.md": api_page()}


def write_pages() -> None:
    """Write the pages anew."""
    for name, text in committed_pages().items():
        (DOCS / name).write_text(text, "utf-8")
