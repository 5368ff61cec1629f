"""Y: the text of a file, before it means anything."""

from __future__ import annotations

from dcat_publisher.model.language import words
from dcat_publisher.rules.model import Rule

_UNPUBLISHED = words(
    "En fil som ikke kan leses, kan ikke publiseres.",
    "Ei fil som ikkje kan lesast, kan ikkje publiserast.",
    "A file that cannot be read cannot be published.",
)
TEXT_RULES = (
    Rule(
        "Y001", "syntax",
        words(
            "Filen er ikke gyldig YAML: {problem}.",
            "Fila er ikkje gyldig YAML: {problem}.",
            "The file is not valid YAML: {problem}.",
        ),
        words(
            "Se etter et anførselstegn eller en klamme som ikke er lukket, på denne linjen eller den over.",
            "Sjå etter eit hermeteikn eller ein klamme som ikkje er lukka, på denne linja eller den over.",
            "Look for a quotation mark or a bracket that is not closed, on this line or the one above.",
        ),
        _UNPUBLISHED,
    ),
    Rule(
        "Y002", "duplicate-key",
        words(
            "Nøkkelen `{key}` står to ganger; den første er på linje {line}.",
            "Nøkkelen `{key}` står to gonger; den første er på linje {line}.",
            "The key `{key}` is given twice; the first is on line {line}.",
        ),
        words(
            "Slå dem sammen til én. Flere verdier skrives som en liste: `{key}: [a, b]`.",
            "Slå dei saman til éin. Fleire verdiar vert skrivne som ei liste: `{key}: [a, b]`.",
            "Merge them into one. Several values are written as a list: `{key}: [a, b]`.",
        ),
        words(
            "YAML beholder bare én av to like nøkler, så den andre verdien ville forsvinne uten et ord.",
            "YAML tek vare på éin av to like nøklar, så den andre verdien ville forsvinne utan eit ord.",
            "YAML keeps only one of two equal keys, so the other value would vanish without a word.",
        ),
    ),
    Rule(
        "Y003", "not-utf8",
        words(
            "Filen er ikke lagret som UTF-8 (byte {byte}).",
            "Fila er ikkje lagra som UTF-8 (byte {byte}).",
            "The file is not saved as UTF-8 (byte {byte}).",
        ),
        words(
            "Lagre filen på nytt med tegnsettet UTF-8, og se at æ, ø og å er riktige.",
            "Lagre fila på nytt med teiknsettet UTF-8, og sjå at æ, ø og å er rette.",
            "Save the file again with the encoding UTF-8, and see that æ, ø and å are right.",
        ),
        words(
            "Med et annet tegnsett blir æ, ø og å til andre tegn hos dem som leser katalogen.",
            "Med eit anna teiknsett vert æ, ø og å til andre teikn hos dei som les katalogen.",
            "In another encoding æ, ø and å become other characters for those who read the catalogue.",
        ),
    ),
    Rule(
        "Y004", "too-large",
        words(
            "Filen er på {size} byte; grensen er {limit}.",
            "Fila er på {size} byte; grensa er {limit}.",
            "The file has {size} bytes; the limit is {limit}.",
        ),
        words(
            "Del den opp: én fil per datasett. Selve dataene hører ikke hjemme her.",
            "Del ho opp: éi fil per datasett. Sjølve dataa høyrer ikkje heime her.",
            "Split it: one file per dataset. The data themselves do not belong here.",
        ),
        words(
            "En beskrivelse er noen få kilobyte; en så stor fil er noe annet.",
            "Ei skildring er nokre få kilobyte; ei så stor fil er noko anna.",
            "A description is a few kilobytes; a file this large is something else.",
        ),
    ),
    Rule(
        "Y005", "unreadable",
        words(
            "Filen kan ikke leses: {reason}.",
            "Fila kan ikkje lesast: {reason}.",
            "The file cannot be read: {reason}.",
        ),
        words(
            "Se at filen finnes og at du har lov til å lese den.",
            "Sjå at fila finst og at du har lov til å lese ho.",
            "See that the file exists and that you may read it.",
        ),
        _UNPUBLISHED,
    ),
    Rule(
        "Y006", "empty-file",
        words("Filen er tom.", "Fila er tom.", "The file is empty."),
        words(
            "Skriv en beskrivelse, for eksempel `type: Dataset` og `title: {{nb: …}}`, eller slett filen.",
            "Skriv ei skildring, til dømes `type: Dataset` og `title: {{nb: …}}`, eller slett fila.",
            "Write a description, for example `type: Dataset` and `title: {{nb: …}}`, or delete the file.",
        ),
        words(
            "En tom fil er som regel en som ikke ble lagret.",
            "Ei tom fil er som regel ei som ikkje vart lagra.",
            "An empty file is most often one that was not saved.",
        ),
    ),
    Rule(
        "Y007", "several-documents",
        words(
            "Filen har mer enn ett dokument (`---`).",
            "Fila har meir enn eitt dokument (`---`).",
            "The file has more than one document (`---`).",
        ),
        words(
            "Legg hvert dokument i en fil for seg; filnavnet blir adressen til posten.",
            "Legg kvart dokument i ei fil for seg; filnamnet vert adressa til posten.",
            "Put each document in a file of its own; the file name becomes the address of the record.",
        ),
        words(
            "Filnavnet er en del av adressen, så én fil kan bare beskrive én post eller én samling.",
            "Filnamnet er ein del av adressa, så éi fil kan berre skildre éin post eller éi samling.",
            "The file name is part of the address, so a file describes one record or one collection.",
        ),
    ),
    Rule(
        "Y008", "unknown-alias",
        words(
            "`*{name}` viser til et anker som ikke er skrevet lenger opp i filen.",
            "`*{name}` viser til eit anker som ikkje er skrive lenger oppe i fila.",
            "`*{name}` refers to an anchor that is not written further up in the file.",
        ),
        words(
            "Skriv `&{name}` foran verdien som skal gjentas. Er stjernen tekst, skriv `\"*{name}\"`.",
            "Skriv `&{name}` framfor verdien som skal med på ny. Er stjerna tekst, skriv `\"*{name}\"`.",
            "Write `&{name}` before the value to repeat. If the asterisk is text, write `\"*{name}\"`.",
        ),
        words(
            "En verdi som starter med stjerne, er i YAML en henvisning.",
            "Ein verdi som startar med stjerne, er i YAML ei tilvising.",
            "A value that starts with an asterisk is a reference in YAML.",
        ),
    ),
    Rule(
        "Y009", "tag",
        words(
            "YAML-merkelappen `{tag}` brukes ikke her.",
            "YAML-merkelappen `{tag}` vert ikkje brukt her.",
            "The YAML tag `{tag}` is not used here.",
        ),
        words(
            "Ta den bort. En tekst som starter med utropstegn, settes i anførselstegn.",
            "Ta han bort. Ein tekst som startar med utropsteikn, vert sett i hermeteikn.",
            "Take it away. A text that starts with an exclamation mark is quoted.",
        ),
        words(
            "Alle verdier leses som tekst, og egenskapen bestemmer hva de betyr.",
            "Alle verdiar vert lesne som tekst, og eigenskapen avgjer kva dei tyder.",
            "All values are read as text, and the property decides what they mean.",
        ),
    ),
    Rule(
        "Y010", "too-deep",
        words(
            "Filen er nøstet dypere enn {limit} nivåer.",
            "Fila er nøsta djupare enn {limit} nivå.",
            "The file is nested deeper than {limit} levels.",
        ),
        words(
            "Se etter klammer eller innrykk som ikke skulle vært der.",
            "Sjå etter klammar eller innrykk som ikkje skulle vore der.",
            "Look for brackets or indentation that should not be there.",
        ),
        words(
            "En beskrivelse trenger fem nivåer.",
            "Ei skildring treng fem nivå.",
            "A description needs five levels.",
        ),
    ),
    Rule(
        "Y011", "key-not-text",
        words("En nøkkel må være en tekst.", "Ein nøkkel må vere ein tekst.", "A key must be a text."),
        words(
            "Skriv `nøkkel: verdi`. Krøllparenteser i en tekst krever anførselstegn rundt den.",
            "Skriv `nøkkel: verdi`. Krøllparentesar i ein tekst krev hermeteikn rundt han.",
            "Write `key: value`. Braces in a text need quotation marks around it.",
        ),
        words(
            "Nøkkelen er navnet på en egenskap.",
            "Nøkkelen er namnet på ein eigenskap.",
            "The key is the name of a property.",
        ),
    ),
    Rule(
        "Y012", "unfolds-too-large",
        words(
            "Henvisningene i filen folder seg ut til mer enn {limit} verdier.",
            "Tilvisingane i fila faldar seg ut til meir enn {limit} verdiar.",
            "The aliases in the file unfold to more than {limit} values.",
        ),
        words(
            "Skriv verdiene ut, uten `&` og `*`.",
            "Skriv verdiane ut, utan `&` og `*`.",
            "Write the values out, without `&` and `*`.",
        ),
        words(
            "Slike filer brukes til å fylle minnet på maskinen som leser dem.",
            "Slike filer vert brukte til å fylle minnet på maskina som les dei.",
            "Such files are used to fill the memory of the machine that reads them.",
        ),
    ),
    Rule(
        "Y013", "tab",
        words(
            "Linjen er rykket inn med tabulator.",
            "Linja er rykt inn med tabulator.",
            "The line is indented with a tab.",
        ),
        words(
            "Bruk mellomrom, to for hvert nivå.",
            "Bruk mellomrom, to for kvart nivå.",
            "Use spaces, two for each level.",
        ),
        words(
            "YAML tillater ikke tabulator i innrykk.",
            "YAML tillèt ikkje tabulator i innrykk.",
            "YAML does not allow tabs in indentation.",
        ),
    ),
    Rule(
        "Y014", "colon-in-text",
        words(
            "Kolon og mellomrom midt i en tekst uten anførselstegn, eller feil innrykk.",
            "Kolon og mellomrom midt i ein tekst utan hermeteikn, eller feil innrykk.",
            "A colon and a space inside a text without quotation marks, or wrong indentation.",
        ),
        words(
            "Sett teksten i anførselstegn: `title: \"Helse: alt\"`, og la nøkler på samme nivå starte likt.",
            "Set teksten i hermeteikn: `title: \"Helse: alt\"`, og lat nøklar på same nivå starte likt.",
            "Quote the text: `title: \"Health: all\"`, and let keys of one level start alike.",
        ),
        words(
            "Kolon og mellomrom skiller nøkkel fra verdi.",
            "Kolon og mellomrom skil nøkkel frå verdi.",
            "A colon and a space separate key from value.",
        ),
    ),
)  # fmt: skip
