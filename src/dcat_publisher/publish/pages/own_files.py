"""The files of a project that its pages show: pictures, a style sheet, templates; each is looked through."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn
from xml.parsers import expat

from jinja2 import meta
from jinja2.exceptions import TemplateSyntaxError

from dcat_publisher.publish.pages.environment import environment, packaged_templates
from dcat_publisher.publish.pages.identity import Identity, OwnFile
from dcat_publisher.system.confined import read_regular
from dcat_publisher.system.templates import PACKAGED, OwnTemplate

_LARGEST: Final = 200_000
_MOST_TEMPLATES: Final = 50
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SVG: Final = "http://www.w3.org/2000/svg"
# Elements of SVG that run, or hold other languages.
_ACTIVE: Final = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"})
# What a style sheet may not have: what the policy of the pages forbids, and what would end a style element.
_FORBIDDEN: Final = (
    (re.compile(r"@import", re.IGNORECASE), "@import loads from elsewhere; write the rules here"),
    (re.compile(r"url\((?!\s*[\"']?(?:data:|#))", re.IGNORECASE), "url() loads a file; write a data: URL"),
    (re.compile(r"</"), "`</` has no place in a style sheet"),
)  # fmt: skip
_SERVED: Final = "list.html"


class OwnFileError(ValueError):
    """A file that cannot be used; the text says why and what to do, `line` is where, or 0."""

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text)
        self.line = line


def read_file(path: Path, root: Path) -> bytes:
    """Return the bytes of a file of the checkout `root`; raises OwnFileError."""
    try:
        return read_regular(path, _LARGEST, root)
    except OSError as error:
        why = f"{error.strerror or error}; it should be a file of at most {_LARGEST} bytes"
        raise OwnFileError(why) from error


def read_text(path: Path, root: Path) -> str:
    """Return the text of a file of the checkout; raises OwnFileError."""
    try:
        return read_file(path, root).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OwnFileError("it is not in UTF-8; save it as UTF-8") from error


def picture(path: Path, root: Path, role: str) -> OwnFile:
    """Return a picture, SVG or PNG, under a name that has its digest; raises OwnFileError."""
    data = read_file(path, root)
    is_png = data.startswith(_PNG)
    if not is_png:
        _check_svg(data)
    elif data[12:16] != b"IHDR" or 0 in struct.unpack(">II", data[16:24].ljust(8, b"\0")):
        raise OwnFileError("it begins as a PNG and is none; export it again")
    suffix, media_type = ("png", "image/png") if is_png else ("svg", "image/svg+xml")
    return OwnFile(f"{role}-{hashlib.sha256(data).hexdigest()[:8]}.{suffix}", media_type, data)


def is_square(file: OwnFile) -> bool:
    """Return whether a picture is about as high as it is wide, so that it can be an icon."""
    width, height = _size(file)
    return bool(width and height) and 0.75 <= width / height <= 1.34


def _size(file: OwnFile) -> tuple[float, float]:
    if file.media_type == "image/png":
        return struct.unpack(">II", file.data[16:24]) if len(file.data) >= 24 else (0, 0)
    box = re.search(rb"viewBox\s*=\s*[\"']\s*\S+[\s,]+\S+[\s,]+([0-9.]+)[\s,]+([0-9.]+)", file.data)
    try:
        return (float(box[1]), float(box[2])) if box else (0, 0)
    except ValueError:
        return 0, 0


def _check_svg(data: bytes) -> None:
    """Raise OwnFileError for what is no SVG, or an SVG that does more than show itself."""
    parser = expat.ParserCreate(namespace_separator=" ")
    names: list[str] = []

    def refuse(what: str) -> NoReturn:
        text = f"{what} in it does more than show a picture; remove it"
        raise OwnFileError(text, parser.CurrentLineNumber)

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        names.append(f"{space} {local}")
        for key, value in attributes.items():
            own = key.rpartition(" ")[2].lower()
            leads = own in ("href", "src") and not value.startswith(("#", "data:image/"))
            if own.startswith("on") or leads or "javascript:" in value.lower():
                refuse(f"`{own}`")
        if local.lower() in _ACTIVE:
            refuse(f"<{local}>")

    def doctype(*_: object) -> None:
        raise OwnFileError("it has a DOCTYPE; remove that line", parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        why = f"it is neither PNG nor SVG: {expat.ErrorString(error.code)}"
        raise OwnFileError(why, error.lineno) from error
    if not names or names[0] != f"{_SVG} svg":
        raise OwnFileError("it is neither PNG nor SVG")


def style_sheet(path: Path, root: Path) -> str:
    """Return the style sheet of a project; raises OwnFileError for what the policy of the pages forbids."""
    text = read_text(path, root)
    for pattern, why in _FORBIDDEN:
        found = pattern.search(text)
        if found is not None:
            raise OwnFileError(why, text.count("\n", 0, found.start()) + 1)
    return text.strip()


def own_templates(folder: Path, root: Path, shown: str) -> Iterator[OwnTemplate]:
    """Yield the templates of a project; raises OwnFileError, whose text begins with the file.

    `shown` is how the folder is called in messages.
    """
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise OwnFileError(f"{shown}: {error.strerror or error}") from error
    if len(found) > _MOST_TEMPLATES:
        raise OwnFileError(f"{shown}: it holds more than {_MOST_TEMPLATES} files")
    ours = packaged_templates()
    for path in found:
        name, file = path.name, f"{shown}/{path.name}"
        if not name.endswith(".html"):
            raise OwnFileError(f"{file}: it is no template (.html), and is not read; remove it")
        if name == _SERVED:
            raise OwnFileError(f"{file}: the server fills this one, so it cannot be replaced; remove it")
        if name not in ours and not name.startswith("_"):
            raise OwnFileError(
                f"{file}: there is no such page; replace one of {', '.join(sorted(ours - {_SERVED}))}, "
                "or begin the name of a part of your own with `_`"
            )
        try:
            text = read_text(path, root)
        except OwnFileError as error:
            raise OwnFileError(f"{file}: {error}") from error
        yield OwnTemplate(name, text, file)


def check_templates(own: tuple[OwnTemplate, ...]) -> None:
    """Raise OwnFileError for a template with a slip in it, or that names one that is not there."""
    found = environment(Identity(templates=own))
    known = {each.name for each in own} | packaged_templates()
    for each in own:
        try:
            tree = found.parse(each.text, each.name, each.file)
            found.compile(each.text, each.name, each.file)
        except TemplateSyntaxError as error:
            raise OwnFileError(f"{each.file}:{error.lineno}: {error.message}") from error
        for name in meta.find_referenced_templates(tree):
            if name is not None and name.removeprefix(f"{PACKAGED}/") not in known:
                raise OwnFileError(f"{each.file}: there is no template {name}")
