"""W: the waivers: comments and settings that say which findings are put up with, until when and why."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.model import Rule

WAIVER_RULES = (
    Rule(
        "W001", "incomplete-waiver",
        words(
            "Unntaket gjelder ikke: {missing}.",
            "Unntaket gjeld ikkje: {missing}.",
            "The waiver has no effect: {missing}.",
        ),
        words(
            "Skriv kode, siste dag og grunn: `# dcat-publisher: ignore {rule} until {day} grunnen`.",
            "Skriv kode, siste dag og grunn: `# dcat-publisher: ignore {rule} until {day} grunnen`.",
            "Write code, last day and reason: `# dcat-publisher: ignore {rule} until {day} the reason`.",
        ),
        words(
            "Et unntak uten frist og grunn blir stående for alltid, og ingen vet lenger hvorfor.",
            "Eit unntak utan frist og grunn vert ståande for alltid, og ingen veit lenger kvifor.",
            "A waiver without a date and a reason stays for ever, and nobody knows why any more.",
        ),
        Severity.WARNING,
    ),
    Rule(
        "W002", "expired-waiver",
        words(
            "Unntaket for {rule} gikk ut {day}: {reason}.",
            "Unntaket for {rule} gjekk ut {day}: {reason}.",
            "The waiver of {rule} expired on {day}: {reason}.",
        ),
        words(
            "Rett det som unntaket gjaldt, og slett kommentaren; eller sett en ny dato.",
            "Rett det som unntaket galdt, og slett kommentaren; eller set ein ny dato.",
            "Correct what the waiver was about and delete the comment; or set a new date.",
        ),
        words(
            "Fristen var et løfte om å rette feilen.",
            "Fristen var ein lovnad om å rette feilen.",
            "The date was a promise to correct the fault.",
        ),
        Severity.WARNING,
    ),
    Rule(
        "W003", "unused-waiver",
        words(
            "Unntaket for {rule} trengs ikke: ingenting å unnta her.",
            "Unntaket for {rule} trengst ikkje: ingenting å unnta her.",
            "The waiver of {rule} is not needed: there is nothing to waive here.",
        ),
        words("Slett kommentaren.", "Slett kommentaren.", "Delete the comment."),
        words(
            "Et unntak som blir stående, skjuler den neste feilen av samme slag.",
            "Eit unntak som vert ståande, skjuler den neste feilen av same slag.",
            "A waiver that is left behind hides the next fault of the same kind.",
        ),
        Severity.WARNING,
    ),
    Rule(
        "W004", "unknown-code-in-waiver",
        words(
            "Det finnes ingen regel `{rule}`.",
            "Det finst ingen regel `{rule}`.",
            "There is no rule `{rule}`.",
        ),
        words(
            "`dcat-publisher rules` viser alle kodene.",
            "`dcat-publisher rules` viser alle kodane.",
            "`dcat-publisher rules` lists all codes.",
        ),
        words(
            "Et unntak for en kode som ikke finnes, virker ikke.",
            "Eit unntak for ein kode som ikkje finst, verkar ikkje.",
            "A waiver of a code that does not exist has no effect.",
        ),
        Severity.WARNING,
    ),
)  # fmt: skip
