"""What is known of the national harvester, as constants: limits, spellings, and when each was looked up.

The facts come from the published code of the portal's services and from trials with the libraries that they
are built on (Java's HTTP client, Apache Jena 4.5). They age: the dates say how far they reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

HARVESTER: Final = "fdk-harvester, 2026-08"
OLD_HARVESTER: Final = "fdk-dataset-harvester, 2025-10"
PARSER: Final = "fdk-parser-service, 2026-07"
OLD_PARSER: Final = "fdk-rdf-parser 2.9.0"
REASONER: Final = "fdk-reasoning-service, 2026-03"

MAX_BYTES: Final = 75 * 1024 * 1024
TIMEOUT: Final = 600.0
"""Seconds to wait for a connection, and for each piece of the answer."""
MAX_REDIRECTS: Final = 20
USER_AGENT: Final = "Java/21.0.8"
BASE: Final = "http://example.com/"
"""What relative IRIs are resolved against, whatever the address of the document is."""
MAX_IRI: Final = 2048
"""Characters of the IRI of a catalogue or dataset: the key of the harvester's table."""
RECORDS: Final = "https://datasets.fellesdatakatalog.digdir.no"
SKOLEM: Final = "/.well-known/skolem/"
GENERATED_CATALOG: Final = "#GeneratedCatalog"


@dataclass(frozen=True, slots=True)
class Syntax:
    """One serialisation: the words of the Accept value that stand for it, and our file suffix."""

    name: str
    words: tuple[str, ...]
    suffix: str

    @property
    def media_type(self) -> str:
        """The media type to ask for."""
        return self.words[0]


# In the order in which the harvester looks for them; the first whose word the Accept value contains is taken.
SYNTAXES: Final = (
    Syntax("turtle", ("text/turtle", "application/turtle"), "ttl"),
    Syntax("n3", ("text/n3",), "n3"),
    Syntax("trig", ("application/trig",), "trig"),
    Syntax("rdf-xml", ("application/rdf+xml",), "rdf"),
    Syntax("rdf-json", ("application/rdf+json",), "rj"),
    Syntax("json-ld", ("application/ld+json",), "jsonld"),
    Syntax("n-triples", ("application/n-triples", "application/ntriples"), "nt"),
    Syntax("n-quads", ("application/n-quads", "application/nquads"), "nq"),
    Syntax("trix", ("application/trix",), "trix"),
)
BY_NAME: Final = {syntax.name: syntax for syntax in SYNTAXES}
BY_SUFFIX: Final = {syntax.suffix: syntax for syntax in SYNTAXES}


def syntax_of_accept(accept: str) -> Syntax | None:
    """Return the serialisation that is read for a registered Accept value; None when it is refused."""
    lowered = accept.lower()
    return next((syntax for syntax in SYNTAXES if any(word in lowered for word in syntax.words)), None)
