"""Review decisions: what each kind changes, whatever the offsets and the order, and how it is undone."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from samples import HOME, REPORT, Builder, sample

from govgraph import build, extract, open_store, read_bytes, read_document, remove
from govgraph.graph import iris
from govgraph.graph.diff import compare, facts
from govgraph.graph.export import export
from govgraph.graph.ground import Ground
from govgraph.graph.review.decisions import Decision, lines
from govgraph.graph.review.files import read_table
from govgraph.graph.review.graph import reviewed
from govgraph.graph.review.recorded import Cells, Facts
from govgraph.graph.store import Store
from govgraph.ontology.archive import from_archive, to_archive
from govgraph.ontology.errors import RecordError, ReviewError
from govgraph.ontology.records import Extraction, PlaceRef, Predicate, ThingType
from govgraph.ontology.terms import BASE, GOV, PREFIXES, PROV
from govgraph.pipeline import build_files
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


# ---- what each decision does ---------------------------------------------------------------------------

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
}


@pytest.mark.parametrize("name", CASES)
def test_each_decision_changes_just_these_facts(name: str, tmp_path: Path) -> None:
    decision, expected = CASES[name]
    assert changes(tmp_path, decision) == expected


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


def test_split_gives_the_mentions_of_a_form_and_what_rests_on_them_to_another_thing(tmp_path: Path) -> None:
    decision = decide("split", "thing", subject="滨江区教育局", object="区教育局", new="区教育局（旧）")
    before = stored(tmp_path, extractions=[two_forms()])
    after = stored(tmp_path, decision, extractions=[two_forms()])
    assert compare(before, after).lines("zh")[1:] == [
        "> 课后办法 · 制发单位 · 区教育局（旧）",
        "< 课后办法 · 制发单位 · 滨江区教育局",
        "> 区教育局（旧） · 类别 · 机构",
    ]


def test_a_split_by_words_of_the_sentence_can_join_another_thing(tmp_path: Path) -> None:
    decision = decide("split", "thing", subject="滨江区教育局", quote="课后办法", new="东湖小学")
    before = stored(tmp_path, extractions=[two_forms()])
    after = stored(tmp_path, decision, extractions=[two_forms()])
    assert compare(before, after).lines("zh")[1:] == [
        "> 课后办法 · 制发单位 · 东湖小学",
        "< 课后办法 · 制发单位 · 滨江区教育局",
    ]


def test_every_form_taken_for_a_thing_says_why_it_was() -> None:
    reasons = {
        short(t.subject): short(t.object) for t in source(two_forms()) if t.predicate == GOV.identifiedBy
    }
    assert reasons == {f"gc:{two_forms().document.id}-m15": "rsn:省略区划的名称"}


def source(extraction: Extraction, *decisions: Decision) -> set[Triple]:
    """The graph of a source after decisions."""
    return set(reviewed(extraction, decisions).triples)


# ---- who made it ---------------------------------------------------------------------------------------


def test_the_graph_says_of_each_claim_whether_a_rule_or_a_person_made_it(tmp_path: Path) -> None:
    corrected = decide("correct", "figure", what="市场主体", value="3000", field="value", new="3100")
    added = CASES["add a thing"][0]
    store = stored(tmp_path, corrected, added, decide("merge", "thing", **MERGE))
    at = place("3000户")
    review, old = f"rv:{corrected.id}", f"gc:{sample().document.id}-q{at}"
    new = about(store, f"vq{at}")
    assert {
        name: new[name] for name in ("prov:wasGeneratedBy", "gov:rule", "prov:wasRevisionOf", "gov:value")
    } == {
        "prov:wasGeneratedBy": {review},
        "gov:rule": {"review"},
        "prov:wasRevisionOf": {old},
        "gov:value": {"3100"},
    }
    assert (new["gov:status"], new["gov:valueText"]) == ({"gov:corrected"}, {"3000户"})
    person = about(store, f"vm{place('周闻')}")
    assert (person["gov:status"], person["prov:wasGeneratedBy"]) == ({"gov:added"}, {f"rv:{added.id}"})
    merged = about(store, f"m{place('区民政局')}")
    assert (merged["gov:status"], merged["gov:rule"], merged["gov:identifiedBy"]) == (
        {"gov:merged"},
        {"sample"},
        {"rsn:复核认定"},
    )
    untouched = about(store, f"q{place('2400户')}")
    assert (untouched["gov:status"], untouched["gov:rule"]) == ({"gov:unreviewed"}, {"sample"})
    assert about(store, f"q{at}") == {}


MERGE = {"subject": "区民政局", "new": "滨江区政务局"}


def test_a_review_says_who_decided_what_when_and_why(tmp_path: Path) -> None:
    decision = decide("reject", "figure", what="小微企业")
    store = stored(tmp_path, decision)
    found = {(short(t.subject), short(t.predicate), short(t.object)) for t in store.graph(iris.REVIEW)}
    node, who = f"rv:{decision.id}", f"{BASE}agent/周敏"
    assert found == {
        (node, "rdf:type", "gov:Review"),
        (node, "rdfs:label", "复核：reject figure 小微企业"),
        (node, "gov:decision", "gov:rejected"),
        (node, "gov:decisionText", decision.line()),
        (node, "gov:reviews", f"gc:{sample().document.id}-q{place('2400户')}"),
        (node, "dct:date", "2026-03-01"),
        (node, "dct:description", "与原文不符"),
        (node, "prov:used", f"src:{sample().document.id}"),
        (node, "prov:wasAssociatedWith", who),
        (who, "rdf:type", "prov:Person"),
        (who, "rdfs:label", "周敏"),
    }


def test_what_a_person_tells_of_a_thing_goes_into_the_registry(tmp_path: Path) -> None:
    told = decide(
        "correct",
        "thing",
        subject="一窗通机制",
        field="en|gloss|field",
        new="One Window|Papers at one desk.|ageing",
    )
    store = stored(tmp_path, told)
    node = NamedNode(f"{BASE}initiative/330108-一窗通机制")
    answer: Any = store.query("CONSTRUCT { ?c ?p ?o } WHERE { ?c ?p ?o }", {"c": node})
    said = {(short(t.predicate), short(t.object), getattr(t.object, "language", None)) for t in answer}
    assert {
        ("skos:prefLabel", "One Window", "en"),
        ("skos:prefLabel", "一窗通机制", "zh"),
        ("skos:definition", "Papers at one desk.", "en"),
        ("gov:field", "fld:养老服务", None),
    } == {one for one in said if one[0] in ("skos:prefLabel", "skos:definition", "gov:field")}


# ---- not by offset, not by order -----------------------------------------------------------------------

FIRST = """定南县：民生一年
2022-01-10 来源：定南日报
2021年，定南县新建公园24个，完成投资3.5亿元。
定南县推出“一键帮”机制，县民政局出台《助餐办法》。
截至2021年底，全县养老机构36家。
"""
SECOND = """定南县2021年民生简况
2022-01-10 来源：定南日报
一、养老
截至2021年底，全县养老机构达到36家，《助餐办法》由县民政局出台。
二、城建
2021年，全县完成投资3.5亿元，公园新建24个。“一键帮”机制由定南县推出。
"""
BOTH = (
    decide("reject", "figure", what="养老机构", value="36"),
    decide("correct", "figure", what="公园", value="24", field="value", new="25"),
    decide("correct", "thing", subject="助餐办法", what="document", field="en", new="Meal Rules"),
    decide("add", "thing", subject="民生", what="initiative"),
    decide(
        "add",
        "relation",
        subject="一键帮机制",
        what="part_of",
        object="民生",
        quote="定南县推出“一键帮”机制|“一键帮”机制由定南县推出",
    ),
)


def read(text: str) -> Extraction:
    return extract(read_bytes(text.encode(), "report.txt"))


@pytest.mark.parametrize(
    "text", [FIRST, SECOND, FIRST.replace("2021年，", "这是新添的一段，没有数字。\n2021年，", 1)]
)
def test_decisions_hold_for_other_wordings_and_after_the_text_has_shifted(text: str, tmp_path: Path) -> None:
    store = stored(tmp_path, *BOTH, extractions=[read(text)])
    outcome = compare(stored(tmp_path, extractions=[read(text)]), store).lines("zh")[1:]
    assert sorted(outcome) == sorted(
        [
            "< 定南县 · 养老机构 · 36家 · 2021-12-31",
            "< 定南县 · 公园 · 24个 · 2021-01-01–2021-12-31",
            "> 定南县 · 公园 · 25个 · 2021-01-01–2021-12-31",
            "> 民生 · 类别 · 治理举措",
            "> 一键帮机制 · 属于 · 民生",
        ]
    )


def test_neither_the_order_of_decisions_nor_that_of_sources_matters(tmp_path: Path) -> None:
    decisions = [decision for decision, _ in CASES.values() if decision != CASES["correct a thing"][0]]
    decisions = [one for one in decisions if one.decision != "reject" or one.kind == "figure"]
    decisions.remove(CASES["correct the ends of a relation"][0])
    sources = [sample(), read(FIRST), two_forms()]
    expected = dump(stored(tmp_path, *decisions, *BOTH, extractions=sources), tmp_path / "a.nq")
    for turn in range(3):
        shuffled = [*decisions, *BOTH, *decisions[:2]]
        random.Random(turn).shuffle(shuffled)
        store = stored(tmp_path, *shuffled, extractions=sources[turn:] + sources[:turn])
        assert dump(store, tmp_path / "b.nq") == expected


def test_replaying_twice_is_replaying_once(tmp_path: Path) -> None:
    review = Review(folder(tmp_path, [decision for decision, _ in BOTH_AND_MORE]))
    store = open_store()
    build(store, [sample(), read(FIRST)], review)
    once = dump(store, tmp_path / "once.nq")
    build(store, [], review)
    build(store, [sample()])
    assert dump(store, tmp_path / "twice.nq") == once


BOTH_AND_MORE = [(decision, None) for decision in (*BOTH, CASES["merge"][0], CASES["reject a figure"][0])]


@pytest.mark.parametrize("name", CASES)
def test_a_decision_that_is_taken_away_leaves_no_trace(name: str, tmp_path: Path) -> None:
    plain, store = open_store(), open_store()
    build(plain, [sample(), read(FIRST)])
    review = folder(tmp_path, [CASES[name][0]])
    build(store, [sample(), read(FIRST)], Review(review))
    assert dump(store, tmp_path / "a.nq") != dump(plain, tmp_path / "b.nq")
    (review / "decisions.tsv").unlink()
    build(store, [], Review(review))
    assert dump(store, tmp_path / "a.nq") == dump(plain, tmp_path / "b.nq")


def test_a_store_replays_its_decisions_on_what_comes_later_until_others_are_named(tmp_path: Path) -> None:
    store = open_store()
    build(store, [sample()], Review(folder(tmp_path, BOTH)))
    build(store, [read(FIRST)])
    assert dump(store, tmp_path / "a.nq") == dump(
        stored(tmp_path, *BOTH, extractions=[sample(), read(FIRST)]), tmp_path / "b.nq"
    )


def test_a_server_that_keeps_no_texts_is_reviewed_by_building_again(
    sparql_server: str, tmp_path: Path
) -> None:
    for name in ("note.txt", "other.txt"):
        (tmp_path / name).write_text(FIRST + name, "utf-8")
    notes = [str(tmp_path / name) for name in ("note.txt", "other.txt")]
    review = Review(folder(tmp_path, BOTH))
    build_files(sparql_server, notes, print)
    _, failures, said = build_files(sparql_server, notes[:1], print, 1, None, review)
    other = read_document(notes[1]).id
    left = f"review: not replayed on {other}: what the rules found was not kept; build again"
    assert (failures, said) == ([], [left])
    assert build_files(sparql_server, notes, print, 1, None, review)[1:] == ([], [])
    build_files(str(tmp_path / "local"), notes, print, 1, None, review)
    with open_store(sparql_server) as remote, open_store(tmp_path / "local") as local:
        assert dump(remote, tmp_path / "a.nq") == dump(local, tmp_path / "b.nq")
        remove(remote, [read_document(path).id for path in notes])


def test_removing_a_source_leaves_nothing_of_it_in_the_review(tmp_path: Path) -> None:
    store = stored(tmp_path, *BOTH, extractions=[sample(), read(FIRST)])
    remove(store, [read(FIRST).document.id])
    assert dump(store, tmp_path / "a.nq") == dump(stored(tmp_path, *BOTH), tmp_path / "b.nq")
    assert sorted(store.texts()) == [sample().document.id, f"{sample().document.id}-records"]


def test_a_decision_for_an_area_leaves_other_areas_alone(tmp_path: Path) -> None:
    elsewhere = dataclasses.replace(
        sample(), document=dataclasses.replace(sample().document, place=PlaceRef("330106", "西湖区"))
    )
    of_home = decide("reject", "figure", what="小微企业", place=HOME.code)
    assert source(elsewhere, of_home) == source(elsewhere)
    assert source(sample(), of_home) != source(sample())
    assert source(sample(), dataclasses.replace(of_home, place=HOME.name)) == source(sample(), of_home)


# ---- what cannot be replayed ---------------------------------------------------------------------------


def test_of_several_claims_with_one_key_the_one_that_is_counted_out_is_meant() -> None:
    builder = Builder("新建公园2个。又新建公园2个。")
    builder.figure("2个", "公园", "2", "个")
    builder.figure("2个", "公园", "2", "个", turn=1)
    twice = builder.build()
    key = {"what": "公园", "value": "2"}
    left = {
        nth: {
            short(t.subject)
            for t in source(twice, decide("reject", "figure", nth=nth, **key))
            if t.predicate == GOV.value
        }
        for nth in ("", "1", "2")
    }
    one, two = (f"gc:{twice.document.id}-q{start}" for start in (4, 12))
    assert left == {"": set(), "1": {two}, "2": {one}}


@pytest.mark.parametrize(
    ("decision", "fault"),
    [
        (
            decide("reject", "figure", what="市场主体"),
            "it fits 2 facts; say which by role (change, result) or by nth",
        ),
        (
            decide("reject", "figure", what="市场主体", role="result", nth="2"),
            "there are only 1 such facts; lower nth",
        ),
        (
            decide("correct", "figure", what="材料", value="4", field="subject", new="没有局"),
            "nothing here has the name 没有局",
        ),
        (
            decide("split", "thing", subject="城南医院", object="北院", new="北院"),
            "none of its mentions has these forms",
        ),
        (
            decide("split", "thing", subject="城南医院", object="城南医院", new="城南医院"),
            "new is the name that it has",
        ),
        (decide("merge", "thing", subject="滨江区", new="城南医院"), "no source states such a fact"),
        (decide("reject", "thing", subject="不存在"), "no source states such a fact; see: govgraph review"),
        (
            decide(
                "correct",
                "relation",
                subject="一窗通机制",
                what="first_in",
                object="全省",
                field="predicate",
                new="partner",
            ),
            "nothing here has the name 全省",
        ),
        (decide("add", "thing", subject="不存在", what="event"), "its words stand in no source"),
        (
            decide(
                "add",
                "relation",
                subject="城南医院",
                what="has_outcome",
                object="银龄食堂12家",
                quote="城南医院",
            ),
            "a figure's subject is no relation",
        ),
    ],
)
def test_what_does_not_apply_is_told_with_file_and_line_and_changes_nothing(
    decision: Decision, fault: str, tmp_path: Path
) -> None:
    assert source(sample(), decision) == source(sample())
    path = folder(tmp_path, [decision])
    store = open_store()
    with pytest.raises(ReviewError) as error:
        build(store, [sample()], Review(path, strict=True))
    assert f"{path / 'decisions.tsv'}, line 2: {decision.named()}: {fault}" in str(error.value)
    assert list(store.names()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (decide("accept", "figure", what="小微企业"), decide("reject", "figure", what="小微企业")),
        (
            decide("correct", "figure", what="小微企业", field="value", new="1"),
            decide("correct", "figure", what="小微企业", field="value", new="2"),
        ),
        (decide("merge", "thing", **MERGE), decide("merge", "thing", subject="区民政局", new="城南医院")),
        (decide("merge", "thing", **MERGE), decide("reject", "thing", subject="区民政局")),
        (
            decide("merge", "thing", **MERGE),
            decide("merge", "thing", subject="滨江区政务局", new="区民政局"),
        ),
    ],
)
def test_decisions_that_contradict_each_other_are_named_both(
    one: Decision, other: Decision, tmp_path: Path
) -> None:
    path = folder(tmp_path, [one, other])
    with pytest.raises(ReviewError) as error:
        build(open_store(), [sample()], Review(path))
    assert f"{path / 'decisions.tsv'}, line 2" in str(error.value)
    assert f"{path / 'decisions.tsv'}, line 3" in str(error.value)


def test_fields_of_one_figure_can_be_corrected_by_two_decisions() -> None:
    one = decide("correct", "figure", what="小微企业", field="value", new="1")
    other = decide("correct", "figure", what="小微企业", field="period", new="2019")
    made = {short(t.object) for t in source(sample(), one, other) if t.predicate == PROV.wasGeneratedBy}
    assert {f"rv:{one.id}", f"rv:{other.id}"} <= made


def test_a_correction_that_the_rules_have_come_to_make_changes_nothing_and_still_holds() -> None:
    for decision in (
        decide("correct", "figure", what="小微企业", value="2300", field="value", new="2400"),
        decide("correct", "thing", subject="城南院", field="name", new="城南医院"),
        decide(
            "correct",
            "relation",
            subject="区民政局",
            what="part_of",
            object="城南医院",
            field="predicate",
            new="partner",
        ),
    ):
        assert source(sample(), decision) == source(sample())
        found = reviewed(sample(), [decision])
        assert found.faults == () and [t for t in found.reviews if t.predicate == GOV.reviews]


def test_an_added_figure_that_the_rules_found_by_now_is_not_added_again() -> None:
    again = decide("add", "figure", what="小微企业", value="2400", unit="户", quote="小微企业{2400户}")
    assert source(sample(), again) == source(sample())
    assert [t for t in reviewed(sample(), [again]).reviews if t.predicate == PROV.used]


# ---- what the rules found is kept ----------------------------------------------------------------------


def test_records_are_kept_without_loss(brief: Path) -> None:
    for extraction in (sample(), two_forms(), extract(read_bytes(brief.read_bytes(), "brief.txt"))):
        assert from_archive(to_archive(extraction), extraction.document.text) == extraction
    with pytest.raises(RecordError, match="build their source again"):
        from_archive("nothing of the kind", "")


def test_the_words_for_a_fact_tell_apart_what_its_key_tells_apart(brief: Path) -> None:
    extraction = extract(read_bytes(brief.read_bytes(), "brief.txt"))
    store = open_store()
    build(store, [extraction])
    known, ground = Facts(extraction), Ground(extraction)
    cells = {ground.claim(one.id): one.cells for one in known.all if one.id not in known.things}
    cells |= {ground.claim(mention.id): thing_cells(known, mention.thing.id) for mention in ground.mentions}
    keys = {claim: key for key, claims in facts(store).items() for claim in claims}
    assert cells.keys() == keys.keys()
    assert len(set(cells.values())) == len(set(keys.values())) == len({(cells[c], keys[c]) for c in keys})


def thing_cells(known: Facts, identifier: str) -> Cells:
    """The words for a thing."""
    return next(fact.cells for fact in known.all if fact.id == identifier)


def test_the_example_review_holds_for_the_brief_and_for_the_article(brief: Path, article: Path) -> None:
    review = Review(brief.parent / "review", strict=True)
    for path in (brief, article):
        build(open_store(), [extract(read_bytes(path.read_bytes(), path.name))], review)


ALL = [decision for decision, _ in CASES.values()]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([*ALL, *BOTH]), max_size=8), st.randoms(use_true_random=False))
def test_any_decisions_in_any_order_come_to_one_graph_and_can_be_undone(
    decisions: list[Decision], order: random.Random
) -> None:
    shuffled = decisions[:]
    order.shuffle(shuffled)
    try:
        expected = reviewed(sample(), decisions)
    except ReviewError:
        with pytest.raises(ReviewError):
            reviewed(sample(), shuffled)
        return
    assert reviewed(sample(), [*shuffled, *decisions]) == expected
    kept = from_archive(to_archive(sample()), REPORT)
    assert reviewed(kept, decisions) == expected
    assert reviewed(kept, []) == reviewed(sample(), [])
    for triple in expected.triples:
        if isinstance(triple.object, Literal) and short(triple.predicate) == "oa:exact":
            assert triple.object.value in REPORT
