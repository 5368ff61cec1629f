"""What bad input gets: findings on its lines and nothing else, whatever it is; and never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project import SOURCE, Run, check, read_only, run

Spoil = Callable[[Path], object]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the reference source, to be spoilt."""
    return Path(shutil.copytree(SOURCE, tmp_path / "source"))


def found_in(source: Path) -> set[str]:
    """The findings of a source folder, files relative to it."""
    return {finding.removeprefix(f"{source.as_posix()}/") for finding in check(source).findings()}


def replace(file: str, old: str, new: str) -> Spoil:
    """Replace a text that a file has once."""

    def spoil(source: Path) -> None:
        text = (source / file).read_text("utf-8")
        assert text.count(old) == 1, (file, old)
        (source / file).write_text(text.replace(old, new), "utf-8")

    return spoil


def write(file: str, content: str | bytes) -> Spoil:
    """Write a file anew."""
    data = content.encode() if isinstance(content, str) else content
    return lambda source: (source / file).write_bytes(data)


def prepend(file: str, text: str) -> Spoil:
    """Put a text before what a file has."""
    return lambda source: (source / file).write_bytes(text.encode() + (source / file).read_bytes())


def append(file: str, text: str) -> Spoil:
    """Put a text behind what a file has."""
    return lambda source: (source / file).write_bytes((source / file).read_bytes() + text.encode())


def reencode(file: str, encoding: str) -> Spoil:
    """Save a file in another encoding, as an editor may do."""

    def spoil(source: Path) -> None:
        text = (source / file).read_text("utf-8")
        (source / file).write_bytes(text.replace("en: Norwegian", "en: Nørwegian").encode(encoding))

    return spoil


def in_place_of(file: str, make: Spoil) -> Spoil:
    """Put something else where a file was, or where none was."""

    def spoil(source: Path) -> None:
        (source / file).unlink(missing_ok=True)
        make(source / file)

    return spoil


def large(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(100_000_000)


ALIASES = [f"b{level}: &b{level} [*b{level - 1}, *b{level - 1}]\n" for level in range(1, 40)]
RECORD, NEW = "datasets/npr-bup.yaml", "datasets/x.yaml"
UNNAMED = "datasets/npr-amk.yaml"  # no other record refers to it
# What is spoilt -> what is found then and was not before. Nothing else may be, for any of them.
SPOILT: dict[str, tuple[Spoil, set[str]]] = {
    "broken YAML": (prepend(RECORD, "a: b: c\n"), {f"{RECORD}:1:5 Y014"}),
    "broken agents": (prepend("agents.yaml", "a: b: c\n"), {"agents.yaml:1:5 Y014"}),
    "broken contact points": (prepend("contact-points.yaml", "\tx: y\n"), {"contact-points.yaml:1:1 Y013"}),
    "broken laws": (prepend("laws.yaml", "a: *b\n"), {"laws.yaml:1:4 Y008"}),
    "broken series": (prepend("series/npr.yaml", "? [a]\n"), {"series/npr.yaml:1:3 Y011"}),
    "agents in Latin-1": (reencode("agents.yaml", "latin-1"), {"agents.yaml:9:10 Y003"}),
    "agents in UTF-16": (reencode("agents.yaml", "utf-16"), {"agents.yaml:1:1 Y003"}),
    "agents that were not saved": (write("agents.yaml", ""), {"agents.yaml:1:1 Y006"}),
    "agents as a folder": (in_place_of("agents.yaml", Path.mkdir), {"agents.yaml:1:1 Y005"}),
    "agents as a list": (write("agents.yaml", "- helsedirektoratet\n"), {"agents.yaml:1:1 R003"}),
    "misspelt key": (replace(RECORD, "\ntitle:", "\ntitel:"), {f"{RECORD}:2:1 R101"}),
    "misspelt local name": (replace(RECORD, "inSeries: npr", "inSeries: nrp"), {f"{RECORD}:8:11 R201"}),
    "misspelt type": (replace(RECORD, "type: Dataset\n", "type: Datsett\n"), {f"{RECORD}:1:7 R103"}),
    "no type": (replace(RECORD, "type: Dataset\n", "# nothing\n"), {f"{RECORD}:2:1 R102"}),
    "misspelt type of the agent": (
        replace("agents.yaml", "type: Organization", "type: Organizasjon"), {"agents.yaml:6:9 R103"}
    ),
    "misspelt type of the series": (
        replace("series/npr.yaml", "type: DatasetSeries", "type: Series"), {"series/npr.yaml:4:7 R103"}
    ),
    "bad date": (replace(RECORD, "issued: 2018-04-12", "issued: 12. april 2018"), {f"{RECORD}:7:9 T201"}),
    "bad IRI": (replace(RECORD, "landingPage: https", "landingPage: ht tps"), {f"{RECORD}:51:14 T101"}),
    "wrong code": (
        replace("catalog.yaml", "sight.\n    accessRights: RESTRICTED", "sight.\n    accessRights: X"),
        {"catalog.yaml:46:19 T301"},
    ),
    "duplicate key": (append(RECORD, "inSeries: npr\n"), {f"{RECORD}:61:1 Y002"}),
    "binary": (write(NEW, bytes(range(256)) * 20), {f"{NEW}:2:118 Y003"}),
    "null bytes": (write(NEW, "type: \0\n"), {f"{NEW}:1:7 T501"}),
    "empty": (write(NEW, ""), {f"{NEW}:1:1 Y006"}),
    "alias bomb": (write(NEW, f"b0: &b0 [x]\n{''.join(ALIASES)}"), {f"{NEW}:18:6 Y012"}),
    "deep nesting": (write(NEW, f"a: {'[' * 300}"), {f"{NEW}:1:54 Y010"}),
    "deep lists": (write(NEW, "- " * 200_000), {f"{NEW}:1:103 Y010"}),
    "alias to itself": (write(NEW, "type: &a [*a]\n"), {f"{NEW}:1:11 Y008"}),
    "100 MB": (in_place_of(NEW, large), {f"{NEW}:1:1 Y004"}),
    "broken link": (in_place_of(NEW, lambda file: file.symlink_to("nowhere")), {f"{NEW}:1:1 Y005"}),
    "link to itself": (in_place_of(NEW, lambda file: file.symlink_to("x.yaml")), {f"{NEW}:1:1 Y005"}),
    "pipe": (in_place_of(NEW, os.mkfifo), {f"{NEW}:1:1 Y005"}),
    "device": (in_place_of(NEW, lambda file: file.symlink_to("/dev/zero")), {f"{NEW}:1:1 Y021"}),
    "many keys": (write(NEW, "".join(f"k{n}: x\n" for n in range(200_002))), {f"{NEW}:1:1 Y012"}),
    "many items": (write(NEW, "title:\n" + "- x\n" * 200_002), {f"{NEW}:2:1 Y012"}),
    "one very long line": (write(NEW, f"title: {'x' * 4_000_000}\ntype: [\n"), {f"{NEW}:3:1 Y001"}),
    "UTF-32": (write(NEW, "type: Dataset\n".encode("utf-32")), {f"{NEW}:1:1 Y003"}),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_one_fault_is_found_alone(name: str, source: Path) -> None:
    before = found_in(source)
    spoil, expected = SPOILT[name]
    spoil(source)
    assert found_in(source) - before == expected


def test_nesting_that_the_parser_refuses_is_said_alike(source: Path) -> None:
    """The parser of libyaml 0.2.6 gives up at 1,000 levels, 0.2.5 hands on what we refuse at 50."""
    before = found_in(source)
    write(NEW, f"a: {'[' * 200_000}")(source)
    assert found_in(source) - before in ({f"{NEW}:1:54 Y010"}, {f"{NEW}:1:1003 Y010"})


def test_faults_do_not_hide_each_other(source: Path) -> None:
    """All that can stand together, in one run."""
    together = ["broken contact points", "misspelt key", "wrong code", "binary", "broken series"]
    before = found_in(source)
    for name in together:
        SPOILT[name][0](source)
    assert found_in(source) - before == set().union(*(SPOILT[name][1] for name in together))


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (prepend("catalog.yaml", "a: b: c\n"), "1:5 Y014"),
        (write("catalog.yaml", "- base\n"), "1:1 R003"),
        (write("catalog.yaml", ""), "1:1 Y006"),
        (write("catalog.yaml", b"\xff\xfe"), "1:1 Y003"),
        (in_place_of("catalog.yaml", large), "1:1 Y004"),
    ],
)
def test_a_broken_catalogue_hides_no_other_file(spoil: Spoil, place: str, source: Path) -> None:
    """Base, language and defaults are not known then: what follows from them is not reported."""
    SPOILT["misspelt key"][0](source)
    SPOILT["misspelt local name"][0](source)
    spoil(source)
    assert found_in(source) == {f"catalog.yaml:{place}", f"{RECORD}:2:1 R101", f"{RECORD}:8:11 R201"}


def test_a_missing_file(source: Path) -> None:
    """The default that every record inherits is one fault on one line."""
    before = found_in(source)
    (source / "contact-points.yaml").unlink()
    references = {"catalog.yaml:22:15 R201", "catalog.yaml:44:19 R201", "catalog.yaml:53:19 R201"}
    assert found_in(source) - before == references


@pytest.mark.parametrize("name", ["npr bup", "bø", "-bup", "npr\nbup", "npr\x1b[31mbup"])
def test_a_bad_file_name(name: str, source: Path) -> None:
    """The record is checked all the same, and what refers to it is right."""
    (source / "datasets/x.yaml").write_text(f"type: Relationship\nrelation: {name!a}\n".replace("'", '"'))
    before = [finding for finding in check(source).findings() if "npr-amk" not in finding]
    (source / UNNAMED).rename(source / f"datasets/{name}.yaml")
    after = check(source).findings()
    new = [finding for finding in after if finding not in before]
    assert new[0].endswith(".yaml:1:1 R002")
    assert not any("R201" in finding for finding in new)
    assert len(new) == 1 + sum("npr-amk" in finding for finding in check(SOURCE).findings())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text(source: Path) -> None:
    Path(os.fsdecode(os.fsencode(source) + b"/datasets/b\xf8.yaml")).write_text("type: Dataset\n")
    program = Path(sys.executable).with_name("dcat-publisher")
    result = subprocess.run([program, "check", source, "--lang", "en"], capture_output=True, check=False)
    assert (result.returncode, b"R002" in result.stdout, b"internal" in result.stderr) == (1, True, False)


def same_as_before(source: Path, before: set[str]) -> None:
    """The same findings, but for their file, and the same graph."""
    places = [{finding.partition(":")[2] for finding in findings} for findings in (before, found_in(source))]
    assert places[0] == places[1]
    assert set(read_only(source).graph) == set(read_only(SOURCE).graph)


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n")),
        lambda file: file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes()),
        lambda file: file.write_bytes(file.read_bytes() + b"\n# the end \n\n..."),
        lambda file: file.rename(file.with_suffix(".yml")),
        lambda file: file.rename(file.with_suffix(".YAML")),
        lambda file: file.symlink_to(shutil.move(file, file.with_suffix(".txt"))),
        lambda file: file.with_name(f".{file.name}").write_text("{"),
        lambda file: file.with_name(f"{file.name}~").write_text("{"),
        lambda file: file.parent.symlink_to(shutil.move(file.parent, file.parents[1] / ".elsewhere")),
        lambda file: (file.parent / "loop").symlink_to(file.parent),
    ],
    ids=["CRLF", "BOM", "end", "yml", "YAML", "link", "hidden", "backup", "linked folder", "loop of folders"],
)
def test_what_is_not_bad(change: Spoil, source: Path) -> None:
    before = found_in(source)
    change(source / RECORD)
    same_as_before(source, before)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere"], "nowhere/catalog.yaml does not exist"),
        (["check", "empty"], "empty/catalog.yaml does not exist"),
        (["check", "empty/file"], "empty/file: the suffix is none of"),
        (["check", "source", "--profile", "nope"], "no profile `nope`"),
        (["build", "nowhere"], "nowhere/catalog.yaml does not exist"),
        (["init", "source"], "source is not an empty folder"),
    ],
)
def test_a_wrong_call_gets_one_line(
    arguments: list[str], words: str, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    monkeypatch.setenv("DCAT_PUBLISHER_LANG", "en")
    Path("empty").mkdir()
    Path("empty/file").touch()
    result = run(*arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert words in result.err


def as_nobody(source: Path) -> Run:
    """Call `check` without the rights of the superuser, whom no permission stops, in a process of its own."""
    check(SOURCE)  # so that every module is loaded while it can be read
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            result = check(source)
            os.write(writing, json.dumps([result.code, result.out, result.err]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return Run(*json.loads(answer))


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        (RECORD, {f"{RECORD}:1:1 Y005"}),
        ("agents.yaml", {"agents.yaml:1:1 Y005"}),
        ("series", {"series:1:1 Y005"}),
    ],
)
def test_no_permission(closed: str, expected: set[str], source: Path) -> None:
    for folder in (source, *source.parents):  # what pytest made, and no folder of the machine
        if "pytest" in str(folder):
            folder.chmod(0o755)
    before = {finding.removeprefix(f"{source.as_posix()}/") for finding in as_nobody(source).findings()}
    mode = (source / closed).stat().st_mode
    (source / closed).chmod(0)
    try:
        result = as_nobody(source)
    finally:
        (source / closed).chmod(mode)
    after = {finding.removeprefix(f"{source.as_posix()}/") for finding in result.findings()}
    assert (after - before, result.code) == (expected, 1)


@pytest.mark.parametrize("closed", ["source", "."])
def test_no_permission_for_the_source_folder(closed: str, source: Path) -> None:
    folder = source.parent / closed
    folder.chmod(0)
    try:
        result = as_nobody(source)
    finally:
        folder.chmod(0o755)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith(("Error: ", "dcat-publisher: "))


def test_a_source_that_is_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "source").symlink_to("source")
    assert check(tmp_path / "source").code == 2
