"""`site.json`: what a build wrote, and by which an output folder is known as ours. The one owner of its form.

```
{"generator": "dcat-publisher", "version": 3, "base": IRI, "catalog": path,
 "policy": what HTML may load (CSP); optional,
 "profiles": [{"token": ..., "iri": ...}],                     the first is the usual one; optional
 "resources": [{"path": ..., "iri": ..., "types": [IRI], "title": {language: text},
                "links": [{"rel": ..., "href": ...}],          for the Link header; optional
                "files": {suffix: {"mediaType": ..., "sha256": ...,
                                   "language": ..., "profile": token}}}],        these two are optional
 "pages": [{suffix: {"mediaType": ..., "sha256": ...}}],      the catalogue's in portions, as above; optional
 "documents": [{"path": ..., "mediaType": ..., "sha256": ...}],                  what describes no resource
 "feed": [{"path": ..., "mediaType": ..., "sha256": ...}],                  its pages; optional
 "removed": [path],                                                              what answers 410
 "others": [path]}                                             every other file, but for this one
```

`entries` gives it so. In the file resources stand in a short form (`manifest_form`), for which the head has
`files`; version 2 had them as above. It is plain JSON, and whoever formats it anew does no harm. As it is
written here each item of the six lists has a line of its own; then it is read line by line, and never held
whole. Version 1 had no `others`. What it names is not trusted, since a checkout may bring one of its own: see
`inside`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.publish.manifest_form import kinds_of, shortened, whole
from dcat_publisher.system.confined import open_inside

_WORDS: Final = Words(__file__).group("manifest")
SITE_FILE: Final = "site.json"
GENERATOR: Final = "dcat-publisher"
VERSION: Final = 3
PAGES_FOLDER: Final = "_pages"
"""Where the catalogue's pages are stored; the name of a record never begins so."""
GONE_FOLDER: Final = "_gone"
"""Where a file for each removed path says to a static server that it is gone; no record's name begins so."""
LISTS: Final = ("resources", "pages", "documents", "feed", "removed", "others")
# The last version that had resources in full, and of how many of them the kinds of files are told.
_LAST_WHOLE: Final = 2
_SEEN: Final = 64
_OPENING: Final = re.compile(rb'"(\w+)": \[')

Entry = tuple[str, Any]
"""A key and its value; of a list, one of its items, so that the key comes again and again."""


class ManifestError(ValueError):
    """A manifest that this program did not write, or that was damaged since; `told` is why, by language."""

    def __init__(self, told: Message) -> None:
        super().__init__(told["en"])
        self.told = told


def damaged(reason: str | Message) -> Message:
    """Return the reason that a manifest was damaged, and how."""
    return filled(_WORDS["damaged"], reason=reason)


def entries(folder: Path, name: str = SITE_FILE, lists: Collection[str] = LISTS) -> Iterator[Entry]:
    """Read the manifest of a folder, and of its lists those that somebody wants.

    Raises OSError when it is not there or cannot be read, ManifestError when it is not ours.
    """
    with open_inside(folder, name) as stream:
        yield from parse(stream, lists)


def parse(stream: BinaryIO, lists: Collection[str] = LISTS) -> Iterator[Entry]:
    """Read a manifest; raises ManifestError when it is not ours."""
    try:
        in_lines = _is_in_lines(stream)
        yield from _after_head(_by_line(stream, lists) if in_lines else _as_whole(stream, lists))
    except ManifestError:
        raise
    except (ValueError, RecursionError) as error:
        raise ManifestError(damaged(str(error))) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ManifestError(damaged(repr(error))) from error


def _after_head(read: Iterator[Entry]) -> Iterator[Entry]:
    """Hand entries on when those that say whose they are have been seen: they stand before all lists."""
    head: dict[str, Any] = {}
    first: list[Entry] = []
    for key, value in read:
        if key in LISTS:
            first.append((key, value))
            break
        head[key] = value
    _check_head(head)
    yield from ((key, value) for key, value in head.items() if key != "files")
    short = head["version"] > _LAST_WHOLE
    base, kinds = str(head.get("base")), head.get("files", {})
    for key, value in chain(first, read):
        yield key, whole(value, base, kinds) if short and key == "resources" else value


def _check_head(head: Mapping[str, Any]) -> None:
    version, generator = head.get("version"), head.get("generator")
    former = generator is None and version == 1 and {"base", "catalog"} <= head.keys()
    if not (former or generator == GENERATOR) or type(version) is not int or version < 1:
        raise ManifestError(filled(_WORDS["not_ours"], program=GENERATOR))
    if version > VERSION:
        raise ManifestError(filled(_WORDS["later"], program=GENERATOR))


def _is_in_lines(stream: BinaryIO) -> bool:
    """Return whether each item has its own line: then none has to be parsed to know where it ends."""
    if stream.readline(16) != b"{\n":
        return False
    inside, last = False, b""
    for last in stream:
        line = last.rstrip(b",\n")
        if inside and line != b"]" and not (line[:1] + line[-1:] in (b"{}", b'""') and len(line) > 1):
            return False
        if not inside and line != b"}" and not line.startswith(b'"'):
            return False
        opening = _OPENING.fullmatch(line)
        inside = line != b"]" and (inside or opening is not None)
    return last == b"}\n" and not inside


def _by_line(stream: BinaryIO, lists: Collection[str]) -> Iterator[Entry]:
    stream.seek(2)
    section: str | None = None
    for each in stream:
        line = each.rstrip(b",\n")
        opening = None if section else _OPENING.fullmatch(line)
        if opening is not None:
            section = opening[1].decode()
        elif line in (b"]", b"}"):
            section = None
        elif section is not None:
            if section in lists:
                yield section, json.loads(line)
        else:
            yield from json.loads(b"{" + line + b"}").items()


def _as_whole(stream: BinaryIO, lists: Collection[str]) -> Iterator[Entry]:
    stream.seek(0)
    value = json.loads(stream.read().removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(value, dict) or ("generator" not in value and "resources" not in value):
        raise ManifestError(filled(_WORDS["not_ours"], program=GENERATOR))
    for key in sorted(value, key=LISTS.__contains__):  # the head first, wherever a formatter put it
        if key in LISTS and not isinstance(value[key], list):
            raise ManifestError(damaged(filled(_WORDS["no_list"], key=key)))
        for item in value[key] if key in LISTS else (value[key],):
            if key in lists or key not in LISTS:
                yield key, item


def line(value: object) -> str:
    """Return an item as it stands in the manifest: on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_draft(
    folder: Path, head: Mapping[str, object], lists: Mapping[str, Iterable[str]],
    resources: Iterable[Mapping[str, Any]] | None = None,
) -> None:  # fmt: skip
    """Write a manifest without the list of other files; `lists` has the lines of the items, see `line`.

    `resources` are the items of the first list where they are no lines yet.
    """
    items = map(json.loads, lists.get("resources", ())) if resources is None else map(dict, resources)
    seen = list(islice(items, _SEEN))
    kinds = kinds_of(seen)
    head = {**head, **({"files": kinds} if kinds else {})}
    base, every = str(head.get("base")), chain(seen, items)
    lists = {**lists, "resources": (line(shortened(item, base, kinds)) for item in every)}
    with (folder / SITE_FILE).open("w", encoding="utf-8", newline="") as stream:
        stream.write(f'{{\n"generator": {line(GENERATOR)},\n"version": {VERSION}')
        stream.writelines(f",\n{line(key)}: {line(value)}" for key, value in head.items())
        for name in LISTS:
            _write_list(stream, name, lists.get(name, ()))
        stream.write("\n}\n")


def complete(folder: Path, removed: Iterable[str], others: Iterable[str]) -> None:
    """Put the last two lists of a draft: what was removed, and all other files that were written."""
    with (folder / SITE_FILE).open("r+b") as stream:
        end = _end_of_others(stream)
        stream.seek(end)
        stream.truncate()
    with (folder / SITE_FILE).open("a", encoding="utf-8", newline="") as stream:
        _write_list(stream, "removed", map(line, sorted(removed)))
        _write_list(stream, "others", map(line, sorted(others)))
        stream.write("\n}\n")


def insert_feed(folder: Path, items: Iterable[str]) -> None:
    """Put the list of the feed's files into a draft, in front of the last two lists."""
    with (folder / SITE_FILE).open("r+b") as stream:
        end = _end_of_others(stream)
        stream.seek(end)
        rest = stream.read().decode()
        stream.seek(end)
        stream.truncate()
    with (folder / SITE_FILE).open("a", encoding="utf-8", newline="") as stream:
        _write_list(stream, "feed", items)
        stream.write(rest)


def _end_of_others(stream: BinaryIO) -> int:
    """Return where the last two lists begin or belong: where the comma in front of them stands."""
    for each in stream:
        if each == b'"removed": [\n':
            return stream.tell() - len(each) - len(b",\n")
    return stream.tell() - len(b"\n}\n")


def _write_list(stream: TextIO, name: str, items: Iterable[str]) -> None:
    separator = f",\n{line(name)}: [\n"
    for item in items:
        stream.write(f"{separator}{item}")
        separator = ",\n"
    if separator == ",\n":
        stream.write("\n]")
