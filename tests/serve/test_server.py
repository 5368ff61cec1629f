"""The real server: a process of its own, spoken to over a socket."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.serve.test_live import put, until
from tests.serve.web_support import body_of, write_site

pytestmark = pytest.mark.slow
_PROGRAM = """
import sys
from pathlib import Path
from dcat_publisher.model.errors import PublisherError
from dcat_publisher.serve.server import serve
try:
    serve(Path(sys.argv[1]), host=sys.argv[2], port=int(sys.argv[3]), uds=Path(sys.argv[4]) if sys.argv[4:]
    else None)
except PublisherError as error:
    sys.exit(str(error))
"""


def start(out: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _PROGRAM, str(out), *(arguments or ("127.0.0.1", "0"))]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def running(out: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server; give the process and the address that it says it has."""
    process = start(out, *arguments)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"(?:http://(\S+)/|unix:\S+)", line)
        assert found is not None, line + process.stderr.read()
        yield process, found[1] or ""
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def get(address: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    with closing(http.client.HTTPConnection(address, timeout=120)) as connection:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def answers(address: str) -> bool:
    try:
        return get(address, "/health")[0] == 200
    except OSError:
        return False


def test_answers_as_the_application_does_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_site(out)
    with running(out) as (process, address):
        assert until(lambda: answers(address))
        status, headers, body = get(address, "/datasets/%C3%A5-b", Accept="application/rdf+xml")
        assert (status, body) == (200, body_of("datasets/å-b", "rdf"))
        assert "content-encoding" not in {name.lower() for name in headers}
        assert get(address, "/datasets/a", If_None_Match=get(address, "/datasets/a")[1]["etag"])[0] == 304
        assert get(address, "/nothing")[0] == 404
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_says_that_it_serves_when_it_does(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_site(out)
    for _ in range(3):
        with running(out) as (_, address):
            assert get(address, "/health")[0] == 200  # at once: a refused connection is an OSError


def test_a_rebuild_under_load_gives_no_error(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, "1-")
    wrong: list[tuple[int, bytes]] = []
    seen: set[bytes] = set()
    expected = [body_of(f"{generation}-datasets/a", "ttl") for generation in (1, 2, 3, 4)]
    with running(out) as (_, address):
        assert until(lambda: answers(address))
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                status, _, body = get(address, "/datasets/a")
                seen.add(body)
                if status != 200 or body not in expected:
                    wrong.append((status, body))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for generation in (2, 3, 4):
            put(out, f"{generation}-")
            assert until(lambda body=expected[generation - 1]: body in seen)  # type: ignore[misc]
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_a_port_in_use_gives_one_line(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_site(out)
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        process = start(out, "127.0.0.1", port)
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 1
        assert errors.count("\n") == 1
        assert port in errors


def test_a_second_server_does_not_share_the_port(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_site(out)
    with running(out) as (_, address):
        assert until(lambda: answers(address))
        second = start(out, *address.split(":"))
        _, errors = second.communicate(timeout=120)
        assert second.returncode == 1
        assert "cannot listen on" in errors


def test_ipv6_and_a_unix_socket(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_site(out)
    with running(out, "::1", "0") as (_, address):
        assert until(lambda: answers(address))
        assert address.startswith("[::1]:")
    path = tmp_path / "s"
    with running(out, "localhost", "0", str(path)), closing(socket.socket(socket.AF_UNIX)) as client:
        assert until(path.exists)
        assert until(lambda: client.connect_ex(str(path)) == 0)
        client.sendall(b"GET /datasets/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 200 OK")


END = b"\r\nHost: x\r\nConnection: close\r\n"
TURTLE, HTML = b"text/turtle", b"text/html"
RAW: list[tuple[bytes, bytes, bytes]] = [
    (b"GET /datasets/a HTTP/1.1" + END, b"200", TURTLE),
    (b"GET http://evil.example/datasets/a HTTP/1.1" + END, b"200", TURTLE),
    (
        b"GET /datasets/a HTTP/1.1" + END + b"Accept: text/turtle\r\nAccept: text/html;q=0.1\r\n",
        b"200",
        TURTLE,
    ),
    (b"GET /datasets/a HTTP/1.1" + END + b"Accept: text/turtle;q=0.1\r\nAccept: text/html\r\n", b"200", HTML),
    (b"GET /datasets/a HTTP/1.1" + END + b"Accept: \xff\xfe\r\n", b"200", TURTLE),
    (b"GET /datasets/a HTTP/1.1" + END + b"If-None-Match: \xe5\r\n", b"200", TURTLE),
    (b"GET /datasets/a?\x25ff=\x2500 HTTP/1.1" + END, b"200", TURTLE),
    (b"GET /../../etc/passwd HTTP/1.1" + END, b"404", b"text/plain"),
    (b"GET /%%zz%%00 HTTP/1.1" + END, b"404", b"text/plain"),
    (b"GET //evil.example/ HTTP/1.1" + END, b"404", b"text/plain"),
    (b"GET /x HTTP/1.1" + END + b"Accept-Language: \xe5\r\n", b"404", b"text/plain"),
    (b"OPTIONS * HTTP/1.1" + END, b"204", b""),
    (b"OPTIONS /datasets/a HTTP/1.1" + END, b"204", b""),
    (b"FOO /datasets/a HTTP/1.1" + END, b"501", b"text/plain"),
    (b"get /datasets/a HTTP/1.1" + END, b"501", b"text/plain"),
    (b"DELETE /datasets/a HTTP/1.1" + END, b"405", b"text/plain"),
    (b"GET / HTTP/1.1" + END + b"Bad Header\r\n", b"400", b""),
    (b"GET / HTTP/9.9" + END, b"400", b""),
    (b"\x16\x03\x01\x02\x00", b"400", b""),
    (b"GET /" + b"a" * 70_000 + b" HTTP/1.1" + END, b"414", b""),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = tmp_path_factory.mktemp("server") / "out"
    write_site(out)
    with running(out) as (_, where):
        assert until(lambda: answers(where))
        yield where


@pytest.mark.parametrize(("request_", "status", "media_type"), RAW, ids=range(len(RAW)))
def test_raw_requests(address: str, request_: bytes, status: bytes, media_type: bytes) -> None:
    host, _, port = address.partition(":")
    with closing(socket.create_connection((host, int(port)), timeout=120)) as client:
        client.sendall(request_ + b"\r\n")
        head = client.makefile("rb").read().partition(b"\r\n\r\n")[0]
    assert head.split(b" ", 2)[1] == status
    found = [line for line in head.split(b"\r\n") if line.startswith(b"content-type: ")]
    assert (found[0][14:].partition(b";")[0] if found else b"") == media_type


def test_endless_headers_are_cut_off(address: str) -> None:
    host, _, port = address.partition(":")
    with closing(socket.create_connection((host, int(port)), timeout=120)) as client:
        try:
            client.sendall(b"GET / HTTP/1.1" + END + b"X: " + b"a" * 2_000_000 + b"\r\n\r\n")
            answer = client.makefile("rb").read()
        except ConnectionError:  # the server has closed while we were still writing
            answer = b""
    assert answer[:12] in (b"", b"HTTP/1.1 431")
    assert answers(address)


def test_a_harvester_written_in_java_is_answered(address: str) -> None:
    """One fixed Accept, as java.net.HttpURLConnection sends it: no coding asked for, no redirect followed."""
    for accept, suffix in (
        ("text/turtle", "ttl"),
        ("application/rdf+xml", "rdf"),
        ("application/ld+json", "jsonld"),
    ):
        status, headers, body = get(
            address, "/catalog", Accept=accept, User_Agent="Java/17.0.1", Connection="keep-alive"
        )
        assert (status, body) == (200, body_of("catalog", suffix))
        assert "content-encoding" not in headers
        assert int(headers["content-length"]) == len(body)
