"""A code of a public list has its label there; a concept of one's own has none but the one that is given."""

import pytest

from tests.shapes.cases import triples
from tests.shapes.dcat_ap.cases import results, right

CODES = [
    "http://publications.europa.eu/resource/authority/data-theme/HEAL",
    "http://publications.europa.eu/resource/authority/file-type/CSV",
    "http://purl.org/adms/publishertype/NationalAuthority",
    "http://eurovoc.europa.eu/100141",
    "https://www.iana.org/assignments/media-types/text/csv",
    "https://psi.norge.no/los/tema/helse-og-omsorg",
]
OWN = ["https://www.example.no/publications.europa.eu/resource/authority/x", "http://purl.org/admsx/a"]


def lacking(concept: str) -> int:
    said = triples(f"<{concept}> a skos:Concept .")
    found = results([*right(), *said])
    return sum("Concept-prefLabel-required" in result.source_shape for result in found)


@pytest.mark.parametrize("code", CODES)
def test_a_code_of_a_list_needs_no_label_here(code: str) -> None:
    assert lacking(code) == 0


@pytest.mark.parametrize("concept", OWN)
def test_a_concept_of_ones_own_needs_one(concept: str) -> None:
    assert lacking(concept) == 1
