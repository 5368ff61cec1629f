"""A server that is killed leaves nothing behind and starts again at once; where a socket may stand."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from tests.generated_site import write_generated
from tests.processes import descendants, left_of
from tests.serve.test_live import until
from tests.serve.test_server import answers

pytestmark = pytest.mark.slow
_PROGRAM = """
import sys
from pathlib import Path
from dcat_publisher.serve.endpoint import serve
from dcat_publisher.model.errors import ConfigurationError
try:
    serve(Path(sys.argv[1]), host=sys.argv[2], port=int(sys.argv[3]), workers=2,
    uds=Path(sys.argv[4]) if sys.argv[4:] else None)
except ConfigurationError as error:
    print(error, file=sys.stderr)
    sys.exit(2)
"""


def start(out: Path, temporary: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _PROGRAM, str(out), *arguments]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


@contextmanager
def serving(out: Path, temporary: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server with its query service; give it and the line in which it says where it is."""
    process = start(out, temporary, *arguments)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert line.startswith("serving "), line + process.stderr.read()
        yield process, line
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_generated(tmp_path / "out", 3)
    (tmp_path / "tmp").mkdir()
    return tmp_path / "out"


def test_nothing_is_left_of_a_killed_server(out: Path, tmp_path: Path) -> None:
    port = "0"
    for _ in range(3):
        with serving(out, tmp_path / "tmp", "127.0.0.1", port) as (process, line):
            found = re.search(r"http://(127\.0\.0\.1:(\d+))/", line)
            assert found is not None
            port = found[2]
            assert answers(found[1])
            # Two workers, the keeper, what holds the data, and two that answer queries.
            assert until(lambda process=process: len(descendants(process.pid)) >= 6, 60)  # type: ignore[misc]
            children = descendants(process.pid)
            process.kill()
            process.wait()
            assert left_of(children) == []
            assert until(lambda: list((tmp_path / "tmp").iterdir()) == [])


@pytest.mark.parametrize("which", [0, 2])
def test_a_part_that_is_killed_takes_its_own_with_it(out: Path, tmp_path: Path, which: int) -> None:
    """The keeper, killed: what holds the data and the workers end, and so does all with the server."""
    with serving(out, tmp_path / "tmp", "127.0.0.1", "0") as (process, _):
        assert until(lambda: len(descendants(process.pid)) >= 6, 60)
        keepers = [child for child in descendants(process.pid) if descendants(child)]
        before = descendants(keepers[0])
        os.kill(keepers[0] if which == 0 else before[0], 9)
        assert left_of(before) == []
        children = descendants(process.pid)
    assert left_of(children) == []


def test_the_socket_of_a_killed_server_is_taken_over(out: Path, tmp_path: Path) -> None:
    place = tmp_path / "socket"
    for _ in range(2):
        with serving(out, tmp_path / "tmp", "127.0.0.1", "0", str(place)):
            assert place.is_socket()
        assert place.is_socket(), "a killed server had no time to take it away"


def refusal(out: Path, *arguments: str) -> str:
    """Start a server that should not start; give its one line."""
    process = start(out, out.parent / "tmp", *arguments)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 2, errors
    assert errors.count("\n") == 1, errors
    return errors


@pytest.mark.usefixtures("english")
def test_a_socket_in_use_is_left_alone(out: Path, tmp_path: Path) -> None:
    place = tmp_path / "socket"
    with serving(out, tmp_path / "tmp", "127.0.0.1", "0", str(place)) as (process, _):
        assert "another server listens there" in refusal(out, "127.0.0.1", "0", str(place))
        with closing(socket.socket(socket.AF_UNIX)) as client:
            client.connect(str(place))
        assert process.poll() is None


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file", "is a file, no socket"),
        ("folder", "is a folder, no socket"),
        ("link", "is a file, no socket"),
        ("missing/socket", "No such file or directory"),
        ("file/socket", "Not a directory"),
        ("s" * 200, "too long"),
        ("s" * 300, "too long"),
        ("circle", "Too many levels of symbolic links"),
    ],
)
def test_what_is_no_place_for_a_socket_is_said(out: Path, tmp_path: Path, place: str, said: str) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert said in refusal(out, "127.0.0.1", "0", str(tmp_path / place))
    assert (tmp_path / "file").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("no-such-host.invalid", "--host"),
        ("a" * 64 + ".example", "--host"),
        ("192.0.2.1", "--host"),  # RFC 5737: nobody's address
        ("2001:db8::1", "--host"),  # RFC 3849: nobody's, either
        ("", "--host"),
        ("-", "--host"),
    ],
)
def test_an_address_that_is_not_here_is_said(out: Path, host: str, said: str) -> None:
    assert said in refusal(out, host, "0")


@pytest.mark.parametrize("length", [60, 200])
def test_a_long_name_of_the_temporary_folder_stops_nothing(out: Path, tmp_path: Path, length: int) -> None:
    temporary = tmp_path / ("t" * length)
    temporary.mkdir()
    with serving(out, temporary, "127.0.0.1", "0") as (process, line):
        children = descendants(process.pid)
        assert line.startswith("serving ")
    assert left_of(children) == []


@pytest.mark.parametrize("option", ["--port=0", "--host=127.0.0.1"])
@pytest.mark.usefixtures("english")
def test_a_socket_and_a_port_exclude_each_other(tmp_path: Path, option: str) -> None:
    result = CliRunner().invoke(main, ["serve", str(tmp_path), "--uds", str(tmp_path / "socket"), option])
    assert result.exit_code == 2
    assert "exclude each other" in result.output
