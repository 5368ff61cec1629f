"""Nothing of the working folder is run: no module, no program, by no command, not by the action or a hook."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

from dcat_publisher.cli import COMMANDS
from tests.confinement.hostile import PROGRAM, TOP_LEVEL, Checkout, hostile_checkout

ROOT = Path(__file__).parents[2]
NOBODY = "http://127.0.0.1:9/store"
CALLS: dict[str, list[tuple[list[str], int]]] = {
    "check": [
        (["check", "source"], 0),
        (["check", "source", "--changed-since", "HEAD", "--output-format", "sarif"], 0),
        (["check", "source", "--fix"], 0),
        (["check", "out/catalog.ttl"], 0),
        (["check", "many", "--jobs", "2", "--exit-zero"], 0),
    ],
    "build": [(["build", "source", "--jobs", "2"], 0)],
    "serve": [(["serve", "nowhere"], 2)],  # and below, where it answers
    "init": [(["init", "new"], 0)],
    "new": [(["new", "dataset", "nytt", "many"], 0)],
    "keys": [(["keys", "Dataset"], 0)],
    "explain": [(["explain", "T201"], 0)],
    "rules": [(["rules"], 0)],
    "vocab": [(["vocab", "list"], 0), (["vocab", "show", "theme"], 0)],
    "schema": [(["schema", "source"], 0)],
    "lsp": [(["lsp"], 0)],
    "completion": [(["completion", "bash"], 0)],
    "rehearse": [(["rehearse", "source", "--since", "HEAD:source"], 0)],
    "score": [(["score", "source"], 0)],
    "diff": [(["diff", "HEAD:source", "source"], 0), (["diff", "out", "source"], 0)],
    "query": [(["query", "ASK {}"], 0)],
    "import": [(["import", "out/catalog.ttl", "--to", "imported"], 0)],
    "push": [(["push", NOBODY], 3)],
    "compare": [(["compare", NOBODY], 3)],
}
"""Each command, with the exit code that it has in a sound catalogue of which `out` was built."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    made = hostile_checkout(tmp_path_factory.mktemp("hostile"))
    many = made.folder / "many"
    many.mkdir()
    (many / "catalog.yaml").write_text((made.folder / "source/catalog.yaml").read_text("utf-8"), "utf-8")
    for number in range(201):  # as many as are read in several processes
        (many / f"d{number}.yaml").write_text("type: Dataset\ntitle: {nb: En}\n", "utf-8")
    assert made.run(PROGRAM, "build", "source").returncode == 0
    return made


def test_the_traps_have_every_name() -> None:
    assert {"select", "socket", "json", "yaml", "click", "granian", "pyoxigraph", "rdflib"} <= set(TOP_LEVEL)
    assert len(TOP_LEVEL) > 300


def test_the_traps_work(checkout: Checkout) -> None:
    """As Python is usually started, a module of the working folder is run; else this test could not fail."""
    done = subprocess.run(
        [sys.executable, "-c", "import select"], cwd=checkout.folder, env=checkout.environment,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    with pytest.raises(AssertionError):
        checkout.was_not_run()


def test_every_command_is_called() -> None:
    assert set(CALLS) == set(COMMANDS)


@pytest.mark.parametrize(
    ("words", "code"), [call for calls in CALLS.values() for call in calls], ids=str
)
def test_no_command_runs_the_working_folder(words: list[str], code: int, checkout: Checkout) -> None:
    done = checkout.run(PROGRAM, *words)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


SPAWNING = """
import multiprocessing, sys
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv.pop(1))
    from dcat_publisher.cli import main
    main()
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])  # Linux until Python 3.13; all other systems and later
def test_serving_does_not(method: str, checkout: Checkout, tmp_path: Path) -> None:
    driver = tmp_path / "driver.py"
    driver.write_text(SPAWNING, "utf-8")
    command = [sys.executable, str(driver), method, "serve", "source", "--out", "served", "--port", "0"]
    with subprocess.Popen(
        command, cwd=checkout.folder, env=checkout.environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as server:  # fmt: skip
        try:
            assert server.stderr is not None
            lines = iter(server.stderr.readline, "")
            where = next(found[0] for line in lines if (found := re.search(r"http://[^/ ]+/", line)))
            asked = f"{where}sparql?query=ASK%20%7B%7D"
            assert b"true" in answer(asked)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
    checkout.was_not_run()


def answer(address: str) -> bytes:
    """What is answered, once the process that answers queries has its data."""
    deadline = time.monotonic() + 60
    request = urllib.request.Request(address, headers={"Accept": "application/sparql-results+json"})
    while True:
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return bytes(response.read())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def action() -> dict[str, str]:
    """The scripts of the action by the names of their steps."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    return {step["name"]: step["run"] for step in steps if "run" in step}


def bash(checkout: Checkout, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the runner does, in the working folder."""
    temp = checkout.home / "temp"
    temp.mkdir(exist_ok=True)
    given = {
        "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(temp / "summary"), "SOURCE": "", "SINCE": "HEAD",
        "GITHUB_OUTPUT": str(temp / "output"), "GITHUB_WORKSPACE": str(checkout.folder), "FAIL_ON": "error",
        "GITHUB_REPOSITORY": "a/b", "PROGRAM": str(PROGRAM), "FILE": str(temp / "sarif"), "BASE": "HEAD",
        "FOLDER": str(temp), "PULL_REQUEST": "1", "GH_TOKEN": "secret", **more,
    }  # fmt: skip
    return checkout.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script, **given)


@pytest.mark.parametrize("name", ["Check and annotate", "Write SARIF", "Comment what changes"])
def test_no_step_of_the_action_runs_it(name: str, checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "gh").write_text('#!/bin/sh\necho "$PWD $GH_TOKEN $*"\n')
    (tmp_path / "gh").chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{checkout.environment['PATH']}"
    done = bash(checkout, action()[name], PATH=path)
    assert done.returncode == 0, done.stdout + done.stderr
    if name == "Comment what changes":
        assert done.stdout.startswith(f"{checkout.home / 'temp'} secret pr comment 1 --repo a/b --body-file")


# What stands for an interpreter with an environment to install into: nothing is fetched in a test.
PYTHON = f"""#!/bin/sh
[ "$1" = -I ] || exec {sys.executable} "$@"
case "$2 $3" in
  "-m venv") mkdir -p "$5/bin"; cp "$0" "$5/bin/python" ;;
  "-m pip") echo "installed $PWD" ;;
  *) exec {sys.executable} "$@" ;;
esac
"""


def installed(checkout: Checkout, folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    (folder / "bin").mkdir()
    (folder / "bin/python").write_text(PYTHON)
    (folder / "bin/python").chmod(0o755)
    path = f"{folder / 'bin'}{os.pathsep}/usr/bin:/bin"
    return bash(checkout, action()["Install"], PATH=path, VENV=str(folder / "venv"), SOURCE=source)


@pytest.mark.parametrize("source", ["", "source", "source/datasets/eksempel.yaml", "nowhere"])
def test_the_action_installs_beside_it(source: str, checkout: Checkout, tmp_path: Path) -> None:
    output = checkout.home / "temp/output"
    done = installed(checkout, tmp_path, source)
    assert done.returncode == 0, done.stderr
    assert "installed" in done.stdout
    assert output.read_text("utf-8").splitlines()[-1] == f"program={tmp_path}/venv/bin/dcat-publisher"


@pytest.mark.parametrize("source", ["/etc", "..", "led-out", "led-out/x.ttl"])
def test_the_action_checks_nothing_outside(source: str, checkout: Checkout, tmp_path: Path) -> None:
    link = checkout.folder / "led-out"
    if not link.is_symlink():
        link.symlink_to("/etc")
    done = installed(checkout, tmp_path, source)
    assert (done.returncode, "leads out of the workspace" in done.stderr) == (1, True)


def test_python_is_isolated_wherever_it_is_started() -> None:
    """Every interpreter that the action, the program and the documents start in a checkout."""
    scripts = "\n".join(action().values())
    started = [line.partition("#")[0] for line in scripts.splitlines()]
    assert [line for line in started if "python" in line and "-I" not in line] == []
    assert "dcat-publisher check" not in scripts  # by its path, not by what PATH finds
    documents = (ROOT / "docs/ci.md").read_text("utf-8")
    assert "python -m" not in documents


@pytest.mark.parametrize("number", [0, 1])
def test_no_hook_runs_it(number: int, checkout: Checkout) -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[number]
    program, *words = hook["entry"].split()
    assert program == PROGRAM.name  # pre-commit puts its own environment first on PATH
    assert checkout.run(PROGRAM, *words, "source").returncode == 0
