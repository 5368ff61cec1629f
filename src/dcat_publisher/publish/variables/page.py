"""The page of a dataset's variables: a table that reads without a script, in portions where it is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from posixpath import dirname, relpath
from typing import Final

from markupsafe import Markup

from dcat_publisher.publish.pages.environment import render
from dcat_publisher.publish.pages.frame import frame_of_page
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.render import Site
from dcat_publisher.publish.pages.wording import number_of, variables_heading
from dcat_publisher.publish.resource_files import Remembered
from dcat_publisher.publish.variables.listed import Listed
from dcat_publisher.publish.variables.measured import measured
from dcat_publisher.publish.variables.models import PATH as MODELS
from dcat_publisher.publish.variables.table_rows import TableRows, heading
from dcat_publisher.rdf.formats import TURTLE
from dcat_publisher.source.mapping.list_names import METADATA, PAGE
from dcat_publisher.source.variables import Variable
from dcat_publisher.source.variables.fields import DATATYPE, NAME

PORTION: Final = 500
"""How many variables a page shows."""
# Stand for what the page is made for until that is known to be another than in the last build; no text of a
# source has the character in it.
_TABLES: Final = Markup("\0tables\0")
_MEASURED: Final = Markup("\0measured\0")


@dataclass(frozen=True)
class Listing:
    """The variables of one dataset on a site; what the pages of the last build hold is remembered."""

    site: Site
    listed: Listed
    remembered: Remembered

    @property
    def variables(self) -> Sequence[Variable]:
        """The variables."""
        return self.listed.found.variables

    @property
    def last(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.variables) // PORTION))

    def page_path(self, number: int) -> str:
        """Return the path of a page, without suffix; number counts from 1."""
        own = f"{self.listed.path}{PAGE}"
        return own if number == 1 else f"{own}-{number}"

    def page(self, reader: Reader, number: int) -> bytes:
        """Return one page in the reader's language."""
        shell = self._shell(reader, number)
        file = f"{self.page_path(number)}{reader.suffix}"
        made_of = shell, self.listed.digest, number, reader.name(self.listed.dataset).text
        return self.remembered.content(file, made_of, lambda: self._filled(shell, reader, number))

    def _shell(self, reader: Reader, number: int) -> str:
        """Return a page without its variables."""
        listed, language, path = self.listed, reader.language, self.page_path(number)
        name = reader.name(listed.dataset)
        frame = frame_of_page(self.site, reader, path, f"{variables_heading(language)}: {name.text}")
        address = f"{self.site.base}{path}{'' if number == 1 else '.html'}"
        frame |= {"canonical": address, "iri": address, "indexed": True, "structured": _MEASURED}
        folder = dirname(listed.path)
        files = {
            "CSV": ("text/csv", relpath(listed.table, folder or ".")),
            "CSVW": ("application/json", f"{listed.path.rpartition('/')[2]}{METADATA}"),
            "ModelDCAT-AP-NO": (TURTLE.media_type, f"{frame['root']}{MODELS}.{TURTLE.suffix}"),
        }
        return render(
            "variables.html", language, self.site.identity, tables=_TABLES, files=files, number=number,
            dataset={"href": reader.href(listed.dataset, path), "name": name},
            count=number_of(len(self.variables), language),
            steps=[(each, self._href(each, reader)) for each in range(1, self.last + 1)],
            search=frame["variables_href"], **frame,
        )  # fmt: skip

    def _filled(self, shell: str, reader: Reader, number: int) -> bytes:
        language, dataset = reader.language, self.listed.dataset
        portion = slice((number - 1) * PORTION, number * PORTION)
        shown, cells = self.variables[portion], self.listed.cells[portion]
        name = reader.name(dataset).text
        same = {"name": name, "called": heading(NAME, language), "kind": heading(DATATYPE, language)}
        tables = (
            render("variables-table.html", language, self.site.identity, table=table, rows=rows, **same)
            for table, rows in TableRows(language).tables(shown, cells)
        )
        text = shell.replace(_MEASURED, measured(reader, dataset, shown, cells))
        return text.replace(_TABLES, "".join(tables)).encode("utf-8", "replace")

    def _href(self, number: int, reader: Reader) -> str:
        return f"{self.page_path(number).rpartition('/')[2]}{reader.suffix}"

