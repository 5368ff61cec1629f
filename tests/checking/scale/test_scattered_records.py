"""What a record is taken for another one by may be in several files, as its distributions are."""

from pathlib import Path

import pytest

from dcat_publisher.checking.catalog import SourceCatalog
from dcat_publisher.checking.pipeline import opening
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, profile_named
from tests.checking.scale.generated_folders import VOCABULARY
from tests.whole_reading import read_whole

PROFILE = profile_named(DEFAULT_PROFILE)
CATALOG = "id: https://example.org/\ntitle: {nb: Katalog}\npublisher: eier\n"
AGENTS = "eier: {type: Organization, name: {nb: Eier}}\nannen: {type: Organization, name: {nb: Annen}}\n"
DATASET = "type: Dataset\ntitle: {nb: Felles}\npublisher: "
FILE = "type: Distribution\naccessURL: https://example.org/\ndownloadURL: https://example.org/a.csv\n"
SCATTERED = {
    "distributions in files of their own": (
        "R212",
        {
            "datasets/a": "type: Dataset\ntitle: {nb: A}\ndistribution: fil-a\n",
            "datasets/b": "type: Dataset\ntitle: {nb: B}\ndistribution: [fil-b]\n",
            "filer/fil-a": FILE,
            "filer/fil-b": FILE,
        },
    ),
    "the publisher of a record that is described twice": (
        "R206",
        {
            "a": f"{DATASET}annen\n",
            "b": "type: Dataset\nid: https://example.org/x\ntitle: {nb: Felles}\npublisher: ukjent\n",
            "c": "type: Dataset\nid: https://example.org/x\ntitle: {nb: Andre}\npublisher: annen\n",
        },
    ),
    "a publisher that nobody is before one that is": (
        "R206",
        {"a": f"{DATASET}annen\n", "b": f"{DATASET}[ukjent, annen]\n"},
    ),
}


@pytest.mark.parametrize("unit", [1, 64])
@pytest.mark.parametrize("kind", SCATTERED)
def test_it_is_found_as_in_the_whole(
    kind: str, unit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "UNIT", unit)
    code, records = SCATTERED[kind]
    for name, text in {"catalog": CATALOG, "agents": AGENTS, **records}.items():
        file = tmp_path / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    findings = SourceCatalog(tmp_path, VOCABULARY, PROFILE, None).check().findings
    assert [found.code for found in findings].count(code) == 1
    assert findings == read_whole(tmp_path, VOCABULARY, PROFILE).findings
