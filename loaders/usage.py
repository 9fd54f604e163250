"""Whether a number is a figure at all: part of a name, an ordinal, an idiom, an age group, a list number."""

from __future__ import annotations

import re
from functools import cache

from govgraph.loaders.lexicon import read_rows

_RANKED = re.compile(
    r"(?:居|列|位|排名?|名列|跻身|保持|稳居|升至?|升到|进位至?|成为|是|为|获得?|取得|夺得|荣获|全国|全[省市区县]|[省市区县]内|世界|全球|亚洲|中西?部|[东西]部|[省市区县]|同类|首位度|总量|增速|增幅|均|双双?|并列|综合|评比|考核|成绩|得分|我[国省市区县])[^,。;]{0,6}$"
)
_ORDINAL_AFTER = re.compile(
    r"^(?:产业|方|届|轮|批|期|时间|书记|次(?:会议|全体|全会|党代会|代表|代会|作品|全国|革命|经济|人口|农业)|阶段|步|卷|章|节|条(?:[,。、例]|规定)|款|部分|季度|学期|年度?|人民医院|中学|小学|医院|幼儿园|课堂|责任|要务|动力|资源|生产力|道防线|梯队|线|手|现场|位的|单元|周期|类|标段|代表团|组|号|实验|高级|职业|师|监狱|曲线|增长|支柱|民生|粮仓|峰|界|关|国家|枪|人称|站|家园|[一-鿿]?中学)"
)
_MONTHS_BEFORE = re.compile(r"(?:缩短|压缩|提前|延长|减少|缩减|节约|至|到|达|为|平均|仅用?|用时|由|从|需|只需|历时|工期|超过|不到)[^,。;]{0,6}$")
_LETTERS = re.compile(r"[A-Za-z][-‑ ]?$")
_NAME_BEFORE = re.compile(r"(?:[×xX+/*]|\d[-+:.])$|[(]$")
_VERBS_BEFORE_BARE = re.compile(r"(?:突破|超过?|达到?|达|破|过|迈上|跨上|跃上|登上|踏上|迈进|跨入|迈入|进入|站上|近|逾|约|首次|双|个|新|迈过|迈向|冲刺|跻身|上|晋级|进军|步入|跨越|跃升至|增至|数|几|总投资|投资|产值|税收|亩均) ?(?:了|到)?(?:\d个)?$")
_HONOUR = re.compile(r"(?:评为|获评|入选|荣膺|荣获|授予|命名为)[^,。;、:]{4,}$")
_SUPERLATIVE = re.compile(r"^ ?(?:最美|最佳|优秀|先进|典型|示范|特色|百佳|经典)")
_VALUE_BEFORE = re.compile(r"(?:为|达到?|至|到|由|从|是|得分|指数|系数|保持在|稳定在|控制在|上升|下降|提高|增加|减少|增长|降低|突破|超过|约|近|逾|仅|系|比例?|值|率|[=:]) ?$")


@cache
def _idioms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["reason"]) for row in read_rows("idioms.tsv"))


def left_out_reason(unit: str, before: str, number: str, after: str) -> str:
    """Return why a number is no figure, or an empty string.

    `before` and `after` are the text around number and unit; `unit` is `rank` for ordinals.
    """
    if unit == "rank":
        if _ORDINAL_AFTER.match(after):
            return "ordinal"
        if re.match(r"[名位](?!额|于)", after):
            return ""
        return "" if _RANKED.search(before) or number.startswith("前") else "ordinal"
    if _LETTERS.search(before) and not re.search(r"(?:GDP|GNP|CPI)[-‑ ]?$", before):
        return "name"
    if unit in ("个", "项", "家", "名") and _HONOUR.search(before) and _SUPERLATIVE.match(after):
        return "name"
    if unit in ("个月", "周", "日", "星期") and not _MONTHS_BEFORE.search(before):
        return "time"
    if unit in ("岁", "周岁") and not re.search(r"寿命|年龄", before):
        return "age group"
    digits = re.sub(r"[^\d.]", "", number)
    context = f"{before[-8:]}⟨{number}⟩{unit}⟨{after}"
    for pattern, reason in _idioms():
        if pattern.search(context):
            return reason
    if not unit and (_NAME_BEFORE.search(before) or re.match(r" ?[×+*]|[A-Za-z][A-Za-z\d]*", after)):
        return "name"
    if not unit and len(digits) >= 7 and "." not in digits and not re.search("[万亿]", number):
        return "address"
    return ""


def unitless_allowed(before: str, number: str, after: str, scaled: bool) -> bool:
    """Return whether a number without a unit is a figure: 773万, or 指数达85.6."""
    if scaled:
        return not re.match(r"[一-鿿]*?(?:级|户型)", after[:2])
    if after[:1] in ("-", "~", "至") and re.match(r".\d", after):
        return bool(_VALUE_BEFORE.search(before))
    return bool(_VALUE_BEFORE.search(before)) and bool(re.match(r"$|[ ,。;、)(:和及与]|左右|以上|以下|以内|上升|下降|提高|增加|压缩|降|提升|调整", after)) and len(number) >= 2


def bare_scale_allowed(before: str, after: str, kind: str) -> bool:
    """Return whether 千亿, 万吨 or 百万 without a digit is a figure here."""
    if before.endswith(("每", "单位", "百")) or re.match(r"级|GDP|地区生产|国内生产|工业增加值|生产总值|产值能耗|里挑一|众一心", after):
        return False
    if kind in ("count", "time", "length", "ratio", ""):
        return bool(_VERBS_BEFORE_BARE.search(before))
    return True
