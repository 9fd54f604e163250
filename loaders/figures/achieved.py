"""Tell what is achieved over a period from what there is: by the head of the thing measured, by its verb."""

from __future__ import annotations

from functools import lru_cache

from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.figures.tokens import (
    ACTION,
    CHANGES,
    DUAL,
    EVENT,
    FUNCTION,
    GOVERNOR,
    LEVEL,
    LIST,
    NUMBER,
    OF,
    STOP,
    VERB,
    Token,
    begun_words,
)
from govgraph.loaders.lexicon import context, context_set, lazy
from govgraph.ontology.records import Stage

_EACH = lazy("人均(?!数)|[户亩月生次例床]均")
_PER_HEAD = frozenset({"每亩", "每户", "每人", "每生"})
_YEARLY = lazy(r"年(?:接待|加工|产(?![业值])|销售|出栏|处理|供[水电气应]|吞吐|生产)")
"""What is done in any year, a rate and no total (年接待|游客80万人次)."""
_REGULAR = frozenset("每周 每月 每个月 每半月 每季度 每天 每日 每年 每学期".split())
"""How often something is done: so much each time is a rate, no total."""
_COMING = frozenset("新吸")
"""What verbs begin with whose objects come newly each year (新增就业, 吸引毕业生)."""
_ALL = frozenset(("全部", "已全部", "全都"))
_AWARDED = ("获评", "获得", "上榜", "入选", "达标", "覆盖", "纳入")
"""What may be true of all that are counted without that anything is done to them."""
_CUMULATED = frozenset({"累计", "累计达到", "累计达"})
_SUMMED = frozenset({"累计", "共计", "总计"})
_DATIVES = frozenset({"让", "使", "为", "对"})
_OCCASIONS = frozenset({"次", "场", "场次", "期", "人次", "余次"})
_EARNED = ("额", "产值", "总值", "增加值", "收入", "利润", "利税", "产量")
"""How things end that add up over the years, though told of one they are what there is."""
_ENROLLED = ("人数", "保险", "医保", "社保", "合作医疗")
"""How things end that one is a member of for good (参加医疗保险3万人)."""
_HEADS = frozenset({"人", "名", "户"})
_REACHES = frozenset({"达", "达到", "达到了", "突破", "超过"})
"""Verbs that only say how much the verb before them has done (发放资金达5亿元)."""
_MOVED = frozenset({"转移", "搬迁", "安置", "疏解"})
"""What is done to people over a period, however many there are (转移|农村人口9万人)."""
LINKING = frozenset({"完成", "实现"})
"""Verbs that say of a flow that it came about, and of a state that it is there."""


@lru_cache(maxsize=4096)
def is_state(phrase: str) -> bool:
    """Return whether a thing measured is a state by its head (覆盖率, 总量), whatever the verb."""
    if phrase.endswith("容量"):
        return False
    return phrase.endswith(context("state_head")) or bool(_EACH.search(phrase))


@lru_cache(maxsize=4096)
def is_flow(phrase: str) -> bool:
    """Return whether a thing measured is spent or done over a period by its head (投资, 培训)."""
    return phrase.endswith(context("flow_head"))


@lru_cache(maxsize=4096)
def is_stock(phrase: str, finished: bool) -> bool:
    """Return whether a thing is what there is (在库项目), or is planned and not `finished` (总投资)."""
    if phrase.startswith(context("stock_modifier")):
        return True
    return not finished and phrase.endswith(context("stock_head"))


def comes_about(figure: Figure) -> bool:
    """Return whether the counted themselves come about by the verb behind them (6个项目全部竣工).

    A verb with an object of its own (90名党员开展活动) only says what they do, but for 实现.
    """
    words = figure.right
    if "在" in figure.said or ("对" in figure.said and figure.left[-1].kind == OF):
        return False
    told = words[1 : -1 if figure.followed else None]
    if any(word.text == "完成" for word in told) or (told and told[-1].text.endswith("完成")):
        return True
    if figure.followed:
        stop = next((index for index, word in enumerate(words) if word.kind == LIST), len(words))
        if stop == len(words) and words and words[-1].kind in (ACTION, DUAL, EVENT):
            return False
        words = words[:stop]
    return _come_about(words)


_DEALS = tuple("采购额 采购规模 采购支出 交易额 交易总额 成交额 销售额 总营收 节约额".split())
"""How the worth of what a sentence has counted is called (开工项目9个,总投资…; 举办展销9场,销售额…)."""


def sums_up(phrase: str, figure: Figure) -> bool:
    """Return whether a sum of money is that of all that is counted before it."""
    whole = phrase.endswith(_DEALS) and not phrase.startswith("年") and figure.number.kind == "money"
    return whole and not (figure.right and figure.right[0].kind == OF)


def stage_of(figure: Figure) -> Stage:
    """Return how far what is told has come."""
    words = figure.said.union([token.text for token in figure.right[:6]])
    if not begun_words().isdisjoint(words):
        return Stage.BEGUN
    return Stage.DONE if context_set("under_way").isdisjoint(words) else Stage.UNDER_WAY


def _all_are(figure: Figure) -> bool:
    """Whether something came about for all that are counted (28个项目|全部|销账), other than an honour."""
    words = [word.text for word in figure.right]
    stop = next((at for at, word in enumerate(figure.right) if word.kind in (STOP, NUMBER)), len(words))
    at = next((index for index, word in enumerate(words[:stop]) if word in _ALL), 0)
    return 0 < at < stop - 1 and not words[stop - 1].startswith(_AWARDED)


def _come_about(words: list[Token]) -> bool:
    for index, word in enumerate(words):
        if word.kind == OF and index:
            described = any(token.kind in (VERB, ACTION) for token in words[:index])
            return described and _come_about(words[index + 1 :])
        last = index + 1 == len(words) and word.text.endswith(("完成", "建成"))
        if index and (last or word.text in context_set("gain_verb") or word.text in ("完成", "建成")):
            return True
        achieved = word.text == "实现"
        verbal = word.kind in (ACTION, EVENT, DUAL) or word.text in context_set("outcome_verb")
        if not achieved and (not verbal or (index == 0 and word.kind != EVENT)):
            continue
        rest = words[index + 1 :]
        if achieved and index and all(t.kind not in CHANGES and "覆盖" not in t.text for t in rest):
            return True  # 9个村|实现|集中供暖, not 实现|增长, 实现|全覆盖
        light = (FUNCTION, ACTION, EVENT, DUAL, VERB, LIST, *([GOVERNOR] if achieved else []))
        outcome = words[-1].text in context_set("outcome_verb")
        if outcome or all(token.kind in light or token.text == "全" for token in words[index + 1 :]):
            return achieved or word.kind != DUAL or outcome or word.text in context_set("outcome_verb")
    return False


def _last_of_list(figure: Figure, sentence: Sentence) -> Figure:
    """The last of what is counted together before its verb (3个项目、5个成果|入选, 90户200人|脱贫)."""
    for following in sentence.figures:
        joined = figure.followed and figure.right and figure.right[-1].kind == LIST
        joined = joined or (figure.number.unit in _HEADS and not figure.right)
        inside = [word.text for word in figure.right]  # 8个|乡镇|63个|村|4万户改造
        joined = joined or (figure.followed and len(inside) == 1 and inside[0] in context_set("division"))
        if following.at > figure.at and joined:
            figure = following
    return figure


def _is_done(figure: Figure, phrase: str) -> bool:
    """Whether the thing measured is the object of a verb of doing (发放|养老金|达5亿元)."""
    if is_state(phrase) and not is_flow(phrase):
        return False
    if phrase.endswith("金额") and not phrase.startswith("年"):
        return True
    for index, token in enumerate(figure.left[:-1]):
        if token.kind == ACTION:
            behind = "".join(word.text for word in figure.left[index + 1 :])
            return behind.startswith(phrase) and token.text not in ("参加", "参与", "涉及")
    return False


def _is_spent(figure: Figure) -> bool:
    """Whether a fund is said to have been given out (扶贫资金|支出|达到2000万元)."""
    given = len(figure.left) > 2 and figure.left[-2].text in ("支出", "发放")
    return given and figure.left[-3].text.endswith("资金")


def _stands_at(figure: Figure, sentence: Sentence, verb: Token | None) -> bool:
    """Whether a count says how many there are with those just added (新增企业9家、累计|达到36家)."""
    before = next((other for other in reversed(sentence.figures) if other.at < figure.at), None)
    if before is None or verb is None or verb.kind != LEVEL:
        return False
    added = "新增" in before.said and before.number.unit == figure.number.unit
    return added and any(word.startswith("累计") for word in figure.said)


def is_total(figure: Figure, sentence: Sentence, verb: Token | None, phrase: str) -> bool:
    """Return whether a figure is a total of a period: built, spent, held, solved."""
    if figure.number.kind in ("ratio", "temperature") or figure.number.unit == "%":
        return False
    if "日均" in figure.said or "日均" in phrase or _EACH.search(phrase) or _YEARLY.search(phrase):
        return False
    coming = "每年" in figure.said and any(token.text[0] in _COMING for token in figure.left)
    if not _PER_HEAD.isdisjoint(figure.said) or (not coming and not _REGULAR.isdisjoint(figure.said)):
        return False
    if coming and verb is not None and verb.kind == LEVEL:
        return True
    if _stands_at(figure, sentence, verb):
        return False
    if not _CUMULATED.isdisjoint(figure.said):
        if not is_state(phrase) or (phrase.endswith(_EARNED) and not phrase.endswith("余额")):
            return True
    added = verb is not None and verb.kind == ACTION and verb.text.startswith("新")
    if figure.number.kind == "time" and not figure.number.unit.endswith("时") and not added:
        return False
    if figure.number.unit in ("人次", "户次"):
        acted = verb is not None and verb.kind in (ACTION, DUAL)
        return acted or not (is_state(phrase) or phrase.endswith("总人数"))
    if figure.number.unit in _OCCASIONS and not is_state(phrase) and (verb is None or verb.kind != LEVEL):
        return True
    if phrase.endswith(context("vital")):
        return True
    if verb is not None and verb.kind in (ACTION, DUAL, EVENT, VERB):
        if verb.kind in (DUAL, VERB) and is_state(phrase) and not is_flow(phrase):
            return verb.text in _MOVED
        if verb.text in ("参加", "参与", "参保") and phrase.endswith(_ENROLLED):
            return False
        if verb.text == "享受" and figure.number.unit in _HEADS:
            return False
        if verb.text in LINKING and figure.left and figure.left[-1] is verb:
            if figure.number.kind in ("money", "") or verb.text != "完成":
                return is_flow(phrase)
            return not is_state(phrase)
        return not (verb.text in LINKING and is_state(phrase) and not is_flow(phrase))
    if verb is not None and verb.text in _REACHES and (_is_done(figure, phrase) or _is_spent(figure)):
        return True
    if verb is not None and verb.kind == LEVEL and phrase.endswith("支出"):
        return figure.number.kind == "money"  # 民生支出|达|9亿元
    if verb is not None and verb.kind == LEVEL:
        done = figure.number.kind == "count" and figure.left[-1:] and figure.left[-1].kind in (DUAL, VERB)
        if verb.text == "实现" and (done or is_flow(phrase)):
            return True
        if figure.number.kind == "count" and (verb.text == "设立" or "先后" in figure.said):
            return True
        return verb.text == "有" and bool(figure.right) and figure.right[0].kind == EVENT
    if not _SUMMED.isdisjoint(figure.said):
        return "累计" in figure.said or any(token.kind == ACTION for token in sentence.tokens[: figure.at])
    head = next((token for token in reversed(figure.left) if token.kind not in (FUNCTION, LIST)), None)
    if head is not None and head.kind in (DUAL, ACTION, EVENT) and not is_state(phrase):
        return True
    if figure.number.kind == "count" and figure.left and figure.left[-1].text in context_set("improver"):
        return True
    if verb is None and figure.number.kind in ("count", ""):
        if any(word.text == "即将" for word in figure.right):
            return False  # 2家企业|即将投产
        if _all_are(figure) or comes_about(figure) or comes_about(_last_of_list(figure, sentence)):
            return True
        if figure.number.kind == "count":
            datives = not _DATIVES.isdisjoint(figure.said)
            if figure.left and figure.left[0].text == "与":
                return any(token.kind == ACTION for token in figure.right)
            return is_flow(phrase) or (datives and figure.left[-1].kind != OF)
    spent = bool(figure.right) and figure.right[0].text == "用于"
    return spent or (is_flow(phrase) and not is_state(phrase))
