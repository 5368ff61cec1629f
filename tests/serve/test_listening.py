"""Addresses to listen on, and what is set on the sockets that listen; how `serve` says it, test_killed.py."""

from __future__ import annotations

import fcntl
import socket
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.serve.listening import free_address, free_socket, give_up_on_stalled
from dcat_publisher.serve.logs import Voice
from dcat_publisher.serve.server import _connections


def test_a_free_port_is_found_by_name_and_by_address() -> None:
    for host in ("localhost", "127.0.0.1"):
        address, port = free_address(host, 0)
        assert address in ("127.0.0.1", "::1")
        assert 0 < port < 65536


def test_a_port_that_is_taken_is_said() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f":{port} .*another port"):
            free_address("127.0.0.1", port)


def test_a_dead_socket_is_taken_away_and_a_live_one_is_not(tmp_path: Path) -> None:
    place = tmp_path / "socket"
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(place))
        server.listen(0)
        with pytest.raises(ConfigurationError, match="another server listens there"):
            free_socket(place)
        clients = [socket.socket(socket.AF_UNIX) for _ in range(3)]
        for client in clients:  # the queue is full now, which is not to be dead
            client.setblocking(False)
            client.connect_ex(str(place))
        with pytest.raises(ConfigurationError, match="another server listens there"):
            free_socket(place)
        for client in clients:
            client.close()
        assert place.is_socket()
    assert free_socket(place) == place
    assert not place.exists()


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux alone knows it")
def test_connections_have_the_bound_from_the_socket_that_listens(tmp_path: Path) -> None:
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as server,
        closing(socket.socket(socket.AF_UNIX)) as local,
    ):
        local.bind(str(tmp_path / "socket"))
        local.listen()
        assert give_up_on_stalled(30) >= 2
        with (
            closing(socket.create_connection(server.getsockname())),
            closing(server.accept()[0]) as connection,
        ):
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux alone knows it")
def test_looking_for_sockets_keeps_no_descriptor_and_no_lock(tmp_path: Path) -> None:
    file = tmp_path / "turn"
    with file.open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        opened = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(5):
            give_up_on_stalled(30)
        assert len(list(Path("/proc/self/fd").iterdir())) == opened
    with file.open("w") as next_turn:
        fcntl.flock(next_turn, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such limit")
@pytest.mark.parametrize(("hard", "allowed", "lines"), [(300, 44, 1), (4096, 2048, 0)])
def test_too_few_open_files_are_said_in_one_line(
    hard: int, allowed: int, lines: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import resource  # noqa: PLC0415  not on Windows

    settled: list[object] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: settled.append(limits))
    assert _connections(Voice()) == allowed
    assert settled == [(min(hard, 2304), hard)]
    said = capsys.readouterr().err.splitlines()
    assert len(said) == lines
    assert all(f"at most {allowed} connections" in line for line in said)
