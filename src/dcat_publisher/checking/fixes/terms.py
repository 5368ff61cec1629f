"""Fixes of single terms: addresses, dates, language tags, invisible characters, the base."""

from __future__ import annotations

import re

from dcat_publisher.checking.fixes.model import Fix, FixContext
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import FOAF
from dcat_publisher.source.mapping.iris import iri_fault
from dcat_publisher.source.mapping.language_tags import language_fault
from dcat_publisher.source.mapping.values import date_form, text_fault

_MONTHS = (
    ("januar", "jan", "january"), ("februar", "feb", "february"), ("mars", "mar", "march"), ("april", "apr"),
    ("mai", "may"), ("juni", "jun", "june"), ("juli", "jul", "july"), ("august", "aug"),
    ("september", "sep", "sept"), ("oktober", "okt", "october", "oct"), ("november", "nov"),
    ("desember", "des", "december", "dec"),
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DOCUMENT = FOAF.Document
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{4})(\d\d)(\d\d)")
_NAMED = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]+)\.?\s+(\d{4})")
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
    value = bench.typed(found).strip()
    written = iso_date(value)
    if written is None or (_SLASHED.fullmatch(value) is not None and not _one_reading(value)):
        return None
    return bench.replaced(found, written)


def iso_date(value: str) -> str | None:
    """Return the ISO 8601 form of a date that is written otherwise; None when it is none that is known."""
    match = _YEAR_FIRST.fullmatch(value)
    if match is not None:
        year, month, day = [part for part in match.groups() if part is not None]
    elif (match := _DAY_FIRST.fullmatch(value) or _SLASHED.fullmatch(value)) is not None:
        day, month, year = match.groups()
    elif (match := _NAMED.fullmatch(value)) is not None and match[2].lower() in _MONTH_OF:
        day, month, year = match[1], str(_MONTH_OF[match[2].lower()]), match[3]
    else:
        return None
    written = f"{year}-{int(month):02}-{int(day):02}"
    return written if date_form(written) == "date" else None


def _one_reading(value: str) -> bool:
    """Return whether a date with slashes can be read in one way only: Americans write the month first."""
    match = _SLASHED.fullmatch(value)
    return match is not None and (int(match[1]) > 12 or match[1] == match[2])


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
