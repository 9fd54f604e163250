"""Decisions of a review, and stores and graphs after them, for the tests of reviewing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Triple
from samples import REPORT, Builder, sample

from govgraph import build, open_store
from govgraph.graph.diff import compare
from govgraph.graph.export import export
from govgraph.graph.review.decisions import Decision, lines
from govgraph.graph.review.files import read_table
from govgraph.graph.review.graph import reviewed
from govgraph.graph.store import Store
from govgraph.ontology.records import Extraction, Predicate, ThingType
from govgraph.ontology.terms import BASE, PREFIXES
from govgraph.reviewing import Review

SIGNED = {"who": "周敏", "when": "2026-03-01", "why": "与原文不符"}


def decide(decision: str, kind: str, **cells: str) -> Decision:
    """One decision, signed and checked as one that is read from a file."""
    written = lines([Decision(decision, kind, **(SIGNED | cells))])
    (found,), faults = read_table("\n".join(written), "test.tsv")
    assert not faults
    return found


def folder(tmp_path: Path, decisions: Iterable[Decision], name: str = "review") -> Path:
    """A folder with one file of these decisions."""
    place = tmp_path / name
    place.mkdir()
    (place / "decisions.tsv").write_text("".join(f"{line}\n" for line in lines(decisions)), "utf-8")
    return place


def stored(tmp_path: Path, *decisions: Decision, extractions: Iterable[Extraction] = ()) -> Store:
    """A store in memory of the sample, or of other records, after these decisions."""
    store = open_store()
    review = Review(folder(tmp_path, decisions, f"review-{len(list(tmp_path.iterdir()))}"))
    build(store, extractions or [sample()], review)
    return store


def changes(tmp_path: Path, *decisions: Decision) -> list[str]:
    """The facts of the sample that go (<) and come (>) by decisions."""
    return compare(stored(tmp_path), stored(tmp_path, *decisions)).lines("zh")[1:]


def dump(store: Store, path: Path) -> bytes:
    """A store as sorted N-Quads."""
    with path.open("wb") as stream:
        export(store, stream, "n-quads")
    return path.read_bytes()


def short(node: Any) -> str:
    """A node with its prefix."""
    text = str(node.value)
    for prefix, address in PREFIXES.items():
        if text.startswith(address):
            return f"{prefix}:{text.removeprefix(address)}"
    return text


def about(store: Store, claim: str) -> dict[str, set[str]]:
    """What the merged graph says of a claim, by property."""
    found: dict[str, set[str]] = {}
    node = NamedNode(f"{BASE}claim/{sample().document.id}-{claim}")
    answer: Any = store.query("CONSTRUCT { ?c ?p ?o } WHERE { ?c ?p ?o }", {"c": node})
    for triple in answer:
        found.setdefault(short(triple.predicate), set()).add(short(triple.object))
    return found


def place(words: str) -> int:
    """Where words stand in the sample."""
    return REPORT.index(words)


CASES: dict[str, tuple[Decision, list[str]]] = {
    "accept": (decide("accept", "figure", what="市场主体", value="3000"), []),
    "reject a figure": (
        decide("reject", "figure", what="小微企业", value="2400"),
        ["< 滨江区 · 小微企业 · 2400户 · 2020-12-31"],
    ),
    "reject a relation": (
        decide("reject", "relation", subject="区民政局", what="partner", object="城南医院"),
        ["< 区民政局 · 合作 · 城南医院"],
    ),
    "reject a thing, and with it what it is part of": (
        decide("reject", "thing", subject="城南医院"),
        ["< 区民政局 · 合作 · 城南医院", "< 城南医院 · 类别 · 机构"],
    ),
    "correct value, unit, bound and period of a figure": (
        decide(
            "correct",
            "figure",
            what="银龄食堂",
            field="value|unit|bound|period",
            new="13|个|over|2020",
        ),
        ["< 区民政局 · 银龄食堂 · 12家", "> 区民政局 · 银龄食堂 · >13个 · 2020-01-01–2020-12-31"],
    ),
    "correct what a figure measures and whose it is": (
        decide(
            "correct", "figure", what="养老床位", field="indicator|subject|role", new="床位|银龄食堂|level"
        ),
        ["> 银龄食堂 · 床位 · 200张", "< 滨江区 · 养老床位 · 目标值 · 200张"],
    ),
    "correct the ends of a relation": (
        decide(
            "correct",
            "relation",
            subject="区民政局",
            what="partner",
            object="城南医院",
            field="subject|predicate",
            new="银龄食堂|part_of",
        ),
        ["> 银龄食堂 · 属于 · 城南医院", "< 区民政局 · 合作 · 城南医院"],
    ),
    "correct a thing": (
        decide("correct", "thing", subject="城南医院", field="name|type|level", new="城南|place|street"),
        [
            "< 区民政局 · 合作 · 城南医院",
            "> 区民政局 · 合作 · 城南",
            "< 城南医院 · 类别 · 机构",
            "> 城南 · 类别 · 地点",
        ],
    ),
    "merge": (
        decide("merge", "thing", subject="区民政局", what="institution", new="滨江区政务局"),
        [
            "< 区民政局 · 类别 · 机构",
            "< 区民政局 · 合作 · 城南医院",
            "< 区民政局 · 银龄食堂 · 12家",
            "> 滨江区政务局 · 合作 · 城南医院",
            "> 滨江区政务局 · 银龄食堂 · 12家",
        ],
    ),
    "add a thing": (
        decide(
            "add", "thing", subject="周闻", what="person", field="en|field", new="Zhou Wen|party-building"
        ),
        ["> 周闻 · 类别 · 人物"],
    ),
    "add a figure": (
        decide(
            "add",
            "figure",
            subject="一窗通机制",
            what="试点",
            value="1",
            unit="个",
            period="2020",
            quote="没有的字句|在全省{首创}",
        ),
        ["> 一窗通机制 · 试点 · 1个 · 2020-01-01–2020-12-31"],
    ),
    "add a relation": (
        decide(
            "add",
            "relation",
            subject="银龄食堂",
            what="partner",
            object="城南医院",
            quote="区民政局与城南医院合作，开办银龄食堂12家",
        ),
        ["> 银龄食堂 · 合作 · 城南医院"],
    ),
    "add who grants an honour by the name of an area": (
        decide(
            "add",
            "relation",
            subject="省级政务创新案例",
            what="granted_by",
            object="浙江省",
            quote="获评省级政务创新案例2项",
        ),
        ["> 省级政务创新案例 · 层级 · 省级"],
    ),
}


def two_forms() -> Extraction:
    """One bureau under two forms, each with a relation of its own."""
    builder = Builder("滨江区教育局与东湖小学合作。\n区教育局出台《课后办法》。\n")
    bureau = builder.thing("区教育局", ThingType.INSTITUTION, "滨江区教育局", canonical="滨江区教育局")
    (record,) = builder.things
    short_form = builder.evidence("区教育局", 1)
    builder.things[0] = dataclasses.replace(record, mentions=(*record.mentions, short_form))
    school = builder.thing("东湖小学", ThingType.INSTITUTION)
    rules = builder.thing("课后办法", ThingType.DOCUMENT)
    builder.relation("滨江区教育局与东湖小学合作", bureau, Predicate.PARTNER, school)
    builder.relation("区教育局出台《课后办法》", bureau, Predicate.ISSUED, rules)
    return builder.build()


def source(extraction: Extraction, *decisions: Decision) -> set[Triple]:
    """The graph of a source after decisions."""
    return set(reviewed(extraction, decisions).triples)


MERGE = {"subject": "区民政局", "new": "滨江区政务局"}
