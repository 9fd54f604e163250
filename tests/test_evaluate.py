"""The evaluation: its definitions on small cases, and its agreement with the given scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from govgraph.evaluation import evaluate_files, report
from govgraph.loaders.evaluate import Fact, evaluate, overlap, read_facts, same_name
from govgraph.ontology.errors import SourceError

TEXTS = ("changsha-2017", "dingnan-2015", "chongqing-energy-2011")


def figure(start: int, value: object = 5, **fields: object) -> Fact:
    base = {
        "kind": "measurement",
        "start": start,
        "end": start + 2,
        "quote": "5个",
        "value": value,
        "unit": "个",
    }
    return base | {"bound": "exact", "role": "level", "measure": "公园", "period": ""} | fields


def test_a_fact_found_whole_counts_everywhere() -> None:
    scores = evaluate([([figure(0)], [figure(0)])]).scores()["measurement"]
    assert scores == dict(
        gold=1,
        found=1,
        hit=1,
        precision=1.0,
        recall=1.0,
        f1=1.0,
        whole=1.0,
        bound=1.0,
        role=1.0,
        measure=1.0,
        period=1.0,
    )


def test_a_wrong_field_costs_the_whole_but_not_the_find() -> None:
    scores = evaluate([([figure(0), figure(9)], [figure(0, role="target"), figure(9)])]).scores()[
        "measurement"
    ]
    assert (scores["f1"], scores["whole"], scores["role"]) == (1.0, 0.5, 0.5)


def test_borderline_gold_counts_neither_for_nor_against() -> None:
    gold = [figure(0, borderline=True), figure(9)]
    assert evaluate([(gold, [figure(9)])]).scores()["measurement"]["recall"] == 1.0
    assert evaluate([(gold, [figure(0), figure(9)])]).scores()["measurement"]["precision"] == 1.0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("“三双”体系", "三双体系", True),
        ("监督体系", "新监督体系", True),
        ("体系", "新监督体系", False),
        ("", "", False),
    ],
)
def test_names_are_compared_without_marks_and_by_containment(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same


def test_overlap_is_containment_or_shared_pairs() -> None:
    assert overlap("公园", "各类公园") == 1.0
    assert overlap("园", "各类公园") == 0.25
    assert overlap("公园绿地", "绿地公园") == pytest.approx(2 / 3)
    assert overlap("", "公园") == 0.0


def test_lines_that_are_no_facts_are_named() -> None:
    with pytest.raises(SourceError, match="f.jsonl, line 2: no JSON"):
        read_facts(['{"kind": "entity"}', "{"], "f.jsonl")
    with pytest.raises(SourceError, match="line 1: no object of kind"):
        read_facts(["[]"], "f.jsonl")


@pytest.fixture(scope="module")
def pairs(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Gold files with the gold damaged in a fixed way as facts: some left out, changed or doubled."""
    folder = tmp_path_factory.mktemp("facts")
    made: list[tuple[str, str]] = []
    for name in TEXTS:
        gold = shared / "devset" / f"{name}.gold.jsonl"
        facts = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
        for number, fact in enumerate(facts):
            if number % 5 == 1 and fact["kind"] == "measurement":
                fact.update(role="target", measure=fact["measure"][1:], period="全年")
            if number % 7 == 2:
                fact.update(
                    {
                        "measurement": {"value": 1},
                        "entity": {"name": "无"},
                        "relation": {"predicate": "partner"},
                    }[fact["kind"]]
                )
        kept = [fact for number, fact in enumerate(facts) if number % 6] + facts[3:5]
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in kept), "utf-8")
        made.append((str(gold), str(path)))
    return made


def test_the_evaluation_agrees_with_the_given_scorer(shared: Path, pairs: list[tuple[str, str]]) -> None:
    files = [name for pair in pairs for name in pair]
    command = [sys.executable, str(shared / "tools" / "score_facts.py"), *files, "--json"]
    given = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = evaluate_files(pairs).scores()
    assert ours == given
    assert 0 < ours["measurement"]["whole"] < ours["measurement"]["f1"] < 1


def test_misses_are_shown_in_their_context(pairs: list[tuple[str, str]]) -> None:
    lines = list(report(evaluate_files(pairs), misses=True, as_json=False))
    assert {line[0] for line in lines[3:]} == {"-", "+", "~"}
    assert any("【" in line and "role target for" in line for line in lines)
