"""A code, a label or a prefixed name to the concept of a code list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.jsonld_context import Definition
from dcat_publisher.rules import finding
from dcat_publisher.source import Scalar
from dcat_publisher.source.mapping.code_questions import ask_about, codes_of
from dcat_publisher.vocabulary import Code, Synonyms, Vocabulary
from dcat_publisher.vocabulary.codes import CodeList
from dcat_publisher.vocabulary.suggestions import misspelt_words, same_words

_BETWEEN = re.compile(r"[,;]|\s(?:og|eller|and|or|&|\+)\s")
_AND = re.compile(r"\s*&\s*")
# What people write behind a code: a remark, or the mark of a list.
_REMARK = re.compile(r"\s*(?:[,;.]|\s//.*|\s[(–—-].*|\([^)]*\))\s*\Z")
_PAGE_OF_TERMS = re.compile(r"/(?:deed|legalcode)(?:\.\w+)?\Z")
"""What the address of a licence ends in where people read it."""
_PLAIN_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+/-]*")


def concept_of(
    text: str, definition: Definition, key: str, vocabulary: Vocabulary, place: Place
) -> str | Finding:
    """Return the IRI of the concept that a bare text means for a key; a code is tried before a label."""
    lists = _own_first(vocabulary.codes.of_key(key), definition)
    for entry in lists:
        if text in entry.by_notation:
            return entry.by_notation[text].iri
    found = _labelled(text, lists)
    if len(found) == 1:
        return found[0].iri
    if found:
        candidates = ", ".join(code.iri for code in found)
        return finding("T302", place, value=text, candidates=candidates)
    if definition.code_space is not None and _may_be_missing(text, lists):
        return f"{definition.code_space}{text}"
    return unknown_code(text, key, vocabulary, place)


def unlisted(concept: str, node: Scalar, key: str, vocabulary: Vocabulary) -> Finding | None:
    """Report an IRI that would be a code of one of the key's lists, a complete one, but is not."""
    lists = vocabulary.codes.of_key(key)
    for entry in lists:
        if concept.startswith(entry.space) and entry.complete and concept not in entry.codes:
            code = concept.removeprefix(entry.space)
            suggestion = ask_about(_meant(code, (entry,), vocabulary.synonyms)) or codes_of([entry], key)
            return _unknown(node.text, key, lists, node.place, suggestion)
    other = None if vocabulary.codes.describing(concept) else _otherwise_addressed(concept, lists, vocabulary)
    if other is None:
        return None
    only = other.notation if _named(other, lists) else None
    return _unknown(node.text, key, lists, node.place, ask_about([other]), only)


def _otherwise_addressed(concept: str, lists: Sequence[CodeList], vocabulary: Vocabulary) -> Code | None:
    """Return the code that an address means in another form: `https` for `http`, the page of a licence."""
    wanted = _PAGE_OF_TERMS.sub("", _plain_address(concept))
    known = vocabulary.synonyms.codes_for(wanted, (entry.name for entry in lists))
    for entry in lists:
        codes = entry.codes.values() if wanted.startswith(_plain_address(entry.space)) else ()
        by_address = (code for code in codes if _plain_address(code.iri) == wanted)
        by_page = (entry.by_notation[word] for word in known if word in entry.by_notation)
        found = next(by_address, None) or next(by_page, None)
        if found is not None:
            return found
    return None


def _plain_address(value: str) -> str:
    return re.sub(r"\A\w+://(?:www\.)?|/+\Z", "", value)


def label_behind_prefix(text: str, key: str, vocabulary: Vocabulary, place: Place) -> Finding | None:
    """Report a name of a code behind the prefix of its list: `los:Skole og utdanning`."""
    prefix, _, word = text.partition(":")
    space = vocabulary.context.prefixes.get(prefix)
    lists = [entry for entry in vocabulary.codes.of_key(key) if space and entry.space.startswith(space)]
    if not lists or not word:
        return None
    found = _labelled(word.strip(), lists) or _meant(word.strip(), tuple(lists), vocabulary.synonyms)
    if not found:
        return None
    only = f"{prefix}:{found[0].iri.removeprefix(space or '')}" if len(found) == 1 else None
    return _unknown(text, key, vocabulary.codes.of_key(key), place, ask_about(found, only), only)


def withdrawn_code(concept: str, node: Scalar, key: str, vocabulary: Vocabulary) -> list[Finding]:
    """Report a code that no longer holds, with those that replace it."""
    for entry in vocabulary.codes.of_key(key):
        if concept in entry.withdrawn:
            code, instead = entry.codes[concept], entry.withdrawn[concept]
            name = code.labels.get("nb") or code.labels.get("en") or code.notation
            suggestion = ask_about(instead)
            return [finding("T303", node.place, value=node.text, name=name, suggestion=suggestion)]
    return []


def _several(text: str, lists: list[CodeList], synonyms: Synonyms, place: Place) -> Finding | None:
    """Report a text that is several codes, with commas or semicolons between them."""
    words = [word.strip() for word in _BETWEEN.split(text)]
    strokes = [word.strip() for word in text.split("/")]
    known = [_is_code(word, lists) or bool(_meant(word, tuple(lists), synonyms)) for word in words]
    # A stroke is part of many codes and addresses: it separates where all beside it are codes.
    if len(words) == 1 and len(strokes) > 1 and all(_is_code(word, lists) for word in strokes):
        words, known = strokes, [True]
    if len(words) < 2 or not all(words) or not any(known):
        return None
    return finding("T304", place, value=text, words=", ".join(words))


def _is_code(word: str, lists: list[CodeList]) -> bool:
    return any(word in entry.by_notation or word.casefold() in entry.by_label for entry in lists)


def unknown_code(text: str, key: str, vocabulary: Vocabulary, place: Place, hint: str = "") -> Finding:
    """Report a code that no list of the key has, with the one that was meant, or all where they are few.

    Of several that may be meant, `hint` is a word for one.
    """
    lists = vocabulary.codes.of_key(key)
    found = _meant(text, tuple(lists), vocabulary.synonyms)
    several = None if found else _several(text, lists, vocabulary.synonyms, place)
    if several is not None:
        return several
    if len(found) > 1 and hint:
        hinted = _meant(hint, tuple(lists), vocabulary.synonyms)
        found = hinted if len(hinted) == 1 and hinted[0] in found else found
    only = found[0].notation if len(found) == 1 and _named(found[0], lists) else None
    return _unknown(text, key, lists, place, ask_about(found) or codes_of(lists, key), only)


def may_mean(text: str, key: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text is a code or label of one of a key's lists, or another word for one."""
    lists = vocabulary.codes.of_key(key)
    if any(text in entry.by_notation or text.casefold() in entry.by_label for entry in lists):
        return True
    return bool(_meant(text, tuple(lists), vocabulary.synonyms))


def _named(code: Code, lists: list[CodeList]) -> bool:
    """Return whether the notation of a code means that code: another list of the key may have the same."""
    first = next(entry for entry in lists if code.notation in entry.by_notation)
    return first.by_notation[code.notation] == code


def _unknown(
    text: str,
    key: str,
    lists: list[CodeList],
    place: Place,
    suggestion: Message | None,
    meant: str | None = None,
) -> Finding:
    names = ", ".join(entry.name for entry in lists) or key
    return finding("T301", place, value=text, key=key, lists=names, suggestion=suggestion, meant=meant)


def _own_first(lists: list[CodeList], definition: Definition) -> list[CodeList]:
    """Put first the list whose codes the context's scoped @vocab completes: a bare code's home."""
    return sorted(lists, key=lambda entry: entry.space != definition.code_space)


def _labelled(text: str, lists: list[CodeList]) -> list[Code]:
    """Return the codes with this label in the first list that has one, or of which it may be the short form.

    Kongo is the label of one country, whose other label is Kongo-Kinshasa; there is Kongo-Brazzaville too.
    """
    label = text.casefold()
    for entry in lists:
        if label in entry.by_label:
            found = list(entry.by_label[label])
            longer = entry.begun_by(label)
            is_short_form = any(code in longer for code in found)
            return [*found, *(code for code in longer if code not in found)] if is_short_form else found
    return []


def _may_be_missing(text: str, lists: list[CodeList]) -> bool:
    """Return whether a code may exist although our copy of its list, not complete, does not have it."""
    return (
        bool(lists)
        and not lists[0].complete
        and _PLAIN_CODE.fullmatch(text) is not None
        and text == text.upper()
        and len(text) in {len(code) for code in lists[0].by_notation}
    )


@lru_cache(maxsize=1024)
def _meant(text: str, lists: tuple[CodeList, ...], synonyms: Synonyms) -> tuple[Code, ...]:
    """Return the codes that a text may mean; the search takes long, and what is wrong is often so repeatedly.

    The very word in another spelling goes before a synonym, and that before a misspelling.
    """
    bare = _REMARK.sub("", text)
    if bare and bare != text:
        exact = [entry.by_notation[bare] for entry in lists if bare in entry.by_notation]
        if exact:
            return tuple(exact[:1])
    known = _by_word(lists)
    if "&" in text:  # what a label writes in full
        joined = [word for word in ("og", "and") if same_words(_AND.sub(f" {word} ", text), known)]
        text = _AND.sub(f" {joined[0]} ", text) if joined else text
    targets = synonyms.codes_for(text, (entry.name for entry in lists))
    found = same_words(text, known)
    if targets and not found:
        listed = (entry.by_notation.get(target) for target in targets for entry in lists)
        return tuple({code.iri: code for code in listed if code is not None}.values())
    if not found and not targets:
        found = misspelt_words(text, _that_can_be_misspelt(lists), synonyms.own)
    named = (code for word in found for code in known[word])
    longer = (code for entry in lists if not entry.has_everyday_words for code in entry.begun_by(text))
    return tuple({code.iri: code for code in (*named, *longer)}.values())


def _by_word(lists: tuple[CodeList, ...]) -> dict[str, list[Code]]:
    """Return the codes by notation and by label."""
    known: dict[str, list[Code]] = {}
    for entry in lists:
        for code in entry.codes.values():
            for word in (code.notation, *code.labels.values()):
                known.setdefault(word, []).append(code)
    return known


def _that_can_be_misspelt(lists: tuple[CodeList, ...]) -> list[str]:
    """Return the notations, and the labels that are everyday words; a name is no misspelling of another."""
    return [
        word
        for entry in lists
        for code in entry.codes.values()
        for word in (code.notation, *(code.labels.values() if entry.has_everyday_words else ()))
    ]
