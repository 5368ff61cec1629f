"""What the operator says of nginx, and how it is said in the configuration: name, folder, addresses."""

from __future__ import annotations

import hashlib
import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled

_WORDS: Final = Words(__file__).group("nginx")
DEFAULT_ROOT: Final = "/usr/share/nginx/html"
DEFAULT_LISTEN: Final = ("8080", "[::]:8080")
LONGEST_NAME: Final = 16
_NAME: Final = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_NAME - 1}}}")
# An address, a port or a Unix socket, and the parameters that may follow; nothing that ends the directive.
_LISTEN: Final = re.compile(r"[A-Za-z0-9\[*./][\w\[\]:.*/%-]*(?: [a-z_]+(?:=[\w:.-]+)?)*", re.ASCII)
# What nginx would read as a variable, the end of a word, or a pattern of several files.
_NOT_IN_ROOT: Final = re.compile(r'[\x00-\x1f\x7f"$\\*?\[]')


class Nginx(NamedTuple):
    """What stands in nginx's configuration and is no matter of the catalogue.

    `name` goes in front of the names of all variables; None for one that the base gives. `root` is where the
    folder is on nginx's machine, `listen` has the values of its `listen` directives.
    """

    name: str | None = None
    root: str = DEFAULT_ROOT
    listen: tuple[str, ...] = DEFAULT_LISTEN


def checked(nginx: Nginx) -> Nginx:
    """Return the options as they may stand in a configuration; raises ConfigurationError for what may not."""
    if nginx.name is not None and _NAME.fullmatch(nginx.name) is None:
        raise ConfigurationError(filled(_WORDS["name"], given=nginx.name, most=str(LONGEST_NAME)))
    if not nginx.root.startswith("/") or _NOT_IN_ROOT.search(nginx.root) is not None:
        raise ConfigurationError(filled(_WORDS["root"], given=repr(nginx.root)))
    for each in nginx.listen:
        if _LISTEN.fullmatch(each) is None:
            raise ConfigurationError(filled(_WORDS["listen"], given=repr(each)))
    return nginx


def name_of(nginx: Nginx, base: str) -> str:
    """Return the name of a site: the operator's, or five characters that are the base's own."""
    return nginx.name or f"c{hashlib.sha256(base.encode()).hexdigest()[:4]}"


def server_lines(nginx: Nginx, base: str) -> str:
    """Return the directives that say where a server is: addresses, name and folder."""
    listens = " ".join(f"listen {each};" for each in nginx.listen)
    try:
        host = (urlsplit(base).hostname or "").encode("idna").decode()
    except ValueError:
        host = ""
    names = f" server_name {host};" if re.fullmatch(r"[a-z0-9.-]+", host) else ""
    return f'{listens}{names} root "{nginx.root}";'
