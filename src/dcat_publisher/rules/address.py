"""R: the record: its address, and the files that it gets."""

from __future__ import annotations

from dcat_publisher.model.language import words
from dcat_publisher.rules.model import Rule

ADDRESS_RULES = (
    Rule(
        "R004", "reserved-name",
        words(
            "Posten kan ikke ha adressen `{name}`: {reason}.",
            "Posten kan ikkje ha adressa `{name}`: {reason}.",
            "The record cannot have the address `{name}`: {reason}.",
        ),
        words(
            "Gi filen eller nøkkelen et annet navn.",
            "Gje fila eller nøkkelen eit anna namn.",
            "Give the file or the key another name.",
        ),
        words(
            "To ting kan ikke svare på samme adresse; den ene ville ta den andre ut av drift.",
            "To ting kan ikkje svare på same adressa; den eine ville ta den andre ut av drift.",
            "Two things cannot answer at one address; one would put the other out of service.",
        ),
    ),
    Rule(
        "R203", "same-iri",
        words(
            "Adressen <{iri}> er alt brukt i {first}.",
            "Adressa <{iri}> er alt brukt i {first}.",
            "The address <{iri}> is already used in {first}.",
        ),
        words(
            "Gi posten en annen `id`, eller slå de to sammen.",
            "Gje posten ein annan `id`, eller slå dei to saman.",
            "Give the record another `id`, or merge the two.",
        ),
        words(
            "To beskrivelser av samme adresse blir til én i grafen, med verdiene fra begge.",
            "To skildringar av same adresse vert til éi i grafen, med verdiane frå begge.",
            "Two descriptions of one address become one in the graph, with the values of both.",
        ),
    ),
    Rule(
        "R204", "same-file",
        words(
            "`{name}` får samme filer som posten i {first}.",
            "`{name}` får dei same filene som posten i {first}.",
            "`{name}` gets the same files as the record in {first}.",
        ),
        words(
            "Gi den ene posten et navn som ikke bare skiller seg ut med store bokstaver eller språkkode.",
            "Gje den eine posten eit namn som ikkje berre skil seg ut med store bokstavar eller språkkode.",
            "Give one of them a name that does not differ by capital letters or a language code alone.",
        ),
        words(
            "`npr.nb` har sine sider der `npr` har dem på bokmål, og mange disker skiller ikke `A` fra `a`.",
            "`npr.nb` har sidene sine der `npr` har dei på bokmål, og mange diskar skil ikkje `A` frå `a`.",
            "The pages of `npr.nb` are where `npr` has those in Bokmål, and many disks take `A` for `a`.",
        ),
    ),
)  # fmt: skip
