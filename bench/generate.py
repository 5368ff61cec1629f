"""Make a source folder of N datasets, about 80 triples each, in two languages, the same for the same N.

Usage: python bench/generate.py N FOLDER
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

_WORDS = [
    "register",
    "pasient",
    "behandling",
    "sykehus",
    "kommune",
    "tjeneste",
    "opplysninger",
    "årlig",
    "måling",
    "helse",
    "omsorg",
    "rapport",
    "kvalitet",
    "diagnose",
    "innleggelse",
    "konsultasjon",
    "forløp",
    "ventetid",
    "henvisning",
    "legemiddel",
    "refusjon",
    "egenandel",
    "fastlege",
    "skade",
]
_THEMES = ("HEAL", "SOCI", "GOVE", "TECH", "EDUC", "ENVI", "TRAN", "JUST", "REGI", "AGRI")
_FILES = (("CSV", "text/csv"), ("JSON", "application/json"), ("XML", "application/xml"))
_CATALOG = """base: https://bench.example.org/
defaultLanguage: nb
defaults:
  Dataset: {publisher: eier, contactPoint: kontakt, language: [NOB, ENG], spatial: [NOR, nasjon/id/173163]}
type: Catalog
title: {nb: Målekatalog, en: Benchmark catalogue}
description: {nb: En katalog til måling., en: A catalogue for measuring.}
publisher: eier
contactPoint: kontakt
language: [NOB, ENG]
license: CC_BY_4_0
homepage: https://bench.example.org/om
identifier: BENCH
issued: 2026-01-01
modified: 2026-02-01
spatial: [NOR, nasjon/id/173163]
themeTaxonomy: [http://publications.europa.eu/resource/authority/data-theme, https://psi.norge.no/los/ontologi/tema]
"""
_AGENTS = """eier:
  id: https://organization-catalog.fellesdatakatalog.digdir.no/organizations/974760673
  type: Organization
  name: {nb: Eieren, en: The owner}
  identifier: 974760673
  agentType: NationalAuthority
"""
_CONTACTS = """kontakt:
  type: ContactOrganization
  fn: {nb: Kontakten, en: The contact}
  hasEmail: mailto:data@bench.example.org
"""
_SERVICES = """api:
  type: DataService
  title: {nb: Tjenesten, en: The service}
  description: {nb: En tjeneste., en: A service.}
  publisher: eier
  contactPoint: kontakt
  endpointURL: https://bench.example.org/api
  endpointDescription: https://bench.example.org/api/openapi.json
  applicableLegislation: loven
  availability: STABLE
  conformsTo: {title: {nb: OpenAPI}, seeAlso: "https://spec.openapis.org/"}
  format: JSON
  keyword: {nb: [register], en: [register]}
  servesDataset: d000000
  theme: [HEAL, los:tema/helse-og-omsorg]
"""
_LAWS = """loven:
  id: https://lovdata.no/eli/lov/2014/06/20/43
  type: LegalResource
  title: {nb: helseregisterloven}
  description: {nb: Lov om helseregistre og behandling av helseopplysninger}
  identifier: LOV-2014-06-20-43
  language: NOB
  seeAlso: https://lovdata.no/eli/lov/2014/06/20/43
  legalResourceType: act
"""


def generate(count: int, folder: Path) -> None:
    """Write the catalogue to `folder`; 100 datasets to a sub-folder."""
    folder.mkdir(parents=True, exist_ok=True)
    common = {
        "catalog": _CATALOG, "agents": _AGENTS, "contacts": _CONTACTS, "laws": _LAWS, "services": _SERVICES
    }  # fmt: skip
    for name, text in common.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    for number in range(count):
        shelf = folder / "datasets" / f"{number // 100:04}"
        shelf.mkdir(parents=True, exist_ok=True)
        (shelf / f"d{number:06}.yaml").write_text(dataset(number), "utf-8")


def dataset(number: int) -> str:
    """Return the YAML of one dataset."""
    chance = random.Random(number)
    themes = ", ".join(chance.sample(_THEMES, 3))
    title = f"title: {{nb: Datasett {number} om {chance.choice(_WORDS)}, en: Dataset {number}}}"
    paragraphs = {tag: _paragraphs(chance) for tag in ("nb", "en")}
    words = ", ".join(chance.sample(_WORDS, 6))
    lines = [
        "type: Dataset",
        title,
        "description:",
        *(line for tag in paragraphs for line in [f"  {tag}: |-", *paragraphs[tag]]),
        f"keyword: {{nb: [{words}], en: [register, health, data, number {number}]}}",
        f"theme: [{themes}, los:tema/helse-og-omsorg]",
        f"identifier: BENCH-{number:06}",
        f"subject: https://bench.example.org/begreper/{number % 50}",
        "accessRights: PUBLIC",
        "applicableLegislation: loven",
        "accrualPeriodicity: ANNUAL",
        f"issued: {2000 + number % 25}-0{1 + number % 9}-1{number % 9}",
        f"modified: 2026-0{1 + number % 9}-2{number % 9}",
        "temporal: {startDate: 2010-01-01, endDate: 2020-12-31}",
        f"landingPage: https://www.example.org/sider/{number}",
        "wasGeneratedBy: collecting-from-third-party",
        "distribution:",
        *(
            line
            for index, (code, media) in enumerate(_FILES)
            for line in _distribution(number, index, code, media)
        ),
    ]
    return "\n".join(lines) + "\n"


def _paragraphs(chance: random.Random) -> list[str]:
    paragraphs = [f"    {' '.join(chance.choices(_WORDS, k=45)).capitalize()}." for _ in range(3)]
    return [paragraphs[0], "", paragraphs[1], "", paragraphs[2]]


def _distribution(number: int, index: int, code: str, media_type: str) -> list[str]:
    return [
        f"  - title: {{nb: Fil {index}, en: File {index}}}",
        f"    description: {{nb: Datasett {number} som {code}., en: Dataset {number} as {code}.}}",
        f"    accessURL: https://bench.example.org/data/{number}",
        f"    downloadURL: https://bench.example.org/data/{number}.{code.lower()}",
        f"    format: {code}",
        f"    mediaType: {media_type}",
        "    license: CC_BY_4_0",
        "    status: COMPLETED",
        "    availability: STABLE",
        f"    byteSize: {1000 + number}",
    ]


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
