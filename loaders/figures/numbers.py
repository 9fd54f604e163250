"""Find the numbers of a text with value, unit and bound; say of every other why it is none.

Names in quotation marks and times are protected first; what is left is read by one scan. Spans are
offsets in the folded text and hold the unit and the bound words that stick to the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from govgraph.loaders.figures.bounds import bound_after, bound_before
from govgraph.loaders.figures.numerals import find_numeral, scale_value
from govgraph.loaders.figures.units import Unit, find_unit, is_strong, unit_forms
from govgraph.loaders.figures.usage import bare_scale_allowed, left_out_reason, rank_reason, unitless_allowed
from govgraph.loaders.lexicon import lazy
from govgraph.ontology.records import Bound

_CN = "零〇一二两三四五六七八九十百千万亿"
_SCALE = r"(?:[十百千]?(?:万亿|万|亿)|十(?!二五|三五|四五|五五)|百(?!分)|千(?![瓦克米伏卡赫焦帕升字]))"
_BEFORE_YI = "(?:个(?=亿(?![元级吨千])))?"
"""The counter that speech puts before 亿 (四个亿)."""
_AFTER_THOUSAND = tuple("瓦克米伏卡赫焦帕升")
"""Signs that make a unit of a 千 before them (千瓦, 千克)."""
_STRUCTURE = lazy(
    r"(?:结构|比例|之比|比重|构成|产业比|占比)[^,。;]{0,10}$|\d:\d[\d.]*,?[^,。;]{0,16}$"
    r"|(?:调整?|优化|转?变)(?:为|到|至)[^,。;]{0,3}$"
)
"""What stands before a structure, another structure among them."""
_PAST = tuple(f"{sign}过" for sign in "入值税资润额量模")
"""What stands before an amount that is passed (年收入过10亿元)."""
_ZERO_WORD = re.compile("[部售星散碎件工食点陵下花钱头]")
"""What stands behind a 零 that is no zero (零部件, 零售), unlike that of 零新增, 零事故."""
_FRACTION_UNITS = {"百": "%", "千": "‰", "万": "万分之"}
_TOKEN = lazy(
    rf"""(?x)(?P<fraction>(?P<per>[百千万])分之(?P<per_value>[{_CN}点]+|\d+(?:\.\d+)?)
    |(?P<lower>[二三四五六七八九十]|\d++)分之(?P<upper>[{_CN}]+|\d+)
    |(?<![\d/.])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![\d/.])
    |(?P<half>一半|半数)(?![天年月日夜途径路]))
    |(?P<ratio>\d++(?:\.\d++)?(?:[ ]?:[ ]?\d+(?:\.\d+)?)+)
    |(?P<ordinal>第[ ]?(?P<rank>[{_CN}]+|\d+)(?P<great>大?)
    |前(?P<top>[{_CN}]+|\d+)(?=[强名位]|[,。;、和的)]|$))
    |(?P<figure>(?P<digits>(?<![\d.])(?:\d{{1,3}}(?:,\d{{3}})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?))
     (?:[ ]*(?P<some>[余多几来](?!元化))?{_BEFORE_YI}(?P<scale>{_SCALE}))?
     (?P<more>[余多](?![样功维]))?)
    |(?P<numeral>(?P<vague>(?<![迈跨跃登踏站攀以])上|数|几|成|近|(?<![跨迈通超经不度])过|超|逾|破)?(?P<signs>[{_CN}]++)(?!分之)
     (?P<cn_more>[余多几来])?{_BEFORE_YI}(?P<cn_scale>[万亿]+)?(?P<cn_last>[余多](?![样功维]))?)
    |(?P<doubled>翻番)
    |(?<=\.)(?P<torn>\d+)"""
)  # fmt: skip

_FIRST = lazy(
    rf"[\d{_CN}半上数几成近过超逾破前第翻](?<!\d\d)(?:(?<=[\d{_CN}半])|(?= ?[\d{_CN}])|(?<=翻)(?=番))"
)
"""Where a number may begin: few places, sooner found than the number itself, none amid digits."""


@dataclass(slots=True)
class Number:
    """A number with its unit, `start` to `end` with bound words."""

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    """Kind of the unit, or `rank`, `ratio`, or empty where no unit is written."""
    bound: Bound
    rule: str
    scaled: bool = False
    """Whether 万 or 亿 was multiplied out."""


@dataclass(slots=True)
class LeftOut:
    """A number that is no measurement, and why."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Protected:
    """A stretch whose numbers are not read, and why."""

    start: int
    end: int
    reason: str


def find_numbers(folded: str, start: int, end: int, protected: list[Protected]) -> Iterator[Number | LeftOut]:
    """Yield the numbers between two offsets in order, each read or left out with a reason."""
    position, guard = start, 0
    shields = sorted(protected, key=lambda span: span.start)
    while first := _FIRST.search(folded, position, end):
        match = _TOKEN.match(folded, first.start(), end)
        if match is None:
            position = first.end()
            continue
        begin, stop = match.span()
        position = max(stop, position + 1)
        while guard < len(shields) and shields[guard].end <= begin:
            guard += 1
        if guard < len(shields) and shields[guard].start < stop:
            shield = shields[guard]
            position = max(shield.end, begin + 1)
            yield LeftOut(begin, stop, shield.reason)
            for other in _TOKEN.finditer(folded, stop, max(shield.end, stop)):
                yield LeftOut(other.start(), other.end(), shield.reason)
            continue
        form = match.lastgroup
        if form == "ratio":
            yield from _ratio(folded, start, match)
            continue
        if form == "figure":
            unit = find_unit(folded, stop, end)
            if span := _range(folded, start, end, match, unit):
                yield from span
                position = max(position, span[1].end)
                continue
            found: Number | LeftOut | None = _digits(folded, start, end, match, unit)
        elif form == "numeral":
            found = _signs(folded, start, end, match)
        elif form == "ordinal":
            found = _rank(folded, start, end, match)
        elif form == "fraction":
            found = _fraction(folded, start, end, match)
        elif form == "doubled":
            found = Number(begin, stop, Decimal(1), "番", "", Bound.EXACT, "doubled")
        else:
            found = LeftOut(begin, stop, "broken number")
        if isinstance(found, Number) and found.unit in _HALVED and _AND_HALF.match(folded, found.end, end):
            found = replace(found, end=found.end + 1, value=found.value + Decimal("0.5"))
        if found is not None:
            position = max(position, found.end)
            yield found


_HALVED = frozenset(("天", "小时"))
_AND_HALF = lazy("半(?![年月日天夜途径路价数成])")
"""What stands behind a unit of which there is half of one more (1天|半)."""
_UPPER = lazy(r" ?(?:[-—~]{1,2}|至|到) ?(?=\d)")
_FROM = lazy(r"[由从]$|[由从][^,。;]{0,8}$")
_SHARED_POINTS = lazy(r" ?[和与、] ?\d+(?:\.\d+)?(个百分点|个千分点)")
_BESIDE = lazy(r" ?[和与、] ?(?=\d)")
_JOINTS = frozenset(" -—~至到和与、")
"""Signs that what joins two figures begins with."""


def _range(
    folded: str, start: int, end: int, match: re.Match[str], own: Unit | None
) -> tuple[Number, Number] | None:
    """The two ends of a range (3-5家, 6%~7%): at least the one, at most the other."""
    stop = own.end if own else match.end()
    if folded[stop : stop + 1] not in _JOINTS or match["more"]:
        return None
    joint = _UPPER.match(folded, stop, end)
    if joint is None and (own is None or own.text == "个"):
        return _shared_unit(folded, start, end, match, stop)
    if joint is None:
        return None
    if joint.group().strip() in "至到" and _FROM.search(folded, max(start, match.start() - 9), match.start()):
        return None
    upper_match = _TOKEN.match(folded, joint.end(), end)
    if upper_match is None or upper_match.lastgroup != "figure":
        return None
    upper = _digits(folded, start, end, upper_match, find_unit(folded, upper_match.end(), end))
    if not isinstance(upper, Number) or upper.unit == "" or (own and own.text != upper.unit):
        return None
    before = folded[max(start, match.start() - 24) : match.start()]
    if left_out_reason(upper.unit, before, match.group(), folded[upper.end : upper.end + 12]):
        return None
    scale = match["scale"] or ("" if own else upper_match["scale"]) or ""
    value = _amount(match["digits"], scale)
    if value >= upper.value:
        return None
    lower = replace(upper, start=match.start(), end=stop, value=value, bound=Bound.AT_LEAST)
    return lower, replace(upper, bound=Bound.AT_MOST if upper.bound is Bound.EXACT else upper.bound)


def _shared_unit(
    folded: str, start: int, end: int, match: re.Match[str], stop: int
) -> tuple[Number, Number] | None:
    """Two figures with one unit behind the second (分别提高2.1和1.6个百分点, 3个和5个百分点)."""
    joint = _BESIDE.match(folded, stop, end)
    if joint is None or "分别" not in folded[max(start, match.start() - 12) : match.start()]:
        return None
    second_match = _TOKEN.match(folded, joint.end(), end)
    if second_match is None or second_match.lastgroup != "figure":
        return None
    second = _digits(folded, start, end, second_match, find_unit(folded, second_match.end(), end))
    if not isinstance(second, Number) or not second.unit:
        return None
    if stop > match.end() and second.unit != "个百分点":
        return None
    scale = match["scale"] or second_match["scale"] or ""
    value = _amount(match["digits"], scale)
    first = replace(second, start=match.start(), end=stop, value=value)
    return first, second


def _ratio(folded: str, start: int, match: re.Match[str]) -> Iterator[Number | LeftOut]:
    """The members of a structure (9.4:66.8:23.8), each a number of its own, or one of a ratio to one.

    Times of the day and scores are none.
    """
    before = folded[max(start, match.start() - 30) : match.start()]
    members = list(re.finditer(r"\d+(?:\.\d+)?", match.group()))
    if len(members) == 2 and members[1].group() == "1" and re.search(r"比(?![赛分较])[^。;]{0,28}$", before):
        begin, stop = match.span()
        number = Number(begin, stop, Decimal(members[0].group()), "", "", Bound.EXACT, "ratio")
        yield _with_bounds(folded, start, len(folded), number)
        return
    told = _STRUCTURE.search(before) or re.match(r"调整|优化|变|转", folded[match.end() : match.end() + 2])
    if not told:
        yield LeftOut(match.start(), match.end(), "ratio")
        return
    for member in members:
        begin, stop = match.start() + member.start(), match.start() + member.end()
        value = Decimal(member.group())
        yield Number(begin, stop, value, "", "structure", Bound.EXACT, "structure")


def _fraction(folded: str, start: int, end: int, match: re.Match[str]) -> Number | None:
    if match["half"]:
        value: Decimal | None = Decimal("0.5")
        unit = Unit(match.end(), "", "ratio")
    elif match["per"]:
        value = _plain(match["per_value"])
        unit = Unit(match.end(), _FRACTION_UNITS[match["per"]], "ratio")
    else:
        lower, upper = _plain(match["lower"] or match["whole"]), _plain(match["upper"] or match["part"])
        value = None if not lower or upper is None else round(upper / lower, 4)
        unit = Unit(match.end(), "", "ratio")
    if value is None:
        return None
    number = Number(
        match.start(),
        match.end(),
        value,
        unit.text,
        "ratio",
        Bound.EXACT,
        "fraction",
    )
    return _with_bounds(folded, start, end, number)


def _plain(text: str) -> Decimal | None:
    return Decimal(text) if text[0].isascii() else find_numeral(text)


def _rank(folded: str, start: int, end: int, match: re.Match[str]) -> Number | LeftOut | None:
    value = _plain(match["rank"] or match["top"])
    if value is None or not value:
        return None
    before, after = (
        folded[max(start, match.start() - 14) : match.start()],
        folded[match.end() : min(end, match.end() + 14)],
    )
    reason = rank_reason(before, match.group(), after)
    if reason:
        return LeftOut(match.start(), match.end(), reason)
    unit = None if match["great"] else find_unit(folded, match.end(), end)
    stop = unit.end if unit else match.end()
    bound = Bound.AT_MOST if match["top"] else Bound.EXACT
    text = unit.text if unit else ""
    return Number(
        match.start(),
        stop,
        value,
        text,
        "rank",
        bound,
        "top" if match["top"] else "rank",
    )


def _amount(digits: str, scale: str) -> Decimal:
    value = Decimal(digits.replace(",", ""))
    return value * scale_value(scale) if scale else value


def _digits(folded: str, start: int, end: int, match: re.Match[str], unit: Unit | None) -> Number | LeftOut:
    digits, some, scale, more = match.group("digits", "some", "scale", "more")
    begin, stop = match.span()
    bound = Bound.EXACT
    if some == "来":
        bound = Bound.APPROXIMATELY
    elif some or more:
        bound = Bound.MORE_THAN
    if unit is not None and unit.text == "个" and (shared := _SHARED_POINTS.match(folded, unit.end, end)):
        unit = Unit(unit.end, shared.group(1), "ratio")  # 提高6个和9个百分点
    if unit is None and "." in digits and folded.startswith("年", stop):
        unit = Unit(stop + 1, "年", "time")
    kind, text = "", ""
    if unit is not None:
        stop, kind, text = unit.end, unit.kind, unit.text
    before, after = folded[max(start, begin - 24) : begin], folded[stop : min(end, stop + 12)]
    reason = left_out_reason(text, before, match.group(), after)
    if not reason and unit is None and not unitless_allowed(before, match.group(), after, bool(scale)):
        reason = "no unit"
    if reason:
        return LeftOut(begin, stop, reason)
    number = Number(begin, stop, _amount(digits, scale), text, kind, bound, "digits", bool(scale))
    return _with_bounds(folded, start, end, number)


def _signs(folded: str, start: int, end: int, match: re.Match[str]) -> Number | LeftOut | None:
    """A number in Chinese signs (十余家, 两座, 突破千亿); most such signs are only parts of words."""
    signs, begin, stop = match["signs"], match.start("signs"), match.end()
    if signs.endswith("千") and not match["cn_more"] and folded[stop : stop + 1] in _AFTER_THOUSAND:
        signs, stop = signs[:-1], stop - 1
    value = find_numeral(signs)
    if signs == "零" and not _ZERO_WORD.match(folded, stop):
        return LeftOut(begin, stop, "idiom")
    if not signs or not value or (signs.endswith("百") and folded.startswith("分", stop)):
        return None
    value *= scale_value(match["cn_scale"] or "")
    unit = find_unit(folded, stop, end)
    if unit and not is_strong(unit.text):
        unit = None
    bare = _is_bare(signs)
    before = folded[max(start, begin - 24) : begin]
    if unit is None and not (
        bare and re.search(".[万亿]|亿", signs) and bare_scale_allowed(before, folded[stop : stop + 12], "")
    ):
        # a counter that belongs to the next word (百 名师, 三级 网络): listed, since it looks like a figure
        counter = folded[stop : stop + 1]
        listed = counter in unit_forms() or counter in ("级", "年") or (bare and "亿" in signs)
        return LeftOut(begin, stop, "part of a word") if listed else None
    kind, text = "", ""
    if unit is not None:
        stop, kind, text = unit.end, unit.kind, unit.text
    after = folded[stop : stop + 12]
    reason = left_out_reason(text, before, folded[begin : match.end()] if unit else signs, after)
    alone = bare and unit is not None and not match["cn_more"] and not match["vague"]
    if alone and not bare_scale_allowed(before, after, kind):
        reason = reason or "part of a word"
    if (value == 1 and text not in ("番", "倍")) or (len(signs) > 1 and not re.search("[十百千万亿]", signs)):
        reason = reason or "idiom"
    if reason:
        return LeftOut(begin, stop, reason)
    scaled = bool(re.search("[万亿]", match.group()))
    number = Number(begin, stop, value, text, kind, _sign_bound(match), "numeral", scaled)
    return _with_bounds(folded, start, end, _with_vague(number, match["vague"] or "", match.start()))


def _is_bare(signs: str) -> bool:
    """Whether a numeral is nothing but a scale: 千亿, 万, 百万."""
    return signs != "十" and not signs.strip("十百千万亿")


def _sign_bound(match: re.Match[str]) -> Bound:
    if match["cn_more"] == "来":
        return Bound.APPROXIMATELY
    return Bound.MORE_THAN if match["cn_more"] or match["cn_last"] else Bound.EXACT


def _with_vague(number: Number, vague: str, start: int) -> Number:
    """Take 数, 几, 上, 过 before a numeral as its bound (数百家, 上千人, 过亿元)."""
    if vague in ("数", "几", "上", "过"):
        number.start = start
        number.bound = Bound.AT_LEAST if vague == "上" else Bound.MORE_THAN
    return number


def _with_bounds(folded: str, start: int, end: int, number: Number) -> Number:
    past = folded[number.start - 1] == "过" and number.kind in ("money", "count")
    if past and folded.endswith(_PAST, max(start, number.start - 2), number.start):
        number.start, number.bound = number.start - 1, Bound.MORE_THAN
    elif before := bound_before(folded, start, number.start):
        number.start, number.bound = before
    elif number.unit == "%" and _ABOUT.search(folded, max(start, number.start - _SHARED), number.start):
        number.bound = Bound.APPROXIMATELY
    if after := bound_after(folded, number.end, end):
        number.end, number.bound = after
    return number


_ABOUT = lazy(r"约占[^,。;:\d]{1,14}的$")
_SHARED = 18
"""What stands before an inexact share of something (约占|总数的|24%), and its longest."""


def plain(value: Decimal) -> Decimal:
    """Return a decimal without trailing zeros and without an exponent."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
