"""H0: the fetch. One GET, and everything that makes its answer worthless."""

from __future__ import annotations

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import words
from dcat_publisher.rules.harvest.dated import HARVESTER, dated

FETCHING_RULES = (
    dated(
        "H001", "accept-missing", HARVESTER,
        words("Accept-verdien `{accept}` sier ikke hvilket format det er.",
              "Accept-verdien `{accept}` seier ikkje kva format det er.",
              "The Accept value `{accept}` does not say which format it is."),
        words("Registrer kilden med `text/turtle`.", "Registrer kjelda med `text/turtle`.",
              "Register the source with `text/turtle`."),
        words("Høsteren velger leser ut fra den registrerte Accept-verdien, og avviser `*/*` og ukjente "
              "verdier før "
              "den spør.",
              "Haustaren vel lesar ut frå den registrerte Accept-verdien, og avviser `*/*` og ukjende "
              "verdiar før "
              "han spør.",
              "The harvester chooses its reader by the registered Accept value and refuses `*/*` and "
              "unknown values "
              "before it asks."),
    ),
    dated(
        "H003", "no-answer", HARVESTER,
        words("{url} svarer ikke: {reason}.", "{url} svarer ikkje: {reason}.",
              "{url} does not answer: {reason}."),
        words("Sørg for at adressen svarer for alle, uten innlogging.",
              "Syt for at adressa svarer for alle, utan innlogging.",
              "See to it that the address answers everyone, without a login."),
        words("Høsteren prøver én gang i timen; uten svar blir forrige kopi stående.",
              "Haustaren prøver éin gong i timen; utan svar vert førre kopi ståande.",
              "The harvester tries once an hour; without an answer the former copy stays."),
    ),
    dated(
        "H004", "status", HARVESTER,
        words("{url} svarer {status}, ikke 200.", "{url} svarer {status}, ikkje 200.",
              "{url} answers {status}, not 200."),
        words("La adressen svare 200 med hele katalogen.", "La adressa svare 200 med heile katalogen.",
              "Let the address answer 200 with the whole catalogue."),
        words("Bare status 200 er godt nok; alt annet avbryter høstingen.",
              "Berre status 200 er godt nok; alt anna avbryt haustinga.",
              "Only status 200 counts; anything else ends the harvest."),
    ),
    dated(
        "H005", "redirect", HARVESTER,
        words("{url} viser videre til {target}, dit høsteren ikke går.",
              "{url} viser vidare til {target}, dit haustaren ikkje går.",
              "{url} redirects to {target}, where the harvester does not go."),
        words("Registrer adressen som svarer til slutt: `{target}`.",
              "Registrer adressa som svarer til slutt: `{target}`.",
              "Register the address that answers in the end: `{target}`."),
        words("Javas HTTP-klient følger omdirigering bare innen samme skjema: ikke fra http til https.",
              "Java sin HTTP-klient følgjer omdirigering berre innan same skjema: ikkje frå http til https.",
              "Java's HTTP client follows redirects within one scheme only: not from http to https."),
    ),
    dated(
        "H006", "content-encoding", HARVESTER,
        words("Svaret er merket `Content-Encoding: {encoding}`.", "Svaret er merkt `Content-Encoding: "
                                                                  "{encoding}`.",
              "The answer is marked `Content-Encoding: {encoding}`."),
        words("Send svaret ukomprimert når forespørselen ikke har `Accept-Encoding`.",
              "Send svaret ukomprimert når førespurnaden ikkje har `Accept-Encoding`.",
              "Send the answer uncompressed when the request has no `Accept-Encoding`."),
        words("Høsteren tar verdien for et tegnsett og feiler.", "Haustaren tek verdien for eit teiknsett "
                                                                 "og feilar.",
              "The harvester takes the value for a character set and fails."),
    ),
    dated(
        "H007", "too-big", HARVESTER,
        words("Dokumentet er større enn 75 MiB: {size} byte.",
              "Dokumentet er større enn 75 MiB: {size} byte.",
              "The document is bigger than 75 MiB: {size} bytes."),
        words("Del katalogen i flere kilder, eller gi et format som tar mindre plass (Turtle).",
              "Del katalogen i fleire kjelder, eller gje eit format som tek mindre plass (Turtle).",
              "Divide the catalogue into several sources, or give a format that takes less room (Turtle)."),
        words("Høsteren leser 78 643 200 byte og ikke mer.", "Haustaren les 78 643 200 byte og ikkje meir.",
              "The harvester reads 78,643,200 bytes and no more."),
    ),
    dated(
        "H008", "not-utf-8", HARVESTER,
        words("{number} byte er ikke UTF-8 og blir til erstatningstegnet �.",
              "{number} byte er ikkje UTF-8 og vert til erstatningsteiknet �.",
              "{number} bytes are not UTF-8 and become the replacement character �."),
        words("Lagre og send filen som UTF-8.", "Lagre og send fila som UTF-8.",
              "Save and send the file as UTF-8."),
        words("Svaret leses alltid som UTF-8, også når Content-Type eller XML-hodet sier noe annet.",
              "Svaret vert alltid lese som UTF-8, òg når Content-Type eller XML-hovudet seier noko anna.",
              "The answer is always read as UTF-8, also when Content-Type or the XML declaration says "
              "otherwise."),
    ),
    dated(
        "H009", "content-type", HARVESTER,
        words("Svaret er `{type}`, men leses som {accept}.",
              "Svaret er `{type}`, men vert lese som {accept}.",
              "The answer is `{type}`, but is read as {accept}."),
        words("Send det formatet som er registrert.", "Send det formatet som er registrert.",
              "Send the format that is registered."),
        words("Leseren velges av den registrerte Accept-verdien, ikke av Content-Type.",
              "Lesaren vert vald av den registrerte Accept-verdien, ikkje av Content-Type.",
              "The reader is chosen by the registered Accept value, not by Content-Type."),
        Severity.WARNING,
    ),
    dated(
        "H010", "address", HARVESTER,
        words("`{url}` kan ikke hentes: bare http og https.", "`{url}` kan ikkje hentast: berre http og "
                                                              "https.",
              "`{url}` cannot be fetched: only http and https."),
        words("Gi en adresse som begynner med https://.", "Gje ei adresse som byrjar med https://.",
              "Give an address that begins with https://."),
        words("En kilde er en http- eller https-adresse.", "Ei kjelde er ei http- eller https-adresse.",
              "A source is an http or https address."),
    ),
    dated(
        "H011", "paged", HARVESTER,
        words("Svaret er én side; neste side {next} blir ikke lest.",
              "Svaret er éi side; neste side {next} vert ikkje lesen.",
              "The answer is one page; the next page {next} is not read."),
        words("Gi hele katalogen i ett dokument.", "Gje heile katalogen i eitt dokument.",
              "Give the whole catalogue in one document."),
        words("Høsteren følger verken Hydra-lenker eller Link-hoder, og fjerner det som ikke står på siden.",
              "Haustaren følgjer verken Hydra-lenkjer eller Link-hovud, og fjernar det som ikkje står på "
              "sida.",
              "The harvester follows neither Hydra links nor Link headers, and removes what is not on the "
              "page."),
    ),
    dated(
        "H012", "cut-off", HARVESTER,
        words("Svaret bryter av: {got} av {declared} byte kom.", "Svaret bryt av: {got} av {declared} byte "
                                                                 "kom.",
              "The answer breaks off: {got} of {declared} bytes came."),
        words("Finn ut hva som lukker forbindelsen, for eksempel en proxy.",
              "Finn ut kva som lukkar sambandet, til dømes ein proxy.",
              "Find out what closes the connection, a proxy for example."),
        words("Java 17 merker det ikke og tar det som kom for hele katalogen; resten kan bli fjernet. Java "
              "25 avviser det.",
              "Java 17 merkar det ikkje og tek det som kom for heile katalogen; resten kan verte fjerna. "
              "Java 25 avviser "
              "det.",
              "Java 17 does not notice and takes what came for the whole catalogue; the rest may be "
              "removed. Java 25 "
              "refuses it."),
    ),
)  # fmt: skip
