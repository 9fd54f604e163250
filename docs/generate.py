"""Write the generated files: pages of docs/ and the JSON-LD context (`--check`: fail where one is stale).

python docs/generate.py [--check]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import click
import yaml

from govgraph.cli import govgraph
from govgraph.ontology import context
from govgraph.ontology import describe as terms
from govgraph.queries import describe as catalogue
from govgraph.queries.catalogue import load_catalogue

DOCS = Path(__file__).resolve().parent

_QUESTIONS_HEAD = """# Questions and answers · 问与答

What a policy analyst asks of [the Runzhou example](../examples/runzhou/README.md), how, and the whole
answer. The answers were read in the article, not in a graph; the tests hold the graph of the brief and that
of the article to them. Build the store, and keep the audit in it for the chapter on consistency:

政策分析人员会向[润州示例](../examples/runzhou/README.md)提的问题、提问的命令和完整的答案。答案是读报道得来的，不是从图里抄的；
测试用简报和原文两张图逐一核对。先建库，并为“一致性”一章存入核查：

```sh
govgraph build examples/runzhou/brief.txt --review examples/runzhou/review --store demo/store
govgraph audit --store demo/store --save
```

Only the columns that answer the question are shown; the queries also give the sentences, periods and sources
([queries.md](queries.md)).
这里只列出回答问题的栏目；查询还给出原句、时间和来源。"""


def cli_page() -> str:
    """The reference of the command line, from its own help texts."""
    return "\n".join(["# The command line", "", *_help(govgraph, "govgraph")])


def _help(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path, terminal_width=90)
    yield from (f"## {path}", "", "```text", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _help(command.commands[name], f"{path} {name}")


def questions_page() -> str:
    """The questions asked of the Runzhou example, each with the command that asks it and its answer."""
    chapters = yaml.safe_load((DOCS.parent / "examples" / "runzhou" / "questions.yaml").read_text("utf-8"))
    numbers = count(1)
    lines = [_QUESTIONS_HEAD]
    for chapter in chapters:
        lines += ["", f"## {chapter['zh']} · {chapter['en']}"]
        for question in chapter["questions"]:
            lines += [
                "",
                f"### {next(numbers)}. {question['zh']}",
                "",
                question["en"],
                "",
                *_answer(question),
            ]
    return "\n".join(lines)


def _answer(question: dict[str, Any]) -> Iterator[str]:
    given = "".join(f" -p {name}={value}" for name, value in question.get("given", {}).items())
    yield from ("```sh", f"govgraph query {question['query']}{given} --store demo/store", "```", "")
    yield from _table(question, "answer")
    if "article" in question:
        yield from (
            "",
            "原文的图这样回答： The graph of the article answers:",
            "",
            *_table(question, "article"),
        )
    if note := question.get("note"):
        yield from ("", note["zh"], "", note["en"])


def _table(question: dict[str, Any], text: str) -> Iterator[str]:
    rows = str(question[text]).splitlines()
    columns = load_catalogue()[question["query"]].columns
    titles = [f"{columns[name].zh}<br>{columns[name].en}" for name in question.get("columns", "").split()]
    if not titles:
        yield f"**{rows[0]}**"
    elif rows:
        yield from (f"| {' | '.join(titles)} |", f"|{' --- |' * len(titles)}")
        yield from (f"| {' | '.join(cell.strip() for cell in row.split('|'))} |" for row in rows)
    else:
        yield "没有。None."


def main() -> None:
    os.environ["COLUMNS"] = "90"
    pages = {
        DOCS / "cli.md": cli_page(),
        DOCS / "queries.md": catalogue.render(),
        DOCS / "questions.md": questions_page(),
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
