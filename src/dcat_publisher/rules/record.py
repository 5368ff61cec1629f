"""R: the record: its file, its keys, and what they refer to."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.model import Rule

RECORD_RULES = (
    Rule(
        "R001", "no-records",
        words(
            "Kildemappen har ingen datasett.",
            "Kjeldemappa har ingen datasett.",
            "The source folder has no datasets.",
        ),
        words(
            "Lag en fil for hvert datasett, for eksempel `datasets/mitt-register.yaml`.",
            "Lag ei fil for kvart datasett, til dømes `datasets/mitt-register.yaml`.",
            "Make a file for each dataset, for example `datasets/my-register.yaml`.",
        ),
        words(
            "Når en tom katalog høstes, slettes alle datasettene i den nasjonale katalogen.",
            "Når ein tom katalog vert hausta, vert alle datasetta sletta i den nasjonale katalogen.",
            "Harvesting an empty catalogue deletes all its datasets from the national catalogue.",
        ),
    ),
    Rule(
        "R002", "file-name",
        words(
            "Filnavnet `{name}` kan ikke være en del av en adresse.",
            "Filnamnet `{name}` kan ikkje vere ein del av ei adresse.",
            "The file name `{name}` cannot be part of an address.",
        ),
        words(
            "Bruk bare a-z, 0-9, bindestrek, punktum og understrek.",
            "Bruk berre a-z, 0-9, bindestrek, punktum og understrek.",
            "Use only a-z, 0-9, hyphen, full stop and underscore.",
        ),
        words(
            "Filnavnet blir siste del av IRI-en, som skal virke i alle programmer.",
            "Filnamnet vert siste del av IRI-en, som skal verke i alle program.",
            "The file name becomes the last part of the IRI, which has to work in all programs.",
        ),
    ),
    Rule(
        "R003", "not-a-record",
        words(
            "Filen skal bestå av nøkler og verdier.",
            "Fila skal vere sett saman av nøklar og verdiar.",
            "The file should consist of keys and values.",
        ),
        words(
            "Begynn med `type: Dataset` og fortsett med én nøkkel per linje.",
            "Byrj med `type: Dataset` og hald fram med éin nøkkel per linje.",
            "Begin with `type: Dataset` and go on with one key per line.",
        ),
        words(
            "En post er et sett av egenskaper.",
            "Ein post er eit sett av eigenskapar.",
            "A record is a set of properties.",
        ),
    ),
    Rule(
        "R101", "unknown-key",
        words("Ukjent nøkkel `{key}`.", "Ukjend nøkkel `{key}`.", "Unknown key `{key}`."),
        words(
            "Alle nøklene står i `vocab/context.jsonld`.",
            "Alle nøklane står i `vocab/context.jsonld`.",
            "All keys are in `vocab/context.jsonld`.",
        ),
        words(
            "Et JSON-LD-program hopper over ukjente nøkler uten å si fra, så verdien ville forsvinne.",
            "Eit JSON-LD-program hoppar over ukjende nøklar utan å seie frå, så verdien ville forsvinne.",
            "A JSON-LD processor skips unknown keys without a word, so the value would vanish.",
        ),
    ),
    Rule(
        "R102", "no-type",
        words(
            "Posten sier ikke hva den beskriver.",
            "Posten seier ikkje kva han skildrar.",
            "The record does not say what it describes.",
        ),
        words(
            "Skriv `type: Dataset`, `type: DatasetSeries`, `type: Organization` eller det den er.",
            "Skriv `type: Dataset`, `type: DatasetSeries`, `type: Organization` eller det han er.",
            "Write `type: Dataset`, `type: DatasetSeries`, `type: Organization` or whatever it is.",
        ),
        words(
            "Uten type vet ingen hvilke regler som gjelder, og høsteren hopper over posten.",
            "Utan type veit ingen kva reglar som gjeld, og haustaren hoppar over posten.",
            "Without a type nobody knows which rules apply, and the harvester skips the record.",
        ),
    ),
    Rule(
        "R103", "unknown-type",
        words("Ukjent type `{type}`.", "Ukjend type `{type}`.", "Unknown type `{type}`."),
        words(
            "Typene er bl.a. Dataset, DatasetSeries, DataService, Distribution, Organization, LegalResource.",
            "Typane er m.a. Dataset, DatasetSeries, DataService, Distribution, Organization, LegalResource.",
            "Types include Dataset, DatasetSeries, DataService, Distribution, Organization, LegalResource.",
        ),
        words(
            "Typen avgjør hvilke egenskaper posten skal ha.",
            "Typen avgjer kva eigenskapar posten skal ha.",
            "The type decides which properties the record has to have.",
        ),
    ),
    Rule(
        "R104", "wrong-form",
        words(
            "`{key}` skal være {expected}.",
            "`{key}` skal vere {expected}.",
            "`{key}` should be {expected}.",
        ),
        words("Eksempel: `{key}: {example}`.", "Døme: `{key}: {example}`.", "Example: `{key}: {example}`."),
        words(
            "Verdien har en form som ikke passer til egenskapen.",
            "Verdien har ei form som ikkje passar til eigenskapen.",
            "The value has a form that does not fit the property.",
        ),
    ),
    Rule(
        "R105", "empty-value",
        words("`{key}` har ingen verdi.", "`{key}` har ingen verdi.", "`{key}` has no value."),
        words(
            "Skriv en verdi, eller slett linjen.",
            "Skriv ein verdi, eller slett linja.",
            "Write a value, or delete the line.",
        ),
        words(
            "En tom verdi blir ikke publisert.",
            "Ein tom verdi vert ikkje publisert.",
            "An empty value is not published.",
        ),
        Severity.WARNING,
    ),
    Rule(
        "R201", "unknown-name",
        words(
            "`{name}` finnes ikke i katalogen.",
            "`{name}` finst ikkje i katalogen.",
            "There is no `{name}` in the catalogue.",
        ),
        words(
            "Skriv navnet på en fil eller en post i kildemappen, eller en full adresse som begynner med https://.",
            "Skriv namnet på ei fil eller ein post i kjeldemappa, eller ei full adresse som byrjar med https://.",
            "Write the name of a file or a record in the source folder, or a full address that begins with https://.",
        ),
        words(
            "En lenke til noe som ikke er beskrevet, fører ingen steder.",
            "Ei lenkje til noko som ikkje er skildra, fører ingen stader.",
            "A link to something that is not described leads nowhere.",
        ),
    ),
    Rule(
        "R202", "ambiguous-name",
        words(
            "`{name}` kan bety flere poster: {candidates}.",
            "`{name}` kan tyde fleire postar: {candidates}.",
            "`{name}` may mean several records: {candidates}.",
        ),
        words(
            "Skriv mappen foran, som i lista over.",
            "Skriv mappa framfor, som i lista over.",
            "Write the folder before it, as in the list above.",
        ),
        words(
            "Et navn må vise til én post.",
            "Eit namn må vise til éin post.",
            "A name has to refer to one record.",
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
        "R301", "base",
        words(
            "`base` skal være en adresse som slutter med skråstrek, ikke `{value}`.",
            "`base` skal vere ei adresse som sluttar med skråstrek, ikkje `{value}`.",
            "`base` should be an address that ends with a slash, not `{value}`.",
        ),
        words(
            "Eksempel: `base: https://data.example.no/`.",
            "Døme: `base: https://data.example.no/`.",
            "Example: `base: https://data.example.no/`.",
        ),
        words(
            "Alle adressene i katalogen begynner med denne.",
            "Alle adressene i katalogen byrjar med denne.",
            "All addresses in the catalogue begin with it.",
        ),
    ),
    Rule(
        "R302", "removed",
        words(
            "Under `removed` står det som er tatt ut, men `{value}` {fault}.",
            "Under `removed` står det som er teke ut, men `{value}` {fault}.",
            "`removed` names what was taken out, but `{value}` {fault}.",
        ),
        words(
            "Skriv adressen uten `base` og endelse, for eksempel `removed: [datasets/gammelt-register]`.",
            "Skriv adressa utan `base` og ending, til dømes `removed: [datasets/gammalt-register]`.",
            "Write the address without `base` and suffix, for example `removed: [datasets/old]`.",
        ),
        words(
            "Adressene svarer 410 (fjernet), og den som lenker til dem, får vite at de ikke kommer igjen.",
            "Adressene svarar 410 (fjerna), og den som lenkjer til dei, får vite at dei ikkje kjem att.",
            "The addresses answer 410 (gone), which tells whoever links to them not to come again.",
        ),
    ),
)  # fmt: skip
