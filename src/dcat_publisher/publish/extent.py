"""How much is written of a catalogue: which formats, documents of each record or not, pages or not."""

from __future__ import annotations

from typing import Final, NamedTuple

from dcat_publisher.publish.hydra_pages import MEMBERS_PER_PAGE
from dcat_publisher.publish.nginx_server import Nginx
from dcat_publisher.publish.pages import NOBODY, Identity
from dcat_publisher.rdf.formats import FORMATS, Format

SUFFIXES: Final = tuple(entry.suffix for entry in FORMATS)


class Extent(NamedTuple):
    """What is written of a catalogue: the formats with these suffixes; documents of each record; pages.

    Pages lead to all documents, so they are written only where the rest is. `members_per_page` is for those
    who ask for the data in pages; `nginx` is what the operator says of the server, `identity` whose pages
    they are.
    """

    suffixes: tuple[str, ...] = SUFFIXES
    parts: bool = True
    pages: bool = True
    members_per_page: int = MEMBERS_PER_PAGE
    nginx: Nginx = Nginx()
    identity: Identity = NOBODY

    @property
    def formats(self) -> list[Format]:
        """The formats, in their usual order."""
        return [entry for entry in FORMATS if entry.suffix in self.suffixes]


EVERYTHING: Final = Extent()
