"""A checkout as an attacker would send it: a sound catalogue, and a trap under every name that may be run."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.project import start

PROGRAM = Path(sys.executable).with_name("dcat-publisher")
TOP_LEVEL = sorted({*sys.stdlib_module_names, *packages_distributions(), "dcat_publisher", "dask", "tests"})
ALWAYS_TRIED = ("sitecustomize", "usercustomize", "pip", "venv", "ensurepip")
_GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@example.no", "-c", "init.defaultBranch=main"]


@dataclass(frozen=True)
class Checkout:
    """A hostile working folder; `marker` is written by whatever of it is run."""

    folder: Path
    marker: Path
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a build server: nothing of this test's own."""
        return {
            "PATH": f"{PROGRAM.parent}{os.pathsep}/usr/local/bin:/usr/bin:/bin", "HOME": str(self.home),
            "LC_ALL": "C.UTF-8", "PAGER": str(self.folder / "pager"), "XDG_CACHE_HOME": str(self.home / "c"),
        }  # fmt: skip

    def run(self, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the folder, and see that nothing of it was run."""
        done = subprocess.run(
            command, cwd=self.folder, env={**self.environment, **more}, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        self.was_not_run(done.stdout + done.stderr)
        return done

    def was_not_run(self, output: str = "") -> None:
        """See that no trap was sprung."""
        run = self.marker.read_text("utf-8") if self.marker.exists() else ""
        self.marker.unlink(missing_ok=True)
        assert run == "", output


def trap(marker: Path) -> str:
    """The text of a module that says that it was run, and then is in the way."""
    return f"with open({str(marker)!r}, 'a') as file:\n    file.write(__name__ + '\\n')\nraise OSError\n"


def program(marker: Path) -> str:
    """The text of a shell script that says that it was run."""
    return f'#!/bin/sh\necho "$0 $*" >> {marker}\nexec cat\n'


def hostile_checkout(folder: Path) -> Checkout:
    """Make a hostile checkout, a git repository with two commits, in an empty folder."""
    top, marker, home = folder / "checkout", folder / "was-run", folder / "home"
    home.mkdir()
    start(top / "source")
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "before"]):
        subprocess.run([*_GIT, *words], cwd=top, check=True)
    _spring_modules(top, marker)
    _spring_git(top, marker)
    return Checkout(top, marker, home)


def _spring_modules(top: Path, marker: Path) -> None:
    for name in {*TOP_LEVEL, *ALWAYS_TRIED}:
        (top / f"{name}.py").write_text(trap(marker), "utf-8")
    for name in ("pip", "venv", "dcat_publisher"):
        (top / name).mkdir()
        for inside in ("__init__", "__main__"):
            (top / name / f"{inside}.py").write_text(trap(marker), "utf-8")
    (top / "x.pth").write_text(f"import os; os.system('echo pth >> {marker}')\n", "utf-8")
    for name in ("git", "python", "python3", "gh", "dcat-publisher", "pager", "sh"):
        (top / name).write_text(program(marker), "utf-8")
        (top / name).chmod(0o755)


def _spring_git(top: Path, marker: Path) -> None:
    """Let git run programs, as far as a repository's own configuration and attributes can have it."""
    script = top / "pager"
    settings = {
        "core.fsmonitor": script, "core.pager": script, "core.sshCommand": script, "core.editor": script,
        "core.hooksPath": top / "hooks", "diff.external": script, "diff.trap.textconv": script,
        "diff.trap.command": script, "filter.trap.smudge": script, "filter.trap.clean": script,
        "filter.trap.process": script, "filter.trap.required": "true", "pager.log": script,
        "credential.helper": script, "uploadpack.packObjectsHook": script, "gpg.program": script,
        "remote.origin.url": "/nowhere", "remote.origin.uploadpack": script, "remote.origin.promisor": "true",
    }  # fmt: skip
    with (top / ".git/config").open("a", encoding="utf-8") as config:
        for name, value in settings.items():
            section, _, key = name.rpartition(".")
            first, _, second = section.partition(".")
            head = f'[{first} "{second}"]' if second else f"[{first}]"
            config.write(f"{head}\n\t{key} = {value}\n")
    (top / ".gitattributes").write_text("* filter=trap diff=trap\n", "utf-8")
    (top / ".git/info").mkdir(exist_ok=True)
    (top / ".git/info/attributes").write_text("* filter=trap diff=trap\n", "utf-8")
    (top / "hooks").mkdir()
    for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        (top / "hooks" / name).write_text(program(marker), "utf-8")
        (top / "hooks" / name).chmod(0o755)
