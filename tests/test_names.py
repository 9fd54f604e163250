"""Named things: what is found, of which type, where, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sentences import body, found

from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.find import find_things
from govgraph.loaders.names.mentions import gather
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.places import load_places
from govgraph.ontology.records import (
    PLACE_ID,
    Block,
    BlockKind,
    Bound,
    Evidence,
    Extraction,
    Measurement,
    PlaceRef,
    Role,
    Span,
    Thing,
    ThingType,
)


def count(text: str, quote: str) -> Measurement:
    """A measurement that stands for a figure of the text."""
    start = text.index(quote)
    span = Span(start, start + len(quote))
    evidence = Evidence(span, quote, Span(0, len(text)), 0, 1)
    return Measurement(
        "m1", evidence, Decimal(1), "个", Bound.EXACT, Role.LEVEL, "数", None, "test", Decimal(1)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a quotation with its head noun
        ("推行“四门三访”工作机制。", [("initiative", "四门三访工作机制")]),
        ("入选省“511”工程。", [("program", "省511工程")]),
        ("创设“双晒”联“双评”监督品牌。", [("initiative", "双晒联双评监督品牌")]),
        ("形成“庭长+社长+楼长”的“三长议事”新模式。", [
            ("initiative", "庭长+社长+楼长"), ("initiative", "三长议事新模式"),
        ]),
        # quotations that name nothing
        ("跑出产业发展“加速度”，交出“民生答卷”。", []),
        ("“十三五”期间成效明显。", []),
        ("他说：“我们一定要把这件事办好，让大家都满意。”", []),
        # who wins an honour, under a name of its own; a product of a place is none
        ("云起陶瓷获评省级绿色工厂。", [("institution", "云起陶瓷"), ("recognition", "省级绿色工厂")]),
        ("磻溪堰、鹤鸣古墓群分别入选省级文物保护单位。", [
            ("place", "磻溪堰"), ("place", "鹤鸣古墓群"), ("recognition", "省级文物保护单位"),
        ]),
        ("广大群众获评省级先进个人。", [("recognition", "省级先进个人")]),
        ("鹤鸣瓷业认定为省级瓷业供应链基地。", [
            ("institution", "鹤鸣瓷业"), ("recognition", "省级瓷业供应链基地"),
        ]),
        ("云起湖成功创建4A景区。", [("place", "云起湖"), ("recognition", "4A景区")]),
        # titles that are sought
        ("围绕“国家旅游度假区”建设目标，通过全省“食品质量安全县”考核验收。", [
            ("recognition", "国家旅游度假区"), ("recognition", "食品质量安全县"),
        ]),
        ("打赢全面深化改革攻坚战，开展“三严三实”专题教育。", [
            ("initiative", "全面深化改革攻坚战"), ("initiative", "三严三实专题教育"),
        ]),
        # what a word means
        ("3.“一站两员”：指每村一个服务站。", [("initiative", "一站两员")]),
        ("脱贫攻坚扎实推进，城乡居民养老保险待遇提高。", [
            ("initiative", "脱贫攻坚"), ("program", "城乡居民养老保险"),
        ]),
        # meetings by their number
        ("贯彻二十届三中、四中全会和市第九次党代会精神。", [
            ("event", "二十届三中、四中全会"), ("event", "市第九次党代会"),
        ]),
        ("县十七届人大二次会议确定的任务完成。", [("event", "县十七届人大二次会议")]),
        # two quotations with one head, and a note before a head
        ("开展“邻里灯会”“百家晒秋”系列活动。", [("initiative", "邻里灯会"), ("initiative", "百家晒秋")]),
        ("开展“三查四清”〔 6〕专项整治行动。", [("initiative", "三查四清专项整治行动")]),
        ("居民收入增速快于城镇。", []),
        # documents
        ("出台《云岭区停车管理办法》等文件。", [("document", "云岭区停车管理办法")]),
        ("印发住宅电梯更新实施方案。", [("document", "住宅电梯更新实施方案")]),
        # honours
        (
            "先后获评江苏省书香城市、国家森林城市。",
            [("recognition", "江苏省书香城市"), ("recognition", "国家森林城市")],
        ),
        ("创成省级绿色学校3家。", [("recognition", "省级绿色学校")]),
        ("成为全市第5家国家级开发区。", [("recognition", "国家级开发区")]),
        ("区卫健委被表彰为省、市防汛先进集体。", [
            ("institution", "区卫健委"),
            ("recognition", "市防汛先进集体"), ("recognition", "省防汛先进集体"),
        ]),
        ("区卫健委获评国家、省、市级文明单位。", [
            ("institution", "区卫健委"), ("recognition", "国家级文明单位"),
            ("recognition", "市级文明单位"), ("recognition", "省级文明单位"),
        ]),
        ("区卫健委获评省市级文明单位。", [
            ("institution", "区卫健委"), ("recognition", "市级文明单位"), ("recognition", "省级文明单位"),
        ]),
        ("成为支柱产业，获得大力支持。", []),
        # lists
        (
            "引进蓝海科技、金山集团等总部企业。",
            [("institution", "蓝海科技"), ("institution", "金山集团")],
        ),
        (
            "柳岸、桃园2家社区卫生服务中心开诊。",
            [("institution", "柳岸社区卫生服务中心"), ("institution", "桃园社区卫生服务中心")],
        ),
        # class nouns and common words
        ("实施一批重大项目，完善工作机制，优化产业格局。", []),
        ("主城区道路整洁，合作社增收。", []),
    ],
)  # fmt: skip
def test_names_are_told_from_plain_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, None) == expected


def test_a_place_chain_is_split_at_every_level() -> None:
    text = "家住定南县老城镇柳溪村的村民李大山说。"
    assert found(text, None) == [
        ("place", "定南县"),
        ("place", "老城镇"),
        ("place", "柳溪村"),
        ("person", "李大山"),
    ]


def test_a_known_place_has_its_code_level_and_full_name() -> None:
    things = find_things(body("润州很美，润州区在变，镇江也在变。"), ())
    home, city = things
    assert (home.id, home.name, home.canonical, home.code, home.level) == (
        PLACE_ID, "润州", "润州区", "321111", "district",
    )  # fmt: skip
    assert [mention.quote for mention in home.mentions] == ["润州", "润州区"]
    assert home.aliases == ()
    assert (city.name, city.canonical, city.code) == ("镇江", "镇江市", "321100")


def test_an_institution_named_from_inside_its_area_gets_its_full_name() -> None:
    things = find_things(body("区教育局和市民政局联合发文。"), ())
    assert [(thing.name, thing.canonical) for thing in things] == [
        ("区教育局", "润州区教育局"),
        ("市民政局", "镇江市民政局"),
    ]


@pytest.mark.parametrize(
    ("code", "area", "text", "expected"),
    [
        ("321111", "润州区", "市民政局发文。", "镇江市民政局"),
        ("320583", "昆山市", "市民政局发文。", "昆山市民政局"),
        ("500102", "涪陵区", "市民政局发文。", "重庆市民政局"),
        ("450300", "桂林市", "自治区民政厅发文。", "广西壮族自治区民政厅"),
        ("321111", "润州区", "区政府发文。", "润州区人民政府"),
        ("321111", "润州区", "润州区政府发文。", "润州区人民政府"),
        ("321111", "润州区", "省政府发文。", "江苏省人民政府"),
        ("321111", "润州区", "香港特别行政区政府发文。", ""),
        ("321111", "润州区", "镇政府发文。", ""),
    ],
)
def test_an_institution_named_for_short_is_that_of_the_nearest_area(
    code: str, area: str, text: str, expected: str
) -> None:
    found = find_things(body(text, PlaceRef(code, area)), ())
    assert [one.canonical for one in found if one.type is ThingType.INSTITUTION] == [expected]


def test_a_quoted_core_and_its_full_name_are_one_thing() -> None:
    (thing,) = find_things(body("推行“四门三访”工作机制。深化“四门三访”。"), ())
    assert thing.name == "四门三访工作机制"
    assert thing.aliases == ("四门三访",)
    assert [mention.quote for mention in thing.mentions] == ["“四门三访”工作机制", "“四门三访”"]


def test_every_mention_is_found_and_quoted_exactly() -> None:
    text = "实施碧水清渠行动。碧水清渠行动进村，碧水清渠行动入户。"
    document = body(text)
    (thing,) = find_things(document, ())
    assert [mention.span.start for mention in thing.mentions] == [2, 9, 18]
    Extraction(document, things=(thing,))


def test_a_name_keeps_the_widths_that_the_text_prints() -> None:
    things = find_things(body("中部（湖南）农产品交易中心建成。", None), ())
    assert things[0].name == "中部（湖南）农产品交易中心"


def test_a_figure_ends_a_name() -> None:
    text = "新增3个水权交易改革试点。"
    (thing,) = find_things(body(text), (count(text, "3个"),))
    assert thing.name == "水权交易改革试点"


def test_people_and_media_are_read_from_by_lines_and_captions() -> None:
    line = body("来源：海峡日报 记者 王小川 通讯员 李文", kind=BlockKind.BYLINE)
    assert [(thing.type.value, thing.name) for thing in find_things(line, ())] == [
        ("institution", "海峡日报"),
        ("person", "王小川"),
        ("person", "李文"),
    ]
    caption = body("湖上秋色 张一山 摄", kind=BlockKind.CAPTION)
    assert [thing.name for thing in find_things(caption, ())] == ["张一山"]
    wide = body("本报记者 李 明 周小云 宋 燕", kind=BlockKind.BYLINE)
    assert [thing.name for thing in find_things(wide, ())] == ["李明", "周小云", "宋燕"]


def test_boilerplate_names_nothing() -> None:
    document = body("“海峡在线”由海峡网络有限公司主办。", kind=BlockKind.BOILERPLATE)
    assert find_things(document, ()) == ()


def test_things_are_the_same_on_every_run(shared: object) -> None:
    text = "实施“青苗”计划，区民政局、区教育局等部门参与，惠及困难群众。"
    first: tuple[Thing, ...] = find_things(read_bytes(text.encode(), "a.txt"), ())
    assert first == find_things(read_bytes(text.encode(), "a.txt"), ())


def test_every_code_is_in_the_table_of_places() -> None:
    things = find_things(body("浏阳市、长沙县与重庆、河北的雄安新区。", None), ())
    assert {thing.code for thing in things} - {""} <= set(load_places().by_code)


def test_the_place_of_a_document_is_found_in_its_title() -> None:
    title = body("常州市武进区年度工作报告", kind=BlockKind.TITLE)
    assert find_things(title, ()) == ()
    title = body("镇江市润州区年度工作报告", PlaceRef("321111", "润州区"), BlockKind.TITLE)
    assert [(thing.name, thing.code) for thing in find_things(title, ())] == [
        ("镇江市", "321100"),
        ("润州区", "321111"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs and qualities stay outside
        ("布局一批产业集聚区。", []),
        ("创建国家渔港振兴示范区。", [("recognition", "国家渔港振兴示范区")]),
        ("对接云岭市人民医院。", [("institution", "云岭市人民医院")]),
        ("新央企中国海岳集团落户。", [("institution", "中国海岳集团")]),
        ("柳岸产业园新签约产业项目30个。", [("place", "柳岸产业园")]),
        ("常态化防汛值守行动有序开展。", [("initiative", "常态化防汛值守行动")]),
        ("县教育局计划实施改造。", [("institution", "县教育局")]),
        ("县教育局计划今年推进改造。", [("institution", "县教育局")]),
        ("建成区级应急指挥中心。", [("institution", "区级应急指挥中心")]),
        ("建成区绿化覆盖率提高。", []),
        ("在荔枝、敦仁2个街道设点。", [("place", "荔枝"), ("place", "敦仁")]),
        ("马武、龙潭2镇受灾。", [("place", "马武"), ("place", "龙潭")]),
        ("乐山胶片、康柏医疗2家企业停产。", [("institution", "乐山胶片"), ("institution", "康柏医疗")]),
        ("发展汽车、电子2个产业。", []),
        ("获评中国西部百强区第9名。", [("recognition", "中国西部百强区")]),
        ("县妇幼保健院获市级文明单位。", [
            ("institution", "县妇幼保健院"), ("recognition", "市级文明单位"),
        ]),
        ("经市政府批准。", [("institution", "市政府")]),
        ("方案经省水利厅验收。", [("institution", "省水利厅")]),
        ("做法获省水利厅肯定。", [("institution", "省水利厅")]),
        ("报市民政局备案。", [("institution", "市民政局")]),
        ("5月份省政府批复。", [("institution", "省政府")]),
        ("确保十五五开好局。", []),
        ("做好两大广场绿化，稳住住房市场。", []),
        ("涉及同龙山片区、柳溪路8号。", [("place", "同龙山片区"), ("place", "柳溪路8号")]),
        ("引进海岳科技、同舟威远等5个项目。", [("institution", "海岳科技"), ("institution", "同舟威远")]),
        ("渔业人才综合考核位居全市前列。", [("initiative", "渔业人才综合考核")]),
        ("向市人大常委会报告。", [("institution", "市人大常委会")]),
        # verbs inside
        ("实施渔民就业促进行动。", [("initiative", "渔民就业促进行动")]),
        ("出台渔业经济促进条例。", [("document", "渔业经济促进条例")]),
        ("组织渔民参加活动。", []),
        # quotations
        ("成功创建“河南省森林城市”“河南省节水型城市”。", [
            ("recognition", "河南省森林城市"), ("recognition", "河南省节水型城市"),
        ]),
        ("推行证照办理“零见面”。", [("initiative", "证照办理零见面")]),
        ("创新船舶登记“一件事”服务模式。", [("initiative", "船舶登记一件事服务模式")]),
        ("实施碳达峰“八大行动”。", [("initiative", "碳达峰八大行动")]),
        ("出台稳住渔业增长“25条”。", [("document", "稳住渔业增长25条")]),
        ("落实“25条”。", []),
        ("“十一五”规划顺利收官。", [("document", "十一五规划")]),
        ("40项事项实现“一次通办”，渔业实现“开门红”。", [("initiative", "一次通办")]),
        ("新增“渔担贷”业务20户。", [("program", "渔担贷")]),
        ("“三学两做”学习教育常态化制度化推进。", [("initiative", "三学两做学习教育")]),
        # works and sums
        ("发放渔船更新贷款。", [("program", "渔船更新贷款")]),
        ("发展海岛老年助餐服务。", [("initiative", "海岛老年助餐服务")]),
        ("修订完善市政府工作规则。", [("document", "市政府工作规则")]),
        # bodies
        ("柳溪镇的白石坎第三小学、清河镇第二幼儿园建成。", [
            ("place", "柳溪镇"), ("institution", "白石坎第三小学"), ("institution", "清河镇第二幼儿园"),
        ]),
        ("四川恒信达电器有限公司投产。", [("institution", "四川恒信达电器有限公司")]),
        ("召开县委全面依法治县委员会会议。", [("institution", "县委全面依法治县委员会")]),
        ("完成镇第十六届人大三次会议的任务。", [("event", "镇第十六届人大三次会议")]),
        ("举办第六届永兴万亩茶海半程马拉松。", [("event", "第六届永兴万亩茶海半程马拉松")]),
        ("高唐县入选全国整建制推进粮油等主要作物大面积单产提升县。", [
            ("place", "高唐县"), ("recognition", "全国整建制推进粮油等主要作物大面积单产提升县"),
        ]),
        ("贵港至隆安高速公路横州段通车。云岭高铁清溪段开工。", [
            ("place", "贵港至隆安高速公路横州段"), ("place", "云岭高铁清溪段"),
        ]),
        ("推动大规模设备更新和消费品以旧换新政策落地。", [
            ("initiative", "大规模设备更新"), ("initiative", "消费品以旧换新"),
        ]),
        ("政府性基金收入完成6亿元。", []),
        ("在市委的坚强领导和省水利厅的指导下，完成任务。", [
            ("institution", "市委"), ("institution", "省水利厅"),
        ]),
        ("实施湄江河中型灌区续建配套与节水改造项目。", [
            ("program", "湄江河中型灌区续建配套与节水改造项目"),
        ]),
        ("济潍高速临朐段路基工程完成。", [("place", "济潍高速临朐段")]),
        ("前三季度城镇新增就业9万人。", []),
        ("与国开行云南省分行签订协议。", [("institution", "国开行云南省分行")]),
        ("材料学博士赵思远入选“陈仓英才”计划。", [
            ("person", "赵思远"), ("program", "陈仓英才计划"),
        ]),
        ("市住房和城市更新局设立驿站。", [("institution", "市住房和城市更新局")]),
        ("由住建局、自然资源和规划局负责。", [
            ("institution", "住建局"), ("institution", "自然资源和规划局"),
        ]),
        ("图书馆获评国家一级图书馆。", [
            ("institution", "图书馆"), ("recognition", "国家一级图书馆"),
        ]),
        ("云山现代渔业科技示范园获评国家3A级景区。", [
            ("place", "云山现代渔业科技示范园"), ("recognition", "国家3A级景区"),
        ]),
        ("柳溪山国家森林公园已获国家旅游局批准。", [
            ("place", "柳溪山国家森林公园"), ("institution", "国家旅游局"),
        ]),
        ("市体育中心、云岭婺剧院等投入使用。", [("place", "市体育中心"), ("institution", "云岭婺剧院")]),
        ("柳溪渠改造提升工程一期通航。", [("program", "柳溪渠改造提升工程")]),
        ("完成主体工程，各项改革顺利，投身新区建设，县县通高速。", []),
        ("获评“创新领军人才”1名。", [("recognition", "创新领军人才")]),
        ("灵山镇磨子山村被评为省级森林乡村。", [
            ("place", "灵山镇"), ("place", "磨子山村"), ("recognition", "省级森林乡村"),
        ]),
        ("承办第七届创新驱动发展大会等高端峰会。", [("event", "第七届创新驱动发展大会")]),
        ("三利集团、宏润纺织等企业投产。", [("institution", "三利集团"), ("institution", "宏润纺织")]),
        ("出台河长制实施方案。", [("document", "河长制实施方案")]),
        ("县水利局获国务院通报表扬。", [
            ("institution", "县水利局"), ("recognition", "国务院通报表扬"),
        ]),
        ("石桥村创新中心揭牌。", [("place", "石桥村"), ("institution", "石桥村创新中心")]),
        ("排查全县小额贷款公司、合作社。", []),
        ("与镇江市第三十五中学教育集团共建。", [("institution", "镇江市第三十五中学教育集团")]),
        ("在润州区、屯留区和武乡县布点。", [
            ("place", "润州区"), ("place", "屯留区"), ("place", "武乡县"),
        ]),
        ("中国·云山书画文创产业园建成。", [("place", "中国·云山书画文创产业园")]),
        ("新增国家级专精特新“小巨人”企业2家、“瞪羚”企业1家。", [
            ("recognition", "国家级专精特新小巨人企业"), ("recognition", "瞪羚企业"),
        ]),
        ("新增省级制造业单项冠军企业(产品)3家。", [("recognition", "省级制造业单项冠军企业")]),
        ("获评省级以上渔业管理体系贯标企业3家。", [("recognition", "省级以上渔业管理体系贯标企业")]),
        ("开展渔民关心关爱“四个1”活动。", [("initiative", "渔民关心关爱四个1活动")]),
        ("签署了政银战略合作协议。", [("document", "政银战略合作协议")]),
        ("落实渔港灾害预警响应机制，完善工作机制。", [("initiative", "渔港灾害预警响应机制")]),
        ("推行涉渔经营许可告知承诺制，沿江五市通办落地。", [
            ("initiative", "涉渔经营许可告知承诺制"), ("initiative", "沿江五市通办"),
        ]),
        ("支持海岳集团、创新业务板块和铁山控股。", [
            ("institution", "海岳集团"), ("institution", "铁山控股"),
        ]),
        ("建好智慧水务、生物医药等4个社区。", []),
        ("以高标准通过省政府验收，高质量建设云岭国家渔业试验区。", [
            ("institution", "省政府"), ("recognition", "云岭国家渔业试验区"),
        ]),
        ("做好配套工程、标志性工程和综合改革。", []),
        ("保定市第七医院、县第三医院2家医院开诊。", [
            ("institution", "保定市第七医院"), ("institution", "县第三医院"),
        ]),
        ("入选省重大渔业创新和中小渔企能力提升工程。", [
            ("program", "省重大渔业创新和中小渔企能力提升工程"),
        ]),
        ("获批省域全覆盖的渔业要素配置综合改革试点。", [("recognition", "渔业要素配置综合改革试点")]),
        ("荣获全国“服务渔民”十佳案例和优秀案例。", [("recognition", "全国服务渔民十佳案例")]),
        ("成功创建新时代渔业改革先行“三区一院”。", [("recognition", "新时代渔业改革先行三区一院")]),
        ("将渔村网格化治理新模式融入日常。", [("initiative", "渔村网格化治理新模式")]),
        ("包括云山广场、金海大厦、柳溪商城、蓝岛B区等。", [
            ("place", "云山广场"), ("place", "金海大厦"), ("place", "柳溪商城"), ("place", "蓝岛B区"),
        ]),
        ("围绕禁渔退捕工作、常态化渔港值守等推进专项督查。", [
            ("initiative", "禁渔退捕工作"), ("initiative", "常态化渔港值守"),
        ]),
        ("严厉打击“两抢一盗”，打通断头路，扮靓新区，激活乡村市场。", []),
        # people and congresses
        ("王东山书记、李小川总理来访。", [("person", "王东山"), ("person", "李小川")]),
        ("王建国总书记强调。", [("person", "王建国")]),
        ("在云岭市第六届人民代表大会第四次会议上。", [
            ("event", "云岭市第六届人民代表大会第四次会议"),
        ]),
        ("为养老护理员、新入职渔业人员开展培训。", [
            ("group", "养老护理员"), ("group", "新入职渔业人员"),
        ]),
        ("处理案件，涉及劳动者560人。", [("group", "劳动者")]),
        ("完善企业职工养老保障体系。", []),
        # honours and rates
        ("省级标准化学校建成率达到100%。", []),
    ],
)  # fmt: skip
def test_names_end_where_their_words_do(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, None) == expected


def test_the_medium_and_the_reporter_at_the_head_of_a_news_text_are_found() -> None:
    text = "云岭日报1月13日讯(记者 闫小仪)今日开港。"
    assert found(text, None) == [("institution", "云岭日报"), ("person", "闫小仪")]


def test_counties_with_common_words_for_names_count_in_lists_of_counties() -> None:
    home = PlaceRef("330700", "金华市")
    assert found("武义、磐安、义乌获批。", home) == [("place", "武义"), ("place", "磐安"), ("place", "义乌")]
    assert found("武义很美。", home) == []


def test_terms_of_a_list_of_explanations_are_things_wherever_they_stand() -> None:
    lines = [
        "深化四清一治，推广一村一警。",
        "名词解释:",
        "1.四清一治：指清理河湖。",
        "2.一村一警：指驻村。",
        "3.新型行业：指海工。",
    ]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    document = body(text, None)
    document = replace(
        document,
        blocks=tuple(Block(span, BlockKind.BODY, 0, number) for number, span in enumerate(spans, 1)),
        sentences=tuple(spans),
    )
    things = find_things(document, ())
    assert [(thing.name, len(thing.mentions)) for thing in things] == [("四清一治", 2), ("一村一警", 2)]


def test_a_thing_has_a_subtype_of_its_own_type_only() -> None:
    found = [Candidate(0, 4, "中试平台", ThingType.INITIATIVE, "a", 0.5, subtype="Service")]
    found.append(Candidate(5, 9, "中试平台", ThingType.RECOGNITION, "b", 0.9))
    document = read_bytes("中试平台，中试平台。".encode(), "x.txt")
    (thing,) = gather(document, found)
    assert (thing.type, thing.subtype, len(thing.mentions)) == (ThingType.RECOGNITION, "", 2)


def test_a_body_by_its_short_and_its_full_name_is_one_thing() -> None:
    text = "润州区人民政府发布公报。区政府办结提案12件。各级民政部门报告，民政部核定。"
    things = find_things(body(text), ())
    told = [(thing.name, thing.canonical, [one.quote for one in thing.mentions]) for thing in things]
    assert told == [
        ("润州区", "", ["润州区"]),  # the place it speaks for, though named inside the body's name alone
        ("润州区人民政府", "", ["润州区人民政府", "区政府"]),
        ("民政部", "", ["民政部"]),
    ]


def test_who_issues_and_who_speaks_are_read_from_by_lines() -> None:
    head = "安河县的一年\n安河县统计局\n2021年4月12日 来源:安河县融媒体中心\n安河县财政局局长 王建国\n"
    things = find_things(read_bytes(f"{head}全县上下同心协力,各项事业稳步向前。\n".encode(), "x"), ())
    assert [(thing.type.value, thing.name) for thing in things] == [
        ("institution", "安河县统计局"),
        ("institution", "安河县融媒体中心"),
        ("institution", "安河县财政局"),
        ("person", "王建国"),
    ]
