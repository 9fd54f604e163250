"""A text, what the rules read in it and what a model may answer, for the tests of the chat extractor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from chat_server import Reply, said
from samples import Builder

from govgraph.loaders.chat.settings import ChatSettings
from govgraph.ontology.records import Document, Extraction, Predicate, ThingType

FIRST = (
    "区民政局牵头开办“暖巷”助餐点，已覆盖12个社区，惠及独居老人3200人。去年，助餐点获评省级为老服务示范点。"
)
SECOND = "滨江区印发《滨江区助餐服务规范》，投入450万元实施厨房改造。这一做法在全省首创。"
TEXT = f"{FIRST}\n{SECOND}\n"
GOOD = {
    FIRST: {
        "things": [
            {"quote": "区民政局", "type": "institution"},
            {"quote": "“暖巷”助餐点", "type": "initiative"},
            {"quote": "独居老人", "type": "group"},
        ],
        "relations": [
            {
                "subject": "区民政局",
                "predicate": "launched",
                "object": "“暖巷”助餐点",
                "quote": "区民政局牵头开办“暖巷”助餐点",
            },
            {
                "subject": "“暖巷”助餐点",
                "predicate": "has_outcome",
                "object": "N1",
                "quote": "已覆盖12个社区",
            },
            {
                "subject": "“暖巷”助餐点",
                "predicate": "benefits",
                "object": "独居老人",
                "quote": "惠及独居老人3200人",
            },
        ],
    },
    SECOND: {
        "things": [
            {"quote": "《滨江区助餐服务规范》", "type": "document"},
            {"quote": "厨房改造", "type": "program"},
        ],
        "relations": [
            {
                "subject": "厨房改造",
                "predicate": "funded",
                "object": "450万元",
                "quote": "投入450万元实施厨房改造",
            },
            {
                "subject": "PLACE",
                "predicate": "issued",
                "object": "《滨江区助餐服务规范》",
                "quote": "滨江区印发《滨江区助餐服务规范》",
            },
        ],
    },
}
EMPTY: dict[str, Any] = {"things": [], "relations": []}


def rules() -> Extraction:
    """What the rules are taken to read in the text, so that no change of theirs changes these tests."""
    builder = Builder(TEXT, title="滨江区：一年的数字")
    builder.figure("12个", "社区", "12", "个")
    builder.figure("3200人", "独居老人", "3200", "人")
    builder.figure("450万元", "投入", "4500000", "元")
    bureau = builder.thing("区民政局", ThingType.INSTITUTION)
    builder.thing("独居老人", ThingType.GROUP)
    builder.thing("省级为老服务示范点", ThingType.RECOGNITION)
    standard = builder.thing("滨江区助餐服务规范", ThingType.DOCUMENT, "《滨江区助餐服务规范》")
    builder.relation("已覆盖12个社区", bureau, Predicate.HAS_OUTCOME, "m001")
    builder.relation("印发《滨江区助餐服务规范》", "place", Predicate.ISSUED, standard)
    return builder.build()


def read_by_rules(monkeypatch: pytest.MonkeyPatch, base: Extraction) -> None:
    def extract(document: Document) -> Extraction:
        return replace(base, document=document)

    monkeypatch.setattr("govgraph.loaders.chat.extractor.extract", extract)


Made = Callable[..., ChatSettings]


def passage_of(body: dict[str, Any]) -> str:
    """The paragraph that a request asks about."""
    question = [m["content"] for m in body["messages"] if m["content"].startswith("文章")][-1]
    return str(question.rpartition("段落:\n")[2])


def well(body: dict[str, Any], _: int) -> Reply:
    return said(GOOD[passage_of(body)])


def one(answer: Any, other: Any = EMPTY) -> Callable[[dict[str, Any], int], Reply]:
    """Answers `answer` about the first paragraph, and nothing about the second and in the second try."""
    return lambda body, _: said(answer if body["messages"][-1]["content"].endswith(FIRST) else other)


def added(extraction: Extraction) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """What a model added: things as type, name, rule, confidence; relations as ends, rule, confidence."""
    names = {thing.id: thing.name for thing in extraction.things} | {"place": "PLACE"}
    names |= {m.id: m.evidence.quote for m in extraction.measurements}
    things: list[tuple[str, ...]] = [
        (t.type.value, t.name, t.rule, str(t.confidence))
        for t in extraction.things
        if t.rule.startswith("chat:")
    ]
    relations: list[tuple[str, ...]] = [
        (names[r.subject], r.predicate.value, names.get(r.object, r.object), r.rule, str(r.confidence))
        for r in extraction.relations
        if r.rule.startswith("chat:")
    ]
    return things, relations


def refusals(extraction: Extraction) -> list[tuple[str, str, str]]:
    return [(one.kind, one.quote, one.reason) for one in extraction.refused]
