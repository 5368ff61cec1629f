"""README.md as a package index shows it: rendered by the index's own renderer, with links that hold there."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from readme_renderer.markdown import render

from docs.website.links import repository
from tests.project import ROOT


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.links += [value for name, value in attrs if name in ("href", "src") and value]


def test_an_index_shows_it_with_links_that_lead_into_the_repository() -> None:
    shown = render((ROOT / "README.md").read_text("utf-8"), variant="GFM")
    assert shown is not None
    assert shown.count("<table>") == 3
    assert re.findall(r"\[[\w./-]+\]", re.sub(r"<code.*?</code>", "", shown, flags=re.DOTALL)) == []
    parser = _Links()
    parser.feed(shown)
    raw = repository().replace("github.com", "raw.githubusercontent.com")
    own = re.compile(rf"(?:{re.escape(repository())}/(?:blob|tree)|{re.escape(raw)})/main/(\S+)")
    # The headings have links of their own.
    outward = [link for link in parser.links if not link.startswith("#")]
    paths = [match[1] if (match := own.fullmatch(link)) else link for link in outward]
    assert len(paths) > 30
    assert [path for path in paths if not (ROOT / path).exists()] == []
