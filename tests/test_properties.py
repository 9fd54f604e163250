"""What holds for every text, name and graph, tried on many that are made up."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants import check
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from govgraph.graph import iris
from govgraph.graph.assemble import assemble
from govgraph.graph.quads import source_triples
from govgraph.graph.store import OxigraphStore
from govgraph.loaders.extract import extract
from govgraph.loaders.figures.numerals import find_numeral
from govgraph.loaders.jsonl import to_jsonl
from govgraph.loaders.reading.fold import fold
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.errors import SourceError
from govgraph.ontology.records import Extraction
from govgraph.ontology.terms import BASE

PIECES = (
    *("青河县", "县民政局", "全县", "市政府", "省发改委", "该县", "“邻里帮”机制", "《养老服务办法》"),
    *("2020年", "五年来", "“十三五”期间", "去年底", "截至2021年6月", "同比", "比上年", "全年", "3月5日"),
    *(
        "新建",
        "完成投资",
        "实现",
        "达到",
        "增长",
        "下降",
        "减少",
        "获评",
        "推出",
        "出台",
        "覆盖",
        "由",
        "至",
        "从",
    ),
    *("公园", "游客", "市场主体", "财政收入", "粮食产量", "居民人均可支配收入", "养老床位", "老人", "材料"),
    *(
        "12",
        "3,400",
        "0.5",
        "９８",
        "87.6",
        "1/3",
        "3:4:5",
        "20-30",
        "第5",
        "十二",
        "两",
        "三分之一",
        "一半",
        "百",
    ),
    *(
        "个",
        "亿元",
        "%",
        "％",
        "万人次",
        "个百分点",
        "户",
        "家",
        "倍",
        "元/人",
        "公里",
        "亩",
        "余",
        "多",
        "万",
    ),
    *(
        "，",
        "。",
        "、",
        "；",
        "：",
        "（",
        "）",
        "其中",
        "分别",
        "和",
        "约",
        "超过",
        "不足",
        "近",
        "以上",
        "位居全省",
    ),
    *(
        "\n",
        "\n\n",
        "一、",
        "（二）",
        "1.",
        " ",
        "　",
        "\u00a0",
        "\ufeff",
        "\u200b",
        "&nbsp;",
        "<p>",
        "“",
        "”",
        "《",
    ),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
mixed = st.lists(st.one_of(texts, anything), min_size=1, max_size=4).map("".join)

many = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
few = settings(many, max_examples=20)


def extracted(text: str) -> Extraction | None:
    """The records of a text; None where it is refused as no text."""
    try:
        return extract(read_bytes(text.encode("utf-8"), "made-up.txt"))
    except SourceError:
        return None


@many
@given(anything)
def test_folding_never_changes_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@many
@given(mixed)
def test_every_record_of_any_text_stands_in_it_and_no_number_is_lost(text: str) -> None:
    found = extracted(text)
    if found is not None:
        check(found)


@few
@given(texts)
def test_the_same_text_gives_the_same_records(text: str) -> None:
    one, other = extracted(text), extracted(text)
    assert one == other


@many
@given(texts)
def test_records_come_back_from_their_json_lines(text: str) -> None:
    found = extracted(text)
    if found is None:
        return
    lines = list(to_jsonl(found))
    records = [json.loads(line) for line in lines]
    assert [json.dumps(record, ensure_ascii=False) for record in records] == lines
    for record in records:
        assert text.removeprefix("\ufeff")[record["start"] : record["end"]] == record["quote"]
    values = [Decimal(str(r["value"])) for r in records if r["kind"] == "measurement"]
    assert values == [figure.value for figure in found.measurements]


@many
@given(anything)
def test_a_slug_makes_an_address_and_stays_when_made_again(name: str) -> None:
    slug = iris.slug(name)
    assert slug and slug == iris.slug(name)
    assert iris.slug(slug) == slug
    assert len(slug) <= iris.LONGEST_SLUG
    assert NamedNode(f"{BASE}org/{slug}").value.endswith(slug)


@pytest.mark.parametrize("quotes", ["“{}”", "「{}」", "《{}》", '"{}"'])
@few
@given(st.text("水乡会办新城服务一二甲乙丙", min_size=1, max_size=12))
def test_quotation_marks_and_widths_do_not_change_a_slug(quotes: str, name: str) -> None:
    assert iris.slug(quotes.format(name)) == iris.slug(name)
    assert iris.slug("ＡＢ12" + name) == iris.slug("AB１２" + name)


DIGITS = "〇一二三四五六七八九"


def numeral(value: int) -> str:
    """A number below ten thousand in Chinese signs, as it is said."""
    said, zero = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            said += ("零" if zero and said else "") + DIGITS[digit] + sign
        zero = not digit
    return said.removeprefix("一") if 10 <= value < 20 else said


@many
@given(st.integers(1, 9999), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]))
def test_chinese_numerals_are_read_as_what_they_say(value: int, scale: tuple[str, int]) -> None:
    sign, factor = scale
    assert find_numeral(numeral(value) + sign) == value * factor


def canonical(quads: Dataset) -> str:
    quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, quads)))


@few
@given(texts)
def test_a_graph_comes_back_from_its_n_quads(text: str) -> None:
    found = extracted(text)
    if found is None:
        return
    name = iris.source_graph(found.document.id)
    quads = [Quad(t.subject, t.predicate, t.object, name) for t in source_triples(found)]
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    read = [Quad(q.subject, q.predicate, q.object, q.graph_name) for q in parse(written, RdfFormat.N_QUADS)]
    assert canonical(Dataset(read)) == canonical(Dataset(quads))
    with OxigraphStore.memory() as store:
        with store.writer() as writer:
            writer.put(name, [Triple(q.subject, q.predicate, q.object) for q in read])
        assert set(store.graph(name)) == set(source_triples(found))


@settings(few, max_examples=5)
@given(st.lists(texts, min_size=2, max_size=3, unique=True))
def test_the_order_of_any_sources_changes_no_graph(sources: list[str]) -> None:
    graphs = {
        iris.source_graph(found.document.id): source_triples(found)
        for found in map(extracted, sources)
        if found is not None
    }
    assert assemble(dict(reversed(graphs.items()))) == assemble(graphs)


@few
@given(anything)
def test_any_text_is_kept_in_a_graph_as_it_is(text: str) -> None:
    triple = Triple(iris.source("0a1b2c3d"), NamedNode(f"{BASE}ns#name"), Literal(text, language="zh"))
    with OxigraphStore.memory() as store:
        with store.writer() as writer:
            writer.put(iris.source_graph("0a1b2c3d"), [triple])
        assert list(store.graph(iris.source_graph("0a1b2c3d"))) == [triple]


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("全县用水减少.6亿立方米。", "6", "broken number"),
        ("自2018年9月28日起施行。", "28", "time"),
        ("全县推行“三清两改一提升”行动。", "两", "name"),
    ],
)
def test_a_number_that_is_no_figure_is_listed_with_its_reason(text: str, number: str, reason: str) -> None:
    found = extracted(text)
    assert found is not None
    check(found)
    assert (number, reason) in {(one.quote.strip(), one.reason) for one in found.ignored}
