"""A folder under edit hears of what is added to the project's own vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

from dcat_publisher.editor.lsp.folder import CheckedFolder

CATALOG = "base: https://example.org/\ndefaultLanguage: nb\ntype: Catalog\ntitle: Katalog\n"


def codes(folder: CheckedFolder) -> set[str]:
    return {found.code for found in folder.check({}).findings if found.place.file.endswith("d.yaml")}


def test_a_key_that_is_added_becomes_known(tmp_path: Path) -> None:
    (source := tmp_path / "source").mkdir()
    (vocabulary := tmp_path / "vocab").mkdir()
    (source / "catalog.yaml").write_text(CATALOG, "utf-8")
    (source / "d.yaml").write_text("type: Dataset\ntitle: D\nvårtEget: x\n", "utf-8")
    context = vocabulary / "context.jsonld"
    context.write_text(json.dumps({"@context": {}}), "utf-8")
    folder = CheckedFolder(source)
    assert "R101" in codes(folder)
    own = {"vårtEget": {"@id": "https://example.org/ns#eget"}}
    context.write_text(json.dumps({"@context": own}), "utf-8")
    assert "R101" not in codes(folder)


def test_what_is_not_saved_counts_and_is_forgotten_again(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(CATALOG, "utf-8")
    file = tmp_path / "d.yaml"
    file.write_text("type: Dataset\ntitle: D\n", "utf-8")
    folder = CheckedFolder(tmp_path)
    before = folder.check({}).findings
    changed = folder.check({file.as_posix(): "type: Dataset\ntitle: D\nukjent: x\n"}).findings
    assert {found.code for found in changed} - {found.code for found in before} == {"R101"}
    assert folder.check({}).findings == before
