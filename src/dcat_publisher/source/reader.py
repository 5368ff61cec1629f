"""YAML events to a tree, by recursive descent; nothing is constructed, and every limit is a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from yaml import CBaseLoader
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Words
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.slips import BareKeys, is_bare
from dcat_publisher.source.syntax import MAX_DEPTH
from dcat_publisher.source.tree import Mapping, Node, Scalar, Sequence, StopError
from dcat_publisher.source.typing_marks import quoted, short

_WORDS: Final = Words(__file__)


_FEW: Final = 4
"""How many keys a message names at most."""
MAX_NODES = 200_000
"""The most values that a file may unfold to, aliases followed: an alias bomb has billions."""
_TAGS_WITHOUT_EFFECT = ("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")
_new_place: Callable[[type[Place], tuple[str, int, int, int, int]], Place] = tuple.__new__


class Reader:
    """Builds the tree of one document; `findings` are those after which it could go on."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        # libyaml gives no event only after the end of the stream.
        self._next = cast("Callable[[], Event]", CBaseLoader(text).get_event)
        self._anchors: dict[str, Node] = {}
        self._unused: dict[str, Place] = {}
        self._repeated = 0

    def document(self) -> Node | None:
        """Return the root of the only document, None when the file is empty; raises StopError, YAMLError."""
        self._next()
        if not isinstance(self._next(), DocumentStartEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()
        another = self._next()
        if isinstance(another, DocumentStartEvent):
            raise StopError(finding("Y007", self._place(another)))
        self.findings += [finding("Y031", place, name=name) for name, place in self._unused.items()]
        return None if isinstance(root, Scalar) and root.text == "" and root.plain else root

    def _place(self, event: Event) -> Place:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        # Two thirds of the time of `Place(...)`, which a file of eighty triples needs two hundred times.
        return _new_place(Place, (self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1))

    def _child(self, event: Event, depth: int) -> Node:
        """Return the node of an event; the short way for what nearly every event is, a scalar and no more."""
        if type(event) is ScalarEvent and event.tag is None and event.anchor is None and depth <= MAX_DEPTH:
            return Scalar(event.value, self._place(event), event.implicit[0])
        return self._node(event, depth)

    def _node(self, event: Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, AliasEvent):
            return self._alias(event.anchor or "", place, depth)
        assert isinstance(event, ScalarEvent | CollectionStartEvent)
        if event.tag is not None and event.tag not in _TAGS_WITHOUT_EFFECT:
            self.findings.append(finding("Y009", place, tag=event.tag))
        elif event.tag == "!" and isinstance(event, ScalarEvent) and not event.style:
            text = short(quoted(f"! {event.value}"))
            self.findings.append(finding("Y028", place, mark="!", text=text))
        if depth > MAX_DEPTH:
            raise StopError(finding("Y010", place, limit=str(MAX_DEPTH)))
        node = self._bare_node(event, place, depth)
        if node.size > MAX_NODES:
            raise _too_many(place, typed=node.size - self._repeated > MAX_NODES)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
            if isinstance(node, Scalar):
                self._unused[event.anchor] = place
        return node

    def _bare_node(self, event: ScalarEvent | CollectionStartEvent, place: Place, depth: int) -> Node:
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, place, event.implicit[0])
        if isinstance(event, SequenceStartEvent):
            return self._sequence(place, depth + 1)
        return self._mapping(place, depth + 1, in_braces=bool(event.flow_style))

    def _alias(self, name: str, place: Place, depth: int) -> Node:
        node = self._anchors.get(name)
        if node is None:
            raise StopError(finding("Y008", place, name=name))
        if depth + node.height > MAX_DEPTH:
            raise StopError(finding("Y010", place, limit=str(MAX_DEPTH)))
        self._repeated += node.size
        self._unused.pop(name, None)
        return node

    def _sequence(self, place: Place, depth: int) -> Sequence:
        items: list[Node] = []
        event = self._next()
        while type(event) is not SequenceEndEvent:
            items.append(self._child(event, depth))
            if len(items) > MAX_NODES:  # not first when all of them are held
                raise _too_many(place, typed=True)
            event = self._next()
        return Sequence(_until(place, event, items), items, _size(items), _height(items))

    def _mapping(self, place: Place, depth: int, *, in_braces: bool) -> Mapping | Sequence:
        entries: dict[str, tuple[Scalar, Node]] = {}
        bare = BareKeys() if in_braces else None
        repeated: list[Scalar] = []
        event = self._next()
        while type(event) is not MappingEndEvent:
            key = self._key(event, depth)
            value = self._child(self._next(), depth)
            if bare is not None and is_bare(key, value):
                bare.add(key, entries)
            elif key.text in entries:
                repeated.append(key)
            elif key.text == "<<" and key.plain:
                self.findings.append(finding("Y038", key.place))
            else:
                entries[key.text] = (key, value)
            if len(entries) > MAX_NODES:
                raise _too_many(place, typed=True)
            event = self._next()
        self.findings += _repeated(repeated, entries)
        return self._ended(place, event, entries, bare)

    def _ended(
        self, place: Place, end: Event, entries: dict[str, tuple[Scalar, Node]], bare: BareKeys | None
    ) -> Mapping | Sequence:
        instead = None if bare is None else bare.end(entries, place)
        self.findings += [] if bare is None else bare.findings
        if instead is not None:
            return instead
        pairs = list(entries.values())
        values = [value for _, value in pairs]
        return Mapping(_until(place, end, values), pairs, _size(values), _height(values))

    def _key(self, event: Event, depth: int) -> Scalar:
        key = self._child(event, depth)
        if not isinstance(key, Scalar):
            raise StopError(finding("Y011", key.place))
        return key


def _repeated(keys: list[Scalar], entries: dict[str, tuple[Scalar, Node]]) -> list[Finding]:
    """Report keys that are given already; several in a row are a record or an item that begins again."""
    if len({key.text for key in keys}) < 2:
        lines = [str(entries[key.text][0].place.line) for key in keys]
        return [finding("Y002", key.place, key=key.text, line=n) for key, n in zip(keys, lines, strict=True)]
    names = ", ".join(f"`{name}`" for name in list(dict.fromkeys(key.text for key in keys))[:_FEW])
    return [finding("Y041", keys[0].place, key=keys[0].text, keys=names)]


def _too_many(place: Place, *, typed: bool) -> StopError:
    """Say what makes a value too large: that so much is typed, or its aliases."""
    cause = "" if typed else _WORDS["unfolded"]
    return StopError(finding("Y012", place, limit=f"{MAX_NODES:,}", cause=cause))


def _size(values: list[Node]) -> int:
    return 1 + len(values) + sum([value.size - 1 for value in values if type(value) is not Scalar])


def _height(values: list[Node]) -> int:
    return 1 + max([value.height for value in values if type(value) is not Scalar], default=0)


def _until(place: Place, end: Event, values: list[Node]) -> Place:
    """Return the span of a collection: to its bracket in flow style, else to the end of its last value.

    In block style the end event stands where the next thing starts, which may be many blank lines below.
    """
    start, mark = end.start_mark, end.end_mark
    assert start is not None
    assert mark is not None
    if start.index == mark.index and values:
        return _new_place(Place, (*place[:3], *values[-1].place[3:]))
    return _new_place(Place, (*place[:3], mark.line + 1, mark.column + 1))
