"""Every query of the catalogue: its header is right, and its whole answer on a small graph is as written.

The answers stand in tests/queries/: NAME.tsv for rows, NAME.json for yes or no, NAME.nt for a graph.
To write them anew after a change that is meant: GOVGRAPH_WRITE_ANSWERS=1 pytest tests/test_catalogue.py
"""

from __future__ import annotations

import os
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from govgraph.graph.engines.sparql import bind, keywords, tokens
from govgraph.graph.iris import MERGED
from govgraph.graph.store import Store
from govgraph.ontology.errors import UsageError, VocabularyError
from govgraph.ontology.terms import PREFIXES
from govgraph.queries import describe
from govgraph.queries.catalogue import Form, Query, load_catalogue, parse_query
from govgraph.queries.results import Result, Term, render
from govgraph.queries.run import run, to_terms

FOLDER = Path(__file__).resolve().parent / "queries"
ONTOLOGY = FOLDER.parent.parent / "ontology" / "gov.ttl"
ENDINGS = {Form.SELECT: ("tsv", "tsv"), Form.ASK: ("json", "json"), Form.CONSTRUCT: ("nt", "n-triples")}
NAMES = sorted(load_catalogue())
MOST_TRIPLE_PATTERNS = 8

GIVEN = {
    "dossier": {"thing": "一件事一次办"},
    "evidence": {"thing": "一件事一次办"},
    "indicator-figures": {"indicator": "城镇新增就业"},
    "neighbours": {"thing": "一件事一次办"},
    "provenance": {"thing": "银龄食堂"},
    "reported": {"indicator": "责任事故"},
    "results-of-initiative": {"initiative": "一件事一次办"},
    "search": {"text": "教育"},
    "sentences": {"text": "就业"},
}
"""Values of the parameters that must be given."""


def query_of(name: str) -> Query:
    return load_catalogue()[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_whole_table_that_was_checked(name: str, small_graph: Store) -> None:
    query = query_of(name)
    ending, form = ENDINGS[query.form]
    expected = FOLDER / f"{name}.{ending}"
    found = render(run(small_graph, query, GIVEN.get(name, {})), form)
    if os.environ.get("GOVGRAPH_WRITE_ANSWERS"):
        expected.write_bytes(found)
    assert found.decode() == expected.read_text("utf-8")


def test_every_query_has_its_answer_and_every_answer_its_query() -> None:
    answers = {path.stem for path in FOLDER.iterdir() if path.name != "graph.ttl"}
    assert answers == set(NAMES)
    assert len(NAMES) >= 20
    assert set(GIVEN) == {
        name for name in NAMES if any(each.required for each in query_of(name).parameters.values())
    }


def test_no_answer_is_empty(small_graph: Store) -> None:
    empty = [
        name
        for name in NAMES
        if not (result := run(small_graph, query_of(name), GIVEN.get(name, {}))).rows
        and not result.triples
        and not result.truth
    ]
    assert empty == []


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_are_the_declared_ones(name: str, small_graph: Store) -> None:
    query = query_of(name)
    result = run(small_graph, query, GIVEN.get(name, {}))
    assert list(result.variables) == list(query.columns)


@pytest.mark.parametrize("name", NAMES)
def test_the_names_and_words_of_a_header_are_of_their_language(name: str) -> None:
    query = query_of(name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    texts = [query.summary, query.description, *query.columns.values()]
    texts += [parameter.title for parameter in query.parameters.values()]
    for words in texts:
        assert re.search(r"[\u4e00-\u9fff]", words.zh), words
        assert not re.search(r"[\u4e00-\u9fff]", words.en), words
    assert query.tags == tuple(sorted(set(query.tags), key=query.tags.index))


def test_no_two_queries_ask_the_same_in_the_same_words() -> None:
    summaries = [query_of(name).summary for name in NAMES]
    assert len({words.zh for words in summaries}) == len({words.en for words in summaries}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_select_is_ordered(name: str) -> None:
    query = query_of(name)
    if query.form is Form.SELECT:
        assert re.search(r"^ORDER BY ", query.text, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_reads_the_default_graph_only_and_stays_short(name: str) -> None:
    text = query_of(name).text
    assert not keywords(text) & {"GRAPH", "FROM", "SERVICE", "PREFIX", "BASE"}
    assert 0 < count_triple_patterns(text) <= MOST_TRIPLE_PATTERNS


@pytest.mark.parametrize("name", NAMES)
def test_a_query_uses_only_terms_that_the_ontology_defines(name: str) -> None:
    defined = {
        triple.subject.value
        for triple in parse(path=ONTOLOGY, format=RdfFormat.TURTLE)
        if isinstance(triple.subject, NamedNode)
    }
    names = [token.text for token in tokens(query_of(name).text) if token.kind == "name"]
    assert [each for each in names if each.partition(":")[0] not in PREFIXES] == []
    own = [each.partition(":")[2] for each in names if each.startswith("gov:") and each != "gov:"]
    assert [each for each in own if PREFIXES["gov"] + each not in defined] == []


NARROWING = {
    ("audit-findings", "verdict"): "无法判定",
    ("before-and-after", "field"): "教育",
    ("beneficiaries", "group"): "困难群众",
    ("changes", "field"): "民生保障",
    ("composition", "whole"): "一件事一次办",
    ("coverage", "source"): "brief.txt",
    ("diffusion", "area"): "镇江市",
    ("documents", "issuer"): "安澜县",
    ("dossier", "thing"): "结对课堂",
    ("evidence", "thing"): "城镇新增就业",
    ("field-profile", "field"): "教育",
    ("figures-by-field", "field"): "民生保障",
    ("firsts", "area"): "全国",
    ("growth", "least"): "50",
    ("honours", "body"): "安澜县教育局",
    ("honours", "level"): "省级",
    ("ignored-numbers", "source"): "src:2f0a6c11",
    ("ignored-numbers", "why"): "电话号码",
    ("indicator-figures", "indicator"): "市场主体",
    ("initiatives", "field"): "教育",
    ("initiatives", "place"): "江苏省",
    ("institutions", "level"): "省级",
    ("money", "field"): "养老服务",
    ("money", "least"): "1000000",
    ("named-examples", "field"): "教育",
    ("neighbours", "thing"): "结对课堂",
    ("outline", "source"): "brief.txt",
    ("parts-of-total", "indicator"): "市场主体",
    ("people", "source"): "src:2f0a6c11",
    ("plans", "stage"): "计划中",
    ("provenance", "thing"): "结对课堂",
    ("rankings", "worst"): "3",
    ("reported", "indicator"): "满意度",
    ("results-of-initiative", "initiative"): "结对课堂",
    ("review-decisions", "about"): "困难群众",
    ("review-decisions", "decision"): "驳回",
    ("review-queue", "most"): "0.6",
    ("search", "text"): "保障",
    ("sentences", "text"): "食堂",
    ("sources", "place"): "润州区",
    ("targets", "field"): "就业与社会保障",
    ("things", "type"): "人物",
    ("timeline", "year"): "2021",
    ("what-is-missing", "field"): "教育",
    ("who-leads", "lead"): "润州区",
    ("who-takes-part", "actor"): "润州区",
    ("without-baseline", "field"): "养老服务",
}
"""A value for every parameter that leaves out, or replaces, some of the rows above."""


def test_every_parameter_has_a_narrowing_case() -> None:
    assert set(NARROWING) == {(name, each) for name in NAMES for each in query_of(name).parameters}


@pytest.mark.parametrize(("name", "parameter"), sorted(NARROWING))
def test_a_parameter_narrows_the_answer(name: str, parameter: str, small_graph: Store) -> None:
    query = query_of(name)
    given = GIVEN.get(name, {})
    wide = run(small_graph, query, given)
    narrow = run(small_graph, query, given | {parameter: NARROWING[name, parameter]})
    before, after = (set(map(str, each.rows or each.triples or ())) for each in (wide, narrow))
    assert after
    if query.parameters[parameter].required:
        assert before != after
    else:
        assert after < before


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_a_header_can_be_read(name: str, small_graph: Store) -> None:
    query = query_of(name)
    given = {parameter.name: parameter.example for parameter in query.parameters.values()}
    assert set(to_terms(small_graph, query, given)) == set(query.parameters)


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_answer(name: str, small_graph: Store, rdflib_graph: Any) -> None:
    query = query_of(name)
    given = GIVEN.get(name, {})
    ours = run(small_graph, query, given)
    text = bind(query.text, to_terms(small_graph, query, given))
    theirs = rdflib_graph.query(text, initNs=dict(PREFIXES))
    if query.form is Form.ASK:
        assert theirs.askAnswer == ours.truth
    elif query.form is Form.CONSTRUCT:
        assert {tuple(map(plain_rdflib, triple)) for triple in theirs} == {
            tuple(map(plain, triple)) for triple in ours.triples or ()
        }
    else:
        assert [str(variable) for variable in theirs.vars] == list(ours.variables)
        assert [tuple(map(plain_rdflib, row)) for row in theirs] == rows_of(ours)


def test_the_catalogue_answers_alike_on_a_server(
    small_graph: Store, sparql_server: str, tmp_path: Path
) -> None:
    from govgraph.graph.engines.http import Endpoint, drop_graph
    from govgraph.graph.engines.remote import RemoteStore

    endpoint = Endpoint(
        f"{sparql_server}/query", f"{sparql_server}/update", f"{sparql_server}/store", seconds=20
    )
    remote = RemoteStore(endpoint, tmp_path / "texts")
    for graph in [*remote.names(), MERGED]:
        drop_graph(endpoint, graph)
    with remote.writer() as writer:
        for graph in small_graph.names():
            writer.put(graph, small_graph.graph(graph))
    for name in NAMES:
        given = GIVEN.get(name, {})
        assert run(remote, query_of(name), given) == run(small_graph, query_of(name), given), name


MAY_BE_SILENT = {
    ("composition", "whole"),
    ("honours", "body"),
    ("review-queue", ""),
    ("review-queue", "most"),
    ("targets", ""),
    ("targets", "field"),
    ("unknown-indicators", ""),
}
"""Examples that the brief has no answer to: it states no target, and nobody waits for a review, for one."""


def test_every_example_has_an_answer_on_the_brief(brief_graph: Store) -> None:
    silent: set[tuple[str, str]] = set()
    for name in NAMES:
        parameters = query_of(name).parameters.values()
        given = {each.name: each.example for each in parameters if each.required}
        for extra in ["", *(each.name for each in parameters if not each.required)]:
            example = {extra: query_of(name).parameters[extra].example} if extra else {}
            try:
                result = run(brief_graph, query_of(name), given | example)
            except UsageError:  # the thing is not in the graph
                silent.add((name, extra))
            else:
                if not (result.rows or result.triples or result.truth):
                    silent.add((name, extra))
    assert silent == MAY_BE_SILENT


GOOD = """\
#+ summary: {zh: 名称, en: Names}
#+ description: {zh: 所有名称, en: All names}
#+ tags: [things]
#+ params:
#+   kind: {type: iri, default: null, example: "gov:Place", zh: 类, en: Class}
#+ columns:
#+   name: {zh: 名称, en: Name}
SELECT ?name WHERE { ?x a ?kind ; rdfs:label ?name } ORDER BY ?name
"""


def test_a_header_is_read_whole() -> None:
    query = parse_query("names", GOOD, "names.rq")
    assert query.text.startswith("SELECT")
    assert (query.form, query.tags, query.summary.of("zh"), query.summary.of("en")) == (
        Form.SELECT, ("things",), "名称", "Names",
    )  # fmt: skip
    assert {name: title.en for name, title in query.columns.items()} == {"name": "Name"}
    parameter = query.parameters["kind"]
    assert (parameter.type, parameter.required, parameter.default, parameter.kind) == (
        "iri",
        False,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (GOOD, "SELECT * WHERE { ?s ?p ?o }", "q.rq: no header"),
        ("#+ tags: [things]\n", "", "q.rq: the header lacks tags"),
        ("#+ tags: [things]", "#+ tags: things", "q.rq: tags must be a list"),
        ("#+ tags: [things]", "#+ tags: [things]\n#+ colour: red", "q.rq: the header has unknown colour"),
        ("#+ tags: [things]", "#+ tags: [things", "q.rq, line 4: the header is no YAML"),
        ("zh: 名称, en: Names", "zh: 名称", "q.rq: summary lacks en"),
        ("zh: 名称, en: Names", "zh: 名称, en: 7", "q.rq: summary: 7 is no text"),
        ("{zh: 名称, en: Names}", "names", "q.rq: summary must map names to values"),
        ("type: iri", "type: url", "q.rq: parameter kind: type 'url' is none of iri, string"),
        ("default: null", "default: 3", "q.rq: default of parameter"),
        ("default: null", "kind: colour", "q.rq: parameter kind: kind 'colour' is none of thing"),
        ("default: null", "preset: null", "q.rq: parameter kind has unknown preset"),
        ("#+   kind:", "#+   Kind:", "q.rq: parameter Kind: a name is letters and digits"),
        ("#+   kind:", "#+   kin:", "q.rq: the header names kin, but the query has no ?kin"),
        ("SELECT ?name", "DELETE ?name", "q.rq: neither SELECT"),
    ],
)
def test_a_wrong_header_is_refused_with_the_file_named(old: str, new: str, message: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(VocabularyError, match=re.escape(message)):
        parse_query("q", text, "q.rq")


def test_the_page_of_the_documentation_tells_all_of_every_query() -> None:
    page = describe.render()
    for query in load_catalogue().values():
        section = page.split(f"\n## {query.name}\n")[1].split("\n## ")[0]
        shown = [query.summary.zh, query.summary.en, query.description.zh, query.description.en]
        shown += [f"`{name}` | {title.zh} | {title.en}" for name, title in query.columns.items()]
        shown += [f"`{each.name}` | {each.title.zh} | {each.title.en}" for each in query.parameters.values()]
        shown += [query.text.strip()]
        assert [words for words in shown if words not in section] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_names_every_query_once_with_its_question(language: str) -> None:
    lines = describe.listing(language).splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    for line, name in zip(lines, NAMES, strict=True):
        assert query_of(name).summary.of(language) in line
        assert all(parameter in line for parameter in query_of(name).parameters)


def count_triple_patterns(text: str) -> int:
    """Count the triple patterns of a query, in FILTER EXISTS too; a property path is one."""
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.parserutils import CompValue

    def count(node: Any) -> int:
        if isinstance(node, CompValue) and node.name == "BGP":
            return len(node.triples)
        if isinstance(node, CompValue) and node.name == "TriplesBlock":
            return sum(len(each) // 3 for each in node.triples)
        if isinstance(node, CompValue):
            return count(list(cast(Any, node).values()))
        return sum(map(count, cast(Any, node))) if isinstance(node, list | tuple) else 0

    return count(translateQuery(parseQuery(text), initNs=dict(PREFIXES)).algebra)


@cache
def _decimal(text: str) -> str:
    return str(Decimal(text).normalize() + 0)


NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "integer")}


def plain(term: Term | None) -> str | None:
    """A term as text that two engines write alike: numbers by value."""
    if term is None or isinstance(term, BlankNode | Triple):
        return None
    if isinstance(term, NamedNode):
        return f"<{term.value}>"
    if term.datatype.value in NUMBERS:
        return _decimal(term.value)
    return f"{term.value}@{term.language}" if term.language else term.value


def plain_rdflib(term: Any) -> str | None:
    """The same for a term of rdflib."""
    import rdflib

    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return f"<{term}>"
    if str(term.datatype) in NUMBERS:
        return _decimal(str(term))
    return f"{term}@{term.language}" if term.language else str(term)


def rows_of(result: Result) -> list[tuple[str | None, ...]]:
    return [tuple(map(plain, row)) for row in result.rows]


@pytest.fixture(scope="module")
def rdflib_graph() -> Any:
    import rdflib

    graph = rdflib.Graph()
    for path in (ONTOLOGY, FOLDER / "graph.ttl"):
        graph.parse(path, format="turtle")
    return graph
