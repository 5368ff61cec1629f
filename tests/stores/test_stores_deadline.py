"""A store that never comes to an end, and one whose certificate is not trusted."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError, StoreError
from dcat_publisher.stores.connection import Answer, Connection, Patience, checked_address
from dcat_publisher.stores.credentials import Credentials

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n"
# Each drips for as long as anybody listens: a byte often enough that no time-out of a socket strikes.
DRIPS = {
    "the status": (b"", b"H"),
    "a header": (HEAD + b"X-Long: ", b"x"),
    "headers": (HEAD, b"X: y\r\n"),
    "a body of a known length": (HEAD + b"Content-Length: 1000000\r\n\r\n", b"#"),
    "a body in pieces": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n#\r\n"),
    "a body without end": (HEAD + b"Connection: close\r\n\r\n", b"#"),
    "promises": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@contextmanager
def dripping(first: bytes, drop: bytes) -> Iterator[tuple[str, list[socket.socket]]]:
    """Serve something without end; give the address and the connections that came."""
    taken: list[socket.socket] = []
    ended = threading.Event()

    def drip(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.sendall(first)
            while not ended.wait(0.02):
                connection.sendall(drop)

    def take() -> None:
        with suppress(OSError):
            while True:
                taken.append(server.accept()[0])
                threading.Thread(target=drip, args=(taken[-1],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/store", taken
        ended.set()
        server.shutdown(socket.SHUT_RDWR)
    for connection in taken:
        connection.close()


def ask(url: str, seconds: float = 60) -> Answer:
    connection = Connection(Patience(seconds, 6, 0, lambda _: None), Credentials())
    try:
        return connection.send("GET", url, {})
    finally:
        connection.close()


@pytest.mark.parametrize("what", DRIPS)
def test_a_dripping_store_is_given_up(what: str) -> None:
    with dripping(*DRIPS[what]) as (url, taken):
        start = time.monotonic()
        with pytest.raises(StoreError, match=r"no whole answer within 0\.3 seconds"):
            ask(url, 0.3)
        assert time.monotonic() - start < 30  # without the bound it would not end at all
        assert len(taken) <= 2


def test_a_slow_answer_in_time_is_whole() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with server.accept()[0] as connection:
                connection.recv(65536)
                for piece in (HEAD, b"Content-Length: 4\r\n\r\n", b"a", b"b", b"c", b"d"):
                    connection.sendall(piece)
                    time.sleep(0.02)

        threading.Thread(target=answer, daemon=True).start()
        found = ask(f"http://127.0.0.1:{server.getsockname()[1]}/")
        assert (found.status, found.body) == (200, b"abcd")


def test_an_answer_has_so_many_bytes_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dcat_publisher.stores.connection.LARGEST", 3 * 1024 * 1024)
    first = HEAD + b"Connection: close\r\n\r\n"
    with dripping(first, b"#" * 1024 * 1024) as (url, _), pytest.raises(StoreError, match="more than 3 MiB"):
        ask(url)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that only its owner trusts, with its key, in one file."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    command = [
        program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "certificate.pem",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return folder


@contextmanager
def secured(folder: Path) -> Iterator[tuple[int, list[None]]]:
    """Serve one answer to whom trusts the certificate; give the port, and an entry for each who came."""
    came: list[None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")

    def take() -> None:
        with suppress(OSError):
            while True:
                connection = server.accept()[0]
                came.append(None)
                with connection, suppress(OSError), context.wrap_socket(connection, server_side=True) as safe:
                    safe.recv(65536)
                    safe.sendall(HEAD + b"Content-Length: 2\r\n\r\nok")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=take, daemon=True).start()
        yield server.getsockname()[1], came
        server.shutdown(socket.SHUT_RDWR)


def test_a_certificate_that_is_not_trusted_is_refused_at_once(certificate: Path) -> None:
    with secured(certificate) as (port, came):
        with pytest.raises(StoreError) as raised:
            ask(f"https://localhost:{port}/store?key=geheim")
        assert len(came) == 1
    assert str(raised.value).startswith(f"the certificate of https://localhost:{port}/store is not trusted: ")
    assert "SSL_CERT_FILE" in str(raised.value)
    assert "geheim" not in str(raised.value)


def test_a_certificate_of_another_host_is_refused_at_once(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    with secured(certificate) as (port, came):
        assert ask(f"https://localhost:{port}/").body == b"ok"
        with pytest.raises(StoreError, match=r"IP address mismatch.*127\.0\.0\.1"):
            ask(f"https://127.0.0.1:{port}/")
        assert len(came) == 2


def test_a_store_without_tls_is_told_at_once() -> None:
    with dripping(b"HTTP/1.1 400 Bad Request\r\n\r\n", b"x") as (url, taken):
        with pytest.raises(StoreError, match="cannot be reached by https"):
            ask(url.replace("http:", "https:"))
        assert len(taken) == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.no/bøker?navn=blå", "https://example.no/b%C3%B8ker?navn=bl%C3%A5"),
        ("http://example.no/a%20b?x=%C3%A6&y=[1]", "http://example.no/a%20b?x=%C3%A6&y=[1]"),
        ("http://blåbær.no:8080", "http://blåbær.no:8080"),
    ],
)
def test_an_address_is_put_as_http_can_carry_it(address: str, expected: str) -> None:
    assert checked_address(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "http://example.no/a b", "http://exa mple.no/", "http://example.no/\x1b[31m",
        "http://example.no/\r\nX: y",
        "http://a..b/", f"http://{'a' * 64}.no/", "http://example.no/\udcff",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ConfigurationError):
        checked_address(address)
