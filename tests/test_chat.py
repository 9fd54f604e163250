"""The optional extractor that asks a chat endpoint: what it adds, refuses and costs, and how it fails."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chat_server import Endpoint, Reply, endpoint, failed, said
from hypothesis import given
from hypothesis import strategies as st
from samples import Builder

from govgraph.loaders.chat.extractor import ChatExtractor, extract_with_chat, read_passages, report
from govgraph.loaders.chat.grounding import Locator, Ungrounded, name_key
from govgraph.loaders.chat.prompt import messages, read_answer, sample_quotes
from govgraph.loaders.chat.settings import ChatSettings, cache_folder
from govgraph.loaders.reading.fold import fold
from govgraph.loaders.report import to_text
from govgraph.ontology.errors import ChatError, SourceError, UsageError
from govgraph.ontology.records import Document, Extraction, Predicate, Refused, Span, ThingType

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


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> Document:
    read_by_rules(monkeypatch, base := rules())
    return base.document


def read_by_rules(monkeypatch: pytest.MonkeyPatch, base: Extraction) -> None:
    def extract(document: Document) -> Extraction:
        return replace(base, document=document)

    monkeypatch.setattr("govgraph.loaders.chat.extractor.extract", extract)


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., ChatSettings]:
    """Settings for an endpoint, with waits that a test can afford."""

    def made(place: Endpoint | str, **more: Any) -> ChatSettings:
        url = place if isinstance(place, str) else place.url
        given: dict[str, Any] = {"cache": tmp_path / "cache", "backoff": 0.01, "timeout": 20.0} | more
        return ChatSettings(url, "small-model", **given)

    return made


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


# ---- what it refuses -------------------------------------------------------------------------------


def test_what_cannot_be_found_in_the_paragraph_is_refused_and_asked_for_once_more(
    document: Document, settings: Made
) -> None:
    bad = {
        "things": [
            {"quote": "区民政局", "type": "institution"},
            {"quote": "银发出行计划", "type": "program"},
            {"quote": "“晨光屋”托管服务", "type": "initiative"},
            {"quote": "独居老人", "type": "people"},
            {"quote": "3200人", "type": "group"},
            {"quote": "该区", "type": "place"},
            {"quote": "老", "type": "group"},
            {"quote": "3200人。去年", "type": "event"},
            {"quote": "助餐点"},
            "助餐点",
        ],
        "relations": [
            {"subject": "区民政局", "predicate": "owns", "object": "独居老人", "quote": "惠及独居老人3200人"},
            {"subject": "区民政局", "predicate": "has_outcome", "object": "N9", "quote": "覆盖12个社区"},
            {
                "subject": "区民政局",
                "predicate": "has_outcome",
                "object": "13个社区",
                "quote": "覆盖12个社区",
            },
            {
                "subject": "区民政局",
                "predicate": "has_outcome",
                "object": "N1",
                "quote": "助餐点获评省级为老服务示范点",
            },
            {"subject": "区民政局", "predicate": "benefits", "object": "独居老人", "quote": "去年"},
            {"subject": "区民政局", "predicate": "benefits", "object": "独居老人", "quote": "已覆盖"},
            {
                "subject": "区民政局",
                "predicate": "launched",
                "object": "独居老人",
                "quote": "惠及独居老人3200人",
            },
            {
                "subject": "独居老人",
                "predicate": "part_of",
                "object": "独居老人",
                "quote": "惠及独居老人3200人",
            },
            {"subject": "助餐点", "predicate": "has_outcome", "object": "N2", "quote": "惠及独居老人3200人"},
        ],
    }
    with endpoint(one(bad)) as place:
        extraction = extract_with_chat(document, settings(place))
    assert added(extraction) == ([], [])
    assert len(place.bodies) == 3
    absent, elsewhere = "not in the paragraph", "an end is not named in that sentence"
    assert refusals(extraction) == [
        ("item", '{"quote": "助餐点"}', "a field is missing or of the wrong kind"),
        ("item", '"助餐点"', "a field is missing or of the wrong kind"),
        ("thing", "银发出行计划", absent),
        ("thing", "“晨光屋”托管服务", "an example of the prompt, not of the text"),
        ("thing", "独居老人", "unknown type"),
        ("thing", "3200人", "a figure, not a name"),
        ("thing", "该区", "a word for the place itself, not a name"),
        ("thing", "老", "too long or too short for a name"),
        ("thing", "3200人。去年", "too long or too short for a name"),
        ("relation", "区民政局 —owns→ 独居老人: 惠及独居老人3200人", "unknown predicate"),
        ("relation", "区民政局 —has_outcome→ N9: 覆盖12个社区", "our grammar reads no such figure there"),
        ("relation", "区民政局 —has_outcome→ 13个社区: 覆盖12个社区", absent),
        ("relation", "区民政局 —has_outcome→ N1: 助餐点获评省级为老服务示范点", elsewhere),
        ("relation", "区民政局 —benefits→ 独居老人: 去年", elsewhere),
        ("relation", "区民政局 —benefits→ 独居老人: 已覆盖", "the quote names neither end"),
        (
            "relation",
            "区民政局 —launched→ 独居老人: 惠及独居老人3200人",
            "the predicate does not fit its ends",
        ),
        ("relation", "独居老人 —part_of→ 独居老人: 惠及独居老人3200人", "both ends are one thing"),
        ("relation", "助餐点 —has_outcome→ N2: 惠及独居老人3200人", "an end is not among the things"),
    ]
    assert place.asked(1).splitlines()[1:4] == [
        '- {"quote": "助餐点"}(缺少字段)',
        '- "助餐点"(缺少字段)',
        "- 银发出行计划(段落中没有这些字,请逐字抄录)",
    ]
    assert report(extraction).startswith(
        "sample.txt: 0 things and 0 relations added, 18 refused (2 a field is missing or of the wrong kind, "
        "2 an end is not named in that sentence, 2 not in the paragraph, "
    )


def test_what_the_second_try_corrects_is_taken(document: Document, settings: Made) -> None:
    wrong = {"things": [{"quote": "暖巷助餐站", "type": "initiative"}], "relations": []}
    right = {"things": [{"quote": "暖巷”助餐点", "type": "initiative"}], "relations": []}

    def reply(body: dict[str, Any], turn: int) -> Reply:
        return said([wrong, right, EMPTY][turn])

    with endpoint(reply) as place:
        extraction = extract_with_chat(document, settings(place))
        assert extract_with_chat(document, settings(place)) == extraction
    assert len(place.bodies) == 3
    assert added(extraction)[0] == [("initiative", "暖巷助餐点", "chat:small-model", "0.60")]
    assert refusals(extraction) == [("thing", "暖巷助餐站", "not in the paragraph")]


def test_a_value_of_the_models_is_not_looked_at(document: Document, settings: Made) -> None:
    answer = {
        "things": [{"quote": "区民政局", "type": "institution", "value": 99, "unit": "亿元"}],
        "relations": [],
        "measurements": [{"quote": "12个社区", "value": 13, "unit": "家"}],
    }
    with endpoint(one(answer)) as place:
        extraction = extract_with_chat(document, settings(place))
    assert extraction.measurements == rules().measurements
    assert refusals(extraction) == []


def test_what_cannot_be_printed_is_made_printable(document: Document, settings: Made) -> None:
    raw = (
        r'{"things": [{"quote": "独居\ud83d老人", "type": "group"}, '
        r'{"quote": "\u001b[31m红", "type": "group"}, ["\ud83d"]]}'
    )
    with endpoint(lambda _, turn: said(raw if turn == 0 else EMPTY)) as place:
        extraction = extract_with_chat(document, settings(place))
    assert refusals(extraction) == [
        ("item", '["?"]', "a field is missing or of the wrong kind"),
        ("thing", "独居?老人", "not in the paragraph"),
        ("thing", "?[31m红", "not in the paragraph"),
    ]
    assert "\n".join(to_text(extraction, explain=True)).encode()


def test_extract_explain_lists_what_was_refused(document: Document, settings: Made) -> None:
    answer = {"things": [{"quote": "银发出行\n计划", "type": "program"}], "relations": []}
    with endpoint(one(answer)) as place:
        extraction = extract_with_chat(document, settings(place))
    lines = list(to_text(extraction, explain=True))
    assert "      0  refused      thing 银发出行 计划  [not in the paragraph]" in lines
    assert lines[-1].endswith("0 numbers left out, 1 answers refused")
    assert not any("银发" in line for line in to_text(extraction))


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


# ---- grounding -------------------------------------------------------------------------------------

LINE = "“三联”机制 惠及１２个村，“三联”机制\u3000再获好评，甲 镇办了3 5场，PM2.5降了。"


@pytest.mark.parametrize(
    ("quote", "after", "how", "expected"),
    [
        ("“三联”机制", 0, {"name": True}, "“三联”机制@0"),
        ("“三联”机制", 5, {"name": True}, "“三联”机制@14"),
        ("“三联”机制", 30, {"name": True}, "“三联”机制@0"),
        ("“三联”机制", 30, {}, "stands several times in the paragraph"),
        ("三联机制", 0, {"name": True}, "“三联”机制@0"),
        ('"三联"机制 惠及12个村', 0, {}, "“三联”机制 惠及１２个村@0"),
        ("惠及12个村", 0, {}, "惠及１２个村@7"),
        ("「三联」机制再获好评", 0, {}, "“三联”机制\u3000再获好评@14"),
        ("12个", 0, {"figure": True}, "１２个@9"),
        ("1 2个", 0, {"figure": True}, "not in the paragraph"),
        ("13个", 0, {}, "not in the paragraph"),
        ("甲镇", 0, {"name": True}, "甲 镇@26"),
        ("甲镇办了35场", 0, {}, "not in the paragraph"),
        ("PM25降了", 0, {}, "not in the paragraph"),
        ("三联的机制", 0, {"name": True}, "not in the paragraph"),
        ("”", 40, {}, "stands several times in the paragraph"),
        ("环山公路改造工程", 0, {"name": True}, "an example of the prompt, not of the text"),
    ],
)
def test_a_quote_is_found_sign_by_sign_or_not_at_all(
    quote: str, after: int, how: dict[str, bool], expected: str
) -> None:
    text = LINE
    try:
        span = Locator(text, fold(text), Span(0, len(text))).find(quote, after, **how)
        found = f"{text[span.start : span.end]}@{span.start}"
    except Ungrounded as reason:
        found = str(reason)
    assert found == expected


SIGNS = st.text(alphabet='甲乙丙12１. \u3000“”"「，,《', max_size=14)


@given(text=SIGNS, quote=SIGNS, after=st.integers(0, 14), name=st.booleans())
def test_whatever_is_found_agrees_in_every_sign_but_marks_and_in_every_number(
    text: str, quote: str, after: int, name: bool
) -> None:
    if not quote.strip():
        return
    try:
        span = Locator(text, fold(text), Span(0, len(text))).find(quote, after, name=name)
    except Ungrounded:
        return
    found = text[span.start : span.end]
    assert found
    assert name_key(found) == name_key(quote)
    assert re.findall(r"\d+(?:\.\d+)?", fold(found)) == re.findall(r"\d+(?:\.\d+)?", fold(quote))


def test_the_examples_of_the_prompt_agree_with_themselves() -> None:
    asked = messages("段", "题", "地", "节", ("1个",))
    for question, answer in zip(asked[1:-1:2], asked[2:-1:2], strict=True):
        passage = question["content"].rpartition("段落:\n")[2]
        found = read_answer(answer["content"])
        assert found.malformed == ()
        quotes = [thing.quote for thing in found.things] + [relation.quote for relation in found.relations]
        assert [quote for quote in quotes if quote not in passage or quote not in sample_quotes()] == []


@pytest.mark.parametrize(
    "raw",
    [
        '{"things": [{"quote": "甲", "type": "place"}], "relations": []}',
        '好的：\n```json\n{"things": [{"quote": "甲", "type": "place"}]}\n```\n以上。',
        '<think>{"things": []} 不对，还有 {甲}</think>'
        '{"things": [{"quote": " 甲 ", "type": "place"}], "relations": null}',
    ],
    ids=["bare", "fenced", "thought aloud"],
)
def test_json_is_found_amid_other_words(raw: str) -> None:
    assert [(thing.quote, thing.type) for thing in read_answer(raw).things] == [("甲", "place")]


def test_long_paragraphs_are_asked_about_in_parts_of_whole_sentences(document: Document) -> None:
    parts = read_passages(document, 50)
    assert [(document.text[p.span.start : p.span.end], p.paragraph) for p in parts] == [
        (FIRST.partition("。")[0] + "。", 1),
        (FIRST.partition("。")[2], 1),
        (SECOND, 2),
    ]
    assert [document.text[p.span.start : p.span.end] for p in read_passages(document, 1200)] == [
        FIRST,
        SECOND,
    ]


# ---- how it fails ----------------------------------------------------------------------------------


def test_an_answer_that_is_no_json_is_asked_for_once_more_with_a_looser_format(
    document: Document, settings: Made
) -> None:
    def reply(body: dict[str, Any], turn: int) -> Reply:
        return said('{"things": [{"quote": "区民') if turn == 0 else well(body, turn)

    with endpoint(reply) as place:
        extraction = extract_with_chat(document, settings(place))
    assert extraction.refused == ()
    assert len(added(extraction)[0]) == 2
    assert place.formats == ["json_schema", "json_object", "json_object"]
    assert place.asked(1) == "上一条回答不是所要求的 JSON 对象。只输出那一个 JSON 对象,不要任何别的文字。"


def test_paragraphs_without_a_usable_answer_are_named_and_the_others_kept(
    document: Document, settings: Made
) -> None:
    def reply(body: dict[str, Any], turn: int) -> Reply:
        return said("抱歉") if passage_of(body) == FIRST else well(body, turn)

    message = (
        "sample.txt: small-model gave no usable answer to paragraph 1: the answer is not the JSON that was "
        "asked for. The other answers are kept: run again, or set GOVGRAPH_CHAT_ON_FAILURE=rules to take the "
        "records of the rules there"
    )
    with endpoint(reply) as place:
        with pytest.raises(SourceError) as failure:
            extract_with_chat(document, settings(place))
        assert str(failure.value) == message
        assert len(place.bodies) == 3
        extraction = extract_with_chat(document, settings(place, keep_rules=True))
        assert len(place.bodies) == 5
    assert [thing[1] for thing in added(extraction)[0]] == ["厨房改造"]
    start = TEXT.index(FIRST)
    assert extraction.refused == (
        Refused(
            "paragraph",
            f"paragraph 1 {FIRST[:12]}…",
            "the answer is not the JSON that was asked for",
            Span(start, start + len(FIRST)),
        ),
    )
    assert extraction.extractor.endswith(" without paragraph 1")
    assert report(extraction).endswith(
        "0 refused; the records of the rules stand in paragraphs without an answer: "
        f"paragraph 1 {FIRST[:12]}… (the answer is not the JSON that was asked for)"
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            said(EMPTY, "length"),
            "the answer was cut off; raise GOVGRAPH_CHAT_MAX_TOKENS or lower GOVGRAPH_CHAT_PASSAGE",
        ),
        (said(None, "content_filter"), "the endpoint withheld the answer"),
        (said(None), "the answer is not the JSON that was asked for"),
        (said({"things": {}, "relations": []}), "the answer is not the JSON that was asked for"),
    ],
    ids=["cut off", "withheld", "empty", "wrong shape"],
)
def test_part_of_an_answer_is_no_answer(
    answer: Reply, reason: str, document: Document, settings: Made
) -> None:
    with endpoint(lambda _b, _t: answer) as place, pytest.raises(SourceError) as failure:
        extract_with_chat(document, settings(place))
    assert f"no usable answer to paragraphs 1–2: {reason}." in str(failure.value)


@pytest.mark.parametrize(
    "trouble",
    [
        failed(429, "slow down", Retry_After="0"),
        failed(503, "starting"),
        Reply(b'{"choices": [{"message": {"con'),
        replace(said(EMPTY), cut=40),
    ],
    ids=["429", "503", "broken JSON", "broken off"],
)
def test_what_may_pass_is_tried_again(trouble: Reply, document: Document, settings: Made) -> None:
    with endpoint(lambda body, turn: trouble if turn == 0 else well(body, turn)) as place:
        extractor = ChatExtractor(settings(place, timeout=2.0))
        extraction = extractor(document)
    assert len(added(extraction)[0]) == 2
    assert extractor.usage.requests == len(place.bodies) == 3


def fails(document: Document, settings: ChatSettings) -> str:
    """The line that an extraction ends with; it names the paragraphs that were not read."""
    with pytest.raises(ChatError) as failure:
        extract_with_chat(document, settings)
    line = str(failure.value)
    prefix = "sample.txt: paragraphs 1–2 not read: "
    assert line.startswith(prefix)
    assert "\n" not in line
    return line.removeprefix(prefix)


@pytest.mark.parametrize(
    "slow",
    [replace(said(EMPTY), wait=5.0), replace(said(EMPTY), drip=0.1)],
    ids=["silent", "in drips"],
)
def test_an_endpoint_that_is_too_slow_is_given_up(slow: Reply, document: Document, settings: Made) -> None:
    with endpoint(lambda _b, _t: slow) as place:
        line = fails(document, settings(place, timeout=0.3, retries=1))
        assert line == (
            f"{place.url}/chat/completions did not answer within 0.3 s (GOVGRAPH_CHAT_TIMEOUT), 2 times; "
            "try again later"
        )
        assert len(place.bodies) == 2


def test_a_wait_longer_than_allowed_is_not_waited(document: Document, settings: Made) -> None:
    with endpoint(lambda _b, _t: failed(429, "busy", Retry_After="3600")) as place:
        line = fails(document, settings(place))
        assert line == (
            f"{place.url}/chat/completions answered HTTP 429 (busy) and asks to wait 3600 s, more than "
            "GOVGRAPH_CHAT_MAX_WAIT (60 s) allows; run again then"
        )
        assert len(place.bodies) == 1


@pytest.mark.parametrize(
    ("answer", "requests", "part"),
    [
        (
            failed(401, "no such key secret"),
            1,
            "HTTP 401 (no such key …); the key is not taken: check GOVGRAPH_CHAT_KEY",
        ),
        (failed(403, "not yours"), 1, "HTTP 403 (not yours); the key is not taken: check GOVGRAPH_CHAT_KEY"),
        (failed(402, "pay"), 1, "HTTP 402 (pay); the quota is spent"),
        (failed(429, "You exceeded your current quota"), 1, "the quota is spent: answers so far are kept"),
        (
            failed(404, "no model"),
            1,
            "check GOVGRAPH_CHAT_URL and that it serves GOVGRAPH_CHAT_MODEL=small-model",
        ),
        (failed(400, "max_tokens is not supported"), 3, "GOVGRAPH_CHAT_MAX_TOKENS=0 sends no bound"),
        (
            failed(400, "context too long"),
            3,
            "HTTP 400 (context too long); check GOVGRAPH_CHAT_MODEL, or lower",
        ),
        (
            failed(307, Location="http://127.0.0.1:9/"),
            1,
            "redirects to http://127.0.0.1:9/: set GOVGRAPH_CHAT_URL",
        ),
        (failed(500, "out of memory"), 4, "answered HTTP 500 (out of memory), 4 times; try again later"),
        (Reply(b"<html>Welcome</html>"), 1, "did not answer as a chat endpoint does (<html>Welcome</html>)"),
        (Reply(b'{"error": {"message": "overloaded"}}'), 1, "answered without a choice: overloaded"),
        (Reply(b"[]"), 1, "answered without a choice: []"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Reply) else None,
)
def test_what_will_not_pass_ends_the_run_in_one_line(
    answer: Reply, requests: int, part: str, document: Document, settings: Made
) -> None:
    with endpoint(lambda _b, _t: answer) as place:
        line = fails(document, settings(place, key="secret"))
        assert part in line
        assert "secret" not in line
        assert len(place.bodies) == requests


def test_an_endpoint_that_is_not_there_is_named(document: Document, settings: Made) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        line = fails(document, settings(f"http://127.0.0.1:{port}/v1"))
    assert line.startswith(f"http://127.0.0.1:{port}/v1/chat/completions cannot be reached (")
    assert line.endswith("check GOVGRAPH_CHAT_URL and that the server runs")


def test_servers_that_know_fewer_formats_are_asked_in_theirs(document: Document, settings: Made) -> None:
    def reply(known: str) -> Callable[[dict[str, Any], int], Reply]:
        def answer(body: dict[str, Any], turn: int) -> Reply:
            kind = body.get("response_format", {}).get("type", "text")
            return well(body, turn) if kind == known else failed(400, f"response_format {kind} is not known")

        return answer

    with endpoint(reply("json_object")) as place:
        extract_with_chat(document, settings(place))
        assert place.formats == ["json_schema", "json_object", "json_object"]
    with endpoint(reply("text")) as place:
        extract_with_chat(document, settings(place, cache=settings(place).cache / "other"))
        assert place.formats == ["json_schema", "json_object", "text", "text"]


@pytest.mark.parametrize(
    ("limits", "part"),
    [
        ({"max_requests": 1}, "the limit of 1 requests is reached"),
        ({"max_characters": 6000}, "the limit of 6000 characters sent is reached"),
    ],
)
def test_limits_hold_and_what_was_answered_is_kept(
    limits: dict[str, int], part: str, document: Document, settings: Made
) -> None:
    with endpoint(well) as place:
        with pytest.raises(ChatError) as failure:
            extract_with_chat(document, settings(place, **limits))
        assert str(failure.value).startswith(
            f"sample.txt: paragraph 2 not read: {part}; answers so far are kept"
        )
        rest = ChatExtractor(settings(place))
        rest(document)
        assert (rest.usage.cached, rest.usage.requests, len(place.bodies)) == (1, 1, 2)


# ---- settings --------------------------------------------------------------------------------------


def test_settings_come_from_the_environment() -> None:
    given = {
        "GOVGRAPH_CHAT_URL": " http://127.0.0.1:8080/v1/ ",
        "GOVGRAPH_CHAT_MODEL": "m",
        "GOVGRAPH_CACHE": "c",
    }
    settings = ChatSettings.from_environment(given)
    assert settings == ChatSettings("http://127.0.0.1:8080/v1", "m", Path("c") / "chat")
    more = {
        "GOVGRAPH_CHAT_KEY": "secret",
        "GOVGRAPH_CHAT_OFFLINE": "1",
        "GOVGRAPH_CHAT_ON_FAILURE": "rules",
        "GOVGRAPH_CHAT_MAX_REQUESTS": "7",
        "GOVGRAPH_CHAT_MAX_CHARACTERS": "8000",
        "GOVGRAPH_CHAT_MAX_TOKENS": "0",
        "GOVGRAPH_CHAT_PASSAGE": "300",
        "GOVGRAPH_CHAT_RETRIES": "0",
        "GOVGRAPH_CHAT_TIMEOUT": "9.5",
        "GOVGRAPH_CHAT_BACKOFF": "0",
        "GOVGRAPH_CHAT_MAX_WAIT": "0",
    }
    whole = ChatSettings.from_environment(given | more)
    assert whole == ChatSettings(
        settings.url, "m", settings.cache, "secret", True, True, 7, 8000, 0, 300, 0, 9.5, 0, 0
    )
    assert "secret" not in repr(whole)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({}, "needs GOVGRAPH_CHAT_URL and GOVGRAPH_CHAT_MODEL: set"),
        ({"GOVGRAPH_CHAT_URL": "http://h/v1"}, "needs GOVGRAPH_CHAT_MODEL: set"),
        ({"GOVGRAPH_CHAT_OFFLINE": "1"}, "needs GOVGRAPH_CHAT_MODEL: set"),
        ({"GOVGRAPH_CHAT_MODEL": "m", "GOVGRAPH_CHAT_URL": "ftp://h"}, "GOVGRAPH_CHAT_URL is 'ftp://h'"),
        ({"GOVGRAPH_CHAT_URL": "http://h:port/v1"}, "GOVGRAPH_CHAT_URL is 'http://h:port/v1'"),
        ({"GOVGRAPH_CHAT_URL": "http://主机/v1"}, "GOVGRAPH_CHAT_URL is 'http://主机/v1'"),
        ({"GOVGRAPH_CHAT_KEY": "钥匙"}, "GOVGRAPH_CHAT_KEY has characters that no key has"),
        ({"GOVGRAPH_CHAT_KEY": "a\r\nHost: b"}, "GOVGRAPH_CHAT_KEY has characters that no key has"),
        ({"GOVGRAPH_CHAT_RETRIES": "many"}, "GOVGRAPH_CHAT_RETRIES is 'many': give a number of at least 0"),
        ({"GOVGRAPH_CHAT_PASSAGE": "5"}, "GOVGRAPH_CHAT_PASSAGE is '5': give a number of at least 50"),
        ({"GOVGRAPH_CHAT_ON_FAILURE": "hope"}, "GOVGRAPH_CHAT_ON_FAILURE is 'hope': give stop or rules"),
    ],
)
def test_wrong_settings_are_a_wrong_call(given: dict[str, str], part: str) -> None:
    whole = {"GOVGRAPH_CHAT_URL": "http://h/v1", "GOVGRAPH_CHAT_MODEL": "m"}
    env = given if "GOVGRAPH_CHAT" in part and part.startswith("needs") else whole | given
    with pytest.raises(UsageError) as failure:
        ChatSettings.from_environment(env)
    assert part in str(failure.value)


def test_the_cache_lies_where_users_expect_it(tmp_path: Path) -> None:
    assert cache_folder({"GOVGRAPH_CACHE": "c", "XDG_CACHE_HOME": "x"}) == Path("c")
    assert cache_folder({"XDG_CACHE_HOME": "x"}) == Path("x") / "govgraph"
    assert cache_folder({}) == Path.home() / ".cache" / "govgraph"


def test_a_cache_that_cannot_be_written_says_so(document: Document, settings: Made, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with endpoint(well) as place:
        line = fails(document, settings(place, cache=tmp_path / "file"))
    assert line.startswith("the answer cannot be kept in ")
    assert line.endswith("set GOVGRAPH_CACHE to a folder that can be written")
