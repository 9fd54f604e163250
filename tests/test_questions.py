"""The questions of the Runzhou example: the graphs of both its texts give the answers read by hand."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from govgraph.graph.store import Store
from govgraph.ontology.vocabulary import find_unit
from govgraph.queries.catalogue import load_catalogue
from govgraph.queries.results import cell_text
from govgraph.queries.run import run

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "runzhou"
Rows = list[tuple[str, ...]]


@cache
def chapters() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((EXAMPLE / "questions.yaml").read_text("utf-8"))
    return found


QUESTIONS = [question for chapter in chapters() for question in chapter["questions"]]
NAMES = [f"{number}-{question['query']}" for number, question in enumerate(QUESTIONS, start=1)]


def expected(question: dict[str, Any], text: str) -> Rows:
    lines = str(question.get(text, question["answer"])).splitlines()
    return sorted(tuple(cell.strip() for cell in line.split("|")) for line in lines)


def asked(store: Store, question: dict[str, Any]) -> Rows:
    result = run(store, load_catalogue()[question["query"]], question.get("given"))
    if result.truth is not None:
        return [("是" if result.truth else "否",)]
    places = [result.variables.index(name) for name in question["columns"].split()]
    return sorted(tuple(cell_text(row[place], "zh") for place in places) for row in result.rows)


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
@pytest.mark.parametrize("text", ["brief", "article"])
def test_the_whole_answer_is_the_one_read_by_hand(
    text: str, question: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    store = request.getfixturevalue(f"{text}_graph")
    assert asked(store, question) == expected(question, text)


def test_the_questions_are_many_different_and_in_both_languages() -> None:
    assert len(QUESTIONS) >= 40
    for each in [
        *chapters(),
        *QUESTIONS,
        *(question["note"] for question in QUESTIONS if "note" in question),
    ]:
        assert re.search(r"[\u4e00-\u9fff]", each["zh"]) and not re.search(r"[\u4e00-\u9fff]", each["en"])
    asking = [
        (question["query"], str(question.get("given")), question.get("columns")) for question in QUESTIONS
    ]
    assert len(set(asking)) == len({question["zh"] for question in QUESTIONS}) == len(QUESTIONS)


def test_where_the_article_answers_otherwise_it_is_said_why() -> None:
    differing = [question for question in QUESTIONS if "article" in question]
    assert [question["zh"] for question in differing if "note" not in question] == []
    assert all(expected(question, "article") != expected(question, "brief") for question in differing)


def test_the_figures_of_the_answers_are_those_of_the_table_made_by_hand() -> None:
    words = {"确数": "exact", "超过": "over", "不少于": "at_least", "约": "about"}
    told: Counter[tuple[Decimal, str, str]] = Counter()
    for question in QUESTIONS:
        if question["query"] == "figures-by-field":
            for _, value, unit, bound in expected(question, "brief"):
                told[Decimal(value), unit, words[bound]] += 1
    tabled: Counter[tuple[Decimal, str, str]] = Counter()
    with (EXAMPLE.parent.parent / "tests" / "data" / "runzhou-figures.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["role"] not in ("change", "rank"):
                known = find_unit(row["unit"] or "元")  # two amounts stand without their unit
                tabled[Decimal(row["value"]), known.name if known else "", row["bound"]] += 1
    assert told == tabled and told.total() == 124


@pytest.mark.parametrize("text", ["brief", "article"])
def test_the_fields_asked_for_hold_every_figure(text: str, request: pytest.FixtureRequest) -> None:
    fields = [question for question in QUESTIONS if question["query"] == "figures-by-field"]
    every = fields[0] | {"given": {}}
    told = sorted(row for question in fields for row in expected(question, text))
    assert told == asked(request.getfixturevalue(f"{text}_graph"), every)
    assert len(told) >= 120
