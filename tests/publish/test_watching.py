"""Watching: what is saved is seen once, and a broken source leaves the last good site up."""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from dcat_publisher.checking.watch import changes
from dcat_publisher.publish.manifest import entries
from dcat_publisher.publish.rebuild import mark_stale, start_rebuilding
from dcat_publisher.serve.site import load_site
from tests.checking.diagnosing import copied, run


def scripted(*steps: Callable[[], object]) -> Callable[[float], None]:
    """A rest in which, one after the other, something happens; then nothing more."""
    waiting = list(steps)

    def rest(_seconds: float) -> None:
        if waiting:
            waiting.pop(0)()

    return rest


def nothing() -> None:
    """A rest in which nothing happens."""


def test_what_was_written_made_and_deleted(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml", ".hidden.yaml"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()

    def save() -> None:
        (tmp_path / "a.yaml").write_text("longer")
        (tmp_path / "b.yaml").unlink()
        (tmp_path / "c.yaml").write_text("new")
        (tmp_path / ".hidden.yaml").write_text("longer")
        (tmp_path / ".git/index").write_text("x")

    seen = changes([tmp_path], scripted(nothing, save))
    assert next(seen) == {str(tmp_path / name) for name in ("a.yaml", "b.yaml", "c.yaml")}


def test_a_file_is_watched_alone(tmp_path: Path) -> None:
    for name in ("own.css", "other.css"):
        (tmp_path / name).write_text("x")
    own, other = tmp_path / "own.css", tmp_path / "other.css"
    seen = changes([own], scripted(lambda: other.write_text("xx"), lambda: own.write_text("xx")))
    assert next(seen) == {str(own)}


def test_a_burst_of_saves_is_one_change(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("1")
    steps = [
        lambda: file.write_text("22"),
        lambda: file.write_text("333"),
        lambda: file.write_text("4444"),
        nothing,
    ]
    seen = changes([tmp_path], scripted(*steps, nothing, lambda: file.write_text("55555")))
    assert next(seen) == {str(file)}
    assert file.read_text() == "4444"
    assert next(seen) == {str(file)}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = copied(tmp_path)
    out = tmp_path / "out"
    assert run("build", str(source), "--out", str(out)).exit_code == 0
    return out


def pages(out: Path) -> list[Path]:
    return sorted(out.rglob("*.html"))


def test_pages_say_that_they_are_old_and_data_stay(site: Path) -> None:
    data = {
        file: file.read_bytes()
        for file in site.rglob("*")
        if file.suffix in (".ttl", ".jsonld", ".rdf", ".nt")
    }
    before = {file: file.read_bytes() for file in pages(site)}
    assert data
    assert before
    mark_stale(site, "The <source> has errors.")
    assert {file: file.read_bytes() for file in data} == data
    html = [
        (site / f"{one['path']}.{suffix}", about["sha256"])
        for key, one in entries(site)
        if key == "resources"
        for suffix, about in one["files"].items()
        if about["mediaType"] == "text/html"
    ]
    assert html
    for file, digest in html:
        assert b"The &lt;source&gt; has errors." in file.read_bytes()
        assert file.read_bytes().count(b'data-dcat-publisher="stale"') == 1
        assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    load_site(site)
    stamp = (site / "site.json").stat().st_ino
    mark_stale(site, "The <source> has errors.")
    assert (site / "site.json").stat().st_ino == stamp


def test_a_save_builds_and_a_broken_one_marks(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = site.parent / "source"
    monkeypatch.setattr("dcat_publisher.checking.watch.INTERVAL", 0.02)
    built = threading.Semaphore(0)
    complaints: list[str] = []

    def build() -> int:
        code = run("build", str(source), "--out", str(site)).exit_code
        built.release()
        return code

    start_rebuilding([source], site, build, "en", complaints.append)
    file = source / "datasets/kpr.yaml"
    good = file.read_bytes()
    turtle = (site / "catalog.ttl").read_bytes()
    file.write_bytes(good + b"bogus: x\n")
    assert built.acquire(timeout=120)
    assert wait(lambda: any(b'"stale"' in page.read_bytes() for page in pages(site)))
    assert (site / "catalog.ttl").read_bytes() == turtle
    file.write_bytes(good)
    assert built.acquire(timeout=120)
    assert wait(lambda: not any(b'"stale"' in page.read_bytes() for page in pages(site)))
    assert complaints == []


def wait(condition: Callable[[], bool]) -> bool:
    pause = threading.Event()
    for _ in range(200):
        try:
            if condition():
                return True
        except OSError:  # the site is being replaced
            pass
        pause.wait(0.05)
    return False
