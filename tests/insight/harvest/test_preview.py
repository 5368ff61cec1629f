"""The page that shows how data.norge.no will have each dataset."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project import run
from tests.publish.output_support import write_source
from tests.publish.pages.pages_support import Page

ROOT = Path(__file__).parents[3]


def test_each_dataset_is_shown_as_the_portal_reads_it(tmp_path: Path) -> None:
    result = run("rehearse", str(ROOT / "source"), "--lang", "nb", "--preview", str(tmp_path / "p.html"))
    assert result.code == 0, result.err
    page = Page((tmp_path / "p.html").read_bytes())
    tags = [tag for tag, _ in page.elements]
    assert tags.count("article") == 15  # the series is shown as a dataset
    assert tags.count("h1") == 1
    assert "data.norge.no vil høste katalogen: 14 datasett" in page.text
    for text in ("Helsedirektoratet (983544622)", "betinget tilgang", "forvaltningsloven", "Blir ikke lest"):
        assert text in page.text
    targets = {href for href in page.attributes("href") if href.startswith("#")}
    assert {target[1:] for target in targets} <= set(page.attributes("id"))
    assert "substance abuse" not in page.text  # keywords in the reader's language


def test_what_is_not_harvested_has_the_verdict_only(tmp_path: Path) -> None:
    (tmp_path / "c.ttl").write_text("this is no Turtle", "utf-8")
    result = run("rehearse", str(tmp_path / "c.ttl"), "--lang", "en", "--preview", str(tmp_path / "p.html"))
    assert result.code == 1
    page = Page((tmp_path / "p.html").read_bytes())
    assert "article" not in [tag for tag, _ in page.elements]
    assert "data.norge.no" in page.text


def test_texts_of_strangers_are_text(tmp_path: Path) -> None:
    write_source(tmp_path / "source", ("a",), text='"<script>alert(1)</script>&amp;"')
    result = run("rehearse", str(tmp_path / "source"), "--preview", str(tmp_path / "p.html"))
    assert result.code == 0, result.err
    assert "script" not in [tag for tag, _ in Page((tmp_path / "p.html").read_bytes()).elements]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--as", "ckan"), "goes with --as data-norge"), ((), "cannot be written")],
)
@pytest.mark.usefixtures("english")
def test_what_cannot_be_is_said(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    write_source(tmp_path / "source", ("a",))
    (tmp_path / "file").touch()
    file = tmp_path / "file" / "p.html"
    result = run("rehearse", str(tmp_path / "source"), *arguments, "--preview", str(file))
    assert (result.code, said in result.err) == (2, True), result.err
