"""A module of the program with a piece of its text exchanged: a table with one row more."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def import_changed(name: str, old: str, new: str) -> None:
    """Import a module with a piece of its text exchanged, before anything is derived from what it says.

    The package is not imported before it: that may take what it needs from the module.
    """
    package, *inner = name.split(".")
    whole = importlib.util.find_spec(package)
    assert whole is not None
    assert whole.origin is not None
    file = Path(whole.origin).parent.joinpath(*inner).with_suffix(".py")
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(compile(text.replace(old, new), file, "exec"), module.__dict__)
