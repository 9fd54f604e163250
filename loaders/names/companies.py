"""Companies: by trade and form whatever their brand is, and by short names without a form (正源科技)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from govgraph.loaders.lexicon import is_han, lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.lexicons import company_endings, ending_of, epithets
from govgraph.loaders.names.runs import Verdict, candidate_of
from govgraph.loaders.names.words import Class, Words, generic_words, is_listed, tag_of, verbs
from govgraph.ontology.places import load_places
from govgraph.ontology.records import ThingType

_COINED = frozenset(("nr", "nz", "nrt", "nrfg", "x"))
"""Parts of speech of coined words, as short names of companies are (紫鑫药业)."""
_FIELDS = frozenset("农业 物流 国际 传媒 航空 航天 通信 软件 网络科技 家居 服饰 纺织".split())
"""Endings of companies that also name a trade."""
_HEADS = frozenset("负责人 董事长 总经理 创始人 总裁 厂长".split())
"""Those who speak for a company (衍丰种业负责人)."""

_FORMS = lazy("公司|专业合作社|家庭农场|集团(?!有限|股份|公司)")
_MORE_TRADES = (
    "有限 责任 种养殖 农民 农机 发展 饮品 材料 制造 旅游 开发 文化 商贸 贸易 建设 工程 建筑 房地产 "
    "零部件 配件 畜牧 家具 陶瓷 水务 城市 投资 木业 产业 集团 果蔬 电力 热力 冶金 造纸 包装 印务 "
    "网络 信息 技术 设备 餐饮 酒店 园林 生态 养殖 种植 养生 教育"
).split()
"""What stands between the brand of a company and its form, beside the endings of short names."""
_LEADS = lazy(
    r"(?:引进|招引|引入|培育|走进|来到|依托|联合|会同|支持|成立|组建|推动|帮助|其中|包括|[由与和及在对是了被到向为给将把从以的])$"
)
"""What stands before the name of a company and is no part of it."""


def find_firms(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the companies that trade and form tell, however the tokenizer cuts their brand (三|利纺织…)."""
    for form in _FORMS.finditer(text, start, end):
        trade = _trade(text, start, form.start())
        for size in (2, 3) if trade < form.start() or form.group().endswith(("社", "农场")) else ():
            brand = text[trade - size : trade]
            begin = _bounded(text, start, trade - size) if _is_brand(brand) else None
            if begin is not None:
                name = text[begin : form.end()]
                yield Candidate(begin, form.end(), name, ThingType.INSTITUTION, "firm-form", 0.75, 3)
                break


def _trade(text: str, start: int, at: int) -> int:
    """Where the words for the trade begin that end at an offset."""
    while word := next((one for one in _trades() if text.endswith(one, start, at)), ""):
        at -= len(word)
    return at


@cache
def _trades() -> tuple[str, ...]:
    """The words for trades, longest first."""
    words = {*_MORE_TRADES, *company_endings()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _is_brand(word: str) -> bool:
    """Whether a word may be a brand: no verb, no modifier, no area and no count."""
    areas = load_places()
    known = word in verbs() or word in generic_words() or areas.is_area(word) or areas.is_area(word[1:])
    common = is_listed(word) and tag_of(word) not in _COINED | {"ns"}
    return len(word) > 1 and all(map(is_han, word)) and not (known or common or _COUNTS.search(word))


_COUNTS = lazy(
    "[一二两三四五六七八九十多几数][家个大批些]|[的了家个省市区县镇乡村等各本该]|^[由与和及在对是被从以上]"
)


def _bounded(text: str, start: int, at: int) -> int | None:
    """Where a name begins whose brand begins at an offset: there, or with its area; None amid other words."""
    areas = load_places().full_names(text, max(start, at - 12), at)
    if (area := next((area.start for area in areas if area.end == at), None)) is not None:
        return area
    short = next((at - n for n in (3, 2) if at - n >= start and load_places().short(text[at - n : at])), None)
    for begin in (at,) if short is None else (short, at):
        alone = begin == start or not is_han(text[begin - 1])
        if alone or _LEADS.search(text, max(start, begin - 2), begin):
            return begin
    return None


def company(words: Words, chunk: Chunk) -> Candidate | None:
    """A company by its short name, where it got something (正源科技入选…) or begins with a coined word."""
    if chunk.last - chunk.first > 1 and words.words[chunk.last - 1] in _HEADS:
        chunk = replace(chunk, last=chunk.last - 1, verb=None)
        headed = chunk.last - chunk.first < 4
    else:
        headed = False
    coined = chunk.last - chunk.first == 2 and tag_of(words.words[chunk.first]) in _COINED
    wins = headed or (chunk.verb is None and chunk.after is not None and chunk.after.relation == "received")
    if not coined and not wins:
        return None
    start, end = words.starts[chunk.first], words.ends[chunk.last - 1]
    ending = ending_of(words.text, end, start, company_endings())
    if ending is None:
        return None
    if coined and ending.word not in _FIELDS and words.classes[chunk.first] == Class.NAME:
        if 2 <= end - start - len(ending.word) <= 3 and words.words[chunk.first] not in epithets():
            return candidate_of(words, (chunk.first, chunk.last), ending, Verdict("company", 0.6, ""))
    if not wins:
        return None
    stem = end - start - len(ending.word)
    before = words.classes[chunk.first - 1] if chunk.first else Class.STOP
    if not 2 <= stem <= 4 or before not in (Class.STOP, Class.LIST, Class.JOIN):
        return None
    if words.classes[chunk.first] == Class.GENERIC:
        return None
    return candidate_of(words, (chunk.first, chunk.last), ending, Verdict("company", 0.6, ""))
