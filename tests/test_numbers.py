"""Numbers with value, unit and bound; and the numbers that are none, with the reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govgraph.loaders.figures.numbers import LeftOut, Number, find_numbers
from govgraph.loaders.figures.numerals import find_numeral, scale_value
from govgraph.loaders.figures.units import find_unit, unit_forms
from govgraph.loaders.lexicon import read_rows
from govgraph.loaders.reading.fold import fold
from govgraph.ontology.records import Bound

UNITS = read_rows("units.tsv", "govgraph.ontology")
COUNTERS = read_rows("counters.tsv")
BOUNDS = read_rows("bounds.tsv")
IDIOMS = read_rows("idioms.tsv")


def numbers(text: str) -> list[Number]:
    """The figures of a text, nothing protected."""
    folded = fold(text)
    return [found for found in find_numbers(folded, 0, len(folded), []) if isinstance(found, Number)]


def reasons(text: str) -> list[str]:
    """Why the other numbers of a text are none."""
    folded = fold(text)
    return [found.reason for found in find_numbers(folded, 0, len(folded), []) if isinstance(found, LeftOut)]


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row["name"])
def test_each_unit_is_found_in_its_example(row: dict[str, str]) -> None:
    found = [number.unit.split("/")[0] for number in numbers(row["example"])]
    assert set(found) & set(row["forms"].split("|")), found


def test_no_form_belongs_to_two_units() -> None:
    forms = [form for row in UNITS for form in row["forms"].split("|")]
    assert sorted(forms) == sorted(set(forms))


def test_every_unit_has_a_name_in_english_and_a_kind() -> None:
    assert all(row["en"] and row["kind"] for row in UNITS)


@pytest.mark.parametrize("row", COUNTERS, ids=lambda row: row["form"])
def test_each_counter_is_a_unit_and_found_in_its_example(row: dict[str, str]) -> None:
    assert row["form"] in unit_forms()
    assert [number.unit for number in numbers(row["example"])] == [row["form"]]


@pytest.mark.parametrize("row", BOUNDS, ids=lambda row: f"{row['form']}-{row['side']}")
def test_each_bound_word_bounds_the_number_of_its_example(row: dict[str, str]) -> None:
    (number,) = numbers(row["example"])
    assert number.bound is Bound(row["bound"])
    quote = row["example"][number.start : number.end]
    assert (row["form"] in quote) is (row["side"] != "apart")


@pytest.mark.parametrize("row", IDIOMS, ids=lambda row: row["example"])
def test_each_idiom_is_left_out_of_its_example(row: dict[str, str]) -> None:
    assert row["reason"] in reasons(row["example"])


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("拨款1.6亿余元", "160000000", "元", Bound.MORE_THAN),
        ("来客2万余名", "20000", "名", Bound.MORE_THAN),
        ("补贴1400余万元", "14000000", "元", Bound.MORE_THAN),
        ("总产值3.05万亿元", "3050000000000", "元", Bound.EXACT),
        ("吸引二十余家", "20", "家", Bound.MORE_THAN),
        ("开挖两座", "2", "座", Bound.EXACT),
        ("占比七成", "7", "成", Bound.EXACT),
        ("过了一半", "0.5", "", Bound.EXACT),
        ("合格率百分之九十八点五", "98.5", "%", Bound.EXACT),
        ("三分之二的村", "0.6667", "", Bound.EXACT),
        ("规模近3000万千瓦", "30000000", "千瓦", Bound.LESS_THAN),
        ("规模不足40亩", "40", "亩", Bound.LESS_THAN),
        ("低保标准720元/人/月", "720", "元/人/月", Bound.EXACT),
        ("浓度32微克/立方米", "32", "微克/立方米", Bound.EXACT),
        ("接待１２０００人次", "12000", "人次", Bound.EXACT),
        ("接待1,250人次", "1250", "人次", Bound.EXACT),
        ("游客突破百万人次", "1000000", "人次", Bound.MORE_THAN),
        ("产值迈上千亿台阶", "100000000000", "", Bound.AT_LEAST),
        ("召集上百名村民", "100", "名", Bound.AT_LEAST),
        ("欠薪补发68万", "680000", "", Bound.EXACT),
        ("整个过程只用了1天半", "1.5", "天", Bound.EXACT),
        ("奋战7天", "7", "天", Bound.EXACT),
        ("占全镇1/3以上", "0.3333", "", Bound.AT_LEAST),
        ("近三分之一的村", "0.3333", "", Bound.LESS_THAN),
        ("超百分之六十", "60", "%", Bound.MORE_THAN),
        ("出口增长近一倍", "1", "倍", Bound.LESS_THAN),
        ("收入倍差缩小0.05", "0.05", "", Bound.EXACT),
    ],
)
def test_a_number_is_read_with_its_unit_and_bound(text: str, value: str, unit: str, bound: Bound) -> None:
    (number,) = numbers(text)
    assert (number.value.normalize(), number.unit, number.bound) == (Decimal(value).normalize(), unit, bound)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("解决30万人民群众饮水", ""),
        ("扶持6万家庭农场", ""),
        ("登记5万个体工商户", ""),
        ("新增5项目标任务", "项"),
        ("新增3名校长", "名"),
    ],
)
def test_a_counter_is_no_part_of_the_next_word(text: str, unit: str) -> None:
    assert [number.unit for number in numbers(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("PM2.5浓度回落", "name"),
        ("推行1+3机制", "name"),
        ("打造4A景区", "name"),
        ("第三产业发展加快", "ordinal"),
        ("第十届运动会开幕", "ordinal"),
        ("把安全摆在第一位", "ordinal"),
        ("开展1%人口抽样调查", "name"),
        ("性别比(女性为100)", "base"),
        ("开展全国第三次土地资源调查", "ordinal"),
        ("65岁以上老年人体检", "age group"),
        ("为3-8岁儿童体检", "age group"),
        ("推行180°评价", "name"),
        ("拨打12345678反映", "address"),
        ("案件零新增", "idiom"),
        ("隐患全部清零", "idiom"),
        ("未新增1起事故", "negation"),
        ("无1例感染", "negation"),
        ("健全三级网络", "part of a word"),
        ("打造千亿级集群", "part of a word"),
        ("实施工业千亿投资", "part of a word"),
        ("庆祝百年华诞", "part of a word"),
    ],
)
def test_a_number_in_a_name_or_an_ordinal_is_left_out(text: str, reason: str) -> None:
    assert numbers(text) == []
    assert set(reasons(text)) == {reason}


@pytest.mark.parametrize("text", ["汽车零部件出口", "社会消费品零售", "零星用地盘活", "零陵区"])
def test_a_zero_that_is_part_of_a_word_is_no_number(text: str) -> None:
    assert (numbers(text), reasons(text)) == ([], [])


def test_a_time_of_the_day_is_no_score() -> None:
    assert numbers("13日12时30分开幕") == []


def test_a_rank_has_its_place_as_value() -> None:
    (number,) = numbers("综合评价居全省第三位")
    assert (number.kind, number.value, number.unit) == ("rank", Decimal(3), "位")


def test_the_ends_of_a_range_bound_the_figure_from_both_sides() -> None:
    lower, upper = numbers("每村建3-5个凉亭")
    assert (lower.value, lower.unit, lower.bound) == (Decimal(3), "个", Bound.AT_LEAST)
    assert (upper.value, upper.unit, upper.bound) == (Decimal(5), "个", Bound.AT_MOST)


def test_points_are_written_out_behind_the_last_of_two_only() -> None:
    found = numbers("分别提高32个和41个百分点")
    assert [(number.value, number.unit) for number in found] == [
        (Decimal(32), "个百分点"),
        (Decimal(41), "个百分点"),
    ]
    assert [number.unit for number in numbers("分别建成3个和5个")] == ["个", "个"]


def test_a_structure_gives_one_number_a_member() -> None:
    found = numbers("三次产业结构调整为8.2:41:50.8")
    assert [(number.kind, str(number.value)) for number in found] == [
        ("structure", "8.2"),
        ("structure", "41"),
        ("structure", "50.8"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("一百二十", 120),
        ("两千三百万", 23_000_000),
        ("二〇二〇", 2020),
        ("三亿五千万", 350_000_000),
    ],
)
def test_chinese_numerals_have_a_value(text: str, value: int) -> None:
    assert find_numeral(text) == value


@pytest.mark.parametrize("text", ["", "三四五十", "统一", "点五"])
def test_other_signs_make_no_numeral(text: str) -> None:
    assert find_numeral(text) is None


def test_scales_multiply() -> None:
    assert [scale_value(scale) for scale in ("", "万", "百万", "万亿")] == [1, 10**4, 10**6, 10**12]


def test_no_unit_begins_at_a_plain_word() -> None:
    assert find_unit("森林覆盖", 0, 4) is None


def test_a_counter_that_begins_the_next_word_leaves_its_number_on_the_list() -> None:
    assert numbers("带领百名师教师") == []
    assert reasons("带领百名师教师") == ["part of a word"]


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("财政收入完成 3.6 2亿元。", "3.6 2亿元", 362_000_000),
        ("收储房屋 1 7 00 户。", "1 7 00 户", 1700),
        ("覆盖率达到 4 3 %。", "4 3 %", 43),
        ("新建线路 33 5.5公里。", "33 5.5公里", 335.5),
        ("收入达到 74 76 元。", "74 76 元", 7476),
        ("产值 3. 5亿元。", "3. 5亿元", 350_000_000),
    ],
)
def test_a_number_torn_by_blanks_is_read_whole(text: str, quote: str, value: float) -> None:
    (number,) = numbers(text)
    assert (text[number.start : number.end], float(number.value)) == (quote, value)


def test_two_numbers_side_by_side_and_a_year_before_one_stay_apart() -> None:
    text = "2016 12个项目开工,建房120 350间。"
    assert [text[one.start : one.end] for one in numbers(text)] == ["12个", "350间"]
