"""Running a query: how it is found, how parameters are read, and what is said when they are wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from govgraph.graph.store import OxigraphStore, Store
from govgraph.ontology.errors import GovGraphError, QueryError, UsageError, VocabularyError
from govgraph.ontology.terms import BASE
from govgraph.queries.catalogue import Form, Parameter, ParameterType, Words, load_catalogue
from govgraph.queries.labels import in_language
from govgraph.queries.results import cell_text
from govgraph.queries.run import pairs, question, run, to_term

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABEL, PREF, ALT = f"{RDFS}label", f"{SKOS}prefLabel", f"{SKOS}altLabel"
XSD = "http://www.w3.org/2001/XMLSchema#"
LOCAL = """\
#+ summary: {zh: 名称, en: Names}
#+ description: {zh: 某类的名称, en: Names of a class}
#+ tags: [own]
#+ params:
#+   kind: {type: iri, example: "gov:Honour", zh: 类, en: Class}
#+ columns:
#+   name: {zh: 名称, en: Name}
SELECT ?name WHERE { ?x a ?kind ; rdfs:label ?name } ORDER BY ?name
"""


def texts(store: Store, name: str, **given: str) -> list[tuple[str, ...]]:
    result = run(store, question(name), given)
    return [tuple(map(cell_text, row)) for row in result.rows]


def parameter(kind: ParameterType, things: str | None = None) -> Parameter:
    return Parameter("p", kind, Words("值", "Value"), "1", required=True, kind=things)


def test_a_query_of_the_catalogue_is_found_by_its_name() -> None:
    assert question("firsts") is load_catalogue()["firsts"]


def test_a_file_runs_with_the_parameters_of_its_header(small_graph: Store, tmp_path: Path) -> None:
    path = tmp_path / "名称.rq"
    path.write_text(LOCAL, "utf-8-sig")
    assert texts(small_graph, str(path), kind="gov:Honour") == [("全国助餐示范项目",), ("教育创新案例",)]


def test_a_text_runs_without_a_header_and_has_no_parameters(small_graph: Store) -> None:
    query = question(None, "SELECT ?n WHERE { ?x a gov:Honour ; rdfs:label ?n } ORDER BY DESC(?n) LIMIT 1")
    assert [tuple(map(cell_text, row)) for row in run(small_graph, query, {}).rows] == [("教育创新案例",)]
    with pytest.raises(UsageError, match="no parameter 'n'; known: it takes none"):
        run(small_graph, query, {"n": "x"})


def test_each_form_fills_its_part_of_the_result(small_graph: Store) -> None:
    asked = run(small_graph, question(None, "# SELECT\nASK { ?x a gov:Honour }"))
    built = run(small_graph, question(None, "CONSTRUCT { ?x a gov:Y } WHERE { ?x a gov:Honour }"))
    described = run(small_graph, question(None, f"DESCRIBE <{BASE}honour/教育创新案例>"))
    assert (asked.truth, asked.rows, asked.triples) == (True, (), None)
    assert (built.truth, built.query.form, len(built.triples or ())) == (None, Form.CONSTRUCT, 2)
    assert described.triples
    assert {triple.subject for triple in described.triples} == {NamedNode(f"{BASE}honour/教育创新案例")}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("honuors", "did you mean honours"),
        ("initiative", "did you mean initiatives"),
        ("honours.rq", "did you mean honours"),
        ("天气", "govgraph query lists the names"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=re.escape(hint)) as raised:
        question(name)
    assert name in str(raised.value)


def test_a_text_given_as_a_name_is_recognised() -> None:
    with pytest.raises(UsageError, match="looks like the text of a query; give it with -e"):
        question("SELECT * WHERE { ?s ?p ?o }" + " " * 5000)


def test_neither_name_nor_text_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="no query"):
        question(None)


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "old.rq"
    path.write_bytes("# 名称\nASK {}".encode("gb18030"))
    with pytest.raises(UsageError, match=r"old\.rq: not UTF-8 at byte 2"):
        question(str(path))


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("INSERT DATA { <a:b> <a:c> 1 }", QueryError, "only queries are run"),
        ("", QueryError, "only queries are run"),
        ("#+ summary: x\nASK {}", VocabularyError, "the header lacks description, tags"),
    ],
)
def test_a_text_that_is_no_query_is_refused(text: str, error: type[GovGraphError], message: str) -> None:
    with pytest.raises(error, match=message):
        question(None, text)


@pytest.mark.parametrize(
    "text", ["SELECT ?x WHERE { ?x }", "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"]
)
def test_a_query_that_cannot_run_says_so(text: str, small_graph: Store) -> None:
    with pytest.raises(QueryError):
        run(small_graph, question(None, text))


def test_pairs_are_split_at_the_first_equals_sign() -> None:
    assert pairs(["text=a=b", " field = 教育 "]) == {"text": "a=b", "field": "教育"}


@pytest.mark.parametrize("wrong", [["field"], ["=教育"], ["a=1", "a=2"]])
def test_a_pair_of_another_form_is_refused(wrong: list[str]) -> None:
    with pytest.raises(UsageError):
        pairs(wrong)


def test_a_missing_parameter_is_asked_for_with_an_example(small_graph: Store) -> None:
    with pytest.raises(UsageError, match="search: parameter text .*is missing; write text=医院"):
        run(small_graph, question("search"))


def test_an_unknown_parameter_is_answered_with_the_known_ones(small_graph: Store) -> None:
    with pytest.raises(UsageError, match="no parameter 'feild'; did you mean field[?] known: field, place"):
        run(small_graph, question("initiatives"), {"feild": "教育"})


def test_a_default_is_used_unless_another_value_is_given(small_graph: Store) -> None:
    assert [row[0] for row in texts(small_graph, "review-queue")] == [
        "0.6",
        "0.6",
        "0.65",
        "0.7",
        "0.7",
        "0.7",
    ]
    assert [row[0] for row in texts(small_graph, "review-queue", most="0.6")] == ["0.6", "0.6"]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (ParameterType.STRING, '"} ?s ?p ?o #\\', Literal('"} ?s ?p ?o #\\')),
        (ParameterType.LANG_STRING, "教育", Literal("教育", language="zh")),
        (ParameterType.LANG_STRING, "Education", Literal("Education", language="en")),
        (ParameterType.LANG_STRING, "GDP@zh", Literal("GDP", language="zh")),
        (ParameterType.INTEGER, "-3", Literal("-3", datatype=NamedNode(f"{XSD}integer"))),
        (ParameterType.INTEGER, "1e3", Literal("1000", datatype=NamedNode(f"{XSD}integer"))),
        (ParameterType.DECIMAL, "1.50", Literal("1.50", datatype=NamedNode(f"{XSD}decimal"))),
        (ParameterType.DECIMAL, "2E-3", Literal("0.002", datatype=NamedNode(f"{XSD}decimal"))),
        (ParameterType.DATE, "2020-12-31", Literal("2020-12-31", datatype=NamedNode(f"{XSD}date"))),
    ],
)
def test_a_text_is_read_as_its_type_says(
    kind: ParameterType, text: str, expected: Literal, small_graph: Store
) -> None:
    assert to_term(small_graph, parameter(kind), text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (ParameterType.INTEGER, "3.5", "p: '3.5' is not a whole number; write it like 1"),
        (ParameterType.INTEGER, "三", "p: '三' is not a whole number"),
        (ParameterType.DECIMAL, "NaN", "p: 'NaN' is not a number"),
        (ParameterType.DECIMAL, "Infinity", "p: 'Infinity' is not a number"),
        (ParameterType.DECIMAL, "1e999999999", "p: '1e999999999' is not a number"),
        (ParameterType.INTEGER, "1e999999999", "p: '1e999999999' is not a whole number"),
        (ParameterType.DATE, "2020年", "p: '2020年' is no date"),
        (ParameterType.DATE, "2020-02-30", "p: '2020-02-30' is no date"),
    ],
)
def test_a_text_that_does_not_fit_its_type_is_refused(
    kind: ParameterType, text: str, message: str, small_graph: Store
) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        to_term(small_graph, parameter(kind), text)


@pytest.mark.parametrize(
    ("text", "things", "local"),
    [
        ("教育", "field", "field/教育"),
        ("education", "field", "field/教育"),
        ("EDUCATION", "field", "field/教育"),
        ("fld:教育", "field", "field/教育"),
        (f"{BASE}field/教育", "field", "field/教育"),
        (f"<{BASE}field/教育>", None, "field/教育"),
        ("“一件事一次办”", "thing", "initiative/990101-一件事一次办"),
        ("一件事", "thing", "initiative/990101-一件事一次办"),
        ("县教育局", "actor", "org/990101-县教育局"),
        ("Anlan County", "place", "place/990101"),
        ("省级", "code", "ns#provincial"),
        ("brief.txt", "source", "source/7b1d90e2"),
        ("7B1D90E2", "source", "source/7b1d90e2"),
        ("gi:990101-结对课堂", None, "initiative/990101-结对课堂"),
    ],
)
def test_a_thing_is_found_by_label_curie_or_iri(
    text: str, things: str | None, local: str, small_graph: Store
) -> None:
    found = to_term(small_graph, parameter(ParameterType.IRI, things), text)
    assert found == NamedNode(BASE + local)


@pytest.mark.parametrize(
    ("text", "things", "message"),
    [
        ("教育局", "actor", "p: nothing here is called '教育局'; near: 县教育局 (go:990101-县教育局)"),
        ("教肓", "field", "p: nothing here is called '教肓'; near: 教育 (fld:教育)"),
        ("fld:教肓", "field", "p: fld:教肓 does not stand in this store; near: 教育"),
        ("教育", "group", "p: nothing here is called '教育'; there are: 乡村学生 (grp:乡村学生), 困难群众"),
        ("无此物", None, "govgraph query search"),
        ("gi:990101-结对课堂", "field", "p: gi:990101-结对课堂 is none of the kind field"),
        ("今年报告", "source", "there are: "),
    ],
)
def test_a_name_that_fits_nothing_is_answered_with_what_is_near(
    text: str, things: str | None, message: str, small_graph: Store
) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        to_term(small_graph, parameter(ParameterType.IRI, things), text)


def named(*labels: tuple[str, str, str]) -> Store:
    """A store of things with a label each: (IRI after the base, property, label)."""
    store = OxigraphStore.memory()
    with store.writer() as writer:
        writer.put(
            NamedNode(f"{BASE}graph/entity"),
            [Triple(NamedNode(BASE + iri), NamedNode(p), Literal(x, language="zh")) for iri, p, x in labels],
        )
    return store


def test_a_name_of_several_things_is_answered_with_all_of_them() -> None:
    store = named(("org/b-文化局", LABEL, "文化局"), ("org/a-文化局", LABEL, "文化局"))
    with pytest.raises(
        UsageError, match="'文化局' is the name of 2 things; choose one of go:a-文化局, go:b-文化局"
    ):
        to_term(store, parameter(ParameterType.IRI), "文化局")


def test_a_main_label_wins_over_a_by_name() -> None:
    store = named(("org/a", ALT, "文化局"), ("org/b", LABEL, "文化局"), ("org/c", ALT, "文化局"))
    assert to_term(store, parameter(ParameterType.IRI), "文化局") == NamedNode(f"{BASE}org/b")


def test_a_claim_is_found_by_its_iri_but_not_by_its_label() -> None:
    store = named(("claim/x-q1", LABEL, "学校三所"))
    assert to_term(store, parameter(ParameterType.IRI), "gc:x-q1") == NamedNode(f"{BASE}claim/x-q1")
    with pytest.raises(UsageError, match="nothing here is called"):
        to_term(store, parameter(ParameterType.IRI), "学校三所")


def test_names_are_given_in_english_where_the_graph_has_one(small_graph: Store) -> None:
    chinese = run(small_graph, question("who-leads"))
    english = in_language(small_graph, chinese, "en")
    assert [tuple(map(cell_text, row)) for row in english.rows] == [
        ("Anlan County", "One matter, one visit", "yes"),
        ("Anlan County Education Bureau", "Paired classrooms", ""),
        ("Runzhou District", "Canteens for older people", ""),
    ]
    assert in_language(small_graph, chinese, "zh") == chinese


def test_a_label_with_two_english_names_stays_chinese() -> None:
    store = named(("org/a", LABEL, "文化局"), ("org/b", LABEL, "文化局"))
    with store.writer() as writer:
        writer.put(
            NamedNode(f"{BASE}graph/vocab"),
            [
                Triple(NamedNode(f"{BASE}org/{x}"), NamedNode(PREF), Literal(f"Bureau {x}", language="en"))
                for x in "ab"
            ],
        )
    result = run(store, question(None, "SELECT DISTINCT ?n WHERE { ?x rdfs:label ?n }"))
    assert in_language(store, result, "en") == result
