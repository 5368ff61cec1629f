"""The site: the editions, each built by the generator, together in one folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.website.editions import LANGUAGES, Edition


def build_site(out: Path) -> None:
    """Write the site to a folder, which is replaced; raises CalledProcessError where the generator fails."""
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            edition = Edition(language)
            work = Path(folder) / language
            work.mkdir()
            edition.write(work)
            call = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
            subprocess.run(call, cwd=work, check=True, stdout=sys.stderr)
            shutil.copytree(work / "site", Path(folder) / "all" / edition.place, dirs_exist_ok=True)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(Path(folder) / "all", out)
