"""Nothing from outside reaches a terminal as what it would obey."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

import dcat_publisher.cli
from dcat_publisher.cli import main
from dcat_publisher.system.printable import in_place, one_line, visible
from tests.generated_site import BASE, write_generated
from tests.local_server import LocalServer
from tests.project import run

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# Clears the screen, hides what follows, reports back, sets the title; C1, a return, a deletion, bidi.
EVIL = "a\x1b[2J\x1b[8m\x1b[6n\x1b]0;x\x07\x9b31m\rOK\x08\x7f\u202etxt"
ESCAPED = OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", EVIL)
TURTLE = f"""@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/catalog> a dcat:Catalog ; dct:title "{ESCAPED}" ; dcat:dataset <https://example.org/d> .
<https://example.org/d> a dcat:Dataset ; dct:title "{ESCAPED}"@nb ; dct:issued "{ESCAPED}" ;
  dct:license <https://example.org/{{}}> ; dcat:keyword "{ESCAPED}"@en ; dct:identifier "{ESCAPED}" .
"""


@given(st.text())
def test_a_visible_text_has_nothing_to_obey_and_reads_back(text: str) -> None:
    assert OBEYED.search(visible(text)) is None
    written = json.dumps({"x": text}, ensure_ascii=False)
    assert json.loads(visible(written)) == {"x": text}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_ntriples_read_back_from_a_visible_text(text: str) -> None:
    value = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    (quad,) = parse(visible(f'<urn:s> <urn:p> "{value}" .'), format=RdfFormat.N_TRIPLES)
    assert quad.object.value == text


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert one_line(text).isprintable()
    assert in_place(text).isprintable()
    assert len(in_place(text)) == len(text)


@pytest.mark.parametrize(
    "command",
    [
        ("rehearse", "NEW"), ("rehearse", "NEW", "--output-format", "json"), ("score", "NEW"),
        ("score", "NEW", "--output-format", "json"), ("diff", "OLD", "NEW"),
        ("diff", "OLD", "NEW", "--output-format", "patch"), ("diff", "OLD", "NEW", "--output-format", "json"),
        ("diff", "OLD", "NEW", "--output-format", "markdown"), ("check", "NEW"),
        ("check", "NEW", "--output-format", "github"), ("check", "NEW", "--output-format", "full"),
    ],
)  # fmt: skip
def test_a_document_obeys_nobody(tmp_path: Path, command: tuple[str, ...]) -> None:
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text(TURTLE.replace(ESCAPED, "plain").replace("{}", "x"), "utf-8")
    new.write_text(TURTLE.replace("{}", "y"), "utf-8")
    found = run(*(word.replace("OLD", str(old)).replace("NEW", str(new)) for word in command))
    assert found.code in (0, 1), found.err
    assert found.out
    for text in (found.out, found.err):
        assert OBEYED.search(text) is None


class Liar:
    """A store that puts control characters wherever it can."""

    def __init__(self) -> None:
        self.status = 200
        liar = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
                kind, data = liar.reply(body)
                self.send_response(liar.status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        served = LocalServer(Handler)
        self.url, self.close = served.root, served.close

    def reply(self, body: str) -> tuple[str, bytes]:
        if self.status != 200:
            return f"text/{EVIL}".encode().decode("latin-1").replace("\r", ""), EVIL.encode()
        if "COUNT" in body:
            return "application/sparql-results+json", rows("n", "1")
        if "DISTINCT" in body:
            return "application/sparql-results+json", rows("g", f"{BASE}{EVIL}".replace(" ", ""))
        if "SELECT" in body:
            return "application/sparql-results+json", rows("x", EVIL)
        return "text/turtle", f'<urn:s> <urn:p> "{ESCAPED}" .'.encode()


def rows(name: str, value: str) -> bytes:
    bindings = [{name: {"type": "literal", "value": value}}]
    return json.dumps({"head": {"vars": [name]}, "results": {"bindings": bindings}}).encode()


@pytest.fixture
def liar() -> Iterator[Liar]:
    made = Liar()
    yield made
    made.close()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("printable") / "out"
    write_generated(made, 2)
    return made


@pytest.mark.parametrize(
    "command",
    [
        ("compare", "URL", "--query-url", "URL", "--triples"), ("compare", "URL", "--triples"),
        ("compare", "--query-url", "URL"), ("push", "URL", "--query-url", "URL", "--dry-run", "--prune"),
        ("push", "URL", "--query-url", "URL", "--prune"), ("query", "SELECT ?x {}", "--endpoint", "URL"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [200, 400, 403, 404, 500])
def test_a_store_obeys_nobody(
    liar: Liar, out: Path, command: tuple[str, ...], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dcat_publisher.stores.connection.Connection._pause", lambda *_: 0.0)
    liar.status = status
    extra = () if command[0] == "query" else ("--out", str(out))
    found = CliRunner().invoke(main, [*(word.replace("URL", liar.url) for word in command), *extra])
    assert found.stdout + found.stderr
    assert found.exit_code != 0 or status == 200
    for text in (found.stdout, found.stderr):
        assert OBEYED.search(text) is None, (command, text)


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_document_on_a_terminal_is_made_visible(liar: Liar, form: str) -> None:
    command = ["query", "SELECT ?x {}", "--endpoint", liar.url, "--format", form]
    program = [sys.executable, "-c", "from dcat_publisher.cli import main; main()", *command]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(program, stdout=theirs, stdin=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # the end of a terminal
        pass
    os.close(ours)
    assert process.wait(60) == 0
    text = shown.decode().replace("\r\n", "\n")
    assert "[2J" in text
    assert OBEYED.search(text) is None
    piped = subprocess.run(program, capture_output=True, check=True).stdout.decode()
    if form == "csv":
        assert EVIL in piped
    if form == "json":
        assert json.loads(piped)["results"]["bindings"][0]["x"]["value"] == EVIL


def test_what_tells_of_the_outside_says_it_in_one_way() -> None:
    folder = Path(dcat_publisher.cli.__file__).parent
    for name in ("compare", "push", "query", "rehearse", "score", "fixing"):
        assert "click.echo" not in (folder / f"{name}.py").read_text("utf-8"), name
