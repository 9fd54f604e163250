"""Review as a person meets it: what waits, sheets to fill in, files of decisions, and the commands."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from samples import Builder, sample

from govgraph import build, extract, open_store, read_document
from govgraph.graph.review.decisions import COLUMNS, lines
from govgraph.graph.review.files import read_folder, read_table, safe
from govgraph.graph.review.sheet import SHEET, sheet, take
from govgraph.graph.review.waiting import Why, pairs, waiting
from govgraph.graph.store import Store
from govgraph.ontology.errors import ReviewError
from govgraph.ontology.records import ThingType
from govgraph.reviewing import Review

SIGNED = {"who": "周敏", "when": "2026-03-01"}
HEADER = "decision\tkind\tsubject\twhat\tobject\tvalue\tperiod\tfield\tnew\twho\twhen\twhy"


@pytest.fixture(scope="module")
def store() -> Store:
    found = open_store()
    build(found, [sample()])
    return found


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a sheet that was written as .csv."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def filled(path: Path, row: dict[str, str], **cells: str) -> Path:
    """A sheet with this one row, filled in."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, SHEET)
        writer.writeheader()
        writer.writerow(row | cells)
    return path


# ---- what waits ----------------------------------------------------------------------------------------


def test_the_least_certain_come_first_then_what_is_unknown_then_names(store: Store) -> None:
    queue = waiting(store, Decimal("0.75")).items
    assert [(item.why, str(item.confidence)) for item in queue] == sorted(
        (item.why, str(item.confidence)) for item in queue
    )
    assert {item.cells.what for item in queue if item.why is Why.UNCERTAIN} == {
        *("launched", "issued", "first_in", "adopted_in", "received", "granted_by", "partner", "benefits"),
    }
    unknown = [item.cells.what for item in queue if item.why is Why.UNKNOWN]
    assert "小微企业" in unknown and "市场主体" not in unknown
    forms = {item.cells.subject: item.reason for item in queue if item.why is Why.ONE}
    assert forms == {
        "一窗通机制": "taken for one: 一窗通 (core of a name)",
        "滨江区政务局": "taken for one: 区政务局 (area left out)",
    }


def test_what_was_decided_waits_no_more(tmp_path: Path) -> None:
    found = open_store()
    build(found, [sample()])
    item = next(item for item in waiting(found, Decimal(0)).items if item.cells.what == "小微企业")
    path = filled(tmp_path / "s.csv", rows(sheet([item], ".csv"))[0], decision="accept")
    take(found, path, tmp_path / "review", SIGNED)
    build(found, [], Review(tmp_path / "review"))
    left = [item.cells.what for item in waiting(found, Decimal(0)).items]
    assert "小微企业" not in left and "其他企业" in left


def test_names_that_differ_by_a_sign_or_by_what_is_around_them_are_alike() -> None:
    names = [
        "江东社区服务站",
        "江东社区服务点",
        "江东区江东社区服务站",
        "江东社区",
        "江南社区卫生院",
        "服务站",
    ]
    assert pairs(names) == {
        ("江东社区服务点", "江东社区服务站"),
        ("江东社区服务站", "江东区江东社区服务站"),
        ("江东社区", "江东社区服务点"),
        ("江东社区", "江东社区服务站"),
    }


# ---- sheets --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_a_sheet_holds_each_key_no_decision_and_no_formula(store: Store, ending: str) -> None:
    queue = waiting(store, Decimal(1)).items
    content = sheet(queue, ending)
    assert content.startswith(b"\xef\xbb\xbf") == (ending == ".csv")
    delimiter = "," if ending == ".csv" else "\t"
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert [row["subject"] for row in found] == [item.cells.subject for item in queue]
    assert {row["decision"] for row in found} == {""}
    assert not [cell for row in found for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("cell", ["=1+1", "-5", "+8", "@here", "12", "一窗通", "'quoted", ""])
def test_a_cell_is_taken_back_as_it_was(cell: str) -> None:
    text = "\n".join(
        ("decision,kind,subject,who,when,why", f"reject,thing,x{cell},周,2026-03-01,{safe(cell)}")
    )
    decisions, _ = read_table(text, "sheet")
    assert [one.why for one in decisions] == ([cell] if cell else [])


def test_every_row_of_a_real_sheet_can_be_accepted_by_a_word(brief: Path, tmp_path: Path) -> None:
    found = open_store()
    build(found, [extract(read_document(brief))])
    waits = rows(sheet(waiting(found, Decimal(1)).items, ".csv"))
    assert len(waits) > 300
    path = tmp_path / "sheet.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, SHEET)
        writer.writeheader()
        writer.writerows(row | {"decision": "采纳"} for row in waits)
    target, decisions = take(found, path, tmp_path / "review", SIGNED)
    assert target == tmp_path / "review" / "sheet.tsv"
    assert {one.decision for one in decisions} == {"accept"}
    assert read_folder(tmp_path / "review") == tuple(sorted(decisions))
    assert take(found, path, tmp_path / "review", SIGNED) == (None, ())
    build(found, [], Review(tmp_path / "review", strict=True))
    assert waiting(found, Decimal(1)).items == []


def test_a_row_of_forms_is_split_and_one_of_likeness_merged_by_a_word(store: Store, tmp_path: Path) -> None:
    row = next(
        row for row in rows(sheet(waiting(store, Decimal(0)).items, ".csv")) if row["object"] == "区政务局"
    )
    path = filled(tmp_path / "split.csv", row, decision="split", why="两个单位")
    _, (split,) = take(store, path, tmp_path / "review", SIGNED)
    assert (split.subject, split.object, split.new) == ("滨江区政务局", "区政务局", "区政务局")
    alike = open_store()
    builder = Builder("东湖社区服务站和东湖社区服务点开放。")
    for name in ("东湖社区服务站", "东湖社区服务点"):
        builder.thing(name, ThingType.INSTITUTION)
    build(alike, [builder.build()])
    (row,) = rows(sheet(waiting(alike, Decimal(0)).items, ".csv"))
    path = filled(tmp_path / "merge.csv", row, decision="合并", why="同一处")
    _, (merge,) = take(alike, path, tmp_path / "review", SIGNED)
    assert (merge.decision, merge.subject, merge.new) == ("merge", "东湖社区服务点", "东湖社区服务站")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_sheet_is_read_in_the_encodings_that_spreadsheets_write(
    store: Store, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.tsv"
    path.write_bytes(
        f"{HEADER}\nreject\tthing\t城南医院\t\t\t\t\t\t\t周\t2026-03-01\t不对\n".encode(encoding)
    )
    _, decisions = take(store, path, tmp_path / "review", {})
    assert [(one.subject, one.why) for one in decisions] == [("城南医院", "不对")]


SIGN = "周\t2026-03-01\t错"
BAD = {
    "refuse\tthing\t甲": "decision is 'refuse'; it must be one of accept, reject, correct, merge, split, add",
    "reject\tfact\t甲": "kind is 'fact'; it must be one of thing, figure, relation",
    f"reject\tthing\t\t\t\t\t\t\t\t{SIGN}": "subject is empty; reject thing needs it",
    "reject\tthing\t甲\t\t\t\t\t\t\t周\t昨天\t错": "when is '昨天'; write the day as 2021-03-02",
    "reject\tthing\t甲\t\t\t\t\t\t\t\t2026-03-01\t错": "who is empty; reject thing needs it",
    "reject\tthing\t甲\t\t\t\t\t\t\t周\t2026-03-01\t": "why is empty; reject thing needs it",
    f"reject\tfigure\t\t公园\t\t多\t\t\t\t{SIGN}": "value is '多', no value; write it as 12.5 in base units",
    f"reject\tfigure\t\t公园\t\t\t去年\t\t\t{SIGN}": "period is '去年', no period; write it as 2020-11-23",
    f"reject\trelation\t甲\t合办\t乙\t\t\t\t\t{SIGN}": "what is '合办'; it must be one of launched",
    f"correct\tthing\t甲\t\t\t\t\t颜色\t红\t{SIGN}": "field '颜色' cannot be changed; it can be name",
    f"correct\tthing\t甲\t\t\t\t\tname\t-\t{SIGN}": "name cannot be empty; say what it is",
    f"correct\tthing\t甲\t\t\t\t\tname|type\t乙\t{SIGN}": "have not the same number of parts",
    f"correct\tthing\t甲\t\t\t\t\tlevel\t乡\t{SIGN}": "new is '乡'; it must be one of international",
    f"merge\tfigure\t\t公园\t\t\t\t\t乙\t{SIGN}": "merge is for things, not for a figure",
    f"split\tthing\t甲\t\t\t\t\t\t乙\t{SIGN}": "object is empty; name the forms to split off",
    "add\tfigure\t\t公园\t\t3\t\t\t\t周\t2026-03-01\t": "quote is empty; add figure needs it",
    f"reject\tthing\t没有\t\t\t\t\t\t\t{SIGN}": "no source states such a fact",
}


@pytest.mark.parametrize("row", BAD)
def test_a_bad_row_is_named_with_what_to_do_and_nothing_is_taken(
    store: Store, row: str, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.tsv"
    good = "reject\tthing\t城南医院\t\t\t\t\t\t\t周\t2026-03-01\t不对"
    path.write_text("\n".join((HEADER, good, row, "")), "utf-8")
    with pytest.raises(ReviewError) as error:
        take(store, path, tmp_path / "review", {})
    assert "sheet.tsv, row 3: " in str(error.value)
    assert BAD[row] in str(error.value)
    assert "row 2" not in str(error.value)
    assert not (tmp_path / "review").exists()


def test_every_bad_row_is_named_at_once(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "sheet.tsv"
    signed = [f"{row}\t\t\t\t\t\t\t\t" if row.count("\t") == 2 else row for row in BAD]
    path.write_text("\n".join((HEADER, *signed)), "utf-8")
    with pytest.raises(ReviewError) as error:
        take(store, path, tmp_path / "review", {})
    assert [n for n in range(2, len(BAD) + 1) if f"row {n}: " not in str(error.value)] == []


# ---- files ---------------------------------------------------------------------------------------------


def test_a_file_may_have_comments_and_its_columns_in_any_order(tmp_path: Path) -> None:
    text = "# 镇里的复核\n\nkind\twhy\tdecision\twho\twhen\tsubject\n"
    text += "# 第一条\nthing\t“错”\treject\t周\t2026-03-01\t甲\n"
    (tmp_path / "a.tsv").write_text(text, "utf-8")
    (tmp_path / "notes.txt").write_text("no decisions", "utf-8")
    (decision,) = read_folder(tmp_path)
    assert (decision.subject, decision.why, decision.where) == ("甲", "“错”", f"{tmp_path / 'a.tsv'}, line 5")


def test_a_decision_keeps_its_identity_wherever_it_stands(tmp_path: Path) -> None:
    header, line = HEADER, "reject\tthing\t甲\t\t\t\t\t\t\t周\t2026-03-01\t错"
    (tmp_path / "a.tsv").write_text(f"{header}\n{line}\n", "utf-8")
    (tmp_path / "b.tsv").write_text(f"{header}\n\n{line}\n{line}\n", "utf-8")
    (decision,) = read_folder(tmp_path)
    assert read_table("\n".join(lines([decision])), "x")[0] == [decision]
    assert lines([decision])[0].split("\t") == list(COLUMNS)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("subject\twhat\n甲\t乙\n", "line 1: no columns decision and kind; name the columns in this line"),
        ("decision\tkind\tperod\n", "line 1: no column is called 'perod'; did you mean period?"),
        ("decision\tkind\twaits\t备注\n", "line 1: no column is called '备注'; take it out"),
        ("decision\tkind\nreject\tthing\t甲\n", "line 2: 3 cells for 2 columns; take some out"),
        ('decision\tkind\n"reject\tthing\n', "close the quotation marks"),
    ],
)
def test_a_file_that_is_no_table_of_decisions_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(text, "utf-8")
    with pytest.raises(ReviewError, match=fault):
        read_folder(tmp_path)


def test_a_folder_that_is_missing_or_unreadable_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="no such folder; name one with files of decisions"):
        read_folder(tmp_path / "none")
    (tmp_path / "a.tsv").write_bytes(b"\x81\xff\xff\xff")
    with pytest.raises(ReviewError, match="neither UTF-8, UTF-16 nor GB18030"):
        read_folder(tmp_path)


# ---- commands ------------------------------------------------------------------------------------------

TEXT = "润州区实施88个产业项目，完成投资29.1亿元。该区建立“六联六通”工作机制。\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "govgraph", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env=os.environ | {"PYTHONUTF8": "1"},
    )


def test_a_sheet_goes_out_is_filled_in_comes_back_and_is_replayed(tmp_path: Path) -> None:
    for name in ("note.txt", "other.txt"):
        (tmp_path / name).write_text(TEXT + name, "utf-8")
    built = ("build", "note.txt", "other.txt", "--store", "s")
    assert run(tmp_path, *built).returncode == 0
    listed = run(tmp_path, "review", "--store", "s", "--most", "1")
    assert listed.returncode == 0 and "六联六通工作机制" in listed.stdout
    assert run(tmp_path, "review", "--store", "s", "--most", "1", "--sheet", "w.csv").returncode == 0
    content = (tmp_path / "w.csv").read_bytes()
    row = next(row for row in rows(content) if row["value"] == "88")
    filled(tmp_path / "w.csv", row, decision="correct", field="value", new="89", why="勘误")
    unsigned = run(tmp_path, "review", "--store", "s", "--take", "w.csv", "--into", "decisions")
    assert (unsigned.returncode, "w.csv, row 2: who is empty" in unsigned.stderr) == (1, True)
    signed = ("--who", "周敏", "--when", "2026-03-01")
    assert (
        run(tmp_path, "review", "--store", "s", "--take", "w.csv", "--into", "decisions", *signed).returncode
        == 0
    )
    done = run(tmp_path, *built, "--review", "decisions", "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    fresh = run(tmp_path, *built[:-1], "fresh", "--review", "decisions", "--jobs", "2")
    assert (fresh.returncode, fresh.stderr) == (0, "")
    for store in ("s", "fresh"):
        assert run(tmp_path, "export", "--store", store, "-o", f"{store}.nq").returncode == 0
    assert (tmp_path / "s.nq").read_bytes() == (tmp_path / "fresh.nq").read_bytes()
    shown = run(
        tmp_path,
        "query",
        "--store",
        "s",
        "-f",
        "csv",
        "-e",
        "SELECT ?v { ?c gov:status gov:corrected ; gov:value ?v }",
    )
    assert shown.stdout.split() == ["v", "89", "89"]


def test_the_build_warns_of_decisions_that_do_not_apply_and_strict_stores_nothing(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(TEXT, "utf-8")
    (tmp_path / "decisions").mkdir()
    lines_ = f"{HEADER}\nreject\tthing\t没有局\t\t\t\t\t\t\t周\t2026-03-01\t错\n"
    (tmp_path / "decisions" / "a.tsv").write_text(lines_, "utf-8")
    build_ = ("build", "note.txt", "--store", "s", "--review", "decisions")
    strict = run(tmp_path, *build_, "--strict")
    assert strict.returncode == 1 and "a.tsv, line 2: reject thing 没有局: no source states" in strict.stderr
    assert run(tmp_path, "info", "--store", "s").returncode == 2
    done = run(tmp_path, *build_)
    assert done.returncode == 0
    assert [line.split(": ", 2)[2] for line in done.stderr.splitlines()] == [
        f"review: {Path('decisions') / 'a.tsv'}, line 2: reject thing 没有局: no source states such a fact; "
        "see: govgraph review",
        "review: 1 fault in 1 decision; put them right or take them out",
    ]


def test_where_no_decision_of_many_applies_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(TEXT, "utf-8")
    (tmp_path / "decisions").mkdir()
    rows = [f"reject\tthing\t没有{n}局\t\t\t\t\t\t\t周\t2026-03-01\t错\n" for n in range(30)]
    (tmp_path / "decisions" / "a.tsv").write_text(f"{HEADER}\n{''.join(rows)}", "utf-8")
    done = run(tmp_path, "build", "note.txt", "--store", "s", "--review", "decisions")
    assert done.returncode == 0
    assert [line.split(": ", 2)[2] for line in done.stderr.splitlines()] == [
        "review: none of the 30 decisions applies; are they about other sources? the first: "
        f"{Path('decisions') / 'a.tsv'}, line 2: reject thing 没有0局: no source states such a fact; "
        "see: govgraph review"
    ]


def test_a_call_that_mixes_sheets_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_text("", "utf-8")
    done = run(tmp_path, "review", "--take", "w.csv")
    assert (done.returncode, "--take needs --into FOLDER" in done.stderr) == (2, True)
    done = run(tmp_path, "review", "--sheet", "w.xlsx")
    assert (done.returncode, "a sheet ends in .csv or .tsv" in done.stderr) == (2, True)
