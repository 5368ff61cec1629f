"""H4: what a harvest changes in the national catalogue. H5: what other harvesters need."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.harvest.dated import HARVESTER, dated

CHANGE_RULES = (
    dated(
        "H401", "removed", HARVESTER,
        words("«{title}» ({iri}) blir fjernet fra den nasjonale katalogen.",
              "«{title}» ({iri}) vert fjerna frå den nasjonale katalogen.",
              "“{title}” ({iri}) will be removed from the national catalogue."),
        words("Er det meningen, gi `--allow-removals {number}`.", "Er det meininga, gje `--allow-removals "
                                                                  "{number}`.",
              "If it is meant, give `--allow-removals {number}`."),
        words("Det som var i forrige svar og mangler i dette, merkes som fjernet.",
              "Det som var i førre svar og manglar i dette, vert merkt som fjerna.",
              "What was in the former answer and is missing from this one is marked as removed."),
    ),
    dated(
        "H402", "moved", HARVESTER,
        words("«{title}» har fått ny adresse: før {old}, nå {iri}; like er {same}.",
              "«{title}» har fått ny adresse: før {old}, no {iri}; like er {same}.",
              "“{title}” has a new address: before {old}, now {iri}; the same are {same}."),
        words("Behold adressen. Lenker, statistikk og posten på data.norge.no følger den.",
              "Hald på adressa. Lenkjer, statistikk og posten på data.norge.no følgjer henne.",
              "Keep the address. Links, statistics and the record on data.norge.no go with it."),
        words("Postens identifikator lages av adressen; en ny adresse er et nytt datasett, og det gamle "
              "fjernes.",
              "Identifikatoren til posten vert laga av adressa; ei ny adresse er eit nytt datasett, og det "
              "gamle vert "
              "fjerna.",
              "The record's identifier is made from the address; a new address is a new dataset, and the "
              "old is removed."),
    ),
    dated(
        "H403", "catalog-moved", HARVESTER,
        words("Katalogens adresse er ny: før {old}, nå {iri}.", "Adressa til katalogen er ny: før {old}, no "
                                                                "{iri}.",
              "The catalogue's address is new: before {old}, now {iri}."),
        words("Behold adressen.", "Hald på adressa.", "Keep the address."),
        words("Katalogens post lages av adressen, som for datasett.",
              "Posten til katalogen vert laga av adressa, som for datasett.",
              "The catalogue's record is made from its address, as with datasets."),
        Severity.WARNING,
    ),
)  # fmt: skip

OTHER_RULES = (
    dated(
        "H501", "mandatory-there", "DCAT-AP 3.0.1, 2025-07",
        words("{node} mangler {property}, som {harvester} krever.", "{node} manglar {property}, som "
                                                                     "{harvester} krev.",
              "{node} lacks {property}, which {harvester} asks for."),
        words("Gi {property}.", "Gje {property}.", "Give {property}."),
        words("DCAT-AP har egenskapen som obligatorisk.", "DCAT-AP har eigenskapen som obligatorisk.",
              "DCAT-AP has the property as mandatory."),
    ),
    dated(
        "H502", "page-loop", "ckanext-dcat 2.4.3",
        words("Siden {next} er lest før: sidelenkene går i ring.", "Sida {next} er lesen før: sidelenkjene "
                                                                   "går i ring.",
              "The page {next} was read before: the page links go in a circle."),
        words("La siste side være uten lenke til en neste.", "La siste side vere utan lenkje til ei neste.",
              "Let the last page have no link to a next one."),
        words("En høster som følger lenkene, blir aldri ferdig.", "Ein haustar som følgjer lenkjene, vert "
                                                                  "aldri ferdig.",
              "A harvester that follows the links never ends."),
    ),
    dated(
        "H503", "no-guid", "ckanext-dcat 2.4.3",
        words("{node} har verken adresse eller identifikator: det blir et nytt datasett ved hver høsting.",
              "{node} har verken adresse eller identifikator: det vert eit nytt datasett ved kvar hausting.",
              "{node} has neither address nor identifier: every harvest makes a new dataset of it."),
        words("Gi datasettet en adresse (IRI).", "Gje datasettet ei adresse (IRI).",
              "Give the dataset an address (IRI)."),
        words("CKAN kjenner igjen et datasett på adressen, ellers på dct:identifier.",
              "CKAN kjenner att eit datasett på adressa, elles på dct:identifier.",
              "CKAN knows a dataset again by its address, else by dct:identifier."),
    ),
    dated(
        "H504", "one-language", "ckanext-dcat 2.4.3",
        words("{node} har {property} på flere språk; CKAN uten ckanext-fluent tar ett av dem.",
              "{node} har {property} på fleire språk; CKAN utan ckanext-fluent tek eitt av dei.",
              "{node} has {property} in several languages; CKAN without ckanext-fluent takes one of them."),
        words("Be mottakeren slå på flerspråklige felt.", "Be mottakaren slå på fleirspråklege felt.",
              "Ask the receiver to turn multilingual fields on."),
        words("CKANs felt har ett språk.",
              "Felta i CKAN har eitt språk.", "CKAN's fields have one language."),
        Severity.INFO,
    ),
    dated(
        "H505", "resource-without-iri", "ckanext-dcat 2.4.3",
        words("En distribusjon av {node} har ingen adresse og lages på nytt ved hver høsting.",
              "Ein distribusjon av {node} har inga adresse og vert laga på nytt ved kvar hausting.",
              "A distribution of {node} has no address and is made anew by every harvest."),
        words("Gi distribusjonen en adresse (IRI).", "Gje distribusjonen ei adresse (IRI).",
              "Give the distribution an address (IRI)."),
        words("Uten adresse kan ikke CKAN kjenne ressursen igjen.", "Utan adresse kan ikkje CKAN kjenne att "
                                                                    "ressursen.",
              "Without an address CKAN cannot know the resource again."),
        Severity.WARNING,
    ),
)  # fmt: skip
