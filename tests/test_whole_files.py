"""Tests are dealt out by whole files, in one order that begins with the longest."""

from __future__ import annotations

import pytest

from tests.project import ROOT
from tests.whole_files import COSTLY, TOGETHER, WholeFiles, longest_first, not_together, unit


@pytest.mark.parametrize(
    ("nodeid", "dealt"),
    [
        ("tests/model/test_terms.py::test_a", "tests/model/test_terms.py"),
        ("tests/model/test_terms.py::TestClass::test_a[x::y]", "tests/model/test_terms.py"),
        ("tests/model/test_terms.py::test_a[u:p@host/x]", "tests/model/test_terms.py"),
        ("tests/publish/pages/test_browser_access.py::test_a", "Chromium"),
        ("tests/publish/variables/test_browser_variables.py::test_a", "Chromium"),
        ("tests/serve/test_clients.py::test_a[nginx]", "Java"),
    ],
)
def test_whole_files_are_dealt_out(nodeid: str, dealt: str, request: pytest.FixtureRequest) -> None:
    request.config.option.tx = ["popen"]
    assert WholeFiles(request.config)._split_scope(nodeid) == dealt


def test_each_entry_is_of_a_file_that_there_is() -> None:
    files = [file.relative_to(ROOT).as_posix() for file in (ROOT / "tests").rglob("test_*.py")]
    assert [start for start in TOGETHER if not any(file.startswith(start) for file in files)] == []
    assert set(COSTLY.values()) <= {unit(file) for file in files}


def test_the_longest_come_first_and_files_stay_whole(request: pytest.FixtureRequest) -> None:
    items = list(request.session.items)
    longest_first(items)
    assert sorted(item.nodeid for item in items) == sorted(item.nodeid for item in request.session.items)
    dealt = [unit(item.nodeid.partition("::")[0]) for item in items]
    begun = [name for name, before in zip(dealt, ["", *dealt], strict=False) if name != before]
    assert len(begun) == len(set(begun))


class Costly:
    """A test that asks for Java."""

    fixturenames = ("tmp_path", "real_thing")

    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid


def test_what_takes_something_costly_is_listed() -> None:
    listed, other = Costly("tests/serve/test_clients.py::test_a"), Costly("tests/serve/test_site.py::test_b")
    lines = not_together([listed, other])  # type: ignore[list-item]
    assert lines == [
        "tests/serve/test_site.py::test_b takes 'real_thing': add its file to tests/whole_files.py, 'Java'"
    ]
