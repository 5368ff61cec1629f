"""H3: the reading. What the portal's parsers lose of a dataset that was harvested."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.harvest.dated import OLD_PARSER, PARSER, REASONER, dated

READING_RULES = (
    dated(
        "H301", "literal-among-references", PARSER,
        words("{property} har teksten {value} blant verdiene: hele egenskapen faller bort.",
              "{property} har teksten {value} mellom verdiane: heile eigenskapen fell bort.",
              "{property} has the text {value} among its values: the whole property is lost."),
        words("Skriv en adresse (IRI) i stedet for teksten.", "Skriv ei adresse (IRI) i staden for teksten.",
              "Write an address (IRI) instead of the text."),
        words("Den nye leseren gir opp en egenskap når én av verdiene er en tekst.",
              "Den nye lesaren gjev opp ein eigenskap når éin av verdiane er ein tekst.",
              "The newer parser gives up a property when one of its values is a text."),
    ),
    dated(
        "H302", "language-dropped", PARSER,
        words("Teksten på `{tag}` i {property} blir ikke vist.", "Teksten på `{tag}` i {property} vert "
                                                                 "ikkje vist.",
              "The text in `{tag}` of {property} is not shown."),
        words("Bruk språkkodene nb, nn eller en.", "Bruk språkkodane nb, nn eller en.",
              "Use the tags nb, nn or en."),
        words("Bare no, nb, nn og en leses; `nb-NO` og `se` faller bort.",
              "Berre no, nb, nn og en vert lesne; `nb-NO` og `se` fell bort.",
              "Only no, nb, nn and en are read; `nb-NO` and `se` are dropped."),
        Severity.WARNING,
    ),
    dated(
        "H303", "one-of-several", PARSER,
        words("{property} har {number} verdier; en tilfeldig av dem vises.",
              "{property} har {number} verdiar; ein tilfeldig av dei vert vist.",
              "{property} has {number} values; an arbitrary one is shown."),
        words("Gi én verdi.", "Gje éin verdi.", "Give one value."),
        words("Leseren tar den første verdien den møter, og rekkefølgen er ikke fast.",
              "Lesaren tek den fyrste verdien han møter, og rekkjefølgja er ikkje fast.",
              "The parser takes the first value that it meets, and the order is not fixed."),
        Severity.WARNING,
    ),
    dated(
        "H304", "same-language", PARSER,
        words("{property} har {number} tekster på `{tag}`; en tilfeldig av dem vises.",
              "{property} har {number} tekstar på `{tag}`; ein tilfeldig av dei vert vist.",
              "{property} has {number} texts in `{tag}`; an arbitrary one is shown."),
        words("Gi én tekst per språk.", "Gje éin tekst per språk.", "Give one text per language."),
        words("Per språk blir den siste teksten stående.", "Per språk vert den siste teksten ståande.",
              "Per language the last text stands."),
        Severity.WARNING,
    ),
    dated(
        "H305", "not-read", PARSER,
        words("{property} blir ikke vist på data.norge.no.", "{property} vert ikkje vist på data.norge.no.",
              "{property} is not shown on data.norge.no."),
        words("La den stå: den er med i RDF og i SPARQL-tjenesten. Skal folk se det, skriv det også i "
              "beskrivelsen.",
              "La han stå: han er med i RDF og i SPARQL-tenesta. Skal folk sjå det, skriv det òg i "
              "skildringa.",
              "Let it stand: it is in the RDF and the SPARQL service. To be seen, say it in the description "
              "too."),
        words("Leseren kjenner ikke egenskapen.", "Lesaren kjenner ikkje eigenskapen.",
              "The parser does not know the property."),
        Severity.INFO,
    ),
    dated(
        "H306", "theme-not-shown", PARSER,
        words("Temaet {value} er ikke fra EU, Los eller EuroVoc og vises ikke.",
              "Temaet {value} er ikkje frå EU, Los eller EuroVoc og vert ikkje vist.",
              "The theme {value} is not from EU, Los or EuroVoc and is not shown."),
        words("Legg til et tema fra EUs datatema eller Los.", "Legg til eit tema frå EU sine datatema eller "
                                                              "Los.",
              "Add a theme from the EU data themes or Los."),
        words("Temaer deles etter begynnelsen av adressen; andre vises ikke.",
              "Tema vert delte etter byrjinga av adressa; andre vert ikkje viste.",
              "Themes are sorted by the beginning of their address; others are not shown."),
        Severity.WARNING,
    ),
    dated(
        "H307", "no-label", f"{PARSER}; {REASONER}",
        words("{value} i {property} vises uten navn.", "{value} i {property} vert vist utan namn.",
              "{value} in {property} is shown without a name."),
        words("Bruk en kode fra listene som data.norge.no kjenner, eller beskriv den med {label} i "
              "dokumentet.",
              "Bruk ein kode frå listene som data.norge.no kjenner, eller skildre han med {label} i "
              "dokumentet.",
              "Use a code from the lists that data.norge.no knows, or describe it with {label} in the "
              "document."),
        words("Navn legges bare til for koder i portalens egne referansedata.",
              "Namn vert berre lagde til for kodar i referansedata som portalen har.",
              "Names are added only for codes in the portal's own reference data."),
        Severity.INFO,
    ),
    dated(
        "H308", "empty-contact", PARSER,
        words("Kontaktpunktet {value} har verken navn, e-post, telefon eller nettside som leses.",
              "Kontaktpunktet {value} har verken namn, e-post, telefon eller nettside som vert lesne.",
              "The contact point {value} has no name, e-mail, telephone or page that is read."),
        words("Gi vcard:fn og vcard:hasEmail eller vcard:hasURL.", "Gje vcard:fn og vcard:hasEmail eller "
                                                                   "vcard:hasURL.",
              "Give vcard:fn and vcard:hasEmail or vcard:hasURL."),
        words("Andre egenskaper ved kontaktpunktet leses ikke.", "Andre eigenskapar ved kontaktpunktet vert "
                                                                 "ikkje lesne.",
              "Other properties of a contact point are not read."),
        Severity.WARNING,
    ),
    dated(
        "H309", "nameless-publisher", f"{PARSER}; {REASONER}",
        words("Utgiveren {value} vises uten navn.", "Utgjevaren {value} vert vist utan namn.",
              "The publisher {value} is shown without a name."),
        words("Gi foaf:name, eller bruk adressen med organisasjonsnummeret.",
              "Gje foaf:name, eller bruk adressa med organisasjonsnummeret.",
              "Give foaf:name, or use the address with the organisation number."),
        words("Navnet hentes fra foaf:name, eller fra organisasjonskatalogen når adressen har nøyaktig ett "
              "nisifret tall.",
              "Namnet vert henta frå foaf:name, eller frå organisasjonskatalogen når adressa har nøyaktig "
              "eitt nisifra "
              "tal.",
              "The name comes from foaf:name, or from the organisation catalogue when the address has "
              "exactly one "
              "number of nine digits."),
        Severity.WARNING,
    ),
    dated(
        "H310", "nothing-to-show", PARSER,
        words("Datasettet vises uten {what}.", "Datasettet vert vist utan {what}.",
              "The dataset is shown without {what}."),
        words("Gi {property} på nb, nn eller en.", "Gje {property} på nb, nn eller en.",
              "Give {property} in nb, nn or en."),
        words("Høsteren krever det ikke, men folk finner ikke datasettet.",
              "Haustaren krev det ikkje, men folk finn ikkje datasettet.",
              "The harvester does not ask for it, but people will not find the dataset."),
    ),
    dated(
        "H312", "series-without-title", PARSER,
        words("Datasettet viser serien {value} uten tittel.", "Datasettet viser serien {value} utan tittel.",
              "The dataset shows the series {value} without its title."),
        words("Nevn serien i beskrivelsen. Det er portalen som ikke leser mer.",
              "Nemn serien i skildringa. Det er portalen som ikkje les meir.",
              "Mention the series in the description. It is the portal that reads no more."),
        words("Et datasetts graf inneholder ikke serien det er med i, så tittelen er ukjent for leseren.",
              "Grafen til eit datasett inneheld ikkje serien det er med i, så tittelen er ukjend for "
              "lesaren.",
              "A dataset's graph does not contain its series, so the parser does not know the title."),
        Severity.INFO,
    ),
    dated(
        "H313", "date-dropped", OLD_PARSER,
        words("{value} i {property} er ikke en gyldig dato og faller bort i den gamle leseren.",
              "{value} i {property} er ikkje ein gyldig dato og fell bort i den gamle lesaren.",
              "{value} in {property} is not a valid date and is dropped by the older parser."),
        words("Skriv en dato som 2024-05-17 (xsd:date).", "Skriv ein dato som 2024-05-17 (xsd:date).",
              "Write a date like 2024-05-17 (xsd:date)."),
        words("Høsteren tar imot ugyldige datoer; leseren viser dem ikke.",
              "Haustaren tek imot ugyldige datoar; lesaren viser dei ikkje.",
              "The harvester accepts invalid dates; the parser does not show them."),
        Severity.WARNING,
    ),
    dated(
        "H314", "foreign-code", f"{PARSER}; {REASONER}",
        words("{value} er ikke en av EUs koder for {property}.", "{value} er ikkje ein av EU sine kodar for "
                                                                 "{property}.",
              "{value} is not one of the EU codes for {property}."),
        words("Bruk en kode fra EUs liste.",
              "Bruk ein kode frå EU si liste.", "Use a code from the EU list."),
        words("Filter og visning på data.norge.no bygger på EUs koder.",
              "Filter og vising på data.norge.no byggjer på EU sine kodar.",
              "Filters and display on data.norge.no rest on the EU codes."),
        Severity.WARNING,
    ),
    dated(
        "H316", "legal-basis-new-only", f"{PARSER}; {OLD_PARSER}",
        words("Lovgrunnlaget vises bare av den nye leseren.", "Lovgrunnlaget vert berre vist av den nye "
                                                              "lesaren.",
              "The legal basis is shown by the newer parser only."),
        words("Gi også cpsv:follows (versjon 2) dersom det skal synes i begge.",
              "Gje òg cpsv:follows (versjon 2) dersom det skal synast i båe.",
              "Give cpsv:follows (version 2) too if both should show it."),
        words("Den gamle leseren kjenner ikke dcatap:applicableLegislation.",
              "Den gamle lesaren kjenner ikkje dcatap:applicableLegislation.",
              "The older parser does not know dcatap:applicableLegislation."),
        Severity.INFO,
    ),
    dated(
        "H317", "literal-not-shown", PARSER,
        words("{property} har teksten {value}, som ikke vises.",
              "{property} har teksten {value}, som ikkje vert vist.",
              "{property} has the text {value}, which is not shown."),
        words("Skriv en adresse (IRI) i stedet for teksten.", "Skriv ei adresse (IRI) i staden for teksten.",
              "Write an address (IRI) instead of the text."),
        words("Leseren tar her bare noder.", "Lesaren tek her berre nodar.",
              "The parser takes nodes only here."),
        Severity.WARNING,
    ),
)  # fmt: skip
