"""Write the generated files: pages of docs/ and the JSON-LD context (`--check`: fail where one is stale).

python docs/generate.py [--check]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from govgraph.cli import govgraph
from govgraph.ontology import context
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
    pages = {
        DOCS / "cli.md": cli_page(),
        DOCS / "queries.md": catalogue.render(),
        DOCS / "terms.md": terms.render(),
        DOCS.parent / "ontology" / "context.jsonld": context.render(),
    }
    stale = 0
    for page, text in pages.items():
        text = text.rstrip() + "\n"
        if "--check" in sys.argv[1:]:
            if not page.is_file() or page.read_text("utf-8") != text:
                print(f"{page.relative_to(DOCS.parent)} is stale: run make docs-write", file=sys.stderr)
                stale += 1
        else:
            page.write_text(text, "utf-8")
    sys.exit(1 if stale else 0)


if __name__ == "__main__":
    main()
