"""Review decisions are replayed whatever the offsets and the order, or refused, and can be undone."""

from __future__ import annotations

import dataclasses
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from decided import CASES, MERGE, decide, dump, folder, short, source, stored, two_forms
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal
from samples import HOME, REPORT, Builder, sample

from govgraph import build, extract, open_store, read_bytes, read_document, remove
from govgraph.graph.diff import compare, facts
from govgraph.graph.ground import Ground
from govgraph.graph.review.decisions import Decision
from govgraph.graph.review.graph import decisions_in, reviewed
from govgraph.graph.review.recorded import Cells, Facts
from govgraph.graph.review.waiting import waiting
from govgraph.ontology.archive import from_archive, to_archive
from govgraph.ontology.errors import RecordError, ReviewError
from govgraph.ontology.records import Document, Extraction, PlaceRef
from govgraph.ontology.terms import GOV, PROV
from govgraph.pipeline import build_files
from govgraph.reviewing import Review

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


class Meanwhile:
    """Reads by the rules, while another build gives the store its decisions."""

    name = "meanwhile"

    def __init__(self, store: Path, note: Path, review: Path) -> None:
        self.arguments = str(store), [str(note)], Review(review)

    def __call__(self, document: Document) -> Extraction:
        store, notes, review = self.arguments
        build_files(store, notes, print, 1, None, review)
        return extract(document)


def test_decisions_that_another_build_makes_meanwhile_are_kept_and_hold(tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    review = folder(tmp_path, BOTH)
    crossing = Meanwhile(tmp_path / "store", first, review)
    build_files(str(tmp_path / "store"), [str(second)], print, 1, crossing)
    build_files(str(tmp_path / "other"), [str(first)], print, 1, None, Review(review))
    build_files(str(tmp_path / "other"), [str(second)], print)
    with open_store(tmp_path / "store") as store, open_store(tmp_path / "other") as other:
        assert decisions_in(store) == tuple(sorted(BOTH))
        assert dump(store, tmp_path / "a.nq") == dump(other, tmp_path / "b.nq")


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


@pytest.mark.parametrize(
    "again",
    [
        decide("add", "figure", what="小微企业", value="2400", unit="户", quote="小微企业{2400户}"),
        decide(
            "add",
            "relation",
            subject="区民政局",
            what="partner",
            object="城南医院",
            quote="区民政局与城南医院合作",
        ),
        decide("add", "thing", subject="城南医院", what="institution"),
        decide("correct", "figure", quote="小微企业2400户", field="value|subject", new="2400|-"),
        decide(
            "correct",
            "relation",
            subject="区民政局",
            what="partner",
            object="城南医院",
            field="stage",
            new="done",
        ),
    ],
)
def test_what_is_added_or_corrected_though_the_rules_say_so_is_accepted(
    again: Decision, tmp_path: Path
) -> None:
    assert source(sample(), again) == source(sample())
    store = stored(tmp_path, again)
    answer: Any = store.query("SELECT ?s WHERE { ?review gov:reviews/gov:status ?s }")
    assert {short(row["s"]) for row in answer} == {"gov:accepted"}
    assert len(waiting(stored(tmp_path), Decimal(1)).items) > len(waiting(store, Decimal(1)).items)


@pytest.mark.parametrize(
    ("decision", "other"),
    [
        (decide("reject", "figure", what="小微企业", value="2300"), None),
        (decide("reject", "figure", value="86", quote="联系电话86-571"), None),
        (decide("reject", "thing", subject="一窗通工作"), None),
        (decide("reject", "relation", subject="区民政局", what="part_of", object="城南医院"), None),
        (
            decide("correct", "thing", subject="周闻报道", field="name|type", new="周闻|person"),
            decide("add", "thing", subject="周闻", what="person"),
        ),
        (
            decide("accept", "thing", subject="周闻", what="person"),
            decide("add", "thing", subject="周闻", what="person"),
        ),
        (
            decide("correct", "figure", what="企业", value="2300", field="value", new="600"),
            decide("correct", "figure", what="其他企业", field="indicator", new="企业"),
        ),
    ],
)
def test_a_decision_without_a_fact_holds_where_what_it_wants_is_so(
    decision: Decision, other: Decision | None
) -> None:
    others = [other] if other else []
    assert source(sample(), decision, *others) == source(sample(), *others)
    found = reviewed(sample(), [decision, *others])
    held = {short(t.subject) for t in found.reviews if t.predicate == PROV.used}
    assert (found.faults, held) == ((), {f"rv:{one.id}" for one in (decision, *others)})


def test_a_figure_can_be_told_by_words_that_it_stands_in() -> None:
    by_words = decide(
        "correct", "figure", quote="没有的字句|其他企业{600户}", field="indicator|bound", new="企业|over"
    )
    by_key = decide("correct", "figure", what="其他企业", field="indicator|bound", new="企业|over")
    changed = [
        {triple for triple in source(sample(), one) if triple.predicate not in (PROV.wasGeneratedBy,)}
        for one in (by_words, by_key)
    ]
    assert changed[0] == changed[1] != source(sample())


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


def test_the_example_review_decides_on_everything_and_makes_one_graph_of_both_texts(
    brief: Path, article: Path
) -> None:
    review = Review(brief.parent / "review", strict=True)
    stores = [open_store(), open_store()]
    for store, path in zip(stores, (brief, article), strict=True):
        build(store, [extract(read_bytes(path.read_bytes(), path.name))], review)
        assert [(item.cells, item.reason) for item in waiting(store, Decimal(1)).items] == []
    differences = compare(*stores).lines("en")
    assert len(facts(stores[0])) > 700 and differences[1:] == [], differences[0]


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
