"""A catalogue to start from: the files that `init` writes."""

from __future__ import annotations

from pathlib import Path

from dcat_publisher.model.errors import ConfigurationError

MODEL = Path(__file__).with_name("starter_catalog")
"""The files as they are written, and examples for who tests."""


def write_starter(folder: Path) -> list[Path]:
    """Write the starter catalogue to a folder that is empty or not there yet; gives the files made."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(f"{folder} is not an empty folder; name another one")
    made: list[Path] = []
    for file in sorted(MODEL.rglob("*.yaml")):
        target = folder / file.relative_to(MODEL)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
        made.append(target)
    return made
