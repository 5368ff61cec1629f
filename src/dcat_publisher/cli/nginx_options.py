"""The options for nginx: what its configuration says and the catalogue does not.

They are heard on the command line and in the environment only. A configuration file comes with the checkout,
and whoever sends one could have nginx serve another folder of the machine.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from dcat_publisher.publish.nginx_server import DEFAULT_LISTEN, DEFAULT_ROOT, Nginx, checked

_Command = TypeVar("_Command", bound=Callable[..., Any])
_NAMES: Final = ("nginx_root", "nginx_listen", "nginx_name")


def nginx(command: _Command) -> _Command:
    """Add --nginx-root, --nginx-listen and --nginx-name, which arrive as one `Nginx`."""

    @functools.wraps(command)
    def with_nginx(
        *args: object, nginx_root: str, nginx_listen: str, nginx_name: str | None, **given: object
    ) -> object:
        listen = tuple(each.strip() for each in nginx_listen.split(","))
        return command(*args, nginx=checked(Nginx(nginx_name, nginx_root, listen)), **given)

    wrapped: Callable[..., object] = with_nginx
    for decorator in _DECORATORS:
        wrapped = decorator(wrapped)
    return wrapped  # type: ignore[return-value]


def given_here() -> list[str]:
    """Return those of the options that stand on the command line."""
    context = click.get_current_context()
    return [
        f"--{name.replace('_', '-')}"
        for name in _NAMES
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    ]


_DECORATORS: Final = (
    click.option(
        "--nginx-name", metavar="NAME", envvar="DCAT_PUBLISHER_NGINX_NAME",
        help="What the names in nginx.conf begin with; else made of the base. Each site needs its own.",
    ),
    click.option(
        "--nginx-listen", metavar="ADDRESSES", default=", ".join(DEFAULT_LISTEN), show_default=True,
        envvar="DCAT_PUBLISHER_NGINX_LISTEN", help="Where nginx listens; several with commas.",
    ),
    click.option(
        "--nginx-root", metavar="FOLDER", default=DEFAULT_ROOT, show_default=True,
        envvar="DCAT_PUBLISHER_NGINX_ROOT", help="Where nginx finds the output, on its own machine.",
    ),
)  # fmt: skip
