"""What the reference catalogue adds to the publisher's page: access, years, origin, standards, provenance."""

from __future__ import annotations

from typing import Final

from tests.source.reference_page import (
    BASE,
    ENTRIES,
    INTRODUCTION_PASSAGES,
    Entry,
    Nodes,
    as_text,
    each_entry,
)

# Pages of the registers at helsedirektoratet.no, with the one where an application starts.
REGISTERS: Final = (
    "https://www.helsedirektoratet.no/tema/statistikk-registre-og-rapporter/helsedata-og-helseregistre"
)
ACCESS: Final = {
    "iplos": "iplos-registeret/sok-om-iplos-data",
    "kpr": "kommunalt-pasient-og-brukerregister-kpr/sok-om-data-fra-kpr",
    "kuhr": "kuhr",
    "npr": "norsk-pasientregister-npr/sok-om-data-fra-npr",
}
APPLICATION: Final = (
    "Data utleveres etter søknad. Adressen er siden som forklarer hvordan du søker om data fra NPR."
)
# REHAB, RSIT and TSB by the page, the others by the pages that the source names; the steward knows the rest.
PERIODS: Final = {
    "IPLOS": "2007-01-01 2017-12-31",
    "KPR": "2016-07-01",
    "KUHR": "2006-01-01",
    "PHV": "2008-01-01",
    "REHAB": "2006-01-01 2013-12-31 2014-01-01",
    "RSIT": "2009-01-01",
    "SOMATIKK": "1997-01-01",
    "TSB": "2009-01-01",
}
NAMED: Final = [
    ("KPR", "source", "kuhr iplos"),
    ("PHV", "relation", "npr-aspphv"),
    ("REHAB", "conformsTo", "npr-melding"),
    ("RSIT", "relation", "npr-tsb npr-phv"),
    ("SKADEDATA", "conformsTo", "fmds"),
    ("VENTELISTE", "conformsTo", "npr-melding is-2331"),
    ("VENTELISTE", "relation", "npr-somatikk npr-phv npr-bup npr-tsb"),
]


@each_entry
def test_access_is_by_application_at_the_page_of_the_register(nodes: Nodes, entry: Entry) -> None:
    _, heading, access = "\n".join(entry.passages).partition("\nDatatilgang\n")
    (distribution,) = nodes[entry.iri]["distribution"]
    said = [as_text(access.splitlines())] if heading else [APPLICATION]
    assert nodes[distribution]["description"] == said
    assert nodes[distribution]["title"] == [f"Data fra {entry.heading}"]
    page = "npr" if entry.is_member else entry.identifier.lower()
    assert nodes[distribution]["accessURL"] == [f"{REGISTERS}/{ACCESS[page]}"]
    assert nodes[entry.iri]["landingPage"] == [f"{REGISTERS}/{ACCESS[page].partition('/')[0]}"]


@each_entry
def test_own_regulations_are_claimed_where_the_entry_claims_no_other_basis(
    nodes: Nodes, entry: Entry
) -> None:
    (distribution,) = nodes[entry.iri]["distribution"]
    named = [iri.rpartition("/")[2] for iri in nodes[distribution].get("rights", [])]
    assert named == ["soknad-gjennom-altinn" if entry.identifier == "KUHR" else "egne-forskrifter"]
    (said,) = nodes[f"{BASE}rights/egne-forskrifter"]["description"]
    assert INTRODUCTION_PASSAGES[1].startswith(said)


@each_entry
def test_the_data_are_collected_from_others(nodes: Nodes, entry: Entry) -> None:
    (activity,) = nodes[entry.iri]["wasGeneratedBy"]
    assert activity.endswith("collecting-from-third-party")


@each_entry
def test_periods_are_those_of_the_page_and_of_the_pages_of_the_registers(nodes: Nodes, entry: Entry) -> None:
    """Whole dates, since a bare year is dropped by the older parser of data.norge.no."""
    periods = [nodes[period] for period in nodes[entry.iri].get("temporal", [])]
    stated = sorted(
        day for period in periods for key in ("startDate", "endDate") for day in period.get(key, [])
    )
    assert " ".join(stated) == PERIODS.get(entry.identifier, "")


def test_relations_and_standards_are_those_that_the_entries_name(nodes: Nodes) -> None:
    local = {
        (entry.identifier, key, value.rpartition("/")[2])
        for entry in ENTRIES
        for key in ("relation", "source", "conformsTo")
        for value in nodes[entry.iri].get(key, [])
    }
    assert local == {(owner, key, value) for owner, key, names in NAMED for value in names.split()}


def test_the_catalogue_says_what_it_reproduces_and_bears_no_date(nodes: Nodes) -> None:
    catalog = nodes[f"{BASE}catalog"]
    (provenance,) = catalog["provenance"]
    (said,) = nodes[provenance]["label"]
    assert "helsedata.no slik den sto" in said
    assert "Ansvaret for registrene kan ha blitt flyttet" in said
    assert not {"issued", "modified"} & set(catalog)


def test_series_can_be_found_and_says_who_has_access(nodes: Nodes) -> None:
    series = nodes[f"{BASE}series/npr"]
    assert [right.rsplit("/", 1)[-1] for right in series["accessRights"]] == ["RESTRICTED"]
    assert {"NPR", "Norsk pasientregister", "helseregister"} <= set(series["keyword"])
    assert [nodes[period]["startDate"] for period in series["temporal"]] == [["1997-01-01"]]
