"""Where the configuration is found, what goes before it, and what a wrong one is told."""

from pathlib import Path

import pytest

from dcat_publisher.checking.configuration import find_configuration, read_configuration
from dcat_publisher.model.errors import ConfigurationError
from tests.checking.diagnosing import copied, run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    source = copied(tmp_path)
    file = source / "datasets/kpr.yaml"
    file.write_text(file.read_text("utf-8") + "bogus: x\n", "utf-8")
    return tmp_path


def said(*options: str, env: dict[str, str] | None = None) -> str:
    return run("check", "--select", "R", "--output-format", "concise", *options, env=env).stdout


def test_nearest_upward_from_the_source(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "dcat-publisher.toml").write_text('lang = "nn"\n')
    assert "Ukjend nøkkel" in said("source")
    (project / "source/pyproject.toml").write_text('[tool.other]\nlang = "nb"\n')
    assert "Ukjend nøkkel" in said("source")
    (project / "source/pyproject.toml").write_text('[tool.dcat-publisher]\nlang = "nb"\n')
    assert "Ukjent nøkkel" in said("source")
    monkeypatch.chdir("/")
    assert "Ukjent nøkkel" in said(str(project / "source"))


def test_command_line_then_environment_then_configuration(project: Path) -> None:
    (project / "dcat-publisher.toml").write_text('lang = "nn"\n')
    environment = {"DCAT_PUBLISHER_LANG": "nb"}
    assert "Ukjent nøkkel" in said("source", env=environment)
    assert "Unknown key" in said("source", "--lang", "en", env=environment)
    assert "Unknown key" in said("source", "--isolated")
    (project / "other.toml").write_text('lang = "nb"\n')
    assert "Ukjent nøkkel" in said("source", "--config", "other.toml")
    assert run("check", "source", "--config", "missing.toml").exit_code == 2


def test_the_source_of_a_project_is_found_from_below(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "dcat-publisher.toml").write_text('source = "source"\nlang = "en"\n')
    monkeypatch.chdir(project / "source/datasets")
    assert "Unknown key" in said()


def test_it_counts_for_build_too(project: Path) -> None:
    (project / "dcat-publisher.toml").write_text('ignore = ["R101"]\nout = "published"\n')
    result = run("build", "source")
    assert result.exit_code == 0, result.stderr
    assert (project / "published/catalog.ttl").is_file()


WRONG = [
    ("lang =", "dcat-publisher.toml"),
    ("profle = 'x'", "did you mean `profile`"),
    ("lnag = 'nb'", "the keys are lang"),
    ("lang = 3", "`lang` should be a text"),
    ("select = 'T'", "list of texts"),
    ("waivers = 3", "[[waivers]]"),
    ("[[waivers]]\ncode = 'T201'\nuntil = 2027-01-01", "without a reason"),
    ("[[waivers]]\ncode = 'T201'\nreason = 'x'\nuntil = 'soon'", "2027-01-01"),
    ("[[waivers]]\nrule = 'T201'", "the keys are code"),
    ("[[waivers]]\ncode='T201'\nreason='x'\nuntil=2027-01-01\nfiles = 3", "`files`"),
    ("lang = 'de'", "de"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_wrong_configuration_is_one_clear_line(project: Path, text: str, told: str) -> None:
    (project / "dcat-publisher.toml").write_text(text)
    result = run("check", "source")
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        read_configuration(tmp_path / "dcat-publisher.toml")
    (tmp_path / "dcat-publisher.toml").write_bytes(b"lang = '\xff'")
    found = find_configuration(tmp_path)
    assert found is not None
    with pytest.raises(ConfigurationError):
        read_configuration(found)
