"""The role of a figure, its stage, and what tells plans from results."""

from __future__ import annotations

import pytest
from figures import one, read, roles

from govgraph.loaders.figures.find import find_measurements
from govgraph.loaders.figures.plans import planned_sections
from govgraph.loaders.lexicon import read_rows
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import Role, Section, Span, Stage

PLAN_WORDS = read_rows("plan_words.tsv")


@pytest.mark.parametrize("row", PLAN_WORDS, ids=lambda row: row["example"])
def test_each_pattern_of_headings_tells_plan_from_review(row: dict[str, str]) -> None:
    title = row["example"]
    before = Section(0, "今后五年的目标任务", Span(0, 1))
    planned = planned_sections((before, Section(1, title, Span(1, 2))))
    assert (1 in planned) is (row["kind"] == "plan")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县有学校40所。", [("40所", "level")]),
        ("在建重点项目28个。", [("28个", "level")]),
        ("恒达米业、融达面业等6个项目建成投产。", [("6个", "cumulative")]),
        ("等6项惠企政策出台施行。", [("6项", "cumulative")]),
        ("金融机构为农户发放贷款3亿元。", [("3亿元", "cumulative")]),
        ("县财政救灾资金支出达到278万元。", [("278万元", "cumulative")]),
        ("城镇新增就业每年超过9万人。", [("超过9万人", "cumulative")]),
        ("投资9亿元的文旅小镇项目被列入省重点项目。", [("9亿元", "level")]),
        ("将审批时限由原来的两个月压缩到20个工作日。", [("两个月", "baseline"), ("20个工作日", "level")]),
        ("供养目标任务为97人,截至目前共供养53人。", [("97人", "target"), ("53人", "cumulative")]),
        ("县农业局计划今年新建水塘20口。", [("20口", "target")]),
        ("承担在研项目78个。", [("78个", "level")]),
        ("茶叶网络零售额累计达3亿元。", [("3亿元", "cumulative")]),
        ("每亩果园施肥4方,每家扶持3000元。", [("4方", "level"), ("3000元", "level")]),
        ("每年发放补贴9万元。", [("9万元", "level")]),
        ("今年需完成投资22亿元。", [("22亿元", "target")]),
        ("今年计划淘汰5吨以下小锅炉39台。", [("5吨以下", "level"), ("39台", "target")]),
        ("共补偿患者898人,49户宅基顺利搬迁。", [("898人", "cumulative"), ("49户", "cumulative")]),
        ("五年转移农村人口41万人,喜摘奖牌9枚。", [("41万人", "cumulative"), ("9枚", "cumulative")]),
        ("高中招生900人,毕业生800人,在校生2700人。", [
            ("900人", "cumulative"), ("800人", "cumulative"), ("2700人", "level"),
        ]),
        ("用于乡村的财政支出达7亿元。", [("7亿元", "cumulative")]),
        ("建成电站3座,总装机4.8兆瓦。", [("3座", "cumulative"), ("4.8兆瓦", "level")]),
        ("兴办幼儿园7所,在园幼儿300人。", [("7所", "cumulative"), ("300人", "level")]),
        ("全年新增就业3.1万人。", [("3.1万人", "cumulative")]),
        ("累计发放补贴900万元。", [("900万元", "cumulative")]),
        ("新建公园3个,广场2个,绿化率41%。", [("3个", "cumulative"), ("2个", "cumulative"), ("41%", "level")]),
        ("事故起数下降8%。", [("8%", "change")]),
        ("产值增速超过15%。", [("超过15%", "change")]),
        ("用地由30亩扩大到52亩。", [("30亩", "baseline"), ("52亩", "level")]),
        ("力争全年新建公园6个。", [("6个", "target")]),
        ("增速居全市第二位。", [("第二位", "rank")]),
        ("将服务送到家,惠及群众1200人。", [("1200人", "cumulative")]),
        ("减少贫困人口500人。", [("500人", "change")]),
        ("35件实事已完成31件。", [("35件", "level"), ("31件", "cumulative")]),
        ("13个项目全部竣工。", [("13个", "cumulative")]),
        ("2.1万贫困人口全部脱贫。", [("2.1万", "cumulative")]),
        ("13个村实现了网络全覆盖。", [("13个", "level")]),
        ("200名党员常态开展志愿服务。", [("200名", "level")]),
        ("民生支出累计达到6亿元。", [("6亿元", "cumulative")]),
        ("签约在库项目20个,总投资9亿元。", [("20个", "level"), ("9亿元", "level")]),
        ("实施重点项目20个,总投资9亿元。", [("20个", "cumulative"), ("9亿元", "level")]),
        ("签订总金额达9亿元的协议。", [("9亿元", "level")]),
        ("价格比去年上涨达8%。", [("8%", "change")]),
        ("均价跌至每公斤9元。", [("9元", "level")]),
        ("均价上涨到20元。", [("20元", "level")]),
        ("新增专精企业9家、累计达到36家。", [("9家", "cumulative"), ("36家", "level")]),
        ("运动员勇夺8枚金牌。", [("8枚", "cumulative")]),
        ("财政收入翻了一番,出口额翻番。", [("一番", "change"), ("翻番", "change")]),
        ("力争到2025年农民收入翻番。", [("翻番", "target")]),
        ("出口额7亿元,是2015年的3倍。", [("7亿元", "level"), ("3倍", "change")]),
        ("提出了产值达到4亿元的目标。", [("4亿元", "target")]),
        ("对工作取得成效的6个村予以表扬。", [("6个", "level")]),
        ("三次登上省级讲台。", [("三次", "cumulative")]),
        ("甲厂建成后可年产纸8万吨。", [("8万吨", "target")]),
        ("9个案例入选全省典型。", [("9个", "cumulative")]),
        ("有3个项目,20个竣工。", [("3个", "level"), ("20个", "cumulative")]),
        ("保护提升历史街区13个。", [("13个", "cumulative")]),
        ("服务水平提升13个百分点。", [("13个百分点", "change")]),
        ("完善10座驿站功能。", [("10座", "cumulative")]),
        ("完成14公里架空线整治。", [("14公里", "cumulative")]),
        ("17个坑塘治理达标。", [("17个", "cumulative")]),
        ("15个村完成管网改造。", [("15个", "cumulative")]),
        ("在全市首创设立3座驿站。", [("3座", "cumulative")]),
        ("8家实验室落户河南。", [("8家", "cumulative")]),
        ("下岗失业人员实现再就业90人。", [("90人", "cumulative")]),
        ("新建商铺3间,年交易额7亿元。", [("3间", "cumulative"), ("7亿元", "level")]),
        ("全县经济发展的主要预期目标建议为:产值达4亿元。", [("4亿元", "target")]),
        ("实施危房改造和住房提升20户。", [("20户", "cumulative")]),
        ("保障低保对象20人,月人均补差13元。", [("20人", "cumulative"), ("13元", "level")]),
        ("83件建议、11件提案按期办结。", [("83件", "cumulative"), ("11件", "cumulative")]),
        ("新增有实绩企业13家、总数突破20家。", [("13家", "cumulative"), ("突破20家", "level")]),
        ("参加养老保险人数98万人。", [("98万人", "level")]),
        ("参加城乡居民养老保险98万人。", [("98万人", "level")]),
        ("对全区8条河流、44条支沟进行巡查。", [("8条", "level"), ("44条", "level")]),
        (
            "新建广场71个,482个书屋补充图书11万册。",
            [("71个", "cumulative"), ("482个", "level"), ("11万册", "cumulative")],
        ),
        ("影院共计117家。", [("117家", "level")]),
        ("五年累计创造产值90亿元。", [("90亿元", "cumulative")]),
        ("建成日处理能力3000吨的污水处理厂。", [("3000吨", "level")]),
        ("2016年计划投资9亿元,截至3月底,累计完成投资3亿元。", [("9亿元", "target"), ("3亿元", "cumulative")]),
        ("争取完成河道清淤70公里。", [("70公里", "target")]),
        (
            "新签约项目50个,其中5亿元以上11个。",
            [("50个", "cumulative"), ("5亿元以上", "level"), ("11个", "cumulative")],
        ),
        ("三年来,共有贷款户参保5万人次。", [("5万人次", "cumulative")]),
        ("每年资助金额9万元。", [("9万元", "level")]),
        ("种植户600户,种植面积8万亩。", [("600户", "level"), ("8万亩", "level")]),
        ("建设日产6000吨水泥生产线。", [("6000吨", "level")]),
        ("增加60个停车位。", [("60个", "cumulative")]),
        ("比上年增加60个。", [("60个", "change")]),
        ("有土地500亩,其中流转土地320亩。", [("500亩", "level"), ("320亩", "level")]),
        (
            "签约33个项目,签约金额达9亿元,其中甲县签约8个项目。",
            [("33个", "cumulative"), ("9亿元", "cumulative"), ("8个", "cumulative")],
        ),
        ("对存在问题的38条河道整改情况进行核查。", [("38条", "level")]),
        ("发放养老金达9亿元。", [("9亿元", "cumulative")]),
        ("覆盖群众7万人次。", [("7万人次", "cumulative")]),
        (
            "实施项目6个,在8个村开展帮扶,慰问老人9户。",
            [("6个", "cumulative"), ("8个", "level"), ("9户", "cumulative")],
        ),
        ("用地审批7个工作日办结。", [("7个工作日", "level")]),
        ("今年下达投资任务9亿元。", [("9亿元", "target")]),
        (
            "完成投资6亿元,占年度投资计划9亿元的67%。",
            [("6亿元", "cumulative"), ("9亿元", "target"), ("67%", "level")],
        ),
        ("总体目标是让3个村出列。", [("3个", "target")]),
        (
            "总产9万吨,比2013年的8万吨增1万吨。",
            [("9万吨", "level"), ("8万吨", "baseline"), ("1万吨", "change")],
        ),
        ("接待游客数量18万人次。", [("18万人次", "cumulative")]),
        ("部门由66个整合至12个。", [("66个", "baseline"), ("12个", "level")]),
        ("占地16亩的产业园正在建设。", [("16亩", "level")]),
        (
            "新建道路2公里,10千伏以下线路3公里。",
            [("2公里", "cumulative"), ("10千伏以下", "level"), ("3公里", "cumulative")],
        ),
        ("肉鸡出栏9万只,林果面积7万亩。", [("9万只", "level"), ("7万亩", "level")]),
        ("实现14户24人稳定脱贫。", [("14户", "cumulative"), ("24人", "cumulative")]),
        ("为群众节省药费21亿元。", [("21亿元", "cumulative")]),
        ("全市提升40所高中办学能力。", [("40所", "cumulative")]),
        ("教育质量提高4个位次,排名前移2位。", [("4个位次", "change"), ("2位", "change")]),
        ("为确保群众过冬,提前储备煤炭15吨。", [("15吨", "cumulative")]),
        ("户均增收3万元。", [("3万元", "change")]),
        ("到2027年,培育企业50家,产值达9亿元。", [("50家", "target"), ("9亿元", "target")]),
        ("征集2022年民生实事41件。", [("41件", "cumulative")]),
        ("6个断面水质全部达标。", [("6个", "cumulative")]),
        ("将8家公司运营的基金整合。", [("8家", "level")]),
        ("争取出口年均增长5%。", [("5%", "target")]),
        ("争取资金3亿元、增长5%。", [("3亿元", "cumulative"), ("5%", "change")]),
        ("着力解决环境问题16个。", [("16个", "cumulative")]),
        ("完成投资9亿元,占计划投资的8成。", [("9亿元", "cumulative"), ("8成", "level")]),
        ("改厕任务38座,完成39座。", [("38座", "target"), ("39座", "cumulative")]),
        ("平均每亩收获玉米58公斤。", [("58公斤", "level")]),
        ("空气质量指数改善28%,平均节约办事时间5成。", [("28%", "change"), ("5成", "change")]),
        ("更新和增加公交20辆。", [("20辆", "cumulative")]),
        ("23个镇完成投资4亿元。", [("23个", "cumulative"), ("4亿元", "cumulative")]),
        ("与6家银行签订协议。", [("6家", "cumulative")]),
        ("全年出生人口为58人。", [("58人", "cumulative")]),
        ("审批事项精简2成。", [("2成", "change")]),
        ("17个水体治理完成。", [("17个", "cumulative")]),
        ("今年,全县计划新建公园3个。", [("3个", "target")]),
        ("礼堂可容纳观众300人。", [("300人", "level")]),
        ("办结案件增加34件。", [("34件", "change")]),
        ("水库总库容9万立方米。", [("9万立方米", "level")]),
        ("全县尚有贫困村70个。", [("70个", "level")]),
        ("为9户30人发放补贴。", [("9户", "cumulative"), ("30人", "cumulative")]),
        ("为90名老人,发放补贴8万元。", [("90名", "cumulative"), ("8万元", "cumulative")]),
        # begun or under way, regularly, of a length: what there is
        ("2家企业即将投产。", [("2家", "level")]),
        ("15个城建项目全面开工。", [("15个", "cumulative")]),
        ("20个项目稳步推进，6个项目建成投产。", [("20个", "cumulative"), ("6个", "cumulative")]),
        ("28个遗留项目全部销账。", [("28个", "cumulative")]),
        ("举办展销9场，销售额达7万元。", [("9场", "cumulative"), ("7万元", "cumulative")]),
        ("每周举办2期早餐会、每半月举办1期恳谈会。", [("2期", "level"), ("1期", "level")]),
        ("每年拿出150万元资金用于党校建设。", [("150万元", "level")]),
        ("全镇建有小学4所。6个地块主体封顶,7个小区全部封顶。", [
            ("4所", "level"), ("6个", "cumulative"), ("7个", "cumulative"),
        ]),
        ("搭建超10亿元规模的平台。", [("超10亿元", "level")]),
        ("铺设长260米、宽2米、深1.5米的脱氮沟。", [("260米", "level"), ("2米", "level"), ("1.5米", "level")]),
        ("新增企业3户；私企42户，雇工75人。", [("3户", "cumulative"), ("42户", "level"), ("75人", "level")]),
        ("互联网用户累计达4.69万户。", [("4.69万户", "level")]),
        ("旅游接待总人数29万人次。", [("29万人次", "level")]),
        ("为5名滞留人员进行了落户。", [("5名", "cumulative")]),
        ("享受生活补贴90人,发放补贴8万元。", [("90人", "level"), ("8万元", "cumulative")]),
        ("投资每月保持30%以上的快速增长势头。", [("30%以上", "change")]),
        ("下达经费3万元,条件改善与能力提升补助2万元。", [("3万元", "cumulative"), ("2万元", "cumulative")]),
        ("教育投入累计9亿元。其中:中央资金3亿元,县级资金1亿元。",
         [("9亿元", "cumulative"), ("3亿元", "cumulative"), ("1亿元", "cumulative")]),
        ("失业率为4.1%,低于4.2%的控制目标。", [("4.1%", "level"), ("低于4.2%", "target")]),
        ("工业增加值9亿元,比增5%。", [("9亿元", "level"), ("5%", "change")]),
        ("今年,该省将改造危旧房3万套,改造小区40个,增设电梯5部。",
         [("3万套", "target"), ("40个", "target"), ("5部", "target")]),
        ("今年计划投资9亿元。其中,加固项目投资3亿元。", [("9亿元", "target"), ("3亿元", "target")]),
        ("项目计划投资9亿元,完成投资4亿元。", [("9亿元", "target"), ("4亿元", "cumulative")]),
        ("项目实施后,园区可新增产值9亿元。", [("9亿元", "target")]),
        ("2017年将投资5万元,新建变电站3座,主变两台;新增配变44台。",
         [("5万元", "target"), ("3座", "target"), ("两台", "target"), ("44台", "target")]),
        ("全年计划投产17个工程,开工8个工程。", [("17个", "target"), ("8个", "target")]),
        ("人均审结案件74件,户均获补助达3740元。", [("74件", "level"), ("3740元", "level")]),
        ("建成学校3所,在校2900余名学生受益。", [("3所", "cumulative"), ("2900余名", "level")]),
        ("结案40件,未结案件9件。", [("40件", "cumulative"), ("9件", "level")]),
        ("扩建幼儿园48所,超额完成40所的年度目标任务。", [("48所", "cumulative"), ("40所", "target")]),
        ("为86名困难群众追回欠薪9万元。", [("86名", "cumulative"), ("9万元", "cumulative")]),
        ("春耕需要种子9吨。", [("9吨", "level")]),
        ("为全县18个村配送书柜36个。", [("18个", "level"), ("36个", "cumulative")]),
        ("居民自筹资金9万元。", [("9万元", "cumulative")]),
        ("安装除氟降盐设备6套。", [("6套", "cumulative")]),
        ("公安机关办结线索65条。", [("65条", "cumulative")]),
        ("有供水工程6处,分散供水工程8处。", [("6处", "level"), ("8处", "level")]),
        ("实现省外到位资金9亿元。", [("9亿元", "cumulative")]),
    ],
)  # fmt: skip
def test_roles_are_told_by_verbs_units_and_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


def test_a_section_of_plans_makes_goals_of_its_figures() -> None:
    plan = one("新建公园6个。", "二、2022年工作安排")
    review = one("新建公园6个。", "一、2021年工作回顾")
    assert (plan.role, plan.stage) == (Role.TARGET, Stage.PLANNED)
    assert (review.role, review.stage) == (Role.CUMULATIVE, Stage.DONE)


def test_what_an_area_is_to_do_this_year_is_planned_to_the_end_of_the_sentence() -> None:
    text = "今年,安河区将改造小区1个,惠及居民5000户;投资9万元的安河小学投入使用;新建公园3处。新增泊位80个。"
    assert roles(text) == [
        ("1个", "target"),
        ("5000户", "target"),
        ("9万元", "target"),
        ("3处", "target"),
        ("80个", "cumulative"),
    ]


@pytest.mark.parametrize("items", ["改造小区12个。新建公厕14座。", "\n1.改造小区12个。\n2.新建公厕14座。"])
def test_a_list_announced_by_a_plan_is_planned(items: str) -> None:
    start = "安河日报\n群众说:日子好了。\n2020年,安河区将办好实事。8项实事如下:"
    page = f"{start}{items}\n安河区有党员90人,春节期间慰问老人30人。\n"
    figures, _ = find_measurements(read_bytes(page.encode(), "page.txt"))
    assert [(found.evidence.quote, found.role.value) for found in figures] == [
        ("8项", "target"),
        ("12个", "target"),
        ("14座", "target"),
        ("90人", "level"),
        ("30人", "cumulative"),
    ]


def test_what_plans_further_is_there_already() -> None:
    text = (
        "## 明年工作安排\n全速推进华光300兆瓦光伏制氢、云能260兆瓦光伏发电等3个项目建设。"
        "扎实推进白石山等4个景区改造。"
        "推动区内6个签约项目落地，推进投资3亿元的产业园建设。帮扶柳溪村等5个帮扶村和1个薄弱村。"
        "新建甲、乙等7所学校，推进20个片区更新，推进10万亩农田建设。"
        "确保锦懋200兆瓦电池项目投产。"
    )
    assert roles(text) == [
        ("300兆瓦", "level"), ("260兆瓦", "level"), ("3个", "target"), ("4个", "level"), ("6个", "level"),
        ("3亿元", "level"), ("5个", "level"), ("1个", "level"), ("7所", "target"), ("20个", "target"),
        ("10万亩", "target"), ("200兆瓦", "level"),
    ]  # fmt: skip


def test_a_text_turns_to_plans_by_its_own_words() -> None:
    done, planned = read("新修公路3公里。今年政府工作的总体要求是:稳中求进。\n架桥2座。")
    assert (done.role, planned.role) == (Role.CUMULATIVE, Role.TARGET)


def test_a_part_is_told_as_its_whole_and_what_stands_aside_is_not_gone_on_with() -> None:
    schools = roles("全县有小学98所(含教学点28所);初级中学24所,高级中学5所。")
    assert [role for _, role in schools] == ["level"] * 4
    beds = roles("新增床位100张,其中公立80张。全年招聘120人(其中女性82人)。")
    assert [role for _, role in beds] == ["cumulative"] * 4


def test_a_paragraph_of_plans_is_known_by_its_words() -> None:
    ahead, planned, done = read(
        "办好民生实事。进一步改善办学条件,扩建学校3所。引导企业多招人,支持就业900人。\n"
        "进一步改善办学条件,取得新成效,扩建学校4所。"
    )
    assert (ahead.role, planned.role, done.role) == (Role.TARGET, Role.TARGET, Role.CUMULATIVE)
    told = read("办好民生实事。进一步改善办学条件。国庆前夕,扩建学校5所。“要办好学,”王校长说。")
    assert [one.role for one in told] == [Role.CUMULATIVE]


def test_a_heading_on_the_offices_or_with_an_aim_in_passing_opens_no_plans() -> None:
    for heading in ("二、2020年,自身建设得到加强", "二、以提质为目标,推进脱贫"):
        assert one("新建公园6个。", heading).role is Role.CUMULATIVE


def test_a_text_of_plans_is_known_by_its_title() -> None:
    text = "安河县2021年十件民生实事\n2021-01-26 来源:安河报\n新建公园6个。\n"
    (figure,), _ = find_measurements(read_bytes(text.encode(), "x"))
    assert figure.role is Role.TARGET


def test_what_looks_back_is_no_plan_whatever_its_title_or_heading() -> None:
    text = "安河县2021年重点工作\n已取得成效。累计植树9棵,同比增长3%。发放补贴8万元,增至6万户。\n"
    assert all(one.role is not Role.TARGET for one in find_measurements(read_bytes(text.encode(), "x"))[0])
    assert read("新建公园6个。", "二、2021年完成年度目标的109%")[-1].role is Role.CUMULATIVE


def test_plans_that_mention_what_is_done_stay_plans() -> None:
    heading = "二、2022年工作安排"
    for text in ("累计培育企业6家。", "做好项目前期工作,新建公园6个。", "新增贷款6亿元,较上年增加。"):
        assert one(text, heading).role is Role.TARGET
    assert one("已建成公园6个。", heading).role is Role.CUMULATIVE


def test_stages_follow_the_verbs() -> None:
    assert one("新开工项目14个。").stage is Stage.BEGUN
    assert one("在建项目14个。").stage is Stage.UNDER_WAY
    assert one("建成项目14个。").stage is Stage.DONE


def test_a_text_without_headings_is_one_of_plans_by_its_words() -> None:
    plans = (
        "一是项目抓落地。全力推动甲厂竣工，年底前完成修路5公里。着力做优服务，当好后勤。\n"
        "二是乡村抓示范。依托山水打造景区，完成改厕500座。办好实事，切实惠及群众，新建公园3个。\n"
    )
    review = "一年来，累计修路5公里，获评省级示范县，成效显著。完成改厕500座，新建公园3个，位居全市首位。\n"
    told = [
        [one.role for one in find_measurements(read_bytes(f"工作情况\n{text}".encode(), "x"))[0]]
        for text in (plans, review)
    ]
    assert told[0] == [Role.TARGET] * 3
    assert told[1] == [Role.CUMULATIVE] * 3


def test_a_gloss_plans_nothing() -> None:
    text = "今年工作安排\n3.“一主两副”体系：指做强1个主导产业，培育2个新产业。\n确保修路5公里。\n"
    figures, _ = find_measurements(read_bytes(text.encode(), "x"))
    assert figures[-1].role is Role.TARGET
    assert Role.TARGET not in [one.role for one in figures[:-1]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("出生率6.01‰,自然增长率-1.26‰。", [("level", ""), ("level", "down")]),
        ("三次产业贡献率分别为36%、-7%和71%。", [("level", ""), ("level", "down"), ("level", "")]),
        ("经济增速由一季度的-5.6%回升到4%。", [("baseline", "down"), ("level", "")]),
        ("增加值同比-3.1%。", [("change", "down")]),
        ("增加值增长-3.1%。", [("change", "down")]),
        ("人均30-50万元。", [("level", ""), ("level", "")]),
    ],
)
def test_a_rate_below_zero_is_signed(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.role.value, each.direction) for each in read(text)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年末登记社会组织12个,其中社会团体5个。", ["level", "level"]),
        ("全年出生人口12人。", ["cumulative"]),
        ("全县一审行政诉讼案件12件。", ["cumulative"]),
        ("基金收入完成6亿元,短收2亿元。", ["level", "change"]),
        ("持证社会工作者12人。", ["level"]),
        ("景区年接待游客突破80万人次,日均供餐2000份。", ["level", "level"]),
        ("9月末,贷款余额12亿元,比年初新增2亿元。", ["level", "change"]),
        ("计划投资4200万元,实际完成4356万元,新建水池12座。", ["target", "cumulative", "cumulative"]),
        ("今年计划改造16个,截至8月底已开工8个,完成投资3亿元。", ["target", "cumulative", "cumulative"]),
        ("救助支出12万元,次均救助174元。", ["cumulative", "level"]),
    ],
)
def test_stocks_flows_and_shortfalls(text: str, expected: list[str]) -> None:
    assert [found.role.value for found in read(text)] == expected


@pytest.mark.parametrize("heading", ["三、2022年财政预算(草案)", "二、2022年工作计划"])
def test_a_budget_and_a_work_plan_are_plans(heading: str) -> None:
    text = "2022年,预算收入14亿元,税收占比达到68%。支出安排13亿元。"
    assert [(found.role.value, found.period and found.period.text) for found in read(text, heading)] == [
        ("target", "2022年")
    ] * 3


def test_a_title_that_sums_up_and_plans_does_not_make_all_of_a_text_plans() -> None:
    head = "安河县交通局2021年上半年工作总结及下半年工作计划\n2021-07-26\n一、上半年工作开展情况\n"
    text = f"{head}全县新建公路12公里。\n二、下半年工作打算\n新建公路30公里。\n"
    figures, _ = find_measurements(read_bytes(text.encode(), "x"))
    assert [found.role.value for found in figures] == ["cumulative", "target"]


def test_a_place_moved_up_is_a_change() -> None:
    rank, moved = read("在全区开发区中位列第二,较上年前移3个位次。")
    assert (rank.role.value, moved.role.value, moved.direction) == ("rank", "change", "up")
    assert moved.compared_with is not None and moved.compared_with.text == "上年"
