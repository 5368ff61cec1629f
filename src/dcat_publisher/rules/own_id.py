"""R: the record: the `id` that it has of its own."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.model import Rule

ID_RULES = (
    Rule(
        "R005", "id-not-served",
        words(
            "<{iri}> ligger under `base`, men ingenting kan svare på den adressen.",
            "<{iri}> ligg under `base`, men ingenting kan svare på den adressa.",
            "<{iri}> is below `base`, but nothing can answer at that address.",
        ),
        words(
            "Fjern `id`, så får posten adressen <{address}>, eller bruk bare a-z, 0-9, bindestrek, punktum "
            "og understrek mellom skråstrekene.",
            "Fjern `id`, så får posten adressa <{address}>, eller bruk berre a-z, 0-9, bindestrek, punktum "
            "og understrek mellom skråstrekane.",
            "Remove `id`, and the record has the address <{address}>, or use only a-z, 0-9, hyphen, full "
            "stop and underscore between the slashes.",
        ),
        words(
            "Den som følger adressen, får vite at siden ikke finnes: det som står bak `?` eller `#`, velger "
            "ingen post, og katalogen svarer på `/` og `/catalog`.",
            "Den som følgjer adressa, får vite at sida ikkje finst: det som står bak `?` eller `#`, vel "
            "ingen post, og katalogen svarar på `/` og `/catalog`.",
            "Whoever follows the address is told that there is no such page: what stands behind `?` or `#` "
            "chooses no record, and the catalogue answers at `/` and `/catalog`.",
        ),
        Severity.WARNING,
    ),
)  # fmt: skip
