"""A path that the system does not take is one line and exit code 2, whichever option it came with."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from dcat_publisher.system.paths import refused_path
from tests.project import SOURCE

LONG = "x" * 300


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A folder with a circle of links and a file."""
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "file").touch()
    return tmp_path


@pytest.mark.parametrize("name", [LONG, f"new/{LONG}", "circle", "circle/x", "file/x"])
@pytest.mark.parametrize(
    "words",
    [
        ["check"], ["build", str(SOURCE), "--out"], ["init"], ["score"], ["rehearse"], ["schema", "-o"],
        ["check", str(SOURCE), "--baseline"], ["check", str(SOURCE), "-o"], ["diff", str(SOURCE)],
        ["check", str(SOURCE), "--shapes"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.usefixtures("english")
def test_a_path_that_the_system_refuses(words: list[str], name: str, places: Path) -> None:
    result = CliRunner().invoke(main, [*words, str(places / name)])
    assert result.exit_code == 2, result.output
    assert "internal error" not in result.stderr
    assert "Errno" not in result.stderr


@pytest.mark.usefixtures("english")
def test_a_line_feed_in_the_name_of_the_output_folder(tmp_path: Path) -> None:
    """The folder would be told of on two lines, and no script could tell its name."""
    out = tmp_path / "a\nb"
    result = CliRunner().invoke(main, ["build", str(SOURCE), "--out", str(out)])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "control character" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(36, "File name too long", LONG), f"{'x' * 60}…{'x' * 60}: File name too long"),
        (IsADirectoryError(21, "Is a directory", "a\nb"), "a b: Is a directory"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("no number"), None),
        (ValueError("invalid literal"), None),
        (ZeroDivisionError(), None),
    ],
)
def test_words_for_refused_paths(error: Exception, line: str | None) -> None:
    told = refused_path(error)
    assert (None if told is None else told["en"]) == line


@pytest.mark.parametrize("name", ["a\0b", "a/\0"])
def test_a_nul_in_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="null") as caught:
        Path(name).read_bytes()
    told = refused_path(caught.value)
    assert told is not None
    assert "cannot be used" in told["en"]


@pytest.mark.usefixtures("english")
def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    """Where a deployment replaced the folder that a terminal stands in, no path of the call is to blame."""
    gone = tmp_path / "gone"
    gone.mkdir()
    program = Path(sys.executable).with_name("dcat-publisher")
    result = subprocess.run(
        ["sh", "-c", f"rmdir '{gone}' && '{program}' check '{SOURCE}'"], cwd=gone, capture_output=True,
        text=True, check=False, timeout=300,
    )  # fmt: skip
    told = "dcat-publisher: the working folder has been removed; go to one that is there\n"
    assert (result.returncode, result.stderr) == (2, told)
