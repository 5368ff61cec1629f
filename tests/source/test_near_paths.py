"""What is said of a path at which there is nothing: what was meant, and never to make something there."""

from pathlib import Path

import pytest

from dcat_publisher.source.near_paths import near_path, no_catalog, nothing_there


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source" / "datasets").mkdir(parents=True)
    for name in ("npr-somatikk.yaml", "npr-tsb.yaml", "kuhr.yaml"):
        (tmp_path / "source" / "datasets" / name).write_text("type: Dataset\n", "utf-8")
    (tmp_path / "source" / "catalog.yaml").write_text("type: Catalog\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("source/datasets/npr-somatik.yaml", "source/datasets/npr-somatikk.yaml"),
        ("source/datasets/kuhr.yml", "source/datasets/kuhr.yaml"),
        ("source/datasets/kuhr", "source/datasets/kuhr.yaml"),
        ("Source/datasets/kuhr.yaml", "source/datasets/kuhr.yaml"),
        ("sourse/datasets/npr-somatik.yaml", "source/datasets/npr-somatikk.yaml"),
        ("sourse", "source"),
        ("source.ttl", None),
        ("source/datasets/npr-xyz.yaml", None),
        ("elsewhere/datasets/kuhr.yaml", None),
    ],
)
def test_the_path_that_was_meant(folder: Path, typed: str, meant: str | None) -> None:
    assert near_path(folder / typed) == (folder / meant if meant else None)
    assert ("did you mean" in nothing_there(folder / typed)["en"]) == (meant is not None)


@pytest.mark.parametrize("typed", ["source/datasets/npr-somatik.yaml", "sourse", "other.yaml", "catalog.ttl"])
def test_nobody_is_told_to_make_a_catalogue_where_a_file_or_a_near_folder_was_meant(
    folder: Path, typed: str
) -> None:
    assert "init" not in no_catalog(folder / typed / "catalog.yaml")["en"]


def test_a_new_folder_may_be_made(folder: Path) -> None:
    assert "`dcat-publisher init" in no_catalog(folder / "katalog" / "catalog.yaml")["en"]


@pytest.mark.parametrize("name", ["catalog.yml", "Catalog.yaml"])
def test_the_file_of_the_catalogue_under_another_name_is_to_be_renamed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("type: Catalog\n", "utf-8")
    if not (tmp_path / "catalog.yaml").exists():  # where case makes no difference it is the file itself
        assert f"give {tmp_path.as_posix()}/{name} that name" in no_catalog(tmp_path / "catalog.yaml")["en"]


def test_in_a_folder_that_may_not_be_listed_nothing_is_guessed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert near_path(folder / "sourse") is None
