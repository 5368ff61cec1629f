"""Links are followed inside the source; nothing of what another leads to is read, quoted or published."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from dcat_publisher.cli.options import FORMATS
from dcat_publisher.source.source_text import Texts
from dcat_publisher.system.confined import LeadsOutError, NotRegularError, TooLargeError, read_regular
from tests.project import check, run, start

SECRET = "sesame"
TEXT = f"type: Dataset\ntitle: {{nb: {SECRET}}}\n{SECRET}: {SECRET}\n# dcat-publisher: ignore {SECRET}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a sound catalogue in `source`; beside it a file and a folder with a secret."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for file in (outside / "private.yaml", outside / "catalog.yaml", tmp_path / "private.yaml"):
        file.write_text(TEXT, "utf-8")
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    start(Path("source"))
    return tmp_path / "project"


def chain(source: Path) -> str:
    (source / "one.txt").symlink_to("two.txt")
    (source / "two.txt").symlink_to("../../outside/private.yaml")
    (source / "x.yaml").symlink_to("one.txt")
    return "x.yaml"


def by_a_folder_inside(source: Path) -> str:
    (source / ".hidden").symlink_to("../../outside")
    (source / "more").symlink_to(".hidden")
    return "more"


def link(name: str, target: str) -> Callable[[Path], str]:
    def make(source: Path) -> str:
        (source / name).symlink_to(target)
        return name

    return make


LINKS: dict[str, Callable[[Path], str]] = {
    "file": link("datasets/x.yaml", "../../../outside/private.yaml"),
    "file by its whole path": link("x.yml", "/etc/passwd"),
    "file beside the source": link("x.yaml", "../../private.yaml"),
    "folder": link("more", "../../outside"),
    "folder of the system": link("more", "/"),
    "folder called like a file": link("more.yaml", "../../outside"),
    "nothing outside": link("more", "../../nowhere"),
    "device": link("x.yaml", "/dev/zero"),
    "folder with the same beginning": link("more", "../../project/source-2"),
    "chain": chain,
    "folder by a hidden one": by_a_folder_inside,
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_that_leads_out_is_a_finding_and_no_more(name: str, project: Path) -> None:
    (project / "source-2").mkdir()
    (project / "source-2/private.yaml").write_text(TEXT, "utf-8")
    file = LINKS[name](project / "source")
    result = check(Path("source"))
    assert [each for each in result.findings() if "Y0" in each] == [f"source/{file}:1:1 Y021"]
    for output_format in FORMATS if name in ("file by its whole path", "file beside the source") else ():
        report = run("check", "source", "--output-format", output_format)
        assert report.code == 1
        assert SECRET not in report.out + report.err
        assert "root:" not in report.out + report.err


def test_nothing_of_it_is_published_or_shown_elsewhere(project: Path) -> None:
    (project / "source/datasets/x.yaml").symlink_to("../../../outside/private.yaml")
    for words in ("build source", "schema source", "diff source source", "score source"):
        result = run(*words.split())
        assert SECRET not in result.out + result.err
    assert not any(SECRET in file.read_text("utf-8", errors="replace") for file in files(project / "out"))


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def test_the_file_of_the_catalogue_itself(project: Path) -> None:
    (project / "source/catalog.yaml").unlink()
    (project / "source/catalog.yaml").symlink_to("../../outside/catalog.yaml")
    result = check(Path("source"))
    assert "source/catalog.yaml:1:1 Y021" in result.findings()
    assert SECRET not in result.out + result.err


def test_a_fix_is_not_written_through_a_link(project: Path) -> None:
    target = project.parent / "outside/private.yaml"
    before = "type: Dataset\nissued: 1. mai 2020\n"
    target.write_text(before, "utf-8")
    (project / "source/datasets/x.yaml").symlink_to(target)
    run("check", "source", "--fix", "--unsafe-fixes")
    assert target.read_text("utf-8") == before


def test_links_inside_are_followed(project: Path) -> None:
    source = project / "source"
    kept = source / "datasets/eksempel.yaml"
    (source / ".kept").mkdir()
    shutil.move(kept, source / ".kept/a.yaml")
    (source / "datasets/again.txt").symlink_to("../.kept/a.yaml")
    kept.symlink_to("again.txt")
    assert check(Path("source")).code == 0
    (source / ".kept/a.yaml").write_text("type: Dataset\nbogus: x\n", "utf-8")
    result = check(Path("source"))
    assert "source/datasets/eksempel.yaml:2:1 R101" in result.findings()
    assert "bogus: x" in run("check", "source", "--output-format", "full").out


def test_loops_and_what_is_no_file(project: Path) -> None:
    source = project / "source"
    os.mkfifo(source / "pipe.yaml")
    (source / "self.yaml").symlink_to("self.yaml")
    (source / "datasets/up").symlink_to("..")
    (source / "a").symlink_to("b")
    (source / "b").symlink_to("a")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("source/socket.yaml")
        result = check(Path("source"))
    names = {each.partition(":")[0] for each in result.findings() if each.endswith("Y005")}
    assert names == {f"source/{name}.yaml" for name in ("pipe", "self", "socket")}


def test_a_large_folder_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is remembered: the link is not followed there either, and one inside is read."""
    monkeypatch.setattr("dcat_publisher.checking.pipeline.scan.LARGE", 3)
    source = project / "source"
    for number in range(5):
        (source / f"datasets/d{number}.yaml").write_text("type: Dataset\nbogus: x\n", "utf-8")
    (source / "datasets/inside.yaml").symlink_to("d1.yaml")
    assert "source/datasets/inside.yaml:2:1 R101" in check(Path("source")).findings()
    (source / "datasets/d1.yaml").write_text("type: Dataset\nbogus: x\nother: x\n", "utf-8")
    assert "source/datasets/inside.yaml:3:1 R101" in check(Path("source")).findings()
    (source / "x.yaml").symlink_to("../../outside/private.yaml")
    result = check(Path("source"))
    assert "source/x.yaml:1:1 Y021" in result.findings()
    assert SECRET not in result.out + result.err


def test_a_text_is_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/x.yaml").symlink_to("../a.yaml")
    (tmp_path / "y.yaml").symlink_to("a.yaml")
    assert Texts()[str(tmp_path / "y.yaml")].content == ""
    assert Texts(root=tmp_path)[str(tmp_path / "y.yaml")].content == TEXT
    assert Texts(root=tmp_path / "in")[str(tmp_path / "in/x.yaml")].content == ""
    assert not Texts(root=tmp_path / "in").mentions(str(tmp_path / "in/x.yaml"), SECRET)


def test_reading_is_bounded(tmp_path: Path) -> None:
    file, pipe = tmp_path / "file", tmp_path / "pipe"
    file.write_bytes(b"x" * 11)
    os.mkfifo(pipe)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/link").symlink_to(file)
    assert read_regular(file, 11) == b"x" * 11
    with pytest.raises(TooLargeError):
        read_regular(file, 10)
    for path in (pipe, tmp_path, Path("/dev/null")):
        with pytest.raises(NotRegularError):
            read_regular(path, 10)
    with pytest.raises(LeadsOutError):
        read_regular(tmp_path / "folder/link", 100, tmp_path / "folder")
    assert read_regular(tmp_path / "folder/link", 100, tmp_path) == b"x" * 11


VOCABULARY = [("context.jsonld", "file"), ("terms.ttl", "file"), ("schemes/x.ttl", "file"), ("", "folder")]


@pytest.mark.parametrize(("name", "kind"), VOCABULARY)
@pytest.mark.usefixtures("english")
def test_the_vocabulary_of_a_project(name: str, kind: str, project: Path) -> None:
    target = project.parent / "outside/own"
    if kind == "folder":
        target.mkdir()
    else:
        target.write_text(f'{{"@context": {{"{SECRET}": "{SECRET}"}}}}', "utf-8")
    link = project / "vocab" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)
    result = run("check", "source")
    assert (result.code, "leads out of" in result.err, SECRET in result.err) == (2, True, False)


@pytest.mark.usefixtures("english")
def test_a_vocabulary_that_never_ends(project: Path) -> None:
    (project / "vocab").mkdir()
    os.mkfifo(project / "vocab/terms.ttl")
    result = run("check", "source")
    assert (result.code, "is not a file of at most" in result.err) == (2, True)
