"""H1: the gate. What makes the harvester refuse a whole catalogue, and what it lets through broken."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.harvest.dated import HARVESTER, PARSER, dated

_REFUSED = (
    "Én feil får høsteren til å avvise hele katalogen; melderen ser bare «uventet feil».",
    "Éin feil får haustaren til å avvise heile katalogen; meldaren ser berre «uventa feil».",
    "One fault makes the harvester refuse the whole catalogue; its report only says `unexpected error`.",
)
_BY_REFUSAL = words(*_REFUSED)

GATE_RULES = (
    dated(
        "H101", "syntax", HARVESTER,
        words("Dokumentet kan ikke leses: {reason}.", "Dokumentet kan ikkje lesast: {reason}.",
              "The document cannot be read: {reason}."),
        words("Rett tegnene på dette stedet.", "Rett teikna på denne staden.",
              "Correct the characters at this place."),
        _BY_REFUSAL,
    ),
    dated(
        "H102", "iri", HARVESTER,
        words("`{iri}` er ikke en adresse som kan skrives i RDF/XML: {reason}.",
              "`{iri}` er ikkje ei adresse som kan skrivast i RDF/XML: {reason}.",
              "`{iri}` is not an address that can be written in RDF/XML: {reason}."),
        words("Skriv adressen om, for eksempel med `%20` for mellomrom.",
              "Skriv adressa om, til dømes med `%20` for mellomrom.",
              "Spell the address otherwise, for example with `%20` for a space."),
        _BY_REFUSAL,
    ),
    dated(
        "H103", "property-name", HARVESTER,
        words("Egenskapen `{iri}` har ikke et navn som XML kan skrive.",
              "Eigenskapen `{iri}` har ikkje eit namn som XML kan skrive.",
              "The property `{iri}` has no name that XML can write."),
        words("La adressen til egenskapen ende med et navn: en bokstav eller `_` først, ikke bare sifre.",
              "La adressa til eigenskapen ende med eit namn: ein bokstav eller `_` fyrst, ikkje berre "
              "siffer.",
              "Let the property's address end in a name: a letter or `_` first, not digits alone."),
        _BY_REFUSAL,
    ),
    dated(
        "H104", "control-character", HARVESTER,
        words("Teksten inneholder kontrolltegnet {character}.", "Teksten inneheld kontrollteiknet "
                                                                "{character}.",
              "The text contains the control character {character}."),
        words("Fjern tegnet; det følger ofte med tekst som er limt inn.",
              "Fjern teiknet; det følgjer ofte med tekst som er limt inn.",
              "Remove the character; it often comes with pasted text."),
        _BY_REFUSAL,
    ),
    dated(
        "H105", "language-tag", HARVESTER,
        words("`{tag}` er ikke en språkkode.", "`{tag}` er ikkje ein språkkode.",
              "`{tag}` is not a language tag."),
        words("Skriv nb, nn eller en.", "Skriv nb, nn eller en.", "Write nb, nn or en."),
        _BY_REFUSAL,
    ),
    dated(
        "H106", "relative-iri", HARVESTER,
        words("Adressen er skrevet uten vertsnavn og blir til `{iri}`.",
              "Adressa er skriven utan vertsnamn og vert til `{iri}`.",
              "The address is written without a host and becomes `{iri}`."),
        words("Skriv hele adressen, eller oppgi `@base` i dokumentet.",
              "Skriv heile adressa, eller oppgje `@base` i dokumentet.",
              "Write the whole address, or state `@base` in the document."),
        words("Relative adresser løses mot http://example.com/, uten varsel.",
              "Relative adresser vert løyste mot http://example.com/, utan varsel.",
              "Relative addresses are resolved against http://example.com/ without a word."),
    ),
    dated(
        "H107", "named-graph", HARVESTER,
        words("{number} utsagn står i navngitte grafer ({graph}) og blir ikke lest.",
              "{number} utsegner står i namngjevne grafar ({graph}) og vert ikkje lesne.",
              "{number} statements stand in named graphs ({graph}) and are not read."),
        words("Legg utsagnene i standardgrafen, eller gi Turtle.", "Legg utsegnene i standardgrafen, eller "
                                                                   "gje Turtle.",
              "Put the statements into the default graph, or give Turtle."),
        words("Høsteren leser én graf, den uten navn.", "Haustaren les éin graf, den utan namn.",
              "The harvester reads one graph, the one without a name."),
    ),
    dated(
        "H108", "iri-later", HARVESTER,
        words("`{iri}` passerer høsteren, men tegnet `{character}` stanser senere steg.",
              "`{iri}` slepp gjennom haustaren, men teiknet `{character}` stansar seinare steg.",
              "`{iri}` passes the gate, but the character `{character}` stops later steps."),
        words("Velg en adresse uten `{{`, `}}`, `|`, `^`, `` ` ``, `\\` og anførselstegn.",
              "Vel ei adresse utan `{{`, `}}`, `|`, `^`, `` ` ``, `\\` og hermeteikn.",
              "Choose an address without `{{`, `}}`, `|`, `^`, `` ` ``, `\\` and quotation marks."),
        words("Adressen settes inn i spørringer og leses som java.net.URI; begge deler feiler på slike tegn.",
              "Adressa vert sett inn i spørjingar og lesen som java.net.URI; begge delar feilar på slike "
              "teikn.",
              "The address is put into queries and read as java.net.URI; both fail on such characters."),
    ),
    dated(
        "H109", "remote-context", HARVESTER,
        words("JSON-LD-dokumentet viser til konteksten {context}, som ikke hentes i en generalprøve.",
              "JSON-LD-dokumentet viser til konteksten {context}, som ikkje vert henta i ei generalprøve.",
              "The JSON-LD document refers to the context {context}, which a rehearsal does not fetch."),
        words("Legg konteksten inn i dokumentet.", "Legg konteksten inn i dokumentet.",
              "Put the context into the document."),
        words("Svarer ikke kontekstens adresse, kan ikke dokumentet leses.",
              "Svarer ikkje adressa til konteksten, kan ikkje dokumentet lesast.",
              "When the context's address does not answer, the document cannot be read."),
    ),
    dated(
        "H111", "byte-order-mark", HARVESTER,
        words("Dokumentet begynner med et byterekkefølgemerke (BOM).",
              "Dokumentet byrjar med eit byterekkjefølgjemerke (BOM).",
              "The document begins with a byte order mark."),
        words("Lagre filen som UTF-8 uten BOM.", "Lagre fila som UTF-8 utan BOM.",
              "Save the file as UTF-8 without a byte order mark."),
        _BY_REFUSAL,
    ),
    dated(
        "H112", "json-ld-dropped", HARVESTER,
        words("JSON-LD-leseren kaster utsagnet {property} {value}.",
              "JSON-LD-lesaren kastar utsegna {property} {value}.",
              "The JSON-LD reader drops the statement {property} {value}."),
        words("Skriv nøkler som står i konteksten, hele adresser og gyldige språkkoder.",
              "Skriv nyklar som står i konteksten, heile adresser og gyldige språkkodar.",
              "Write keys that the context has, whole addresses and valid language tags."),
        words("JSON-LD 1.1 sier at ugyldige adresser og språkkoder skal utelates, uten varsel.",
              "JSON-LD 1.1 seier at ugyldige adresser og språkkodar skal utelatast, utan varsel.",
              "JSON-LD 1.1 leaves out ill-formed addresses and language tags without a word."),
    ),
    dated(
        "H113", "json-repeated-key", HARVESTER,
        words("Nøkkelen `{key}` står to ganger i samme objekt; bare den siste teller.",
              "Nykelen `{key}` står to gonger i same objekt; berre den siste tel.",
              "The key `{key}` stands twice in one object; only the last one counts."),
        words("Samle verdiene i en liste under én nøkkel.", "Samle verdiane i ei liste under éin nykel.",
              "Gather the values in a list under one key."),
        words("JSON-lesere beholder den siste av like nøkler.", "JSON-lesarar tek vare på den siste av like "
                                                                "nyklar.",
              "JSON readers keep the last of equal keys."),
        Severity.WARNING,
    ),
    dated(
        "H114", "unreadable-later", f"{HARVESTER}; {PARSER}",
        words("{value} slipper gjennom, men neste tjeneste kan ikke lese datasettet, og det vises ikke.",
              "{value} slepp gjennom, men neste teneste kan ikkje lese datasettet, og det vert ikkje vist.",
              "{value} passes the gate, but the next service cannot read the dataset, and it is not shown."),
        words("Skriv en gyldig språkkode, og adresser uten `<`, `>`, `\\` og linjeskift.",
              "Skriv ein gyldig språkkode, og adresser utan `<`, `>`, `\\` og linjeskift.",
              "Write a valid language tag, and addresses without `<`, `>`, `\\` and line breaks."),
        words("Hvert datasett sendes videre som Turtle, som ikke kan skrive dette.",
              "Kvart datasett vert sendt vidare som Turtle, som ikkje kan skrive dette.",
              "Each dataset is passed on as Turtle, which cannot write this."),
    ),
)  # fmt: skip
