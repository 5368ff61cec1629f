"""An import from documents to a folder: read, turned, written as a whole, and proved where that is asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.checking.catalog import Catalog, read_catalog
from dcat_publisher.importing.catalogue import Wishes, imported
from dcat_publisher.importing.folder import staged, write_files
from dcat_publisher.importing.reading import given
from dcat_publisher.importing.report import Report
from dcat_publisher.importing.spreadsheet import rows_of
from dcat_publisher.importing.table import table
from dcat_publisher.importing.verify import verified
from dcat_publisher.importing.waive import OWN_FILE, Waivers
from dcat_publisher.model.language import DEFAULT_LANGUAGE, Words
from dcat_publisher.rdf.documents import Document
from dcat_publisher.rdf.prefixes import prefixes_in
from dcat_publisher.source.source_text import Texts
from dcat_publisher.system.scratch import scratch_folder
from dcat_publisher.vocabulary import Vocabulary, with_folder
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile

_WORDS: Final = Words(__file__)
_TABLES: Final = DEFAULT_LANGUAGE
"""The language of a table that does not say it."""


class Inputs(NamedTuple):
    """What is imported: documents of RDF, and files of tables; `lenient` keeps ill-formed addresses."""

    documents: Sequence[Document]
    tables: Sequence[Path] = ()
    lenient: bool = False


@dataclass(slots=True)
class Account:
    """One import, before and after it is written to its folder."""

    report: Report
    folder: Path
    vocabulary: Vocabulary

    @classmethod
    def of(
        cls,
        inputs: Inputs,
        vocabulary: Vocabulary,
        wishes: Wishes,
        folder: Path,
        language: str,
    ) -> Account:
        """Read documents and turn them into files, none written yet; raises as `reading` does."""
        documents, names = inputs.documents, [document.name for document in inputs.documents]
        tables = [
            table(rows_of(file), file.stem, vocabulary, wishes.language or _TABLES) for file in inputs.tables
        ]
        read = given(documents, tables, lenient=inputs.lenient)
        note = _WORDS["was"][language]
        with scratch_folder() as scratch:
            prefixes = prefixes_in(document.file for document in documents)
            done = imported(read.graph, vocabulary, prefixes, wishes, scratch, note)
        names += map(str, inputs.tables)
        report = Report(names, str(folder), read.triples, done, read.paging, read.lost, read.notes)
        return cls(report, folder, vocabulary)

    def write(
        self, profiles: Sequence[Profile], language: str, *, verify: bool, until: date | None
    ) -> None:
        """Write the files: all, or none at all. With a day, what is wrong in them is waived until then.

        Profiles that are not the usual one are named in the configuration: their keys are used.
        """
        names = [profile.name for profile in profiles]
        is_usual = names == [DEFAULT_PROFILE]
        settled = "" if is_usual else f"profiles = {json.dumps(names, ensure_ascii=False)}\n"
        with staged(self.folder) as new:
            write_files(new, self.report.done.files)
            if verify or until is not None:
                catalog = read_catalog(new, with_folder(self.vocabulary, new), profiles[0])
                if verify:
                    self.report.verdict = verified(self.report.done, catalog.graph)
                if until is not None:
                    settled += self._waive(catalog, until, new, language)
            if settled:
                (new / OWN_FILE).write_text(settled, "utf-8", newline="\n")

    def _waive(self, catalog: Catalog, until: date, new: Path, language: str) -> str:
        """Say in the report what is waived, and return the text of the waivers."""
        waivers = Waivers.of(catalog.findings, until, Texts(root=new))
        self.report.waived = list(waivers.lines(new, language))
        return waivers.toml(new, language) if waivers.waived else ""


__all__ = ["Account", "Inputs"]
