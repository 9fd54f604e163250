"""Tell on which side of a number the thing measured stands, where both sides have a noun."""

from __future__ import annotations

from govgraph.loaders.figures.phrases import Phrase
from govgraph.loaders.figures.sentences import Figure
from govgraph.loaders.figures.tokens import ACTION, DUAL, FUNCTION, LIST, NOUN, OF, SUBJECT, VERB
from govgraph.loaders.lexicon import context, context_set

_MADE = ("项目", "工程", "电站", "机组", "生产线", "基地", "线路", "泊位", "设施")
_STAGES = frozenset("签约 开工 竣工 投产 引进 招引 落户 储备 谋划".split())
_FOLK = ("居民", "群众", "人口", "农民", "村民", "市民", "职工", "学生", "党员")
_WAYS = frozenset({"车程", "路程", "航程", "步行"})
_DIVISIONS = frozenset({"街道", "镇", "乡", "村", "县", "区", "市", "社区"})
_SIZED = frozenset({"area", "length", "weight"})
_LETTING = frozenset({"使", "让", "令"})
"""Verbs before those whom something happens to (改造使|22万农民|受益)."""
_SAVING = frozenset({"节约", "节省"})
"""Verbs that a sum stands behind whose noun follows it (节约了257万元的|项目资金)."""
_LIGHT = frozenset({DUAL, FUNCTION, LIST})
_SUBJECTS = frozenset({SUBJECT})


def prefers_right(folded: str, figure: Figure, right: Phrase, loose: bool) -> bool:
    """Return whether the words right of a number name the thing.

    `loose`: those on the left do not for sure.
    """
    number = figure.number
    if number.kind == "rank":
        return bool(number.unit) or folded[number.end - 1] == "大"
    if figure.left and figure.left[-1].text in _LETTING:
        return True
    if number.kind == "count":
        if figure.left and figure.left[-1].text == "等":
            return True
        acting = any(
            first.start == right.start
            and first.kind == VERB
            and first.text not in context_set("attributive")
            and len(second.text) > 1
            for first, second in zip(figure.right, figure.right[1:], strict=False)
        )
        if folded[right.start : right.end] in context_set("division"):
            return True
        if figure.left and figure.left[-1].text == "共" and figure.left[-2:][0].text in _DIVISIONS:
            return True
        acting = acting and folded[right.start : right.end][-2:] not in context_set("carrier")
        return loose or not (acting or _abuts(figure, right))
    if number.kind == "ratio" or number.unit == "倍":
        bare = figure.kinds <= _SUBJECTS
        joined = figure.right[0].kind == OF
        listed = bool(figure.left) and figure.left[-1].kind == LIST and not figure.adjoins
        return (loose and (bare or joined)) or (joined and listed)
    if number.kind == "time" and folded[right.start : right.end] in _WAYS:
        return True
    if figure.left and figure.left[-1].text in ("一批", "等") and number.kind != "count":
        return True
    if number.kind == "money" and figure.left and figure.left[-1].text in _STAGES:
        return folded[right.start : right.end].endswith(_MADE)  # 签约|亿元以上|项目7个
    named = NOUN in figure.kinds or number.kind in ("money", "")
    if figure.right[0].kind == OF and not named:
        return True
    made = figure.right[0].kind != OF and folded[right.start : right.end].endswith(_MADE)
    sized = number.kind not in ("money", "time", "score", "") and (figure.right[0].kind == NOUN or made)
    acted = figure.left[-2:-1] if figure.left[-1:] and figure.left[-1].text == "了" else figure.left[-1:]
    if number.kind in _SIZED and acted and acted[0].kind in (ACTION, DUAL) and figure.right[0].kind == VERB:
        return True
    if number.kind == "" and number.scaled and figure.right[0].kind == NOUN:
        if right.end - number.end == 2 and folded.endswith(_FOLK, number.end, right.end):
            return True  # 社区9万|居民
        if figure.adjoins or not figure.left or figure.left[-1].kind == LIST:
            return True
    return loose or sized or _is_thing(folded, figure, right)


def _is_thing(folded: str, figure: Figure, right: Phrase) -> bool:
    """Whether a size stands before the thing it is of, a verb before it: 建设10亿吨大港, 筹集12万元资金."""
    if figure.number.kind == "money":
        funds = folded[right.start : right.end].endswith(context("fund"))
        directly = bool(figure.left) and figure.left[-1].kind in _LIGHT
        saved = any(word.text in _SAVING for word in figure.left[-2:])
        return funds and (directly or saved) and (saved or figure.right[0].kind != OF)
    return figure.kinds <= _LIGHT


def _abuts(figure: Figure, right: Phrase) -> bool:
    """Whether the words right of a number run up to the next number, which may own them (企业12家)."""
    return figure.followed and bool(figure.right) and right.end == figure.right[-1].end
