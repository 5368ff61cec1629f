"""The bytes of a document of RDF as UTF-8, which is all that its parser reads.

Turtle, N-Triples and JSON-LD are UTF-8 by definition. XML says itself what it is encoded in (XML 1.0, 4.3.3
and appendix F): by a byte order mark, or in its declaration.
"""

from __future__ import annotations

import codecs
import re
import zlib
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Message, Words, filled, placed
from dcat_publisher.rdf.formats import PACKED, Grammar

MAX_UNPACKED: Final = 512 * 1024 * 1024
"""Bytes that a packed document may unpack to: a megabyte of it can be made to be a gigabyte."""
_WORDS: Final = Words(__file__)
_BEGINNING: Final = 4096
"""How many bytes are looked at for those that no text has."""
_GZIP: Final = b"\x1f\x8b"
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DECLARATION: Final = re.compile(r"""^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")
_WIDE: Final = re.compile("utf_?(16|32)")
# Codecs of Python that are no encodings of documents: what they make of bytes has nothing to do with XML.
_NONE: Final = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf_7", "undefined"})


class DamagedError(ConfigurationError):
    """The bytes of a document are not what they say they are; `name` is what it is called, `told` why."""

    def __init__(self, name: str, told: Message) -> None:
        super().__init__(placed(name, told))
        self.name = name
        self.told = told


def unpacked(data: bytes, name: str) -> bytes:
    """Return the bytes that are packed with gzip (RFC 1952), or the same ones where they are not.

    Raises DamagedError where they are damaged, or no text at all under a name that says packed, and
    ConfigurationError where they would be more than MAX_UNPACKED.
    """
    if not data.startswith(_GZIP):
        if name.lower().endswith(PACKED) and b"\0" in data[:_BEGINNING]:
            raise DamagedError(name, _WORDS["not_packed"])
        return data
    pieces: list[bytes] = []
    left = MAX_UNPACKED
    try:
        while data:
            unpacker = zlib.decompressobj(wbits=31)
            pieces.append(unpacker.decompress(data, left + 1))
            left -= len(pieces[-1])
            if left < 0:
                raise ConfigurationError(filled(_WORDS["unpacked"], name=name, most=f"{MAX_UNPACKED:,}"))
            if not unpacker.eof:
                raise DamagedError(name, _WORDS["cut_off"])
            data = unpacker.unused_data.lstrip(b"\0")  # a file may have several members, and be padded
    except zlib.error as error:
        raise DamagedError(name, filled(_WORDS["damaged"], reason=str(error))) from error
    return b"".join(pieces)


def as_utf8(data: bytes, grammar: Grammar, name: str) -> bytes:
    """Return a document in UTF-8 without a byte order mark; the line ends of XML become line feeds (2.11).

    Raises DamagedError for another encoding where the format has UTF-8 only, or no such encoding.
    """
    if grammar != "xml":
        if data.startswith(_UTF_16):
            raise DamagedError(name, _WORDS["utf_16"])
        return data.removeprefix(codecs.BOM_UTF8)
    if not is_utf8(data):
        data = _transcoded(data, encoding_of(data), name)
    data = data.removeprefix(codecs.BOM_UTF8)
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def is_utf8(data: bytes) -> bool:
    """Return whether an XML document says, or leaves it at, that it is UTF-8."""
    return encoding_of(data) in ("utf-8", "us-ascii")


def encoding_of(data: bytes) -> str:
    """Return the encoding of an XML document, in lower case; UTF-8 where nothing says another."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if data.startswith(_UTF_16):
        return "utf-16"
    for encoding, beginning in (("utf-16-le", b"<\0?\0"), ("utf-16-be", b"\0<\0?")):
        if data.startswith(beginning):
            return encoding
    match = _DECLARED.match(data)
    declared = "utf-8" if match is None else (match[1] or match[2] or b"").decode("ascii", "replace").lower()
    return "utf-8" if declared == "utf8" else declared


def _transcoded(data: bytes, encoding: str, name: str) -> bytes:
    try:
        codec = codecs.lookup(encoding).name.replace("-", "_")
        if _WIDE.match(codec) and data.lstrip().startswith(b"<?xml"):  # one byte for each character
            raise UnicodeError(codec)
        text = "" if codec in _NONE else data.decode(encoding)
    except UnicodeError as error:
        raise DamagedError(name, filled(_WORDS["other_encoding"], encoding=encoding)) from error
    except (LookupError, ValueError) as error:
        codec = "undefined"
        text = str(error)
    if codec in _NONE:
        raise DamagedError(name, filled(_WORDS["unknown_encoding"], encoding=repr(encoding)))
    return _DECLARATION.sub(r"\1", text.removeprefix("\ufeff"), count=1).encode("utf-8", "replace")
