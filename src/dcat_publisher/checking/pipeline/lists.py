"""The lists of variables of a folder: which dataset names which file, what is in them, what is wrong.

They are no part of the graph, which would become ten times as large: what is published of them is made of the
lists themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import basename, dirname, join, normpath

from dcat_publisher.checking.pipeline.parts import Symbols
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.checking.pipeline.scan import Scan
from dcat_publisher.checking.pipeline.source_file import SourceFile
from dcat_publisher.checking.reserved import folded
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import DEFAULT_LANGUAGE
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping import Settings
from dcat_publisher.source.mapping.list_names import NamedList
from dcat_publisher.source.variables import VariableList, read_list
from dcat_publisher.source.variables.codes import Known
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.suggestions import did_you_mean_this, nearest


@dataclass(frozen=True)
class Lists:
    """The lists by the term of the dataset that names them, and the findings about them."""

    of_dataset: Mapping[str, VariableList]
    findings: Sequence[Finding]


def named_lists(
    parts: Sequence[Symbols], files: Sequence[Sequence[str]], codec: PlaceCodec
) -> Iterator[NamedList]:
    """Yield the lists that datasets name, in order of file."""
    for symbols, names in zip(parts, files, strict=True):
        for dataset, text, address, kept in symbols.lists:
            yield NamedList(dataset, text, address, codec.over(names).place(kept))


def read_lists(
    named: Sequence[NamedList], scanned: Scan, settings: Settings, vocabulary: Vocabulary
) -> Lists:
    """Read each list once, whoever names it."""
    if not named and not scanned.lists:
        return Lists({}, [])
    language, known = settings.language or DEFAULT_LANGUAGE, Known(vocabulary)
    there = {file.file: file for file in scanned.lists}
    findings: list[Finding] = []
    read: dict[str, VariableList] = {}
    for file in scanned.lists:
        path, root = Path(file.file), Path(file.root)
        read[file.file], faults = read_list(path, file.file, root, known, language, file.text)
        findings += faults
    of_dataset: dict[str, VariableList] = {}
    published: dict[str, str] = {}
    for one in named:
        name = normpath(join(dirname(one.place.file), one.text))
        if name not in there:
            findings.append(_missing(one, name, scanned))
            continue
        of_dataset.setdefault(one.dataset, replace(read[name], address=one.address))
        other = published.setdefault(folded(one.address), name)
        if other != name:
            findings.append(finding("V007", one.place, address=one.address, file=name, other=other))
    used = {each.file for each in of_dataset.values()}
    findings += [_unused(file) for file in scanned.lists if file.file not in used]
    return Lists(of_dataset, findings)


def _missing(one: NamedList, name: str, scanned: Scan) -> Finding:
    """Report a list that is not there: outside the source folder, or called otherwise."""
    root = normpath(scanned.files[0].root) if scanned.files else "."
    inside = name.startswith(f"{root}/") or (root == "." and not name.startswith(("../", "/")))
    if not inside or one.text.startswith("/"):
        return finding("V003", one.place, value=one.text, right=basename(one.text))
    beside = [basename(file.file) for file in scanned.lists if dirname(file.file) == dirname(name)]
    near = nearest(basename(name), beside)
    suggestion = did_you_mean_this(near[0]) if near else None
    return finding(
        "V001", one.place, value=one.text, suggestion=suggestion, meant=near[0] if near else None,
        focus=one.dataset,
    )  # fmt: skip


def _unused(file: SourceFile) -> Finding:
    return finding("V004", Place(file.file), value=basename(file.file))
