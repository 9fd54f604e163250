"""The period that a figure holds for, and the one that a change is against."""

from __future__ import annotations

from datetime import date

import pytest
from figures import one, read

from govgraph.loaders.figures.find import find_measurements
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import Period, Role


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("五年来,全县建成公园12个,新增绿地30亩。", ["五年来", "五年来"]),
        ("截至2020年年底,全县有企业900家,较2015年增长20%。", ["截至2020年年底", "截至2020年年底"]),
        ("破案率从2016年的20%,提高到2020年的41%。", ["2016年", "2020年"]),
        ("2020年,修路5公里。架桥2座。", ["2020年", "2020年"]),
        ("3月8日,义诊90人。架桥2座。", ["3月8日", ""]),
        ("全县有水库4座。", [""]),
        ("昨天,出动执法人员90人次。检查车辆7辆。", ["昨天", ""]),
        ("近日,共修路5公里。", ["近日"]),
        ("2020年成功举办农民运动会,参赛900人。", ["2020年"]),
        ("2019年县里举办茶博览会,签约9亿元。", ["2019年"]),
        ("国庆前夕,慰问老人90人。", ["国庆前夕"]),
        ("一个多月来,走访农户90户。", ["一个多月来"]),
        ("与1996年相比,2018年水厂由3家增至9家。", ["1996年", "2018年"]),
        ("承办2014年国际沙滩排球精英赛;建成书屋9间。", [""]),
        ("云岭市推行电子采购系统以来,节约资金9万元。", ["云岭市推行电子采购系统以来"]),
        ("支出8亿元,是近年来投入最多的一年。修路5公里。", ["", ""]),
        ("目前,全县有水库4座,力争再建2座。", ["目前", "目前"]),
        ("破案率从2016年的20%升至2020年的41%,救助率达90%。调解260起。", ["2016年", "2020年", "", ""]),
        ("五年来,培训90人。康复率达97%。植树30棵。", ["五年来", "", "五年来"]),
        ("五年来,民生不断改善。康复率达97%。植树30棵。", ["", "五年来"]),
        ("五年来,植树30棵。供热面积由9万平方米增加到20万平方米。", ["五年来"] * 3),
        ("全年培训90人。参保率达91%。植树30棵。", ["全年", "全年", "全年"]),
        ("2012年以来发放补助9万元。失业率控制在3%以内。", ["2012年以来", ""]),
        ("针对2012年至2014年26所学校停建的问题,新建学校8所。", ["2012年至2014年", ""]),
        ("五年实施教育项目81个。", ["五年"]),
        ("针对短板,五年新建学校8所。培训90人。", ["五年", "五年"]),
        ("2020年,投资8亿元,五年新建学校8所。培训90人。", ["2020年", "五年", "2020年"]),
        ("目前,办理时限由20天压缩至5天。", ["", "目前"]),
        ("2020年2月,该会表扬了2019年业绩突出的9个村。", ["2020年2月"]),
        ("保障项目前期经费70万元。", [""]),
        ("达产后年产值可达3亿元。", [""]),
        ("连续4个季度达标。节约资金70万元。", [""]),
        ("2020年,增速连续五年居全省第一,产值9亿元。", ["连续五年", "2020年"]),
        ("支出占比连续5年超过80%。建桥2座。", ["连续5年", ""]),
        ("粮食产量自2010年以来连续5年超过9万吨。", ["自2010年以来"]),
        ("目前,全县有学校9所。全县现有教师90人。", ["目前", "目前"]),
        ("这一年,民生改善。全年接待90人。新建桥梁2座。", ["全年", "这一年"]),
        ("五年来,每年办好实事,修路5公里。新建桥梁2座。", ["五年来", "五年来"]),
        ("2020年,产值增长4%,快于2019年2个百分点。", ["2020年", "2020年"]),
        ("在去年(9亿元)的基础上增长8%。", ["", ""]),
        ("党的十八大以来,建成公园12个。", ["党的十八大以来"]),
        ("低保标准提高到每月720元,发放低保金12万元。", ["每月", ""]),
        ("2020年,修路5公里。预计到2025年,全部通车,用工90人。架桥2座。", ["2020年", "2025年", "2020年"]),
        ("工程建成后年可产水泥8万吨。", [""]),
        ("今年以来,全县重视教育,全年教育支出4亿元。新增学位300个。", ["全年", "今年以来"]),
        ("五年来,建桥12座。企业壮大,2020年实现产值9亿元。设立工作站3处。", ["五年来", "2020年", "五年来"]),
        ("企业投产,预计全年产值达2亿元,带动就业90人。", ["全年", ""]),
        ("园区占地12亩,2020年9月动工,建成厂房8栋。", ["", ""]),
        ("6月末,存款余额8亿元。城镇新增就业90人。", ["6月末", ""]),
        ("全年发放低保金12万元,低保标准每人每月662元。", ["全年", "全年"]),
        ("全年收入4亿元,上年结转1亿元。", ["全年", "全年"]),
        ("年末有孤儿12人,资助大学生5名。", ["年末", ""]),
        ("园区是全省2020年重点项目,占地12亩。", [""]),
        ("20多天来,接待游客3万人次。", ["20多天来"]),
        ("展会期间,展出产品90种。累计接待客商3万人次。", ["展会期间", "展会期间"]),
        ("“英才”计划实施以来,引进人才90名。", ["“英才”计划实施以来"]),
        ("自10月26日第五届月柿节启幕以来,接待游客3万人次。", ["自10月26日第五届月柿节启幕以来"]),
        # a day inside a year dates only its own sentence, and a term only what is due by it
        ("2020年,民生改善。3月9日,义诊90人。架桥2座。", ["3月9日", "2020年"]),
        ("全县修路5公里,年底前完成绿化8亩。架桥2座。", ["", "年底前", ""]),
        ("全年减负48亿元。年末不良贷款率0.98%。出口5亿元。", ["全年", "年末", "全年"]),
        ("抓好一季度开门红行动,推介项目35个。", [""]),
        ("五年时间,新建桥梁2座。", ["五年时间"]),
        ("2 0 2 0 年,修路5公里。", ["2020 年"]),
        # a line end inside a sentence
        ("2020年,产值年均增长4.4\n%,接待游客90万人。架桥2座。", ["2020年", "2020年", "2020年"]),
        # one year of the span that a paragraph opens with dates only its own sentence
        ("五年来,民生改善。2020年,接待游客90万人。新建桥梁2座。", ["2020年", "五年来"]),
        # bare years in which something was done, but not what there is at their end
        ("全镇五年新建学校8所、桥梁2座,普及率95%。架设管道9公里。", ["五年", "五年", "", "五年"]),
        ("三年登记企业90家。", ["三年"]),
        ("2020年,投资8亿元,五年累计完成30亿元。产值9亿元。", ["2020年", "五年", "2020年"]),
        ("全年修路5公里,年内完成投资8亿元。架桥2座。", ["全年", "年内", "全年"]),
        ("今年,力争修路5公里。力争架桥2座。", ["今年", "今年"]),
        ("2019年全年接待游客90万人。", ["2019年全年"]),
        ("2020年,产值3亿元,五年平均增长5%。税收9亿元。", ["2020年", "五年", "2020年"]),
        ("年末常住人口9万人。其中,城镇人口5万人。", ["年末", "年末"]),
        ("年末常住人口9万人。其中,城镇化率为65%。", ["年末", "年末"]),
        ("3月8日,记者从该局获悉,植树30棵。", [""]),
        ("2020年,该区全年修路5公里。", ["2020年"]),
        ("小区始建于2004年,有楼房8栋。", [""]),
        ("该村荣获2022年美丽乡村称号,有公园8个。", [""]),
        ("今年,组织“2018年文艺骨干培训班”,培训骨干80名。", ["今年"]),
        ("2020年,总产量十年增长3%。建成大棚9座。", ["十年", "2020年"]),
        ("粮食生产自2010年以来突破百亿斤。", ["自2010年以来"]),
        ("2018年末,企业资产5亿元;全年实现收入3亿元。", ["2018年末", "全年"]),
        ("近14个月,植树30棵。", ["近14个月"]),
        ("今年初见成效,植树30棵。", ["今年"]),
        ("截至7月底,完成投资9亿元,占全年计划的62%,植树30棵。", ["截至7月底", "截至7月底", "截至7月底"]),
        ("超额完成全年任务,修路3公里。", [""]),
        ("截至6月底,就业58人,完成全年目标数65%。", ["截至6月底", "截至6月底"]),
        ("1-3月份,教育支出9万元。下达公用经费8万元。", ["1-3月份", "1-3月份"]),
        ("截至6月29日,任务过半。新增就业9人。", ["截至6月29日"]),
        ("截至4月底,培训90人。完成全年任务的18%。", ["截至4月底", "截至4月底"]),
        ("2014年建档立卡以来,共带动农户90户。", ["2014年建档立卡以来"]),
        ("人均收入由2015年的3041元增长为2019年的8439元。", ["2015年", "2019年"]),
        ("二季度末,生猪存栏9头。", ["二季度末"]),
        ("假日期间,接待游客9万人次。", ["假日期间"]),
        ("截至6月30日,我院自2021年以来立案的案件信息合计22件。", ["截至6月30日"]),
        ("活动6月份启动以来,举办展示6场。", ["6月份启动以来"]),
        ("今年开工项目26个(含2011年签约项目),开工率为81%。", ["今年", "今年"]),
        ("截止5月份,任务过半,投资9亿元。重点项目完成投资4亿元。", ["截止5月份", "截止5月份"]),
        ("前10个月,签约项目9个。新建厂房8座。", ["前10个月", "前10个月"]),
        ("全力推进市场建设,市场8月底投产,引进合作社1个。", [""]),
        ("村里为此2019年成立了合作社。社里有土地500亩。", [""]),
        ("目前,有企业9家。拥有商标6个。其中,著名商标2个。", ["目前", "目前", "目前"]),
    ],
)
def test_the_period_that_governs_is_found(text: str, periods: list[str]) -> None:
    assert [found.period.text if found.period else "" for found in read(text)] == periods


@pytest.mark.parametrize("before", ["", "我县", "全市"])
def test_the_years_of_a_plan_are_told_by_its_name_whoever_it_is_of(before: str) -> None:
    [figure] = read(f"{before}“十三五”期间,新建道路20公里。")
    assert figure.period == Period("“十三五”期间", date(2016, 1, 1), date(2020, 12, 31), inferred=True)


def test_a_period_is_not_handed_on_to_the_next_paragraph() -> None:
    first, second = read("2020年,修路5公里。\n架桥2座。")
    assert (first.period, second.period) == (Period("2020年", date(2020, 1, 1), date(2020, 12, 31)), None)


def test_a_change_knows_what_it_is_compared_with() -> None:
    (change,) = read("2020年,游客较2015年增长30%。")
    assert change.compared_with == Period("2015年", date(2015, 1, 1), date(2015, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "今年1至4月,完成投资5亿元,同比增长8%。",
            ("同比", "2020-01-01", "2020-04-30"),
        ),
        ("截至2020年2月末,存款30亿元,同比增长9%。", ("同比", "None", "2019-02-28")),
        ("2020年1至4月,满意率较上年同期提高3个百分点。", ("上年同期", "2019-01-01", "2019-04-30")),
        ("2019年,游客比上年增长12%。", ("上年", "2018-01-01", "2018-12-31")),
        ("2019年末,存款比上年末增加2亿元。", ("上年末", "None", "2018-12-31")),
        ("游客比去年增长12%。", ("去年", "2020-01-01", "2020-12-31")),
    ],
)
def test_what_a_change_is_against_counts_from_its_own_period(
    text: str, expected: tuple[str, str, str]
) -> None:
    against = read(text)[-1].compared_with
    assert against is not None and against.inferred
    assert (against.text, str(against.start), str(against.end)) == expected


def test_a_rate_without_a_period_is_against_no_day() -> None:
    assert one("事故起数同比下降8%。").compared_with is None
    assert read("三年来,企业达200家,同比增加30家。")[-1].compared_with == Period("同比", inferred=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年,经济稳中有进。全年接待游客3万人次。", date(2019, 12, 31)),
        ("截至2019年12月末,存款30亿元。年末人口3万人。", date(2019, 12, 31)),
        ("2019年,经济稳中有进。今年,完成投资2亿元。全年接待游客3万人次。", date(2021, 12, 31)),
        ("较2019年增长5%。全年接待游客3万人次。", date(2021, 12, 31)),
        ("普及率由2016年底的61%提高到97%。", None),
    ],
)
def test_the_year_that_a_paragraph_speaks_of_is_that_of_its_whole_year(
    text: str, expected: date | None
) -> None:
    last = read(text)[-1].period
    assert (last and last.end) == expected


def test_a_text_without_a_day_takes_no_year_that_it_names_for_its_own() -> None:
    text = "过去五年工作回顾\n2012年,新建小学3所。2016年,民生支出达8.6亿元。\n"
    figures, _ = find_measurements(read_bytes(text.encode(), "x"))
    assert [one.role for one in figures] == [Role.CUMULATIVE, Role.CUMULATIVE]


def test_a_starting_value_has_its_own_day_and_what_ends_after_the_text_is_a_goal() -> None:
    first, _ = read("普及率由2016年底的61%提高到97%。")
    assert (first.role, first.period) == (Role.BASELINE, Period("2016年底", None, date(2016, 12, 31)))
    assert one("“十四五”末,研发投入强度达到3%。").role is Role.TARGET


def test_a_rate_told_of_years_gone_by_is_that_of_their_last_day() -> None:
    end = date(2021, 7, 26)
    rate, jobs = read("五年来,城镇化率达到72.5%,新增就业2000人。")
    assert (rate.period, jobs.period) == (
        Period("五年来", None, end, True), Period("五年来", date(2016, 1, 1), end, True),
    )  # fmt: skip
    steady = one("五年来,养老保险覆盖率稳定在98%以上。")
    assert steady.period == jobs.period


def test_a_value_that_moved_over_years_takes_them_and_its_start_their_first_day() -> None:
    _, before, after = read("五年来,植树30棵。供热面积由9万平方米增加到20万平方米。")
    assert (before.role, before.period) == (
        Role.BASELINE, Period("五年来", None, date(2016, 1, 1), True),
    )  # fmt: skip
    assert (after.role, after.period) == (
        Role.LEVEL, Period("五年来", date(2016, 1, 1), date(2021, 7, 26), True),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("安河县2020年统计公报", 2020),
        ("安河县2020年政府工作报告", 2021),
        ("安河县2015年统计公报", 2021),
        ("安河县规划(2020—2025年)", 2021),
        ("安河县的一年", 2021),
    ],
)
def test_a_bulletin_tells_of_the_year_in_its_title(title: str, year: int) -> None:
    head = f"{title}\n安河县统计局\n2021年4月12日\n"
    text = f"{head}全年接待游客3万人次。产业结构由上年的20:30:50调整为19:30:51。\n"
    figures, _ = find_measurements(read_bytes(text.encode(), "x"))
    assert [one.period and (one.period.text, one.period.end) for one in figures] == [
        ("全年", date(year, 12, 31)),
        *[("上年", date(year - 1, 12, 31))] * 3,
        *[("全年", date(year, 12, 31))] * 3,
    ]


def test_what_is_reached_again_is_compared_with_its_year_and_not_of_it() -> None:
    text = "全年接待游客5万人次,旅游收入4亿元,分别恢复到2019年的81%和87%。"
    assert [found.period and found.period.end for found in read(text)] == [date(2021, 12, 31)] * 4


def test_the_end_of_a_year_is_handed_on_to_the_parts_of_a_stock_alone() -> None:
    text = "年末有工厂41家。其中,纱厂12家。工业增加值增长2.6%。水泥产量8万吨。"
    assert [found.period and found.period.text for found in read(text)] == ["年末", "年末", None, None]


@pytest.mark.parametrize("compared", ["比上月提高2个百分点", "环比提高2个百分点", "再提高2个百分点"])
def test_the_month_of_a_monthly_text_is_that_of_all_its_paragraphs(compared: str) -> None:
    lines = ["订单指数为58%，", "产量指数为57%，", "价格指数为59%，"]
    text = "安河县制造业\n2021-07-26\n6月份，指数为52%。\n" + "".join(
        f"{line}{compared}。\n" for line in lines
    )
    figures, _ = find_measurements(read_bytes(text.encode(), "x"))
    rest = [""] * 6 if compared.startswith("再") else ["6月份"] * 6
    assert [found.period.text if found.period else "" for found in figures] == ["6月份", *rest]


@pytest.mark.parametrize(
    ("title", "period"),
    [("安河县一季度经济运行情况", "一季度"), ("安河县的一年", None), ("安河县月柿节见闻", None)],
)
def test_the_period_of_a_statistical_text_is_that_of_all_its_paragraphs(
    title: str, period: str | None
) -> None:
    text = f"{title}\n2021-07-26\n一季度，全县产值9亿元。\n接待游客3万人次。\n"
    figures, _ = find_measurements(read_bytes(text.encode(), "x"))
    assert [found.period and found.period.text for found in figures] == ["一季度", period]


def test_the_period_of_a_statistical_text_crosses_its_headings_but_is_none_of_plans() -> None:
    text = (
        "安河县一季度经济运行情况\n2021-07-26\n一季度，全县产值9亿元。\n一、旅游业增长较快\n"
        "接待游客3万人次。\n二、春耕有序\n全县计划播种面积90万亩，其中水田60万亩。\n三、收入提高\n收入7000元。\n"
    )
    figures, _ = find_measurements(read_bytes(text.encode(), "page.txt"))
    assert [(found.evidence.quote, found.period and found.period.text) for found in figures] == [
        ("9亿元", "一季度"),
        ("3万人次", "一季度"),
        ("90万亩", None),
        ("60万亩", None),
        ("7000元", "一季度"),
    ]
