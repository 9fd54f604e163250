"""The Runzhou article and brief against the hand-checked tables of their figures and names."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from govgraph.graph.diff import compare, facts
from govgraph.graph.review.waiting import waiting
from govgraph.graph.store import Store
from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_document

DATA = Path(__file__).parent / "data"
Figure = tuple[Decimal, str, str]

IN_NAMES: Counter[Figure] = Counter({(Decimal(3), "项", "exact"): 1, (Decimal(6), "项", "exact"): 1})
"""Figures printed as part of a name (three mechanisms, six measures): as well read as left out."""

SHARED_HEAD = "七里甸社区卫生服务中心"
"""Stands in both texts without its head, in a list of two."""


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def tabled() -> Counter[Figure]:
    return Counter((Decimal(row["value"]), row["unit"], row["bound"]) for row in rows("runzhou-figures.tsv"))


def extracted(path: Path) -> Counter[Figure]:
    found = extract(read_document(path)).measurements
    return Counter((figure.value, figure.unit, figure.bound.value) for figure in found)


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
    assert waiting(brief_graph, Decimal("0.7")).items == []


def test_after_review_both_texts_state_the_same_facts(brief_graph: Store, article_graph: Store) -> None:
    assert waiting(article_graph, Decimal("0.7")).items == []
    assert compare(brief_graph, article_graph).lines("zh")[1:] == []
