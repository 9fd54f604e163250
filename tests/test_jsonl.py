"""Records as JSON Lines."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from govgraph.loaders.extract import extract
from govgraph.loaders.jsonl import projected_bound, to_jsonl
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import (
    PLACE_ID,
    Bound,
    Evidence,
    Extraction,
    Measurement,
    Period,
    PlaceRef,
    Predicate,
    Relation,
    Role,
    Span,
    Stage,
    Thing,
    ThingType,
)

TEXT = "去年,安河县的“清风”行动惠及近1.5万人。"


def evidence(quote: str) -> Evidence:
    """Evidence for a quote of the text."""
    start = TEXT.index(quote)
    return Evidence(Span(start, start + len(quote)), quote, Span(0, len(TEXT)), 0, 1)


def extraction(place: PlaceRef | None) -> Extraction:
    """An extraction with one record of each kind."""
    document = read_bytes(TEXT.encode(), "x")
    figure = Measurement(
        id="m001",
        evidence=evidence("近1.5万人"),
        value=Decimal("15000"),
        unit="人",
        bound=Bound.LESS_THAN,
        role=Role.CUMULATIVE,
        measure="人",
        period=Period("去年"),
        rule="r",
        confidence=Decimal("0.9"),
        stage=Stage.UNDER_WAY,
    )
    thing = Thing("t1", "清风行动", ThingType.INITIATIVE, (evidence("“清风”行动"),), "r", Decimal("0.9"))
    relations = (
        Relation("r1", evidence(TEXT), PLACE_ID, Predicate.LAUNCHED, "t1", "r", Decimal("0.5"), implied=True),
        Relation("r2", evidence(TEXT), "t1", Predicate.HAS_OUTCOME, "m001", "r", Decimal("0.5")),
    )
    return Extraction(replace(document, place=place), (figure,), (thing,), relations)


def test_what_a_figure_counts_by_name_is_a_field_of_it() -> None:
    found = extraction(PlaceRef("000001", "安河县"))
    counted = Relation("r3", evidence(TEXT), "m001", Predicate.INCLUDES, "t1", "r", Decimal("0.5"))
    plain = [json.loads(line) for line in to_jsonl(found)]
    lines = [json.loads(line) for line in to_jsonl(replace(found, relations=(*found.relations, counted)))]
    assert lines == [{**plain[0], "includes": ["清风行动"]}, *plain[1:]]


def test_each_record_is_one_line_with_the_fields_of_the_format() -> None:
    lines = [json.loads(line) for line in to_jsonl(extraction(PlaceRef("000001", "安河县")))]
    where = {"start": TEXT.index("近"), "end": TEXT.index("。"), "quote": "近1.5万人"}
    assert lines[0] == {
        "kind": "measurement",
        "id": "m001",
        **where,
        "value": 15000,
        "unit": "人",
        "bound": "about",
        "role": "cumulative",
        "measure": "人",
        "period": "去年",
        "stage": "under_way",
    }
    assert lines[1] == {
        "kind": "entity",
        "id": "t1",
        "start": TEXT.index("“"),
        "end": TEXT.index("惠及"),
        "quote": "“清风”行动",
        "name": "清风行动",
        "type": "initiative",
    }
    assert [(line["subject"], line["predicate"], line["object"]) for line in lines[2:]] == [
        ("安河县", "launched", "清风行动"),
        ("清风行动", "has_outcome", "m001"),
    ]
    assert [line.get("implied") for line in lines[2:]] == [True, None]


def test_the_place_keeps_its_id_where_no_name_is_known() -> None:
    lines = [json.loads(line) for line in to_jsonl(extraction(None))]
    assert lines[2]["subject"] == "place"


def test_the_same_extraction_gives_the_same_lines() -> None:
    assert list(to_jsonl(extraction(None))) == list(to_jsonl(extraction(None)))


def test_decimals_are_written_exactly() -> None:
    one = extraction(None)
    exact = replace(one, measurements=(replace(one.measurements[0], value=Decimal("107.38")),))
    assert json.loads(next(iter(to_jsonl(exact))))["value"] == "107.38"


@pytest.mark.parametrize(
    ("quote", "bound", "written"),
    [
        ("近50家", Bound.LESS_THAN, "about"),
        ("不足50家", Bound.LESS_THAN, "at_most"),
        ("不到50家", Bound.LESS_THAN, "at_most"),
        ("超50家", Bound.MORE_THAN, "over"),
        ("50家以上", Bound.AT_LEAST, "at_least"),
        ("50家", Bound.EXACT, "exact"),
    ],
)
def test_less_than_becomes_what_the_text_says(quote: str, bound: Bound, written: str) -> None:
    assert projected_bound(bound, quote) == written


def test_who_founded_a_body_is_told_only_where_all_is_explained() -> None:
    told = extract(read_bytes("润州区成立物业调处中心。\n".encode(), "x"))
    lines = [json.loads(line) for line in to_jsonl(told, explain=True)]
    founded = [(line["subject"], line["object"]) for line in lines if line["kind"] == "relation"]
    assert founded == [("润州区", "物业调处中心")]
    assert "relation" not in [json.loads(line)["kind"] for line in to_jsonl(told)]
