"""The latest activities as an Atom feed (RFC 4287), for people: each entry is a line, and stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr, unescape

from dcat_publisher.model.language import Words
from dcat_publisher.model.terms import iri_value, uri_of
from dcat_publisher.publish.feed.activity import Activity

MOST_ENTRIES: Final = 100
"""How many entries there are at most: a reader that asks once a day misses none of a busy catalogue."""
_WORDS: Final = Words(__file__)
_ENTRY: Final = re.compile(r"^<entry><id>([^<]*)</id>.*</entry>$", re.MULTILINE)
_SUMMARY: Final = re.compile("<summary>([^<]*)</summary>")
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(
    activities: Sequence[Activity], feed: str, former: bytes, language: str, name: Callable[[str], str]
) -> bytes:
    """Return the document with the last of some activities, the latest first.

    Entries of the `former` document are taken as they are. `name` gives what people call an entity, by its
    term; `""` is the catalogue whose feed it is.
    """
    known = {found[1]: _linked(found[0]) for found in _ENTRY.finditer(former.decode("utf-8", "replace"))}
    entries = [
        known.get(_escaped(uri_of(each.iri(feed)))) or _entry(each, feed, language, name)
        for each in reversed(activities[-MOST_ENTRIES:])
    ]
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<id>{_escaped(uri_of(feed))}.atom</id>",
        f"<title>{_escaped(_WORDS['title'][language].format(name=name('')))}</title>",
        f"<updated>{activities[-1].time}</updated>",
        f"<author><name>{_escaped(name(''))}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(feed + ".atom")}/>',
        f'<link rel="alternate" type="application/trig" href={_quoted(feed)}/>',
    ]
    return _lines([*head, *entries, "</feed>"])


def _entry(activity: Activity, feed: str, language: str, name: Callable[[str], str]) -> str:
    address, called = iri_value(activity.entity), name(activity.entity)
    what = _WORDS[activity.kind][language].format(name=called)
    return (
        f"<entry><id>{_escaped(uri_of(activity.iri(feed)))}</id><title>{_escaped(what)}</title>"
        f'<updated>{activity.time}</updated><category term="{activity.kind}"/><link href={_quoted(address)}/>'
        f"<summary>{_escaped(address)}</summary></entry>"
    )


def _linked(entry: str) -> str:
    """Return an entry with the link that RFC 4287, 4.1.2, asks for, and what was removed had not before.

    There is a page at the address that says that it is gone.
    """
    address = _SUMMARY.search(entry)
    if "<link " in entry or address is None:
        return entry
    link, place = f"<link href={_quoted(unescape(address[1]))}/>", address.start()
    return f"{entry[:place]}{link}{entry[place:]}"


def _escaped(text: str) -> str:
    return escape(" ".join(_NOT_IN_XML.sub("\ufffd", text).split()))


def _quoted(iri: str) -> str:
    return quoteattr(uri_of(iri))


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
