"""Whether a number is a figure at all: part of a name, an ordinal, an idiom, an age group, a list number."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from govgraph.loaders.lexicon import context_pattern, lazy, read_rows
from govgraph.ontology.places import load_places

_LETTERS = lazy(r"[A-Za-z][-‑_ ]?$")
_INDICATOR = lazy(r"(?:GDP|GNP|CPI)[-‑ ]?$")
_NAME_BEFORE = lazy(r"(?:[×xX+/*]|\d[-+:.])$|[(]$")
_NAME_AFTER = lazy(r" ?[×+*]|°(?![CF])|[A-Za-z][A-Za-z\d]*")
_TO_AGE = lazy(r" ?[-~至] ?\d+ ?周?岁")
_HONOUR = lazy(r"(?:评为|获评|入选|荣膺|荣获|授予|命名为)[^,。;、:]{4,}$")
_HONOURED = frozenset({"个", "项", "家", "名"})
_SPELLS = frozenset({"个月", "周", "日", "星期"})
_SUPERLATIVE = lazy(r" ?(?:最美|最佳|优秀|先进|典型|示范|特色|百佳|经典)")
_RANK_ENDS = lazy(r"$|[,。;:、) ]|的|和|与|及")
_VALUE_ENDS = lazy(
    r"$|[ ,。;、)(:和及与]|左右|以上|以下|以内|上升|下降|提高|增加|压缩|降|提升|调整|缩小|扩大|收窄"
    r"|增至|升至|上调|下调|减少|增长|变为"
)
_ENERGY = lazy(r"级|GDP|地区生产|国内生产|工业增加值|生产总值|产值能耗|里挑一|众一心")
_COUNTED = lazy(r"[个家座条项批次](?!会|全|产)")
_NONE = lazy(r"(?:未|没|无|不)有?(?:新增|发生|出现|遗漏|落下)?了?过?$")
"""What denies a one behind it (未新增1起, 无1例)."""
_RANK_BESIDE = lazy(r"第(?:[一二三四五六七八九十]+|\d+)[名位]?[、,和](?:其中|并)?[^,。;、第]{2,10}$")
"""A rank with the next area behind it (居全市第6、主城区第2)."""
_YEAR = lazy(r"(?:19|20)\d\d")
_IDIOM_REACH = 2
"""How many signs before a number belong to an idiom."""
_DIGITS_OF_ADDRESS = 7
"""A bare number of this many digits is a telephone or document number."""


@lru_cache(maxsize=1024)
def _idioms_with(unit: str) -> tuple[re.Pattern[str], list[dict[str, str]]]:
    """The idioms that a number with a unit can stand in, as one pattern and as rows: for most units few."""
    forms, rows = list[str](), list[dict[str, str]]()
    for row in read_rows("idioms.tsv"):
        before, _, behind = row["pattern"].partition("⟩")
        of_unit, closed, _ = behind.partition("⟨")
        if not closed or re.fullmatch(of_unit, unit):
            forms.append(row["pattern"] if before else rf"⟨[^⟩]*{row['pattern']}")
            rows.append(row)
    return _any_of(tuple(forms)), rows


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?s:.){{,{_IDIOM_REACH}}}?(?:{'|'.join(forms)})")


def left_out_reason(unit: str, before: str, number: str, after: str) -> str:
    """Return why a number is no figure, or an empty string.

    `before` and `after` are the text around number and unit.
    """
    if before[-1:].isascii() and _LETTERS.search(before) and not _INDICATOR.search(before):
        return "name"
    if unit and len(number) == 1 and _names_area(number + unit, after[:2]):
        return "name"
    if number == "1" and unit and _NONE.search(before):
        return "negation"
    if unit == "分" and re.search(r"\d ?时$", before):
        return "time"
    if number == "100" and not unit and before.endswith(("为", "=")) and after.startswith(")"):
        return "base"
    if unit in _HONOURED and _SUPERLATIVE.match(after) and _HONOUR.search(before):
        return "name"
    if unit in _SPELLS and not context_pattern("months_before", "", "[^,。;]{0,6}$").search(before):
        return "time"
    if (unit in ("岁", "周岁") or not unit and _TO_AGE.match(after)) and not re.search(r"寿命|年龄", before):
        return "age group"
    phrase = f"{before[-_IDIOM_REACH:]}⟨{number}⟩{unit}⟨{after}"
    idioms, rows = _idioms_with(unit)
    if idioms.match(phrase):
        return next(row["reason"] for row in rows if re.search(row["pattern"], phrase))
    if unit:
        return ""
    if _NAME_BEFORE.search(before) or _NAME_AFTER.match(after):
        return "name"
    if _YEAR.fullmatch(number) and before.endswith(("比", "较", "从", "由", "自")):
        return "time"
    digits = sum(sign.isdecimal() for sign in number)
    if digits >= _DIGITS_OF_ADDRESS and not re.search(r"[.万亿]", number):
        return "address"
    return ""


@lru_cache(maxsize=1024)
def _names_area(begun: str, rest: str) -> bool:
    """Whether a count is how the name of an area begins (三台|县, 五家|渠)."""
    areas, names = load_places(), (begun + rest[:size] for size in (1, 2))
    return any(areas.is_area(name) or areas.short(name) for name in names)


def rank_reason(before: str, number: str, after: str) -> str:
    """Return why an ordinal (第三, 前十) is no rank, or an empty string."""
    if not number.endswith("大") and context_pattern("ordinal_after").match(after):
        return "ordinal"
    if re.match(r"次.{0,10}(?:普查|调查)", after):
        return "ordinal"
    if re.search(r"[放摆]在(?:更加)?(?:突出|重要)?$", before):
        return "ordinal"
    if number.startswith("前") or re.match(r"[名位](?!额|于)", after):
        return ""
    if number.endswith("大") or _COUNTED.match(after):
        counted = context_pattern("counted_before", "", "[^,。;]{0,10}$").search(before)
        return "" if counted else "ordinal"
    ranked = context_pattern("ranked_before", "", "[^,。;]{0,6}$").search(before) or _RANK_BESIDE.search(
        before
    )
    return "" if ranked and _RANK_ENDS.match(after) else "ordinal"


def unitless_allowed(before: str, number: str, after: str, scaled: bool) -> bool:
    """Return whether a number without a unit is a figure: 773万, or 指数达85.6."""
    if scaled:
        return not after.startswith("级")
    if "." in number and re.search(r"\d\.\d+ ?[和、] ?$", before) and _VALUE_ENDS.match(after):
        return True
    dated = "." in number and re.search(r"[\d去上]年的 ?$", before)
    if len(number) < 2 or not (dated or context_pattern("value_before", "", " ?$").search(before)):
        return False
    return bool(_VALUE_ENDS.match(after)) or bool(re.match(r"[-~至]\d", after))


def bare_scale_allowed(before: str, after: str, kind: str) -> bool:
    """Return whether 千亿, 万吨 or 百万 without a digit is a figure here."""
    if before.endswith(("每", "单位", "百")) or _ENERGY.match(after):
        return False
    if kind in ("count", "time", "length", "ratio", ""):
        return bool(context_pattern("bare_before", "", r" ?(?:了|到)?(?:\d个)?$").search(before))
    return True
