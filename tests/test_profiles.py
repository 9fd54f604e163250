"""Pages that introduce a body or a place: whom figures and honours belong to, and where things lie."""

from __future__ import annotations

import pytest
from figures import measures, read, roles
from sentences import edges, found

from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import PLACE_ID, BlockKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is told of a school or park once it has been introduced is its own
        ("清溪小学成立于1986年，占地900个。校舍面积80个，现有教师9人；开设60个教学班。", [
            ("清溪小学", "has_outcome", "900个"), ("清溪小学", "has_outcome", "80个"),
            ("清溪小学", "has_outcome", "9人"), ("清溪小学", "has_outcome", "60个"),
        ]),
        ("云岭国家森林公园始建于1992年。1993年经省林业厅批准为国家级森林公园。", [
            ("云岭国家森林公园", "received", "国家级森林公园"),
            ("国家级森林公园", "granted_by", "省林业厅"), ("国家级森林公园", "granted_by", "国家级"),
        ]),
        # but not what is told of all the district
        ("清溪小学成立于1986年。全区小学达9个。", []),
        ("开展蓝盾行动。城镇就业3万元。", [("PLACE", "launched", "蓝盾行动")]),
        # several honours in one quotation, and levels before it
        ("清溪中学先后被评为省级“双语教育实验校、阳光少年俱乐部”，市级“绿色校园”等。", [
            ("清溪中学", "received", "双语教育实验校"), ("双语教育实验校", "granted_by", "省级"),
            ("清溪中学", "received", "阳光少年俱乐部"), ("阳光少年俱乐部", "granted_by", "省级"),
            ("清溪中学", "received", "绿色校园"), ("绿色校园", "granted_by", "市级"),
        ]),
        # where built places lie
        ("云岭风景旅游区位于江苏省句容市石桥镇。", [
            ("云岭风景旅游区", "located_in", "石桥镇"),
            ("句容市", "part_of", "江苏省"), ("石桥镇", "part_of", "句容市"),
        ]),
        ("清溪食品项目落户石桥镇。", [("清溪食品项目", "located_in", "石桥镇")]),
    ],
)  # fmt: skip
def test_a_profile_speaks_on_of_its_subject(text: str, expected: list[tuple[str, str, str]]) -> None:
    told = [(PLACE_ID if subject == "PLACE" else subject, verb, thing) for subject, verb, thing in expected]
    assert sorted(edges(text)) == sorted(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("获得“全国双语示范村、省级花木小镇、江苏省长寿之乡”称号。", [
            ("recognition", "全国双语示范村"), ("recognition", "省级花木小镇"),
            ("recognition", "江苏省长寿之乡"),
        ]),
        ("获得“全国生态村、省级先进集体（石桥村）”荣誉。", [
            ("recognition", "全国生态村"), ("recognition", "省级先进集体"), ("place", "石桥村"),
        ]),
        ("获评“全国书香村、省级“一户一景”示范村”。", [
            ("recognition", "全国书香村"), ("recognition", "省级一户一景示范村"),
        ]),
        # what lies on which side, where goods go, who a list begins with
        ("东邻石桥镇，西接柳湾镇。", [("place", "石桥镇"), ("place", "柳湾镇")]),
        ("花木远销东北、新疆等省份。", [("place", "东北"), ("place", "新疆")]),
        ("镇内建有清溪电子商务中心。", [("institution", "清溪电子商务中心")]),
        ("以青岭村、碱厂屯为主种植葡萄。", [("place", "青岭村"), ("place", "碱厂屯")]),
        ("一是清溪光伏产业园项目。", [("program", "清溪光伏产业园项目")]),
        ("国有合资企业华旭能源科技有限公司出资。", [("institution", "华旭能源科技有限公司")]),
        ("成功引进华旭科技、紫鑫药业等3家企业。", [
            ("institution", "华旭科技"), ("institution", "紫鑫药业"),
        ]),
        # words that also are names of cities, and what is no name
        ("日照时数长，各位来宾请看。", []),
        ("日照、青岛等城市。", [("place", "日照"), ("place", "青岛")]),
        ("是有名的农牧大镇，设有初级中学。", []),
    ],
)  # fmt: skip
def test_names_end_where_the_page_goes_on(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清溪小学成立1991年,是一所小学。校园占地9亩,现有教师9名。", ["", ""]),
        ("1993年经省林业厅批准为森林公园,公园总面积9亩。", [""]),
        ("2020年养猪户505户。全镇现有党员99名。", ["2020年", ""]),
        ("上半年产值9亿元,增速比去年全年提高3.8个百分点。", ["上半年", "上半年"]),
    ],
)
def test_the_year_of_founding_dates_nothing_else(text: str, expected: list[str]) -> None:
    assert [one.period.text if one.period else "" for one in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目投产达效后,预计可实现年产值2亿元,带动就业200人。", ["target", "target"]),
        ("项目建成达产后,年利税3亿元。", ["target"]),
        ("公司投产后,年产值达3亿元。", ["level"]),
        ("全县在编教师99名,待开发景区4处,宾馆2家。", ["level", "level", "level"]),
    ],
)
def test_what_a_project_is_to_bring_is_to_come(text: str, expected: list[str]) -> None:
    assert [role for _, role in roles(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("厂房租金为每平方米每年140元。", [("140元", "厂房租金")]),
        ("重点推进投资9亿元的滑雪场项目。", [("9亿元", "投资")]),
        ("中直工业实现增加值3亿元。", [("3亿元", "中直工业增加值")]),
        ("特困供养标准达到人均每月600元。", [("600元", "特困供养标准")]),
        ("土地起始价8亿元,实际中标价15亿元。", [("8亿元", "土地起始价"), ("15亿元", "实际中标价")]),
        # what money was raised for stands earlier in the sentence
        ("协会成立鱼灯保护基金,筹集90万元。", [("90万元", "鱼灯保护基金")]),
        # a multiple of something else, or of the same at another time
        ("旅游总收入9亿元,相当于财政收入的2倍。", [("9亿元", "旅游总收入"), ("2倍", "旅游总收入")]),
        (
            "师生比逐年改善,由三年前的9.5:1降为8.4:1。",
            [("9.5:1", "师生比"), ("8.4:1", "师生比")],
        ),
        ("生产总值9亿元,可比价增长5%。", [("9亿元", "生产总值"), ("5%", "生产总值")]),
        ("全县茶园面积是邻县平均值4倍。", [("4倍", "茶园面积")]),
        ("鱼灯出口额是“十五”期间的7倍。", [("7倍", "鱼灯出口额")]),
    ],
)
def test_the_measure_is_not_the_unit_or_the_verb(text: str, expected: list[tuple[str, str]]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭萨尔机场进出港旅客9万人次。", ["进出港旅客"]),
        ("云岭鲜果超市经营面积900平方米。", ["经营面积"]),
        ("鱼灯技艺服务团推广新花样、新工艺9项。", ["新花样、新工艺"]),
        ("云丰超市(含云美超市)经营面积800平方米。", ["经营面积"]),
        # sizes that a noun with all of them follows, and nouns that begin with what they are not
        ("铺设一条长260米、宽2米的水沟。", ["水沟", "水沟"]),
        ("打通16条未贯通道路,治理受污染耕地3万亩。", ["未贯通道路", "受污染耕地"]),
        ("投资9亿元用于水利建设,共拿出9万元引导扶持生猪养殖。", ["水利建设", "生猪养殖"]),
        # a body that is shorter than the thing, or a thing too short to stand alone
        ("机场旅客吞吐量9万人次。", ["机场旅客吞吐量"]),
        ("党政机关公务员9名。", ["党政机关公务员"]),
    ],
)
def test_the_measure_goes_without_the_body_that_it_is_of(text: str, expected: list[str]) -> None:
    assert [measure for _, measure in measures(text)] == expected


def test_a_line_that_announces_its_parts_is_read() -> None:
    text = "清溪县交通\n全县公路里程1462公里，其中：\n高速3条，国道1条。\n"
    document = read_bytes(text.encode(), "page.txt")
    assert [block.kind for block in document.blocks] == [BlockKind.TITLE, BlockKind.BODY, BlockKind.BODY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # items with sizes in a list that opens its clause
        ("华旭服务器生产线、紫鑫8英寸晶圆、柳南电子玻璃等项目建成投产。", [
            ("program", "华旭服务器生产线"), ("program", "紫鑫8英寸晶圆"), ("program", "柳南电子玻璃"),
        ]),
        ("加快柳南铁路、石桥大桥等项目建设。", [("place", "柳南铁路"), ("place", "石桥大桥")]),
        ("实施青年就近就业三年行动。", [("initiative", "青年就近就业三年行动")]),
        ("用好“两重”“两新”政策。", [("initiative", "两重"), ("initiative", "两新政策")]),
        ("坚持新时代“枫桥经验”。", [("initiative", "枫桥经验")]),
        ("“时代楷模”艾山·买买提、“最美家庭”王建国等人。", [
            ("recognition", "时代楷模"), ("person", "艾山·买买提"), ("recognition", "最美家庭"),
            ("person", "王建国"),
        ]),
        ("甲公司获制造业领域中国质量奖。", [("recognition", "中国质量奖")]),
        ("深入贯彻习近平总书记重要指示，推动习总书记要求落地。", [("person", "习近平")]),
        ("兰州新区投资增长。", [("place", "兰州新区")]),
    ],
)  # fmt: skip
def test_reports_name_works_campaigns_and_people(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("——这是综合实力大幅跃升的五年。新建学校9所,出口增长30%。有企业9家。", ["五年", "五年", ""]),
        ("过去五年,是极不平凡的五年。新建学校9所。", ["过去五年"]),
    ],
)
def test_the_years_that_a_paragraph_tells_of_are_its_period(text: str, expected: list[str]) -> None:
    assert [one.period.text if one.period else "" for one in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一产业完成投资9亿元,地方企业完成投资3亿元。", ["第一产业投资", "地方企业投资"]),
        ("重点项目完成投资9亿元。", ["投资"]),
        ("批零住餐单位实现零售额9亿元。", ["批零住餐单位零售额"]),
        ("公共财政预算收入完成9亿元。", ["公共财政预算收入"]),
        # a total that says enough goes without a sector longer than itself
        ("农产品加工业实现营业收入9亿元,物流业实现营业收入2亿元。", ["营业收入", "物流业营业收入"]),
    ],
)
def test_a_total_is_named_with_its_sector(text: str, expected: list[str]) -> None:
    assert [measure for _, measure in measures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # built places have what is told of them, clause by clause
        ("一是云岭休闲山庄，投资9万元，占地面积30个；二是柳溪休闲山庄，投资3万元。", [
            ("云岭休闲山庄", "funded", "9万元"), ("云岭休闲山庄", "has_outcome", "30个"),
            ("柳溪休闲山庄", "funded", "3万元"),
        ]),
        # but not the totals told behind them
        ("云岭公园建成开放，新增绿地9个。", []),
        # who belongs to whom, and what somebody is
        ("清溪制药公司成立于2018年，为华旭药业集团下属子公司，现有员工9人。", [
            ("清溪制药公司", "part_of", "华旭药业集团"), ("清溪制药公司", "has_outcome", "9人"),
        ]),
        ("清溪制药公司成立于2018年，是一家集生产、销售为一体的省级高新技术企业。", [
            ("清溪制药公司", "received", "省级高新技术企业"), ("省级高新技术企业", "granted_by", "省级"),
        ]),
    ],
)  # fmt: skip
def test_built_places_and_firms_have_what_is_told_of_them(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是甲园,2007年建成,有茶树9亩;二是乙园,有茶树3亩。", ["2007年", ""]),
        ("甲园2007年建成,有茶树9亩,每年接待游客3000人。", ["2007年", "每年"]),
        # the extent of a work is dated by nothing but its clause, or with the works counted before it
        ("该项目2016年列为重点,占地9亩,总投资3亿元。建筑面积2万平方米。", ["", "", ""]),
        ("全年引进项目40个,总投资109亿元。", ["全年", "全年"]),
        ("一季度末,生猪出栏9万头。\n全市计划播种面积3万亩。", ["一季度末", ""]),
    ],
)
def test_times_stay_with_their_item(text: str, expected: list[str]) -> None:
    assert [one.period.text if one.period else "" for one in read(text)] == expected


def test_a_list_whose_members_hold_a_join_is_dealt_out() -> None:
    assert measures("设备制造业、酒和饮料制造业分别增长7%、4%。") == [
        ("7%", "设备制造业"), ("4%", "酒和饮料制造业"),
    ]  # fmt: skip


def test_among_them_is_no_oil_company() -> None:
    assert found("价格上涨，其中石油开采业涨得最多。", None) == []


def test_a_fund_is_named_behind_its_money() -> None:
    assert found("设立5亿元旅游发展引导资金。", None) == [("program", "旅游发展引导资金")]


def test_a_head_shared_by_a_list_is_not_told_twice() -> None:
    assert measures("新兴产业和高技术产业增加值分别增长7%、4%。") == [
        ("7%", "新兴产业增加值"), ("4%", "高技术产业增加值"),
    ]  # fmt: skip


def test_a_join_behind_a_role_is_no_surname() -> None:
    assert found("加强组织领导和工作保障。领导等。", None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a project's results once it stands are its own, and the district's totals of the year are not
        ("清溪商城项目位于石桥镇。项目投产后，年产值可达9万元。", [
            ("清溪商城项目", "located_in", "石桥镇"), ("清溪商城项目", "has_outcome", "9万元"),
        ]),
        ("蓝盾行动计划顺利完成，全年新能源汽车产量达9个。", []),
        # who is founded is not who founds the next
        ("挂牌清溪技术学院，组建柳溪研究院。", [(PLACE_ID, "launched", "柳溪研究院")]),
        ("注册清溪旅行社，制定《柳溪旅游意见》。", [(PLACE_ID, "issued", "柳溪旅游意见")]),
        # a firm of a group stays the one spoken of
        ("清溪制药公司成立于2018年，为华旭药业集团下属子公司。公司现有员工9人。", [
            ("清溪制药公司", "part_of", "华旭药业集团"), ("清溪制药公司", "has_outcome", "9人"),
        ]),
        ("习近平总书记赋予我区新使命，打造“甲乙高地”品牌。", [
            (PLACE_ID, "launched", "甲乙高地品牌"),
        ]),
    ],
)  # fmt: skip
def test_who_is_spoken_of_stays_the_same(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


def test_a_rate_of_contribution_is_told_with_what_contributes() -> None:
    assert measures("投资对经济增长的贡献率为57%。") == [("57%", "投资对经济增长的贡献率")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增幅较大的有发酵酒(增长87%)、汽车(增长7%)等。", ["发酵酒", "汽车"]),
        ("实现地区生产总值9亿元(增长7%)。", ["地区生产总值", "地区生产总值"]),
        ("固定资产投资增长7%(同期为下降3%)。", ["固定资产投资", "固定资产投资"]),
    ],
)
def test_a_bracket_tells_of_what_stands_before_it(text: str, expected: list[str]) -> None:
    assert [measure for _, measure in measures(text)] == expected
