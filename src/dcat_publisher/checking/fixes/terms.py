"""Fixes of single terms: addresses, dates, language tags, invisible characters, the base."""

from __future__ import annotations

import re

from dcat_publisher.checking.fixes.model import Fix, FixContext
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import FOAF
from dcat_publisher.source.mapping.iris import iri_fault
from dcat_publisher.source.mapping.language_tags import language_fault
from dcat_publisher.source.mapping.values import text_fault
from dcat_publisher.source.mapping.written_dates import certain_reading

_DOCUMENT = FOAF.Document
_TAGS = {
    "bokmål": "nb", "norsk bokmål": "nb", "bokmaal": "nb", "nynorsk": "nn", "norsk nynorsk": "nn",
    "engelsk": "en", "english": "en", "nordsamisk": "se", "sørsamisk": "sma", "lulesamisk": "smj",
}  # fmt: skip


def mail_address(found: Finding, bench: FixContext) -> Fix | None:
    """T102: put `mailto:` before an e-mail address; not where a page is asked for."""
    value = bench.typed(found)
    leads_to = None if found.path is None else bench.vocabulary.range_of(found.path)
    return None if not value or leads_to == _DOCUMENT else bench.replaced(found, f"mailto:{value}")


def web_address(found: Finding, bench: FixContext) -> Fix | None:
    """T103: put `https://` before a host name."""
    return bench.replaced(found, f"https://{bench.typed(found)}") if bench.typed(found) else None


def base(found: Finding, bench: FixContext) -> Fix | None:
    """R301: end the base with a slash."""
    value = bench.typed(found)
    return bench.replaced(found, f"{value}/") if value and iri_fault(value) is None else None


def date(found: Finding, bench: FixContext) -> Fix | None:
    """T201: write a date as year, month, day, where it can be read in one way only."""
    written = certain_reading(bench.typed(found))
    return None if written is None else bench.replaced(found, written)


def language_tag(found: Finding, bench: FixContext) -> Fix | None:
    """T401, T403, T404: `nb_NO` is `nb`, `en_GB` is `en-GB`, `bokmål` is `nb`."""
    typed = bench.typed(found)
    tag = _TAGS.get(typed.casefold(), typed.replace("_", "-"))
    tag = "-".join(part for part in tag.split("-") if part)
    if re.fullmatch("(?:nb|nn|no)-no", tag, re.IGNORECASE):
        tag = tag[:2].lower()
    if not tag or language_fault(tag, found.place) is not None or tag == typed:
        return None
    return bench.replaced(found, tag)


def invisible_characters(found: Finding, bench: FixContext) -> Fix | None:
    """T501: take away the characters that cannot be published."""
    typed = bench.typed(found)
    clean = "".join(one for one in typed if text_fault(one, found.place) is None)
    return bench.replaced(found, clean) if clean.strip() else None
