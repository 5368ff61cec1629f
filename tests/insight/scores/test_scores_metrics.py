"""Scores, metric by metric, against a second implementation over rdflib."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from dcat_publisher.insight.scores import measure
from dcat_publisher.insight.scores.metrics import METRICS, Dimension, Scheme, maximum
from dcat_publisher.insight.scores.scorecard import Scorecard, parts_of
from dcat_publisher.model.terms import iri_value
from tests.insight.scores.scoring import reference, scored
from tests.insight.scores.second_score import DATES, ON_DATASET, ON_DISTRIBUTION, URLS
from tests.insight.scores.second_score import score as second

LISTED = {"non-proprietary": measure._NON_PROPRIETARY, "machine-readable": measure._MACHINE_READABLE}


def _agrees(card: Scorecard) -> int:
    """Compare every metric of every dataset in both schemes; give how many points there were."""
    seen = 0
    for subject, part in parts_of(card.name, card.graph).items():
        graph = rdflib.Graph().parse(
            data="".join(f"{' '.join(triple)} .\n" for triple in part.graph), format="nt"
        )
        for scheme, assessment in card.of(subject).items():
            complies = not card.failures[scheme][subject]
            statuses = {address: status for address, status in card.statuses.items() if status is not None}
            theirs = second(graph, iri_value(subject), statuses, scheme is Scheme.FDK, complies, LISTED)
            ours = {metric.name: points for metric in METRICS if (points := assessment.points(metric))}
            assert ours in theirs, (subject, scheme)
            assert assessment.total() == sum(ours.values())
            seen += assessment.total()
    return seen


def test_the_table_is_the_one_of_the_portals() -> None:
    eu = {**{name: row[0] for name, row in {**ON_DATASET, **ON_DISTRIBUTION}.items()}, "dcatApCompliance": 30}
    eu |= dict.fromkeys(DATES, 5) | {name: worth for name, (worth, _) in URLS.items()}
    assert {metric.name: metric.eu for metric in METRICS} == eu
    assert {metric.name: metric.fdk for metric in METRICS} == {**eu, "formatMatch": 15, "syntaxValid": 15}
    assert (sum(eu.values()), maximum(Scheme.EU), maximum(Scheme.FDK)) == (405, 405, 435)
    of = {scheme: [maximum(scheme, one) for one in Dimension] for scheme in Scheme}
    assert of == {Scheme.EU: [100, 100, 110, 75, 20], Scheme.FDK: [100, 100, 140, 75, 20]}
    reachable = sum(metric.fdk for metric in METRICS if metric.is_reachable(Scheme.FDK))
    assert reachable == 365


def test_reference_catalogue() -> None:
    assert _agrees(reference()) > 3000


NODES = ["ex:here", "<https://elsewhere.no/x>", '"a text"', "[]"]
RIGHTS = [
    "eu:access-right\\/PUBLIC",
    "<https://publications.europa.eu/resource/authority/access-right/RESTRICTED>",
    "ex:open",
    '"PUBLIC"',
]
FORMATS = [
    "eu:file-type\\/CSV",
    "<https://publications.europa.eu/resource/authority/file-type/XLSX>",
    "eu:file-type\\/PDF",
    "eu:file-type\\/NOSUCH",
    '"CSV"',
    "<https://www.iana.org/assignments/media-types/text/csv>",
    "<http://www.iana.org/assignments/media-types/text/csv>",
]
MEDIA = [
    "<https://www.iana.org/assignments/media-types/application/json>",
    "<https://www.iana.org/assignments/media-types/no/such>",
    "eu:file-type\\/JSON",
    '"text/csv"',
]
LICENCES = [
    "<http://creativecommons.org/licenses/by/4.0/>",
    "<https://creativecommons.org/licenses/by/4.0/>",
    "<http://creativecommons.org/licenses/by/4.0>",
    "eu:licence\\/CC_BY_4_0",
    "eu:licence\\/NLOD_2_0",
    "<http://data.norge.no/nlod/no/2.0>",
    "<https://data.norge.no/nlod/no/2.0>",
    "<https://data.norge.no/nlod>",
    '"CC BY"',
]
STATUSES = [200, 204, 301, 404, 405, 500]
DATASET_VALUES = {
    "dcat:keyword": ['"a"@nb'],
    "dct:subject": NODES,
    "dcat:theme": NODES,
    "dct:spatial": NODES,
    "dct:temporal": NODES,
    "dct:accessRights": RIGHTS,
    "dcat:contactPoint": NODES,
    "dct:publisher": NODES,
    "dct:issued": ['"2020-01-01"^^xsd:date', '"x"'],
    "dct:modified": ['"2020-01-01"^^xsd:date'],
    "dct:title": ['"T"@nb'],
    "dct:description": ['"D"@nb'],
    "dct:identifier": ['"1"'],
}
DISTRIBUTION_VALUES = {
    "dcat:accessURL": ["ex:a", "ex:b", '"https://example.no/a"'],
    "dcat:downloadURL": ["ex:a", "ex:c", '"text"'],
    "dct:format": FORMATS,
    "dcat:mediaType": MEDIA,
    "dct:license": LICENCES,
    "dct:rights": NODES,
    "dcat:byteSize": ['"1"^^xsd:decimal'],
    "dct:issued": ['"2020-01-01"^^xsd:date'],
    "dct:modified": ['"2020-01-01"^^xsd:date'],
}


def described(values: dict[str, list[str]]) -> st.SearchStrategy[str]:
    """Draw some properties, each with one or two values."""
    drawn = st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(st.sampled_from(choice), min_size=1, max_size=2) for name, choice in values.items()
        },
    )
    return drawn.map(lambda found: " ".join(f"; {name} {', '.join(some)}" for name, some in found.items()))


@st.composite
def catalogues(draw: st.DrawFn) -> str:
    """Draw a dataset with up to three distributions: with address or blank, typed or not."""
    lines = []
    names = draw(st.lists(st.sampled_from(["ex:d1", "ex:d2", "ex:d3", "_:d4"]), max_size=3, unique=True))
    for name in names:
        types = draw(
            st.sampled_from(
                ["a dcat:Distribution", "a dcat:Distribution", "a dcat:Distribution", "a dct:Other"]
            )
        )
        lines.append(f"{name} {types} {draw(described(DISTRIBUTION_VALUES))} .")
    links = f"; dcat:distribution {', '.join(names)}" if names else ""
    return "\n".join([f"ex:set a dcat:Dataset {draw(described(DATASET_VALUES))} {links} .", *lines])


@pytest.mark.slow
@settings(max_examples=15)
@given(turtle=catalogues(), statuses=st.dictionaries(st.sampled_from("abc"), st.sampled_from(STATUSES)))
def test_any_dataset(turtle: str, statuses: dict[str, int]) -> None:
    _agrees(scored(turtle, {f"https://example.no/{name}": status for name, status in statuses.items()}))


@pytest.mark.parametrize(
    "name",
    [
        metric.name
        for metric in METRICS
        if metric.name not in ("formatMatch", "syntaxValid", "dcatApCompliance")
    ],
)
@pytest.mark.parametrize("scheme", Scheme)
def test_every_metric_can_be_won_and_lost(name: str, scheme: Scheme) -> None:
    metric = next(metric for metric in METRICS if metric.name == name)
    full = scored(FULL, {"https://example.no/a": 200, "https://example.no/c": 204}).of(SUBJECT)[scheme]
    bare = scored("ex:set a dcat:Dataset .").of(SUBJECT)[scheme]
    assert bare.points(metric) == 0
    assert full.points(metric) == (metric.points(scheme) if metric.is_reachable(scheme) else 0)


SUBJECT = "<https://example.no/set>"
FULL = """
ex:set a dcat:Dataset ; dcat:keyword "a" ; dcat:theme ex:t ; dct:spatial ex:s ; dct:temporal ex:p ;
    dct:accessRights eu:access-right\\/PUBLIC ; dcat:contactPoint ex:c ; dct:publisher ex:o ;
    dcat:distribution ex:d .
ex:d a dcat:Distribution ; dcat:accessURL ex:a ; dcat:downloadURL ex:c ; dct:format eu:file-type\\/CSV ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
    dct:license <http://creativecommons.org/licenses/by/4.0/>, eu:licence\\/CC_BY_4_0 ; dct:rights ex:r ;
    dcat:byteSize 1.0 ; dct:issued "2020-01-01"^^xsd:date ; dct:modified "2020-01-01"^^xsd:date .
"""
