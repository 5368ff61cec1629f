"""A catalogue to start from: the files that `init` writes."""

from __future__ import annotations

from pathlib import Path

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.resources import packaged


def write_starter(folder: Path) -> list[Path]:
    """Write the starter catalogue to a folder that is empty or not there yet; gives the files made."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(f"{folder} is not an empty folder; name another one")
    made: list[Path] = []
    model = packaged("starter")
    for file in sorted(model.rglob("*.yaml")):
        target = folder / file.relative_to(model)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
        made.append(target)
    return made
