"""The documents say what is so: every command in them runs, generated pages are fresh, the twins agree."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import govgraph

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")


def commands(text: str) -> list[str]:
    """The govgraph command lines of a page: whole lines of sh blocks, and inline code."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    found = [line for block in blocks for line in re.split(r"\n(?= *govgraph)", block) if "govgraph " in line]
    found += re.findall(r"`(govgraph [^`]+)`", re.sub(r"```.*?```", "", text, flags=re.S))
    return [" ".join(line.split()) for line in found]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory, brief: Path) -> Path:
    """A folder as `make demo` leaves it, with an article beside it."""
    folder = tmp_path_factory.mktemp("workshop")
    (folder / "article.txt").write_text("定南县新建公园24个。\n", "utf-8")
    run(folder, f"govgraph build {brief} --store demo/store")
    return folder


def run(folder: Path, command: str) -> None:
    words = shlex.split(command)
    assert words[0] == "govgraph"
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == (words[1] == "audit"), done.stderr  # the example has something to find
    assert done.stdout or done.stderr or "-o" in words


@pytest.mark.parametrize("page", READMES)
def test_every_command_of_the_readme_runs(page: str, workshop: Path) -> None:
    found = commands((ROOT / page).read_text("utf-8"))
    assert len(found) >= 5
    for command in found:
        run(workshop, command)


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        [re.sub(r" --lang zh", "", c) for c in commands((ROOT / page).read_text("utf-8"))] for page in READMES
    )
    assert english == chinese


def test_every_link_of_the_documents_leads_somewhere() -> None:
    broken: list[str] = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
            if not target.startswith(("http://", "https://")) and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_the_generated_pages_are_fresh() -> None:
    command = [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_changelog_names_the_version() -> None:
    assert f"## {govgraph.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_examples_in_docstrings_run() -> None:
    tried = 0
    for folder in ("app", "graph", "loaders", "ontology", "queries", "viz"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.stem == "__main__":
                continue
            parts = path.relative_to(ROOT).with_suffix("").parts[folder == "app" :]
            name = ".".join(["govgraph", *parts]).removesuffix(".__init__")
            result = doctest.testmod(importlib.import_module(name))
            assert result.failed == 0, name
            tried += result.attempted
    assert tried >= 3
