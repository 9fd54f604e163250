"""The catalogue as text for people: the list on the command line and the page of the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.queries.catalogue import Parameter, Query, load_catalogue

_HEAD = """# The query catalogue · 查询目录

Every question below is one file of `queries/`, plain SPARQL 1.1. Run one by its name:
下列每个问题都是 `queries/` 中的一个文件，使用标准 SPARQL 1.1。按名称运行：

```sh
govgraph query NAME -p PARAMETER=VALUE
```

A parameter that stands for a thing takes its name in Chinese or English, or its IRI (`fld:教育`).
A parameter marked “required” must be given; the others have a default, or are open and then leave
nothing out. The standard prefixes are declared already.
表示事物的参数可以写中文或英文名称，也可以写 IRI（`fld:教育`）。标为“必填”的参数必须给出；
其余参数有默认值，或者不加限制。常用前缀已经声明。
"""


def render() -> str:
    """Return the page of the documentation, in Markdown, Chinese and English side by side."""
    queries = load_catalogue().values()
    lines = [_HEAD, "| name · 名称 | 问题 | question |", "| --- | --- | --- |"]
    lines += [
        f"| [{query.name}](#{query.name}) | {query.summary.zh} | {query.summary.en} |" for query in queries
    ]
    for query in queries:
        lines += ["", *_section(query)]
    return "\n".join(lines) + "\n"


def listing(language: str) -> str:
    """Return the names with what they answer, in `language`, for a terminal."""
    queries = load_catalogue().values()
    width = max(len(query.name) for query in queries)
    return "\n".join(
        f"{query.name.ljust(width)}  {query.summary.of(language)}{_signature(query)}" for query in queries
    )


def _signature(query: Query) -> str:
    names = [
        parameter.name if parameter.required else f"[{parameter.name}]"
        for parameter in query.parameters.values()
    ]
    return f" ({', '.join(names)})" if names else ""


def _section(query: Query) -> Iterator[str]:
    yield f"## {query.name}"
    yield from ("", f"**{query.summary.zh}** {query.description.zh}")
    yield from ("", f"**{query.summary.en}** {query.description.en}")
    yield from ("", "Tags: " + ", ".join(query.tags))
    if query.parameters:
        yield from ("", "| parameter | 参数 | meaning | type | default | example |", "| --- " * 6 + "|")
        for parameter in query.parameters.values():
            yield (
                f"| `{parameter.name}` | {parameter.title.zh} | {parameter.title.en} | {_type(parameter)} "
                f"| {_default(parameter)} | `{parameter.example}` |"
            )
    if query.columns:
        yield from ("", "| column | 列 | meaning |", "| --- " * 3 + "|")
        for name, title in query.columns.items():
            yield f"| `{name}` | {title.zh} | {title.en} |"
    if query.empty:
        yield from ("", f"No rows · 没有结果: {query.empty.en} · {query.empty.zh}")
    yield from ("", "```sparql", query.text.strip(), "```")


def _type(parameter: Parameter) -> str:
    return f"{parameter.type} ({parameter.kind})" if parameter.kind else str(parameter.type)


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "required · 必填"
    return "open · 不限" if parameter.default is None else f"`{parameter.default}`"
