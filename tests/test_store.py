"""What every store does alike: in memory, on disk, and behind an endpoint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from govgraph.graph.engines.contents import GRAPHS, MERGED, Results
from govgraph.graph.engines.http import Endpoint, drop_graph
from govgraph.graph.engines.remote import RemoteStore
from govgraph.graph.store import OxigraphStore, Store
from govgraph.ontology.errors import QueryError, StoreError
from govgraph.ontology.terms import BASE, GOV, PREFIXES, RDFS

RAW = NamedNode(f"{BASE}initiative/321111-清水行动")
ENCODED = NamedNode(f"{BASE}initiative/321111-%E6%B8%85%E6%B0%B4")
ORG = NamedNode(f"{BASE}org/321111-水务局")
ONE = NamedNode(f"{GRAPHS}source/0a1b2c3d")
TWO = NamedNode(f"{GRAPHS}source/4e5f6a7b")
LEAD = Triple(RAW, GOV.lead, ORG)
LABEL = Triple(RAW, RDFS.label, Literal("清水行动", language="zh"))
CODED = Triple(ENCODED, RDFS.label, Literal('"引号" \\ 和\n换行', language="zh"))
TEXT = "\ufeff第一行\r\n第二行\r第三行\u2028末尾  \n"


@pytest.fixture(params=["memory", "disk", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        opened: Store = OxigraphStore.memory()
    elif request.param == "disk":
        opened = OxigraphStore(tmp_path / "store")
    else:
        base: str = request.getfixturevalue("sparql_server")
        endpoint = Endpoint(f"{base}/query", f"{base}/update", f"{base}/store", seconds=20)
        remote = RemoteStore(endpoint, tmp_path / "texts")
        for name in [*remote.names(), MERGED]:
            drop_graph(endpoint, name)
        opened = remote
    with opened:
        yield opened


def filled(store: Store) -> Store:
    with store.writer() as writer:
        writer.put(ONE, [LEAD, LABEL, CODED])
        writer.put(TWO, [LABEL])
        writer.put_text("0a1b2c3d", TEXT)
    return store


def contents(store: Store) -> dict[str, set[Triple]]:
    """All graphs, the merged one with them, without the base of their names."""
    return {name.value.removeprefix(GRAPHS): set(store.graph(name)) for name in [*store.names(), MERGED]}


def rows(answer: Results) -> list[tuple[str, ...]]:
    assert isinstance(answer, QuerySolutions)
    return sorted(tuple("" if term is None else str(term.value) for term in row) for row in answer)


def test_a_new_store_is_empty_and_answers(store: Store) -> None:
    assert store.names() == []
    assert store.texts() == []
    assert list(store.graph(ONE)) == []
    assert store.text("0a1b2c3d") is None
    assert rows(store.query("SELECT * { ?s ?p ?o }")) == []


def test_what_was_put_is_read_back_term_by_term(store: Store) -> None:
    filled(store)
    assert contents(store) == {
        "source/0a1b2c3d": {LEAD, LABEL, CODED},
        "source/4e5f6a7b": {LABEL},
        "merged": {LEAD, LABEL, CODED},
    }
    assert store.names() == [ONE, TWO]


def test_a_source_text_comes_back_to_the_last_line_break(store: Store) -> None:
    assert filled(store).text("0a1b2c3d") == TEXT
    assert store.texts() == ["0a1b2c3d"]
    with store.writer() as writer:
        writer.put_text("4e5f6a7b", "别的")
        writer.drop_text("0a1b2c3d")
        writer.drop_text("ffffffff")
        assert (writer.texts(), writer.text("0a1b2c3d"), writer.text("4e5f6a7b")) == (
            ["4e5f6a7b"],
            None,
            "别的",
        )
    assert (store.texts(), store.text("0a1b2c3d"), store.text("4e5f6a7b")) == (["4e5f6a7b"], None, "别的")


@pytest.mark.parametrize("source_id", ["", "../../etc/passwd", "a/b", "a.txt", ".", "一", "a" * 65])
def test_an_id_that_is_no_file_name_is_refused(store: Store, source_id: str) -> None:
    with pytest.raises(StoreError, match="no id of a source"):
        store.text(source_id)
    with pytest.raises(StoreError, match="no id of a source"), store.writer() as writer:
        writer.put_text(source_id, "x")


def test_a_statement_of_two_sources_counts_once(store: Store) -> None:
    filled(store)
    assert rows(store.query("SELECT (COUNT(*) AS ?n) { ?s rdfs:label ?o }")) == [("2",)]
    assert rows(store.query("SELECT ?g { GRAPH ?g { ?s rdfs:label '清水行动'@zh } }")) == [
        (ONE.value,),
        (TWO.value,),
    ]


def test_the_merged_graph_is_behind_graph_only_by_its_name(store: Store) -> None:
    filled(store)
    assert rows(store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == [(ONE.value,), (TWO.value,)]
    for merged in (MERGED, "gg:merged", "g:merged"):
        text = f"PREFIX g: <{GRAPHS}> SELECT (COUNT(*) AS ?n) {{ GRAPH {merged} {{ ?s ?p ?o }} }}"
        assert rows(store.query(text)) == [("3",)]
    text = "SELECT ?g { GRAPH gg:merged { ?s gov:lead ?o } GRAPH ?g { ?s rdfs:label ?label } }"
    assert rows(store.query(text)) == [(ONE.value,), (TWO.value,)]


def test_from_takes_the_place_of_the_merged_graph(store: Store) -> None:
    filled(store)
    assert rows(store.query(f"SELECT ?p FROM {TWO} {{ ?s ?p ?o }}")) == [(RDFS.label.value,)]
    text = f"SELECT ?g FROM {TWO} FROM NAMED {ONE} {{ GRAPH ?g {{ ?s gov:lead ?o }} }}"
    assert rows(store.query(text)) == [(ONE.value,)]
    text = f"SELECT ?g ?p FROM {MERGED} FROM NAMED {TWO} {{ ?s ?p '清水行动'@zh GRAPH ?g {{ ?s ?p ?o }} }}"
    assert rows(store.query(text)) == [(TWO.value, RDFS.label.value)]
    assert rows(store.query("SELECT (COUNT(*) AS ?n) FROM gg:merged { ?s ?p ?o }")) == [("3",)]


@pytest.mark.parametrize("term", [RAW, ENCODED])
def test_raw_and_percent_encoded_names_are_two_things(store: Store, term: NamedNode) -> None:
    filled(store)
    expected = {RAW: {LEAD, LABEL}, ENCODED: {CODED}}[term]
    answer = store.query(f"CONSTRUCT {{ {term} ?p ?o }} WHERE {{ {term} ?p ?o }}")
    assert isinstance(answer, QueryTriples)
    assert set(answer) == expected
    assert len(rows(store.query("SELECT ?p { ?thing ?p ?o }", {"thing": term}))) == len(expected)
    described = store.query(f"DESCRIBE {term}")
    assert isinstance(described, QueryTriples)
    assert set(described) == expected
    asked = store.query(f"ASK {{ {term} rdfs:label ?o }}")
    assert isinstance(asked, QueryBoolean)
    assert bool(asked)


def test_replacing_a_graph_leaves_nothing_of_the_old_one(store: Store) -> None:
    filled(store)
    with store.writer() as writer:
        writer.put(ONE, [CODED])
    assert contents(store) == {
        "source/0a1b2c3d": {CODED},
        "source/4e5f6a7b": {LABEL},
        "merged": {CODED, LABEL},
    }


def test_dropping_graphs_takes_from_the_merged_one_what_no_other_says(store: Store) -> None:
    filled(store)
    with store.writer() as writer:
        writer.drop(ONE)
        writer.drop(NamedNode(f"{GRAPHS}source/nothing"))
    assert contents(store) == {"source/4e5f6a7b": {LABEL}, "merged": {LABEL}}
    with store.writer() as writer:
        writer.put(TWO, [])
    assert contents(store) == {"merged": set()}
    assert rows(store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == []


def test_a_graph_may_move_within_one_block(store: Store) -> None:
    filled(store)
    with store.writer() as writer:
        writer.drop(TWO)
        writer.put(ONE, [])
        writer.put(TWO, [LEAD])
        writer.put(TWO, [CODED])
    assert contents(store) == {"source/4e5f6a7b": {CODED}, "merged": {CODED}}


def test_a_writer_sees_its_work_and_readers_do_not(store: Store) -> None:
    filled(store)
    with store.writer() as writer:
        writer.put(TWO, [CODED])
        writer.drop(ONE)
        assert contents_of(writer) == {TWO.value: {CODED}}
        assert rows(writer.query("SELECT ?s { ?s ?p ?o }")) == [(ENCODED.value,)]
        assert rows(writer.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")) == [(TWO.value,)]
        writer.put(ONE, [LEAD])
        assert rows(writer.query("SELECT ?o { ?s gov:lead ?o }")) == [(ORG.value,)]
        assert set(store.graph(MERGED)) == {LEAD, LABEL, CODED}
        assert rows(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == [("3",)]
    assert set(store.graph(MERGED)) == {LEAD, CODED}


def contents_of(writer: object) -> dict[str, set[Triple]]:
    return {name.value: set(writer.graph(name)) for name in writer.names()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_block_that_fails_changes_nothing(store: Store, stop: type[BaseException]) -> None:
    before = contents(filled(store))
    with pytest.raises(stop), store.writer() as writer:
        writer.drop(ONE)
        writer.put(TWO, [CODED])
        writer.put_text("0a1b2c3d", "anders")
        writer.put_text("99999999", "neu")
        raise stop
    assert contents(store) == before
    assert (store.texts(), store.text("0a1b2c3d")) == (["0a1b2c3d"], TEXT)
    with store.writer() as writer:
        writer.put(TWO, [CODED])
    assert set(store.graph(TWO)) == {CODED}


def test_an_error_in_the_triples_stops_the_block(store: Store) -> None:
    before = contents(filled(store))

    def broken() -> Iterator[Triple]:
        yield CODED
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), store.writer() as writer:
        writer.put(ONE, broken())
    assert contents(store) == before


def test_blank_nodes_get_names_that_depend_on_their_graph_only(store: Store) -> None:
    def listed() -> list[Triple]:
        head, tail = BlankNode(), BlankNode()
        return [
            Triple(RAW, GOV.part, head),
            Triple(head, GOV.part, tail),
            Triple(tail, GOV.value, Literal(1)),
        ]

    with store.writer() as writer:
        writer.put(ONE, listed())
        writer.put(TWO, listed())
    first, second = set(store.graph(ONE)), set(store.graph(TWO))
    assert all(isinstance(term, NamedNode | Literal) for triple in first | second for term in triple)
    assert len(set(store.graph(MERGED))) == 6
    with store.writer() as writer:
        writer.put(ONE, listed())
    assert set(store.graph(ONE)) == first


def test_values_are_kept_and_the_written_form_may_go(store: Store) -> None:
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    for form in ("3.50", "3.5", "3.500"):
        with store.writer() as writer:
            writer.put(ONE, [Triple(RAW, GOV.value, Literal(form, datatype=decimal))])
        for graph in (ONE, MERGED):
            assert set(store.graph(graph)) == {Triple(RAW, GOV.value, Literal("3.5", datatype=decimal))}


@pytest.mark.parametrize("name", [MERGED.value, GRAPHS, "http://example.org/graph", f"{BASE}source/x"])
def test_only_graphs_of_ours_are_put_and_never_the_merged_one(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="graph"), store.writer() as writer:
        writer.put(NamedNode(name), [LEAD])
    with pytest.raises(StoreError, match="graph"), store.writer() as writer:
        writer.drop(NamedNode(name))


def test_a_triple_about_a_triple_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="RDF 1.2"), store.writer() as writer:
        writer.put(ONE, [Triple(RAW, GOV.about, LEAD)])


def test_all_project_prefixes_are_known(store: Store) -> None:
    text = "ASK { " + " ".join(f"OPTIONAL {{ {prefix}:x ?p ?o }}" for prefix in PREFIXES) + " }"
    assert isinstance(store.query(text), QueryBoolean)
    assert (
        rows(filled(store).query("PREFIX gi: <http://example.org/> SELECT ?p { gi:321111-清水行动 ?p ?o }"))
        == []
    )


def test_a_comment_at_the_end_does_not_swallow_a_binding(store: Store) -> None:
    filled(store)
    answer = store.query("DESCRIBE ?x # the thing", {"x": RAW})
    assert isinstance(answer, QueryTriples)
    assert set(answer) == {LEAD, LABEL}


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DROP ALL",
        "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_a_query_never_writes(store: Store, text: str) -> None:
    before = contents(filled(store))
    with pytest.raises(QueryError, match="update"):
        store.query(text)
    assert contents(store) == before


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT * { ?s ?p }", "ASK { ?s nix:p ?o }", "这不是查询"])
def test_a_text_that_is_no_query_is_an_error_of_the_query(store: Store, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(text)
    assert "\n" not in str(caught.value)


def test_an_unknown_variable_is_named_with_its_neighbour(store: Store) -> None:
    with pytest.raises(QueryError, match=r"no variable \?feild; did you mean \?field\?"):
        store.query("SELECT ?x { ?x gov:field ?field }", {"feild": RAW})


@pytest.mark.parametrize(("change", "word"), [("gone", "missing"), ("altered", "changed")])
def test_a_text_that_is_not_what_its_graph_was_made_from_is_told(
    tmp_path: Path, change: str, word: str
) -> None:
    source = NamedNode(f"{BASE}source/0a1b2c3d")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    about = [
        Triple(source, GOV.sha256, Literal(digest)),
        Triple(source, GOV.fileName, Literal("公报.txt")),
    ]
    with OxigraphStore(tmp_path / "store") as store:
        with store.writer() as writer:
            writer.put(ONE, about)
            writer.put_text("0a1b2c3d", TEXT)
        assert store.text("0a1b2c3d") == TEXT
        (kept,) = (tmp_path / "store").glob("g*/texts/0a1b2c3d.txt")
        kept.unlink() if change == "gone" else kept.write_text("别的", "utf-8")
        with pytest.raises(
            StoreError, match=rf"source 0a1b2c3d \(公报.txt\) in .* is {word}; .*build it again"
        ):
            store.text("0a1b2c3d")
        with store.writer() as writer:
            writer.put_text("0a1b2c3d", TEXT)
        assert store.text("0a1b2c3d") == TEXT


def test_a_writer_starts_from_what_another_has_stored_since_the_store_was_opened(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as first, OxigraphStore(tmp_path / "store") as second:
        for store, triple in ((first, LEAD), (second, LABEL)):
            with store.writer() as writer:
                writer.put(ONE, [*store.graph(ONE), triple])
        assert set(second.graph(ONE)) == {LEAD, LABEL}
