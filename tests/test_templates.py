"""The templates of every room: one factory, all that is put in escaped, nothing missing passed over."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from dcat_publisher.publish.pages.environment import environment as page_environment
from dcat_publisher.system.templates import templates, ticked
from tests.project import ROOT

PACKAGE = ROOT / "src" / "dcat_publisher"
ROOMS = {
    ".".join(("dcat_publisher", *file.parent.parent.relative_to(PACKAGE).parts))
    for file in PACKAGE.rglob("templates/*.html")
}


def test_there_is_one_factory() -> None:
    making = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if re.search(r"\bEnvironment\(|render_template_string|\bTemplate\(", file.read_text("utf-8"))
    }
    assert making == {"system/templates.py"}


def test_no_page_is_written_in_python() -> None:
    """A document begins in a template; small inline pieces are `publish/pages/markup.py`."""
    writing = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if "<!doctype" in file.read_text("utf-8").lower() and "html" in file.read_text("utf-8").lower()
    }
    assert writing <= {"rdf/entities.py"}  # which looks for the one of XML


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_each_template_is_found_and_is_strict(room: str) -> None:
    page_environment()  # which adds the filters of the pages
    environment = templates(room)
    assert environment.autoescape is True
    names = environment.list_templates(extensions=["html"])
    assert names
    for name in names:
        environment.get_template(name)
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nothing }}").render()
    assert environment.from_string("{{ it }}").render(it="<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"


@given(st.text())
def test_ticks_change_no_letter_and_let_no_markup_in(text: str) -> None:
    shown = str(ticked(text))
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<code>", "</code>"}
    bare = html.unescape(re.sub("</?code>", "`", shown))
    assert bare == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a `b` c", "a <code>b</code> c"), ("a `b c", "a `b c"), ("`<`", "<code>&lt;</code>"), ("", "")],
)
def test_ticks(text: str, shown: str) -> None:
    assert str(ticked(text)) == shown
