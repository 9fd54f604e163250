"""The walls of the house: imports go downwards, packages are whole, and the public names are as declared."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import govgraph

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"app": "govgraph"} | {
    name: f"govgraph.{name}" for name in ("graph", "loaders", "ontology", "queries", "viz")
}
BELOW = {
    "ontology": set[str](),
    "loaders": {"ontology"},
    "graph": {"ontology"},
    "queries": {"graph", "ontology"},
    "viz": {"queries", "graph", "ontology"},
    "app": {"viz", "queries", "graph", "loaders", "ontology"},
}
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def dotted(path: Path) -> str:
    """The import name of a module."""
    folder, *rest = path.relative_to(ROOT).with_suffix("").parts
    return ".".join([FOLDERS[folder], *rest]).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """Names of the modules that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if [alias.name for alias in node.names] != ["__version__"]:  # all may say who they are
                names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_go_downwards_only(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    own = {name.split(".")[1] for name in imported(path) if name.startswith("govgraph.") and name.count(".")}
    rooms = own & set(BELOW) - {room}
    assert rooms <= BELOW[room]
    if room != "app":
        assert "govgraph" not in imported(path)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_modules_stay_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= 400


def test_importing_everything_leaves_no_bare_name() -> None:
    names = [name for name in map(dotted, MODULES) if not name.endswith("__main__")]
    code = f"import importlib, sys\nfor n in {names!r}: importlib.import_module(n)\n"
    code += f"print(sorted(set({list(FOLDERS)!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.strip() == "[]"


def test_the_public_names_are_those_declared_and_all_resolve() -> None:
    assert govgraph.__all__ == sorted(govgraph.__all__)
    assert [name for name in govgraph.__all__ if getattr(govgraph, name, None) is None] == []
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        importlib.import_module("govgraph").nothing  # noqa: B018


def test_importing_the_package_is_light() -> None:
    heavy = {"pyoxigraph", "rdflib", "networkx", "pyvis", "rich"}
    code = f"import govgraph.cli, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_wheel_holds_every_file_of_the_folders(tmp_path: Path) -> None:
    # the source archive first, then the wheel from it: a stale build/ in the tree does not leak in
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("govgraph/")}
    expected = {
        "/".join([*FOLDERS[folder].split("."), *path.relative_to(ROOT / folder).parts])
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__" and not path.name.startswith(".")
    }
    assert packed == expected
