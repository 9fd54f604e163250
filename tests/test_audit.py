"""The audit finds what a careful reader finds, and lets pass what rounding or a bound explains."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from audits import HEAD, audit_of, checks_of, told
from click.testing import CliRunner

from govgraph.cli import govgraph
from govgraph.graph.audit.findings import Verdict
from govgraph.graph.audit.precision import Interval, compounded, growth, printed, printed_step
from govgraph.graph.audit.sums import partitions
from govgraph.graph.audit.triples import audit_triples
from govgraph.ontology.tables import read_rows
from govgraph.ontology.terms import GOV
from govgraph.viz.audit import WORDS, to_html, to_jsonl, to_text

SENTENCES = {
    "谋划省市重点项目30个，其中省重点10个，市重点20个。": "parts consistent, subset consistent",
    "净增市场主体9000户，其中企业2000户。": "subset consistent",
    "净增市场主体9000户，其中企业9500户。": "subset cannotTell",
    "建成13个5万吨级以上泊位，其中20万吨级码头1个、15万吨级泊位4个。": "subset consistent",
    "新建农村公路2500公里，其中县道里程超600公里。": "subset consistent",
    "引进项目15个，其中投资额超5亿元项目9个。": "subset consistent",
    "轻重工业比例调整为28.2:71.8。": "shares consistent",
    "轻重工业比例调整为28.2:76.8。": "shares inconsistent",
    "考核的40项指标，已达标38项，达标率95%。": "shares consistent, rate consistent",
    "考核的40项指标，已达标38项，达标率90%。": "shares inconsistent, rate consistent",
    "新增贷款60亿元，新发放涉农贷款33亿元，占新增贷款的55%。": "shares consistent",
    "新增贷款60亿元，新发放涉农贷款33亿元，占新增贷款的65%。": "shares inconsistent",
    "2016年，固定资产投资完成130亿元，是2011年的2.5倍，年均增长20.1%。": "yearly withinRounding",
    "2016年，固定资产投资完成130亿元，是2011年的2.5倍，年均增长30.1%。": "yearly inconsistent",
    "2016年，生产总值完成130亿元，是2011年的2.5倍，年均增长8.1%。": "yearly cannotTell",
    "五年来，新增城市绿地650万平方米，年均增加130万平方米。": "yearly withinRounding",
    "五年来，新增城市绿地650万平方米，年均增加230万平方米。": "yearly inconsistent",
    "引进总投资9亿元的东门、西门、南门等3个停车场。": "list consistent",
    "规划3个中心（健康体验中心、成果交流中心、良种繁育中心）。": "list consistent",
    "规划4个中心（健康体验中心、成果交流中心、良种繁育中心）。": "list cannotTell",
    "登记主体900户，其中企业300户、个体工商户580户、合作社20户。": "parts consistent, subset consistent",
    "登记主体900户，其中企业350户、个体工商户580户、合作社20户。": "parts inconsistent, subset consistent",
    "建成驿站50个（图书驿站30个，健身驿站20个）。": "parts consistent",
    "建成驿站50个（图书驿站30个，健身驿站25个）。": "parts inconsistent",
    "完成投资7.3亿元（甲园区投资4.26亿元，乙园区投资3.06亿元）。": "parts withinRounding",
    "完成投资7.3亿元（甲园区投资4.26亿元，乙园区投资3.46亿元）。": "parts inconsistent",
    "招收学员40名，其中女学员30名。": "subset consistent",
    "招收学员40名，其中女学员60名。": "subset inconsistent",
    "能源装机1800万千瓦，其中风电装机900万千瓦、占比50%。": "shares consistent, subset consistent",
    "能源装机1800万千瓦，其中风电装机900万千瓦、占比60%。": "shares inconsistent, subset consistent",
    "三次产业结构调整为8.1:40.2:51.7。": "shares consistent",
    "三次产业结构调整为8.1:40.2:51.8。": "shares withinRounding",
    "三次产业结构调整为8.1:40.2:57.7。": "shares inconsistent",
    "平均候诊时间由40分钟缩短至10分钟，下降75%。": "change consistent",
    "平均候诊时间由40分钟缩短至10分钟，下降65%。": "change inconsistent",
    "补助标准由480元提高至620元，增长29%。": "change withinRounding",
    "补助标准由480元提高至620元，增长25%。": "change inconsistent",
    "就业率由80%提高到90%，提高10个百分点。": "change consistent, rate consistent, rate consistent",
    "就业率由80%提高到90%，提高12个百分点。": "change inconsistent, rate consistent, rate consistent",
    "就业率由80%提高到90%，提高10%。": "change cannotTell, rate consistent",
    "港口吞吐量由200万吨增加到640万吨，增长2.2倍。": "change consistent",
    "港口吞吐量由200万吨增加到640万吨，增长3.2倍。": "change cannotTell",
    "港口吞吐量由200万吨增加到640万吨，增长4.2倍。": "change inconsistent",
    "项目完成投资12亿元，比2015年增加4亿元，增长50%。": "change consistent",
    "项目完成投资12亿元，比2015年增加4亿元，增长80%。": "change inconsistent",
    "财政收入由2015年的5.00亿元增长到2020年的8.20亿元，年均增长10.4%。": "yearly withinRounding",
    "财政收入由2015年的5.00亿元增长到2020年的8.20亿元，年均增长19.4%。": "yearly inconsistent",
    "财政收入由2015年的5.00亿元增长到2020年的8.20亿元，年均增长13.2%。": "yearly cannotTell",
    "生产总值由2015年的50.0亿元增长到2020年的82.0亿元，年均增长7.4%。": "yearly cannotTell",
    "2020年，总产值比2015年增长61%，年均增长10%。": "yearly withinRounding",
    "2020年，总产值比2015年增长61%，年均增长15%。": "yearly inconsistent",
    "森林覆盖率达到35.2%，比上年提高1.5个百分点。": "rate consistent, rate consistent",
    "森林覆盖率达到1.2%，比上年提高5个百分点。": "rate inconsistent, rate consistent",
    "污水处理率达到112%。": "rate inconsistent",
    "新建东门、西门、南门等3个停车场。": "list consistent",
    "新建东门、西门、南门等5个停车场。": "list consistent",
    "新建东门、西门、南门、北门等3个停车场。": "list inconsistent",
    "东湖、西湖2个公园免费开放。": "list consistent",
    "东湖、西湖3个公园免费开放。": "list cannotTell",
    "新建、改建公园3个。": "",
    "东门小学、西门小学分别招生120人、90人。": "list consistent",
    "东门小学、西门小学分别招生120人、90人、80人。": "list cannotTell",
    "办理时限由20天压缩至5天，材料由10份减少至5份，办事效率提升75%。": "summary withinRounding",
    "办理时限由20天压缩至5天，材料由10份减少至5份，办事效率提升25%。": "summary inconsistent",
    "全区120个网格实现全覆盖。全区100个网格统一编号。": "twice cannotTell",
    "全区120个网格实现全覆盖。全区120个网格统一编号。": "twice consistent",
    "2020年，全区城镇化率达到60.1%。2020年，全区城镇化率达到62.1%。": (
        "twice inconsistent, rate consistent, rate consistent"
    ),
    "追缴欠款773万。": "unit cannotTell",
    "追缴欠款773万元。": "",
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_gets_these_checks_and_no_others(sentence: str) -> None:
    found = ", ".join(f"{kind} {verdict}" for kind, verdict in told(checks_of(sentence)))
    assert found == SENTENCES[sentence]


@pytest.mark.parametrize(
    "row", [row for _, row in read_rows("partitions.tsv", ("whole", "classes", "example"))]
)
def test_the_example_of_a_partition_is_checked_and_adds_up(row: dict[str, str]) -> None:
    checks = told(checks_of(f"{row['example']}。"))
    assert ("parts", "consistent") in checks and ("parts", "inconsistent") not in checks
    assert len(partitions()) > 5


def test_printed_digits_and_bounds_decide_what_a_figure_says() -> None:
    assert printed_step(Decimal(52900), "5.29万人") == 100
    assert printed(Decimal(52900), "5.29万人", "exact", True) == Interval(Decimal(52850), Decimal(52950))
    assert printed(Decimal(41), "41个", "exact", True) == Interval(Decimal(41), Decimal(41))
    assert printed(Decimal(30), "30%", "exact", False) == Interval(Decimal("29.5"), Decimal("30.5"))
    assert printed(Decimal(1000), "1000余人", "moreThan", True) == Interval(Decimal(1000), None)
    assert printed(Decimal(200), "近200家", "lessThan", True) == Interval(None, Decimal(200))
    assert printed(Decimal(994), "约994件", "approximately", True) == Interval(
        Decimal("894.6"), Decimal("1093.4")
    )
    assert printed_step(Decimal(3), "三名") == 1


def test_intervals_divide_and_compound() -> None:
    after, before = Interval(Decimal(110), Decimal(110)), Interval(Decimal(100), Decimal(100))
    assert growth(after, before) == Interval(Decimal(10), Decimal(10))
    assert growth(after, Interval(Decimal(0), Decimal(1))) is None
    assert compounded(Interval(Decimal(10), Decimal(10)), 2) == Interval(Decimal(21), Decimal(21))
    assert growth(Interval(Decimal(110), None), before) == Interval(Decimal(10), None)


BODY = (
    f"{HEAD}建成驿站50个（图书驿站30个，健身驿站25个）。\n污水<b>处理率达到100%。\n"
    "全区120个网格实现全覆盖。\n\n全区100个网格统一编号。\n"
)


def test_the_text_report_shows_findings_with_their_sentences_and_counts_the_rest() -> None:
    audit = audit_of(BODY)
    zh, en = list(to_text(audit, "zh")), list(to_text(audit, "en"))
    assert zh[1] == "  不一致 · 分项与总数: 各部分 30个 + 25个 合计 55，总数为 50个，相差 5"
    assert zh[2] == "    「建成驿站50个（图书驿站30个，健身驿站25个）。」"
    assert en[1].endswith("the parts 30个 + 25个 make 55; the whole is 50个, a difference of 5")
    assert zh[-1] == "1份来源，3项核查：1项不一致，1项无法判定，0项在精度以内，1项一致"
    assert en[-1] == "1 source, 3 checks: 1 inconsistent, 1 undecided, 0 within rounding, 1 consistent"
    assert not any("处理率" in line for line in zh)
    assert any("处理率" in line for line in to_text(audit, "zh", everything=True))


def test_the_page_is_self_contained_escaped_and_allows_its_own_style_only() -> None:
    page = to_html(audit_of(BODY), "zh", everything=True)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy and "unsafe" not in policy[1] and "default-src &#39;none&#39;" in policy[1]
    assert "&lt;b&gt;" in page and "<b>" not in page
    assert "<script" not in page and not re.search(r'(?:src|href)=|url\(|style="', page)
    assert page.count("<mark>") == sum(len(check.figures) for check in audit_of(BODY).checks())


def test_the_records_name_offsets_in_the_stored_text() -> None:
    (first, *_) = [json.loads(line) for line in to_jsonl(audit_of(BODY))]
    assert (first["kind"], first["verdict"], first["stated"], first["computed"]) == (
        "parts",
        "inconsistent",
        "50",
        "55",
    )
    assert [BODY[figure["start"] : figure["end"]] for figure in first["figures"]] == ["50个", "30个", "25个"]


def test_the_triples_say_verdict_kind_and_claims_the_same_every_time() -> None:
    triples = audit_triples(audit_of(BODY))
    assert triples == audit_triples(audit_of(BODY))
    verdicts = sorted(str(triple.object) for triple in triples if triple.predicate == GOV.verdict)
    assert verdicts == sorted(str(GOV[name]) for name in ("inconsistent", "cannotTell", "consistent"))
    assert sum(triple.predicate == GOV.checks for triple in triples) == 6
    assert sum(triple.predicate == GOV.explanation for triple in triples) == 6


def test_every_verdict_and_kind_has_words_in_both_languages() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys() >= set(Verdict)


def test_the_command_exits_1_where_something_is_inconsistent_and_saves_the_checks(tmp_path: Path) -> None:
    source, store = tmp_path / "report.txt", str(tmp_path / "store")
    source.write_text(BODY, encoding="utf-8")
    run = CliRunner()
    assert run.invoke(govgraph, ["build", str(source), "--store", store]).exit_code == 0
    found = run.invoke(govgraph, ["audit", "--store", store, "--save", "--lang", "zh"])
    assert found.exit_code == 1 and "相差 5" in found.stdout
    question = "SELECT ?c WHERE { ?c gov:verdict gov:inconsistent ; gov:checks/gov:indicator ?i }"
    rows = run.invoke(govgraph, ["query", "--store", store, "-e", question]).stdout.split()
    assert len(rows) == 4 and "parts" in rows[1]
    source.write_text(f"{HEAD}建成驿站50个（图书驿站30个，健身驿站20个）。\n", encoding="utf-8")
    assert run.invoke(govgraph, ["build", str(source), "--store", store]).exit_code == 0
    assert len(run.invoke(govgraph, ["query", "--store", store, "-e", question]).stdout.split()) == 1
    clean = str(tmp_path / "clean")
    assert run.invoke(govgraph, ["build", str(source), "--store", clean]).exit_code == 0
    assert run.invoke(govgraph, ["audit", "--store", clean]).exit_code == 0


def findings(path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """What the audit of a file finds, apart from rates and lists that are in order."""
    return [
        (check.kind.removeprefix("check").lower(), check.verdict.value, tuple(f.text for f in check.figures))
        for check in audit_of(path.read_text("utf-8-sig")).checks()
        if check.verdict is not Verdict.CONSISTENT or check.kind.endswith("Parts")
    ]


def test_the_brief_has_the_findings_of_a_careful_reader_and_no_others(brief: Path) -> None:
    assert [(kind, verdict) for kind, verdict, _ in findings(brief)] == FINDINGS


def test_the_article_has_the_findings_of_a_careful_reader_and_no_others(article: Path) -> None:
    found = findings(article)
    assert [(kind, verdict) for kind, verdict, _ in found] == FINDINGS
    assert [figures for kind, _, figures in found if kind == "twice"] == [("293个", "267个")]
    assert ("51649户", "12921户", "38717户", "11户") in [figures for _, _, figures in found]


FINDINGS = [
    ("summary", "inconsistent"),
    ("twice", "cannotTell"),
    ("unit", "cannotTell"),
    ("unit", "cannotTell"),
    ("change", "withinRounding"),
    ("parts", "consistent"),
    ("parts", "consistent"),
]
