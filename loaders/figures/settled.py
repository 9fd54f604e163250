"""What a figure measures where the words right before it are none a reader would use: a price, a total."""

from __future__ import annotations

from dataclasses import replace

from govgraph.loaders.figures.inherited import Measured
from govgraph.loaders.figures.phrases import Phrase, left_phrase
from govgraph.loaders.figures.right import right_phrase
from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.figures.tokens import (
    DUAL,
    FUNCTION,
    LIST,
    NOUN,
    NUMBER,
    OF,
    STOP,
    SUBJECT,
    VERB,
)
from govgraph.loaders.lexicon import HAN, lazy

_PER = lazy(r"每(?:吨|公?斤|千克|克|件|台|只|头|袋|箱|瓶|度|平方米|立方米)$")
"""By how much something is priced, which is not what the price is of."""
_PRICES = ("价格", "单价", "均价", "售价", "收购价")
_TOTAL = "总投资"
_NAMED = 8
"""Fewest signs of a total with the name of its work before it."""
_AIMS = ("目标任务", "年度任务", "计划任务", "任务目标")
_BEYOND = frozenset(("超出", "超过", "超额"))
_WHOLE = lazy("全[村镇乡县]")
_THERE = ("共有", "现有", "有", "现共有", "总共有", "共")
"""What says of a village how many there are in it."""
_UNITS = ("户", "人", "口人")


def settled(folded: str, sentence: Sentence, index: int, found: Measured, before: list[Measured]) -> Measured:
    """Return what a figure measures, by the words around a phrase that says too little or too much.

    旺湖项目|总投资|3亿元 is of the total; 小麦以|每吨|2200元 of the wheat; 超过年度目标任务|2亿元 of what
    went beyond the goal; 全村共有|72户 of the village; 长|260米的水泥路 of the road; 投资|9亿元用于水利建设
    of the works; money that was 筹集 of the fund named before.
    """
    phrase, figure = found.phrase, sentence.figures[index]
    text = folded[phrase.start : phrase.end] if phrase else ""
    if phrase and folded[phrase.start - 1] in _DENYING:
        if any(word.end == phrase.start and len(word.text) == 1 for word in sentence.tokens):
            return replace(found, phrase=Phrase(phrase.start - 1, phrase.end, phrase.shared))
    near = max(sentence.span.start, phrase.start - 14) if phrase else 0
    told = phrase is not None and folded[phrase.start - 1] in _DEGREE_ENDS
    if told and phrase and (degree := _DEGREE.search(folded, near, phrase.start)):
        return replace(found, phrase=Phrase(degree.start(), phrase.end))
    if phrase and text[:1] == "口" and figure.number.unit == "人" and phrase.start == figure.number.end:
        return replace(found, phrase=Phrase(phrase.start - 1, phrase.end))  # 35万人|口
    if found.order in ("clause", "none") and (
        most := _MOST.search(folded, sentence.span.start, figure.clause)
    ):
        return Measured(Phrase(*most.span(1)), "clause")
    if phrase and len(text) >= _NAMED and text.endswith(_TOTAL) and "固定资产" not in text:
        return replace(found, phrase=Phrase(phrase.end - len(_TOTAL), phrase.end))
    if phrase and figure.number.kind == "money" and _PER.search(text):
        return _priced(sentence, phrase, found, before)
    if before and text.endswith(_AIMS) and not _BEYOND.isdisjoint(figure.said):
        at = next((at for at in range(index - 1, -1, -1) if _is_own(folded, before[at])), -1)
        return Measured(before[at].phrase, "inherited", at) if at >= 0 else found
    if figure.number.kind == "money" and text in _SPENT and (purpose := _purpose(figure)):
        return Measured(purpose, "ahead")
    if phrase and text in _RAISED and (fund := _fund(sentence, phrase.start)):
        return Measured(fund, "clause")
    if text in _DIMENSIONS and (sized := _sized(sentence, index)):
        return Measured(sized, "ahead")
    if text in _UNITS or (figure.number.unit in _UNITS and found.order in ("none", "inherited", "clause")):
        return _in_whole(folded, sentence, index) or found
    return found


_DENYING = frozenset("未无受")
"""Signs that begin a noun whose other words would say the contrary or less (未|贯通道路, 受|污染耕地)."""
_SPENT = ("", "投资", "投入", "财政投入", "资金投入", "拿出", "列支")
_PURPOSES = frozenset(("用于", "设立", "引导", "扶持"))


def _purpose(figure: Figure) -> Phrase | None:
    """What money went to by the verb behind it (投资9亿元用于|水利建设, 拿出9万元设立|基金), or None."""
    words = figure.right
    at = next((at for at, word in enumerate(words) if word.text not in _PURPOSES), len(words))
    if not at or at == len(words) or words[at].kind == FUNCTION:
        return None
    stop = next((to for to in range(at, len(words)) if words[to].kind not in _OBJECT), len(words))
    listed = (to + 1 for to in range(stop - 1, at, -1) if words[to].kind == LIST or words[to].text == "等")
    begin = next(listed, at)
    return Phrase(words[begin].start, words[stop - 1].end) if begin < stop else None


_RAISED = frozenset(("筹集", "筹措", "募集", "募捐"))
_FUNDS = ("资金", "基金", "善款", "经费")


def _fund(sentence: Sentence, raised: int) -> Phrase | None:
    """The fund named earlier in the sentence that money was raised for (设立助学基金,筹集|9万元), or None."""
    before = [token for token in sentence.tokens if token.end <= raised]
    last = next((at for at in range(len(before) - 1, -1, -1) if before[at].text.endswith(_FUNDS)), None)
    return None if last is None else left_phrase(before[: last + 1])


_OBJECT = frozenset((NOUN, DUAL, VERB, LIST, FUNCTION))
_DIMENSIONS = frozenset(("长", "宽", "高", "深", "厚"))
"""What tells how large the thing is that is named behind the numbers (长9米、宽2米的|水沟)."""


def _sized(sentence: Sentence, index: int) -> Phrase | None:
    """The thing that a row of sizes describes, or None."""
    for figure in sentence.figures[index:]:
        if not any(word.text in _DIMENSIONS for word in figure.left):
            return None
        if figure.right[:1] and figure.right[0].kind == OF:
            return right_phrase(figure.right)
    return None


_MOST = lazy(rf"最[^,;。]{{1,3}}的[为是]({HAN}{{1,10}}),$")
"""What grew or fell most, before the figure that says by how much (涨幅最大的是|油菜|,上涨42%)."""
_DEGREE_ENDS = frozenset("岁及)上下的生士学科专中级")
_DEGREE = lazy(
    r"(?:(?:\d{1,3}岁?[至到-])?\d{1,3}周?岁(?:\(含\)|及)?(?:以[上下])?的?"
    r"|(?:研究生|博士|硕士|大学|本科|大专|专科|高中|中专|初中|小学|高级|中级)及?(?:以[上下])?(?:(?:学历|文化程度|职称)的)?)$"
)
"""The age or schooling that tells apart those who are counted (60岁以上|老年人, 大专以上学历的|干部)."""


def _is_own(folded: str, earlier: Measured) -> bool:
    """Whether an earlier figure tells what was done, not the goal that it went beyond."""
    phrase = earlier.phrase
    return phrase is not None and not folded.endswith(_AIMS, phrase.start, phrase.end)


def _priced(sentence: Sentence, phrase: Phrase, found: Measured, before: list[Measured]) -> Measured:
    """What the price before a number is of: the last noun before it, or what was measured last."""
    for token in reversed([token for token in sentence.tokens if token.start < phrase.start]):
        if token.kind == NOUN or token.text in _PRICES:
            return replace(found, phrase=Phrase(token.start, token.end))
        if token.kind in (STOP, SUBJECT, NUMBER):
            break
    return Measured(before[-1].phrase, "inherited", len(before) - 1) if before else found


def _in_whole(folded: str, sentence: Sentence, index: int) -> Measured | None:
    """The village or town whose households or people a figure counts (全村共有|72户)."""
    figure = sentence.figures[index]
    lead = folded[figure.clause : figure.number.start]
    whole = _WHOLE.match(lead)
    if whole is None or lead[whole.end() :].strip() not in ("", *_THERE):
        return None
    return Measured(Phrase(figure.clause, figure.clause + whole.end()), "left")
