"""No message repeats the user name and password of an address, whatever its scheme."""

from pathlib import Path

import pytest

from dcat_publisher.model.logins import without_logins
from tests.project import read_only

MASKED = [
    ("jdbc:postgresql://u:hunter2@a.no/db", "jdbc:postgresql://***@a.no/db"),
    ("https://u:p@hunter2@a.no/ x", "https://***@a.no/ x"),
    ("jdbc:oracle:thin:scott/hunter2@//h:1521/x", "jdbc:oracle:thin:***@//h:1521/x"),
    ("x://u:hunter2/w@a.no", "x://***@a.no"),
    ("x://u:hunter2 w@a.no", "x://***@a.no"),
    ("sip:bob:hunter2@h", "sip:***@h"),
    ("https://hunter2@a.no", "https://***@a.no"),
    ("`ftp://u:hunter2@a` og https://c:hunter2@e", "`ftp://***@a` og https://***@e"),
]
PLAIN = [
    "mailto:a@b.no", "https://www.example.no/@etaten", "https://a.no:80/x@y", "kari@example.no", "a: b@c",
]  # fmt: skip


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_a_login_is_masked(text: str, masked: str) -> None:
    assert without_logins(text) == masked


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_login_stays(text: str) -> None:
    assert without_logins(text) == text


@pytest.mark.parametrize("address", [address for address, _ in MASKED])
@pytest.mark.parametrize(
    "key", ["landingPage", "identifier", "issued", "theme", "publisher", "version", "ukjent"]
)
def test_no_finding_repeats_one(key: str, address: str, tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text("base: https://data.example.no/\ntype: Catalog\n", "utf-8")
    (tmp_path / "a.yaml").write_text(f'type: Dataset\n{key}: "{address}"\n"{address}": x\n', "utf-8")
    findings = read_only(tmp_path).findings
    assert findings
    assert "hunter2" not in "".join(f"{found.message}{found.help}" for found in findings)
