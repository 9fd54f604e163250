"""Terms, graphs and files cross the border to rdflib and back without loss."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Triple
from rdflib.term import Node

from govgraph.graph.convert import (
    FILE_GRAPH,
    from_rdflib,
    from_rdflib_dataset,
    from_rdflib_graph,
    load_file,
    to_rdflib,
    to_rdflib_dataset,
    to_rdflib_graph,
)
from govgraph.graph.engines.contents import GRAPHS, MERGED
from govgraph.graph.export import export, format_of
from govgraph.graph.store import OxigraphStore
from govgraph.ontology.errors import StoreError, UsageError
from govgraph.ontology.terms import BASE, GOV, RDFS, XSD

# rdflib's Dataset calls its own deprecated attributes
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")

THING, PART = NamedNode(f"{BASE}initiative/321111-清水行动"), NamedNode(f"{BASE}org/一局")
ONE, TWO = NamedNode(f"{GRAPHS}source/0a1b2c3d"), NamedNode(f"{GRAPHS}entity")
LEAD, NAME = Triple(THING, GOV.lead, PART), Triple(THING, RDFS.label, Literal("清水行动", language="zh"))


@pytest.fixture
def store() -> OxigraphStore:
    store = OxigraphStore.memory()
    with store.writer() as writer:
        writer.put(ONE, [LEAD, NAME])
        writer.put(TWO, [NAME])
    return store


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (THING, rdflib.URIRef(THING.value)),
        (NamedNode("http://example.org/%E6%B8%85"), rdflib.URIRef("http://example.org/%E6%B8%85")),
        (BlankNode("b1"), rdflib.BNode("b1")),
        (Literal("清水"), rdflib.Literal("清水")),
        (Literal("清水", language="zh"), rdflib.Literal("清水", lang="zh")),
        (Literal("", language="en"), rdflib.Literal("", lang="en")),
        (Literal('"\\\n\t', language="en"), rdflib.Literal('"\\\n\t', lang="en")),
    ],
)
def test_terms_cross_both_ways(term: NamedNode | BlankNode | Literal, expected: Node) -> None:
    assert to_rdflib(term) == expected
    assert from_rdflib(expected) == term


@pytest.mark.parametrize(
    ("form", "datatype"),
    [
        ("3.50", "decimal"),
        ("007", "integer"),
        ("1", "boolean"),
        ("2021-07-26", "date"),
        ("no number", "integer"),
        ("1.0E3", "double"),
    ],
)
def test_typed_literals_keep_the_form_they_have(form: str, datatype: str) -> None:
    term = Literal(form, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    there = to_rdflib(term)
    assert isinstance(there, rdflib.Literal)
    assert (str(there), str(there.datatype)) == (form, term.datatype.value)
    assert from_rdflib(there) == term


def test_a_string_with_its_type_is_a_plain_one() -> None:
    assert from_rdflib(rdflib.Literal("x", datatype=rdflib.XSD.string)) == Literal("x")
    assert to_rdflib(Literal("x", datatype=XSD.string)) == rdflib.Literal("x")


@given(st.text(), st.sampled_from(["", "zh", "en", "zh-hans"]))
def test_any_text_crosses_both_ways(text: str, language: str) -> None:
    term = Literal(text, language=language) if language else Literal(text)
    assert from_rdflib(to_rdflib(term)) == term


@pytest.mark.parametrize("term", [LEAD, Literal("x", language="en", direction=BaseDirection.RTL)])
def test_terms_of_rdf_1_2_are_refused(term: Triple | Literal) -> None:
    with pytest.raises(StoreError, match="RDF 1.2"):
        to_rdflib(term)


@pytest.mark.parametrize("node", [rdflib.URIRef("no iri"), rdflib.URIRef("relative"), rdflib.Variable("x")])
def test_what_is_no_term_is_refused(node: Node) -> None:
    with pytest.raises(StoreError, match="is not valid|no term of RDF 1.1"):
        from_rdflib(node)


def test_a_graph_crosses_both_ways_with_its_prefixes(store: OxigraphStore) -> None:
    graph = to_rdflib_graph(store.graph(MERGED))
    assert set(from_rdflib_graph(graph)) == {LEAD, NAME}
    assert graph.qname(GOV.lead.value) == "gov:lead"
    assert "gov:lead" in graph.serialize(format="turtle")


def test_a_dataset_crosses_both_ways_without_the_merged_graph(store: OxigraphStore) -> None:
    dataset = to_rdflib_dataset(store)
    assert {name: set(triples) for name, triples in from_rdflib_dataset(dataset).items()} == {
        ONE: {LEAD, NAME},
        TWO: {NAME},
    }
    rows = dataset.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert [int(str(row[0])) for row in rows] == [2]  # type: ignore[index]


def test_the_default_graph_of_a_dataset_gets_a_name() -> None:
    dataset = rdflib.Dataset()
    dataset.add((rdflib.URIRef(THING.value), rdflib.URIRef(GOV.lead.value), rdflib.URIRef(PART.value)))
    assert from_rdflib_dataset(dataset) == {FILE_GRAPH: [LEAD]}


def test_a_literal_as_subject_is_refused() -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.Literal("x"), rdflib.URIRef(GOV.lead.value), rdflib.URIRef(PART.value)))
    with pytest.raises(StoreError, match="no triple of RDF 1.1"):
        list(from_rdflib_graph(graph))


def test_reading_more_n_quads_into_rdflib_loses_nothing_of_ours(store: OxigraphStore) -> None:
    """rdflib's N-Quads parser empties the default graph of its target: nothing of ours is in it."""
    trap = rdflib.Dataset()
    trap.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.URIRef("urn:c")))
    more = "<urn:d> <urn:e> <urn:f> <urn:g> .\n"
    trap.parse(data=more, format="nquads")
    assert len(trap.graph(rdflib.URIRef("urn:g"))) == 1
    fallen = len(list(trap.quads())) == 1
    dataset = to_rdflib_dataset(store)
    dataset.parse(data=more, format="nquads")
    assert fallen, "rdflib has repaired its parser: drop the warning in convert.py"
    assert set(from_rdflib_graph(dataset.graph(rdflib.URIRef(ONE.value)))) == {LEAD, NAME}
    assert len(dataset) == 3


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld", "trig", "nq"])
def test_an_exported_file_is_read_as_a_store(store: OxigraphStore, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"清水.{ending}"
    with file.open("wb") as stream:
        export(store, stream, format_of(None, file.name))
    again = load_file(file)
    assert set(again.graph(MERGED)) == {LEAD, NAME}
    assert again.names() == ([TWO, ONE] if ending in ("trig", "nq") else [FILE_GRAPH])


def test_a_merged_graph_in_a_file_is_not_counted_twice(tmp_path: Path) -> None:
    file = tmp_path / "all.nq"
    file.write_text(f"{LEAD} {ONE} .\n{LEAD} {MERGED} .\n{NAME} <urn:other> .\n{NAME} .\n", "utf-8")
    store = load_file(file)
    assert store.names() == [FILE_GRAPH, ONE]
    assert set(store.graph(FILE_GRAPH)) == {NAME}
    file.write_text(f"{LEAD} {MERGED} .\n", "utf-8")
    assert load_file(file).names() == [FILE_GRAPH]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"x.docx is no RDF file by its ending; use .nq"):
        load_file(tmp_path / "x.docx")
    with pytest.raises(StoreError, match=r"x.ttl cannot be read \(No such file"):
        load_file(tmp_path / "x.ttl")
    for ending in ("txt", "n3", "TXT"):
        (tmp_path / f"x.{ending}").write_text(f"{LEAD} .\n", "utf-8")
        with pytest.raises(UsageError, match=r"use .nq, .trig, .ttl, .nt, .rdf, .xml, .jsonld or .json$"):
            load_file(tmp_path / f"x.{ending}")
    (tmp_path / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b>\n.", "utf-8")
    with pytest.raises(StoreError, match=r"x.ttl, line 3: not Turtle"):
        load_file(tmp_path / "x.ttl")


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("nq", ""),
        ("ttl", "# nothing\n@prefix gov: <urn:x> .\n"),
        ("json", "{}"),
        ("xml", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'),
    ],
)
def test_a_file_without_a_triple_is_refused(tmp_path: Path, ending: str, content: str) -> None:
    (tmp_path / f"x.{ending}").write_text(content, "utf-8")
    with pytest.raises(StoreError, match=rf"x.{ending} holds no triple \("):
        load_file(tmp_path / f"x.{ending}")
