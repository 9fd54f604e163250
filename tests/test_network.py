"""The network without a browser: graph, measures, layout, the data of the page, and its frame."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import Builder, sample
from town import WORDS, town

from govgraph.graph.assemble import assemble
from govgraph.graph.iris import source_graph
from govgraph.graph.measures import add_measures
from govgraph.graph.quads import source_triples
from govgraph.graph.store import OxigraphStore, Reader
from govgraph.graph.tables import write_graphml
from govgraph.ontology.records import Extraction, Period
from govgraph.viz.graph import MultiDiGraph, build, network_graph
from govgraph.viz.layout import BOX_HEAD, Chip, Rect, place
from govgraph.viz.model import Edge, Label, Thing
from govgraph.viz.network import page, render
from govgraph.viz.page import LANGUAGES, page_data
from govgraph.viz.wrap import MAX_LINE_EM, MAX_LINES, width, wrap

HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=hit=1>\"'&{{7*7}}"


def stored(extraction: Extraction) -> Reader:
    """A store in memory that holds one extraction."""
    store = OxigraphStore.memory()
    with store.writer() as writer:
        for name, triples in assemble(
            {source_graph(extraction.document.id): source_triples(extraction)}
        ).items():
            writer.put(name, triples)
    return store


@pytest.fixture(scope="module")
def graph() -> MultiDiGraph:
    return network_graph(stored(sample()))


@pytest.fixture(scope="module")
def town_page() -> str:
    return render(build(*town(), WORDS), Label("云岭区治理网络", "Yunling governance network"))


def blocks(page: str) -> dict[str, Any]:
    """The data blocks of a page by their id."""
    found = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', page, re.DOTALL)
    return {name: json.loads(text) for name, text in found}


# ---- store → graph ---------------------------------------------------------------------------


def test_claims_and_registry_become_edges_with_their_words(graph: MultiDiGraph) -> None:
    found = sorted(
        (
            values["label"],
            graph.nodes[a]["label"],
            graph.nodes[b]["label"],
            values["registry"],
            words(values["edge"]),
        )
        for a, b, values in graph.edges(data=True)
    )
    assert found == [
        ("制发单位", "一窗通工作规程", "滨江区政务局", False, ["区政务局出台《一窗通工作规程》"]),
        ("受益群体", "银龄食堂", "老年人", False, ["惠及老年人"]),
        ("合作", "区民政局", "城南医院", False, ["区民政局与城南医院合作"]),
        ("属于", "杭州市", "浙江省", True, []),
        ("属于", "浙江省", "中国", True, []),
        ("属于", "滨江区", "杭州市", True, []),
        ("授予机构", "省级政务创新案例", "省政务办", False, ["由省政务办授予"]),
        ("推广范围", "一窗通机制", "杭州市", False, ["已在全市推广"]),
        ("牵头单位", "一窗通机制", "滨江区", False, ["滨江区推出“一窗通”机制"]),
        ("获得", "一窗通机制", "省级政务创新案例", False, ["获评省级政务创新案例2项"]),
        ("首创范围", "一窗通机制", "浙江省", False, ["“一窗通”在全省首创"]),
    ]


def words(edge: Edge) -> list[str]:
    return [quote.sentence[quote.start : quote.end] for quote in edge.quotes]


def test_quotes_know_their_place(graph: MultiDiGraph) -> None:
    edge = next(values["edge"] for *_, values in graph.edges(data=True) if values["label"] == "获得")
    (quote,) = edge.quotes
    assert quote.section == "办事更快"
    assert (quote.source, quote.issued) == ("滨江区：一年的数字", "2021-03-02")
    assert (quote.confidence, quote.rule) == ("0.7", "sample")
    assert sample().document.text[quote.at :].startswith("获评")
    assert edge.detail == Label("省级 · 2项", "Provincial · 2")


def test_nodes_have_type_field_and_mentions(graph: MultiDiGraph) -> None:
    thing: Thing = next(
        values["thing"] for _, values in graph.nodes(data=True) if values["label"] == "一窗通机制"
    )
    assert (thing.type, thing.subtype) == ("Initiative", "Mechanism")
    assert thing.fields == ("field/营商环境与政务服务",)
    assert [quote.sentence[quote.start : quote.end] for quote in thing.mentions] == ["“一窗通”"] * 3
    homes = [values["label"] for _, values in graph.nodes(data=True) if values["thing"].home]
    assert homes == ["滨江区"]


def test_figures_read_well_in_both_languages(graph: MultiDiGraph) -> None:
    found = {
        (thing.label.zh, figure.value.zh): figure
        for thing in (values["thing"] for _, values in graph.nodes(data=True))
        for figure in thing.figures
    }
    assert {key: figure.value.en for key, figure in found.items()} == {
        ("一窗通机制", "4份"): "4",
        ("银龄食堂", "1万余人"): "> 10,000",
        ("银龄食堂", "300万元"): "3,000,000 yuan",
        ("区民政局", "12家"): "12",
        ("滨江区", "3000户"): "3,000",
        ("滨江区", "2400户"): "2,400",
        ("滨江区", "600户"): "600",
        ("滨江区", "2项"): "2",
        ("滨江区", "92%"): "92%",
        ("滨江区", "全省第3名"): "No. 3 in Zhejiang Province",
        ("滨江区", "目标200张"): "target 200",
    }
    papers, firms = found["一窗通机制", "4份"], found["滨江区", "3000户"]
    assert papers.before is not None and papers.before.text == Label("9份", "9")
    assert firms.period == Label("2020年底", "2020-12-31")
    assert [change.text for change in firms.changes] == [Label("较2015年底上升50%", "+50% since 2015")]
    assert found["滨江区", "2400户"].part_of == firms.claim
    assert all(figure.quotes for figure in found.values())


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2016, 1, 1), date(2020, 12, 31), "2016 – 2020"),
        (date(2017, 1, 1), date(2017, 12, 31), "2017"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020-02"),
        (date(2016, 1, 1), date(2021, 7, 26), "2016-01-01 – 2021-07-26"),
        (None, date(2020, 11, 23), "2020-11-23"),
        (None, None, ""),
    ],
)
def test_a_period_is_told_in_english_by_its_days(start: date | None, end: date | None, told: str) -> None:
    builder = Builder("滨江区五年来建成园区6个。")
    builder.figure("6个", "园区", "6", "个", period=Period("五年来", start=start, end=end))
    things = [values["thing"] for _, values in network_graph(stored(builder.build())).nodes(data=True)]
    periods = [figure.period for thing in things for figure in thing.figures]
    assert periods == [Label("五年来", told)]


def test_what_a_person_told_of_a_thing_is_in_the_page() -> None:
    extraction = sample()
    found = next(one for one in extraction.things if one.name == "银龄食堂")
    things = (replace(found, field="health", gloss="Canteens for older people."),)
    graph = network_graph(stored(replace(extraction, things=things, relations=())))
    nodes = [values["thing"] for _, values in graph.nodes(data=True) if values["label"] == "银龄食堂"]
    assert [(one.fields, one.gloss) for one in nodes] == [(("field/医疗卫生",), "Canteens for older people.")]


def test_an_edge_to_nothing_is_left_out() -> None:
    things = [Thing("a", Label("甲"), "Place")]
    assert build(things, [Edge("e", "a", "ns#lead", "b")], WORDS).number_of_edges() == 0


# ---- measures and exchange -------------------------------------------------------------------


def test_measures_are_those_of_the_plain_graph() -> None:
    things = [Thing(name, Label(name), "Institution") for name in "abcde"]
    edges = [
        Edge(f"{a}{b}{n}", a, "ns#lead", b)
        for n, (a, b) in enumerate([("a", "b"), ("a", "b"), ("b", "c"), ("c", "d")])
    ]
    graph = build(things, edges, WORDS)
    add_measures(graph)
    assert {name: graph.nodes[name]["degree"] for name in graph} == {"a": 2, "b": 3, "c": 2, "d": 1, "e": 0}
    assert graph.nodes["b"]["betweenness"] == pytest.approx(4 / 12, abs=1e-6)
    assert graph.nodes["e"]["community"] == max(graph.nodes[name]["community"] for name in graph)


def test_exchange_files_carry_the_measures() -> None:
    stream = io.BytesIO()
    write_graphml(stored(sample()), stream)
    node = nx.parse_graphml(stream.getvalue().decode(), force_multigraph=True).nodes[
        "honour/省级政务创新案例"
    ]
    assert (node["degree"], node["label"]) == (2, "省级政务创新案例")
    assert node["betweenness"] > 0 and node["community"] >= 0


# ---- labels and layout -----------------------------------------------------------------------


@given(st.text(alphabet="治理abW （《》）“”，·0-9 ", max_size=60))
def test_wrapping_keeps_the_text_or_says_that_it_is_cut(text: str) -> None:
    lines = wrap(text)
    assert 1 <= len(lines) <= MAX_LINES
    whole, kept = "".join(text.split()), "".join("".join(lines).split())
    assert kept == whole or (kept.endswith("…") and whole.startswith(kept[:-1]))
    assert all(width(line) <= MAX_LINE_EM + 3 for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("清水行动", ["清水行动"]),
        ("关于进一步规范住宅小区服务的意见", ["关于进一步规范住", "宅小区服务的意见"]),
        ("Neighbourhood council for older estates", ["Neighbourhood council", "for older estates"]),
        ("开展大家都来参加的“暖心行动”", ["开展大家都来参", "加的“暖心行动”"]),
        ("一二三四五六七《八九十甲乙丙》", ["一二三四五六七", "《八九十甲乙丙》"]),
    ],
)
def test_labels_break_into_even_lines(text: str, lines: list[str]) -> None:
    assert list(wrap(text)) == lines


def overlaps(a: Rect, b: Rect) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def pairs(rects: list[Rect]) -> Iterator[tuple[Rect, Rect]]:
    for index, first in enumerate(rects):
        for second in rects[index + 1 :]:
            yield first, second


@pytest.mark.parametrize("seed", range(4))
def test_nothing_overlaps_and_everything_is_in_its_box(seed: int) -> None:
    lot = random.Random(seed)
    chips = [
        Chip(f"n{i}", f"b{i % 7}", lot.choice([60.0, 110.0, 185.0]), lot.choice([27.0, 44.0, 61.0]), (i % 3,))
        for i in range(140)
    ]
    edges = [(f"n{lot.randrange(140)}", f"n{lot.randrange(140)}") for _ in range(300)]
    layout = place(chips, edges, ["b3", "b1"])
    assert set(layout.nodes) == {chip.id for chip in chips}
    assert not any(overlaps(a, b) for a, b in pairs(list(layout.nodes.values())))
    assert not any(overlaps(a, b) for a, b in pairs(list(layout.boxes.values())))
    for chip in chips:
        box, rect = layout.boxes[chip.box], layout.nodes[chip.id]
        assert (rect.width, rect.height) == (chip.width, chip.height)
        assert box.x <= rect.x and rect.x + rect.width <= box.x + box.width
        assert box.y + BOX_HEAD <= rect.y + 0.01 and rect.y + rect.height <= box.y + box.height
    assert layout.boxes["b3"] == min(layout.boxes.values(), key=lambda box: (box.y, box.x))
    lot.shuffle(chips)
    lot.shuffle(edges)
    assert place(chips, edges, ["b3", "b1"]) == layout


# ---- the page --------------------------------------------------------------------------------


def test_every_edge_of_a_source_has_a_sentence_with_marked_words(graph: MultiDiGraph) -> None:
    add_measures(graph)
    data = page_data(graph, Label("甲"))
    assert {edge["registry"] for edge in data["edges"]} == {True, False}
    for edge in data["edges"]:
        assert edge["registry"] == (not edge["quotes"])
        for number in edge["quotes"]:
            sentence, start, end, at, *_ = data["quotes"][number]
            assert 0 <= start < end <= len(data["sentences"][sentence][0])
            assert at >= 0


def test_layouts_place_every_node_in_every_language(graph: MultiDiGraph) -> None:
    add_measures(graph)
    data = page_data(graph, Label("甲"))
    assert set(data["layouts"]) == {name for tongue in LANGUAGES for name in (tongue, tongue + "+")}
    things, figures = len(data["nodes"]), len(data["figures"])
    assert figures == 11
    assert all(
        len(layout["nodes"]) == things + figures * name.endswith("+")
        for name, layout in data["layouts"].items()
    )
    assert [box[0] for box in data["boxes"]] == ["field/营商环境与政务服务", "field/养老服务", "places"]


def test_the_page_is_one_file_that_names_no_address(town_page: str) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", town_page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", town_page, re.DOTALL)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', town_page)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in [*scripts, style]]
    assert set(re.findall(r"'sha256-([^']+)'", html.unescape(policy))) == set(hashes)
    assert "unsafe" not in policy
    assert "default-src 'none'" in html.unescape(policy)
    rest = town_page.replace(scripts[0], "")
    assert not re.search(r'(?:src|href)="(?!#)', rest)
    assert "sourceMappingURL" not in town_page
    assert "url(" not in style


def test_parallel_edges_are_kept(town_page: str) -> None:
    edges = blocks(town_page)["edges"]
    twins = [edge for edge in edges if "twin" in edge["id"]]
    assert [(edge["from"], edge["to"]) for edge in twins] == [(twins[0]["from"], twins[0]["to"])] * 2


def test_hostile_names_stay_data() -> None:
    thing = Thing(HOSTILE, Label(HOSTILE, HOSTILE), "Initiative", fields=(HOSTILE,))
    page = render(build([thing], [Edge(HOSTILE, HOSTILE, HOSTILE, HOSTILE)], WORDS), Label(HOSTILE, HOSTILE))
    assert HOSTILE not in page
    assert "<img" not in page
    assert "{{7*7}}" in page and ">49<" not in page
    (node,) = blocks(page)["data"]["nodes"]
    assert node["label"] == [HOSTILE, HOSTILE]


def test_the_same_store_gives_the_same_page_named_after_its_place() -> None:
    first, second = page(stored(sample())), page(stored(sample()))
    assert first == second
    assert "<title>滨江区治理网络 · Governance network</title>" in first
    assert "<title>专题</title>" in page(stored(sample()), title="专题")


def test_an_empty_store_gives_a_page() -> None:
    assert blocks(page(OxigraphStore.memory()))["data"]["nodes"] == []
