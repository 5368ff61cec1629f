"""Packages whose names are imported when somebody asks for them (PEP 562).

To import one module of a package runs the package's own first. Where that imports all the others for the sake
of short names, a check that has nothing to do takes twice as long to begin.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def names_from(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package; `modules` is name -> the module of the package that has it."""

    def ask(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{modules[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return ask


def homes(**names: str) -> Mapping[str, str]:
    """Return name -> module, from module -> its names with spaces between them."""
    return {name: module for module, said in names.items() for name in said.split()}


__all__ = ["homes", "names_from"]
