"""Who we are to a store: from the environment or a netrc file, and never shown to anyone else."""

from __future__ import annotations

import base64
import hashlib
import netrc
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.reasons import unreadable

_WORDS: Final = Words(__file__).group("store")
USER: Final = "DCAT_PUBLISHER_STORE_USER"
PASSWORD: Final = "DCAT_PUBLISHER_STORE_PASSWORD"
TOKEN: Final = "DCAT_PUBLISHER_STORE_TOKEN"
_PARAMETER: Final = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_ALGORITHMS: Final = {"MD5": "md5", "SHA-256": "sha256"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user's name and password, or a token; all empty when there are none."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


def credentials_for(host: str, environment: Mapping[str, str] = os.environ) -> Credentials:
    """Find the credentials for a host; raises ConfigurationError when they are there in part."""
    user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if token:
        return Credentials(token=token)
    if bool(user) != bool(password):
        raise ConfigurationError(filled(_WORDS["half"], user=USER, password=PASSWORD))
    return Credentials(user, password) if user else _from_netrc(host, environment)


def _from_netrc(host: str, environment: Mapping[str, str]) -> Credentials:
    file = Path(environment.get("NETRC", "~/.netrc")).expanduser()
    if not file.is_file():
        return Credentials()
    try:
        found = netrc.netrc(str(file)).authenticators(host)
    except netrc.NetrcParseError as error:
        words = filled(_WORDS["no_netrc"], file=str(file), line=str(error.lineno))
        raise ConfigurationError(words) from None  # what the parser says may quote a password
    except OSError as error:
        raise ConfigurationError(unreadable(file, error)) from error
    return Credentials(found[0], found[2]) if found is not None else Credentials()


class Authorizer:
    """Gives the Authorization header for requests on one connection, as the store's challenges ask for it.

    A password goes out only after a challenge, and as Digest (RFC 7616) where the store offers that; a token
    goes with every request (RFC 6750).
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._basic = False
        self._challenge: dict[str, str] | None = None
        self._count = 0

    def header(self, method: str, url: SplitResult) -> str | None:
        """Return the header's value; None where nothing is known to be asked for."""
        known = self._credentials
        if known.token:
            return f"Bearer {known.token}"
        if self._challenge is not None:
            return self._digest(self._challenge, method, url)
        if self._basic:
            pair = f"{known.user}:{known.password}".encode()
            return f"Basic {base64.b64encode(pair).decode('ascii')}"
        return None

    def learn(self, challenges: list[str]) -> bool:
        """Take in the WWW-Authenticate headers of a refusal; tells whether trying again makes sense."""
        if not self._credentials.user:
            return False
        for challenge in challenges:
            scheme, _, rest = challenge.strip().partition(" ")
            if scheme.lower() == "digest":
                return self._learn_digest(rest)
        offered = any(challenge.strip().lower().startswith("basic") for challenge in challenges)
        again = offered and not self._basic
        self._basic = offered
        return again

    def _learn_digest(self, rest: str) -> bool:
        found = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(rest)}
        if found.get("algorithm", "MD5").upper() not in _ALGORITHMS or "nonce" not in found:
            return False
        again = self._challenge is None or self._challenge["nonce"] != found["nonce"]
        self._challenge, self._count = found, 0
        return again

    def _digest(self, challenge: Mapping[str, str], method: str, url: SplitResult) -> str:
        self._count += 1
        known, uri = self._credentials, f"{url.path or '/'}{'?' if url.query else ''}{url.query}"
        realm, nonce = challenge.get("realm", ""), challenge["nonce"]
        algorithm = challenge.get("algorithm", "MD5").upper()

        def hashed(text: str) -> str:
            return hashlib.new(_ALGORITHMS[algorithm], text.encode(), usedforsecurity=False).hexdigest()

        first = hashed(f"{known.user}:{realm}:{known.password}")
        second = hashed(f"{method}:{uri}")
        fields = {"username": known.user, "realm": realm, "nonce": nonce, "uri": uri}
        if "auth" in challenge.get("qop", "").replace(" ", "").split(","):
            count, own = f"{self._count:08x}", secrets.token_hex(8)
            fields["response"] = hashed(f"{first}:{nonce}:{count}:{own}:auth:{second}")
            plain = f", qop=auth, nc={count}, algorithm={algorithm}"
            fields["cnonce"] = own
        else:
            fields["response"], plain = hashed(f"{first}:{nonce}:{second}"), ""
        if "opaque" in challenge:
            fields["opaque"] = challenge["opaque"]
        return "Digest " + ", ".join(f'{name}="{value}"' for name, value in fields.items()) + plain
