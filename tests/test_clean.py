"""What each line of a page is told to be."""

from __future__ import annotations

import pytest

from govgraph.loaders.lexicon import read_rows
from govgraph.loaders.reading.clean import (
    furniture_kind,
    is_heading,
    is_people_line,
    label_lines,
    split_lines,
)
from govgraph.loaders.reading.fold import fold

FURNITURE = read_rows("furniture.tsv")
PROSE = "过去一年,全镇上下同心协力,各项事业都有了长足进步。"


def kinds(text: str) -> list[str]:
    """The kinds of the lines of a text."""
    return [item.kind.value for item in label_lines(split_lines(fold(text)))]


@pytest.mark.parametrize("row", FURNITURE, ids=lambda row: row["example"])
def test_each_pattern_of_furniture_matches_its_example(row: dict[str, str]) -> None:
    assert furniture_kind(fold(row["example"]).strip()) == row["kind"]


def test_a_page_is_told_apart_line_by_line() -> None:
    page = "\n".join(
        [
            "首页 > 政务公开 > 动态",
            "河畔小镇的一年",
            "2020-05-06 来源:镇宣传办",
            "河畔小镇的一年",
            "春到河畔",
            "河畔小镇的一年",
            PROSE,
            "一、修路架桥",
            "新修公路12公里。",
            "责任编辑:张三",
            "上一篇:春耕",
            "版权声明",
            "本网稿件未经授权不得转载,侵权必究。",
        ]
    )
    assert kinds(page) == [
        "navigation", "title", "byline", "title", "caption", "title", "body", "heading", "body", "byline",
        "navigation", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_a_text_of_one_line_is_body() -> None:
    assert kinds("全镇新修公路12公里") == ["body"]


def test_numbered_notes_at_the_end_are_no_body() -> None:
    notes = [
        "1.一网通办:指一个网站办理各类事项。",
        "2.三资:指资金、资产、资源。",
        "3.河长制:指由各级负责人担任河长。",
    ]
    assert kinds("\n".join([PROSE, PROSE, *notes])) == [
        "body",
        "body",
        "boilerplate",
        "boilerplate",
        "boilerplate",
    ]


def test_what_is_not_read_says_why() -> None:
    labelled = label_lines(split_lines(fold(f"打印\n{PROSE}\n名词解释:\n甲:指乙。")))
    assert [item.reason for item in labelled] == ["page navigation", "", "glossary", "glossary"]


@pytest.mark.parametrize(
    "line",
    ["一、过去一年工作回顾", "(二)着力改善民生", "这是一座宜居的小城", "(三)敢闯敢试,奋力开创新局面。"],
)
def test_headings_are_told_by_their_form(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize("line", ["各位代表:", "新修公路12公里。", "1.3亿元项目开工;", "——抓好三件事"])
def test_other_lines_are_no_headings(line: str) -> None:
    assert not is_heading(line)


def test_a_line_of_names_is_told_from_an_office() -> None:
    assert is_people_line("张三 李四光")
    assert not is_people_line("安河县县长 张三")


def test_markup_debris_and_written_line_ends_divide_lines() -> None:
    assert [line.text for line in split_lines(fold("甲。\\r\\n乙。<br />丙。<p>丁。"))] == [
        "甲。",
        "乙。",
        "丙。",
        "丁。",
    ]


@pytest.mark.parametrize("issuer", ["安河县统计局", "安河县人民政府办公室", "国家统计局安河调查队"])
def test_who_issues_a_text_is_not_its_title(issuer: str) -> None:
    lines = ["安河县2020年国民经济和社会发展统计公报", issuer, "2021年4月12日", PROSE]
    assert kinds("\n".join(lines)) == ["title", "byline", "byline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "2021年1月18日 安河日报 本报记者 王建国 通讯员 李明",
        "安河日报 2021年1月18日 记者 王建国 通讯员 李明",
        "2021-01-18 本报记者 王建国 通讯员 李明",
    ],
)
def test_a_by_line_with_date_and_paper_is_no_title(line: str) -> None:
    lines = ["奋楫五载", "——安河县发展综述", line, PROSE]
    assert kinds("\n".join(lines))[2:] == ["byline", "body"]
