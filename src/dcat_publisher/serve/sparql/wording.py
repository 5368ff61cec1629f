"""The words of the query page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dcat_publisher.model.language import Message, words

LANGUAGES: Final = ("nb", "nn", "en")

WORDS: Final[Mapping[str, Message]] = {
    "title": words("Spør katalogen", "Spør katalogen", "Query the catalogue"),
    "intro": words(
        "Katalogen kan spørres med SPARQL 1.1. Velg et eksempel, eller skriv en spørring.",
        "Katalogen kan spørjast med SPARQL 1.1. Vel eit døme, eller skriv ei spørjing.",
        "The catalogue can be queried with SPARQL 1.1. Choose an example, or write a query.",
    ),
    "skip": words("Til innholdet", "Til innhaldet", "To the content"),
    "home": words("Katalogen", "Katalogen", "The catalogue"),
    "examples": words("Eksempler", "Døme", "Examples"),
    "query": words("Spørring", "Spørjing", "Query"),
    "run": words("Spør", "Spør", "Run"),
    "result": words("Svar", "Svar", "Result"),
    "yes": words("Ja", "Ja", "Yes"),
    "no": words("Nei", "Nei", "No"),
    "none": words("Ingen treff.", "Ingen treff.", "No rows."),
    "more": words(
        "Bare de første radene vises; hele svaret kan lastes ned.",
        "Berre dei fyrste radene er viste; heile svaret kan lastast ned.",
        "Only the first rows are shown; the whole result can be downloaded.",
    ),
    "rows": words("rader", "rader", "rows"),
    "download": words("Last ned", "Last ned", "Download"),
    "share": words(
        "Adressen til denne siden er adressen til svaret: del den, eller hent den med et program.",
        "Adressa til denne sida er adressa til svaret: del ho, eller hent ho med eit program.",
        "The address of this page is the address of the result: share it, or fetch it by program.",
    ),
    "failed": words("Ingen svar", "Ikkje noko svar", "No result"),
    "bounds": words(
        "Grenser: {seconds:g} sekunder, {rows} rader og {mebibytes:g} MiB per svar.",
        "Grenser: {seconds:g} sekund, {rows} rader og {mebibytes:g} MiB per svar.",
        "Limits: {seconds:g} seconds, {rows} rows and {mebibytes:g} MiB for a result.",
    ),
    "graphs": words(
        "Standardgrafen er hele katalogen; hvert datasett er i tillegg en navngitt graf med adressen til "
        "datasettet.",
        "Standardgrafen er heile katalogen; kvart datasett er i tillegg ein namngjeven graf med adressa til "
        "datasettet.",
        "The default graph is the whole catalogue; each dataset is also a named graph with its own address.",
    ),
}
