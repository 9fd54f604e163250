"""The formats of an answer: standard where there is a standard, readable where they are for people."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import click
import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)
from rich.cells import cell_len

from govgraph.ontology.errors import UsageError
from govgraph.ontology.terms import BASE
from govgraph.queries import answer
from govgraph.queries.catalogue import Form, Query, Words
from govgraph.queries.results import Result, Term, default_format, formats_of, render, render_table, write

XSD = "http://www.w3.org/2001/XMLSchema#"
THING = NamedNode(f"{BASE}initiative/321111-清水行动")
ROWS: tuple[tuple[Term | None, ...], ...] = (
    (THING, Literal("清水行动", language="zh"), Literal("12.5", datatype=NamedNode(f"{XSD}decimal"))),
    (NamedNode("http://example.org/x"), Literal('a "b", <c>\n=1+1'), None),
    (BlankNode("b0"), Literal("true", datatype=NamedNode(f"{XSD}boolean")), Literal(7)),
)
QUERY = Query(
    "small",
    "SELECT ?thing ?name ?value WHERE {}",
    Form.SELECT,
    summary=Words("小表", "A small table"),
    columns={"thing": Words("事物", "Thing"), "name": Words("名称", "Name")},
)
TABLE = Result(QUERY, ("thing", "name", "value"), ROWS)
EMPTY = Result(QUERY, ("thing", "name", "value"))
TRUE = Result(Query("asked", "ASK {}", Form.ASK), truth=True)
GRAPH = Result(
    Query("built", "CONSTRUCT {} WHERE {}", Form.CONSTRUCT),
    triples=(Triple(THING, NamedNode(f"{BASE}ns#place"), NamedNode(f"{BASE}place/321111")),),
)


@pytest.mark.parametrize("form", ["tsv", "json", "xml"])
@pytest.mark.parametrize("result", [TABLE, EMPTY], ids=["rows", "no rows"])
def test_rows_come_back_from_a_standard_format_as_they_were(form: str, result: Result) -> None:
    formats = {"tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
    found = parse_query_results(render(result, form), format=formats[form])
    assert isinstance(found, QuerySolutions)
    assert tuple(variable.value for variable in found.variables) == result.variables
    assert tuple(tuple(solution) for solution in found) == result.rows


def test_csv_is_that_of_the_standard_with_chinese_intact() -> None:
    data = render(TABLE, "csv").decode("utf-8")
    assert data.startswith("thing,name,value\r\n")
    assert list(csv.reader(io.StringIO(data, newline="")))[1:] == [
        [THING.value, "清水行动", "12.5"],
        ["http://example.org/x", 'a "b", <c>\n=1+1', ""],
        ["_:b0", "true", "7"],
    ]


def test_a_truth_value_is_written_in_its_formats() -> None:
    assert json.loads(render(TRUE, "json"))["boolean"] is True
    assert ElementTree.fromstring(render(TRUE, "xml"))[-1].text == "true"
    assert (render(TRUE, "table", "zh"), render(TRUE, "table", "en")) == ("是\n".encode(), b"yes\n")


def test_a_graph_is_written_as_turtle_with_only_the_prefixes_it_needs_and_as_n_triples() -> None:
    assert render(GRAPH, "turtle").decode("utf-8") == (
        f"@prefix gi: <{BASE}initiative/> .\n@prefix gov: <{BASE}ns#> .\n@prefix gp: <{BASE}place/> .\n"
        "gi:321111-清水行动 gov:place gp:321111 .\n"
    )
    lines = render(GRAPH, "n-triples")
    assert [quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES)] == list(GRAPH.triples or ())


@pytest.mark.parametrize(
    ("result", "form", "fitting"),
    [
        (TABLE, "turtle", "small answers rows, which 'turtle' cannot hold; use table, csv, tsv, json, xml"),
        (TRUE, "csv", "asked answers yes or no, which 'csv' cannot hold; use table, json, xml"),
        (GRAPH, "table", "built answers a graph, which 'table' cannot hold; use turtle, n-triples"),
        (TABLE, "yaml", "small answers rows, which 'yaml' cannot hold"),
    ],
)
def test_a_format_that_does_not_fit_is_answered_with_those_that_do(
    result: Result, form: str, fitting: str
) -> None:
    with pytest.raises(UsageError) as raised:
        render(result, form)
    assert str(raised.value).startswith(fitting)


def test_the_command_line_offers_these_formats() -> None:
    from govgraph.cli import query

    offered = next(parameter.type for parameter in query.params if parameter.name == "form")
    assert isinstance(offered, click.Choice)
    assert tuple(offered.choices) == answer.FORMATS


def test_every_format_fits_some_answer() -> None:
    assert {form for result in (TABLE, TRUE, GRAPH) for form in formats_of(result)} == set(answer.FORMATS)


@pytest.mark.parametrize(
    ("result", "on_terminal", "elsewhere"),
    [(TABLE, "table", "csv"), (TRUE, "table", "json"), (GRAPH, "turtle", "turtle")],
)
def test_the_format_follows_where_the_answer_goes(result: Result, on_terminal: str, elsewhere: str) -> None:
    assert (default_format(result, True), default_format(result, False)) == (on_terminal, elsewhere)


def test_a_table_has_titles_in_the_language_and_names_for_addresses() -> None:
    assert render_table(TABLE, "zh", 100).splitlines() == [
        "小表",
        "事物                     名称              value",
        "────────────────────────────────────────────────",
        "gi:321111-清水行动       清水行动           12.5",
        '<http://example.org/x>   a "b", <c> =1+1',
        "_:b0                     是                    7",
        "3 行",
    ]
    assert render_table(EMPTY, "en", 100).splitlines() == [
        "A small table",
        "Thing   Name   value",
        "─" * 20,
        "0 rows",
    ]


@pytest.mark.parametrize("width", [40, 60, 100])
def test_a_table_keeps_to_the_width_though_chinese_is_wide(width: int) -> None:
    long = Result(
        QUERY, TABLE.variables, tuple((THING, Literal("很长的句子" * n), Literal(n)) for n in (1, 30, 90))
    )
    lines = render_table(long, "zh", width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert sum(line.count("…") for line in lines) == 1


def test_a_long_cell_is_not_written_twice_in_a_row() -> None:
    long, short = Literal("同一句话很长" * 6), Literal("短")
    same = Result(QUERY, ("name", "value"), ((long, short), (long, short), (short, short), (long, short)))
    cells = [line.split() for line in render_table(same, "zh", 100).splitlines()[3:7]]
    assert cells == [[long.value, "短"], ["〃", "短"], ["短", "短"], [long.value, "短"]]


def test_markup_and_control_signs_in_data_do_nothing() -> None:
    tricky = Result(QUERY, ("name",), ((Literal("[bold]x[/bold] \x1b[31m红\x07"),),))
    assert "[bold]x[/bold] [31m红" in render_table(tricky, "en", 80)


def test_what_is_written_ends_with_a_line_end() -> None:
    stream = io.BytesIO()
    write(TRUE, stream, "json", "en")
    assert stream.getvalue().endswith(b"}\n")
