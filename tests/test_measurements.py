"""Figures with what they measure, and their ties to one another."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from figures import BYLINE, measures, one, read
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.loaders.extract import extract
from govgraph.loaders.figures.find import find_measurements
from govgraph.loaders.figures.tokens import class_of, tokenize
from govgraph.loaders.lexicon import context, read_rows
from govgraph.loaders.reading.fold import fold
from govgraph.loaders.reading.read import read_bytes, read_document
from govgraph.ontology.records import Bound, Extraction, Role

FIGURE_WORDS = read_rows("figure_words.tsv")
CONTEXTS = read_rows("contexts.tsv")
SIGNS = (
    "年月第约超由从至到为的增长下降万亿千百十一二三0123456789.%个家元，。；：（）“”《》 其中分别占县新建路"
)


@pytest.mark.parametrize("row", FIGURE_WORDS, ids=lambda row: row["word"])
def test_each_word_has_its_class_in_its_example(row: dict[str, str]) -> None:
    folded = fold(row["example"])
    assert row["word"] in folded
    assert class_of(row["word"]) == row["class"]
    if row["class"] in ("action", "event"):
        tokens = [token.text for token in tokenize(folded, 0, len(folded))]
        assert row["word"] in tokens
        assert one(row["example"]).role is Role.CUMULATIVE


@pytest.mark.parametrize("row", CONTEXTS, ids=lambda row: f"{row['name']}-{row['word']}")
def test_each_context_word_stands_in_its_example(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    assert row["word"] in context(row["name"])
    if row["name"] == "fund":
        assert one(row["example"]).measure == row["word"]
    if row["name"] in ("value_before", "bare_before", "months_before"):
        assert len(read(row["example"])) == 1
    if row["name"] == "ordinal_after":
        assert read(row["example"]) == ()
    if row["name"] in ("ranked_before", "counted_before", "rank_verb"):
        assert one(row["example"]).role is Role.RANK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县420个网格有专人值守。", [("420个", "网格")]),
        ("查处案件7件。", [("7件", "案件")]),
        ("道路清扫率达96%。", [("96%", "道路清扫率")]),
        ("人口密度为每平方千米96人。", [("96人", "人口密度")]),
        ("25家龙头企业年销售收入8亿元。", [("25家", "龙头企业"), ("8亿元", "龙头企业年销售收入")]),
        ("县域面积84平方公里,辖5镇3乡。", [("84平方公里", "县域面积"), ("5镇", "镇"), ("3乡", "乡")]),
        ("户均达2861元。", [("2861元", "户均")]),
        ("批发和零售业增长8%,租赁和商务服务业增长6%。", [("8%", "批发和零售业"), ("6%", "租赁和商务服务业")]),
        ("茶业增加值按可比价格计算同比增长6%。", [("6%", "茶业增加值")]),
        ("全县产值5亿元。分季度看,一季度增长6%。", [("5亿元", "产值"), ("6%", "产值")]),
        ("票房、门票收入达5亿元、3亿元。", [("5亿元", "票房收入"), ("3亿元", "门票收入")]),
        ("创建茶园、果园2-3个。", [("2", "茶园、果园"), ("3个", "茶园、果园")]),
        ("带动900户农户人均增收200元。", [("900户", "农户"), ("200元", "人均增收")]),
        ("7个贫困县重点培育茶叶合作社40家。", [("7个", "贫困县"), ("40家", "茶叶合作社")]),
        ("有310户脱贫户从事茶叶种植。", [("310户", "脱贫户")]),
        ("共有医疗机构(包括村卫生室、诊所)33个。", [("33个", "医疗机构")]),
        ("就业率达82%,暂居全市第一位。", [("82%", "就业率"), ("第一位", "就业率")]),
        ("门票综合收入比上年增长8%。", [("8%", "门票综合收入")]),
        ("游船班次和门票收入比上年分别增长2%和5%。", [("2%", "游船班次"), ("5%", "门票收入")]),
        ("对沿江市场出口增速高于全省3个百分点。", [("3个百分点", "沿江市场出口增速")]),
        ("茶叶产量仅次于甲县居第2位。", [("第2位", "茶叶产量")]),
        ("举办3人制排球赛2场。", [("2场", "3人制排球赛")]),
        ("PM_2.5年均浓度下降4%。", [("4%", "PM_2.5年均浓度")]),
        ("设立了3000万元的创业基金。", [("3000万元", "创业基金")]),
        ("新建甲乡、乙乡2个供水试点。", [("2个", "供水试点")]),
        ("招录教师85名,化解纠纷6起。", [("85名", "教师"), ("6起", "纠纷")]),
        ("查处问题12起20人。", [("12起", "问题"), ("20人", "问题")]),
        ("民生支出占财政支出的75%。", [("75%", "民生支出")]),
        ("完成投资8亿元,占全部投资的60%。", [("8亿元", "投资"), ("60%", "投资")]),
        ("全县购置5台30千瓦水泵。", [("5台", "水泵"), ("30千瓦", "水泵")]),
        ("新建110千伏线路40公里。", [("110千伏", "线路"), ("40公里", "110千伏线路")]),
        ("粮食、棉花产量分别增长3%、5%。", [("3%", "粮食产量"), ("5%", "棉花产量")]),
        (
            "出口额9亿元、进口额4亿元,分别增长6%和8%。",
            [("9亿元", "出口额"), ("4亿元", "进口额"), ("6%", "出口额"), ("8%", "进口额")],
        ),
        ("为260名老人免费体检。", [("260名", "老人")]),
        ("引进甲公司、乙公司,丙银行等十余家企业。", [("十余家", "企业")]),
        ("1300人稳定脱贫。", [("1300人", "脱贫")]),
        ("设立2亿元的甲基金和600万元/年的乙基金。", [("2亿元", "甲基金"), ("600万元/年", "乙基金")]),
        ("全县纳税超百万元企业9家。", [("超百万元", "纳税"), ("9家", "纳税超百万元企业")]),
        ("创成安徽省基层医院4家,全国示范社区2个。", [("4家", "安徽省基层医院"), ("2个", "全国示范社区")]),
        ("该所协调处理矛盾80件。", [("80件", "矛盾")]),
        ("每千人拥有床位数达5张。", [("5张", "每千人拥有床位数")]),
        ("救助资金支出70万元。", [("70万元", "救助资金")]),
        ("9名医生驰援湖北。", [("9名", "医生")]),
        ("60名民警和60个网格一一对应。", [("60名", "民警"), ("60个", "网格")]),
        ("组织干部300人次下沉一线。", [("300人次", "干部")]),
        ("吸引800余人参加。", [("800余人", "参加")]),
        ("带动90户农户户均增收2万元。", [("90户", "农户"), ("2万元", "户均增收")]),
        ("存款、贷款余额达4亿元、3亿元,分别增长6%、8%。",
         [("4亿元", "存款余额"), ("3亿元", "贷款余额"), ("6%", "存款余额"), ("8%", "贷款余额")]),
        ("教育质量得分名列前茅,2017年居全省第一。", [("第一", "教育质量得分")]),
        ("化解矛盾30起。", [("30起", "矛盾")]),
        ("集装箱到发增长14%。", [("14%", "集装箱到发")]),
        ("城区污水集中收集率达98%。", [("98%", "城区污水集中收集率")]),
        ("有效商标增长8%。", [("8%", "有效商标")]),
        ("碳市场累计交易54吨。", [("54吨", "碳市场累计交易")]),
        ("收储国家储备林10万亩。", [("10万亩", "储备林")]),
        ("城镇植树5万株。", [("5万株", "城镇植树")]),
        ("推广化肥零增长技术2万亩。", [("2万亩", "化肥零增长技术")]),
        ("旅游业对经济增长贡献率达7%。", [("7%", "经济增长贡献率")]),
        ("出台20条具体举措。", [("20条", "具体举措")]),
        ("7个镇被列为试点。", [("7个", "镇")]),
        ("9户群众搬离旧居。", [("9户", "群众")]),
        ("8个扶贫产业项目全部完工。", [("8个", "扶贫产业项目")]),
        ("举办20场专场招聘活动。", [("20场", "专场招聘活动")]),
        ("对15户因大病致贫的特困户进行救助。", [("15户", "特困户")]),
        ("与韩国等4个国外城市和无锡、九江等建立友谊。", [("4个", "国外城市")]),
        ("立案数、事故数分别下降3%、5%。", [("3%", "立案数"), ("5%", "事故数")]),
        ("医疗保险和养老保险参保率达到98%、99%。",
         [("98%", "医疗保险参保率"), ("99%", "养老保险参保率")]),
        ("医疗保险和养老保险参保率分别达到98%、99%。",
         [("98%", "医疗保险参保率"), ("99%", "养老保险参保率")]),
        ("工业项目5个,投资额3亿元;已开工建设4项。",
         [("5个", "工业项目"), ("3亿元", "投资额"), ("4项", "工业项目")]),
        ("新建水厂2座,惠及5万人。", [("2座", "水厂"), ("5万人", "惠及")]),
        ("新注册企业13户,完成全年目标的12%。", [("13户", "企业"), ("12%", "企业")]),
        ("湖区清淤完成工程总量的80%。", [("80%", "湖区清淤")]),
        ("民生支出9亿元,占财政支出的7成。", [("9亿元", "民生支出"), ("7成", "民生支出")]),
        ("存贷比47%。", [("47%", "存贷比")]),
        ("组织集中开工4次。", [("4次", "开工")]),
        ("产值跨越3个千亿元台阶,达到4万亿元。",
         [("3个", "产值"), ("千亿元", "产值"), ("4万亿元", "产值")]),
        ("审批时限从立项到施工缩短至10个工作日以内。", [("10个工作日以内", "审批时限")]),
        ("有240人次得到医疗救助。", [("240人次", "医疗救助")]),
        ("8件事关民生的实事完成。", [("8件", "实事")]),
        ("实现43个事项“一证通办”。", [("43个", "事项")]),
        ("抓好三项重要保障。", [("三项", "重要保障")]),
        ("抓好增收、减负三项基本任务。", [("三项", "基本任务")]),
        ("居住类价格下降3%,衣着类上涨2%。", [("3%", "居住类价格"), ("2%", "衣着类")]),
        ("服务业增加值占生产总值的比重达43%。", [("43%", "服务业增加值占生产总值的比重")]),
        ("民营经济所占比重提高到48%。", [("48%", "民营经济所占比重")]),
        ("工业产值在全省的占比为6%。", [("6%", "工业产值在全省的占比")]),
        ("入选省企业能力提升工程项目3个。", [("3个", "省企业能力提升工程项目")]),
        ("制定规章9件、修改7件。", [("9件", "规章"), ("7件", "规章")]),
        ("项目12个,其中2个为在建项目。", [("12个", "项目"), ("2个", "在建项目")]),
        ("分成两个排水分区。", [("两个", "排水分区")]),
        ("甲电站等一批亿元以上项目建成。", [("亿元以上", "项目")]),
        ("进出口在税收下降3成的情况下增长12%。", [("3成", "税收"), ("12%", "进出口")]),
        ("年收入过10亿元企业5家。", [("过10亿元", "年收入"), ("5家", "年收入过10亿元企业")]),
        ("为群众节省药费21亿元。", [("21亿元", "药费")]),
        ("提升40所高中办学能力。", [("40所", "高中办学能力")]),
        ("储备管束生产等亿元项目20个。", [("亿元", "项目"), ("20个", "项目")]),
        ("完成丘陵地带43个村16户改造。", [("43个", "村"), ("16户", "改造")]),
        ("提供公益托管服务15人次。", [("15人次", "公益托管服务")]),
        ("教育质量比去年提高4个位次。", [("4个", "教育质量")]),
        ("受理投诉28件,办结27件。", [("28件", "投诉"), ("27件", "投诉")]),
        ("组织开展招聘活动18次,发放宣传资料20份。", [("18次", "招聘活动"), ("20份", "宣传资料")]),
        ("带动50户贫困户年均增收3万元。", [("50户", "贫困户"), ("3万元", "年均增收")]),
        ("出台六项举措、干部360°测评办法。", [("六项", "举措")]),
        ("26家二级及以上公立医院开放。", [("26家", "二级及以上公立医院")]),
        ("引进3家国际知名的快餐品牌。", [("3家", "快餐品牌")]),
        ("完成13个扩充教育资源项目。", [("13个", "扩充教育资源项目")]),
        ("推进总投资3亿元的16个各类债券项目。", [("3亿元", "总投资"), ("16个", "债券项目")]),
        ("新增国家级示范企业7家、省级13家。", [("7家", "国家级示范企业"), ("13家", "省级示范企业")]),
        ("11个省、市重点项目开工。", [("11个", "省、市重点项目")]),
        ("建设30个乡村全民健身提升工程。", [("30个", "乡村全民健身提升工程")]),
        ("污水治理工程完成投资15亿元。", [("15亿元", "投资")]),
        ("学生一次性补助2万元,三星级以上酒店7家。", [("2万元", "学生一次性补助"), ("7家", "三星级以上酒店")]),
        ("(六)改厕任务38座,完成39座。", [("38座", "改厕任务"), ("39座", "改厕任务")]),
        ("产值9亿元,增长5%,增速居全省第二。", [("9亿元", "产值"), ("5%", "产值"), ("第二", "产值增速")]),
        ("两大项目完成投资3亿元。", [("3亿元", "投资")]),
        ("装机7千瓦、占全疆装机6成。", [("7千瓦", "装机"), ("6成", "装机")]),
        ("新就业群体9万人。", [("9万人", "新就业群体")]),
        ("产值9亿元,占GDP的比重为7%,居全市第2位。",
         [("9亿元", "产值"), ("7%", "产值占GDP的比重"), ("第2位", "产值")]),
        ("民生支出9亿元、户均3000元。", [("9亿元", "民生支出"), ("3000元", "户均民生支出")]),
        ("农户从茶叶产业中增收500元,村集体增收9万元。", [("500元", "增收"), ("9万元", "村集体增收")]),
        ("该局今年共投入900万元资金。", [("900万元", "资金")]),
        ("按每户90元的标准补助。", [("90元", "标准")]),
        ("58名学生中有12名是留守儿童。", [("58名", "学生"), ("12名", "留守儿童")]),
        ("贷款9亿元,占全县市场份额的42%。", [("9亿元", "贷款"), ("42%", "市场份额")]),
        ("纳税千万以上企业增至8户。", [("8户", "纳税千万以上企业")]),
        ("普通高中国家助学金58万元。", [("58万元", "普通高中国家助学金")]),
        ("新(改)建乡村道路38公里。", [("38公里", "乡村道路")]),
        ("完成投资2亿元,完成年度任务5亿元的40%,同比增长3%。",
         [("2亿元", "投资"), ("5亿元", "年度任务"), ("40%", "投资"), ("3%", "投资")]),
        ("新签约项目(3000万元以上工业项目、亿元以上其他项目)92个。",
         [("3000万元以上", "工业项目"), ("亿元以上", "项目"), ("92个", "签约项目")]),
        ("淘汰锅炉8台,占年度任务(20台)的40%。", [("8台", "锅炉"), ("20台", "年度任务"), ("40%", "锅炉")]),
        ("全县先后有75人得到保险理赔,赔付金额达9万元。", [("75人", "保险理赔"), ("9万元", "赔付金额")]),
        ("有5家以茶叶为原料的食品企业。", [("5家", "食品企业")]),
        ("退还电动车5辆及手机、首饰等财物。", [("5辆", "电动车")]),
        ("该区有适合发展40万千瓦的风电区域。", [("40万千瓦", "风电区域")]),
        ("向上级争取资金800万元。", [("800万元", "资金")]),
        ("区政府筹措资金46万元。", [("46万元", "资金")]),
        ("实施农村电网升级改造工程13项。", [("13项", "农村电网升级改造工程")]),
        ("对大桥进行了14次清理。", [("14次", "清理")]),
        ("产值9亿元,增速在全省园区中排名第7位。", [("9亿元", "产值"), ("第7位", "产值增速")]),
        ("举办培训班60期,受训2万余人次。", [("60期", "培训班"), ("2万余人次", "受训")]),
        ("茶叶合作社带动农户比例达45%。", [("45%", "茶叶合作社带动农户比例")]),
        ("投资9亿元,其中国省干线投资3亿元。", [("9亿元", "投资"), ("3亿元", "国省干线投资")]),
        ("救助60对符合条件的计划怀孕夫妇。", [("60对", "计划怀孕夫妇")]),
        ("完成城市道路新建改造18公里。", [("18公里", "城市道路新建改造")]),
        ("产粮9万吨,人均506公斤。", [("9万吨", "产粮"), ("506公斤", "人均产粮")]),
        ("增加值9亿元,比全省(7%)和全国(6%)分别高1.7、2.8个百分点,增幅居全省第四。",
         [("9亿元", "增加值"), ("7%", "增加值"), ("6%", "增加值"), ("1.7", "增加值"),
          ("2.8个百分点", "增加值"), ("第四", "增加值增幅")]),
        ("优良率为86%,超过时序进度2个百分点。", [("86%", "优良率"), ("2个百分点", "优良率")]),
        ("就业58人,完成全年目标数65%。", [("58人", "就业"), ("65%", "就业")]),
        ("工业投资9亿元,完成市政府下达全年目标的59%。", [("9亿元", "工业投资"), ("59%", "工业投资")]),
        ("产值9亿元,增速排位全市第8。", [("9亿元", "产值"), ("第8", "产值增速")]),
        ("规模化种植大豆等作物,实现增收720万元。", [("720万元", "增收")]),
        ("推进保险试点,覆盖人数已达30人。", [("30人", "覆盖人数")]),
        ("贫困户50户,其中东湖镇20户,西湖镇30户。",
         [("50户", "贫困户"), ("20户", "贫困户"), ("30户", "贫困户")]),
        ("造成全县9户25人受灾。", [("9户", "受灾"), ("25人", "受灾")]),
        ("电力、热力、燃气及水的生产和供应业下降2%。", [("2%", "电力、热力、燃气及水的生产和供应业")]),
        ("该村共167户。", [("167户", "户")]),
        ("人均审结案件74件。", [("74件", "人均审结案件")]),
        ("为50名低收入人口资助医疗费9万元。", [("50名", "低收入人口"), ("9万元", "医疗费")]),
        ("玉米种子已配制9吨。", [("9吨", "玉米种子")]),
        ("为全县182个行政村配送书柜364个。", [("182个", "行政村"), ("364个", "书柜")]),
        ("全村70%的村民从事旅游。", [("70%", "村民")]),
        ("东湖街道共7名退伍士兵已返乡。", [("7名", "退伍士兵")]),
        ("为推迟退伍的9名东湖籍军人举行招聘会。", [("9名", "东湖籍军人")]),
        ("县里有40万人居住在山区。", [("40万人", "居住在山区")]),
        ("解决9万群众和3万师生的饮水问题。", [("9万", "群众"), ("3万", "师生")]),
        ("一期种植了90亩早熟脆香梨。", [("90亩", "早熟脆香梨")]),
        ("完成投资9亿元,高于序时进度5个百分点。", [("9亿元", "投资"), ("5个百分点", "投资")]),
        ("山塘3座,总户数81户。", [("3座", "山塘"), ("81户", "总户数")]),
    ],
)  # fmt: skip
def test_the_thing_measured_is_found_in_every_word_order(text: str, expected: list[tuple[str, str]]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "优良天数331天,优良率91%,比上年增加9天。",
            [("331天", "优良天数"), ("91%", "优良率"), ("9天", "优良天数")],
        ),
        (
            "县科技局、县农业局分别建成实验室6个和9个。",
            [("6个", "实验室"), ("9个", "实验室")],
        ),
        ("马武、龙潭、青羊3镇种粮12万亩。", [("3镇", "镇"), ("12万亩", "种粮")]),
        ("水温在18-22℃之间。", [("18", "水温"), ("22℃", "水温")]),
        (
            "柳溪、青石、石桥3个街道和东湖、西湖2个新区合并。",
            [("3个", "街道"), ("2个", "新区")],
        ),
        (
            "营商环境指数居全国城市第28位、西部第3位,产值增速居全省第6、淮河片区第2。",
            [("第28位", "营商环境指数"), ("第3位", "营商环境指数"), ("第6", "产值增速"), ("第2", "产值增速")],
        ),
    ],
)
def test_what_stands_nearest_is_not_always_what_is_measured(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert measures(text) == expected


def test_ellipsis_takes_the_measure_from_the_figure_before() -> None:
    total, change = read("全县用电量8亿千瓦时,同比增长12%。")
    assert (total.measure, change.measure) == ("用电量", "用电量")
    assert (change.role, change.direction, change.change_of) == (Role.CHANGE, "up", total.id)


def test_a_minus_sign_turns_the_direction() -> None:
    (change,) = read("投资同比增长-5.6%。")
    assert (change.value, change.direction) == (Decimal("5.6"), "down")


@pytest.mark.parametrize(("sign", "direction"), [("-", "down"), ("", "up")])
def test_a_rate_against_the_year_before_is_a_change_without_a_verb(sign: str, direction: str) -> None:
    found = one(f"固定资产投资同比{sign}5.3%。")
    assert (found.role, found.direction, found.measure) == (Role.CHANGE, direction, "固定资产投资")


def test_a_heading_that_goes_on_as_a_sentence_plans_for_itself_alone() -> None:
    text = "一、供水工程\n2.今年计划:进一步加快施工进度\n二、绿化工程\n新建公园6个。"
    assert read(text)[-1].role is Role.CUMULATIVE


def test_a_starting_value_points_to_its_end_value() -> None:
    start, end = read("办理时限由20天压缩至5天。")
    assert (start.role, start.baseline_of, start.measure) == (Role.BASELINE, end.id, "办理时限")


def test_a_structure_and_the_one_it_comes_from_measure_the_same() -> None:
    found = read("三次产业的比例由上年的13.7:58.3:28调为12.1:57.4:30.5。")
    assert [one.measure for one in found] == ["三次产业的比例"] * 6
    assert [one.baseline_of for one in found[:3]] == [one.id for one in found[3:]]
    start, end = read("口罩日产量从年初的15.5万只，到两周内迅速破千万。")
    assert (start.measure, end.measure, start.baseline_of) == ("口罩日产量", "口罩日产量", end.id)


def test_two_structures_are_paired_one_to_one() -> None:
    found = read("三次产业结构由9:41:50调整为8:40:52。")
    assert [(f.role.value, f.baseline_of) for f in found[:3]] == [("baseline", f.id) for f in found[3:]]


def test_parts_that_add_up_are_told_from_subsets() -> None:
    whole, *parts = read("全县有主体100户,其中企业40户,商户60户。")
    assert [(part.part_of, part.subset_of) for part in parts] == [(whole.id, ""), (whole.id, "")]
    whole, *parts = read("全县有主体100户,包括企业40户和商户60户,新增网点9户。")
    assert [part.part_of for part in parts] == [whole.id, whole.id, ""]
    assert parts[-1].subset_of == ""
    whole, part = read("全县有主体100户,其中企业40户。")
    assert (part.part_of, part.subset_of) == ("", whole.id)
    whole, part = read("安置农民905名,其中316人为青年。")
    assert (part.evidence.quote, part.subset_of) == ("316人", whole.id)


def test_a_rank_knows_the_area_it_is_within() -> None:
    assert one("教育满意度居全省第一。").rank_in == "全省"
    assert one("教育满意度列镇江市第3位。").rank_in == "镇江市"
    assert one("教育满意度名列第3位。").rank_in == ""
    assert one("教育满意度居于全省第3位。").rank_in == "全省"


def test_a_missing_unit_is_told_by_the_measure() -> None:
    for text, unit in (
        ("补发工资65万。", "元"),
        ("常住人口突破40万。", "人"),
        ("追回职工工资待遇52万。", "元"),
        ("发放就业资金30万。", "元"),
    ):
        assert (one(text).unit, one(text).unit_implied) == ("", unit)


def test_a_yearly_rate_is_marked() -> None:
    assert one("设立800万元/年的奖励资金。").per_year
    assert one("产值年均增长6%。").per_year


def test_other_numbers_are_listed_with_a_reason() -> None:
    text = BYLINE + "二是“1+6”机制落地,2020年住中山路72号的65岁以上老人体检。\n"
    document = read_bytes(text.encode(), "x")
    found, ignored = find_measurements(document)
    assert found == ()
    assert [(one.quote, one.reason) for one in ignored] == [
        ("二", "list number"),
        ("1", "name"),
        ("6", "name"),
        ("2020", "time"),
        ("72", "address"),
        ("65岁", "age group"),
    ]


def test_quotes_stand_where_they_say_and_in_their_sentence() -> None:
    document = read_bytes((BYLINE + "“路网”改造１２公里,惠及超3万人。\n").encode(), "x")
    for found in find_measurements(document)[0]:
        evidence = found.evidence
        assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
        assert evidence.sentence.start <= evidence.span.start < evidence.span.end <= evidence.sentence.end
    assert [found.evidence.quote for found in find_measurements(document)[0]] == ["１２公里", "超3万人"]


@given(st.text(SIGNS, max_size=90))
@settings(max_examples=150, deadline=None)
def test_figures_of_any_text_are_apart_and_stand_in_it(text: str) -> None:
    document = read_bytes(f"全县各项事业稳步向前。\n{text}路。".encode(), "x")
    found, ignored = find_measurements(document)
    Extraction(document, found, (), (), ignored)
    spans = [one.evidence.span for one in found]
    assert all(first.end <= second.start for first, second in zip(spans, spans[1:], strict=False))
    assert all(one.value >= 0 for one in found)


def test_every_figure_of_the_article_is_found(article: Path) -> None:
    found, _ = find_measurements(read_document(article))
    assert len(found) >= 135
    assert all(one.measure for one in found)
    assert sum(one.bound is not Bound.EXACT for one in found) >= 15


def test_real_texts_give_the_same_records_twice_and_keep_the_invariants(shared: Path) -> None:
    paths = sorted((shared / "devset").glob("*.txt")) + sorted((shared / "corpus").glob("city-0*.txt"))[:3]
    assert len(paths) == 6
    for path in paths:
        document = read_document(path)
        assert extract(document) == extract(read_document(path))
