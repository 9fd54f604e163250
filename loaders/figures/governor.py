"""Find the verb that governs a number, whose kind tells what the figure says."""

from __future__ import annotations

from govgraph.loaders.figures.goals import CLAUSE_REACH
from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.figures.tokens import (
    ACTION,
    CHANGES,
    DUAL,
    EVENT,
    GOVERNOR,
    LEVEL,
    LIST,
    NOUN,
    NUMBER,
    OF,
    STOP,
    SUBJECT,
    VERB,
    Token,
    as_class,
    is_agent,
)
from govgraph.loaders.figures.verbal import BEGINNERS, inside_noun, serves
from govgraph.loaders.lexicon import context_set

POINTS = frozenset({"个百分点", "百分点", "个千分点", "千分点", "番"})
COMPARING = frozenset({"同比", "环比"})
"""What says of a rate that it is one of change, without a verb."""
GIVING = frozenset({"为", "对", "向", "给"})
_GROWING = frozenset({"种植", "播种", "养殖"})
"""Verbs that a size named after them goes on with (种植面积)."""
_GOVERNING = CHANGES | {ACTION, DUAL, EVENT, GOVERNOR, LEVEL, VERB}
_DOING = frozenset({ACTION, DUAL, VERB, EVENT, GOVERNOR})
_SERVED = 20
"""How far behind those served the verb stands, in words."""
_ABLE = frozenset({ACTION, DUAL, VERB})


def governor(figure: Figure, sentence: Sentence, phrase: str) -> Token | None:
    """Return the verb that governs a number: the nearest one to its left in its clause."""
    clause = sentence.tokens[max(figure.clause_at, figure.at - CLAUSE_REACH) : figure.at]
    if figure.number.kind == "count" and clause and clause[-1].kind == OF:
        clause = _main_clause(clause)
    examples = bool(clause) and clause[-1].text == "等"  # 融达包装等6个项目: a name that holds 达
    for index in range(len(clause) - 1, -1, -1):
        token = clause[index]
        if token.text in GIVING:
            kinds = _DOING if index == 0 else (ACTION,)
            if any(word.kind in kinds for word in _behind(figure, sentence)):
                continue
            if clause[-1].kind in (ACTION, DUAL, EVENT):
                return clause[-1]
        if token.kind not in _GOVERNING or (examples and token.kind == LEVEL and len(token.text) == 1):
            continue
        told = token.kind in CHANGES and not phrase.endswith(token.text)
        last = index + 1 == len(clause)  # 新增长点项目产值…,|增长|46%
        if (token.kind in (EVENT, LEVEL) or told) and token.text in phrase and not (told and last):
            continue
        within = token.text in phrase and not token.text.startswith("新")
        if token.kind == ACTION and ((within and token.text in phrase[1:]) or _is_modifier(clause, index)):
            continue
        if token.kind in CHANGES and figure.number.kind == "count" and index:
            before = clause[index - 2] if index > 1 and clause[index - 1].kind == LIST else clause[index - 1]
            joined = clause[index - 1].kind == LIST or token.text not in ("增加", "减少")
            if before.kind in (ACTION, DUAL) and joined:
                return before
        if index and len(token.text) == 1 and token.kind in CHANGES and clause[0].kind in _ABLE | {LEVEL}:
            if (
                figure.number.kind == "count"
                and clause[index + 1 : index + 2]
                and clause[index + 1].kind == NOUN
            ):
                continue  # part of a name (安装|除氟降盐设备|1套)
        if token.text == "增加" and _adds(figure, clause, index):
            return as_class(token, ACTION)
        if token.text == "有" and index and clause[index - 1].kind == ACTION:
            continue
        if token.text in context_set("better") and _improves(figure, clause, index):
            return as_class(token, ACTION)
        if token.kind in CHANGES and not last and clause[index + 1].text in ("到", "至"):
            return as_class(token, LEVEL)  # 跌|至每公斤10元
        grown = token.text in ("达", "达到", "高达") and figure.number.kind == "ratio" and index
        if grown and clause[index - 1].kind in CHANGES:
            return clause[index - 1]  # 上涨|达8%
        if token.kind in CHANGES or token.kind in (ACTION, EVENT, LEVEL):
            return token
        named = index + 2 == len(clause) and len(token.text) > 1 and inside_noun(clause, index)
        named = named or (token.text in _GROWING and phrase.startswith(token.text))
        first = index == 0 or clause[index - 1].kind in BEGINNERS or is_agent(clause[index - 1])
        if token.kind in (DUAL, VERB) and not named and first:
            return token
        if serves(clause, index):
            return token
    return None


def _behind(figure: Figure, sentence: Sentence) -> list[Token]:
    """The words behind the counted, other counts of them left out (为|90户200人|发放, 为9名老人,|发放)."""
    words = sentence.tokens[figure.at + 1 : figure.at + _SERVED]
    words = [word for word in words if word.kind != NUMBER]
    stop = next((at for at, word in enumerate(words) if word.kind == STOP), len(words))
    if 0 < stop < len(words) - 1 and words[stop].text == "," and words[stop + 1].kind == ACTION:
        stop += 2
    return words[:stop] if figure.followed and not figure.right else words[1:stop]


def _adds(figure: Figure, clause: list[Token], index: int) -> bool:
    """Whether 增加 tells of new things that are counted (增加|60个车位), compared with nothing."""
    thing = bool(figure.right) and figure.right[0].kind in (NOUN, DUAL) and not figure.followed
    compared = any(word.text in context_set("against") or word.text in COMPARING for word in clause)
    named = len(clause) > index + 1 and all(word.kind in (NOUN, DUAL) for word in clause[index + 1 :])
    first = index == 0 or clause[index - 1].kind in BEGINNERS
    alone = (thing and index + 1 == len(clause)) or (named and first and not figure.right)
    return figure.number.kind == "count" and alone and not compared  # 增加入学名额|90个


def _improves(figure: Figure, clause: list[Token], index: int) -> bool:
    """Whether 提升 and the like improve things that are counted (保护提升历史街区13个)."""
    number = figure.number
    if number.kind in ("ratio", "rank", "structure", "money", "") or number.unit in POINTS:
        return False
    if any(token.kind == NOUN for token in clause[index + 1 :]):
        return True
    if number.kind != "count" or number.unit in ("位", "名", "级", "次"):
        return False
    thing = bool(figure.right) and figure.right[0].kind in (NOUN, DUAL, VERB) and not figure.followed
    thing = thing and figure.right[0].text not in context_set("grade")
    return thing or any(token.kind in (ACTION, DUAL) for token in clause[:index])


def _is_modifier(clause: list[Token], index: int) -> bool:
    """Whether a verb only modifies the noun after it (设施设置工作, 教师培育站)."""
    if not index or clause[index - 1].kind != NOUN or index + 1 == len(clause):
        return False
    return clause[index + 1].text == "工作" or inside_noun(clause, index)


def _main_clause(clause: list[Token]) -> list[Token]:
    """The words before the clause that describes the counted (表彰了|成绩突出的9个村; 对|成绩突出的9个村)."""
    for index, token in enumerate(clause):
        opened = token.kind in (ACTION, DUAL, EVENT) and (index == 0 or clause[index - 1].kind in BEGINNERS)
        if opened or token.text in ("对", "向", "给"):
            return clause[: index + 1]
    return clause


def earlier_verb(figure: Figure, sentence: Sentence) -> Token | None:
    """Return the verb of an earlier clause that still governs a list of counts (引进甲、乙,丙等十家)."""
    if figure.number.kind != "count" or not figure.left or figure.left[0].kind == SUBJECT:
        return None
    for token in reversed(sentence.tokens[: figure.clause_at]):
        if token.text in (";", ":", "。") or token.kind in (LEVEL, NUMBER) or token.kind in CHANGES:
            return None
        if token.kind == ACTION:
            return token
    return None
