"""Y: a name in the source folder that leads elsewhere."""

from __future__ import annotations

from dcat_publisher.model.language import words
from dcat_publisher.rules.model import Rule

LINK_RULES = (
    Rule(
        "Y021", "leads-out",
        words(
            "Lenken fører ut av kildemappen og blir ikke fulgt.",
            "Lenkja fører ut av kjeldemappa og vert ikkje følgd.",
            "The link leads out of the source folder and is not followed.",
        ),
        words(
            "Legg selve filen eller mappen i kildemappen, eller la lenken peke på noe i den.",
            "Legg sjølve fila eller mappa i kjeldemappa, eller lat lenkja peike på noko i ho.",
            "Put the file or folder itself into the source folder, or let the link point to something in it.",
        ),
        words(
            "Den som sender inn en lenke, kunne ellers få vist filer fra maskinen som leser den.",
            "Den som sender inn ei lenkje, kunne elles få vist filer frå maskina som les ho.",
            "Whoever sends in a link could otherwise have files shown of the machine that reads it.",
        ),
    ),
)  # fmt: skip
