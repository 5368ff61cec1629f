"""The address to listen on: whether it can be had, and what to say when it cannot."""

from __future__ import annotations

import errno
import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.posix import HAS_UNIX_SOCKETS
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("listen")
# A server that was just killed may need a moment to let go of its port.
_SECONDS_TO_BE_FREE: Final = 1.0
_SECONDS_BETWEEN_TRIES: Final = 0.05
_SECONDS_TO_ANSWER: Final = 1.0


def free_address(host: str, port: int) -> tuple[str, int]:
    """Return the IP address and the port to listen on, having made sure that nobody listens there.

    Granian's own sockets may share a port with any other process that allows it, so a second server would
    take half of the first one's requests without a word; a plain socket is refused. Raises
    ConfigurationError when the address cannot be had.
    """
    try:
        end = time.monotonic() + _SECONDS_TO_BE_FREE
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        while True:
            try:
                return _bound(family, kind, protocol, address)
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() >= end:
                    raise
            time.sleep(_SECONDS_BETWEEN_TRIES)
    except (socket.gaierror, UnicodeError, ValueError) as error:  # no such name, or no name at all
        raise _cannot_listen(f"{in_url(host)}:{port}", error, "no_host") from error
    except OSError as error:
        remedy = "other_host" if error.errno == errno.EADDRNOTAVAIL else "other_port"
        raise _cannot_listen(f"{in_url(host)}:{port}", error, remedy) from error


def _cannot_listen(where: str, error: Exception, remedy: str) -> ConfigurationError:
    """Return the error that nobody can listen somewhere, with the words of a remedy."""
    return ConfigurationError(
        filled(_WORDS["cannot"], where=where, reason=reason_of(error), remedy=_WORDS[remedy])
    )


def _bound(
    family: socket.AddressFamily, kind: socket.SocketKind, protocol: int, address: tuple[object, ...]
) -> tuple[str, int]:
    with socket.socket(family, kind, protocol) as probe:
        # On Windows SO_REUSEADDR would share the port with whoever has it.
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        probe.setsockopt(socket.SOL_SOCKET, option, 1)
        probe.bind(address)
        name = probe.getsockname()
    return str(name[0]), int(name[1])


def free_socket(path: Path) -> Path:
    """Return the absolute path of a Unix socket to listen on, having taken away one that nobody listens on.

    Raises ConfigurationError when somebody does, when something else is there, or no socket can be made.
    """
    if not HAS_UNIX_SOCKETS:
        raise ConfigurationError(_WORDS["no_unix_sockets"])
    try:
        path = _resolved(path)  # as granian does; how long it is counts after that
        if path.is_socket():
            if _listens(path):
                raise ConfigurationError(filled(_WORDS["another_server"], path=str(path)))
            path.unlink()
        elif path.exists():
            words = _WORDS["folder_no_socket"] if path.is_dir() else _WORDS["file_no_socket"]
            raise ConfigurationError(filled(words, path=str(path)))
        with socket.socket(socket.AF_UNIX) as probe:
            probe.bind(str(path))
        path.unlink()
    except (OSError, ValueError) as error:
        raise _cannot_listen(str(path), error, "other_path") from error
    return path


def _resolved(path: Path) -> Path:
    """Return where links lead to; raises OSError when they lead in a circle."""
    resolved = Path(os.path.realpath(path))
    if resolved.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return resolved


def _listens(path: Path) -> bool:
    """Tell whether a server has a socket open; one whose queue is full answers in no time, or not at all."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(_SECONDS_TO_ANSWER)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            return False
        except (BlockingIOError, TimeoutError):
            return True
    return True


def give_up_on_stalled(seconds: float) -> int:
    """Have the system close connections whose client takes nothing of what is sent to it.

    That is bound to the sockets that listen in this process, whose connections have it from them; the server
    opens them and does not say where. Linux alone knows it (TCP_USER_TIMEOUT, RFC 5482).

    Args:
        seconds: how long nothing may be taken.

    Returns:
        How many sockets listen.

    """
    listening = 0
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208  names are all that is wanted
        with suppress(OSError), _socket_of(int(name)) as one:
            if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                listening += 1
                if one.family in (socket.AF_INET, socket.AF_INET6):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(seconds * 1000))
    return listening


def _socket_of(descriptor: int) -> socket.socket:
    """Return a socket for a copy of a descriptor; raises OSError, with the copy closed, where it is of none.

    A copy that stays open keeps what the original has: its place, and its lock, which a client's turn is.
    """
    copy = os.dup(descriptor)
    try:
        return socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        raise



def family_of(address: str) -> socket.AddressFamily:
    """Return the family of an IPv4 or IPv6 address."""
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def in_url(host: str) -> str:
    """Return a host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host
