"""Review decisions: what each kind changes, and how the graph tells who made it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from decided import CASES, MERGE, about, changes, decide, folder, place, short, source, stored, two_forms
from pyoxigraph import NamedNode
from samples import Builder, sample

from govgraph import build, extract, open_store
from govgraph.graph import iris
from govgraph.graph.diff import compare
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import Period, ThingType
from govgraph.ontology.terms import BASE, GOV, OA, SKOS
from govgraph.reviewing import Review

# ---- what each decision does ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_each_decision_changes_just_these_facts(name: str, tmp_path: Path) -> None:
    decision, expected = CASES[name]
    assert changes(tmp_path, decision) == expected


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


def test_a_split_holds_where_one_of_the_records_or_sources_of_a_thing_has_the_form(tmp_path: Path) -> None:
    texts = (
        "滨江区教育综述\n滨江区教育局印发《课后办法》。区教育局推出“小荷”课后服务品牌。\n",
        "滨江区教育公告\n滨江区教育局印发《入学办法》。\n",
    )
    found = [extract(read_bytes(text.encode(), f"{at}.txt")) for at, text in enumerate(texts)]
    decision = decide("split", "thing", subject="滨江区教育局", object="区教育局", new="区教育服务中心")
    store = open_store()
    build(store, found, Review(folder(tmp_path, [decision], "split"), strict=True))
    before = stored(tmp_path, extractions=found)
    assert compare(before, store).lines("zh")[1:] == [
        "> 小荷课后服务品牌 · 牵头单位 · 区教育服务中心",
        "< 小荷课后服务品牌 · 牵头单位 · 滨江区教育局",
        "> 区教育服务中心 · 类别 · 机构",
    ]


def test_every_form_taken_for_a_thing_says_why_it_was() -> None:
    reasons = {
        short(t.subject): short(t.object) for t in source(two_forms()) if t.predicate == GOV.identifiedBy
    }
    assert reasons == {f"gc:{two_forms().document.id}-m15": "rsn:省略区划的名称"}


def test_a_government_is_one_by_all_its_names_and_each_says_why() -> None:
    text = "滨江区政务公开\n区政府召开全体会议。滨江区政府发文。滨江区人民政府印发《公开办法》。\n"
    triples = source(extract(read_bytes(text.encode(), "x.txt")))
    named = {short(t.object) for t in triples if t.predicate == GOV.about}
    assert {one for one in named if one.startswith("go:")} == {"go:330108-滨江区人民政府"}
    assert sorted(short(t.object) for t in triples if t.predicate == GOV.identifiedBy) == [
        "rsn:省略区划的名称",
        "rsn:通用简称",
    ]


def test_a_name_that_is_corrected_is_mentioned_where_it_stands_in_full() -> None:
    builder = Builder("改造了同德里片区。")
    builder.thing("德里片区", ThingType.PLACE)
    extraction = builder.build()
    decision = decide("correct", "thing", subject="德里片区", field="name", new="同德里片区")
    triples = source(extraction, decision)
    surfaces = {short(t.subject): short(t.object) for t in triples if t.predicate == GOV.surface}
    assert surfaces == {f"gc:{extraction.document.id}-m4": "同德里片区"}
    assert not [t for t in triples if t.predicate in (SKOS.altLabel, GOV.identifiedBy)]
    assert {short(t.object) for t in triples if t.predicate == OA.exact} == {
        "同德里片区",
        "改造了同德里片区。",
    }


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


@pytest.mark.parametrize(
    ("subject", "what", "address"),
    [("一窗通机制", "initiative", "initiative/330108-一窗通机制"), ("滨江区", "place", "place/330108")],
)
def test_what_a_person_tells_of_a_thing_goes_into_the_registry(
    subject: str, what: str, address: str, tmp_path: Path
) -> None:
    changes = {"field": "en|gloss|field", "new": "One Window|Papers at one desk.|ageing"}
    store = stored(tmp_path, decide("add", "thing", subject=subject, what=what, **changes))
    node = NamedNode(f"{BASE}{address}")
    answer: Any = store.query("CONSTRUCT { ?c ?p ?o } WHERE { ?c ?p ?o }", {"c": node})
    said = {(short(t.predicate), short(t.object), getattr(t.object, "language", None)) for t in answer}
    assert {
        ("skos:prefLabel", "One Window", "en"),
        ("skos:prefLabel", subject, "zh"),
        ("skos:definition", "Papers at one desk.", "en"),
        ("gov:field", "fld:养老服务", None),
    } == {one for one in said if one[0] in ("skos:prefLabel", "skos:definition", "gov:field")}


def test_a_registered_indicator_leaves_the_words_of_the_source_beside_it(tmp_path: Path) -> None:
    found = {}
    for told in ("养老床位", "收费床位"):
        decision = decide("correct", "figure", what="小微企业", field="indicator", new=told)
        claim = about(stored(tmp_path, decision), f"vq{place('2400户')}")
        found[told] = claim["gov:indicator"], claim["gov:measureText"]
    assert found == {
        "养老床位": ({"ind:养老床位"}, {"小微企业"}),
        "收费床位": ({"ind:收费床位"}, {"收费床位"}),
    }
    decision = decide("correct", "figure", what="小微企业", field="indicator|measure", new="养老床位|床位")
    claim = about(stored(tmp_path, decision), f"vq{place('2400户')}")
    assert (claim["gov:indicator"], claim["gov:measureText"]) == ({"ind:养老床位"}, {"床位"})


def test_of_several_decisions_on_a_claim_the_one_that_changed_most_is_its_status(tmp_path: Path) -> None:
    told = {"kind": "thing", "subject": "一窗通机制"}
    added = decide("add", what="initiative", field="en", new="One Window", **told)
    accepted = decide("accept", **told)
    corrected = decide("correct", field="level", new="district", **told)
    for decisions, expected in (
        ((accepted, added), "gov:accepted"),
        ((added, corrected), "gov:corrected"),
    ):
        store = stored(tmp_path, *decisions)
        assert about(store, f"m{place('“一窗通”')}")["gov:status"] == {expected}


def test_figures_take_the_field_that_a_person_told_of_what_they_are_reported_under(tmp_path: Path) -> None:
    told = decide("correct", "thing", subject="区民政局", field="field", new="health")
    at = f"q{place('12家')}"
    kept, moved = (about(stored(tmp_path, *one), at)["gov:field"] for one in ((), (told,)))
    assert (kept, moved) == ({"fld:养老服务"}, {"fld:医疗卫生"})


def test_an_area_of_the_table_of_places_has_the_english_name_that_a_person_tells(tmp_path: Path) -> None:
    told = decide(
        "add", "thing", subject="滨江区", what="place", field="en|gloss", new="Binjiang|A district."
    )
    builder = Builder("滨江区推出新办法。")
    builder.thing("滨江区", ThingType.PLACE, code="330108", level="district")
    store = stored(tmp_path, told, extractions=[builder.build()])
    found: Any = store.query("SELECT ?o WHERE { gp:330108 skos:prefLabel|skos:definition ?o }")
    assert sorted(str(row["o"].value) for row in found) == ["A district.", "Binjiang", "滨江区"]


def test_an_area_that_a_person_adds_is_the_one_of_the_table_of_places(tmp_path: Path) -> None:
    areas = [("江苏省", "江苏省"), ("中国", "全国"), ("北塘片区", "北塘片区")]
    told = [decide("add", "thing", subject=name, what="place", quote=words) for name, words in areas]
    text = Builder("江苏省和全国都来学北塘片区。").build()
    store = stored(tmp_path, *told, extractions=[text])
    found: Any = store.query("SELECT DISTINCT ?thing { ?mention a gov:Mention ; gov:about ?thing }")
    assert {short(row["thing"]) for row in found} == {"gp:320000", "gp:100000", "gp:330108-北塘片区"}


def test_a_corrected_period_keeps_what_was_written_and_that_it_was_read_from_the_context() -> None:
    builder = Builder("五年来，湿地保护率达78%。")
    five = Period("五年来", start=date(2016, 1, 1), end=date(2021, 7, 26), inferred=True)
    builder.figure("78%", "湿地保护率", "78", "%", period=five)
    decision = decide("correct", "figure", what="湿地保护率", field="period", new="2021-07-26")
    names = ("periodText", "start", "end", "periodInferred")
    told = {
        short(t.predicate): short(t.object)
        for t in source(builder.build(), decision)
        if t.predicate in [GOV[name] for name in names]
    }
    assert told == {"gov:periodText": "五年来", "gov:end": "2021-07-26", "gov:periodInferred": "true"}
