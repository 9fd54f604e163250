"""SPARQL texts as tokens: bound parameters reach everywhere, and no text fetches or writes."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Triple

from govgraph.graph.engines.contents import GRAPHS
from govgraph.graph.engines.sparql import bind, check_reads, form, keywords, tokens, unnamed
from govgraph.graph.store import OxigraphStore
from govgraph.ontology.errors import QueryError
from govgraph.ontology.terms import BASE, GOV

LAKE, HILL = NamedNode(f"{BASE}initiative/护湖"), NamedNode(f"{BASE}initiative/护山")
EAST, WEST = NamedNode(f"{BASE}org/东局"), NamedNode(f"{BASE}org/西局")


def count(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    store = OxigraphStore.memory()
    with store.writer() as writer:
        writer.put(
            NamedNode(f"{GRAPHS}entity"),
            [
                Triple(LAKE, GOV.lead, EAST),
                Triple(HILL, GOV.lead, WEST),
                Triple(LAKE, GOV.value, count(7)),
                Triple(HILL, GOV.value, count(3)),
                Triple(LAKE, GOV.name, Literal('x" } INSERT', language="zh")),
            ],
        )
    return store


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { ?x gov:lead ?who }",
        "SELECT ?x WHERE { ?x gov:lead ?who }",
        "SELECT ?x (COUNT(*) AS ?n) WHERE { ?x gov:lead ?who } GROUP BY ?x",
        "SELECT ?x { ?x gov:value ?v { ?x gov:lead ?o FILTER(?o = ?who) } }",
        "SELECT ?x { ?x gov:value ?v FILTER EXISTS { ?x gov:lead ?who } }",
        "SELECT ?x { ?x gov:value ?v FILTER NOT EXISTS { ?x gov:lead ?o FILTER(?o != ?who) } }",
        "SELECT ?x { ?x gov:value ?v MINUS { ?x gov:lead ?o FILTER(?o != ?who) } }",
        "SELECT ?x { { ?x gov:lead ?who } UNION { ?x gov:nothing ?who } }",
        "SELECT ?x { { SELECT ?x (SUM(?v) AS ?sum) { ?x gov:lead ?who ; gov:value ?v } GROUP BY ?x } }",
        "SELECT ?x { { SELECT ?x ?who { ?x gov:lead ?who } } ?x gov:value ?v }",
        "SELECT ?x { SELECT ?x { ?x gov:lead ?who } }",
        "SELECT (?y AS ?x) { VALUES ?v { 3 7 } ?y gov:value ?v ; gov:lead ?who }",
        "SELECT ?x { VALUES (?v ?w) { (7 7) (3 3) } ?x gov:value ?v ; gov:lead $who }",
        "SELECT ?x { GRAPH ?g { ?x gov:lead ?who } }",
        "SELECT ?x { ?x gov:value ?v OPTIONAL { ?x gov:lead ?who } FILTER(BOUND(?who) && ?v = 7) }",
        "SELECT ?x (EXISTS { ?x gov:value 7 } AS ?e) WHERE { ?x gov:lead ?who }",
        "SELECT ?x { ?x ^gov:nothing*/gov:lead ?who }",
        "SELECT ?x { ?x gov:lead ?who } ORDER BY ?x LIMIT 5 # { ?who }",
        "SELECT ?x { ?x gov:lead ?who FILTER(STR(?x) != '{ ?who }') }",
        "SELECT ?x { # { a brace in a comment\n ?x gov:lead ?who }",
        "SELECT ?x { ?x gov:lead ?who FILTER(?x != <http://example.org/#who>) }",
    ],
)
def test_a_bound_parameter_narrows_wherever_it_stands(store: OxigraphStore, text: str) -> None:
    answer = store.query(text, {"who": EAST})
    assert isinstance(answer, QuerySolutions)
    assert [row["x"] for row in answer] == [LAKE]


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT WHERE { ?x gov:lead ?who }",
        "CONSTRUCT { ?x gov:lead ?who } WHERE { ?x gov:lead ?who }",
        "CONSTRUCT { ?x gov:lead ?who } { ?x gov:lead ?who }",
        "CONSTRUCT { ?x gov:lead ?who } WHERE { { SELECT * { ?x gov:lead ?who } } } LIMIT 9",
    ],
)
def test_a_bound_parameter_narrows_graphs_too(store: OxigraphStore, text: str) -> None:
    answer = store.query(text, {"who": EAST})
    assert isinstance(answer, QueryTriples)
    assert list(answer) == [Triple(LAKE, GOV.lead, EAST)]


def test_a_value_is_a_term_and_never_text(store: OxigraphStore) -> None:
    evil = Literal('x" } INSERT', language="zh")
    answer = store.query("SELECT ?x { ?x gov:name ?name }", {"name": evil})
    assert isinstance(answer, QuerySolutions)
    assert [row["x"] for row in answer] == [LAKE]
    assert bind("ASK { ?x ?y ?z }", {"z": Literal('" } # \n \\')}) == (
        'ASK { VALUES (?z) { ("\\" } # \\n \\\\") }  ?x ?y ?z }'
    )


def test_several_parameters_stand_in_one_block() -> None:
    text = bind("SELECT ?x { ?x ?p ?o OPTIONAL { ?x ?q ?o } }", {"o": Literal("a"), "q": GOV.lead})
    assert text == (
        f'SELECT ?x {{ VALUES (?o ?q) {{ ("a" {GOV.lead}) }}  ?x ?p ?o '
        f'OPTIONAL {{ VALUES (?o ?q) {{ ("a" {GOV.lead}) }}  ?x ?q ?o }} }}'
    )


def test_a_text_without_parameters_stays_as_it_is() -> None:
    assert bind("SELECT * { ?s ?p ?o }", {}) == "SELECT * { ?s ?p ?o }"


def test_a_variable_that_the_text_sets_itself_cannot_be_bound(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match=r"\?x cannot be bound"):
        store.query("SELECT ?x { BIND(1 AS ?x) }", {"x": LAKE})


def test_a_block_at_the_end_joins_with_a_bound_parameter(store: OxigraphStore) -> None:
    answer = store.query("SELECT ?x { ?x gov:lead ?who } VALUES ?who { <urn:other> }", {"who": EAST})
    assert isinstance(answer, QuerySolutions)
    assert list(answer) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT * { ?s a ex:from , ex:GRAPH }", {"SELECT", "A"}),
        ("ASK { <http://x/FROM> ?graph 'FROM GRAPH' # FROM\n }", {"ASK"}),
        ("""ASK { ?s ?p '''FROM ' '' \\''' GRAPH''' , 'a' }""", {"ASK"}),
        ('''ASK { ?s ?p """FROM " "" \\""" GRAPH""" , "" }''', {"ASK"}),
        ("ASK FROM <x> { GRAPH ?g {} }", {"ASK", "FROM", "GRAPH"}),
        ("SELECT ?医院 { ?医院 gov:领域 '卫生'@zh-from }", {"SELECT"}),
        ("ASK { ?s foo:.FROM }", {"ASK", "FROM"}),
    ],
)
def test_only_bare_words_are_keywords(text: str, words: set[str]) -> None:
    assert keywords(text) == words


def test_tokens_know_their_place() -> None:
    text = "SELECT ?x { ?x gov:a\\,b 'c\\'d'@zh , 15 ; <i> _:n } # end"
    found = list(tokens(text))
    assert " ".join(token.text for token in found) == (
        "SELECT ?x { ?x gov:a\\,b 'c\\'d' @zh , 15 ; <i> _:n }"
    )
    assert all(text[token.start : token.end] == token.text for token in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PREFIX select: <urn:x> ASK {}", "ASK"),
        ("BASE <urn:insert> SELECT(1 AS ?x){}", "SELECT"),
        ("# SELECT\nDESCRIBE <urn:x>", "DESCRIBE"),
        ("construct where {?s ?p ?o}", "CONSTRUCT"),
        ("SELECTDISTINCT?s{?s?p?o}", "SELECT"),
        ("delete data {}", "DELETE"),
        ("LOAD<urn:x>", "LOAD"),
        ("nothing", ""),
    ],
)
def test_the_form_of_a_text(text: str, expected: str) -> None:
    assert form(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://127.0.0.1:1/> {} }",
        "ASK { service silent <http://127.0.0.1:1/> {} }",
        "ASK{SERVICESILENT<http://127.0.0.1:1/>{}}",
        "ASK{?s ?p 1SERVICE<http://127.0.0.1:1/>{}}",
        "ASK{?s ?p trueSERVICE<http://127.0.0.1:1/>{}}",
        "PREFIX ex: <http://127.0.0.1:1/> ASK{SERVICEex:foo{?s ?p ?o}}",
        "PREFIX : <http://127.0.0.1:1/> ASK{SERVICE:foo{?s ?p ?o}}",
        "ASK{?s ?p gov:.SERVICE<http://127.0.0.1:1/>{}}",
        "ASK{?s ?p ?o FILTER(?s<?o)SERVICE?x#>\n{}}",
        "ASK{?s ?p ?o FILTER(?s<gov:a)SERVICE?x#>\n{}}",
        "ASK { ?s ?p '#' . SERVICE ?x {} }",
        "ASK { ?s ?p <urn:#> . SERVICE ?x {} }",
        "ASK { ?s ?p '\\'' . SERVICE ?x {} . ?s ?p '\\'' }",
        'ASK { ?s ?p """ "" """ . SERVICE ?x {} }',
        "ASK { \\u0053ERVICE <http://127.0.0.1:1/> {} }",
        "ASK { \\U00000053ERVICE <http://127.0.0.1:1/> {} }",
    ],
)
def test_no_text_fetches_from_another_address(store: OxigraphStore, text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE would read from another address"):
        store.query(text)
    check_reads(text, fetch=True)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE <http://x> {}' }",
        "ASK { ?s ?p <http://example.org/service/load> } # SERVICE <x> {}",
        "ASK { ?service gov:service cids:Service }",
        "SELECT ?load { ?load a gov:Service }",
        "ASK { ?s rdfs:label 'x'@service }",
    ],
)
def test_the_word_alone_is_no_offence(store: OxigraphStore, text: str) -> None:
    store.query(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?x {\n  ?x ?o }", "query line 2:10, near “?x ?o }”: this is not SPARQL"),
        ("SELECT ?x {", "query line 1:12, near “SELECT ?x {”: this is not SPARQL"),
        ("ASK {\n?医 gov:x 1 . nix:p a nix:q }", "the prefix of nix:p is not declared; add a PREFIX line"),
        ("SELECT ?s (COUNT(?p) AS ?n) {?s ?p ?o}", "a selected variable must be in GROUP BY"),
    ],
)
def test_an_error_says_where_and_what(store: OxigraphStore, text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(text)
    assert message in str(caught.value)
    if "?x {" in text:
        with pytest.raises(QueryError) as bound:
            store.query(text, {"x": LAKE})
        assert str(bound.value) == str(caught.value)


MERGED = f"<{GRAPHS}merged>"


@pytest.mark.parametrize(
    ("text", "asked", "named"),
    [
        (
            f"ASK {{ GRAPH {MERGED} {{ ?s ?p ?o }} }}",
            f"ASK {{ {' ' * len(f'GRAPH {MERGED}')} {{ ?s ?p ?o }} }}",
            False,
        ),
        ("ASK { graph gg:merged { ?s ?p ?o } }", "ASK {                 { ?s ?p ?o } }", False),
        ("ASK { GRAPH gg:meta { ?s ?p ?o } }", "ASK { GRAPH gg:meta { ?s ?p ?o } }", False),
        ("ASK { ?s ?p 'GRAPH gg:merged {' }", "ASK { ?s ?p 'GRAPH gg:merged {' }", False),
        (
            "PREFIX gg: <urn:> ASK { GRAPH gg:merged { } }",
            "PREFIX gg: <urn:> ASK { GRAPH gg:merged { } }",
            False,
        ),
        ("ASK FROM gg:merged { ?s ?p gg:merged }", "ASK FROM gg:merged { ?s ?p gg:merged }", True),
        ("ASK FROM NAMED gg:merged { ?s ?p ?o }", "ASK FROM NAMED gg:merged { ?s ?p ?o }", False),
        (
            "ASK { GRAPH ?g { ?s ?p ?o } GRAPH gg:merged {} }",
            "ASK { GRAPH ?g { ?s ?p ?o }                 {} }",
            False,
        ),
    ],
)
def test_a_graph_is_asked_for_as_the_unnamed_one(text: str, asked: str, named: bool) -> None:
    assert unnamed(text, NamedNode(f"{GRAPHS}merged")) == (asked, named)


@pytest.mark.parametrize("inner", ["{}", "OPTIONAL {}", "FILTER EXISTS {}"])
def test_the_unnamed_graph_within_another_is_refused(inner: str) -> None:
    text = "ASK { GRAPH ?g { " + inner.replace("{}", "{ GRAPH gg:merged { ?s ?p ?o } }") + " } }"
    with pytest.raises(QueryError, match="GRAPH gg:merged stands within another GRAPH; put it beside it"):
        unnamed(text, NamedNode(f"{GRAPHS}merged"))
