"""Relations over a paragraph: whose figures and acts they are, what is planned and under way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sentences import edges, only, read

from govgraph.loaders.extract import extract
from govgraph.loaders.names.find import find_things
from govgraph.loaders.reading.read import read_bytes
from govgraph.loaders.relations.find import find_relations
from govgraph.ontology.records import (
    PLACE_ID,
    Block,
    BlockKind,
    Role,
    Span,
    Stage,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("实施敬老助餐行动，支持20家食堂改造。", [("敬老助餐行动", "has_outcome", "20家")]),
        ("实施敬老助餐行动，力争财政收入达到20亿元。", []),
        ("实施敬老助餐行动，加强食堂管理，新增食堂20家。", []),
    ],
)
def test_aims_right_behind_a_planned_act_are_its_own(text: str, expected: list[tuple[str, str, str]]) -> None:
    extraction = read(text)
    planned = [replace(figure, role=Role.TARGET) for figure in extraction.measurements]
    found = find_relations(extraction.document, planned, extraction.things)
    names = {thing.id: thing.name for thing in extraction.things}
    names |= {figure.id: figure.evidence.quote for figure in planned}
    edges = [(names.get(r.subject, r.subject), r.predicate.value, names[r.object]) for r in found]
    assert edges == [(PLACE_ID, "launched", "敬老助餐行动"), *expected]


def test_work_that_was_carried_out_is_done() -> None:
    assert only("完成清溪河道治理工程。").stage is Stage.DONE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a topic's figures are those of its own clauses
        ("实施“青苗”计划，引进人才255人，某基金在此落地，园内科技企业8家亮相。", [
            (PLACE_ID, "launched", "青苗计划"), ("青苗计划", "has_outcome", "255人"),
        ]),
        ("开展“晨读一刻”活动，惠及学生300人，完成河道清淤12公里。", [
            (PLACE_ID, "launched", "晨读一刻活动"), ("晨读一刻活动", "has_outcome", "300人"),
        ]),
        ("实施“青苗”计划，安排项目33个，完成投资625万元。", [
            (PLACE_ID, "launched", "青苗计划"), ("青苗计划", "has_outcome", "33个"),
            ("青苗计划", "funded", "625万元"),
        ]),
        ("举办渔业博览会，新增龙头企业12家。", [(PLACE_ID, "launched", "渔业博览会")]),
        ("举办渔业博览会，签约项目12个。", [
            (PLACE_ID, "launched", "渔业博览会"), ("渔业博览会", "has_outcome", "12个"),
        ]),
        ("“青苗”计划和民生实事30项。", []),
        ("40项事项实现“一次通办”。", [("一次通办", "has_outcome", "40项")]),
        ("发放渔船更新贷款300万元。", [("渔船更新贷款", "funded", "300万元")]),
        ("投入2115万元，实施渔港疏浚工程。", [
            (PLACE_ID, "launched", "渔港疏浚工程"), ("渔港疏浚工程", "funded", "2115万元"),
        ]),
        ("实施渔港疏浚项目16个，完成街巷改造9条。", []),
        ("投资8300万元实施煤烟治理工程。", [
            (PLACE_ID, "launched", "煤烟治理工程"), ("煤烟治理工程", "funded", "8300万元"),
        ]),
        # a clause that only counts on
        ("启动云岭安居工程，新开工90户，基本建成60户。", [
            (PLACE_ID, "launched", "云岭安居工程"), ("云岭安居工程", "has_outcome", "90户"),
            ("云岭安居工程", "has_outcome", "60户"),
        ]),
        # whose act it is
        ("清柳河完成岸线整治行动。", []),
        ("实施乡村振兴战略。", []),
        ("图书馆获评国家一级图书馆。", [
            ("国家一级图书馆", "granted_by", "国家"), ("图书馆", "received", "国家一级图书馆"),
        ]),
        ("该区获得“江苏省美食之乡”称号，云山现代渔业科技示范园获评国家3A级景区。", [
            ("江苏省美食之乡", "granted_by", "江苏省"), (PLACE_ID, "received", "江苏省美食之乡"),
            ("国家3A级景区", "granted_by", "国家"),
            ("云山现代渔业科技示范园", "received", "国家3A级景区"),
        ]),
        ("柳溪村获省级生态村，市区荣获联合国人居环境范例奖。", [
            ("省级生态村", "granted_by", "省级"), ("柳溪村", "received", "省级生态村"),
            ("联合国人居环境范例奖", "granted_by", "联合国"),
        ]),
    ],
)  # fmt: skip
def test_figures_and_acts_stay_with_whom_they_belong_to(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(edges(text)) == sorted(expected)


def test_a_title_tells_what_its_place_lies_in() -> None:
    title, body = "镇江市润州区实施敬老助餐行动", "全区平安。"
    blocks = (
        Block(Span(0, len(title)), BlockKind.TITLE),
        Block(Span(len(title), len(title + body)), BlockKind.BODY, 0, 1),
    )
    document = replace(
        read(title + body).document, blocks=blocks, sentences=(Span(len(title), len(title + body)),)
    )
    things = find_things(document, ())
    (relation,) = find_relations(document, (), things)
    (city,) = (thing.id for thing in things if thing.name == "镇江市")
    assert (relation.subject, relation.predicate, relation.object) == (PLACE_ID, "part_of", city)


REPORT = """滨江区人民政府工作报告
——2023年1月10日在滨江区第九届人民代表大会第三次会议上
一、2022年工作回顾
推出“石桥议事”机制，获评国家卫生区。
二、2023年工作安排
推出“晨读一刻”品牌，成功创建省级文明区。“邻里食堂”服务已经上线。
"""


def test_what_stands_under_a_heading_of_plans_is_planned() -> None:
    extraction = extract(read_bytes(REPORT.encode(), "x"))
    names = {one.id: one.name for one in extraction.things}
    told = {
        (one.predicate.value, names[one.object]): one.stage
        for one in extraction.relations
        if one.object in names
    }
    assert told == {
        ("launched", "石桥议事机制"): Stage.DONE,
        ("received", "国家卫生区"): Stage.DONE,
        ("launched", "晨读一刻品牌"): Stage.PLANNED,
        ("received", "省级文明区"): Stage.PLANNED,
        ("launched", "邻里食堂服务"): Stage.DONE,
    }


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("计划推出“晨读一刻”品牌。", ["planned"]),
        ("该县将于年内全面推出“晨读一刻”品牌，出台《养老办法》。", ["planned", "planned"]),
        ("下一步，推出“晨读一刻”品牌，已经出台《养老办法》。", ["planned", "done"]),
        ("拟出台《养老办法》；推出“晨读一刻”品牌。", ["planned", "done"]),
        ("将乡村旅游打造成“晨读一刻”品牌。", ["done"]),
        ("启动“晨读一刻”行动。", ["begun"]),
    ],
)
def test_what_is_to_come_is_planned(text: str, stages: list[str]) -> None:
    assert [one.stage.value for one in read(text).relations] == stages
