"""Whose pages they are: what a project sets is shown, and what cannot be is said with place and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dcat_publisher.checking.configuration import PagesTable
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.publish.pages import own_identity, policy
from dcat_publisher.publish.pages.colours import contrast, nearest_readable, ours, too_weak
from dcat_publisher.publish.pages.documents import documents
from dcat_publisher.publish.pages.environment import style, style_file
from dcat_publisher.publish.pages.identity import Identity
from dcat_publisher.publish.pages.render import page
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from tests.project import run
from tests.publish.output_support import write_source
from tests.publish.pages.pages_support import Page, reference

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 40"><path d="M0 0h9"/></svg>'
GOOD = """\
lang = "en"
[pages]
name = "Etaten"
logo = "pages/logo.svg"
style = "pages/own.css"
templates = "pages/templates"
accessibility = "https://uustatus.no/etaten"
privacy = {nb = "https://e.no/personvern", nn = "https://e.no/personvern", en = "https://e.no/privacy"}
[pages.colours]
accent = "#7a1f5c"
[pages.colours-dark]
accent = "#fac"
[[pages.head]]
label = {nb = "Om oss", nn = "Om oss", en = "About us"}
href = "https://e.no/om"
"""
Project = Callable[[str], Identity]
_VOCABULARY = Vocabulary((packaged("vocab"),))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "pages/templates").mkdir(parents=True)
    (tmp_path / "pages/logo.svg").write_text(SVG.format(width=200), "utf-8")
    (tmp_path / "pages/own.css").write_text("h1 { color: var(--accent) }\n", "utf-8")
    extended = '{% include "packaged/footer.html" %}<p>{{ owner }}</p>'
    (tmp_path / "pages/templates/footer.html").write_text(extended, "utf-8")
    return tmp_path


@pytest.fixture
def identity(files: Path) -> Project:
    def read(text: str) -> Identity:
        file = files / "dcat-publisher.toml"
        return own_identity(PagesTable(tomllib.loads(text)["pages"], file, text))

    return read


def test_everything_that_is_set_is_on_every_page_in_its_language(identity: Project) -> None:
    site = replace(reference(), own=identity(GOOD))
    node = next(node for node, path in site.addresses.items() if path == "datasets/npr-tsb")
    shown = {
        language: Page(page(site, site.reader(language), node, "datasets/npr-tsb"))
        for language in ("nb", "en")
    }
    logo = site.identity.logo
    assert ("img", {"src": f"../{logo}", "alt": "Etaten"}) in shown["nb"].elements
    assert "https://e.no/privacy" in shown["en"].attributes("href")
    assert "https://e.no/personvern" in shown["nb"].attributes("href")
    assert "Tilgjengelighetserklæring" in shown["nb"].text
    assert "Accessibility statement" in shown["en"].text
    assert "About us" in shown["en"].text
    assert "mailto:helseregistre@helsedir.no" in shown["nb"].attributes("href")  # the catalogue says it
    assert shown["nb"].text.endswith("Kvaliteten på beskrivelsene Etaten")  # the own foot, at the end
    beside = {document.path: document.data for document in documents(site, _VOCABULARY.context)}
    assert beside[logo].startswith(b"<svg")
    sheet = beside[style_file(site.identity)].decode()
    assert "(prefers-color-scheme:light){:root{--accent:#7a1f5c}}" in sheet
    assert "(prefers-color-scheme:dark){:root{--accent:#ffaacc}}" in sheet
    assert sheet.endswith("h1 { color: var(--accent) }")


def test_without_any_the_publisher_is_a_mark_of_text() -> None:
    site = reference()
    found = site.identity
    assert (found.name, found.logo, found.missing()) == (
        ("Helsedirektoratet", "Helsedirektoratet", "Norwegian Directorate of Health"),
        "",
        ["accessibility", "privacy"],
    )
    assert "initial" in Page(page(site, site.reader("nb"), site.catalog, "catalog")).attributes("class")


def test_another_process_gets_the_same(identity: Project) -> None:
    found = identity(GOOD)
    assert Identity.from_json(found.to_json()) == replace(found, files=())


def test_another_style_has_another_name_and_another_policy(identity: Project) -> None:
    found = identity(GOOD)
    assert style_file(found) != style_file()
    assert policy(found) != policy()
    assert str(style(found)).count("@media print") == 1


def test_a_square_logo_is_the_icon_too(files: Path, identity: Project) -> None:
    assert identity(GOOD).icon == ""
    (files / "pages/logo.svg").write_text(SVG.format(width=40), "utf-8")
    assert identity(GOOD).icon == identity(GOOD).logo


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("logo =", "logoo =", "toml:4: unknown key `logoo` in [pages]; the keys are name, logo,"),
        ("logo.svg", "none.svg", "toml:4: `logo`: pages/none.svg: No such file"),
        ("own.css", "../../x.css", "toml:5: `style` leads out of"),
        ("pages/templates", "pages/none", "toml:6: pages/none is not a folder"),
        ("https://uustatus", "javascript:alert", "toml:7: `accessibility`: javascript:alert"),
        (', en = "https://e.no/privacy"', "", "toml:8: `privacy` should be a text, or one in each language"),
        ('"#7a1f5c"', '"#66ccee"', "toml:10: `accent` #66ccee on `ground` #fff has a contrast of 1.8"),
        ('"#7a1f5c"', '"red"', "toml:10: `accent` should be a colour such as #004f63"),
        ('accent = "#7', 'acent = "#7', "toml:10: unknown key `acent` in [pages.colours]; did you mean"),
        ('"#fac"', '"#7a1f5c"', "toml:12: `accent` #7a1f5c on `ground` #0f1a1f"),
        ('href = "https://e.no/om"', 'hreff = "x"', "toml:13: a link in [[pages.head]] has label, href"),
        ('name = "Etaten"', "name = 3", "toml:3: `name` should be a text"),
    ],
)
def test_what_cannot_be_is_said_with_its_line(identity: Project, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigurationError) as caught:
        identity(GOOD.replace(old, new, 1))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("logo.svg", "GIF89a", "neither PNG nor SVG"),
        ("logo.svg", SVG.replace("<path", "<script/><path"), "<script> in it does more"),
        ("logo.svg", SVG.replace('d="', 'onload="x" d="'), "`onload` in it does more"),
        ("logo.svg", SVG.replace("<path", '<a href="https://e.no"/><path'), "`href` in it does more"),
        ("logo.svg", f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}", "logo.svg:1: it has a DOCTYPE"),
        ("own.css", "\n@import 'x.css';", "own.css:2: @import loads from elsewhere"),
        ("own.css", "a{background:url( https://e.no/x.png)}", "own.css:1: url() loads a file"),
        ("own.css", "</style><script>", "own.css:1: `</` has no place"),
        ("own.css", "x" * 300_000, "own.css: the file is too large"),
        ("templates/footer.html", "x\n{% if %}", "pages/templates/footer.html:2:"),
        ("templates/footer.html", '{% include "none.html" %}', "footer.html: there is no template none.html"),
        ("templates/foter.html", "x", "foter.html: there is no such page; replace one of "),
        ("templates/list.html", "x", "list.html: the server fills this one"),
        ("templates/notes.txt", "x", "notes.txt: it is no template"),
    ],
)
def test_a_file_that_cannot_be_used_is_said(
    files: Path, identity: Project, file: str, text: str, said: str
) -> None:
    (files / "pages" / file).write_text(text.replace("{width}", "40"), "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        identity(GOOD)
    assert said in str(caught.value)


def test_a_link_out_of_the_checkout_is_not_followed(files: Path, identity: Project) -> None:
    secret = files.parent / "secret.svg"
    secret.write_text(SVG.format(width=40), "utf-8")
    (files / "pages/logo.svg").unlink()
    (files / "pages/logo.svg").symlink_to(secret)
    with pytest.raises(ConfigurationError, match="leads out of"):
        identity(GOOD)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x\n{{ page.nothing.at_all }}", "pages/templates/footer.html:2: "),
        ("{{ ''.__class__.__mro__ }}", "footer.html:1: access to attribute '__class__'"),
        ("{{ word.func.__globals__ }}", "footer.html:1: access to attribute"),
        ("{% for n in range(10**9) %}{% endfor %}", "footer.html:1: Range too big"),
        ("{{ 1 // 0 }}", "footer.html:1: "),
        ('{% include "footer.html" %}', "without end"),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_template_runs_in_the_sandbox_and_its_faults_are_said(
    files: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    write_source(files / "source", ("a",))
    (files / "dcat-publisher.toml").write_text(GOOD, "utf-8")
    (files / "pages/templates/footer.html").write_text(text, "utf-8")
    monkeypatch.chdir(files)
    result = run("build", "source", "--out", "out")
    assert (result.code, said in result.err) == (2, True), result.err
    assert not (files / "out").exists()


def test_check_says_it_as_well(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_source(files / "source", ("a",))
    (files / "dcat-publisher.toml").write_text(GOOD.replace("own.css", "none.css"), "utf-8")
    monkeypatch.chdir(files)
    result = run("check", "source")
    assert (result.code, "none.css" in result.err) == (2, True), result.err


def test_contrast_is_that_of_the_guidelines() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#fff"), 2) == 4.54
    assert nearest_readable("#777777", "#ffffff", 4.5) == "#767676"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_own_colours_can_be_read(scheme: str) -> None:
    own = ours(scheme)
    assert {"ink", "quiet", "ground", "tint", "accent", "mark", "head", "head-ink"} <= own.keys()
    assert list(too_weak(own, scheme)) == []
