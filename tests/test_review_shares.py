"""Who found the facts of a store: the rules alone, or people, who accept, correct, add and reject."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from decided import CASES, decide, folder, two_forms
from samples import sample

from govgraph import build, open_store
from govgraph.cli import govgraph
from govgraph.graph.review.decisions import Decision
from govgraph.graph.review.shares import Share, shares, shares_of
from govgraph.ontology.records import Extraction
from govgraph.pipeline import Summary
from govgraph.reviewing import Review

ACCEPT_AND_TRANSLATE = (
    decide("accept", "relation", subject="区民政局", what="partner", object="城南医院"),
    decide("correct", "thing", subject="城南医院", what="institution", field="en", new="Chengnan Hospital"),
    decide("add", "thing", subject="银龄食堂", what="program", field="gloss", new="Canteens for the old."),
)


def moved(extraction: Extraction, *decisions: Decision) -> dict[str, int]:
    """What decisions change in the counts."""
    before, after = shares_of(extraction, ()), shares_of(extraction, decisions)
    changes = {key: after[key] - before[key] for key in {*before, *after}}
    return {f"{kind} {who}": number for (kind, who), number in sorted(changes.items()) if number}


def test_without_decisions_all_is_of_the_rules_alone() -> None:
    extraction = sample()
    assert set(shares_of(extraction, ())) == {(kind, "alone") for kind in ("thing", "figure", "relation")}
    assert shares_of(extraction, ())["figure", "alone"] == len(extraction.measurements) > 10


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("accept", {"figure alone": -1, "figure accepted": 1}),
        ("reject a figure", {"figure alone": -1, "figure rejected": 1}),
        ("reject a relation", {"relation alone": -1, "relation rejected": 1}),
        (
            "reject a thing, and with it what it is part of",
            {"thing alone": -1, "thing rejected": 1, "relation alone": -1, "relation rejected": 1},
        ),
        (
            "correct value, unit, bound and period of a figure",
            {"figure alone": -1, "figure corrected": 1},
        ),
        ("correct what a figure measures and whose it is", {"figure alone": -1, "figure corrected": 1}),
        ("correct the ends of a relation", {"relation alone": -1, "relation corrected": 1}),
        ("correct a thing", {"thing alone": -1, "thing corrected": 1}),
        ("merge", {"thing alone": -1, "thing rejected": 1}),
        ("add a thing", {"thing added": 1}),
        ("add a figure", {"figure added": 1}),
        ("add a relation", {"relation added": 1}),
    ],
)
def test_every_decision_moves_its_fact(name: str, expected: dict[str, int]) -> None:
    assert moved(sample(), CASES[name][0]) == dict(sorted(expected.items()))


def test_a_merge_into_a_thing_that_is_there_takes_one_out_and_a_split_makes_one() -> None:
    merge = decide("merge", "thing", subject="城南医院", what="institution", new="区民政局")
    assert moved(sample(), merge) == {
        "thing alone": -1,
        "thing rejected": 1,
        "relation alone": -1,
        "relation rejected": 1,
    }
    split = decide("split", "thing", subject="滨江区教育局", object="区教育局", new="外区教育局")
    assert moved(two_forms(), split) == {"thing alone": -1, "thing corrected": 2}


def test_an_english_name_or_a_gloss_accepts_and_is_no_correction() -> None:
    assert moved(sample(), *ACCEPT_AND_TRANSLATE) == {
        "relation alone": -1,
        "relation accepted": 1,
        "thing alone": -2,
        "thing accepted": 2,
    }


def test_what_stands_is_what_the_store_holds(tmp_path: Path) -> None:
    decisions = [decision for name, (decision, _) in CASES.items() if "thing" not in name]
    decisions.remove(CASES["correct the ends of a relation"][0])
    store = open_store()
    summary: Summary = build(store, [sample(), two_forms()], Review(folder(tmp_path, decisions)))
    found, unknown = shares(store)
    assert not unknown
    assert [(share.source, share.kind) for share in found] == [
        (source, kind)
        for source in (*sorted((sample().document.id, two_forms().document.id)), "all")
        for kind in ("thing", "figure", "relation", "all")
    ]
    total = {share.kind: share for share in found if share.source == "all"}
    stand = {
        kind: share.alone + share.accepted + share.corrected + share.added for kind, share in total.items()
    }
    assert (stand["thing"], stand["figure"], stand["relation"]) == (
        summary.things,
        summary.measurements,
        summary.relations,
    )
    assert stand["all"] == stand["thing"] + stand["figure"] + stand["relation"]
    whole = total["all"]
    assert (whole.accepted, whole.corrected, whole.added, whole.rejected) == (1, 2, 3, 3)
    assert whole.of_rules == (whole.alone + 1) / stand["all"]
    assert Share("s", "n", "thing").of_rules is None


def test_the_command_tells_them_as_text_and_as_json(tmp_path: Path) -> None:
    place = str(tmp_path / "store")
    ids = into_folder(place, [CASES["reject a figure"][0], CASES["add a thing"][0]], tmp_path)
    text = CliRunner().invoke(govgraph, ["review", "--store", place, "--summary", "text"])
    assert text.exit_code == 0
    lines = [line.split("\t") for line in text.stdout.splitlines()]
    heads = ["source", "name", "kind", "alone", "accepted", "corrected", "added", "rejected", "of_rules"]
    assert lines[0] == heads
    said = json.loads(CliRunner().invoke(govgraph, ["review", "--store", place, "--summary", "json"]).stdout)
    assert [list(row) for row in said] == [heads] * 4
    assert [list(map(str, row.values()))[:8] for row in said] == [line[:8] for line in lines[1:]]
    assert [line[8] for line in lines[1:]] == [f"{row['of_rules']:.1%}" for row in said]
    assert [(row["added"], row["rejected"]) for row in said] == [(1, 0), (0, 1), (0, 0), (1, 1)]
    assert ids == [row["source"] for row in said][:1]
    both = CliRunner().invoke(govgraph, ["review", "--store", place, "--summary", "text", "--sheet", "a.csv"])
    assert "--summary goes with neither --sheet nor --take" in str(both.exception)


def into_folder(place: str, decisions: list[Decision], tmp_path: Path) -> list[str]:
    """Build the sample into a store with these decisions; returns the id of its source."""
    store = open_store(place)
    build(store, [sample()], Review(folder(tmp_path, decisions)))
    store.close()
    return [sample().document.id]
