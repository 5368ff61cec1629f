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

from dcat_publisher.model.language import Message, Words, filled, placed, untranslated
from dcat_publisher.publish.pages.environment import environment, packaged_templates
from dcat_publisher.publish.pages.identity import Identity, OwnFile
from dcat_publisher.system.confined import read_regular
from dcat_publisher.system.reasons import reason_of, unreadable
from dcat_publisher.system.templates import PACKAGED, OwnTemplate

_WORDS: Final = Words(__file__).group("file")
_LARGEST: Final = 200_000
_MOST_TEMPLATES: Final = 50
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SVG: Final = "http://www.w3.org/2000/svg"
# Elements of SVG that run, or hold other languages.
_ACTIVE: Final = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"})
# What a style sheet may not have, and the key of the words for it: what the policy of the pages forbids, and
# what would end a style element.
_FORBIDDEN: Final = (
    (re.compile(r"@import", re.IGNORECASE), "css_import"),
    (re.compile(r"url\((?!\s*[\"']?(?:data:|#))", re.IGNORECASE), "css_url"),
    (re.compile(r"</"), "css_end"),
)
_SERVED: Final = "list.html"


class OwnFileError(ValueError):
    """A file that cannot be used; `told` says why and what to do, by language, `line` is where, or 0."""

    def __init__(self, told: Message, line: int = 0) -> None:
        super().__init__(told["en"])
        self.told = told
        self.line = line


def read_file(path: Path, root: Path) -> bytes:
    """Return the bytes of a file of the checkout `root`; raises OwnFileError."""
    try:
        return read_regular(path, _LARGEST, root)
    except OSError as error:
        why = filled(_WORDS["no_file"], reason=reason_of(error), most=str(_LARGEST))
        raise OwnFileError(why) from error


def read_text(path: Path, root: Path) -> str:
    """Return the text of a file of the checkout; raises OwnFileError."""
    try:
        return read_file(path, root).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OwnFileError(_WORDS["no_utf_8"]) from error


def picture(path: Path, root: Path, role: str) -> OwnFile:
    """Return a picture, SVG or PNG, under a name that has its digest; raises OwnFileError."""
    data = read_file(path, root)
    is_png = data.startswith(_PNG)
    if not is_png:
        _check_svg(data)
    elif data[12:16] != b"IHDR" or 0 in struct.unpack(">II", data[16:24].ljust(8, b"\0")):
        raise OwnFileError(_WORDS["no_png"])
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
        raise OwnFileError(filled(_WORDS["active"], what=what), parser.CurrentLineNumber)

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
        raise OwnFileError(_WORDS["doctype"], parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        why = filled(_WORDS["no_picture_because"], reason=expat.ErrorString(error.code))
        raise OwnFileError(why, error.lineno) from error
    if not names or names[0] != f"{_SVG} svg":
        raise OwnFileError(_WORDS["no_picture"])


def style_sheet(path: Path, root: Path) -> str:
    """Return the style sheet of a project; raises OwnFileError for what the policy of the pages forbids."""
    text = read_text(path, root)
    for pattern, key in _FORBIDDEN:
        match = pattern.search(text)
        if match is not None:
            raise OwnFileError(_WORDS[key], text.count("\n", 0, match.start()) + 1)
    return text.strip()


def own_templates(folder: Path, root: Path, shown: str) -> Iterator[OwnTemplate]:
    """Yield the templates of a project; raises OwnFileError, whose words begin with the file.

    `shown` is how the folder is called in messages.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise OwnFileError(unreadable(shown, error)) from error
    if len(paths) > _MOST_TEMPLATES:
        raise OwnFileError(filled(_WORDS["many_templates"], folder=shown, most=str(_MOST_TEMPLATES)))
    for path in paths:
        file = f"{shown}/{path.name}"
        try:
            _check_name(path.name)
            text = read_text(path, root)
        except OwnFileError as error:
            raise OwnFileError(placed(file, error.told)) from error
        yield OwnTemplate(path.name, text, file)


def _check_name(name: str) -> None:
    """Raise OwnFileError for a file that is no template of a page, nor of a part of one."""
    ours = packaged_templates()
    if not name.endswith(".html"):
        raise OwnFileError(_WORDS["no_template"])
    if name == _SERVED:
        raise OwnFileError(_WORDS["served"])
    if name not in ours and not name.startswith("_"):
        raise OwnFileError(filled(_WORDS["no_page"], names=", ".join(sorted(ours - {_SERVED}))))


def check_templates(own: tuple[OwnTemplate, ...]) -> None:
    """Raise OwnFileError for a template with a slip in it, or that names one that is not there."""
    whole = environment(Identity(templates=own))
    known = {each.name for each in own} | packaged_templates()
    for each in own:
        try:
            tree = whole.parse(each.text, each.name, each.file)
            whole.compile(each.text, each.name, each.file)
        except TemplateSyntaxError as error:
            raise OwnFileError(untranslated(f"{each.file}:{error.lineno}: {error.message}")) from error
        for name in meta.find_referenced_templates(tree):
            if name is not None and name.removeprefix(f"{PACKAGED}/") not in known:
                raise OwnFileError(filled(_WORDS["missing_template"], file=each.file, name=name))
