"""What newspapers and portals say in other words than reports: made-up sentences, read from end to end."""

from __future__ import annotations

import pytest
from notes import edges, figures, names, read

from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import PLACE_ID

TOWNS = "开展结对帮扶的有清溪镇三星村、石桥镇石湾村、回龙寺镇杨桥村等，"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 将 before an object plans nothing
        ("去年，全区将服务网络延伸至182个小区。", [("182个", "level", "小区")]),
        ("该县将救助标准提高到每月800元。", [("800元", "level", "救助标准")]),
        ("该县将新建学校3所。", [("3所", "target", "学校")]),
        ("该县将推动收入提高到5万元。", [("5万元", "target", "收入")]),
        # a rank in a list of the best
        ("云岭县跻身全国综合实力百强县第45位。", [("第45位", "rank", "全国综合实力百强县")]),
        (
            "云岭县排名争先进位，位列全国百强县第57位，进入投资潜力百强县第46位、创新百强县第30位。",
            [
                ("第57位", "rank", "全国百强县"),
                ("第46位", "rank", "投资潜力百强县"),
                ("第30位", "rank", "创新百强县"),
            ],
        ),
        ("综合实力跃居全国百强区第12位。", [("第12位", "rank", "综合实力")]),
        # a unit before a word that it seems to begin
        ("在86个人居环境示范村开展整治。", [("86个", "level", "人居环境示范村")]),
        ("新增养殖大户4.3万户型煤用户。", [("4.3万户", "cumulative", "型煤用户")]),
        ("评选三个个体户。", [("三个", "cumulative", "个体户")]),
        # what the thing is like or about
        ("建成3500亩高标准的果园。", [("3500亩", "cumulative", "果园")]),
        ("实施14个涵盖产业、人居环境、公共设施等项目。", [("14个", "cumulative", "项目")]),
        # how things go on is no part of them
        ("58个续建项目进展顺利。", [("58个", "level", "续建项目")]),
        ("三次产业结构调整优化为9:47:44。", [
            ("9", "level", "三次产业结构"), ("47", "level", "三次产业结构"), ("44", "level", "三次产业结构"),
        ]),
        ("财政收入12亿元，可比增长6.5%。", [("12亿元", "level", "财政收入"), ("6.5%", "change", "财政收入")]),
        ("农民人均纯收入年增12%以上。", [("12%以上", "change", "农民人均纯收入")]),
        ("全区启动改造，计划总投资15亿元，改造老旧小区128个，目前已完工76个。", [
            ("15亿元", "target", "总投资"), ("128个", "target", "老旧小区"),
            ("76个", "cumulative", "老旧小区"),
        ]),
        ("为2.3万名60周岁以上老人发放养老金。", [("2.3万名", "cumulative", "60周岁以上老人")]),
        # the age or schooling that tells them apart
        ("35岁及以下的社员有4.2万名，36岁至59岁的社员9万名。", [
            ("4.2万名", "level", "35岁及以下的社员"),
            ("9万名", "level", "36岁至59岁的社员"),
        ]),
        ("大专及以上学历的社员为3.2万名。", [("3.2万名", "level", "大专及以上学历的社员")]),
        # what something was done by is not measured, nor who did it
        ("先后通过语音方式抽取评委300多次。", [("300多次", "cumulative", "评委")]),
        ("各区针对市场秩序共出动执法人员37人次。", [("37人次", "cumulative", "执法人员")]),
        ("新建改造通讯基站91座。", [("91座", "cumulative", "通讯基站")]),
        ("动工建设保障房项目7个。", [("7个", "cumulative", "保障房项目")]),
        ("我村卫生室3间。", [("3间", "level", "卫生室")]),
        # what rose most, told before by how much
        ("环比涨幅最大的是油菜，上涨42.2%。", [("42.2%", "change", "油菜")]),
        ("投资50万元的县城小学综合楼和投资100万元的6所中学竣工。", [
            ("50万元", "level", "投资"), ("100万元", "level", "投资"), ("6所", "cumulative", "中学"),
        ]),
        ("提升6个村、15.3万人口的饮水条件。", [("6个", "change", "村"), ("15.3万人", "change", "人口")]),
        ("仅3个人的治理组。", [("3个", "level", "人")]),
        ("全市11大类商品供应充足。", [("11大类", "level", "商品")]),
        ("安全转移群众460人。", [("460人", "cumulative", "群众")]),
        ("该区计划再投入2000万元，新建安防小区50个。", [
            ("2000万元", "target", "投入"), ("50个", "target", "安防小区"),
        ]),
        ("新签约项目21个，新开工项目8个，续建项目9个。", [
            ("21个", "cumulative", "签约项目"), ("8个", "cumulative", "开工项目"),
            ("9个", "cumulative", "续建项目"),
        ]),
        ("接待游客和旅游收入分别增长12%和13.8%。", [
            ("12%", "change", "游客"), ("13.8%", "change", "旅游收入"),
        ]),
        ("村均收入达21.6万元。", [("21.6万元", "level", "村均收入")]),
        ("覆盖约七成行政村。", [("约七成", "level", "行政村")]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOWNS, [
            ("place", "清溪镇"), ("place", "三星村"), ("place", "石桥镇"),
            ("place", "石湾村"), ("place", "回龙寺镇"), ("place", "杨桥村"),
        ]),
        ("以蒙泉镇黄旗村为核心。", [("place", "蒙泉镇"), ("place", "黄旗村")]),
        ("加快腰山镇南村小学建设。", [("institution", "腰山镇南村小学")]),
        ("推进各镇村级道路和乡镇农村公路建设。", []),
        ("涌现出一批明星村。", []),
        ("实施14个涵盖产业、人居环境、公共设施等项目。", []),
        ("通过“中国瓷都”“中国婚纱名城”复评。", [
            ("recognition", "中国瓷都"), ("recognition", "中国婚纱名城"),
        ]),
        ("获评全省唯一一个“中国食品名城”。", [("recognition", "中国食品名城")]),
        ("县委书记谭本仲任政委，李明、王芳等6人获表彰。", [
            ("institution", "县委"), ("person", "谭本仲"), ("person", "李明"), ("person", "王芳"),
        ]),
        ("建立领导包联责任制。", [("initiative", "领导包联责任制")]),
        ("“红船议事会”每月召开一次。", [("initiative", "红船议事会")]),
        ("团县委与农商银行南湖支行签约。", [("institution", "团县委"), ("institution", "农商银行南湖支行")]),
        ("在全省学生艺术展演中获一等奖6个。", []),
        ("永林股份、福建水泥等3家企业进入全省工业企业300强。", [
            ("institution", "永林股份"), ("institution", "福建水泥"), ("recognition", "全省工业企业300强"),
        ]),
        ("被中央政法委命名为平安中国建设示范县（市、区）。", [
            ("institution", "中央政法委"), ("recognition", "平安中国建设示范县"),
        ]),
        ("在“老马调解室”，网格员刘敏准时来到。", [("institution", "老马调解室"), ("person", "刘敏")]),
        ("受县人民政府委托，作如下报告。", [("institution", "县人民政府")]),
        ("记者从市发改委获悉，该项目由晶光科技股份有限公司投资建设。", [
            ("institution", "市发改委"), ("institution", "晶光科技股份有限公司"),
        ]),
        ("越溪乡与甬江大学、宁波大学等高校共建基地。", [
            ("place", "越溪乡"), ("institution", "甬江大学"), ("institution", "宁波大学"),
        ]),
        ("打好蓝天、碧水、净土三大保卫战。", [("initiative", "蓝天、碧水、净土三大保卫战")]),
        ("实施园区三年提升计划、文旅产业三年倍增计划。", [
            ("program", "园区三年提升计划"), ("program", "文旅产业三年倍增计划"),
        ]),
        ("众邦加速器、创谷孵化器建成运营，举办首届人才活动周。", [
            ("institution", "众邦加速器"), ("event", "首届人才活动周"),
        ]),
        ("荣获省级洁净城市称号，城市形象提升。", [("recognition", "省级洁净城市")]),
        ("文华街（柳溪路至青石路）、西三环全线通车，经二路开工。", [
            ("place", "文华街"), ("place", "柳溪路"), ("place", "青石路"),
            ("place", "西三环"), ("place", "经二路"),
        ]),
        ("对长城、风帆、俊峰、北奥等重点企业进行帮扶。", [
            ("institution", "长城"), ("institution", "风帆"), ("institution", "俊峰"),
            ("institution", "北奥"),
        ]),
        ("清源药业、晨星医药等项目加快建设。", [("institution", "清源药业"), ("institution", "晨星医药")]),
        ("顺利通过省级卫生城市技术评估。", [("recognition", "省级卫生城市")]),
        ("电力体制改革成效显著，开展安全生产大检查。", [
            ("initiative", "电力体制改革"), ("initiative", "安全生产大检查"),
        ]),
        ("韩国晓星、澳大利亚富邑等项目落地。", [
            ("institution", "韩国晓星"), ("institution", "澳大利亚富邑"),
        ]),
        ("获评“两山”实践创新基地和美丽乡村先行区。", [
            ("recognition", "两山实践创新基地"), ("recognition", "美丽乡村先行区"),
        ]),
        ("入选首批国家级零碳园区建设名单。", [("recognition", "国家级零碳园区")]),
        ("完成清溪至石门公路建设，第七届中阿博览会吸引客商。", [
            ("place", "清溪至石门公路"), ("event", "第七届中阿博览会"),
        ]),
        ("年初县卫健局开展培训，省健康办指导。", [("institution", "县卫健局"), ("institution", "省健康办")]),
        ("企沙工业区建成。", [("place", "企沙工业区")]),
        ("开展广告牌匾集中整治行动。", [("initiative", "广告牌匾集中整治行动")]),
        ("启动“幸福社区”建设三年行动。", [("initiative", "幸福社区建设三年行动")]),
        ("构建“大交通”，开展“大走访”。", [("initiative", "大走访")]),
        ("县第一中心小学教育集团在清溪科创园揭牌。", [
            ("institution", "县第一中心小学教育集团"), ("place", "清溪科创园"),
        ]),
        ("个体工商户吴先生与市民李建国先生领到执照。", [("person", "李建国")]),
        ("改造人民公园、解放大道。", [("place", "人民公园"), ("place", "解放大道")]),
        # what only places become, hamlets of a town, a committee and a government without a sign between
        (
            "明月溪、三石岭创成3A级景区。",
            [("place", "明月溪"), ("place", "三石岭"), ("recognition", "3A级景区")],
        ),
        (
            "争取北石镇石道沟、金井乡寨沟门2个开采区。",
            [("place", "北石镇"), ("place", "石道沟"), ("place", "金井乡"), ("place", "寨沟门")],
        ),
        ("省委省政府开会。", [("institution", "省委省政府")]),
        ("近日，云岭区委区政府部署。", [("institution", "区委区政府")]),
        # by a title that others than officials have, by what is told before, at the head of a clause
        ("养殖社社员聂永琴正在采茶。", [("person", "聂永琴")]),
        ("常务副市长薛明耀当天赶到现场。", [("person", "薛明耀")]),
        ("县人大常委会主任张行军，县政协主席郭艳华出席。", [
            ("institution", "县人大常委会"), ("person", "张行军"),
            ("institution", "县政协"), ("person", "郭艳华"),
        ]),
        ("会议由教育局体卫处冯妍妍处长主持。", [("institution", "教育局"), ("person", "冯妍妍")]),
        ("被列为贫困户后，李磊磊开了小店。", [("group", "贫困户"), ("person", "李磊磊")]),
        ("年届五十的廖华清有些不安。", [("person", "廖华清")]),
        # a chain of areas is no part of the body in the last of them
        ("与山东省烟台市福山区政府共建。", [
            ("place", "山东省"), ("place", "烟台市"), ("place", "福山区"), ("institution", "福山区政府"),
        ]),
        ("江苏金湖县黎城卫生院开诊。", [
            ("place", "江苏"), ("place", "金湖县"), ("institution", "黎城卫生院"),
        ]),
        ("位于铜川市耀州区锦阳新城。", [("place", "铜川市"), ("place", "耀州区"), ("place", "锦阳新城")]),
        ("浦江县浦江中学开学，市中院获奖。", [
            ("place", "浦江县"), ("institution", "浦江中学"), ("institution", "市中院"),
        ]),
        ("云岭县政府采购监管部门建立专户管理制度。", [("initiative", "专户管理制度")]),
        # bodies of a bureau, of a company, of a school
        ("市经信委信用办，发布通知。", [("institution", "市经信委信用办")]),
        ("由大鹏新区扶贫办指导。", [("institution", "大鹏新区扶贫办")]),
        ("市建委获悉后，市环保局高新区分局到场。", [
            ("institution", "市建委"), ("institution", "市环保局高新区分局"),
        ]),
        ("县非公企业党委下发通知，校团委获奖。", [
            ("institution", "县非公企业党委"), ("institution", "校团委"),
        ]),
        # short names of towns that their list tells at its end, a town of 该县
        ("带动长庆、洑口、盖洋等镇村发展。", [("place", "长庆"), ("place", "洑口"), ("place", "盖洋")]),
        ("来到该县果园乡的南站。", [("place", "果园乡")]),
        # what somebody is by a level, and has the certificates of
        ("该陵园是全国重点文物保护单位，是湖北省国防教育示范基地。", [
            ("recognition", "全国重点文物保护单位"), ("recognition", "湖北省国防教育示范基地"),
        ]),
        ("产品通过有机食品认证、欧盟认证。", [
            ("recognition", "有机食品认证"), ("recognition", "欧盟认证"),
        ]),
        # the whole object of verbs that carry out and hold
        ("实施育儿补贴，启动全域矿山恢复。", [("program", "育儿补贴"), ("initiative", "全域矿山恢复")]),
        ("实行“三期挂牌制”。", [("initiative", "三期挂牌制")]),
        ("举行10月份新项目集中开工仪式。", [("event", "10月份新项目集中开工仪式")]),
        ("项目实施创造条件，为启动区加快建设。", []),
        ("该村贫困户冯雪梅利用补助建起新房。", [("group", "贫困户"), ("person", "冯雪梅")]),
        # in which batch an honour was given is no part of it
        ("获评国家首批卓越级智能工厂。", [("recognition", "卓越级智能工厂")]),
        ("成为全国首个“绿电自足”省区。", [("recognition", "绿电自足省区")]),
        ("2项成果入选第六批“最佳实践案例”。", [("recognition", "最佳实践案例")]),
        # the whole object of a verb, though a verb stands inside
        ("实施农村饮水安全巩固提升工程。", [("program", "农村饮水安全巩固提升工程")]),
        ("启动百家优质企业倍增计划。", [("program", "百家优质企业倍增计划")]),
        ("健全重大项目问题快速解决机制。", [("initiative", "重大项目问题快速解决机制")]),
        # what so much is invested in, what is upheld, a way named after its heads
        ("投资11亿元的虹源铝型材等。", [("program", "虹源铝型材")]),
        ("持续擦亮全国文明城市招牌。", [("recognition", "全国文明城市")]),
        ("探索产业集群长制。", [("initiative", "产业集群长制")]),
        # works that a list names without their class, bodies with two fields, a stretch of a road
        ("百度云计算、闵辉食品等顺利开工。", [("program", "百度云计算"), ("institution", "闵辉食品")]),
        ("茅山区水利和湖泊局开展巡查。", [("institution", "茅山区水利和湖泊局")]),
        ("政府和县委高度重视。", [("institution", "县委")]),
        ("重修了城内大街南延。", [("place", "城内大街南延")]),
        # works by their phase or their size, measures without a head
        ("加快推进白云铁矿三期建设。", [("program", "白云铁矿三期")]),
        ("清溪火电厂、石岭铜矿开发二期投产。", [("program", "清溪火电厂"), ("program", "石岭铜矿开发二期")]),
        (
            "推进华能90兆瓦光伏发电、英发50兆瓦光伏制氢等3个项目。",
            [("program", "华能90兆瓦光伏发电"), ("program", "英发50兆瓦光伏制氢")],
        ),
        ("新增100兆瓦光伏发电。", []),
        ("农业用水权、碳足迹认证等改革。", [("initiative", "农业用水权"), ("initiative", "碳足迹认证")]),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_villages_belong_to_their_towns() -> None:
    assert edges(TOWNS) == [
        ("三星村", "part_of", "清溪镇"),
        ("石湾村", "part_of", "石桥镇"),
        ("杨桥村", "part_of", "回龙寺镇"),
    ]


def test_a_village_is_called_back_by_its_kind() -> None:
    text = "南湖区余新镇长秦村依托合作社建成果园。\n该村获评浙江省善治示范村。"
    assert edges(text)[-2:] == [
        ("长秦村", "received", "浙江省善治示范村"),
        ("浙江省善治示范村", "granted_by", "浙江省"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("大田，地处福建省中部，东临永春，有三明最大的茶园。", "大田县"),
        ("今年，白城经济开发区势头良好，全区新开工项目7个。", "白城经济开发区"),
        (
            "全县推进教育信息化，石泉县教研室被授予全省先进集体，被评为全省典型案例，获“全省智慧教育示范区”称号。",
            "石泉县",
        ),
        ("我代表徐水县人民政府报告工作。全县新建公园3个，我县获评先进县。", "徐水县"),
        ("新建县级公路3条，新建区级医院1家。", ""),
        ("今年,容城服装产业加快转型,全县新增企业9家,高端供应商入驻容城。", "容城县"),
        ("今年,博野产业加快转型,全县新增企业9家,高端供应商入驻博野。", "博野县"),
        ("今年,全县资源加快整合,资源利用率提高,新增企业9家。", ""),
        ("# 普陀区网格化治理\n普陀地处浙江省东北部,全区划分网格90个。", "普陀区"),
    ],
)
def test_the_place_that_a_text_speaks_for(text: str, place: str) -> None:
    own = read_bytes(text.encode(), "note.txt").place
    assert (own.name if own else "") == place


def test_a_county_that_is_a_district_since_is_called_as_the_text_calls_it() -> None:
    found = read("我代表徐水县人民政府报告工作。徐水县交通便利，全县推行河长制。")
    (own,) = [thing for thing in found.things if thing.id == PLACE_ID]
    assert (own.name, own.code, own.canonical) == ("徐水县", "130609", "徐水区")


def test_a_time_before_a_count_inside_a_clause_is_not_handed_on() -> None:
    found = read("商业航天全年9次发射全部成功。新认定3家工作站，港口服务科考船52航次。").measurements
    assert [(one.evidence.quote, one.period.text if one.period else "") for one in found] == [
        ("9次", "全年"),
        ("3家", ""),
        ("52航次", ""),
    ]


def test_what_is_done_and_what_comes_next_stand_in_one_paragraph() -> None:
    text = (
        "全区出台文件5个，新设服务站13个。下一步，将加快建设二期，力争到2031年底覆盖90%的村，"
        "确保每村有1名专员。"
    )
    found = read(text).measurements
    assert [(one.evidence.quote, one.role.value) for one in found] == [
        ("5个", "cumulative"),
        ("13个", "cumulative"),
        ("90%", "target"),
        ("1名", "target"),
    ]


def test_what_a_year_did_is_told_from_what_the_next_will_do_by_the_headings() -> None:
    text = (
        "云岭区教育局2021年工作总结和2022年工作打算\n一、2021年主要工作\n新建学校3所，招生2700人。\n"
        "二、2022年工作打算\n新建学校5所。\n"
    )
    found = read(text).measurements
    assert [(one.evidence.quote, one.role.value) for one in found] == [
        ("3所", "cumulative"),
        ("2700人", "cumulative"),
        ("5所", "target"),
    ]


def test_a_time_named_after_a_campaign_is_not_who_acts() -> None:
    text = (
        "走进石泉县后柳镇黄村坝村，游客络绎不绝。\n"
        "脱贫攻坚以来，该村引进汉缘农旅公司，推行“四联四富”模式，被农业农村部认定为中国美丽休闲乡村。"
    )
    assert edges(text)[-4:] == [
        ("黄村坝村", "part_of", "后柳镇"),
        ("黄村坝村", "launched", "四联四富模式"),
        ("黄村坝村", "received", "中国美丽休闲乡村"),
        ("中国美丽休闲乡村", "granted_by", "农业农村部"),
    ]


def test_the_area_of_a_rank_begins_behind_its_verb() -> None:
    assert read("满意度为98.7%，排名全省第五。").measurements[-1].rank_in == "全省"


def test_what_a_village_was_calls_it_back() -> None:
    text = "宁海县岔路镇湖头村溪水潺潺。这个曾经的经济薄弱村办起民宿28家，获评“全国乡村治理示范村”。"
    assert edges(text)[2:] == [
        ("湖头村", "has_outcome", "28家"),
        ("湖头村", "received", "全国乡村治理示范村"),
        ("全国乡村治理示范村", "granted_by", "全国"),
    ]
