"""Write the generated pages of docs/ (`--check`: fail where one is stale).

python docs/generate.py [--check]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from govgraph.cli import govgraph
from govgraph.ontology import describe as terms
from govgraph.queries import describe as catalogue

DOCS = Path(__file__).resolve().parent


def cli_page() -> str:
    """The reference of the command line, from its own help texts."""
    return "\n".join(["# The command line", "", *_help(govgraph, "govgraph")])


def _help(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path, terminal_width=90)
    yield from (f"## {path}", "", "```text", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _help(command.commands[name], f"{path} {name}")


def main() -> None:
    os.environ["COLUMNS"] = "90"
    pages = {"cli.md": cli_page(), "queries.md": catalogue.render(), "terms.md": terms.render()}
    stale = 0
    for name, text in pages.items():
        page = DOCS / name
        text = text.rstrip() + "\n"
        if "--check" in sys.argv[1:]:
            if not page.is_file() or page.read_text("utf-8") != text:
                print(f"docs/{name} is stale: run make docs-write", file=sys.stderr)
                stale += 1
        else:
            page.write_text(text, "utf-8")
    sys.exit(1 if stale else 0)


if __name__ == "__main__":
    main()
