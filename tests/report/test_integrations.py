"""What others' programs read: the action, the hooks, and the documentation that shows them whole."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pre_commit.clientlib import load_manifest

from dcat_publisher.checking.configuration import KEYS, read_configuration
from dcat_publisher.cli.options import FORMATS
from dcat_publisher.report.json_report import SCHEMA_FILE
from tests.checking.diagnosing import copied, run

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OURS = ("ci", "editors", "findings", "json-report")


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return loaded


def step(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in action()["runs"]["steps"] if one.get("name") == name)
    return found


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the runner does: bash -e -o pipefail, outside any terminal."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    actions = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    actions["GITHUB_OUTPUT"] = str(folder / "output.txt")
    actions["PROGRAM"] = str(Path(sys.executable).with_name("dcat-publisher"))
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    env = {**os.environ, **actions, "PATH": path, **environment}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_action_never_puts_inputs_into_scripts() -> None:
    steps = action()["runs"]["steps"]
    assert all("shell" in one for one in steps if "run" in one)
    assert not [one for one in steps if "${{" in one.get("run", "")]
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(action()["inputs"])


@pytest.mark.parametrize("source", ["", "source"])
def test_action_checks_and_annotates(source: str, tmp_path: Path) -> None:
    copied(tmp_path)
    script = step("Check and annotate")["run"]
    given = {"SOURCE": source, "FAIL_ON": "error", "DCAT_PUBLISHER_LANG": "", "SINCE": ""}
    assert bash(script, tmp_path, **given).returncode == 0
    file = tmp_path / "source/datasets/kpr.yaml"
    file.write_text(file.read_text("utf-8") + "bogus: x\n", "utf-8")
    done = bash(script, tmp_path, **given)
    assert done.returncode == 1
    assert "::error file=source/datasets/kpr.yaml," in done.stdout
    assert "R101" in (tmp_path / "summary.md").read_text("utf-8")


def test_action_writes_sarif_whatever_is_found(tmp_path: Path) -> None:
    source = copied(tmp_path)
    (source / "datasets/kpr.yaml").write_text("type: [", "utf-8")
    given = {"SOURCE": "source", "DCAT_PUBLISHER_LANG": "en", "FILE": str(tmp_path / "findings.sarif")}
    done = bash(step("Write SARIF")["run"], tmp_path, **given)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "findings.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert (tmp_path / "output.txt").read_text() == f"file={given['FILE']}\n"


def test_action_comments_what_changes(tmp_path: Path) -> None:
    source = copied(tmp_path)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.no"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "before"]):
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True)
    file = source / "datasets/npr-somatikk.yaml"
    file.write_text(file.read_text("utf-8").replace("2018-04-12", "2019-04-12"), "utf-8")
    script = step("Comment what changes")["run"]
    own = script.partition("gh pr comment")[0]  # the rest needs the service
    comment = tmp_path / "dcat-publisher-diff.md"
    done = bash(own, tmp_path, BASE="HEAD", SOURCE="", FOLDER=str(tmp_path), PULL_REQUEST="1")
    assert done.returncode == 0, done.stderr
    assert "2019-04-12" in comment.read_text("utf-8")


def test_action_takes_no_command_for_a_folder(tmp_path: Path) -> None:
    copied(tmp_path)
    given = {"SOURCE": "source; touch broken $(touch broken)", "FAIL_ON": "error", "SINCE": ""}
    assert bash(step("Check and annotate")["run"], tmp_path, **given).returncode == 2
    assert not (tmp_path / "broken").exists()


def test_hooks_are_as_pre_commit_wants_them(tmp_path: Path) -> None:
    hooks = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert [hook["id"] for hook in hooks] == ["dcat-publisher-check", "dcat-publisher-fix"]
    source = copied(tmp_path)
    for hook in hooks:
        program, *words = hook["entry"].split()
        assert program == "dcat-publisher"
        assert run(*words, str(source)).exit_code == 0


def blocks(name: str, language: str) -> list[str]:
    text = (DOCS / f"{name}.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_every_example_in_the_documents_is_read() -> None:
    for name in OURS:
        for text in blocks(name, "yaml"):
            yaml.safe_load(text)
        for text in blocks(name, "toml"):
            tomllib.loads(text)
        for text in blocks(name, "json"):
            json.loads(text)


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    workflow = yaml.safe_load(blocks("ci", "yaml")[0])
    steps = workflow["jobs"]["check"]["steps"]
    given = next(one["with"] for one in steps if one["uses"].startswith("OWNER/"))
    assert set(given) <= set(action()["inputs"])
    assert all(isinstance(value, str) for value in given.values())


def test_the_documented_report_is_as_its_schema_says() -> None:
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(blocks("json-report", "json")[0]))


def test_the_documented_configuration_has_every_key(tmp_path: Path) -> None:
    waivers, options = blocks("findings", "toml")
    file = tmp_path / "dcat-publisher.toml"
    file.write_text(f"{options}\n{waivers}", "utf-8")
    read = read_configuration(file)
    assert {*read.options, "waivers", "profiles"} == set(KEYS)  # `profiles` stands for `profile`
    assert len(read.waivers) == 1


def test_formats_and_options_in_the_documents_exist() -> None:
    text = (DOCS / "findings.md").read_text("utf-8")
    table = text.partition("## Formats")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == FORMATS
    known = "".join(run(command, "--help").stdout for command in ("check", "build", "serve", "query"))
    written = " ".join((DOCS / f"{name}.md").read_text("utf-8") for name in OURS)
    options = set(re.findall(r"`[^`\n]*?(--[a-z][a-z-]+)", written))
    options |= set(re.findall(r"dcat-publisher (?:check|build|serve) .*?(--[a-z][a-z-]+)", written))
    assert len(options) > 12
    assert sorted(option for option in options if option not in known) == []


def test_the_waiver_in_the_documents_waives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = copied(tmp_path) / "datasets/npr-somatikk.yaml"
    line = blocks("findings", "yaml")[0].replace("2027-01-01", "2099-01-01")
    file.write_text(file.read_text("utf-8").replace("issued: 2018-04-12\n", line), "utf-8")
    assert run("check", "source", "--select", "T,W").exit_code == 0
