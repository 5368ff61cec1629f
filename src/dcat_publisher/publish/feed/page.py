"""The pages of the feed in TriG: one that is open, at the address of the feed, and closed ones.

A page has a head, then for each activity its statement, that it is a member, and what it carries in a graph
of its own. A closed page is named by its content, so no two contents ever have one address. The statements
stand on lines that no line of N-Triples can look like; so a page is read without parsing what is carried.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dcat_publisher.model.namespaces import DCAT, RDFS, XSD
from dcat_publisher.publish.feed.activity import DELETE, Activity, digest_of, read_activities, spelt

FEED: Final = "feed"
"""The address of the feed below the base; its file is `feed.trig`."""
FEED_FOLDER: Final = f"{FEED}/"
TRIG: Final = "application/trig"
ATOM: Final = "application/atom+xml"
IMMUTABLE: Final = "public, max-age=604800, immutable"
"""What Cache-Control says of a closed page (RFC 8246); the rest is asked for anew each time."""
SHAPE: Final = "https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape"
MOST_ACTIVITIES: Final = 250
"""How many activities a page has at most."""
MOST_BYTES: Final = 1024 * 1024
"""From how many bytes of activities on a page is closed."""
_PREFIXES: Final = (
    ("as", "https://www.w3.org/ns/activitystreams#"),
    ("ldes", "https://w3id.org/ldes#"),
    ("tree", "https://w3id.org/tree#"),
    ("xsd", XSD + ""),
)
_RELATION: Final = re.compile(rb"tree:node <[^>]*/feed/([0-9a-f]{20})\.trig>")
# A page may be cut between two activities: in front of a statement, which nothing carried looks like.
_BETWEEN: Final = re.compile(rb"^(?=<[^>]+> a as:)", re.MULTILINE)


class Closed(NamedTuple):
    """A closed page: its name, when its first activity was published and when its last was (ms)."""

    name: str
    first: int
    last: int

    @property
    def path(self) -> str:
        """Its path below the base."""
        return f"{FEED_FOLDER}{self.name}.trig"


class Block(NamedTuple):
    """An activity and its text in a page."""

    activity: Activity
    text: bytes


def block_of(activity: Activity, payload: Sequence[str], feed: str) -> Block:
    """Return an activity with its text; `payload` has lines of N-Triples, `feed` is the feed's address."""
    name = activity.iri(feed)
    carried = f"<{name}> {{\n{''.join(payload)}}}\n" if payload else ""
    text = f"{activity.line(feed)}<{feed}#stream> tree:member <{name}> .\n{carried}"
    return Block(activity, text.encode())


def blocks_of(page: bytes, feed: str) -> list[Block]:
    """Return the activities of a page with their texts; raise ValueError where one carries something else."""
    blocks = list[Block]()
    for activity, text in zip(read_activities(page), _BETWEEN.split(page)[1:], strict=True):
        payload = text.decode().split("{\n", 1)[1].removesuffix("}\n") if activity.kind != DELETE else ""
        blocks.append(block_of(activity, [payload] if payload else [], feed))
        if payload and digest_of(payload) != activity.digest:
            raise ValueError("an activity carries what it was not published with")
    return blocks


def is_full(blocks: Sequence[Block]) -> bool:
    """Return whether a page with these activities is to be closed."""
    return len(blocks) >= MOST_ACTIVITIES or sum(len(block.text) for block in blocks) >= MOST_BYTES


def closed_page(blocks: Sequence[Block], feed: str) -> tuple[Closed, bytes]:
    """Return a page that is never written again, with its content."""
    body = b"".join(block.text for block in blocks)
    name = hashlib.sha256(body).hexdigest()[:20]
    closed = Closed(name, blocks[0].activity.published, blocks[-1].activity.published)
    return closed, _head(feed, f"{feed}/{name}.trig").encode() + body


def open_page(blocks: Iterable[Block], feed: str, pages: Iterable[Closed]) -> bytes:
    """Return the page at the address of the feed: where the closed ones are, and the latest activities."""
    relations = "".join(_relations(feed, page) for page in pages)
    return f"{_head(feed, feed)}{relations}".encode() + b"".join(block.text for block in blocks)


def closed_names(page: bytes) -> list[str]:
    """Return the names of the closed pages that the open one leads to, the oldest first."""
    return list(dict.fromkeys(name.decode() for name in _RELATION.findall(page)))


def is_closed(page: bytes, feed: str, name: str) -> bool:
    """Return whether this is the closed page of that name, byte for byte."""
    head = _head(feed, f"{feed}/{name}.trig").encode()
    return page.startswith(head) and hashlib.sha256(page[len(head) :]).hexdigest().startswith(name)


def _head(feed: str, address: str) -> str:
    """Return the head of a page; the official shapes have to be told that a series is a dataset (DCAT 3)."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in _PREFIXES)
    return (
        f"{prefixes}<{feed}#stream> a ldes:EventStream ;\n"
        f"  tree:shape <{SHAPE}> ;\n"
        f"  ldes:timestampPath as:published ;\n  ldes:versionOfPath as:object ;\n"
        f"  tree:view <{address}> .\n"
        f"{DCAT.DatasetSeries} {RDFS.subClassOf} {DCAT.Dataset} .\n"
    )


def _relations(feed: str, page: Closed) -> str:
    """Say from when to when the activities of a closed page are (TREE, two relations that both hold)."""
    node = f"tree:node <{feed}/{page.name}.trig>"
    return "".join(
        f"<{feed}> tree:relation [ a tree:{name} ; tree:path as:published ; {node} ; "
        f'tree:value "{spelt(bound)}"^^xsd:dateTime ] .\n'
        for name, bound in (("GreaterThanOrEqualToRelation", page.first), ("LessThanRelation", page.last + 1))
    )
