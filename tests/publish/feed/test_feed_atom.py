"""The Atom feed as a reader of news takes it, and what RFC 4287 asks of each entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import pytest

from dcat_publisher.model.terms import uri_of
from tests.publish.feed.feed_support import BASE, catalogue, publish


def read(out: Path) -> Any:  # noqa: ANN401  what feedparser gives has the fields that it finds
    """Return what feedparser makes of a feed, which is well-formed and what it says that it is."""
    found = feedparser.parse((out / "feed.atom").read_bytes())
    assert (found.bozo, found.version) == (False, "atom10")
    return found


def assert_sound(out: Path) -> None:
    """Hold a feed against sections 4.1.1 and 4.1.2 of RFC 4287."""
    found = read(out)
    own = found.feed
    assert own.id
    assert own.title
    assert own.updated_parsed
    assert own.author  # for all entries, which have none of their own
    assert [link.href for link in own.links if link.rel == "self"] == [f"{BASE}feed.atom"]
    assert len({entry.id for entry in found.entries}) == len(found.entries) > 0
    for entry in found.entries:
        assert entry.title
        assert entry.updated_parsed
        assert [link.href for link in entry.links if link.rel == "alternate"] == [uri_of(entry.summary)]
        assert entry.summary.startswith(BASE)


@pytest.mark.parametrize("title", ["A", "A & <b> \"c\"", "\x00\x0b\ufffe", "æ 𝄞", "]]>", "a\nb\tc"])
def test_a_reader_takes_what_was_made_changed_removed_and_made_again(tmp_path: Path, title: str) -> None:
    out = tmp_path / "out"
    for datasets in ({"åb": title, "c": "C"}, {"åb": f"{title}2", "c": "C"}, {"c": "C"}, {"åb": title}):
        publish(catalogue(datasets), out)
        assert_sound(out)
    assert {entry.tags[0].term for entry in read(out).entries} == {"Create", "Update", "Delete"}


def test_an_entry_without_a_link_that_was_written_before_gets_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(catalogue({"a": "A & B", "b": "B"}), out)
    publish(catalogue({"b": "B"}), out)
    file = out / "feed.atom"
    text = file.read_text("utf-8")
    link = f'<link href="{BASE}datasets/a"/>'
    file.write_text(text.replace(f'term="Delete"/>{link}', 'term="Delete"/>'), "utf-8")
    assert file.read_text("utf-8") != text
    publish(catalogue({"b": "Ny"}), out)
    assert_sound(out)
    assert text[text.index("<entry>") :] in file.read_text("utf-8")
