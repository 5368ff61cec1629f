"""What `check` is called with, as documents of RDF: files, folders, patterns, addresses, standard input."""

# ruff: noqa: PLC0415  a folder of a source, which most calls are about, needs none of what is imported below
from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dcat_publisher.checking.catalog import CATALOG_FILE
from dcat_publisher.cli import complain
from dcat_publisher.cli.call_language import call_language
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.source.folder import YAML_SUFFIXES

if TYPE_CHECKING:
    from dcat_publisher.rdf.documents import Document

_WORDS: Final = Words(__file__).group("rdf")
STDIN: Final = "-"
"""What standard input is called."""
_SECONDS_TO_ANSWER: Final = 60.0
"""How long a server may say nothing: somebody waits for it, other than for the harvester at night."""
_TOO_BIG: Final = "H007"


def is_rdf(target: str) -> bool:
    """Return whether a target of a call is RDF, and not a folder of a source."""
    path = Path(target)
    if path.is_dir():
        return not (path / CATALOG_FILE).exists() and bool(_in_folder(path)) and not _has_yaml(path)
    return target == STDIN or path.is_file() or _is_pattern(target) or is_address(target)


def _has_yaml(folder: Path) -> bool:
    return any(file.suffix.lower() in YAML_SUFFIXES for file in folder.iterdir())


def is_address(target: str) -> bool:
    """Return whether a target of a call is fetched."""
    return target.startswith(("http://", "https://"))


def _is_pattern(target: str) -> bool:
    return glob.has_magic(target) and not Path(target).exists()


def documents_of(targets: Sequence[str], form: str | None, folder: Path) -> list[Document]:
    """Return what the targets of a call name, each document once; copies are laid out in `folder`.

    Raises ConfigurationError for a target at which there is nothing, or no RDF.
    """
    from dcat_publisher.rdf.documents import each_once

    return each_once(document for target in targets for document in _documents(target, form, folder))


def _documents(target: str, form: str | None, folder: Path) -> Iterator[Document]:
    from dcat_publisher.rdf.documents import file_document, laid_out, standard_input

    if target == STDIN:
        yield laid_out(STDIN, standard_input(), folder, form)
    elif is_address(target):
        yield _fetched(target, form, folder)
    else:
        for path in _paths(target):
            yield file_document(path, folder, form)


def _fetched(address: str, form: str | None, folder: Path) -> Document:
    from dcat_publisher.insight.harvest.fetch import Bounds, fetch
    from dcat_publisher.insight.harvest.inputs import fault_line
    from dcat_publisher.insight.harvest.places import located
    from dcat_publisher.rdf.documents import ACCEPT, MAX_BYTES, laid_out, settled_format

    answer = fetch(address, ACCEPT, Bounds(_SECONDS_TO_ANSWER, MAX_BYTES, packed=True), across_schemes=True)
    if answer.fault is not None:
        if answer.fault.code == _TOO_BIG:
            raise ConfigurationError(filled(_WORDS["too_big"], address=address, most=f"{MAX_BYTES:,}"))
        raise ConfigurationError(fault_line(located(answer.fault, address, {}, None)))
    declared = answer.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > len(answer.data):
        blanks = {"address": address, "had": f"{len(answer.data):,}", "declared": f"{int(declared):,}"}
        raise ConfigurationError(filled(_WORDS["cut_off"], **blanks))
    form = form or settled_format(answer.url, answer.data, answer.headers.get("content-type"))
    return laid_out(address, answer.data, folder, form, answer.url)


def _paths(target: str) -> list[Path]:
    path = Path(target)
    if path.is_dir():
        paths = _in_folder(path)
        if not paths:
            from dcat_publisher.rdf.documents import no_rdf_below

            raise ConfigurationError(no_rdf_below(target))
        _say_what_is_not_read(path, paths)
        return paths
    if _is_pattern(target):
        names = sorted(glob.glob(target, recursive=True))  # noqa: PTH207  a Path takes no absolute pattern
        found = [Path(name) for name in names if Path(name).is_file()]
        if not found:
            raise ConfigurationError(filled(_WORDS["no_match"], pattern=target))
        return found
    if not path.exists():
        from dcat_publisher.source.near_paths import nothing_there

        raise ConfigurationError(nothing_there(path))
    return [path]


def _in_folder(folder: Path) -> list[Path]:
    """Return the files of a folder; of what `build` wrote the dump, which all others repeat."""
    from dcat_publisher.insight.harvest.inputs import DUMP
    from dcat_publisher.publish.manifest import SITE_FILE
    from dcat_publisher.rdf.documents import files_below
    from dcat_publisher.rdf.formats import FORMATS

    if (folder / SITE_FILE).is_file():
        dumps = (folder / f"{DUMP}.{entry.suffix}" for entry in FORMATS)
        return [next(filter(Path.is_file, dumps), folder / f"{DUMP}.{FORMATS[0].suffix}")]
    return files_below(folder)


def _say_what_is_not_read(folder: Path, paths: Sequence[Path]) -> None:
    from dcat_publisher.publish.manifest import SITE_FILE

    if (folder / SITE_FILE).is_file():
        return
    others = sum(1 for file in folder.rglob("*") if file.is_file()) - len(paths)
    if others:
        words = filled(_WORDS["not_read"], folder=str(folder), number=str(others))
        complain(words[call_language()])
