"""What each metric is called, and what to do to gain its points, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dcat_publisher.model.language import Message, words


def _give(what: str, nb: str, nn: str, en: str) -> Message:
    return words(f"Gi {what} ({nb}).", f"Gje {what} ({nn}).", f"Give {what} ({en}).")


WORDS: Final[Mapping[str, tuple[Message, Message]]] = {
    "keywordAvailability": (
        words("nøkkelord", "nykelord", "keywords"),
        _give("dcat:keyword", "nøkkelord", "nykelord", "keywords"),
    ),
    "categoryAvailability": (words("tema", "tema", "theme"), _give("dcat:theme", "tema", "tema", "a theme")),
    "spatialAvailability": (
        words("sted", "stad", "place"),
        _give(
            "dct:spatial", "området dataene dekker", "området dataa dekkjer", "the area that the data cover"
        ),
    ),
    "temporalAvailability": (
        words("tidsrom", "tidsrom", "period"),
        _give("dct:temporal", "tidsrommet dataene dekker", "tidsrommet dataa dekkjer", "the period covered"),
    ),
    "accessUrlStatusCode": (
        words("tilgangsadressen svarer", "tilgangsadressa svarer", "the access address answers"),
        words(
            "La dcat:accessURL svare 2xx på HEAD innen 10 sekunder.",
            "La dcat:accessURL svare 2xx på HEAD innan 10 sekund.",
            "Let dcat:accessURL answer 2xx to HEAD within 10 seconds.",
        ),
    ),
    "downloadUrlAvailability": (
        words("nedlastingsadresse", "nedlastingsadresse", "download address"),
        _give(
            "dcat:downloadURL",
            "en fil som kan lastes ned",
            "ei fil som kan lastast ned",
            "a file to download",
        ),
    ),
    "downloadUrlStatusCode": (
        words("nedlastingsadressen svarer", "nedlastingsadressa svarer", "the download address answers"),
        words(
            "La dcat:downloadURL svare 2xx på HEAD innen 10 sekunder.",
            "La dcat:downloadURL svare 2xx på HEAD innan 10 sekund.",
            "Let dcat:downloadURL answer 2xx to HEAD within 10 seconds.",
        ),
    ),
    "formatAvailability": (
        words("format", "format", "format"),
        _give("dct:format", "EUs filtype", "EU sin filtype", "the EU file type"),
    ),
    "mediaTypeAvailability": (
        words("medietype", "medietype", "media type"),
        _give("dcat:mediaType", "IANAs medietype", "IANA sin medietype", "the IANA media type"),
    ),
    "formatMediaTypeVocabularyAlignment": (
        words(
            "format og medietype fra listene",
            "format og medietype frå listene",
            "format, media type from the lists",
        ),
        words(
            "Bruk adressene i EUs filtypeliste og IANAs register.",
            "Bruk adressene i EU si filtypeliste og IANA sitt register.",
            "Use the addresses of the EU file types and the IANA registry.",
        ),
    ),
    "formatMediaTypeNonProprietary": (
        words("åpent format", "ope format", "open format"),
        words(
            "Gi dataene i et åpent format, for eksempel CSV.",
            "Gje dataa i eit ope format, til dømes CSV.",
            "Give the data in an open format, CSV for example.",
        ),
    ),
    "formatMediaTypeMachineInterpretable": (
        words("maskinlesbart format", "maskinlesbart format", "machine-readable format"),
        words(
            "Gi dataene i et maskinlesbart format, for eksempel CSV eller JSON.",
            "Gje dataa i eit maskinlesbart format, til dømes CSV eller JSON.",
            "Give the data in a machine-readable format, CSV or JSON for example.",
        ),
    ),
    "dcatApCompliance": (
        words("følger profilen", "følgjer profilen", "follows the profile"),
        words(
            "Se `--compliance`: hvert brudd står der.",
            "Sjå `--compliance`: kvart brot står der.",
            "See `--compliance`: it lists each failure.",
        ),
    ),
    "formatMatch": (
        words("formatet stemmer", "formatet stemmer", "the format is true"),
        words("Ingen tjeneste måler dette.", "Inga teneste måler dette.", "No service measures this."),
    ),
    "syntaxValid": (
        words("filen er gyldig", "fila er gyldig", "the file is valid"),
        words("Ingen tjeneste måler dette.", "Inga teneste måler dette.", "No service measures this."),
    ),
    "licenceAvailability": (
        words("lisens", "lisens", "licence"),
        _give(
            "dct:license",
            "lisensen på distribusjonen",
            "lisensen på distribusjonen",
            "the distribution's licence",
        ),
    ),
    "knownLicence": (
        words("kjent lisens", "kjend lisens", "known licence"),
        words(
            "Bruk en lisens fra listen, skrevet nøyaktig som der.",
            "Bruk ein lisens frå lista, skriven nøyaktig som der.",
            "Use a licence of the list, spelled exactly as there.",
        ),
    ),
    "accessRightsAvailability": (
        words("tilgang", "tilgang", "access rights"),
        _give("dct:accessRights", "tilgangsnivå", "tilgangsnivå", "the level of access"),
    ),
    "accessRightsVocabularyAlignment": (
        words("tilgang fra EUs liste", "tilgang frå EU si liste", "access rights from the EU list"),
        words(
            "Bruk PUBLIC, RESTRICTED eller NON_PUBLIC fra EUs liste.",
            "Bruk PUBLIC, RESTRICTED eller NON_PUBLIC frå EU si liste.",
            "Use PUBLIC, RESTRICTED or NON_PUBLIC of the EU list.",
        ),
    ),
    "contactPointAvailability": (
        words("kontaktpunkt", "kontaktpunkt", "contact point"),
        _give("dcat:contactPoint", "et kontaktpunkt", "eit kontaktpunkt", "a contact point"),
    ),
    "publisherAvailability": (
        words("utgiver", "utgjevar", "publisher"),
        _give(
            "dct:publisher",
            "utgiver på datasettet selv",
            "utgjevar på datasettet sjølv",
            "the dataset's own publisher",
        ),
    ),
    "rightsAvailability": (
        words("rettigheter", "rettar", "rights"),
        _give(
            "dct:rights", "vilkår på distribusjonen", "vilkår på distribusjonen", "the distribution's terms"
        ),
    ),
    "byteSizeAvailability": (
        words("størrelse", "storleik", "size"),
        _give("dcat:byteSize", "filens størrelse", "storleiken på fila", "the size of the file"),
    ),
    "dateIssuedAvailability": (
        words("utgitt", "utgjeve", "issued"),
        _give("dct:issued", "dato for utgivelse", "dato for utgjeving", "the date of publication"),
    ),
    "dateModifiedAvailability": (
        words("endret", "endra", "modified"),
        _give(
            "dct:modified", "dato for siste endring", "dato for siste endring", "the date of the last change"
        ),
    ),
}
