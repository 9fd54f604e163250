"""Resolve time expressions to first and last days, against the day a text was given or printed.

All days are included at both ends. `inferred` marks what was read from the context: 今年, 五年来,
a month without its year. Nothing is counted from the clock of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from govgraph.loaders.figures.numerals import find_numeral
from govgraph.loaders.figures.periods import Time
from govgraph.loaders.lexicon import lazy
from govgraph.loaders.reading.fold import fold
from govgraph.ontology.records import Document, Period

_YEAR_AT = lazy(r"((?:19|20)\d{2}|[一二][〇零O九][〇零O一二三四五六七八九]{2}) *(?=年|[-—~至到]|$)")
_MONTH_AT = lazy(r"(\d{1,2}|十[一二]?|[一二三四五六七八九]) ?月")
_DAY = r"(\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY_AT = lazy(rf"[月—~至到-] ?{_DAY} ?(?:[日号]|(?=[—~至到-]+ ?\d{{1,2}} ?[日号]))")
_UP_TO_YEAR = lazy(r"截[至止]到? ?\d{4} ?年")
_QUARTERS = {"一": 1, "首": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
_REPORT_MONTHS = 4
"""A text given before this month's end looks back on the year before."""
_DAYS_OF_YEAR = 366
_WHOLE_YEAR = lazy(r"(?:截[至止]到?)?(?:\d{4} ?年|今年|去年)(?:度|[底末]|年[底末]|12月[底末]?|12月31日)?")


class Anchor(NamedTuple):
    """What relative expressions are counted from: the day of the text, and the year spoken of."""

    issued: date | None
    year: int | None = None

    @property
    def now(self) -> int | None:
        """The year of the day of the text, or the year spoken of."""
        return self.issued.year if self.issued else self.year

    @property
    def reported_year(self) -> int | None:
        """The year that 全年 or 一季度 means where the text names none, and 上年 is the one before."""
        if self.year is not None:
            return self.year
        if self.issued is None:
            return None
        return self.issued.year - 1 if self.issued.month < _REPORT_MONTHS else self.issued.year


def years_in(text: str) -> list[int]:
    """Return the years printed in a text, in order."""
    return [number for match in _YEAR_AT.finditer(text) if (number := _number(match.group(1))) is not None]


def resolve(time: Time, anchor: Anchor) -> Period:
    """Return the period that a time expression stands for; without dates where they cannot be told."""
    return _resolve(time.kind, time.text, time.rule, anchor)


@lru_cache(maxsize=1024)
def _resolve(kind: str, text: str, rule: str, anchor: Anchor) -> Period:
    if kind == "word":
        return _word(text, rule, anchor)
    if kind == "event" and not years_in(text):
        return Period(text, inferred=True)
    if kind == "plan":
        return _plan(text)
    if kind in ("since", "ahead", "duration", "decade", "streak"):
        return _count(kind, text, anchor)
    return _calendar(text, anchor)


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    value = find_numeral(text.replace("O", "〇"))
    return None if value is None else int(value)


def _whole(text: str, year: int, inferred: bool) -> Period:
    return Period(text, date(year, 1, 1), date(year, 12, 31), inferred)


def _word(text: str, rule: str, anchor: Anchor) -> Period:
    issued = anchor.issued
    name, _, offset = rule.partition(":")
    if rule.startswith("context"):
        year = anchor.reported_year
        if year is None:
            return Period(text, inferred=True)
        return _whole(text, year, True) if rule == "context" else Period(text, None, date(year, 12, 31), True)
    if rule == "before" and anchor.reported_year is not None:
        return _whole(text, anchor.reported_year - 1, True)
    if issued is None:
        return Period(text, inferred=True)
    if rule == "now":
        return Period(text, None, issued, True)
    if name == "year":
        year = issued.year + int(offset.removesuffix("-now"))
        return (
            Period(text, date(year, 1, 1), issued, True)
            if offset.endswith("-now")
            else _whole(text, year, True)
        )
    if name == "day":
        day = issued + timedelta(days=int(offset))
        return Period(text, day, day, True)
    if name == "winter":
        year = issued.year + int(offset)
        return Period(text, date(year, 12, 1), date(year + 1, 5, 31), True)
    return Period(text, inferred=True)


def _plan(text: str) -> Period:
    """The five-year plans: the 13th ran from 2016 to 2020."""
    match = re.search(r"十([一二三四五六七])五", text)
    number = _number("十" + match.group(1)) if match else None
    if number is None:
        return Period(text, inferred=True)
    first, last = 1951 + 5 * number, 1955 + 5 * number
    if re.search(r"[期]?末$", text):
        return Period(text, None, date(last, 12, 31), True)
    return Period(text, date(first, 1, 1), date(last, 12, 31), True)


def _count(kind: str, text: str, anchor: Anchor) -> Period:
    """过去五年, 三年来, 未来三年: whole years before or after the day of the text."""
    issued = anchor.issued
    match = re.search(r"(\d{1,2}|[一两二三四五六七八九十]{1,3})个?年", text)
    count = _number(match.group(1)) if match else None
    if issued is None or not count or kind in ("duration", "decade"):
        return Period(text, inferred=True)
    if kind == "ahead":
        first = issued.year if issued.month < _REPORT_MONTHS else issued.year + 1
        return Period(text, date(first, 1, 1), date(first + count - 1, 12, 31), True)
    if issued.month < _REPORT_MONTHS:
        return Period(text, date(issued.year - count, 1, 1), date(issued.year - 1, 12, 31), True)
    return Period(text, date(issued.year - count, 1, 1), issued, True)


def _calendar(text: str, anchor: Anchor) -> Period:
    """Printed years, quarters, months and days, alone or from one to another."""
    years = years_in(text)
    inferred = not years
    if not years and text.startswith("20"):
        return Period(text, inferred=True)
    if not years:
        offset = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}.get(
            text[:1] if text[1:2] == "年" else ""
        )
        if text.startswith("上年") and anchor.reported_year is not None:
            years = [anchor.reported_year - 1]
        elif offset is not None and anchor.issued is not None:
            years = [anchor.issued.year + offset]
        elif anchor.reported_year is not None:
            years = [anchor.reported_year]
        else:
            return Period(text, inferred=True)
    if not all(1900 <= year <= 2100 for year in years):
        return Period(text, inferred=True)
    first, last = _span(text, years)
    if _UP_TO_YEAR.fullmatch(text) and anchor.issued is not None and first <= anchor.issued < last:
        return Period(text, None, anchor.issued, True)  # the state of a year that was not over
    if re.match(r"截[至止]", text) or text.endswith(("初", "底", "末", "为止", "底前", "末前")):
        return Period(text, None, last, inferred)
    if text.endswith("以来") and anchor.issued is not None:
        return Period(text, first, max(first, anchor.issued), True)
    return Period(text, first, last, inferred)


def _span(text: str, years: list[int]) -> tuple[date, date]:
    months = [month for found in _MONTH_AT.findall(text) if (month := _number(found)) is not None]
    days = [day for found in _DAY_AT.findall(text) if (day := _number(found)) is not None]
    early, late = years[0], years[-1]
    lone = re.search(r"(?<!\d)(\d{1,2}) ?[-—~至到] ?\d{1,2} ?月", text)
    if lone:
        months.insert(0, int(lone.group(1)))
    if leading := re.search(r"前(\d{1,2})个?月", text):
        return date(early, 1, 1), _last_day(early, int(leading.group(1)))
    if months and all(1 <= month <= 12 for month in months):
        first, last = date(early, months[0], 1), _last_day(late, months[-1])
        if days and days[0] <= _last_day(early, months[0]).day:
            first = first.replace(day=max(days[0], 1))
            last = last.replace(day=min(days[-1], last.day)) if days[-1] else last
        return (first, last) if first <= last else (first, first)
    if quarter := re.search(r"(前)?([一二三四首1-4])个?季度", text):
        number = _QUARTERS[quarter.group(2)]
        start = 1 if quarter.group(1) else 3 * number - 2
        return date(early, start, 1), _last_day(early, 3 * number)
    if half := re.search(r"([上下])半年", text):
        return (
            (date(early, 1, 1), date(early, 6, 30))
            if half.group(1) == "上"
            else (date(early, 7, 1), date(early, 12, 31))
        )
    if text.endswith("初"):
        return date(early, 1, 1), date(early, 1, 1)
    return date(min(early, late), 1, 1), date(max(early, late), 12, 31)


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def year_spoken_of(times: Iterable[Time], anchor: Anchor) -> int | None:
    """Return the last whole year, or end of one, that times of a sentence name, of those that have begun."""
    found = None
    for time in times:
        if time.governs and _WHOLE_YEAR.fullmatch(time.text):
            year = resolve(time, anchor).end
            if year is not None and (anchor.now is None or year.year <= anchor.now):
                found = year.year
    return found


def resolve_against(time: Time | None, text: str, period: Period | None, anchor: Anchor) -> Period | None:
    """Return the period that a change is measured against, as written in `time` or by a `text` (同比).

    同比 and 同期 mean the days of its own `period` a year before, 上年 the year before that period's.
    """
    told = time.text if time is not None else text
    last = period.end if period is not None else None
    same = told.endswith(("同比", "同期"))
    if period is None or last is None or not (same or told.startswith("上年")):
        return resolve(time, anchor) if time is not None else None
    if same and period.start and (last - period.start).days > _DAYS_OF_YEAR:
        return Period(told, inferred=True)  # of which of the years it is is not told
    if same:
        return Period(told, period.start and _year_before(period.start), _year_before(last), True)
    at_end = told.endswith(("底", "末"))
    return Period(told, None if at_end else date(last.year - 1, 1, 1), date(last.year - 1, 12, 31), True)


def _year_before(day: date) -> date:
    """The same day a year before; the last of a month stays the last."""
    if day == _last_day(day.year, day.month):
        return _last_day(day.year - 1, day.month)
    return day.replace(year=day.year - 1)


_GIVEN = lazy("工作报告|讲话|致辞")
"""What the year in a title dates the giving of, not what it tells."""
_LOOKS_BACK = lazy(r"(20\d\d)年,[^。\n]{0,40}(?<!高)[比较](?:19|20)\d\d年(?:增|提|下降|减)")
"""How a text tells of a year that is over."""


def anchor_of(document: Document) -> Anchor:
    """Return the day and year that relative expressions are counted from.

    A bulletin of a year is told in the next one (2022年国民经济和社会发展统计公报); a report is named by the
    year in which it was given.
    """
    issued, told = document.issued, years_in(document.title)
    if issued is not None:
        past = len(told) == 1 and told[0] == issued.year - 1 and not _GIVEN.search(document.title)
        return Anchor(issued, told[0] if past else None)
    for title in (document.title, *(section.title for section in document.sections)):
        if years := years_in(title):
            return Anchor(None, _told_since(document, years[0]) or years[0])
    return Anchor(None)


def _told_since(document: Document, year: int) -> int | None:
    """The later year that a text looks back on, whose title names a year that the text does not."""
    body = fold(document.text)[len(document.title) :]
    if f"{year}年" in body:
        return None
    past = [int(match[1]) for match in _LOOKS_BACK.finditer(body)]
    return max((later for later in past if later > year), default=None)
