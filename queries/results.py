"""Answers of queries, and the formats they are written in.

Rows and truth values are written in the four formats of SPARQL 1.1 (CSV and TSV, JSON, XML),
triples as Turtle or N-Triples, and rows and truth values as a table for people. The standard
formats are the engine's own and stay as the standards have them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import IO, TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from govgraph.ontology.errors import UsageError
from govgraph.ontology.terms import PREFIXES
from govgraph.queries.catalogue import Query
from govgraph.queries.resolve import compact

if TYPE_CHECKING:
    from rich.table import Table

Term = NamedNode | BlankNode | Literal | Triple

_RESULTS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS: Mapping[str, RdfFormat] = {"turtle": RdfFormat.TURTLE, "n-triples": RdfFormat.N_TRIPLES}
FORMATS = ("table", *_RESULTS, *_GRAPHS)
"""The names of all formats."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(f"{_XSD}{name}" for name in ("decimal", "integer", "double", "float"))
_LONGEST_CELL = 240
"""Characters of a cell that a table shows; the other formats show all."""
_DITTO = "〃"
_LONGEST_REPEAT = 30
"""Characters of a cell that is written out again when it is the same as the one above it."""
_WIDTH_ELSEWHERE = 120
"""Columns of a table that goes to a file or a pipe."""
_TRUTH = {("zh", True): "是", ("zh", False): "否", ("en", True): "yes", ("en", False): "no"}


@dataclass(frozen=True, slots=True)
class Result:
    """The whole answer of a query.

    SELECT fills `variables` and `rows` (a cell is None where a variable is unbound), ASK `truth`,
    CONSTRUCT and DESCRIBE `triples`, sorted.
    """

    query: Query
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[Triple, ...] | None = None


def formats_of(result: Result) -> tuple[str, ...]:
    """Return the names of the formats that fit: those of a graph, of a truth value, or of rows."""
    if result.triples is not None:
        return tuple(_GRAPHS)
    if result.truth is not None:
        return ("table", "json", "xml")
    return ("table", *_RESULTS)


def default_format(result: Result, to_terminal: bool) -> str:
    """Return the format to use when none is asked for."""
    if result.triples is not None:
        return "turtle"
    if to_terminal:
        return "table"
    return "csv" if result.truth is None else "json"


def without_rows(result: Result, language: str) -> str:
    """Return a line on an answer that has no rows, with what to do about it; "" where it has some."""
    if not result.variables or result.rows:
        return ""
    line, empty = {"zh": "没有结果"}.get(language, "no rows"), result.query.empty
    return f"{line}: {empty.of(language)}" if empty else line


def write(result: Result, stream: IO[bytes], form: str, language: str = "en") -> None:
    """Write `result` to `stream`, ending with a line end; `language` is that of a table's titles."""
    data = render(result, form, language)
    stream.write(data if data.endswith(b"\n") or not data else data + b"\n")


def render(result: Result, form: str, language: str = "en") -> bytes:
    """Return `result` in a format as UTF-8; raises `UsageError` where the format does not fit."""
    fitting = formats_of(result)
    if form not in fitting:
        what = "a graph" if result.triples is not None else "rows" if result.truth is None else "yes or no"
        raise UsageError(
            f"{result.query.name} answers {what}, which {form!r} cannot hold; use {', '.join(fitting)}"
        )
    if form == "table":
        return render_table(result, language).encode()
    if result.triples is not None:
        return _render_graph(result.triples, form)
    answer = parse_query_results(_to_json(result), format=QueryResultsFormat.JSON)
    assert isinstance(answer, QuerySolutions | QueryBoolean)
    return answer.serialize(format=_RESULTS[form]) or b""


def render_table(result: Result, language: str, width: int | None = None) -> str:
    """Lay a result out for a terminal of `width` columns (measured when None), ending with a line end."""
    if result.truth is not None:
        return f"{_TRUTH[language, result.truth]}\n"
    from io import StringIO

    from rich.console import Console

    stream = StringIO()
    width = width or shutil.get_terminal_size((_WIDTH_ELSEWHERE, 24)).columns
    console = Console(file=stream, width=width, force_terminal=False, color_system=None)
    if result.query.summary.en:
        console.print(result.query.summary.of(language), markup=False, highlight=False)
    console.print(_table(result, language))
    count = len(result.rows)
    console.print(f"{count} 行" if language == "zh" else f"{count} row{'s' * (count != 1)}", highlight=False)
    lines = stream.getvalue().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def cell_text(term: Term | None, language: str = "en") -> str:
    """Write a term for reading: the words of a literal, an IRI as a CURIE, nothing for None.

    Control signs are left out, so that words of a source cannot command a terminal.
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    if isinstance(term, Literal):
        if term.datatype.value == f"{_XSD}boolean":
            return _TRUTH[language, term.value in {"true", "1"}]
        return "".join(sign for sign in " ".join(term.value.split()) if sign.isprintable())
    return str(term)


def _table(result: Result, language: str) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for position, name in enumerate(result.variables):
        title = result.query.columns.get(name)
        numeric = _is_numeric([row[position] for row in result.rows])
        table.add_column(
            Text(title.of(language) if title else name),
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=numeric,
        )
    above: list[str] = [""] * len(result.variables)
    for row in result.rows:
        texts = [_cropped(cell_text(term, language)) for term in row]
        same = [text == over and len(text) > _LONGEST_REPEAT for text, over in zip(texts, above, strict=True)]
        table.add_row(*(Text(_DITTO if hit else text) for text, hit in zip(texts, same, strict=True)))
        above = texts
    return table


def _is_numeric(column: Sequence[Term | None]) -> bool:
    cells = [cell for cell in column if cell is not None]
    return bool(cells) and all(
        isinstance(cell, Literal) and cell.datatype.value in _NUMBERS for cell in cells
    )


def _cropped(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _render_graph(triples: Sequence[Triple], form: str) -> bytes:
    """Write triples with the prefixes that they use, in alphabetical order (the engine gives them in any)."""
    written = "\n".join(map(str, triples))
    prefixes = {prefix: base for prefix, base in PREFIXES.items() if f"<{base}" in written}
    lines = (serialize(triples, format=_GRAPHS[form], prefixes=prefixes) or b"").splitlines(keepends=True)
    count = sum(1 for _ in takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return b"".join(sorted(lines[:count]) + lines[count:])


def _to_json(result: Result) -> bytes:
    """Write rows or a truth value in the JSON of SPARQL 1.1; the engine makes the other formats from it."""
    if result.truth is not None:
        return json.dumps({"head": {}, "boolean": result.truth}).encode()
    bindings = [
        {name: _json_term(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.rows
    ]
    answer = {"head": {"vars": result.variables}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False).encode()


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == f"{_XSD}string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
