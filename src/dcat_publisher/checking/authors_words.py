"""Keys as the author of a file writes them: in Norwegian where most keys of the file are, or in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from dcat_publisher.model.language import Message
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.source import Mapping, Node, Scalar
from dcat_publisher.source.source_text import Texts

_QUOTED: Final = re.compile(r"`[^`]+`")
# A word that may be a key: all that is quoted, or what has a colon and a space behind it; or a type.
_KEY: Final = re.compile(r"(?<=[`{ ])[A-Za-z]+(?=`|: )|(?<=type: )[A-Za-z]+")


@dataclass(frozen=True)
class AuthorsWords:
    """How the files of a catalogue spell keys."""

    context: Context
    texts: Texts
    known: dict[str, bool] = field(default_factory=dict)
    """Of each file that has been asked about, whether its keys are Norwegian; a check knows that of all."""

    def key(self, name: str, file: str) -> str:
        """Return an English key as a file would write it."""
        if not self.is_norwegian(file):
            return name
        return self._aliases.get(name, name)

    def type(self, name: str, file: str) -> str:
        """Return the English name of a type as a file would write it."""
        if not self.is_norwegian(file):
            return name
        types = self.context.types
        return next((alias for alias, one in types.items() if one == types[name] and alias != name), name)

    def spelled(self, message: Message, file: str) -> Message:
        """Return a text with the keys in backquotes as a file would write them."""
        if not self.is_norwegian(file):
            return message
        return {
            tag: _QUOTED.sub(lambda said: self._quoted(said[0], file), text) for tag, text in message.items()
        }

    @cached_property
    def _aliases(self) -> dict[str, str]:
        """The first Norwegian key for each English one that has any."""
        pairs = [(one.name, key) for key, one in self.context.definitions.items() if key != one.name]
        return dict(reversed(pairs))

    def _quoted(self, text: str, file: str) -> str:
        return _KEY.sub(lambda word: self._word(word[0], file), text)

    def _word(self, word: str, file: str) -> str:
        if word in self.context.definitions:
            return self.key(word, file)
        return self.type(word, file) if word in self.context.types else word

    def is_norwegian(self, file: str) -> bool:
        """Return whether a file has more keys in Norwegian than in English, of those that have both."""
        if file not in self.known:
            self.known[file] = are_norwegian(self.texts[file].root, self.context)
        return self.known[file]


def are_norwegian(root: Node | None, context: Context) -> bool:
    """Return whether a tree has more keys in Norwegian than in English, of those that have both."""
    norwegian, english = context.keys_in_both_languages
    keys = list(_keys(root))
    return sum(map(norwegian.__contains__, keys)) > sum(map(english.__contains__, keys))


def _keys(node: Node | None) -> Iterator[str]:
    """Yield the keys in a tree; one that an alias leads to comes once."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if inner is None or isinstance(inner, Scalar) or id(inner) in seen:
            continue
        seen.add(id(inner))
        if isinstance(inner, Mapping):
            yield from (key.text for key, _ in inner.entries)
            waiting += [value for _, value in inner.entries]
        else:
            waiting += inner.items
