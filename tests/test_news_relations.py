"""What newspapers and portals tell of who did what: made-up sentences, read from end to end."""

from __future__ import annotations

import json

import pytest
from notes import edges, names, read

from govgraph.loaders.jsonl import to_jsonl
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import BlockKind


@pytest.mark.parametrize(
    "text",
    [
        "南湖中学主体完工，新建幼儿园10所。",
        "天焦公司转型退出，新增货车897辆。",
        "组建云岭产业发展集团，引进重大项目14个。",
        "金石集团管材、振华设备厂迁建、铜陵公司合金棒等20个项目开工。",
    ],
)
def test_what_the_area_did_is_no_result_of_a_body_beside_it(text: str) -> None:
    assert [edge for edge in edges(text) if edge[1] == "has_outcome"] == []


def test_all_who_grant_an_honour_are_told_and_none_receives_it() -> None:
    assert edges("全区被省委、省政府授予“民营经济先进区”称号。") == [
        ("民营经济先进区", "granted_by", "省委"),
        ("民营经济先进区", "granted_by", "省政府"),
    ]
    assert edges("“1+3”融合模式被省健康办、省卫健委评为全省典型案例。") == [
        ("1+3融合模式", "received", "全省典型案例"),
        ("全省典型案例", "granted_by", "省健康办"),
        ("全省典型案例", "granted_by", "省卫健委"),
        ("全省典型案例", "granted_by", "全省"),
    ]


def test_a_plan_has_the_results_of_its_projects_and_none_what_follows_full_cover() -> None:
    text = "开展技术改造三年行动计划，实施技改项目220个。实现河长制全覆盖，调整范围，划定禁养区34个。"
    assert edges(text) == [("技术改造三年行动计划", "has_outcome", "220个")]


def test_the_medium_of_a_dateline_has_no_results() -> None:
    assert edges("北京日报讯（记者 王强）回天地区面积63平方公里。") == []


def test_lines_tell_plans_apart_and_give_no_honour_that_is_striven_for() -> None:
    text = "大田县2021年政府工作报告\n全县争创全国文明城市，计划实施“清溪”工程。全县获评国家卫生县城。"
    lines = [json.loads(line) for line in to_jsonl(read(text))]
    told = [(r["predicate"], r["object"], r.get("stage", "")) for r in lines if r["kind"] == "relation"]
    assert told == [
        ("granted_by", "全国", ""),
        ("launched", "清溪工程", "planned"),
        ("granted_by", "国家", ""),
        ("received", "国家卫生县城", ""),
    ]


def test_towns_lie_in_the_county_spoken_of_and_people_at_home() -> None:
    assert edges("云岭县今日\n家住该县柳会乡吉山村的刘立明老人领到养老金。") == [
        ("柳会乡", "part_of", "place"),
        ("吉山村", "part_of", "柳会乡"),
        ("刘立明", "located_in", "吉山村"),
    ]
    assert edges("润州区新闻\n今年,该区清溪镇石桥村贫困户冯雪梅领到补助。") == [
        ("清溪镇", "part_of", "润州区"),
        ("石桥村", "part_of", "清溪镇"),
        ("冯雪梅", "located_in", "石桥村"),
    ]


def test_what_is_told_right_behind_an_act_came_of_it() -> None:
    assert edges("启动零基预算改革，部门预算审减率达到21.5%，全市财政收入增长5%。") == [
        ("零基预算改革", "has_outcome", "21.5%")
    ]
    assert edges("云岭科技园、月湾片区已完成投资5亿元，签约企业16家。") == [
        ("云岭科技园", "has_outcome", "5亿元"),
        ("月湾片区", "has_outcome", "5亿元"),
    ]


def test_honours_are_dealt_out_to_those_who_got_them_each() -> None:
    text = "松山镇、石桥镇柳湾村和丙镇分别被评为国家级生态镇、省级文明村、市级卫生镇。"
    assert [edge for edge in edges(text) if edge[1] == "received"] == [
        ("松山镇", "received", "国家级生态镇"),
        ("柳湾村", "received", "省级文明村"),
        ("丙镇", "received", "市级卫生镇"),
    ]


OPENING = "今年以来，云岭县上下一心、团结奋斗，全力推进项目建设，新开工项目12个，增长8%，新建学校3所，"
TEASER = OPENING + "改造危房40户，新建公园2个，修路18公里……"


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        (OPENING + "改造危房40户，新建公园2个，修路18公里。", "navigation"),
        ("全县上下同心，干劲十足。", "body"),
    ],
)
def test_a_line_that_breaks_off_is_read_unless_another_says_it_in_full(behind: str, kind: str) -> None:
    blocks = read_bytes(f"{TEASER}\n{behind}".encode(), "note.txt").blocks
    assert [block.kind for block in blocks] == [BlockKind(kind), BlockKind.BODY]


def test_the_parts_of_an_act_are_told_behind_it_and_areas_are_allies() -> None:
    text = "“三个八十”项目中，130个完成投资80亿元，增长4%；90个新增产值30亿元，增长7%。"
    assert [edge[2] for edge in edges(text)] == ["130个", "80亿元", "4%", "90个", "30亿元", "7%"]
    assert {edge[0] for edge in edges(text)} == {"三个八十项目"}
    assert edges("润州区新闻\n今年,该区与北京海淀区、杭州市高新区开展战略合作。") == [
        ("海淀区", "part_of", "北京"),
        ("润州区", "partner", "海淀区"),
        ("润州区", "partner", "杭州市高新区"),
    ]
    assert names("青石店产业园区2009年起规划建设。") == [("place", "青石店产业园区")]


def test_what_is_invested_funds_it_and_what_is_upheld_was_received() -> None:
    assert edges("投资11亿元的虹源铝型材、投资8亿元的云镜电子商务。") == [
        ("虹源铝型材", "funded", "11亿元"),
        ("云镜电子商务", "funded", "8亿元"),
    ]
    assert edges("润州区新闻\n今年,该区持续擦亮全国文明城市招牌。") == [
        ("全国文明城市", "granted_by", "全国"),
        ("润州区", "received", "全国文明城市"),
    ]


def test_all_of_a_list_received_an_honour_and_a_title_that_is_a_place_elsewhere_is_one() -> None:
    assert edges("竹山景区、九龙森林景区先后被评为国家3A级旅游景区。") == [
        ("竹山景区", "received", "国家3A级旅游景区"),
        ("九龙森林景区", "received", "国家3A级旅游景区"),
        ("国家3A级旅游景区", "granted_by", "国家"),
    ]
    assert edges("普安镇被省委省政府命名为平安区。") == [
        ("普安镇", "received", "平安区"),
        ("平安区", "granted_by", "省委省政府"),
    ]


def test_a_name_may_begin_with_and_behind_what_it_lies_in() -> None:
    assert edges("有人在润州区和顺街道云岭社区。") == [
        ("和顺街道", "part_of", "润州区"),
        ("云岭社区", "part_of", "和顺街道"),
    ]
    assert edges("有人来到润州区柳林街道和美社区。") == [
        ("柳林街道", "part_of", "润州区"),
        ("和美社区", "part_of", "柳林街道"),
    ]
    assert edges("来到柳林镇和兴隆村。") == []


def test_each_honour_of_a_list_is_received_also_what_somebody_is_told_to_be() -> None:
    assert edges("定南县是有名的“中国柳编之乡”、“中国鱼灯之乡”。") == [
        ("定南县", "received", "中国柳编之乡"),
        ("定南县", "received", "中国鱼灯之乡"),
    ]
    assert edges("定南县属国家级生态示范区、国家级先进县。") == [
        ("定南县", "received", "国家级生态示范区"),
        ("定南县", "received", "国家级先进县"),
        ("国家级生态示范区", "granted_by", "国家级"),
        ("国家级先进县", "granted_by", "国家级"),
    ]


def test_what_a_list_is_summed_up_in_goes_without_its_last_item() -> None:
    assert names("推进茶园旅游、鱼灯研学和柳编出口“三大战略”。") == [("initiative", "三大战略")]
    assert names("实施证照办理“零见面”。") == [("initiative", "证照办理零见面")]


def test_bodies_of_towns_are_named_behind_their_county_and_plans_of_areas_are_none() -> None:
    assert names("定南县老城镇党委和镇中学办好事。") == [
        ("place", "定南县"),
        ("institution", "定南县老城镇党委"),
        ("institution", "镇中学"),
    ]
    assert names("定南县计划招引20个项目。") == [("place", "定南县")]
    assert names("村民杜绝浪费。") == []


def test_all_who_report_are_named() -> None:
    assert names("讯 记者 李明 特约记者 王小华 通讯员 张丽 报道:新建公园3个。") == [
        ("person", "李明"),
        ("person", "王小华"),
        ("person", "张丽"),
    ]
