"""Triples are grounded in evidence, defined, and the same whatever the order; the rest is refused."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from samples import REPORT, Builder, sample
from triples import GROUNDED, ID, THINGS, TRIPLES, about, claims, is_thing, short

from govgraph.graph import iris
from govgraph.graph.quads import source_triples
from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_document
from govgraph.ontology.errors import RecordError, VocabularyError
from govgraph.ontology.records import Extraction, PlaceRef, Predicate, ThingType
from govgraph.ontology.terms import BASE, GOV, OA, PREFIXES, RDF, RDFS

# ---- invariants ------------------------------------------------------------------------------------


def test_every_claim_has_what_every_claim_has() -> None:
    assert len(claims(TRIPLES)) == 32
    for claim in claims(TRIPLES):
        said = about(TRIPLES, short(claim))
        assert all(len(said[predicate]) == 1 for predicate in GROUNDED), claim
        assert "gov:place" in said
        kind = "Result Change Target Relation Recognition Mention"
        assert {f"gov:{name}" for name in kind.split()} & set(said["rdf:type"])


def test_every_quote_stands_where_it_is_said_to_stand() -> None:
    located = [triple.subject for triple in TRIPLES if short(triple.predicate) == "oa:exact"]
    assert located
    for node in located:
        said = about(TRIPLES, short(node))
        start, end = int(said["oa:start"][0]), int(said["oa:end"][0])
        assert REPORT[start:end] == said["oa:exact"][0]


def test_every_edge_between_things_has_its_relation() -> None:
    edges = {
        (t.subject, t.predicate, t.object) for t in TRIPLES if is_thing(t.subject) and is_thing(t.object)
    }
    stated = {
        tuple(
            next(t.object for t in TRIPLES if t.subject == claim and t.predicate == end)
            for end in (RDF.subject, RDF.predicate, RDF.object)
        )
        for claim in {t.subject for t in TRIPLES if t.predicate == RDF.predicate}
    }
    assert len(edges) == 8 and edges == stated


def test_nothing_undefined_and_no_label_of_a_thing_is_written() -> None:
    for triple in TRIPLES:
        for node in (triple.subject, triple.predicate, triple.object):
            if isinstance(node, NamedNode) and node.value.startswith(PREFIXES["gov"]):
                assert node.value.removeprefix(PREFIXES["gov"]) in GOV
        if triple.predicate == RDFS.label:
            assert str(triple.subject).removeprefix(f"<{BASE}").split("/")[0] not in THINGS


def test_the_triples_survive_turtle_and_n_triples() -> None:
    for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES):
        text = serialize(TRIPLES, format=form)
        assert text is not None
        assert sorted((quad.triple for quad in parse(text, format=form)), key=str) == TRIPLES


def renamed(extraction: Extraction, order: random.Random) -> Extraction:
    """The same records with other ids, in another order."""
    new: dict[str, str] = {}
    ids = [record.id for record in extraction.measurements]
    ids += [record.id for record in extraction.things]
    ids += [record.id for record in extraction.relations]
    for identifier in ids:
        new[identifier] = f"x{order.random()}"
    figures = [
        replace(
            figure,
            id=new[figure.id],
            baseline_of=new.get(figure.baseline_of, ""),
            change_of=new.get(figure.change_of, ""),
            part_of=new.get(figure.part_of, ""),
        )
        for figure in extraction.measurements
    ]
    things = [replace(thing, id=new[thing.id]) for thing in extraction.things]
    relations = [
        replace(
            relation,
            id=new[relation.id],
            subject=new.get(relation.subject, relation.subject),
            object=new.get(relation.object, relation.object),
        )
        for relation in extraction.relations
    ]
    for records in (figures, things, relations):
        order.shuffle(records)
    return replace(extraction, measurements=tuple(figures), things=tuple(things), relations=tuple(relations))


@pytest.mark.parametrize("seed", range(5))
def test_neither_ids_nor_order_of_the_records_matter(seed: int) -> None:
    assert source_triples(renamed(sample(), random.Random(seed))) == TRIPLES


def test_claims_at_one_place_stay_apart() -> None:
    builder = Builder("甲局、乙局、丙局共建一窗通。")
    names = [builder.thing(name, ThingType.INSTITUTION) for name in ("甲局", "乙局", "丙局")]
    service = builder.thing("一窗通", ThingType.INITIATIVE)
    for name in names:
        builder.relation("甲局、乙局、丙局共建一窗通", name, Predicate.LAUNCHED, service)
    found = {short(claim).split("-")[-1] for claim in claims(source_triples(builder.build()))}
    assert {"r0", "r0a", "r0b"} <= found


def test_the_run_is_named_by_extractor_and_source_without_a_clock() -> None:
    other = replace(sample(), extractor="sample 2.0")
    assert iris.run(ID, "sample 1.0") != iris.run(ID, "sample 2.0")
    runs = {t.object for t in source_triples(other) if short(t.predicate) == "prov:wasGeneratedBy"}
    assert runs == {iris.run(ID, "sample 2.0")}


# ---- what is refused -------------------------------------------------------------------------------


def test_a_record_that_names_what_is_not_there_is_refused() -> None:
    for subject, predicate, object_ in (
        ("e1", Predicate.PARTNER, "e9"),
        ("e9", Predicate.PARTNER, "e1"),
        ("e1", Predicate.FIRST_IN, "e9"),
    ):
        builder = Builder("甲局。")
        builder.things.clear()
        builder.thing("甲局", ThingType.INSTITUTION, id="e1")
        builder.relation("甲局", subject, predicate, object_)
        with pytest.raises(RecordError, match="sample.txt"):
            source_triples(builder.build())


def test_the_place_of_a_document_must_be_known_where_it_is_spoken_of() -> None:
    builder = Builder("甲计划。", None)
    plan = builder.thing("甲计划", ThingType.PROGRAM)
    assert source_triples(builder.build())
    builder.relation("甲计划", "place", Predicate.LAUNCHED, plan)
    with pytest.raises(RecordError, match="place, which is not known"):
        source_triples(builder.build())


def test_an_area_that_cannot_be_told_is_one_of_its_source_only() -> None:
    for place in (None, PlaceRef("", "某新区")):
        builder = Builder("甲计划在全市推广。", place)
        plan = builder.thing("甲计划", ThingType.PROGRAM)
        builder.relation("在全市推广", plan, Predicate.ADOPTED_IN, "全市")
        triples = source_triples(builder.build())
        area = iris.local_place("全市", builder.document.id)
        assert [t.object for t in triples if t.predicate == GOV.adoptedIn] == [area]
        assert Triple(area, RDF.type, GOV.Place) in triples
        places = {short(t.object).split("-")[-1] for t in triples if t.predicate == GOV.place}
        assert places == ({"某新区"} if place else set())


def test_a_subtype_or_level_outside_the_ontology_is_refused() -> None:
    for more in ({"subtype": "Miracle"}, {"level": "galactic"}):
        builder = Builder("甲计划。")
        builder.thing("甲计划", ThingType.PROGRAM, **more)
        with pytest.raises(VocabularyError):
            source_triples(builder.build())


def test_a_document_without_place_or_records_has_a_graph() -> None:
    extraction = Builder("一行字。", None).build()
    kinds = {short(t.object) for t in source_triples(extraction) if t.predicate == RDF.type}
    assert kinds == {"gov:Source", "gov:Section", "gov:Block", "gov:Run", "prov:SoftwareAgent"}


def test_large_and_small_numbers_are_written_out() -> None:
    builder = Builder("投资1.07亿元，占0.000001%。", PlaceRef("330108", "滨江区"))
    builder.figure("1.07亿元", "投资", "1.07E8", "元")
    builder.figure("0.000001%", "占比", "1E-6", "%")
    values = {t.object for t in source_triples(builder.build()) if t.predicate == GOV.value}
    decimal = NamedNode(PREFIXES["xsd"] + "decimal")
    assert values == {Literal("107000000", datatype=decimal), Literal("0.000001", datatype=decimal)}
    assert Decimal("1.07E8") == 107000000


# ---- the article -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(article: Path) -> tuple[Extraction, list[Triple]]:
    """The records of the article and their triples."""
    extraction = extract(read_document(article))
    return extraction, source_triples(extraction)


def test_every_record_of_the_article_is_in_its_graph(real: tuple[Extraction, list[Triple]]) -> None:
    extraction, triples = real
    kinds = Counter(short(t.object) for t in triples if t.predicate == RDF.type)
    figures = kinds["gov:Result"] + kinds["gov:Change"] + kinds["gov:Target"]
    assert figures == len(extraction.measurements) >= 100
    reports = (Predicate.HAS_OUTCOME, Predicate.FUNDED)
    stated = [relation for relation in extraction.relations if relation.predicate not in reports]
    assert kinds["gov:Relation"] + kinds["gov:Recognition"] >= len(stated) >= 50
    named = {t.subject for t in triples if t.predicate == GOV.name}
    mentioned = {t.object for t in triples if t.predicate == GOV.about}
    assert len(named) >= 80 and len(named - mentioned) <= 1  # its own place need not be named


def test_the_graph_of_the_article_keeps_the_invariants(real: tuple[Extraction, list[Triple]]) -> None:
    extraction, triples = real
    said: dict[object, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        said[triple.subject][triple.predicate].append(triple.object)
    for claim in claims(triples):
        found = {short(predicate): objects for predicate, objects in said[claim].items()}
        assert all(len(found[predicate]) == 1 for predicate in GROUNDED)
    for node, of_node in said.items():
        if OA.exact in of_node and GOV.reason not in of_node:
            start, end, exact = (of_node[key][0] for key in (OA.start, OA.end, OA.exact))
            assert isinstance(start, Literal) and isinstance(end, Literal) and isinstance(exact, Literal)
            assert extraction.document.text[int(start.value) : int(end.value)] == exact.value, node
    stated = {
        tuple(found[end][0] for end in (RDF.subject, RDF.predicate, RDF.object))
        for found in said.values()
        if RDF.predicate in found
    }
    edges = {
        (t.subject, t.predicate, t.object) for t in triples if is_thing(t.subject) and is_thing(t.object)
    }
    assert edges <= stated
