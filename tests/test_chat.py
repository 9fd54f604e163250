"""The optional extractor that asks a chat endpoint: what it adds, and how that meets the rules."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from chat_cases import EMPTY, FIRST, SECOND, Made, added, read_by_rules, refusals, rules, well
from chat_server import endpoint, said
from samples import Builder

from govgraph.loaders.chat.extractor import ChatExtractor, extract_with_chat
from govgraph.ontology.errors import SourceError
from govgraph.ontology.records import Document, Predicate, ThingType

# ---- what it adds ----------------------------------------------------------------------------------


def test_what_is_well_answered_is_added_to_the_records_of_the_rules(
    document: Document, settings: Made
) -> None:
    base = rules()
    with endpoint(well) as place:
        extraction = extract_with_chat(document, settings(place))
    assert added(extraction) == (
        [
            ("initiative", "暖巷助餐点", "chat:small-model", "0.60"),
            ("program", "厨房改造", "chat:small-model", "0.60"),
        ],
        [
            ("区民政局", "launched", "暖巷助餐点", "chat:small-model", "0.50"),
            ("暖巷助餐点", "benefits", "独居老人", "chat:small-model/for-group", "0.50"),
            ("暖巷助餐点", "has_outcome", "12个", "chat:small-model", "0.50"),
            ("厨房改造", "funded", "450万元", "chat:small-model", "0.50"),
            ("PLACE", "launched", "厨房改造", "chat:small-model/verb-launched", "0.50"),
        ],
    )
    assert extraction.refused == ()
    assert (extraction.measurements, extraction.ignored) == (base.measurements, base.ignored)
    assert set(base.things) <= set(extraction.things)
    assert set(base.relations) <= set(extraction.relations)
    ids = [thing.id for thing in extraction.things] + [relation.id for relation in extraction.relations]
    assert len(set(ids)) == len(ids)
    assert extraction.extractor == ChatExtractor(settings(place)).name
    assert " + chat:small-model " in extraction.extractor
    assert len(place.bodies) == 2


def test_a_question_holds_one_paragraph_with_its_place_and_the_figures_of_our_grammar(
    document: Document, settings: Made
) -> None:
    with endpoint(well) as place:
        extract_with_chat(document, settings(place, key="secret"))
    assert place.asked(0) == (
        "文章:滨江区：一年的数字\n所在地:滨江区\n小标题:(无)\n数字:\nN1 12个\nN2 3200人\n段落:\n" + FIRST
    )
    body = place.bodies[0]
    assert (body["path"], body["model"], body["temperature"], body["max_tokens"]) == (
        "/v1/chat/completions",
        "small-model",
        0,
        4096,
    )
    assert [message["role"] for message in body["messages"]] == ["system", *["user", "assistant"] * 2, "user"]
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["things", "relations"]
    assert place.headers[0]["authorization"] == "Bearer secret"
    assert SECOND not in json.dumps(body, ensure_ascii=False)


def test_answers_are_kept_so_that_the_same_text_is_asked_about_once(
    document: Document, settings: Made, tmp_path: Path
) -> None:
    with endpoint(well) as place:
        first = extract_with_chat(document, settings(place, key="secret"))
        again = ChatExtractor(settings(place))
        assert again(document) == first
        assert (again.usage.passages, again.usage.cached, again.usage.requests) == (2, 2, 0)
        other = ChatExtractor(replace(settings(place), model="other-model"))
        other(document)
        assert other.usage.requests == 2
    offline = ChatExtractor(settings("", offline=True))
    assert offline(document) == first
    kept = [path.read_text("utf-8") for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert len(kept) == 4
    assert not any("secret" in text for text in kept)


def test_a_damaged_file_of_the_cache_is_asked_for_anew(
    document: Document, settings: Made, tmp_path: Path
) -> None:
    with endpoint(well) as place:
        first = extract_with_chat(document, settings(place))
        for path, content in zip(
            sorted((tmp_path / "cache").rglob("*.json")), ("{", '{"answers": ["?"]}'), strict=True
        ):
            path.write_text(content, "utf-8")
        assert extract_with_chat(document, settings(place)) == first
        assert len(place.bodies) == 4


def test_without_the_cache_an_offline_run_names_what_is_missing(document: Document, settings: Made) -> None:
    with pytest.raises(SourceError) as failure:
        extract_with_chat(document, settings("", offline=True))
    assert "sample.txt: small-model gave no usable answer to paragraphs 1–2: no answer in the cache" in str(
        failure.value
    )


# ---- the model and the rules -----------------------------------------------------------------------

ROAD = (
    "滨江区教育局推进“绿芽”行动计划，在晨曦路小学和晨曦书房试点，绿芽计划深受欢迎。"
    "教育大会召开，“绿芽”行动计划入选。\n"
)


def test_the_names_of_the_rules_stand_and_the_models_may_nest_but_not_cross(
    settings: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Builder(ROAD)
    builder.thing("滨江区教育局", ThingType.INSTITUTION)
    builder.thing("绿芽行动计划", ThingType.PROGRAM, "“绿芽”行动计划")
    builder.thing("晨曦路", ThingType.PLACE)
    read_by_rules(monkeypatch, base := builder.build())
    kinds = {
        "institution": ["教育局", "教育局推进", "晨曦路小学", "滨江区教育局"],
        "initiative": ["“绿芽”行动", "绿芽行动计划"],
        "place": ["晨曦书房"],
        "event": ["教育大会"],
    }
    answer = {"things": [{"quote": q, "type": kind} for kind, quotes in kinds.items() for q in quotes]}
    answer["things"].sort(key=lambda thing: ROAD.find(thing["quote"]))
    with endpoint(lambda _, turn: said(EMPTY if turn else answer)) as place:
        extraction = extract_with_chat(base.document, settings(place))
    assert sorted(refusals(extraction)) == [
        ("thing", "教育局", "part of a name that the rules read"),
        ("thing", "教育局推进", "crosses a name that the rules read"),
    ]
    assert [
        (t.id, t.type.value, t.name, t.rule, [m.quote for m in t.mentions]) for t in extraction.things
    ] == [
        ("e001", "institution", "滨江区教育局", "sample", ["滨江区教育局"]),
        ("e002", "program", "绿芽行动计划", "sample", ["“绿芽”行动计划", "“绿芽”行动计划"]),
        ("e003", "place", "晨曦路", "sample", ["晨曦路"]),
        ("e004", "institution", "晨曦路小学", "chat:small-model", ["晨曦路小学"]),
        ("e005", "place", "晨曦书房", "chat:small-model", ["晨曦书房"]),
        ("e006", "event", "教育大会", "chat:small-model", ["教育大会"]),
    ]


def test_a_relation_that_the_rules_have_is_theirs_and_so_is_its_mirror_image(
    settings: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Builder("甲医院与乙学院合作，甲医院下设丙中心。\n", place=None)
    first, second, third = (builder.thing(n, ThingType.INSTITUTION) for n in ("甲医院", "乙学院", "丙中心"))
    builder.relation("甲医院与乙学院合作", first, Predicate.PARTNER, second)
    builder.relation("甲医院下设丙中心", first, Predicate.INCLUDES, third)
    read_by_rules(monkeypatch, base := builder.build())
    relations = [
        {"subject": "乙学院", "predicate": "partner", "object": "甲医院", "quote": "甲医院与乙学院合作"},
        {"subject": "丙中心", "predicate": "part_of", "object": "甲医院", "quote": "甲医院下设丙中心"},
        {"subject": "PLACE", "predicate": "partner", "object": "甲医院", "quote": "甲医院与乙学院合作"},
    ]
    answer = {"things": [], "relations": relations}
    with endpoint(lambda _, turn: said(EMPTY if turn else answer)) as place:
        extraction = extract_with_chat(base.document, settings(place))
    assert extraction.relations == base.relations
    assert refusals(extraction) == [
        ("relation", "PLACE —partner→ 甲医院: 甲医院与乙学院合作", "the place of the document is not known")
    ]


def test_the_stage_and_the_silent_place_are_read_from_the_words(
    settings: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Builder("去年筹建星河论坛。滨江区举办星河论坛，在全区推广。论坛由省级支持。\n")
    forum = builder.thing("星河论坛", ThingType.EVENT)
    builder.thing("滨江区", ThingType.PLACE, id="place")
    read_by_rules(monkeypatch, base := builder.build())
    rows = [
        ("该区", "launched", "星河论坛", "去年筹建星河论坛"),
        ("星河论坛", "adopted_in", "全区", "在全区推广"),
        ("滨江区", "located_in", "星河论坛", "滨江区举办星河论坛"),
        ("星河论坛", "located_in", "PLACE", "滨江区举办星河论坛"),
    ]
    names = ("subject", "predicate", "object", "quote")
    answer = {"relations": [dict(zip(names, row, strict=True)) for row in rows]}
    with endpoint(lambda _, turn: said(EMPTY if turn else answer)) as place:
        extraction = extract_with_chat(base.document, settings(place))
    assert [
        (r.subject, r.predicate.value, r.object, r.implied, r.stage.value) for r in extraction.relations
    ] == [
        ("place", "launched", forum, True, "planned"),
        (forum, "located_in", "place", False, "done"),
        (forum, "adopted_in", "全区", False, "done"),
    ]
    assert [one[2] for one in refusals(extraction)] == ["the predicate does not fit its ends"]
