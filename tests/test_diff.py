"""Two graphs are compared by what they say, not by who says it where."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode
from samples import REPORT, Builder, sample

from govgraph.graph.assemble import assemble
from govgraph.graph.convert import load_file
from govgraph.graph.diff import Difference, FactKey, compare, facts, rendered
from govgraph.graph.export import export, format_of
from govgraph.graph.iris import source_graph
from govgraph.graph.quads import source_triples
from govgraph.graph.store import OxigraphStore
from govgraph.ontology.records import Bound, Extraction, Period, Predicate, Role, ThingType
from govgraph.ontology.terms import BASE, DCT, GOV, RDF


def stored(*extractions: Extraction) -> OxigraphStore:
    graphs = {source_graph(each.document.id): source_triples(each) for each in extractions}
    store = OxigraphStore.memory()
    with store.writer() as writer:
        for name, triples in assemble(graphs).items():
            writer.put(name, triples)
    return store


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return stored(sample())


def told(before: str) -> Extraction:
    """The same two facts, at other places of another text."""
    builder = Builder(f"{before}\n区教育局开办夜校5所。\n")
    bureau = builder.thing("区教育局", ThingType.INSTITUTION, canonical="滨江区教育局")
    schools = builder.figure("5所", "夜校", "5", "所", period=Period("年底", end=date(2020, 12, 31)))
    builder.relation("区教育局开办夜校5所", bureau, Predicate.HAS_OUTCOME, schools)
    return builder.build()


def lines(difference: Difference, language: str = "zh") -> list[str]:
    return difference.lines(language)[1:]


def test_a_store_has_the_same_facts_as_itself(store: OxigraphStore) -> None:
    difference = compare(store, store)
    assert not difference
    assert difference.lines("en") == [f"{len(facts(store))} facts in both, 0 only in A, 0 only in B"]
    assert difference.lines("zh") == [f"两者共有{len(facts(store))}项，仅A有0项，仅B有0项"]


def test_the_place_in_the_text_and_the_source_make_no_difference() -> None:
    first, second = told("报道"), told("另一篇更长的报道")
    assert first.document.id != second.document.id
    assert not compare(stored(first), stored(second))
    together = facts(stored(first, second))
    assert together.keys() == facts(stored(first)).keys()
    assert {len(claims) for claims in together.values()} == {2}


@pytest.mark.parametrize("ending", ["nq", "trig", "ttl", "nt", "jsonld", "rdf"])
def test_an_exported_file_has_the_facts_of_its_store(
    store: OxigraphStore, tmp_path: Path, ending: str
) -> None:
    for quotes in (True, False):
        with (tmp_path / f"graph.{ending}").open("wb") as stream:
            export(store, stream, format_of(None, f"graph.{ending}"), quotes=quotes)
        assert not compare(store, load_file(tmp_path / f"graph.{ending}"))


def test_every_kind_of_fact_is_rendered_in_both_languages(store: OxigraphStore) -> None:
    zh = lines(compare(store, OxigraphStore.memory()))
    en = lines(compare(OxigraphStore.memory(), store), "en")
    assert len(zh) == len(en) == len(facts(store))
    for line in (
        "< 一窗通机制 · 申请材料 · 4份",
        "< 一窗通机制 · 牵头单位 · 滨江区",
        "< 一窗通机制 · 获得 · 省级政务创新案例 · 2项",
        "< 一窗通机制 · 首创范围 · 浙江省",
        "< 滨江区 · 市场主体 · 3000户 · 2020-12-31",
        "< 滨江区 · 市场主体 · 变化 · +50% · 较2015-12-31 · 2020-12-31",
        "< 银龄食堂 · 老年人 · >10000人",
        "< 银龄食堂 · 受益群体 · 老年人",
    ):
        assert line in zh
    assert all(line.startswith("> ") for line in en)
    assert any(" · lead · " in line for line in en)
    assert any(" · Change · " in line and "since 2015-12-31" in line for line in en)
    satisfied = [line for line in zh if "群众满意度" in line]
    assert [line.rpartition(" · ")[2] for line in satisfied] == ["92%", "第3位"]


CHANGES: dict[str, dict[str, Any]] = {
    "value": {"value": Decimal(6)},
    "unit": {"unit": "个"},
    "bound": {"bound": Bound.MORE_THAN},
    "measure": {"measure": "日校"},
    "period": {"period": Period("年底", end=date(2021, 12, 31))},
    "role": {"role": Role.TARGET},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_what_is_said_is_another_fact(what: str) -> None:
    extraction = told("报道")
    (figure,) = extraction.measurements
    changed = dataclasses.replace(figure, **CHANGES[what])
    other = dataclasses.replace(extraction, measurements=(changed,))
    difference = compare(stored(extraction), stored(other))
    assert (len(difference.only_a), len(difference.only_b)) == (1, 1)
    assert [line[:2] for line in lines(difference)] in (["< ", "> "], ["> ", "< "])


@pytest.mark.parametrize(
    "change",
    [
        {"confidence": Decimal("0.1")},
        {"rule": "another"},
        {"role": Role.CUMULATIVE},
        {"value": Decimal("5.00")},
        {"period": Period("2020年末", end=date(2020, 12, 31), inferred=True)},
    ],
)
def test_what_is_not_said_is_no_part_of_a_fact(change: dict[str, object]) -> None:
    extraction = told("报道")
    changed = dataclasses.replace(extraction.measurements[0], **change)  # type: ignore[arg-type]
    assert not compare(stored(extraction), stored(dataclasses.replace(extraction, measurements=(changed,))))


def test_a_relation_to_a_figure_has_the_figure_in_its_key() -> None:
    """A part of 5 schools is not a part of 6, wherever the figure stands."""
    extractions: list[Extraction] = []
    for before, number in (("一", "5"), ("二二", "5"), ("三三三", "6")):
        builder = Builder(f"{before}\n开办夜校{number}所，其中有江畔夜校。\n")
        total = builder.figure(f"{number}所", "夜校", number, "所")
        school = builder.thing("江畔夜校", ThingType.INSTITUTION)
        builder.relation("其中有江畔夜校", total, Predicate.INCLUDES, school)
        extractions.append(builder.build())
    same, other = (compare(stored(extractions[0]), stored(each)) for each in extractions[1:])
    assert not same
    relations = [key for key in (*other.only_a, *other.only_b) if key.kind == "Relation"]
    assert [rendered(key, other.labels) for key in relations] == [
        "(滨江区 · 夜校 · 5所) · 例如 · 江畔夜校",
        "(滨江区 · 夜校 · 6所) · 例如 · 江畔夜校",
    ]


def test_a_fact_names_the_claims_that_state_it(store: OxigraphStore) -> None:
    found = facts(store)
    assert list(found) == sorted(found)
    key = next(key for key in found if key.value == "3000")
    (claim,) = found[key]
    assert set(store.graph(source_graph(sample().document.id))) >= {
        triple for triple in source_triples(sample()) if triple.subject == claim
    }
    assert key == FactKey(
        subject=f"{BASE}place/330108",
        predicate=f"{BASE}indicator/市场主体",
        kind="Result",
        bound="exact",
        value="3000",
        unit=f"{BASE}unit/户",
        period="/2020-12-31",
    )
    assert "市场主体3000户" in REPORT


def test_terms_without_a_label_are_named_by_the_end_of_their_address() -> None:
    key = FactKey(f"{BASE}place/1", DCT.isPartOf.value, "Relation", f"{BASE}place/2")
    assert rendered(key, {}) == "1 · isPartOf · 2"
    named = {NamedNode(f"{BASE}place/1"): {"zh": "甲"}, DCT.isPartOf: {"zh": "属于", "en": "is part of"}}
    assert (rendered(key, named), rendered(key, named, "en")) == ("甲 · 属于 · 2", "甲 · is part of · 2")
    assert rendered(FactKey("", RDF.type.value, "Thing", GOV.Event.value), named) == "类别 · Event"


def test_figures_in_words_are_compared_by_their_words() -> None:
    with OxigraphStore.memory() as store:
        from pyoxigraph import Triple

        claim, evidence = NamedNode(f"{BASE}claim/x-q1"), NamedNode(f"{BASE}evidence/x-1-2")
        with store.writer() as writer:
            writer.put(
                source_graph("x"),
                [
                    Triple(claim, RDF.type, GOV.Result),
                    Triple(claim, GOV.evidence, evidence),
                    Triple(claim, GOV.measureText, Literal("网格")),
                    Triple(claim, GOV.valueText, Literal("全覆盖")),
                ],
            )
        assert [rendered(key, {}) for key in facts(store)] == ["网格 · 全覆盖"]
