"""One file on two processors: the same as on one, and only where nothing can be lost by it.

A fork is a matter of a process without threads, which a run of the tests is not: each test has its own.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.lines import lines_of
from dcat_publisher.rdf.lines.ntriples import KnownLines
from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.system import second_process
from dcat_publisher.system.second_process import has_second_process, second_process_allowed

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks are shared on Linux alone")
BEGIN = """
import os, sys, time
from dcat_publisher.system import second_process
second_process.processors = lambda: 2
"""
READ = """
from pathlib import Path
from dcat_publisher.rdf import indexing
from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.shacl import compile_shapes, read_shapes, sharing, validate
indexing.LARGE, sharing.MANY = 1, 1
forks, fork = [], os.fork
os.fork = lambda: forks.append(1) or fork()
def everything(file, shapes):
    graph = read_rdf(file)
    results = validate(graph, compile_shapes(read_shapes([shapes])))
    order = [(node, list(said.items())) for node, said in graph.index.items()]
    return order, list(graph.starts), [tuple(result) for result in results]
file, shapes = map(Path, sys.argv[1:])
alone = everything(file, shapes)
assert not forks, "a process that nobody allowed"
with second_process.second_process_allowed():
    both = everything(file, shapes)
assert len(forks) == 2, forks
assert both == alone
print(len(alone[2]), len(alone[1]))
"""
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <urn:s#> .
s:A a sh:NodeShape ; sh:targetClass s:C ; sh:targetObjectsOf s:q ; sh:targetNode s:nowhere ;
  sh:property [ sh:path s:p ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "nei"@nb ] ; sh:node s:B .
s:B sh:property [ sh:path s:q ; sh:maxCount 0 ; sh:class s:D ] .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def _run(code: str, *arguments: Path | str) -> str:
    words = [sys.executable, "-c", BEGIN + code, *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _lines(count: int) -> list[str]:
    return [
        line
        for number in range(count)
        for line in (
            f"<urn:n{number}> {TYPE} <urn:s#C> .",
            f'<urn:n{number}> <urn:s#p> "{"æ" * (number % 7)}"@nb .',
            *([f"<urn:n{number}> <urn:s#q> <urn:n{number - 3}> ."] if number % 5 == 4 else []),
        )
    ]


MIXED = {
    "a line for each triple": (_lines(60), 60),
    "a node in two places": ([*_lines(60), '<urn:n2> <urn:s#p> "mer" .'], 0),
    "a triple twice": ([*_lines(60), _lines(60)[-1]], 0),
    "an empty line": (["", *_lines(60)], 0),
    "a property in two places": ([*_lines(60), '<urn:x> <urn:s#p> "1" .', f"<urn:x> {TYPE} <urn:s#C> .",
                                  '<urn:x> <urn:s#p> "2" .'], 0),
    "lines for the parser": ([*_lines(30), r'<urn:n7> <urn:s#p> "\u00e5" .', *_lines(60)[60:]], 0),
    "a comment at the end": ([*_lines(60), "# <urn:x>", "# y"], 0),
    "one node alone": ([f'<urn:x> <urn:s#p> "{number}" .' for number in range(90)], 1),
}  # fmt: skip


@on_linux
@pytest.mark.parametrize("name", MIXED)
def test_on_two_processors_graph_and_results_are_the_same(name: str, tmp_path: Path) -> None:
    lines, starts = MIXED[name]
    (file := tmp_path / "data.nt").write_text("\n".join(lines) + "\n", "utf-8")
    (shapes := tmp_path / "shapes.ttl").write_text(SHAPES, "utf-8")
    results, known = _run(READ, file, shapes).split()
    assert int(known) == starts
    assert int(results) > 0


@pytest.mark.parametrize("name", MIXED)
def test_lines_that_are_known_from_reading_are_those_of_the_file(name: str, tmp_path: Path) -> None:
    lines, starts = MIXED[name]
    (file := tmp_path / "data.nt").write_text("\ufeff" + "\n".join(lines), "utf-8")
    graph = read_rdf(file)
    assert len(graph.starts) == starts
    stands = lines_of(file, graph.index, Graph(graph))
    assert len(stands) > 60
    if starts:
        known = KnownLines(graph)
        assert {key: known.get(key) for key in stands} == stands
        for node in ("<urn:none>", *graph.index):
            for key in ((node, "<urn:none>"), (node, "<urn:s#p>", '"none"')):
                assert known.get(key) is None


def test_a_triple_that_is_added_stands_on_no_line(tmp_path: Path) -> None:
    (file := tmp_path / "data.nt").write_text("\n".join(_lines(3)), "utf-8")
    graph = read_rdf(file)
    assert list(graph.starts) == [1, 3, 5]
    graph.add("<urn:n0>", "<urn:s#p>", '"ny"')
    assert not graph.starts


@on_linux
@pytest.mark.parametrize("fault", ["1 / 0", "os._exit(0)", "os.kill(os.getpid(), 9)", "sys.exit(4)"])
def test_what_fails_in_the_copy_has_no_answer(fault: str) -> None:
    code = f"""
def work():
    {fault}
    return b"never"
with second_process.meanwhile(work) as copy:
    answer = copy.answer()
print(answer)
"""
    assert _run(code) == "None"


@on_linux
def test_a_copy_ends_with_its_block_and_leaves_nothing() -> None:
    code = """
with second_process.meanwhile(lambda: time.sleep(600)) as copy:
    pass
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no child")
"""
    assert _run(code) == "no child"


@on_linux
def test_a_copy_has_no_more_time_than_its_original() -> None:
    """Whose time is over first, on a busy machine, is not said: that of the copy, or of who waits for it."""
    code = """
from dcat_publisher.shacl.limits import TimeBoundError, within
def work():
    while True: pass
try:
    with within(1.0), second_process.meanwhile(work) as copy:
        print(copy.answer())
except TimeBoundError:
    print(None)
"""
    assert _run(code) == "None"


def test_nothing_is_shared_where_it_is_not_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_process, "processors", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not has_second_process()
    with second_process_allowed():
        assert has_second_process()
        in_thread: list[bool] = []
        thread = threading.Thread(target=lambda: in_thread.append(has_second_process()))
        thread.start()
        thread.join()
        assert in_thread == [False]
        for place, name, value in (
            (second_process, "processors", lambda: 1),
            (threading, "active_count", lambda: 2),
            (sys, "platform", "darwin"),
        ):
            with monkeypatch.context() as other:
                other.setattr(place, name, value)
                assert not has_second_process(), name
    assert not has_second_process()
