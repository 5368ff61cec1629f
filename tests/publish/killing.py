"""Processes that are killed at a chosen change to the disk, or at a chosen moment."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Final

from dcat_publisher.publish import replacement

_CHANGES: Final = ("rename", "replace", "unlink", "rmdir", "mkdir", "link", "chmod")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fused(function: Callable[..., object], counted: Callable[[], bool]) -> Callable[..., object]:
    """Let a function kill its process: before it does anything, or when it has done it."""

    def call(*values: object, **named: object) -> object:
        if counted():
            _die()
        result = function(*values, **named)
        if counted():
            _die()
        return result

    return call


def light_fuse(number: int, names: tuple[str, ...] = _CHANGES, *, exchange: bool = True) -> None:
    """Kill this process at the change to the disk with this number; each counts before and after it."""
    left = [number]

    def counted() -> bool:
        left[0] -= 1
        return left[0] < 0

    for name in names:
        setattr(os, name, _fused(getattr(os, name), counted))
    if exchange:
        exchange_in_one_step = _fused(replacement._exchange_in_one_step, counted)
        setattr(replacement, "_exchange_in_one_step", exchange_in_one_step)  # noqa: B010  for the sake of types


def killed(
    work: Callable[[], object], *, fuse: Callable[[], None] | None = None, after: float | None = None
) -> bool:
    """Do some work in a process of its own; tell whether a fuse, or we after so many seconds, killed it."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            if fuse is not None:
                fuse()
            work()
            code = 0
        finally:
            os._exit(code)
    if after is not None:
        time.sleep(after)
        os.kill(process, signal.SIGKILL)  # a child that has ended stays until it is waited for
    status = os.waitpid(process, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)
