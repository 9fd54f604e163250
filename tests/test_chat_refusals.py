"""What is refused of a chat endpoint's answers, and how quotes and JSON are found in them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from chat_cases import EMPTY, FIRST, SECOND, Made, added, one, refusals, rules
from chat_server import Reply, endpoint, said
from hypothesis import given
from hypothesis import strategies as st

from govgraph.loaders.chat.extractor import extract_with_chat, read_passages, report
from govgraph.loaders.chat.grounding import Locator, Ungrounded, name_key
from govgraph.loaders.chat.prompt import messages, read_answer, sample_quotes
from govgraph.loaders.reading.fold import fold
from govgraph.loaders.report import to_text
from govgraph.ontology.records import Document, Span

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
    assert lines[-1].endswith("0 numbers left out, 1 answer refused")
    assert not any("银发" in line for line in to_text(extraction))


# ---- grounding -------------------------------------------------------------------------------------

LINE = "“三联”机制 惠及１２个村，“三联”机制\u3000再获好评，甲 镇办了120 350场，PM2.5降了。"


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
        ("甲镇办了120350场", 0, {}, "not in the paragraph"),
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
