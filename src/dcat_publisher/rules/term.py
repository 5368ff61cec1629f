"""T: a single term: an IRI, a date, a number, a code, a language tag."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.model import Rule

TERM_RULES = (
    Rule(
        "T101", "iri",
        words(
            "`{value}` er ikke en gyldig adresse: {reason}.",
            "`{value}` er ikkje ei gyldig adresse: {reason}.",
            "`{value}` is not a valid address: {reason}.",
        ),
        words(
            "Skriv en hel adresse, for eksempel `https://www.example.no/side`. Mellomrom skrives `%20`.",
            "Skriv ei heil adresse, til dømes `https://www.example.no/side`. Mellomrom vert skrive `%20`.",
            "Write a whole address, for example `https://www.example.no/page`. A space is written `%20`.",
        ),
        words(
            "Én ugyldig adresse får den nasjonale katalogen til å avvise hele katalogen.",
            "Éi ugyldig adresse får den nasjonale katalogen til å avvise heile katalogen.",
            "One invalid address makes the national catalogue reject the whole catalogue.",
        ),
    ),
    Rule(
        "T102", "mailto",
        words(
            "E-postadressen `{value}` mangler `mailto:` foran.",
            "E-postadressa `{value}` manglar `mailto:` framfor.",
            "The e-mail address `{value}` lacks `mailto:` before it.",
        ),
        words("Skriv `mailto:{value}`.", "Skriv `mailto:{value}`.", "Write `mailto:{value}`."),
        words(
            "Egenskapen skal ha en adresse som programmer kan følge.",
            "Eigenskapen skal ha ei adresse som program kan følgje.",
            "The property takes an address that programs can follow.",
        ),
    ),
    Rule(
        "T103", "no-scheme",
        words(
            "Adressen `{value}` mangler `https://` foran.",
            "Adressa `{value}` manglar `https://` framfor.",
            "The address `{value}` lacks `https://` before it.",
        ),
        words("Skriv `https://{value}`.", "Skriv `https://{value}`.", "Write `https://{value}`."),
        words(
            "Uten `https://` leses den som navnet på en post i katalogen.",
            "Utan `https://` vert ho lesen som namnet på ein post i katalogen.",
            "Without `https://` it is read as the name of a record in the catalogue.",
        ),
    ),
    Rule(
        "T201", "date",
        words(
            "`{value}` er ikke en gyldig dato.",
            "`{value}` er ikkje ein gyldig dato.",
            "`{value}` is not a valid date.",
        ),
        words(
            "Skriv år-måned-dag, for eksempel `2018-04-12`.",
            "Skriv år-månad-dag, til dømes `2018-04-12`.",
            "Write year-month-day, for example `2018-04-12`.",
        ),
        words(
            "Datoer skrives likt overalt, så de kan sorteres og sammenlignes.",
            "Datoar vert skrivne likt overalt, så dei kan sorterast og samanliknast.",
            "Dates are written alike everywhere, so that they can be sorted and compared.",
        ),
    ),
    Rule(
        "T202", "typed-value",
        words(
            "`{value}` er ikke {expected}.",
            "`{value}` er ikkje {expected}.",
            "`{value}` is not {expected}.",
        ),
        words(
            "Skriv for eksempel `{example}`.",
            "Skriv til dømes `{example}`.",
            "Write for example `{example}`.",
        ),
        words(
            "Egenskapen har en bestemt type verdi, som programmer regner med.",
            "Eigenskapen har ein bestemt type verdi, som program reknar med.",
            "The property has a fixed type of value, which programs rely on.",
        ),
    ),
    Rule(
        "T301", "unknown-code",
        words(
            "`{value}` finnes ikke i kodelisten for `{key}` ({lists}).",
            "`{value}` finst ikkje i kodelista for `{key}` ({lists}).",
            "`{value}` is not in the code list of `{key}` ({lists}).",
        ),
        words(
            "Skriv en kode eller et navn fra listen.",
            "Skriv ein kode eller eit namn frå lista.",
            "Write a code or a name from the list.",
        ),
        words(
            "Felles koder gjør at datasett fra ulike virksomheter kan finnes med ett søk.",
            "Felles kodar gjer at datasett frå ulike verksemder kan finnast med eitt søk.",
            "Shared codes make datasets of different bodies findable with one search.",
        ),
    ),
    Rule(
        "T302", "ambiguous-label",
        words(
            "`{value}` kan bety flere koder: {candidates}.",
            "`{value}` kan tyde fleire kodar: {candidates}.",
            "`{value}` may mean several codes: {candidates}.",
        ),
        words(
            "Skriv den hele adressen til den du mener.",
            "Skriv den heile adressa til den du meiner.",
            "Write the whole address of the one you mean.",
        ),
        words(
            "Et navn må vise til én kode.",
            "Eit namn må vise til éin kode.",
            "A name has to refer to one code.",
        ),
    ),
    Rule(
        "T401", "language-tag",
        words(
            "`{tag}` er ikke en gyldig språkkode.",
            "`{tag}` er ikkje ein gyldig språkkode.",
            "`{tag}` is not a valid language tag.",
        ),
        words(
            "Bruk `nb` for bokmål, `nn` for nynorsk, `en` for engelsk.",
            "Bruk `nb` for bokmål, `nn` for nynorsk, `en` for engelsk.",
            "Use `nb` for Bokmål, `nn` for Nynorsk, `en` for English.",
        ),
        words(
            "En ugyldig språkkode får den nasjonale katalogen til å avvise hele katalogen.",
            "Ein ugyldig språkkode får den nasjonale katalogen til å avvise heile katalogen.",
            "An invalid language tag makes the national catalogue reject the whole catalogue.",
        ),
    ),
    Rule(
        "T402", "no-language",
        words(
            "Teksten i `{key}` sier ikke hvilket språk den er på.",
            "Teksten i `{key}` seier ikkje kva språk han er på.",
            "The text of `{key}` does not say its language.",
        ),
        words(
            "Skriv `{key}: {{nb: …}}`, eller sett `defaultLanguage: nb` i catalog.yaml.",
            "Skriv `{key}: {{nb: …}}`, eller set `defaultLanguage: nb` i catalog.yaml.",
            "Write `{key}: {{nb: …}}`, or set `defaultLanguage: nb` in catalog.yaml.",
        ),
        words(
            "Portalene velger tekst etter språk.",
            "Portalane vel tekst etter språk.",
            "The portals choose text by language.",
        ),
    ),
    Rule(
        "T501", "control-character",
        words(
            "Teksten har et usynlig tegn, {character}, som ikke kan publiseres.",
            "Teksten har eit usynleg teikn, {character}, som ikkje kan publiserast.",
            "The text has an invisible character, {character}, that cannot be published.",
        ),
        words(
            "Slett tegnet; skriv ordet på nytt.",
            "Slett teiknet; skriv ordet på nytt.",
            "Delete the character; write the word again.",
        ),
        words(
            "Høsteren skriver om grafen til XML, som ikke tillater slike tegn, og avviser hele katalogen.",
            "Haustaren skriv om grafen til XML, som ikkje tillèt slike teikn, og avviser heile katalogen.",
            "The harvester rewrites the graph as XML, which lacks such characters; it rejects the catalogue.",
        ),
    ),
    Rule(
        "T601", "organisation-number",
        words(
            "`{value}` er ikke et gyldig organisasjonsnummer: kontrollsifferet stemmer ikke.",
            "`{value}` er ikkje eit gyldig organisasjonsnummer: kontrollsifferet stemmer ikkje.",
            "`{value}` is not a valid organisation number: the control digit is wrong.",
        ),
        words(
            "Slå det opp i Enhetsregisteret: ni sifre.",
            "Slå det opp i Einingsregisteret: ni siffer.",
            "Look it up in the Central Coordinating Register for Legal Entities: nine digits.",
        ),
        words(
            "Portalen henter navnet på virksomheten med dette nummeret.",
            "Portalen hentar namnet på verksemda med dette nummeret.",
            "The portal fetches the name of the body by this number.",
        ),
        Severity.ERROR,
    ),
)  # fmt: skip
