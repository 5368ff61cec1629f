"""HTTP to a store: who we are, what is tried again, and what is never shown."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dcat_publisher.model.errors import ConfigurationError, StoreError
from dcat_publisher.stores import credentials
from dcat_publisher.stores.connection import Answer, Connection, Patience, Request, checked_address, refused
from dcat_publisher.stores.credentials import Authorizer, Credentials, credentials_for
from tests.local_server import LocalServer

Reply = tuple[int, dict[str, str], bytes] | None
SECRET = "geheim-4711"


class Server:
    """Answers with what a script says, one entry for each request; None cuts the connection."""

    def __init__(self) -> None:
        self.script: list[Reply] = []
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                server.seen.append((self.command, self.path, dict(self.headers), body))
                reply = server.script.pop(0) if server.script else (200, {}, b"")
                if reply is None:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    self.close_connection = True
                    return
                status, headers, data = reply
                self.send_response(status)
                for name, value in {"Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        served = LocalServer(Handler)
        self.url = f"{served.root}store?x=1"
        self.close = served.close


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def connect(waits: list[float]) -> Iterator[Callable[..., Connection]]:
    made: list[Connection] = []

    def connection(known: Credentials | None = None, seconds: float = 2) -> Connection:
        made.append(Connection(Patience(seconds, 4, 0.5, waits.append), known or Credentials()))
        return made[-1]

    yield connection
    for each in made:
        each.close()


def test_a_request_arrives_as_it_is(server: Server, connect: Callable[..., Connection]) -> None:
    server.script = [(201, {"Content-Type": "text/turtle; charset=utf-8"}, b"body")]
    answer = connect().send("PUT", server.url, {"Content-Type": "application/n-triples"}, b"<s>")
    assert answer == Answer(201, "text/turtle", b"body")
    method, path, headers, body = server.seen[0]
    assert (method, path, body) == ("PUT", "/store?x=1", b"<s>")
    assert headers["Content-Type"] == "application/n-triples"
    assert "Authorization" not in headers


@pytest.mark.parametrize("first", [None, (503, {}, b"busy"), (502, {}, b""), (429, {}, b""), (408, {}, b"")])
def test_what_may_pass_is_tried_again(
    server: Server, connect: Callable[..., Connection], waits: list[float], first: Reply
) -> None:
    server.script = [first, first, (204, {}, b"")]
    assert connect().send("PUT", server.url, {}, b"x").status == 204
    assert [seen[3] for seen in server.seen] == [b"x"] * 3
    assert 0.25 <= waits[0] <= 0.5
    assert 0.5 <= waits[1] <= 1


def test_the_store_says_how_long_to_wait(
    server: Server, connect: Callable[..., Connection], waits: list[float]
) -> None:
    server.script = [(503, {"Retry-After": "7"}, b""), (503, {"Retry-After": "9999"}, b""), (200, {}, b"")]
    connect().send("GET", server.url, {})
    assert waits == [7, 30]


def test_trying_comes_to_an_end(server: Server, connect: Callable[..., Connection]) -> None:
    server.script = [(503, {"Retry-After": "3600"}, b"down for\nmaintenance")] * 9
    with pytest.raises(
        StoreError, match=r"/store does not answer \(tries: 4\): status 503: down for maintenance"
    ):
        connect().send("GET", server.url, {})
    assert len(server.seen) == 4


def test_a_store_that_is_not_there_is_named(connect: Callable[..., Connection]) -> None:
    with pytest.raises(StoreError, match=r"http://127.0.0.1:9/store does not answer"):
        connect().send("GET", "http://127.0.0.1:9/store?key=geheim", {})


def test_a_store_that_hangs_is_given_up(connect: Callable[..., Connection]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf, pytest.raises(StoreError, match="timed out"):
        connect(seconds=0.1).send("GET", f"http://127.0.0.1:{deaf.getsockname()[1]}/", {})


@pytest.mark.parametrize("status", [400, 404, 415, 501])
def test_what_will_not_pass_is_given_back(
    server: Server, connect: Callable[..., Connection], status: int
) -> None:
    server.script = [(status, {}, b"no")]
    assert connect().send("GET", server.url, {}).status == status
    assert len(server.seen) == 1


def test_a_redirection_is_not_followed(server: Server, connect: Callable[..., Connection]) -> None:
    server.script = [(307, {"Location": "http://elsewhere.example.org/"}, b"")]
    with pytest.raises(StoreError, match="redirects elsewhere"):
        connect(Credentials(token=SECRET)).send("PUT", server.url, {}, b"x")
    assert len(server.seen) == 1


def test_a_password_goes_out_only_when_asked_for(server: Server, connect: Callable[..., Connection]) -> None:
    server.script = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), (200, {}, b""), (200, {}, b"")]
    connection = connect(Credentials("user", "pass"))
    assert connection.send("GET", server.url, {}).status == 200
    assert connection.send("GET", server.url, {}).status == 200
    sent = [headers.get("Authorization") for _, _, headers, _ in server.seen]
    assert sent == [None, "Basic dXNlcjpwYXNz", "Basic dXNlcjpwYXNz"]


@pytest.mark.parametrize(
    "challenges", [['Basic realm="x"'], [f'Digest realm="x", nonce="{n}", qop="auth"' for n in range(9)]]
)
def test_a_wrong_password_is_not_tried_for_ever(
    server: Server, connect: Callable[..., Connection], challenges: list[str]
) -> None:
    server.script = [(401, {"WWW-Authenticate": challenges[n % len(challenges)]}, b"") for n in range(9)]
    assert connect(Credentials("user", SECRET)).send("GET", server.url, {}).status == 401
    assert len(server.seen) <= 3


def test_a_token_goes_with_every_request(server: Server, connect: Callable[..., Connection]) -> None:
    connect(Credentials(token="abc")).send("GET", server.url, {})
    assert server.seen[0][2]["Authorization"] == "Bearer abc"


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digest_gives_the_examples_of_rfc_7616(
    monkeypatch: pytest.MonkeyPatch, algorithm: str, response: str
) -> None:
    nonce, own = (
        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    )
    monkeypatch.setattr("dcat_publisher.stores.credentials.secrets.token_hex", lambda _: own)
    authorizer = Authorizer(Credentials("Mufasa", "Circle of Life"))
    challenge = (
        f'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, '
        f'nonce="{nonce}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    assert authorizer.learn([challenge])
    header = authorizer.header("GET", urlsplit("http://www.example.org/dir/index.html")) or ""
    assert f'response="{response}"' in header
    assert 'username="Mufasa"' in header
    assert "nc=00000001" in header
    assert "nc=00000002" in (authorizer.header("GET", urlsplit("http://www.example.org/")) or "")


def test_credentials_come_from_the_environment() -> None:
    found = credentials_for("x", {credentials.USER: "user", credentials.PASSWORD: SECRET})
    assert (found.user, found.password) == ("user", SECRET)
    assert SECRET not in repr(found)
    assert credentials_for("x", {credentials.TOKEN: SECRET}).token == SECRET
    assert SECRET not in repr(credentials_for("x", {credentials.TOKEN: SECRET}))
    with pytest.raises(ConfigurationError, match="or neither"):
        credentials_for("x", {credentials.USER: "user"})


def test_credentials_come_from_a_netrc_file(tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_text(f"machine store.example.org login user password {SECRET}\n", "utf-8")
    file.chmod(0o600)
    environment = {"NETRC": str(file)}
    assert credentials_for("store.example.org", environment) == Credentials("user", SECRET)
    assert not credentials_for("other.example.org", environment)
    assert not credentials_for("store.example.org", {"NETRC": str(tmp_path / "none")})


def test_a_broken_netrc_file_is_named_and_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_text(f"machine x login y password {SECRET} {SECRET}\n", "utf-8")
    file.chmod(0o600)
    with pytest.raises(ConfigurationError) as raised:
        credentials_for("x", {"NETRC": str(file)})
    assert str(file) in str(raised.value)
    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    "address",
    [
        "store", "ftp://example.org/", "http://", "http://example.org:x/", "http://example.org:0/", "http://[/",
        f"http://user:{SECRET}@example.org/", f"https://{SECRET}@example.org/", "http://example.org/#a",
    ],
)  # fmt: skip
def test_a_bad_address_is_refused_without_showing_it(address: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        checked_address(address)
    assert SECRET not in str(raised.value)


def test_a_refusal_says_what_to_do() -> None:
    assert "DCAT_PUBLISHER_STORE_USER" in str(refused(Request.QUERY, Answer(403, "text/plain", b"")))
    refusal = refused(Request.WRITE, Answer(400, "text/plain", b"bad\nthing"), "urn:g")
    assert str(refusal) == "the store cannot write the graph <urn:g>: status 400: bad thing"
    assert refusal.said("nn") == "lageret kan ikkje skrive grafen <urn:g>: status 400: bad thing"


def test_the_environment_is_what_is_read_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, credentials.TOKEN, "abc")
    assert credentials_for("x").token == "abc"
