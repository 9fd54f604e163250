"""A query with a time limit answers as one without, or is stopped."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from govgraph.graph.contents import GRAPHS
from govgraph.graph.limit import query_within
from govgraph.graph.store import OxigraphStore
from govgraph.ontology.errors import QueryError, StoreError
from govgraph.ontology.terms import BASE, GOV

THINGS = [NamedNode(f"{BASE}initiative/举措{number}") for number in range(300)]
SAID = [Triple(thing, GOV.name, Literal(f'举措"{n}"\n', language="zh")) for n, thing in enumerate(THINGS)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphStore]:
    with OxigraphStore(tmp_path_factory.mktemp("limit") / "store") as store:
        with store.writer() as writer:
            writer.put(NamedNode(f"{GRAPHS}entity"), SAID)
        yield store


def test_the_answer_is_that_of_the_store(store: OxigraphStore) -> None:
    name = SAID[7].object
    assert isinstance(name, Literal)
    rows = query_within(store, "SELECT ?x ?n { ?x gov:name ?n }", {"n": name}, seconds=30)
    assert isinstance(rows, QuerySolutions)
    assert [(row["x"], row["n"]) for row in rows] == [(THINGS[7], name)]
    graph = query_within(store, "CONSTRUCT WHERE { ?x gov:name ?n }", {"x": THINGS[8]}, seconds=30)
    assert isinstance(graph, QueryTriples)
    assert list(graph) == [SAID[8]]
    truth = query_within(store, "ASK { gi:举措1 gov:name ?n }", seconds=30)
    assert isinstance(truth, QueryBoolean)
    assert bool(truth)


def test_a_query_that_takes_too_long_is_stopped(store: OxigraphStore) -> None:
    begun = time.monotonic()
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c < ?l) }"
    with pytest.raises(QueryError, match=r"took longer than 0.5 s and was stopped; ask for less"):
        query_within(store, text, seconds=0.5)
    assert time.monotonic() - begun < 20


def test_errors_are_those_of_the_store(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="query line 1:"):
        query_within(store, "SELECT * { ?s ?p }", seconds=30)
    with pytest.raises(QueryError, match=r"no variable \?y"):
        query_within(store, "SELECT * { ?s ?p ?o }", {"y": THINGS[0]}, seconds=30)
    with pytest.raises(StoreError, match="a store in memory cannot be asked with a time limit"):
        query_within(OxigraphStore.memory(), "ASK {}", seconds=30)
