"""Records made by hypothesis: keys of all kinds in both languages, nested, codes, labels, local names."""

from functools import cache

from hypothesis import strategies as st

from dcat_publisher.model.namespaces import VCARD
from tests.project import VOCAB
from tests.source.yaml_ld_vocabulary import CodeList, Node, Value, Vocabulary

VOCABULARY = Vocabulary(VOCAB)
NAMES = ("etaten", "arkivet", "kontoret", "loven", "serie", "series/serie", "annet", "agents/etaten")
"""The local names of the catalogue in `cases/_base`."""
IRIS = (
    "https://example.org/a",
    "dct:title",
    "los:tema/helse",
    "urn:x:y",
    "https://ø.no/æ#å",
)
FREE = (
    "dct:rightsHolder",
    "dct:extent",
    "foaf:nick",
    "https://example.org/ns/egenskap",
    "https://example.org/ns#b",
)
TAGS = ("nb", "nn", "en", "EN-gb", "nb-NO", "sr-Latn-RS", "no-x-norsk")

_ODD = ['"', "\\", "'", ": ", " #", "- ", "no", "0123", "~", "null", "2024-01-01"]
_ODD += ["\n", "\t", "@nb", "^^<a>", "{nb: a}", "'''"]
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# What stands behind a letter of Western Europe where UTF-8 was read as Windows-1252: a finding of its own.
_MISREAD = "".join(map(chr, range(0x80, 0xC0)))
_PLAIN = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters=f"{_BIDI}{_MISREAD}\ufffe\uffff"
)
texts = st.lists(st.one_of(st.text(_PLAIN, max_size=8), st.sampled_from(_ODD)), max_size=4).map("".join)


def one_or_many(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """One value, or a list of some."""
    return st.one_of(values, st.lists(values, min_size=1, max_size=3))


_TYPED: dict[str, st.SearchStrategy[Value]] = {
    "xsd:date": st.sampled_from(
        ["2018", "2018-04", "2018-04-12", "2018-04-12Z", "2018-04-12T10:00:00.5+02:00", "2018+01:00"]
    ),
    "xsd:nonNegativeInteger": st.sampled_from(["0", "007", "+12", "99999999999999999999"]),
    "xsd:hexBinary": st.sampled_from(["", "0aF9"]),
    "xsd:double": st.sampled_from(["1", "1.50", "-1.5e3", "NaN", "-INF", ".5"]),
    "xsd:decimal": st.sampled_from(["10.50", "1.", "+0.1"]),
    "xsd:duration": st.sampled_from(["P1D", "-P1Y2MT3H", "PT0.5S"]),
}
_language_maps = st.dictionaries(st.sampled_from(TAGS), one_or_many(texts), min_size=1, max_size=3)
_value_objects = st.one_of(
    st.fixed_dictionaries({"@value": texts.filter(bool)}),
    st.fixed_dictionaries({"@value": texts.filter(bool), "@language": st.sampled_from(TAGS)}),
    st.fixed_dictionaries({"@value": st.just("2018"), "@type": st.sampled_from(["xsd:gYear", "xsd:token"])}),
)


@cache
def codes_of(key: str) -> st.SearchStrategy[Value]:
    """What may be written for a concept under a key: codes and labels of its lists, IRIs, local names."""
    lists = VOCABULARY.lists_of(key)
    written = [code for entry in lists for code in entry.codes]
    labels = [label for number, entry in enumerate(lists) for label in _clear(entry, lists[:number])]
    iris = ["https://example.org/concept", *(concept for entry in lists for concept in entry.codes.values())]
    return st.one_of(*(st.sampled_from(words) for words in (written, labels, iris) if words))


def _clear(entry: CodeList, before: list[CodeList]) -> list[str]:
    """The labels of a list that mean one concept, and are no code or label of another list."""
    known = {word for other in before for word in (*other.labels, *other.codes)}
    return [label for label in entry.unique_labels if label not in known and label not in entry.codes]


def values_of(key: str, depth: int) -> st.SearchStrategy[Value]:
    """What may be written under a key."""
    definition = VOCABULARY.definition(key)
    nested = nodes(key, depth - 1) if depth > 0 else st.nothing()
    if "@container" in definition:
        return st.one_of(one_or_many(texts), _language_maps)
    if "@language" in definition:
        return one_or_many(texts)
    match definition.get("@type"):
        case "@id":
            return one_or_many(st.one_of(st.sampled_from(_links(key)), nested))
        case "@vocab":
            return one_or_many(st.one_of(codes_of(key), nested))
        case None:
            return one_or_many(st.one_of(texts, _value_objects, nested))
        case datatype:
            return one_or_many(_TYPED[str(datatype)])


def _links(key: str) -> list[str]:
    """What a link may lead to: an e-mail address and a telephone have keys of their own."""
    dialled = _DIALLED.get(VOCABULARY.property(key)[1])
    return [*NAMES, *IRIS] if dialled is None else [dialled]


_DIALLED = {VCARD + "hasEmail": "mailto:a@example.org", VCARD + "hasTelephone": "tel:+4722222222"}
# A list of variables is a file that has to be there: the cases have it.
_LIST = "http://www.w3.org/2007/05/powder-s#describedby"
_KEYS = [
    key for key, value in VOCABULARY.context.items()
    if isinstance(value, dict) and VOCABULARY.property(key)[1] != _LIST
]  # fmt: skip
_TYPES = [
    key
    for key, value in VOCABULARY.context.items()
    if isinstance(value, str) and not value.startswith("@") and value[-1] not in "/#"
]
_types = one_or_many(st.sampled_from([*_TYPES, "dcat:Dataset", "https://example.org/ns#Class"]))


@st.composite
def nodes(draw: st.DrawFn, parent: str, depth: int) -> Node:
    """A nested node; where no class follows from the property it has a type."""
    node = draw(st.dictionaries(st.sampled_from([*_KEYS, *FREE]), st.none(), max_size=3))
    made: Node = {key: draw(values_of(key, depth)) for key in node}
    reverse, property_ = VOCABULARY.property(parent)
    if reverse or property_ not in VOCABULARY.ranges or draw(st.booleans()):
        made[draw(st.sampled_from(["type", "@type"]))] = draw(_types)
    if draw(st.booleans()):
        made[draw(st.sampled_from(["id", "@id"]))] = draw(
            st.sampled_from(["#a1", "#a2", "#a3", "https://example.org/n"])
        )
    return made if made else {"type": "Document"}


@st.composite
def records(draw: st.DrawFn) -> Node:
    """A record of the catalogue in `cases/_base`."""
    keys = draw(st.lists(st.sampled_from([*_KEYS, *FREE]), unique=True, max_size=6))
    made: Node = {"type": draw(_types)}
    return made | {key: draw(values_of(key, 2)) for key in keys}
