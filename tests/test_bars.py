"""The quality of extraction on the annotated texts: the bars below are what a change may not undercut."""

from __future__ import annotations

from pathlib import Path

import pytest

from govgraph.evaluation import evaluate_files

BARS = {
    "measurement": {
        "f1": 0.95,
        "bound": 0.97,
        "role": 0.93,
        "measure": 0.92,
        "period": 0.90,
        "whole": 0.75,
    },
    "entity": {"f1": 0.72, "type": 0.92},
    "relation": {"f1": 0.50},
}


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, dict[str, float]]:
    """Scores of the three annotated texts, pooled."""
    gold = sorted((shared / "devset").glob("*.gold.jsonl"))
    assert len(gold) == 3
    return evaluate_files([(str(g), str(g).replace(".gold.jsonl", ".txt")) for g in gold]).scores()


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, bars in BARS.items() for field in bars])
def test_extraction_reaches_the_bar(scores: dict[str, dict[str, float]], kind: str, field: str) -> None:
    assert scores[kind][field] >= BARS[kind][field]
