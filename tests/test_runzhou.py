"""The Runzhou article and brief against the hand-checked tables of their figures and names."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govgraph.graph.diff import compare, facts
from govgraph.graph.quads import CLASSES
from govgraph.graph.review.waiting import waiting
from govgraph.graph.store import Store
from govgraph.loaders.evaluate import same_name
from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_document
from govgraph.ontology.records import ThingType
from govgraph.ontology.vocabulary import fold

DATA = Path(__file__).parent / "data"
Figure = tuple[Decimal, str, str]

IN_NAMES: Counter[Figure] = Counter({(Decimal(3), "项", "exact"): 1, (Decimal(6), "项", "exact"): 1})
"""Figures printed as part of a name (three mechanisms, six measures): as well read as left out."""

SHARED_HEAD = "七里甸社区卫生服务中心"
"""Stands in both texts without its head, in a list of two."""


SAID_OTHERWISE = {
    "三长治水": "“三长治水”新模式",
    "垃圾分类基础设施设置工作": "垃圾分类基础设施设置",
    "首批省社区教育示范区": "省社区教育示范区",
    "抗击新冠肺炎疫情先进集体": "江苏省抗击新冠肺炎疫情先进集体",
}
"""Names of the table that the graph has with a word more or less."""
A_STANDING_SCHEME = "企业职工养老保障体系"
"""A program in the table; the graph calls it a mechanism, since it has no end."""

BEST_SINCE_2016 = Counter({(Decimal(1), "rank"): 2})
"""Clean air and PM2.5, ranks told by words without a number."""

UNDESCRIBED = """SELECT DISTINCT ?thing WHERE {
  ?mention a gov:Mention ; gov:about ?thing .
  FILTER NOT EXISTS {
    ?thing skos:prefLabel ?zh , ?en ; skos:definition ?gloss
    FILTER(LANG(?zh) = "zh" && LANG(?en) = "en" && LANG(?gloss) = "en")
    FILTER EXISTS { ?thing gov:field|gov:code ?value }
  }
}"""
"""Things without a label in both languages, a gloss, or a field; an area (with a code) is of no one field."""


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def tabled() -> Counter[Figure]:
    return Counter((Decimal(row["value"]), row["unit"], row["bound"]) for row in rows("runzhou-figures.tsv"))


def extracted(path: Path) -> Counter[Figure]:
    found = extract(read_document(path)).measurements
    return Counter((figure.value, figure.unit, figure.bound.value) for figure in found)


def selected(graph: Store, query: str) -> list[tuple[str, ...]]:
    answer: Any = graph.query(query)
    return [tuple("" if cell is None else str(cell.value) for cell in row) for row in answer]


def bare(text: str) -> str:
    return re.sub(r"[“”《》\s]", "", text).replace("﹢", "+")


def squeezed(path: Path) -> str:
    halves = str.maketrans("，：；（）", ",:;()")
    return re.sub(r"\s+", "", path.read_text(encoding="utf-8")).translate(halves)


@pytest.mark.parametrize("text", ["article", "brief"])
def test_every_figure_is_read_with_its_value_unit_and_bound_and_no_other(
    text: str, request: pytest.FixtureRequest
) -> None:
    found = extracted(request.getfixturevalue(text))
    assert (tabled() - found, found - tabled() - IN_NAMES) == (Counter(), Counter())


def test_every_figure_of_the_table_is_about_something_the_brief_says(brief: Path) -> None:
    text = bare(brief.read_text(encoding="utf-8"))
    figures = rows("runzhou-figures.tsv")
    assert [row["measure"] for row in figures if bare(row["measure"]) not in text] == []


def test_every_name_stands_in_the_brief(brief: Path) -> None:
    text = bare(brief.read_text(encoding="utf-8"))
    names = [row["name"] for row in rows("runzhou-names.tsv")]
    assert [name for name in names if bare(name) not in text] == [SHARED_HEAD]


def test_brief_shares_no_run_of_24_characters_with_the_article(article: Path, brief: Path) -> None:
    source, own = squeezed(article), squeezed(brief)
    runs = {source[i : i + 24] for i in range(len(source) - 23)}
    assert [own[i : i + 24] for i in range(len(own) - 23) if own[i : i + 24] in runs] == []


def test_after_review_nothing_waits_in_the_brief(brief_graph: Store) -> None:
    assert len(facts(brief_graph)) > 600
    assert waiting(brief_graph, Decimal(1)).items == []


def test_after_review_both_texts_state_the_same_facts(brief_graph: Store, article_graph: Store) -> None:
    assert waiting(article_graph, Decimal(1)).items == []
    assert compare(brief_graph, article_graph).lines("zh")[1:] == []


@pytest.mark.parametrize("text", ["article", "brief"])
def test_every_thing_is_described(text: str, request: pytest.FixtureRequest) -> None:
    graph: Store = request.getfixturevalue(f"{text}_graph")
    things = selected(graph, "SELECT DISTINCT ?t WHERE { ?m a gov:Mention ; gov:about ?t }")
    assert len(things) > 250
    assert selected(graph, UNDESCRIBED) == []


@pytest.mark.parametrize("text", ["article", "brief"])
def test_every_name_of_the_table_is_a_thing_of_its_type(text: str, request: pytest.FixtureRequest) -> None:
    graph: Store = request.getfixturevalue(f"{text}_graph")
    found = "SELECT DISTINCT ?name ?kind WHERE { ?t gov:kind ?kind ; rdfs:label|skos:altLabel ?name }"
    things = {(fold(name), kind) for name, kind in selected(graph, found)}
    wanted = {row["name"]: CLASSES[ThingType(row["type"])].value for row in rows("runzhou-names.tsv")}
    assert [
        name for name, kind in wanted.items() if (fold(SAID_OTHERWISE.get(name, name)), kind) not in things
    ] == [A_STANDING_SCHEME]


@pytest.mark.parametrize("text", ["article", "brief"])
def test_every_figure_of_the_table_has_its_role_and_a_registered_indicator(
    text: str, request: pytest.FixtureRequest
) -> None:
    graph: Store = request.getfixturevalue(f"{text}_graph")
    asked = """SELECT ?value ?role WHERE {
      ?figure gov:indicator ?indicator ; gov:value|gov:rank ?value . OPTIONAL { ?figure gov:role ?role }
    }"""
    found = Counter(
        (abs(Decimal(value)), role.rpartition("role")[2].lower() or "change")
        for value, role in selected(graph, asked)
    )
    wanted = Counter((Decimal(row["value"]), row["role"]) for row in rows("runzhou-figures.tsv"))
    assert (found - wanted, wanted - found) == (BEST_SINCE_2016, Counter())
    assert selected(graph, "SELECT ?indicator WHERE { ?indicator gov:unregistered true }") == []


@pytest.mark.parametrize("text", ["article", "brief"])
def test_the_rules_alone_find_95_of_100_named_things(text: str, request: pytest.FixtureRequest) -> None:
    things = extract(read_document(request.getfixturevalue(text))).things
    found = [name for thing in things for name in (thing.name, thing.canonical, *thing.aliases) if name]
    named = [row["name"] for row in rows("runzhou-names.tsv") if not row["note"].startswith("described")]
    missed = [name for name in named if not any(same_name(bare(name), bare(other)) for other in found)]
    assert len(named) > 140
    assert len(missed) <= 0.05 * len(named), missed
