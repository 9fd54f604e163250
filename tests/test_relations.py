"""Relations: who did what, in which words, and what stays unsaid."""

from __future__ import annotations

import pytest
from sentences import edges, only, read

from govgraph.loaders.names.words import verbs
from govgraph.loaders.relations.honours import _LEVEL  # pyright: ignore[reportPrivateUsage]
from govgraph.ontology.records import (
    PLACE_ID,
    Stage,
)
from govgraph.ontology.vocabulary import levels


@pytest.mark.parametrize(
    "word", sorted(v.word for v in verbs().values() if v.relation == "launched"), ids=lambda word: word
)
def test_a_verb_of_launching_makes_its_object_launched(word: str) -> None:
    assert edges(f"该县{word}“敬老”行动。") == [(PLACE_ID, "launched", "敬老行动")]
    aims = word in ("打造", "谋划")  # what has no name of its own yet is an aim
    assert edges(f"该县{word}敬老助餐行动。") == [(PLACE_ID, "launched", "敬老助餐行动")] * (not aims)


@pytest.mark.parametrize("word", sorted(v.word for v in verbs().values() if v.relation == "issued"))
def test_a_verb_of_issuing_makes_its_object_issued(word: str) -> None:
    assert edges(f"该市{word}停车管理办法。") == [(PLACE_ID, "issued", "停车管理办法")]


@pytest.mark.parametrize("word", sorted(v.word for v in verbs().values() if v.relation == "received"))
def test_a_verb_of_receiving_makes_its_object_received(word: str) -> None:
    extraction = read(f"该县{word}省级卫生县城。")
    received, granted = sorted(extraction.relations, key=lambda r: r.predicate, reverse=True)
    assert (received.subject, received.predicate, received.stage) == (
        PLACE_ID,
        "received",
        Stage(verbs()[word].stage),
    )
    assert (granted.predicate, granted.object) == ("granted_by", "省级")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # subjects
        ("区教育局开展“晨读一刻”活动。", [("区教育局", "launched", "晨读一刻活动")]),
        ("“云上稽查”平台上线运行。", [(PLACE_ID, "launched", "云上稽查平台")]),
        (
            "举办春茶推介会、农民丰收节。",
            [(PLACE_ID, "launched", "春茶推介会"), (PLACE_ID, "launched", "农民丰收节")],
        ),
        # honours
        (
            "滨江新区成为国家级开发区。",
            [("国家级开发区", "granted_by", "国家级"), ("滨江新区", "received", "国家级开发区")],
        ),
        (
            "长沙县、浏阳市入选全国百强县。",
            [
                ("全国百强县", "granted_by", "全国"),
                ("浏阳市", "received", "全国百强县"),
                ("长沙县", "received", "全国百强县"),
            ],
        ),
        (
            "土地托管“溪口模式”成为全国改革案例。",
            [("全国改革案例", "granted_by", "全国"), ("溪口模式", "received", "全国改革案例")],
        ),
        # results
        (
            "“碧水清渠”行动清淤河道35公里，新建绿地12个，水质达标率达98%。",
            [
                ("碧水清渠行动", "has_outcome", "12个"),
                ("碧水清渠行动", "has_outcome", "35公里"),
                ("碧水清渠行动", "has_outcome", "98%"),
            ],
        ),
        (
            "实施“青苗”计划，引进人才255人，社会消费品零售额增长5%。",
            [(PLACE_ID, "launched", "青苗计划"), ("青苗计划", "has_outcome", "255人")],
        ),
        ("农村饮水安全工程开工，完成投资3156万元。", [
            (PLACE_ID, "launched", "农村饮水安全工程"), ("农村饮水安全工程", "funded", "3156万元"),
        ]),
        ("农村饮水安全工程完工，完成投资3156万元。", [("农村饮水安全工程", "funded", "3156万元")]),
        ("设立5亿元的产业引导母基金。", [
            (PLACE_ID, "launched", "产业引导母基金"), ("产业引导母基金", "funded", "5亿元"),
        ]),
        ("投入90万元设立全县第一个“青苗”计划。", [
            (PLACE_ID, "launched", "青苗计划"), ("青苗计划", "funded", "90万元"),
        ]),
        ("石桥大街南延、柳溪中学扩建工程开工建设。", [
            (PLACE_ID, "launched", "柳溪中学扩建工程"), (PLACE_ID, "launched", "石桥大街南延"),
        ]),
        # what is counted by name
        ("引进蓝海科技、金山集团等12家企业。", [
            ("12家", "includes", "蓝海科技"), ("12家", "includes", "金山集团"),
        ]),
        ("完成溪口镇、石桥镇2个集镇改造。", [
            ("2个", "includes", "溪口镇"), ("2个", "includes", "石桥镇"),
        ]),
        ("修缮滨江路、金山路等3.5公里道路。", []),
        ("表彰县教育局、县卫生局等20人。", []),
        # who takes part, and on what it rests
        ("积极参加“清风”行动。", [(PLACE_ID, "takes_part", "清风行动")]),
        ("区教育局主动融入“一带一路”建设。", [("区教育局", "takes_part", "一带一路建设")]),
        ("支持民营企业参与“清风”行动。", []),
        ("将调解工作融入“清风”行动。", []),
        ("推行“四门三访”工作机制。出台《区“四门三访”工作机制实施办法》。", [
            (PLACE_ID, "launched", "四门三访工作机制"),
            (PLACE_ID, "issued", "区四门三访工作机制实施办法"),
            ("四门三访工作机制", "based_on", "区四门三访工作机制实施办法"),
        ]),
        ("按照《助餐办法》，开展“银龄”行动。", [
            (PLACE_ID, "launched", "银龄行动"), ("银龄行动", "based_on", "助餐办法"),
        ]),
        ("落实《助餐办法》，开展“银龄”行动。", [(PLACE_ID, "launched", "银龄行动")]),
        ("按照县委“一二三四”工作思路，推进工作。", [("县委", "launched", "一二三四工作思路")]),
        # places, people, groups, partners
        ("定南县老城镇很美。", [("老城镇", "part_of", "定南县")]),
        ("老城镇柳溪村村民李大山说。", [("李大山", "located_in", "柳溪村"), ("柳溪村", "part_of", "老城镇")]),
        ("覆盖定南县克度镇、塘边镇，不含他县。", [
            ("克度镇", "part_of", "定南县"), ("塘边镇", "part_of", "定南县"),
        ]),
        ("投资7800万元的县城公园开放。", [("县城公园", "funded", "7800万元")]),
        ("该县为牧区建设“草原书屋”227个。", [("草原书屋", "has_outcome", "227个")]),
        ("老城镇柳溪村工作人员李大山说。", [
            ("李大山", "located_in", "柳溪村"), ("柳溪村", "part_of", "老城镇"),
        ]),
        ("老城镇柳溪社区党委书记、居委会主任李大山说。", [
            ("李大山", "located_in", "柳溪社区"), ("柳溪社区", "part_of", "老城镇"),
        ]),
        ("该区推行“智采”系统。该系统由业务审批系统、专家库管理系统、云岭采购网3个子系统组成。", [
            (PLACE_ID, "launched", "智采系统"),
            ("智采系统", "includes", "业务审批系统"),
            ("智采系统", "includes", "专家库管理系统"),
            ("智采系统", "includes", "云岭采购网"),
            ("智采系统", "has_outcome", "3个"),
            ("3个", "includes", "业务审批系统"),
            ("3个", "includes", "专家库管理系统"),
            ("3个", "includes", "云岭采购网"),
        ]),
        ("石门公共资源交易中心成立，将建设工程交易中心和土地交易服务中心整合成“一中心”。", [
            ("建设工程交易中心", "part_of", "石门公共资源交易中心"),
            ("土地交易服务中心", "part_of", "石门公共资源交易中心"),
        ]),
        ("该县通过建立代办制、联席会议制等一系列项目服务长效机制，提速增效。", [
            (PLACE_ID, "launched", "代办制"), (PLACE_ID, "launched", "联席会议制"),
            ("项目服务长效机制", "includes", "代办制"), ("项目服务长效机制", "includes", "联席会议制"),
        ]),
        ("定南县地处江南丘陵，位于江西省最南部。", [("定南县", "located_in", "江西省")]),
        ("运用“石网”系统，培训90人。", [("石网系统", "has_outcome", "90人")]),
        ("将原分属两局的建设工程交易中心和土地交易服务中心整合成石门公共资源交易中心。", [
            ("建设工程交易中心", "part_of", "石门公共资源交易中心"),
            ("土地交易服务中心", "part_of", "石门公共资源交易中心"),
        ]),
        ("区总工会为困难职工提供“一对一”就业指导服务。", [
            ("一对一就业指导服务", "benefits", "困难职工"),
        ]),
        ("镇政府和驻村工作队来了。", [("镇政府", "partner", "驻村工作队")]),
        ("区卫健委与江滨医院签订合作协议。", [("区卫健委", "partner", "江滨医院")]),
        # firsts and spread
        ("该区在全国首创邻里共治管理模式。", [
            (PLACE_ID, "launched", "邻里共治管理模式"), ("邻里共治管理模式", "first_in", "全国"),
        ]),
        ("“溪口模式”在全省推广。", [("溪口模式", "adopted_in", "全省")]),
    ],
)  # fmt: skip
def test_relations_are_told_from_plain_clauses(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


def test_every_level_that_a_name_tells_is_one_that_the_graph_knows() -> None:
    known = {form for forms in levels().values() for form in forms}
    told = set(_LEVEL.pattern.split("|"))
    assert len(told) > 10 and told <= known


def test_a_silent_subject_is_the_place_of_the_document_and_marked_implied() -> None:
    silent = only("推行“四门三访”工作机制。")
    assert (silent.subject, silent.implied) == (PLACE_ID, True)
    named = only("润州推行“四门三访”工作机制。")
    assert (named.subject, named.implied) == (PLACE_ID, False)


def test_without_a_place_a_silent_subject_is_nobody() -> None:
    assert edges("推行“四门三访”工作机制。", None) == []


def test_the_evidence_of_a_relation_is_its_clause_inside_one_sentence() -> None:
    relation = only("全区上下一心。区教育局开展“晨读一刻”活动，很受欢迎。")
    assert relation.evidence.quote == "区教育局开展“晨读一刻”活动"
    assert relation.evidence.sentence.start == len("全区上下一心。")


def test_a_relation_is_stated_once() -> None:
    text = "推行“四门三访”工作机制。推行“四门三访”工作机制。"
    assert [relation.id for relation in read(text).relations] == ["r001"]


def test_what_is_only_planned_is_marked() -> None:
    assert {r.stage for r in read("争创国家卫生城市。").relations if r.predicate == "received"} == {
        Stage.PLANNED
    }


def test_a_topic_ends_where_another_act_begins() -> None:
    text = "成立物业调处中心，调处纠纷99项，组建党支部9个。"
    assert edges(text) == [
        (PLACE_ID, "launched", "物业调处中心"),
        ("物业调处中心", "has_outcome", "99项"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # honours
        ("该区获评江苏省健康促进区。", [
            ("江苏省健康促进区", "granted_by", "江苏省"), (PLACE_ID, "received", "江苏省健康促进区"),
        ]),
        ("晨光纺织厂被国务院特批为国家重点文物保护单位。", [
            ("国家重点文物保护单位", "granted_by", "国务院"), ("国家重点文物保护单位", "granted_by", "国家"),
            ("晨光纺织厂", "received", "国家重点文物保护单位"),
        ]),
        ("区卫健委被表彰为省、市抗疫先进集体。", [
            ("区卫健委", "received", "省抗疫先进集体"), ("区卫健委", "received", "市抗疫先进集体"),
            ("省抗疫先进集体", "granted_by", "省"), ("市抗疫先进集体", "granted_by", "市"),
        ]),
        # firsts and spread
        ("该区率先在全市推出“午间课堂”活动、“周末医生”活动。", [
            ("午间课堂活动", "first_in", "全市"), ("周末医生活动", "first_in", "全市"),
            (PLACE_ID, "launched", "午间课堂活动"), (PLACE_ID, "launched", "周末医生活动"),
        ]),
        ("邻里共治管理模式为该区在全省首创。", [
            (PLACE_ID, "launched", "邻里共治管理模式"), ("邻里共治管理模式", "first_in", "全省"),
        ]),
        (
            "推行“石桥议事”机制，为全市首创，并在全省推广。",
            [
                (PLACE_ID, "launched", "石桥议事机制"), ("石桥议事机制", "first_in", "全市"),
                ("石桥议事机制", "adopted_in", "全省"),
            ],
        ),
        (
            "探索“石桥议事”机制。这一做法获省民政厅肯定，先后在全市、全省推广。",
            [
                (PLACE_ID, "launched", "石桥议事机制"), ("石桥议事机制", "adopted_in", "全市"),
                ("石桥议事机制", "adopted_in", "全省"),
            ],
        ),
        (
            "推行“石桥议事”机制，该机制被市民政局在全市推广。",
            [(PLACE_ID, "launched", "石桥议事机制"), ("石桥议事机制", "adopted_in", "全市")],
        ),
        ("新技术推广，在全市推广试点经验。“石桥议事”机制建立。", []),
        ("“溪口模式”成为样板，在全市推广。", [("溪口模式", "adopted_in", "全市")]),
        # what was made
        ("建立“网格双向派单、部门联动响应”的“双网双联”工作体系。", [
            (PLACE_ID, "launched", "双网双联工作体系"), ("双网双联工作体系", "includes", "网格双向派单"),
            ("双网双联工作体系", "includes", "部门联动响应"),
        ]),
        ("成立物业行业党委。", [(PLACE_ID, "launched", "物业行业党委")]),
        ("设立5亿元的产业引导母基金和3亿元的科技发展基金。", [
            (PLACE_ID, "launched", "产业引导母基金"), (PLACE_ID, "launched", "科技发展基金"),
            ("产业引导母基金", "funded", "5亿元"), ("科技发展基金", "funded", "3亿元"),
        ]),
        # places and partners
        ("推进棚户区改造，涉及柳溪路8号、桃园片区。", [
            ("棚户区改造", "located_in", "柳溪路8号"), ("棚户区改造", "located_in", "桃园片区"),
        ]),
        ("与蓝海集团、金山集团签订合作协议。", [
            (PLACE_ID, "partner", "蓝海集团"), (PLACE_ID, "partner", "金山集团"),
        ]),
        # figures
        ("投入650万元建成核酸检测实验室。", [
            (PLACE_ID, "launched", "核酸检测实验室"), ("核酸检测实验室", "funded", "650万元"),
        ]),
        ("在40个村实施互助资金试点。", [
            (PLACE_ID, "launched", "互助资金试点"), ("互助资金试点", "has_outcome", "40个"),
        ]),
        ("举办“春归”“暖秋”等专场招聘会70个。", [
            (PLACE_ID, "launched", "春归"), (PLACE_ID, "launched", "暖秋"),
            ("春归", "has_outcome", "70个"), ("暖秋", "has_outcome", "70个"),
        ]),
        ("省残联表扬了12个试验区。", []),
    ],
)  # fmt: skip
def test_lists_passives_and_nominal_forms_are_read(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出台《养老条例》《护老实施意见》和春雨行动计划。", [
            (PLACE_ID, "issued", "养老条例"), (PLACE_ID, "issued", "护老实施意见"),
            (PLACE_ID, "launched", "春雨行动计划"),
        ]),
        ("该项目是实施敬老助餐行动的一项重要保障。", []),
        ("二是实施敬老助餐行动。", [(PLACE_ID, "launched", "敬老助餐行动")]),
        # what goes on, and who launched it is not told
        ("敬老助餐行动扎实开展。", []),
        ("“零跑动”“云端办”等工作机制全面推行。", []),
        ("敬老助餐行动深入实施以来，群众满意。", []),
        ("敬老助餐行动加快推进。", []),
        # figures
        ("开展敬老助餐行动和护苗专项行动，服务老人3200人。", [
            (PLACE_ID, "launched", "敬老助餐行动"), (PLACE_ID, "launched", "护苗专项行动"),
            ("敬老助餐行动", "has_outcome", "3200人"), ("护苗专项行动", "has_outcome", "3200人"),
        ]),
        ("实施清溪饮水安全工程，12个小区完成改造，3个文化站建成。", [
            (PLACE_ID, "launched", "清溪饮水安全工程"), ("清溪饮水安全工程", "has_outcome", "12个"),
        ]),
        ("90项政务服务事项实现“最多跑一次”，其中18项实现“一网通办”。", [
            ("最多跑一次", "has_outcome", "90项"), ("一网通办", "has_outcome", "18项"),
        ]),
        ("制定《产业链招商实施方案》，细化重点任务48项。", [
            (PLACE_ID, "issued", "产业链招商实施方案"), ("产业链招商实施方案", "has_outcome", "48项"),
        ]),
        ("出台《停车管理办法》，新建车位1200个。", [(PLACE_ID, "issued", "停车管理办法")]),
        ("驻村工作队了解情况后，筹集10万元资金。", []),
        ("投资90万元实施清溪水环境治理。", [
            (PLACE_ID, "launched", "清溪水环境治理"), ("清溪水环境治理", "funded", "90万元"),
        ]),
        ("落实危房改造计划，其中，县级资金3亿元。", [("危房改造计划", "funded", "3亿元")]),
        ("实施农网升级改造工程，新建10公里线路3项。", [
            (PLACE_ID, "launched", "农网升级改造工程"), ("农网升级改造工程", "has_outcome", "3项"),
        ]),
        ("深化“放管服”改革，90项事项实现“一网通办”，网上可办率达到100%。", [
            ("一网通办", "has_outcome", "90项"), ("放管服改革", "has_outcome", "90项"),
            ("放管服改革", "has_outcome", "100%"),
        ]),
        ("建设30个乡村健身提升工程。", [
            (PLACE_ID, "launched", "乡村健身提升工程"), ("乡村健身提升工程", "has_outcome", "30个"),
        ]),
        ("“春雨行动”、“护苗”改革2项成果荣获省级督查激励。", [
            ("2项", "includes", "春雨行动"), ("2项", "includes", "护苗改革"),
            ("春雨行动", "received", "省级督查激励"), ("护苗改革", "received", "省级督查激励"),
            ("省级督查激励", "granted_by", "省级"),
        ]),
        ("实施1亿元以上渔港建设项目。", [(PLACE_ID, "launched", "渔港建设项目")]),
        ("落实党中央和国务院战略部署。", []),
        ("该区构建“群众张嘴、干部跑腿”的为民服务氛围。", []),
        # areas
        ("石桥村获评全省首批乡村振兴示范村。", [
            ("石桥村", "received", "乡村振兴示范村"),
            ("乡村振兴示范村", "granted_by", "全省"),
        ]),
        ("设立全市首个公安局驻区林长办警务室和检察院驻区林长办工作站。", [
            (PLACE_ID, "launched", "公安局驻区林长办警务室"),
            (PLACE_ID, "launched", "检察院驻区林长办工作站"),
            ("公安局驻区林长办警务室", "first_in", "全市"), ("检察院驻区林长办工作站", "first_in", "全市"),
        ]),
        ("“一网通办”覆盖全市。", [("一网通办", "adopted_in", "全市")]),
    ],
)  # fmt: skip
def test_reports_name_acts_in_lists_and_in_few_words(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)
