"""The files of one resource to the entries of the table: by path alone, and by path and suffix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from email.utils import formatdate
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote, unquote_to_bytes

from dcat_publisher.model.terms import uri_of
from dcat_publisher.publish.headers import VARY
from dcat_publisher.rdf.formats import ALIASES, has_charset
from dcat_publisher.serve.table import Entry, Header, Representation

# JSON is UTF-8 by definition (RFC 8259, 8.1); nor has an image that is no text a charset.
_WITHOUT_CHARSET: Final = frozenset(("image/x-icon", "application/problem+json"))
_RELATION: Final = re.compile(r"[a-z][a-z0-9.-]*")


class Profile(NamedTuple):
    """A profile that documents conform to, and its short name."""

    token: str
    iri: str


class File(NamedTuple):
    """One file of a resource, read.

    `name` is the file's name as it is asked for, `first` and `suffix` are the parts of what stands behind the
    resource's own name, `pages` the files that have the same in portions, `policy` says what a page may load.
    """

    name: str
    first: str
    suffix: str
    media_type: str
    body: bytes
    digest: str
    modified: int
    language: str | None
    profile: str | None
    pages: tuple[File, ...] = ()
    policy: str | None = None

    @property
    def behind(self) -> str:
        """What stands behind the resource's own name: `ttl`, `nn.html`."""
        return f"{self.first}.{self.suffix}" if self.first else self.suffix

    def representation(self, profile: Profile | None, media_type: str | None = None) -> Representation:
        """Return the file as it is answered, perhaps under another media type than its main one.

        The tag is strong, and another for each media type, which is part of what is told (RFC 9110, section
        8.8.1).
        """
        given = self.media_type if media_type is None else media_type
        tag = f'"{self.digest[:24]}-{given.rpartition("/")[2]}"'
        bare = given in _WITHOUT_CHARSET or not has_charset(given)
        charset = "" if bare else "; charset=utf-8"
        headers = [("Content-Type", f"{given}{charset}"), ("ETag", tag)]
        headers.append(("Last-Modified", _http_date(self.modified)))
        if self.policy is not None:
            headers.append(("Content-Security-Policy", self.policy))
        if self.language is not None:
            headers.append(("Content-Language", self.language))
        if profile is not None:
            headers.append(("Content-Profile", f"<{uri_of(profile.iri)}>"))
        iri = None if profile is None else profile.iri
        name = quote(self.name, safe="%?=")
        pages = tuple(page.representation(profile, media_type) for page in self.pages)
        return Representation(
            name, given, self.body, tag, self.modified, self.language, iri, tuple(headers), pages
        )


def entries_of(
    path: str, files: Sequence[File], profiles: Sequence[Profile], links: Iterable[tuple[str, str]]
) -> dict[str, Entry]:
    """Return the entries of a resource: `/path`, `/path.ttl`, `/path.html`, `/path.nn.html` and so on."""
    address = f"/{wsgi(path)}"
    link = ("Link", ", ".join([*_alternates(files, profiles), *_relations(links), *_tokens(profiles)]))
    shown = {file.name: file.representation(_profile(file, profiles)) for file in files}
    found: dict[str, Entry] = {}
    for file in files:
        same = [other for other in files if other.suffix == file.suffix and other.profile == file.profile]
        chosen = [file] if file.first else same
        found[f"{address}.{file.behind}"] = fixed([shown[other.name] for other in chosen], (link,))
    usual = [file for file in files if file.profile is None]
    others = {
        name: _negotiated([file for file in files if file.profile == profile.token], shown, profiles, link)
        for profile in profiles
        if any(file.profile == profile.token for file in files)
        for name in profile
    }
    found[address] = replace(_negotiated(usual, shown, profiles, link), by_profile=others)
    return found


def _negotiated(
    files: Sequence[File], shown: Mapping[str, Representation], profiles: Sequence[Profile], link: Header
) -> Entry:
    by_type: dict[str, dict[str, Representation]] = {}
    for file in files:
        by_type.setdefault(file.media_type, {})[file.language or ""] = shown[file.name]
    own = frozenset(by_type)
    for file in files:
        for alias in ALIASES.get(file.suffix, ()):
            if alias in own:  # by an earlier version that wrote more formats, whose site is served still
                continue
            aliased = file.representation(_profile(file, profiles), alias)
            by_type.setdefault(alias, {})[file.language or ""] = aliased
    return Entry(tuple(by_type), by_type, (("Vary", VARY), link), negotiated=True)


@lru_cache(maxsize=1024)
def _http_date(seconds: int) -> str:
    return formatdate(seconds, usegmt=True)


def fixed(documents: Sequence[Representation], headers: tuple[Header, ...]) -> Entry:
    """Return the entry of one document, or of one in several languages."""
    vary = "Accept-Encoding" if len(documents) == 1 else "Accept-Encoding, Accept-Language"
    media_type = documents[0].media_type
    by_language = {document.language or "": document for document in documents}
    return Entry((media_type,), {media_type: by_language}, (("Vary", vary), *headers), negotiated=False)


def _profile(file: File, profiles: Sequence[Profile]) -> Profile | None:
    """Return the profile of a file: the one it names, for other data the usual one; pages have none."""
    if file.profile is not None:
        return next((profile for profile in profiles if profile.token == file.profile), None)
    return profiles[0] if profiles and file.media_type != "text/html" else None


def _alternates(files: Sequence[File], profiles: Sequence[Profile]) -> Iterator[str]:
    """Yield the elements of the Link header for every form there is, relative to the folder (RFC 8288)."""
    for file in files:
        profile = _profile(file, profiles)
        language = f'; hreflang="{file.language}"' if file.language is not None else ""
        conforms = f'; profile="{uri_of(profile.iri)}"' if profile is not None else ""
        name = quote(file.name, safe="%")
        # FAIR Signposting: data about the thing is what describes its page.
        relation = "alternate" if file.media_type == "text/html" else "alternate describedby"
        yield f'<{name}>; rel="{relation}"; type="{file.media_type}"{language}{conforms}'


def _relations(links: Iterable[tuple[str, str]]) -> Iterator[str]:
    for relation, target in links:
        if _RELATION.fullmatch(relation) is not None:
            yield f'<{uri_of(target)}>; rel="{relation}"'


def _tokens(profiles: Sequence[Profile]) -> Iterator[str]:
    """Say which token stands for which profile (Content Negotiation by Profile, section 7.2)."""
    for profile in profiles:
        yield (
            f'<http://www.w3.org/ns/dx/prof/Profile>; rel="type"; token="{profile.token}"; '
            f'anchor="{uri_of(profile.iri)}"'
        )


def wsgi(path: str) -> str:
    """Spell a path, percent-encoded or not, as WSGI does."""
    return unquote_to_bytes(path).decode("latin-1")
