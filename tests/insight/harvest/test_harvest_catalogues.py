"""Catalogues made to break: the rehearsal says what is wrong with each, and Jena gives the same verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from dcat_publisher.model.terms import iri_value
from dcat_publisher.rdf.formats import format_of
from tests.insight.harvest.rehearsing import CATALOGUES, JENA, codes, rehearsed
from tests.real_thing import RealThing

REFUSED = {
    "bracket.ttl": ["H102"], "byte-order-mark.ttl": ["H111"], "circle-of-one.ttl": ["H211", "H216"],
    "circle.ttl": ["H211", "H216"], "control-character-raw.ttl": ["H104"],
    "control-character.jsonld": ["H104"],
    "control-character.rdf": ["H101"], "control-character.ttl": ["H104"], "empty.rdf": ["H101"],
    "host-hyphen.ttl": ["H102"], "host.ttl": ["H102"], "language-tag-digits.ttl": ["H105"],
    "language-tag-open.ttl": ["H105"], "language-tag.ttl": ["H105"], "line-break.ttl": ["H101"],
    "not-well-formed.rdf": ["H101"], "percent-digits.ttl": ["H102"], "percent.ttl": ["H102"],
    "property-digits.ttl": ["H103"], "property-rdf-li.ttl": ["H103"], "property-slash.ttl": ["H103"],
    "relative.nt": ["H102"], "remote-context.jsonld": ["H101", "H109"], "space-in-iri.ttl": ["H102"],
    "space-in-mailto.ttl": ["H102"], "space-in-prefix.ttl": ["H101"], "space-in-tel.ttl": ["H102"],
    "space.nt": ["H102"], "space.rdf": ["H102"], "syntax.jsonld": ["H101"], "syntax.ttl": ["H101"],
    "triple-term.ttl": ["H101"], "two-fragments.ttl": ["H102"], "undeclared-prefix.ttl": ["H101"],
}  # fmt: skip
"""Refused whole: the national catalogue stays as it was."""
ACCEPTED = {
    "anagram-periods.ttl": ["H210", "H216", "H303"], "blank-catalog.ttl": ["H203"],
    "blank-dataset.ttl": ["H204"],
    "braces.ttl": ["H108"], "catalog-and-dataset.ttl": ["H208"], "circle-out-of-reach.ttl": [],
    "circle-through-iri.ttl": ["H216"], "country.ttl": ["H307"], "empty-contact.ttl": ["H305", "H308"],
    "empty-node.ttl": ["H212", "H216"], "equal-nodes.ttl": ["H216"], "foreign-access.ttl": ["H307", "H314"],
    "foreign-theme.ttl": ["H306"], "invalid-date.ttl": ["H313"], "latin-1-declared.rdf": [],
    "legislation.ttl": ["H316"], "literal-among-themes.ttl": ["H301"], "literal-licence.ttl": ["H317"],
    "literal-member.ttl": ["H205"], "literal-publisher.ttl": ["H301"], "named-graphs.trig": ["H107"],
    "nameless-publisher.ttl": ["H309"], "no-catalog.ttl": ["H201", "H207"], "no-dataset.ttl": ["H202"],
    "no-full-stop.ttl": [], "no-title.ttl": ["H310"], "not-shown.ttl": ["H305"], "not-utf-8.ttl": ["H008"],
    "odd-but-accepted.ttl": ["H302", "H313"], "only-other-language.ttl": ["H302", "H310"],
    "orphan.ttl": ["H207"], "other-languages.ttl": ["H302"], "own-record.ttl": ["H214"],
    "paged.ttl": ["H011"],
    "percent.jsonld": ["H112"], "relative.ttl": ["H106"], "repeated-key.jsonld": ["H113"],
    "series.ttl": ["H312"], "sound.jsonld": [], "sound.rdf": [], "sound.ttl": [],
    "tag-with-underscore.rdf": ["H114", "H302"], "two-catalogs.ttl": ["H213"], "two-publishers.ttl": ["H303"],
    "two-titles.ttl": ["H304"], "undescribed-contact.ttl": ["H215"], "unknown-key.jsonld": ["H112"],
    "untyped-member.ttl": ["H206"],
}  # fmt: skip
"""Harvested, with what is lost or wrong."""
FILES = sorted(CATALOGUES.iterdir())


def test_every_catalogue_has_its_verdict() -> None:
    assert [file.name for file in FILES] == sorted([*REFUSED, *ACCEPTED])
    assert not REFUSED.keys() & ACCEPTED.keys()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_verdict_and_codes(file: Path) -> None:
    rehearsal = rehearsed(file)
    assert codes(rehearsal) == (REFUSED.get(file.name) or ACCEPTED.get(file.name, []))
    assert rehearsal.accepted == (file.name in ACCEPTED)


@pytest.mark.slow
@pytest.mark.parametrize(
    "file", [file for file in FILES if file.suffix != ".jsonld"], ids=lambda file: file.name
)
def test_jena_says_the_same(file: Path, real_thing: RealThing) -> None:
    """Parse, write as RDF/XML, split, name the blank nodes: no exception there means accepted here."""
    answer = real_thing.parse(file.read_bytes(), JENA[format_of(file)], "split")
    rehearsal = rehearsed(file)
    assert answer.startswith("ok") == rehearsal.accepted, answer
    if rehearsal.accepted:
        ours = [
            f"{iri_value(subject)}={len(part.graph)}" for subject, part in rehearsal.split.datasets.items()
        ]
        assert answer.split()[1:] == sorted(ours)
        again = real_thing.parse(file.read_bytes(), JENA[format_of(file)], "again")
        assert again.startswith("ok") == ("H114" not in codes(rehearsal)), again
