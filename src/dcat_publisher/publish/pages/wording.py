"""The words of the pages that are not the catalogue's own, in Bokmål, Nynorsk and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import Message, in_language, words

LANGUAGES: Final[Mapping[str, str]] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}

WORDING: Final[Mapping[str, Message]] = {
    "skip": words("Hopp til innholdet", "Hopp til innhaldet", "Skip to the content"),
    "languages": words("Språk", "Språk", "Language"),
    "where": words("Du er her", "Du er her", "You are here"),
    "source": words("datakilde", "datakjelde", "data source"),
    "sources": words("datakilder", "datakjelder", "data sources"),
    "series": words("Dataserier", "Dataseriar", "Dataset series"),
    "services": words("Datatjenester", "Datatenester", "Data services"),
    "part_of": words("Del av", "Del av", "Part of"),
    "more": words("Se mer", "Sjå meir", "See more"),
    "more_about": words("om", "om", "about"),
    "facts": words("Kort om", "Kort om", "In short"),
    "members": words("Dette er med i serien", "Dette er med i serien", "What the series holds"),
    "access": words("Slik får du tilgang", "Slik får du tilgang", "How to get access"),
    "questions": words("Spørsmål? Kontakt", "Spørsmål? Kontakt", "Questions? Contact"),
    "go": words("Gå til", "Gå til", "Go to"),
    "download": words("Last ned", "Last ned", "Download"),
    "law": words("Regelverk", "Regelverk", "Legislation"),
    "all": words("Alle opplysninger", "Alle opplysningar", "All information"),
    "used": words("Brukt av", "Brukt av", "Used by"),
    "used_as": words("Som {role}", "Som {role}", "As {role}"),
    "and_more": words("og {count} til", "og {count} til", "and {count} more"),
    "described": words(
        "Dette er beskrevet i katalogen {catalog} på {address}",
        "Dette er omtalt i katalogen {catalog} på {address}",
        "This is described in the catalogue {catalog} at {address}",
    ),
    "cite": words("Slik siterer du", "Slik siterer du", "How to cite"),
    "cite_kind": words("datasett", "datasett", "data set"),
    "no_date": words("u.å.", "u.å.", "n.d."),
    "quality": words("Kvaliteten på beskrivelsen", "Kvaliteten på omtala", "Quality of the description"),
    "no_findings": words(
        "Kontrollen mot standarden fant ingenting å rette i denne beskrivelsen.",
        "Kontrollen mot standarden fann ingenting å rette i denne omtala.",
        "Checked against the standard, nothing was found to correct in this description.",
    ),
    "quality_good": words(
        "Beskrivelsen har ingen feil etter standarden. Forslag til forbedring: {advice}.",
        "Omtala har ingen feil etter standarden. Forslag til forbetring: {advice}.",
        "The description has no errors by the standard. Suggestions for improvement: {advice}.",
    ),
    "quality_errors": words(
        "Beskrivelsen har feil etter standarden: {errors}. Forslag til forbedring: {advice}.",
        "Omtala har feil etter standarden: {errors}. Forslag til forbetring: {advice}.",
        "The description has errors by the standard: {errors}. Suggestions for improvement: {advice}.",
    ),
    "quality_details": words(
        "Vis funnene, skrevet for dem som vedlikeholder beskrivelsen",
        "Vis funna, skrivne for dei som held omtala ved like",
        "Show the findings, written for those who keep the description",
    ),
    "formats": words("Maskinlesbare formater", "Maskinlesbare format", "Machine-readable formats"),
    "address": words("Permanent adresse", "Permanent adresse", "Permanent address"),
    "responsible": words("Ansvarlig", "Ansvarleg", "Responsible"),
    "picture_heading": words("Sammenhengen i katalogen", "Samanhengen i katalogen", "How it hangs together"),
    "picture": words(
        "Tegning av katalogen: datakilder ({sources}), serier ({series}), lover og forskrifter ({laws}), "
        "og hvordan de henger sammen. Det samme står i listene på denne siden.",
        "Teikning av katalogen: datakjelder ({sources}), seriar ({series}), lover og forskrifter ({laws}), "
        "og korleis dei heng saman. Det same står i listene på denne sida.",
        "Drawing of the catalogue: data sources ({sources}), series ({series}), laws ({laws}), "
        "and how they hang together. The lists on this page say the same.",
    ),
    "picture_large": words(
        "Åpne tegningen med lenker", "Opne teikninga med lenker", "Open the drawing, with links"
    ),
    "about_catalogue": words("Om katalogen", "Om katalogen", "About the catalogue"),
    "search": words("Søk i katalogen", "Søk i katalogen", "Search the catalogue"),
    "search_do": words("Søk", "Søk", "Search"),
    "theme": words("Tema", "Tema", "Theme"),
    "in_series": words("Serie", "Serie", "Series"),
    "rights": words("Tilgang", "Tilgang", "Access"),
    "any": words("Alle", "Alle", "All"),
    "hits": words("Viser {shown} av {count} {sources}", "Viser {shown} av {count} {sources}",
                  "Showing {shown} of {count} {sources}"),
    "no_hits": words(
        "Ingen datakilder passer. Prøv færre eller kortere ord.",
        "Ingen datakjelder passar. Prøv færre eller kortare ord.",
        "No data source fits. Try fewer or shorter words.",
    ),
    "portion": words("Viser {first}–{last} av {count} {sources}", "Viser {first}–{last} av {count} {sources}",
                     "Showing {first}–{last} of {count} {sources}"),
    "found": words("treff", "treff", "hits"),
    "portions": words("Deler av listen", "Delar av lista", "Parts of the list"),
    "portion_title": words("side {number} av {last}", "side {number} av {last}", "page {number} of {last}"),
    "portion_number": words("Side", "Side", "Page"),
    "previous": words("Forrige", "Førre", "Previous"),
    "next": words("Neste", "Neste", "Next"),
    "reset": words("Vis alle", "Vis alle", "Show all"),
    "yes": words("ja", "ja", "yes"),
    "no": words("nei", "nei", "no"),
}  # fmt: skip

SEVERITIES: Final[Mapping[Severity, Message]] = {
    Severity.ERROR: words("Feil", "Feil", "Error"),
    Severity.WARNING: words("Advarsel", "Åtvaring", "Warning"),
    Severity.INFO: words("Merknad", "Merknad", "Note"),
}

# The EU list of access rights, by its codes.
ACCESS: Final[Mapping[str, Message]] = {
    "PUBLIC": words("Alle kan få dataene.", "Alle kan få dataa.", "Anyone can have the data."),
    "RESTRICTED": words(
        "Dataene gis ut på bestemte vilkår.",
        "Dataa blir gitt ut på bestemte vilkår.",
        "The data are given out under certain conditions.",
    ),
    "NON_PUBLIC": words(
        "Dataene er ikke åpne for allmennheten.",
        "Dataa er ikkje opne for allmenta.",
        "The data are not open to the public.",
    ),
}

_MONTHS: Final[Mapping[str, str]] = {
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
}
# Unicode has å before æ and ø, and ä and ö among the marked letters.
_ALPHABET: Final = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
_UNITS: Final = ("B", "kB", "MB", "GB", "TB", "PB")
_MOST_DIGITS: Final = 17
_DAY: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-([0-3][0-9])(?:T.*|Z|[+-][0-9:]+)?")


def word(key: str, language: str) -> str:
    """Return one of the page's own words in a language."""
    return in_language(WORDING[key], language)


def number_of(value: int, language: str) -> str:
    """Write a number as people do: thousands apart by a space where no line breaks, in English a comma."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\u00a0")


def day(text: str, language: str) -> str:
    """Write an ISO date, or the date of a date and time, as people do; other text is given back as it is."""
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    month = _MONTHS["en" if language == "en" else "no"].split()[int(match[2]) - 1]
    return f"{int(match[3])}{'' if language == 'en' else '.'} {month} {match[1]}"


def size_of(text: str, language: str) -> str:
    """Write a number of bytes as people do: with three digits at most, by thousands as files are sold."""
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        return text
    value, steps = int(text), 0
    while value / 1000**steps >= 999.5 and steps < len(_UNITS) - 1:
        steps += 1
    shown = f"{value / 1000**steps:.3g}" if steps else str(value)
    return f"{shown if language == 'en' else shown.replace('.', ',')}\u00a0{_UNITS[steps]}"


def sort_key(text: str) -> str:
    """Return what to sort a text by as Norwegians do: æ, ø and å stand last, capitals do not count."""
    return text.casefold().translate(_ALPHABET)
