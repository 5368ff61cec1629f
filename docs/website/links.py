"""Links between pages, as they are on GitHub and as they are on the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
_FENCED: Final = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"(?<=\]\()(?![a-z]+:)([^)#\s]+)(#[^)\s]*)?(?=\))")


def rewritten(text: str, page: Path, target: Callable[[Path], str]) -> str:
    """Return a page with each link to a file as `target` says it, given the file; code is left alone."""

    def link(match: re.Match[str]) -> str:
        return target((page.parent / match[1]).resolve()) + (match[2] or "")

    return "".join(part if part.startswith("```") else _LINK.sub(link, part) for part in _FENCED.split(text))


def repository() -> str:
    """Return the address of the repository: pyproject.toml has it."""
    import tomllib  # noqa: PLC0415  asked for once

    urls = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    return str(urls["Source"])


def in_repository(file: Path) -> str:
    """Return where a file or folder of the project is read that is no page of the site."""
    kind = "tree" if file.is_dir() else "blob"
    return f"{repository()}/{kind}/main/{file.relative_to(ROOT).as_posix()}"


def nav_files(nav: object) -> Iterator[str]:
    """Yield the pages of a navigation, at whatever depth, in order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for below in nav.values():
            yield from nav_files(below)
    elif isinstance(nav, list):
        for each in nav:
            yield from nav_files(each)
