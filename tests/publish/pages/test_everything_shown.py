"""All that the graph says of a thing is on its page, under the standard's name for it, in every language."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from pyoxigraph import RdfFormat, parse

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import TYPE, datatype, iri, is_iri, is_literal, lexical
from dcat_publisher.publish.pages import Site, addresses_below
from dcat_publisher.publish.pages import predicates as known
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.render import page
from dcat_publisher.publish.pages.text_blocks import blocks
from dcat_publisher.publish.pages.wording import day, word
from tests.project import read_only
from tests.publish.pages.pages_support import LANGUAGES, ROOT, Page, reference
from tests.source.generated import records
from tests.source.yaml_ld_vocabulary import Node

BASE = "https://example.org/"
# What has a heading in plain words instead of its name in the standard.
IN_WORDS = {
    known.DISTRIBUTION: ("access",),
    known.ACCESS_URL: ("go", "apply", "read_access"),
    known.DOWNLOAD_URL: ("download",),
    known.BYTE_SIZE: ("download",),
    known.HAS_DATASET: ("source",),
    known.HAS_SERVICE: ("services",),
    known.ACCESS_RIGHTS: ("access",),
    known.LEGISLATION: ("law",),
    known.LANDING_PAGE: ("landing",),
    known.PREVIOUS: ("edition_before",),
    known.NEXT: ("edition_after",),
    known.SERVES: ("serves",),
    known.ENDPOINT: ("endpoint",),
    known.ENDPOINT_DESCRIPTION: ("endpoint_description",),
    known.HOMEPAGE: ("homepage",),
    known.EMAIL: ("write",),
    known.CONTACT_PAGE: ("contact_page",),
    known.TELEPHONE: ("call",),
    known.DOCUMENTATION: ("documentation",),
}
# What stands as heading and introduction, without a name.
ON_TOP = {*NAMES, *known.DESCRIPTIONS}
DATES = {XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth")}
# What a period says in one phrase: "fra 1997", "2007–2017".
PERIOD = {known.START, known.END}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reference_catalogue(language: str) -> None:
    site = reference()
    assert len(site.addresses) > 40
    assert list(missing(site, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_and_property_of_the_standard(language: str) -> None:
    text = (ROOT / "tests/shapes/base.ttl").read_text("utf-8")
    assert list(missing(everything(text), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_distribution_in_several_languages(language: str) -> None:
    text = (ROOT / "tests/shapes/base.ttl").read_text("utf-8")
    more = '<distribution> dct:title "Tall"@nb, "Numbers"@en ; dct:description "Apply for data"@en .'
    assert list(missing(everything(f"{text}\n{more}\n"), language)) == []


def test_a_statement_left_out_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dcat_publisher.publish.pages.entity.TYPE", known.KEYWORD)
    site = replace(reference())  # of its own: what a page was made of is remembered with it
    assert {predicate for _, predicate, _ in missing(site, "nb")} == {known.KEYWORD}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "tests/cases/_base", tmp_path_factory.mktemp("shown") / "source"))


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(record=records())
def test_generated_records(catalogue: Path, record: Node) -> None:
    site = described(catalogue, record)
    for language in LANGUAGES:
        assert list(missing(site, language)) == [], record


# What else is a button, a line or a card: a nested node is shown in full all the same.
NESTED = {
    "DataService": "endpointURL endpointDescription landingPage page applicableLegislation accessRights",
    "Dataset": "landingPage accessRights applicableLegislation prev next publisher contactPoint distribution",
    "DatasetSeries": "landingPage accessRights prev next",
    "Organization": "homepage page hasURL",
    "Kind": "hasURL hasEmail",
    "Catalog": "homepage landingPage applicableLegislation",
}


@pytest.mark.parametrize(("class_", "keys"), NESTED.items())
def test_what_is_nested_where_a_link_is_expected(catalogue: Path, class_: str, keys: str) -> None:
    inner: dict[str, Node] = {
        key: {"type": "Catalog", "title": {"nb": f"B {key}"}, "keyword": {"nb": key}, "identifier": key}
        for key in keys.split()
    }
    record: Node = {"type": class_, "title": {"nb": "A"}, **inner}
    assert list(missing(described(catalogue, record), "nb")) == []


@pytest.mark.parametrize("key", ["accessURL", "downloadURL"])
def test_what_is_nested_in_a_distribution(catalogue: Path, key: str) -> None:
    inner: Node = {"type": "Document", "title": {"nb": "B"}, "keyword": {"nb": "ord"}}
    record: Node = {"type": "Dataset", "title": {"nb": "A"}, "distribution": {key: inner}}
    assert list(missing(described(catalogue, record), "nb")) == []


def described(catalogue: Path, record: Node) -> Site:
    (catalogue / "datasets" / "case.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    found = read_only(catalogue)
    base = found.settings.base
    return Site(found.graph, base, iri(found.iri), [], addresses_below(found.graph, base), LANGUAGES)


def everything(turtle: str) -> Site:
    quads = parse(turtle, format=RdfFormat.TURTLE, base_iri=BASE)
    graph = Graph((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)
    return Site(graph, BASE, iri(f"{BASE}catalog"), [], addresses_below(graph, BASE), LANGUAGES)


def missing(site: Site, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the statements on a thing or its nested nodes that its page does not make."""
    reader = site.reader(language)
    for node, path in site.addresses.items():
        shown = Page(page(site, reader, node, path))
        texts = {" ".join(text.split()) for text in shown.texts}
        links = set(shown.attributes("href"))
        for subject in own(site.graph, node):
            types = tuple(site.graph.types(subject))
            for predicate, values in site.graph.predicates(subject).items():
                label = capitalized(reader.labels.property(predicate, types, language))
                if predicate == TYPE and (subject != node or is_told_by_the_heading(reader, values)):
                    continue  # the property that leads to a nested node says what it is
                named = label in texts or predicate in ON_TOP | PERIOD
                words = (word(key, language) for key in IN_WORDS.get(predicate, ()))
                named = named or any(text in shown.text for text in words)
                for value in values:
                    if not named or not stands(reader, shown, links, path, predicate, value):
                        yield subject, predicate, value


def is_told_by_the_heading(reader: Reader, classes: Sequence[str]) -> bool:
    """Return whether the kind over the heading is enough: only a class that has no word is named."""
    return all(map(reader.labels.knows_type, classes)) or not known.GENERAL_CLASSES.isdisjoint(classes)


def own(graph: Graph, node: str) -> Iterator[str]:
    """Yield a node and those nested in it, as far as it leads to them."""
    waiting, seen = [node], {node}
    while waiting:
        subject = waiting.pop()
        yield subject
        for values in graph.predicates(subject).values():
            nested = [value for value in values if value.startswith(f"{node[:-1]}#") and value not in seen]
            seen.update(nested)
            waiting += nested


def stands(reader: Reader, shown: Page, links: set[str], path: str, predicate: str, value: str) -> bool:
    if predicate in PERIOD and in_a_period(shown, lexical(value)):
        return True
    if is_literal(value):
        text = lexical(value)
        if datatype(value) in DATES:
            text = day(text, reader.language)
        if predicate == known.BYTE_SIZE:  # the exact number is for machines, and shown when pointed at
            return text in shown.attributes("value")
        if datatype(value) == XSD + "boolean":
            text = word("yes" if text == "true" else "no", reader.language)
        lines = ["".join(span.text for span in item) for block in blocks(text) for item in block.items]
        return all(" ".join(line.split()) in shown.text for line in lines) or text.strip() in shown.text
    if predicate == TYPE:
        return reader.labels.knows_type(value) or reader.labels.type(value, reader.language) in shown.text
    if not is_iri(value):
        return True
    href = reader.href(value, path)
    anchor = value[1:-1].partition("#")[2]
    return bool(
        {href, lexical(value)} & links
        or (anchor and anchor in shown.attributes("id"))
        or (href is None and reader.name(value).text in shown.text)
    )


def in_a_period(shown: Page, date: str) -> bool:
    """Return whether a date is an end of a period that the page has, for machines, beside its words."""
    return any(date in value.split("/") for value in shown.attributes("value") if "/" in value)
