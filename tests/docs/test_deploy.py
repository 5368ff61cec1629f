"""What stands in `deploy/` and in the workflows, as far as it can be run without a container engine."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from dcat_publisher.cli import main
from dcat_publisher.model.version import __version__
from dcat_publisher.serve.sparql.limits import Limits
from tests.project import ROOT

DEPLOY = ROOT / "deploy"
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), DEPLOY / "build-and-deploy.yml"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
UNIT = (DEPLOY / "dcat-publisher.service").read_text("utf-8")


def words_of(text: str) -> list[str]:
    return re.findall(r"--[a-z-]+", text)


@pytest.mark.parametrize(
    "command", [DOCKERFILE[DOCKERFILE.index("\nCMD") :], UNIT, (DEPLOY / "compose.yaml").read_text("utf-8")]
)
def test_options_are_those_of_serve(command: str) -> None:
    known = CliRunner().invoke(main, ["serve", "--help"]).output
    used = [word for word in words_of(command) if word not in ("--interval", "--timeout")]
    assert len(used) >= 2
    assert [word for word in used if word not in known] == []


def test_a_server_is_given_the_time_that_its_answers_may_take() -> None:
    spare = 5
    compose = (DEPLOY / "compose.yaml").read_text("utf-8")
    guide = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    given = [
        re.findall(pattern, text)
        for pattern, text in (
            (r"\nTimeoutStopSec=(\d+)\n", UNIT),
            (r"stop_grace_period: (\d+)s", compose),
            (r"--stop-timeout (\d+) ", guide),
            (r"TimeoutStopSec=(\d+)`", guide),
            (r"give it (\d+) seconds", guide),
        )
    ]
    assert given == [[str(Limits().longest_answer + spare)]] * 5
    assert f"{Limits().longest_answer} at most and five to spare" in guide
    operation = (ROOT / "docs" / "operation.md").read_text("utf-8")
    assert f"so {Limits().longest_answer} seconds with the limits as they are" in operation


def test_the_query_service_is_not_stopped_before_its_server() -> None:
    assert "\nKillMode=mixed\n" in UNIT
    assert "\nSTOPSIGNAL SIGTERM\n" in DOCKERFILE


def test_the_image_has_what_the_wheel_is_built_of() -> None:
    copied = set(re.findall(r"^COPY (?!--)(.*) \S+$", DOCKERFILE, re.MULTILINE))
    names = {name for line in copied for name in line.split()}
    assert names == {"pyproject.toml", "README.md", "LICENSE", "src", "shapes", "vocab"}
    assert all((ROOT / name).exists() for name in names)
    assert f"ARG VERSION={__version__}\n" in DOCKERFILE
    assert re.search(r"^USER [1-9]\d*:0$", DOCKERFILE, re.MULTILINE)
    assert "HEALTHCHECK" in DOCKERFILE


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "dcat-publisher.service"
    unit.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", UNIT, flags=re.MULTILINE), "utf-8")
    found = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], check=False, capture_output=True, text=True, timeout=120
    )
    assert [line for line in found.stderr.splitlines() if "dcat-publisher.service" in line] == []


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_takes_the_proxy(tmp_path: Path) -> None:
    own = (DEPLOY / "nginx-proxy.conf").read_text("utf-8").replace("catalogue:8000", "127.0.0.1:8000")
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f'pid "{tmp_path}/pid";\nerror_log stderr;\nevents {{ }}\nhttp {{\naccess_log off;\n{own}\n}}\n'
    )
    found = subprocess.run(
        ["nginx", "-t", "-c", str(whole)], check=False, capture_output=True, text=True, timeout=120
    )
    assert found.returncode == 0, found.stderr
    assert "warn" not in found.stderr


@pytest.mark.parametrize("file", [*WORKFLOWS, DEPLOY / "compose.yaml"], ids=lambda file: file.name)
def test_yaml_is_whole(file: Path) -> None:
    read = yaml.safe_load(file.read_text("utf-8"))
    assert read["services"].keys() == {"catalogue", "nginx"} if file.name == "compose.yaml" else read["jobs"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_job_may_do_what_it_needs_and_no_more(file: Path) -> None:
    read = yaml.safe_load(file.read_text("utf-8"))
    assert read["permissions"] in ({"contents": "read"}, {"contents": "write"})
    steps = [step for job in read["jobs"].values() for step in job["steps"]]
    for step in steps:  # the title of a pull request, or the name of a branch, would be run
        command = step.get("run", "")
        assert "${{ github.event" not in command
        assert "${{ github.head_ref" not in command
        if step.get("shell") == "python":
            compile(command, file.name, "exec")
            continue
        checked = subprocess.run(["sh", "-n"], input=command, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr


def test_the_shell_steps_of_the_image_are_sound() -> None:
    for command in re.findall(r"^RUN ((?:.*\\\n)*.*)$", DOCKERFILE, re.MULTILINE):
        checked = subprocess.run(["sh", "-n"], input=command, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr


def test_the_version_is_the_same_wherever_it_is_repeated() -> None:
    for name, pattern in (
        ("CITATION.cff", f"^version: {re.escape(__version__)}$"),
        ("publiccode.yml", f"^softwareVersion: {re.escape(__version__)}$"),
        ("deploy/Dockerfile", f"^ARG VERSION={re.escape(__version__)}$"),
    ):
        assert re.search(pattern, (ROOT / name).read_text("utf-8"), re.MULTILINE), name
        assert name.endswith("file") or yaml.safe_load((ROOT / name).read_text("utf-8"))
