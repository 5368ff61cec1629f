"""The reference catalogue says what the publisher's page says: nothing lost, nothing added.

The catalogue is read twice into one plain form, from the YAML source and the committed `out/catalog.ttl`;
the same assertions hold for both. What other pages add stands in `test_reference_additions.py`.
"""

from __future__ import annotations

import re

import pytest

from tests.source.reference_page import (
    BASE,
    CITATIONS,
    COUNT,
    ENTRIES,
    ENTRY_TEXTS,
    INTRODUCTION_PASSAGES,
    LABELS,
    MEMBERS,
    NPR_REGULATION,
    PUBLISHER,
    PUBLISHER_NAME,
    Entry,
    Nodes,
    as_text,
    each_entry,
    instances,
    lines,
    read_entry,
)


def test_page_has_the_entries_that_it_counts() -> None:
    assert f"{len(ENTRIES)} datakilder" == COUNT
    assert len(MEMBERS) == 11
    assert all(set(entry.facts) == (set(LABELS.values()) if entry.is_member else set()) for entry in ENTRIES)


def test_one_dataset_per_entry_and_one_series_of_eleven(nodes: Nodes) -> None:
    series = f"{BASE}series/npr"
    assert instances(nodes, "DatasetSeries") == {series}
    assert instances(nodes, "Dataset") - {series} == {entry.iri for entry in ENTRIES}
    members = {iri for iri, node in nodes.items() if node.get("inSeries") == [series]}
    assert members == {entry.iri for entry in MEMBERS}


@pytest.mark.parametrize("text", ENTRY_TEXTS, ids=[entry.identifier for entry in ENTRIES])
def test_every_line_of_an_entry_is_a_value_of_its_dataset(nodes: Nodes, text: str) -> None:
    properties = nodes[read_entry(text).iri].values()
    published = {line for of_property in properties for value in of_property for line in lines(value)}
    assert [line for line in lines(text) if line not in published and line.lower() not in LABELS] == []


@each_entry
def test_description_is_the_passages_and_nothing_else(nodes: Nodes, entry: Entry) -> None:
    assert nodes[entry.iri]["description"] == [as_text(entry.passages)]


@each_entry
def test_heading_and_labelled_facts(nodes: Nodes, entry: Entry) -> None:
    stated = entry.facts or {"identifier": entry.identifier}
    if "fra 5. april 2018" in entry.passages[0]:
        stated = {**stated, "issued": "2018-04-05"}
    found = {key: nodes[entry.iri][key] for key in ("title", *LABELS.values()) if key in nodes[entry.iri]}
    assert found == {"title": [entry.heading], **{key: [value] for key, value in stated.items()}}


def stands_in(keyword: str, text: str) -> bool:
    """Return whether the words of the keyword start words of the text, but for endings of two letters.

    Keywords are singular where the text may be plural (`regionalt helseforetak`, `regionale helseforetak`).
    """
    stems = [word[:-2] if len(word) > 5 and word.islower() else word for word in keyword.split()]
    return bool(re.search(r"\b" + r"\w{0,4}[\s-]+".join(map(re.escape, stems)), text, re.IGNORECASE))


@each_entry
def test_keywords_are_words_of_the_entry(nodes: Nodes, entry: Entry) -> None:
    keywords = nodes[entry.iri]["keyword"]
    # The page counts what it describes as "4 helseregistre", hence the word for all of them.
    text = "\n".join([entry.heading, *entry.facts.values(), *entry.passages, "helseregister"])
    assert [word for word in keywords if not stands_in(word, text)] == []
    assert 4 <= len(set(keywords)) == len(keywords) <= 12
    abbreviations = {"Norsk pasientregister", "NPR"} if entry.is_member else {entry.identifier}
    assert abbreviations | {"helseregister"} <= set(keywords)


@each_entry
def test_access_is_restricted_by_the_law_that_the_entry_cites(nodes: Nodes, entry: Entry) -> None:
    cited = {eli for name, eli in CITATIONS.items() if name in "\n".join(entry.passages)}
    laws = {*cited, NPR_REGULATION} if entry.is_member else cited
    assert laws
    assert set(nodes[entry.iri]["applicableLegislation"]) == laws <= instances(nodes, "LegalResource")
    assert [right.rsplit("/", 1)[-1] for right in nodes[entry.iri]["accessRights"]] == ["RESTRICTED"]


def test_series_is_described_by_the_paragraph_that_its_members_repeat(nodes: Nodes) -> None:
    (paragraph,) = nodes[f"{BASE}series/npr"]["description"]
    # Two entries are published with `NorskPasientregister`; apart from that all say the same.
    texts = [[line.replace("NorskP", "Norsk p") for line in member.passages] for member in MEMBERS]
    assert [text for text in texts if paragraph not in text] == []


def test_catalogue_publisher_and_contact_are_those_of_the_introduction(nodes: Nodes) -> None:
    catalog = nodes[f"{BASE}catalog"]
    assert catalog["description"] == [as_text(INTRODUCTION_PASSAGES)]
    (contact,) = catalog["contactPoint"]
    assert nodes[PUBLISHER]["name"] == [PUBLISHER_NAME]
    assert nodes[contact]["hasEmail"][0].removeprefix("mailto:") in INTRODUCTION_PASSAGES[-1]
    described = [catalog, nodes[f"{BASE}series/npr"], *(nodes[entry.iri] for entry in ENTRIES)]
    assert all((node["publisher"], node["contactPoint"]) == ([PUBLISHER], [contact]) for node in described)
