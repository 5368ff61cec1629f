"""H2: the splitting. How datasets get lost between the document and the national catalogue."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.harvest.dated import HARVESTER, OLD_HARVESTER, OLD_PARSER, dated

SPLITTING_RULES = (
    dated(
        "H201", "no-catalog", HARVESTER,
        words("Dokumentet har ingen dcat:Catalog.", "Dokumentet har ingen dcat:Catalog.",
              "The document has no dcat:Catalog."),
        words("Beskriv katalogen: type dcat:Catalog, tittel, utgiver og dcat:dataset.",
              "Skildre katalogen: type dcat:Catalog, tittel, utgjevar og dcat:dataset.",
              "Describe the catalogue: type dcat:Catalog, title, publisher and dcat:dataset."),
        words("Uten katalog lager høsteren en uten tittel og utgiver.",
              "Utan katalog lagar haustaren ein utan tittel og utgjevar.",
              "Without a catalogue the harvester makes one up, without title and publisher."),
    ),
    dated(
        "H202", "no-dataset", HARVESTER,
        words("Dokumentet har ingen datasett: alt som er høstet fra adressen før, blir fjernet.",
              "Dokumentet har ingen datasett: alt som er hausta frå adressa før, vert fjerna.",
              "The document has no dataset: all that was harvested from the address before is removed."),
        words("Svar heller med en feilkode enn med en tom katalog.",
              "Svar heller med ein feilkode enn med ein tom katalog.",
              "Rather answer with an error status than with an empty catalogue."),
        words("Det som var der og ikke er der lenger, merkes som fjernet; en feil fjerner ingenting.",
              "Det som var der og ikkje er der lenger, vert merkt som fjerna; ein feil fjernar ingenting.",
              "What was there and no longer is gets marked as removed; an error removes nothing."),
    ),
    dated(
        "H203", "blank-catalog", HARVESTER,
        words("En katalog har ingen adresse og blir hoppet over.", "Ein katalog har inga adresse og vert "
                                                                   "hoppa over.",
              "A catalogue has no address and is skipped."),
        words("Gi katalogen en adresse (IRI).", "Gje katalogen ei adresse (IRI).",
              "Give the catalogue an address (IRI)."),
        words("Blanke noder kan ikke høstes som katalog eller datasett.",
              "Blanke nodar kan ikkje haustast som katalog eller datasett.",
              "Blank nodes cannot be harvested as catalogue or dataset."),
    ),
    dated(
        "H204", "blank-dataset", HARVESTER,
        words("Datasettet «{title}» har ingen adresse og blir hoppet over.",
              "Datasettet «{title}» har inga adresse og vert hoppa over.",
              "The dataset “{title}” has no address and is skipped."),
        words("Gi datasettet en adresse (IRI).", "Gje datasettet ei adresse (IRI).",
              "Give the dataset an address (IRI)."),
        words("Blanke noder kan ikke høstes som katalog eller datasett.",
              "Blanke nodar kan ikkje haustast som katalog eller datasett.",
              "Blank nodes cannot be harvested as catalogue or dataset."),
    ),
    dated(
        "H205", "literal-member", HARVESTER,
        words("dcat:dataset peker på teksten {value}, som blir oversett.",
              "dcat:dataset peikar på teksten {value}, som vert oversett.",
              "dcat:dataset points to the text {value}, which is ignored."),
        words("Skriv adressen til datasettet som en adresse, ikke som tekst.",
              "Skriv adressa til datasettet som ei adresse, ikkje som tekst.",
              "Write the dataset's address as an address, not as text."),
        words("En tekst som verdi av dcat:dataset blir oversett uten varsel.",
              "Ein tekst som verdi av dcat:dataset vert oversett utan varsel.",
              "A text as value of dcat:dataset is ignored without a word."),
    ),
    dated(
        "H206", "untyped-member", HARVESTER,
        words("{value} er ikke beskrevet som datasett i dokumentet og blir ikke høstet.",
              "{value} er ikkje skildra som datasett i dokumentet og vert ikkje hausta.",
              "{value} is not described as a dataset in the document and is not harvested."),
        words("Beskriv det i samme dokument med rdf:type dcat:Dataset eller dcat:DatasetSeries.",
              "Skildre det i same dokument med rdf:type dcat:Dataset eller dcat:DatasetSeries.",
              "Describe it in the same document with rdf:type dcat:Dataset or dcat:DatasetSeries."),
        words("Høsteren ser bare på rdf:type som står i dokumentet; den slutter ingenting og henter "
              "ingenting.",
              "Haustaren ser berre på rdf:type som står i dokumentet; han sluttar ingenting og hentar "
              "ingenting.",
              "The harvester looks at the rdf:type in the document only; it infers nothing and fetches "
              "nothing."),
    ),
    dated(
        "H207", "orphan", f"{HARVESTER}; {OLD_HARVESTER}",
        words("Datasettet er ikke i noen katalog: det blir lagt i en uten navn, eller falt bort.",
              "Datasettet er ikkje i nokon katalog: det vert lagt i ein utan namn, eller fell bort.",
              "The dataset is in no catalogue: it ends up in a nameless one, or is dropped."),
        words("Legg det til katalogens dcat:dataset.", "Legg det til dcat:dataset i katalogen.",
              "Add it to the catalogue's dcat:dataset."),
        words("Den nye høsteren lager en katalog uten tittel og utgiver; den gamle forkaster datasettet.",
              "Den nye haustaren lagar ein katalog utan tittel og utgjevar; den gamle forkastar datasettet.",
              "The newer harvester makes up a catalogue without title and publisher; the older one drops "
              "the dataset."),
    ),
    dated(
        "H208", "catalog-and-dataset", HARVESTER,
        words("Samme adresse er både katalog og datasett.", "Same adresse er både katalog og datasett.",
              "The same address is both catalogue and dataset."),
        words("Gi dem hver sin adresse.", "Gje dei kvar si adresse.", "Give each an address of its own."),
        words("Høsterens tabell har adressen som nøkkel; den ene skriver over den andre.",
              "Tabellen til haustaren har adressa som nykel; den eine skriv over den andre.",
              "The harvester's table has the address as its key; one overwrites the other."),
    ),
    dated(
        "H209", "long-iri", HARVESTER,
        words("Adressen er {length} tegn lang; {limit} er det meste.",
              "Adressa er {length} teikn lang; {limit} er det meste.",
              "The address has {length} characters; {limit} is the most."),
        words("Velg en kortere adresse.", "Vel ei kortare adresse.", "Choose a shorter address."),
        words("Nøkkelkolonnen rommer 2048 tegn.", "Nykelkolonnen rommar 2048 teikn.",
              "The key column holds 2048 characters."),
    ),
    dated(
        "H210", "merged-nodes", HARVESTER,
        words("{number} noder uten adresse blir til én: {nodes}.", "{number} nodar utan adresse vert til "
                                                                   "éin: {nodes}.",
              "{number} nodes without an address become one: {nodes}."),
        words("Gi hver av dem en adresse (IRI).", "Gje kvar av dei ei adresse (IRI).",
              "Give each of them an address (IRI)."),
        words("Navnet på en blank node lages av de sorterte tegnene i utsagnene dens; 2012 og 2021 blir det "
              "samme.",
              "Namnet på ein blank node vert laga av dei sorterte teikna i utsegnene; 2012 og 2021 vert det "
              "same.",
              "A blank node's name is made from the sorted characters of its statements; 2012 and 2021 "
              "become the same."),
    ),
    dated(
        "H211", "circle", HARVESTER,
        words("{number} noder uten adresse viser til hverandre i ring: høstingen stanser.",
              "{number} nodar utan adresse viser til kvarandre i ring: haustinga stansar.",
              "{number} nodes without an address refer to each other in a circle: the harvest breaks down."),
        words("Gi nodene adresser (IRI).", "Gje nodane adresser (IRI).", "Give the nodes addresses (IRIs)."),
        words("Høsteren går rundt i ringen til minnet er brukt opp.",
              "Haustaren går rundt i ringen til minnet er brukt opp.",
              "The harvester goes round the circle until its stack is full."),
    ),
    dated(
        "H212", "empty-node", OLD_HARVESTER,
        words("En tom node uten adresse står inne i en annen.", "Ein tom node utan adresse står inni ein "
                                                                "annan.",
              "An empty node without an address stands inside another."),
        words("Fjern den tomme noden, eller gi den innhold og adresse.",
              "Fjern den tomme noden, eller gje han innhald og adresse.",
              "Remove the empty node, or give it content and an address."),
        words("Den gamle høsteren går i ring på den.", "Den gamle haustaren går i ring på han.",
              "The older harvester goes round in circles on it."),
        Severity.WARNING,
    ),
    dated(
        "H213", "two-catalogs", HARVESTER,
        words("Datasettet er i {number} kataloger; det vises i en tilfeldig av dem.",
              "Datasettet er i {number} katalogar; det vert vist i ein tilfeldig av dei.",
              "The dataset is in {number} catalogues; it is shown in an arbitrary one of them."),
        words("La det være i én katalog.", "La det vere i éin katalog.", "Let it be in one catalogue."),
        words("Den første katalogen som nevner datasettet, vinner, og rekkefølgen er ikke fast.",
              "Den fyrste katalogen som nemner datasettet, vinn, og rekkjefølgja er ikkje fast.",
              "The first catalogue that mentions the dataset wins, and the order is not fixed."),
        Severity.WARNING,
    ),
    dated(
        "H214", "own-record", OLD_PARSER,
        words("Katalogposten {value} kan ta plassen til den som data.norge.no lager.",
              "Katalogposten {value} kan ta plassen til den som data.norge.no lagar.",
              "The catalogue record {value} can take the place of the one that data.norge.no makes."),
        words("Ikke publiser katalogposter (dcat:record).", "Ikkje publiser katalogpostar (dcat:record).",
              "Do not publish catalogue records (dcat:record)."),
        words("Den gamle leseren tar enhver katalogpost som handler om datasettet, og dens identifikator.",
              "Den gamle lesaren tek kva katalogpost som helst som handlar om datasettet, og "
              "identifikatoren der.",
              "The older parser takes any record whose topic is the dataset, and the identifier in it."),
        Severity.WARNING,
    ),
    dated(
        "H215", "not-described", HARVESTER,
        words("{property} viser til {value}, som ikke er beskrevet i dokumentet.",
              "{property} viser til {value}, som ikkje er skildra i dokumentet.",
              "{property} refers to {value}, which is not described in the document."),
        words("Beskriv den i samme dokument.", "Skildre henne i same dokument.",
              "Describe it in the same document."),
        words("Høsteren henter ingenting utenfra; bare adressen blir med.",
              "Haustaren hentar ingenting utanfrå; berre adressa vert med.",
              "The harvester fetches nothing from elsewhere; only the address comes along."),
        Severity.WARNING,
    ),
    dated(
        "H216", "blank-part", HARVESTER,
        words("{property} har en node uten adresse: den får en ny adresse hver gang innholdet endres, og "
              "vises uten.",
              "{property} har ein node utan adresse: han får ei ny adresse kvar gong innhaldet vert endra, "
              "og vert "
              "vist utan.",
              "{property} has a node without an address: it gets a new one whenever its content changes, "
              "and is shown "
              "without."),
        words("Gi noden en adresse (IRI).", "Gje noden ei adresse (IRI).", "Give the node an address (IRI)."),
        words("Blanke noder får adresser som lages av innholdet og holdes skjult.",
              "Blanke nodar får adresser som vert laga av innhaldet og haldne skjulte.",
              "Blank nodes get addresses that are made from their content and kept hidden."),
        Severity.WARNING,
    ),
)  # fmt: skip
