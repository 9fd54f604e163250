"""Time expressions and the days they stand for."""

from __future__ import annotations

from datetime import date

import pytest

from govgraph.loaders.figures.dates import Anchor, resolve, years_in
from govgraph.loaders.figures.periods import Time, find_times
from govgraph.loaders.lexicon import read_rows
from govgraph.loaders.reading.fold import fold
from govgraph.ontology.records import Period

TIMES = read_rows("times.tsv")
JULY = Anchor(date(2021, 7, 26))
JANUARY = Anchor(date(2021, 1, 20))


def times(text: str) -> list[Time]:
    """The time expressions of a text."""
    folded = fold(text)
    return list(find_times(folded, 0, len(folded)))


def period(text: str, anchor: Anchor = JULY) -> Period:
    """The period of the only time expression of a text."""
    (time,) = times(text)
    return resolve(time, anchor)


def test_a_year_that_is_looked_at_needs_no_sign() -> None:
    assert period("回首2019，公园多了3个。") == Period("2019", date(2019, 1, 1), date(2019, 12, 31), False)
    assert times("投入2019，共3笔。") == []


@pytest.mark.parametrize("row", TIMES, ids=lambda row: row["form"])
def test_each_time_word_is_found_in_its_example(row: dict[str, str]) -> None:
    assert [(time.text, time.rule) for time in times(row["example"])] == [(row["form"], row["rule"])]


@pytest.mark.parametrize(
    ("text", "start", "end", "inferred"),
    [
        ("2019年", "2019-01-01", "2019-12-31", False),
        ("2020年度", "2020-01-01", "2020-12-31", False),
        ("二〇一八年", "2018-01-01", "2018-12-31", False),
        ("2020年12月", "2020-12-01", "2020-12-31", False),
        ("2020年2月29日", "2020-02-29", "2020-02-29", False),
        ("2016年10月1日至7日", "2016-10-01", "2016-10-07", False),
        ("2016年5月10—12日", "2016-05-10", "2016-05-12", False),
        ("2016年9月28日至10月3日", "2016-09-28", "2016-10-03", False),
        ("2016年10月1日-7日国庆长假期间", "2016-10-01", "2016-10-07", False),
        ("2018年一季度", "2018-01-01", "2018-03-31", False),
        ("2018年上半年", "2018-01-01", "2018-06-30", False),
        ("2017年—2020年", "2017-01-01", "2020-12-31", False),
        ("2017-2020年", "2017-01-01", "2020-12-31", False),
        ("2020年年底", None, "2020-12-31", False),
        ("截至2020年9月底", None, "2020-09-30", False),
        ("截至2020年", None, "2020-12-31", False),
        ("截至2021年", None, "2021-07-26", True),
        ("截至2021年底", None, "2021-12-31", False),
        ("去年", "2020-01-01", "2020-12-31", True),
        ("今年以来", "2021-01-01", "2021-07-26", True),
        ("今年6月份", "2021-06-01", "2021-06-30", True),
        ("目前", None, "2021-07-26", True),
        ("昨天", "2021-07-25", "2021-07-25", True),
        ("五年来", "2016-01-01", "2021-07-26", True),
        ("“十三五”期间", "2016-01-01", "2020-12-31", True),
        ("“十二五”末", None, "2015-12-31", True),
        ("未来三年", "2022-01-01", "2024-12-31", True),
        ("近年来", None, None, True),
        ("每年", None, None, True),
        ("20xx年", None, None, True),
    ],
)
def test_a_time_is_resolved_against_the_day_of_the_text(
    text: str, start: str | None, end: str | None, inferred: bool
) -> None:
    expected = Period(
        text, date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, inferred
    )
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("全年", date(2020, 1, 1), date(2020, 12, 31)),
        ("过去五年", date(2016, 1, 1), date(2020, 12, 31)),
        ("今后五年", date(2021, 1, 1), date(2025, 12, 31)),
        ("上半年", date(2020, 1, 1), date(2020, 6, 30)),
    ],
)
def test_a_text_of_january_speaks_of_the_year_before(text: str, start: date, end: date) -> None:
    assert period(text, JANUARY) == Period(text, start, end, True)


def test_without_a_day_of_the_text_relative_times_have_no_dates() -> None:
    assert period("去年", Anchor(None)) == Period("去年", inferred=True)


def test_a_month_takes_the_year_spoken_of() -> None:
    assert period("一季度", Anchor(None, 2011)) == Period("一季度", date(2011, 1, 1), date(2011, 3, 31), True)


@pytest.mark.parametrize("text", ["较2015年增长", "比上年增长", "与2019年相比", "是2016年的2倍"])
def test_a_time_that_is_only_compared_with_governs_nothing(text: str) -> None:
    assert [time.governs for time in times(text)] == [False]


@pytest.mark.parametrize("text", ["修订2021年行动计划", "学前三年教育", "《2020年要点》"])
def test_a_time_inside_a_name_or_a_duration_governs_nothing(text: str) -> None:
    assert [time.governs for time in times(text)] == [False]


def test_years_are_read_in_order() -> None:
    assert years_in("2019年工作回顾和2020年安排") == [2019, 2020]
