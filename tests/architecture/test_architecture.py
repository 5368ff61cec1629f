"""The proportions of the code: layers, sizes, types, and no words that hide what a file is for."""

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

from dcat_publisher.cli import COMMANDS
from tests.project import ROOT
from tests.words_in_files import CODE, nodes, trees
from tests.words_in_files import ROOT as PACKAGE

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> list[Function]:
    """All functions of a file, methods and inner ones too."""
    return [node for node in nodes(file) if isinstance(node, Function)]


def length(function: Function) -> int:
    """The lines of a function, from `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_each_module_imports_only_what_stands_below_it() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_a_file_is_one_thought() -> None:
    assert {file: lines for file in CODE if (lines := file.read_text("utf-8").count("\n")) > 250} == {}
    assert {f"{file}: {f.name}": length(f) for file in CODE for f in functions(file) if length(f) > 40} == {}


def test_a_module_says_what_it_is_for() -> None:
    assert [file for file, tree in trees().items() if not ast.get_docstring(tree)] == []


def test_functions_are_short() -> None:
    lengths = [length(function) for file in CODE for function in functions(file)]
    assert len(lengths) > 500
    assert median(lengths) <= 9


def test_names_say_what_is_inside() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "tools", "base"}
    assert {file.stem for file in CODE} & vague == set()


def test_third_party_libraries_stay_where_they_belong() -> None:
    """One module, or one folder, for each: so that one place changes when a library does."""
    homes = {
        "yaml": {"source"},
        "pyshacl": {"shacl"},
        "flask": {"serve"},
        "jinja2": {"publish", "system"},  # `system.templates` alone makes an environment
    }
    found: dict[str, set[str]] = {name: set() for name in homes}
    for file in CODE:
        for node in nodes(file):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if name.partition(".")[0] in found:
                    found[name.partition(".")[0]].add(file.relative_to(PACKAGE).parts[0].removesuffix(".py"))
    for name, folders in found.items():
        assert folders <= homes[name], name
        assert folders, name


def test_two_modules_open_connections() -> None:
    """The one client, and the rehearsal's, which does as Java's does."""
    opening = {
        file.relative_to(PACKAGE).as_posix()
        for file in CODE
        if any(name in file.read_text("utf-8") for name in ("HTTPConnection(", "HTTPSConnection", "urlopen("))
    }
    assert opening == {"system/http.py", "insight/harvest/fetch.py"}


def test_no_signature_hides_its_types() -> None:
    """`Any` in a signature is a hole in what mypy holds."""
    holes = []
    for file in CODE:
        for function in functions(file):
            hints = [
                argument.annotation for argument in ast.walk(function.args) if isinstance(argument, ast.arg)
            ]
            if any(
                hint is not None and "Any" in ast.unparse(hint).split() for hint in [*hints, function.returns]
            ):
                holes.append(f"{file.relative_to(PACKAGE)}:{function.lineno} {function.name}")
    assert holes == []


def swallows(handler: ast.ExceptHandler, line: str) -> bool:
    """Return whether a handler takes any fault and neither raises nor tells it, nor says why on its line."""
    if handler.type is not None and ast.unparse(handler.type) not in ("Exception", "BaseException"):
        return False
    inside = [node for statement in handler.body for node in ast.walk(statement)]
    told = any(isinstance(node, ast.Name) and node.id == handler.name for node in inside)
    return not (told or "#" in line or any(isinstance(node, ast.Raise) for node in inside))


def test_faults_are_not_swallowed() -> None:
    caught = []
    for file in CODE:
        lines = ["", *file.read_text("utf-8").splitlines()]
        handlers = [node for node in nodes(file) if isinstance(node, ast.ExceptHandler)]
        caught += [f"{file.name}:{node.lineno}" for node in handlers if swallows(node, lines[node.lineno])]
    assert caught == []


def imported(file: Path) -> set[str]:
    """Return the modules that a file imports, and what it takes from them, which may be modules."""
    whole = {alias.name for node in nodes(file) if isinstance(node, ast.Import) for alias in node.names}
    taken = [node for node in nodes(file) if isinstance(node, ast.ImportFrom) and node.module is not None]
    names = {f"{node.module}.{alias.name}" for node in taken for alias in node.names}
    return whole | names | {node.module or "" for node in taken}


def test_no_command_imports_another() -> None:
    """What two commands share is in a module of its own, which is no command."""
    modules = set(COMMANDS.values())
    assert {
        f"{file.stem} -> {name}"
        for file in (PACKAGE / "cli").glob("*.py")
        for name in imported(file) & modules
        if f"dcat_publisher.cli.{file.stem}" != name
    } == set()
