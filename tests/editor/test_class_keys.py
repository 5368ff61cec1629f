"""What a key means is told for the class it is on: by `keys`, by hover, and by completion."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from dcat_publisher.editor.class_keys import ClassKeys, Need
from dcat_publisher.model.named_terms import DATASET, SERIES
from dcat_publisher.model.namespaces import DCAT, DCT
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.vocabulary.profile import profile_named
from tests.project import ROOT, vocabulary

BOOK = RuleBook(profile_named())
KEYS = ClassKeys(vocabulary(), BOOK)
DISTRIBUTION = DCAT.Distribution


def keys(*arguments: str) -> str:
    told = CliRunner().invoke(main, ["keys", *arguments])
    assert told.exit_code == 0, told.output
    return told.stdout


def test_a_key_means_what_it_means_on_its_class() -> None:
    on_dataset, on_distribution = KEYS.key(DATASET, DCT.description), KEYS.key(DISTRIBUTION, DCT.description)
    assert on_dataset is not None
    assert on_distribution is not None
    assert (on_dataset.need, on_distribution.need) == (Need.MUST, Need.SHOULD)
    assert "with your own words" not in on_distribution.meaning["en"]
    assert "file or page" in on_distribution.meaning["en"]


def test_every_class_has_keys_and_every_need_is_one_of_the_profile() -> None:
    assert {"Dataset", "DatasetSeries", "Distribution", "Catalog", "DataService"} <= set(KEYS.classes)
    for term in KEYS.classes.values():
        for key in KEYS.of(term):
            required = {rule.code for rule in BOOK.required_of(term)}
            if key.need is Need.MUST:
                assert required, (term, key.key)
            assert set(key.value) >= {"nb", "nn", "en"}, key.key


def test_what_a_class_may_not_have_is_not_listed() -> None:
    assert KEYS.key(SERIES, DCAT.distribution) is None
    assert KEYS.key(DATASET, DCAT.distribution) is not None


@pytest.mark.parametrize("term", KEYS.classes.values(), ids=KEYS.classes)
def test_no_meaning_has_an_example_or_a_hole_in_it(term: str) -> None:
    for key in KEYS.of(term):
        for text in key.meaning.values():
            assert "for eksempel ``" not in text
            assert ": `" not in text.rstrip("."), (key.key, text)
            assert text.endswith((".", "…")), (key.key, text)
            assert text not in ("Skriv.", "Write."), key.key


def test_the_page_is_not_stale() -> None:
    page = (ROOT / "docs" / "keys.md").read_text("utf-8")
    fresh = keys("--output-format", "markdown", "--lang", "en")
    assert page == fresh, "write it anew, as it says at its top"


def test_a_class_is_asked_for_by_any_of_its_names() -> None:
    assert keys("Datasett", "--lang", "nn") == keys("Dataset", "--lang", "nn")
    assert "(må" in keys("Dataset", "--lang", "nn")
    told = json.loads(keys("Dataset", "--output-format", "json"))
    assert {"title", "publisher"} <= {key["key"] for key in told["Dataset"]}


def test_a_class_that_is_not_there_is_told_of() -> None:
    told = CliRunner().invoke(main, ["keys", "Datset"])
    assert (told.exit_code, "Dataset" in told.stderr) == (2, True)


def test_every_key_of_the_reference_source_is_listed() -> None:
    text = (Path(ROOT) / "source" / "datasets" / "kpr.yaml").read_text("utf-8")
    written = {line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()} - {"type"}
    assert written <= {key.key for key in KEYS.of(DATASET)}


def test_a_key_that_no_rule_is_about_is_told_by_the_terms_of_its_profile() -> None:
    """What a view moves elsewhere is written under a key all the same, and people have to find it."""
    told = keys("Dataset", "--profile", "healthdcat-ap", "--lang", "en")
    name, what, value, example = told[told.index("  ehdsAccessRights ") :].splitlines()[:4]
    assert name == "  ehdsAccessRights / tilgangsrettigheterEHDS  (may)"
    assert what.strip() == (
        "Access rights under EHDS. Write the level under EHDS where it is another than in Norway."
    )
    assert "`access-right`" in value
    assert example.strip() == "Example: ehdsAccessRights: NON_PUBLIC"
    assert "  hdab / tilgangsorgan  (may)" in keys("Catalog", "--profile", "healthdcat-ap", "--lang", "en")
    assert "ehdsAccessRights" not in keys("Dataset")


def test_a_value_that_has_to_be_there_is_a_must() -> None:
    told = keys("Dataset", "--profile", "healthdcat-ap", "--lang", "en")
    assert "  theme / tema  (must, several)" in told
