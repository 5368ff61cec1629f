"""What is known of the national harvester, as constants: limits, spellings, and when each was looked up.

The facts come from the published code of the portal's services and from trials with the libraries that they
are built on (Java's HTTP client, Apache Jena 4.5). They age: the dates say how far they reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dcat_publisher.rdf.formats import format_named

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


def _of_table(name: str, *more: str) -> Syntax:
    """Return the harvester's row for a format of ours; `more` are the words that only it takes for one."""
    entry = format_named(name)
    return Syntax(name, (entry.media_type, *more), entry.suffix)


# In the order in which the harvester looks for them; the first whose word the Accept value contains is taken.
# RDF/JSON and TriX are read by it and by nothing of ours, so no row of our table has them.
SYNTAXES: Final = (
    _of_table("turtle", "application/turtle"),
    _of_table("n3"),
    _of_table("trig"),
    _of_table("rdf-xml"),
    Syntax("rdf-json", ("application/rdf+json",), "rj"),
    _of_table("json-ld"),
    _of_table("n-triples", "application/ntriples"),
    _of_table("n-quads", "application/nquads"),
    Syntax("trix", ("application/trix",), "trix"),
)
BY_NAME: Final = {syntax.name: syntax for syntax in SYNTAXES}


def syntax_of_accept(accept: str) -> Syntax | None:
    """Return the serialisation that is read for a registered Accept value; None when it is refused."""
    lowered = accept.lower()
    return next((syntax for syntax in SYNTAXES if any(word in lowered for word in syntax.words)), None)
