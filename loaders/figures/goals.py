"""Tell whether a figure is a goal or a task set: by the words beside it, its clause, its sentence."""

from __future__ import annotations

from govgraph.loaders.figures.plans import opens_goals, speaks_of_past
from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.figures.tokens import (
    ACTION,
    ASIDE,
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
    TIME,
    VERB,
    Token,
)
from govgraph.loaders.lexicon import context_set, lazy

_TASKS = ("任务", "任务数", "指标", "指标数")
_MODAL_REACH = 14
"""How many words before a number 将 or 力争 still speaks of it."""
CLAUSE_REACH = 200
"""Most words of a clause that are looked at."""
_STRIVES = lazy(r"争取[^,。;\d]{2,30}(?:增长|提高|达到?|突破)$")
"""A clause that strives for a value, and does not win an amount (争取出口增长5%, 争取资金5万元)."""
_DONE = lazy(
    r"了(?!解)|已|累计|同比|[较比][上去]|截[至止]|目前|荣获|增长|实际|作为|[纳列]入|使|成[为功]|共[有建]|占|有效"
)
"""What says in a sentence of plans that something was done, or that 将 opens no plan (将甲作为重点)."""
_SINCE_DONE = lazy(r"截[至止][^。;]{0,12}已|目前已|实际(?:完成|到位)")
"""What turns in a sentence from what was planned to what has been done of it (计划建8个,截至6月底已建5个)."""
_OPENING = 5
"""How far into its sentence a first clause ends that only links it to the last (同时,…), in characters."""
_LIST_REACH = 60
"""How many words a list of what is to be done goes on."""
_THERE = frozenset({"签约", "在建", "续建", "现有", "已建", "在谈"})
"""What says of projects that are to be furthered that they are there."""
_SIZES = frozenset({"power", "energy", "mass", "volume", "voltage", "data"})
"""Kinds of units that say how large a project is, not how much is to be done."""
_TERMS = frozenset({"年度", "全年", "既定", "考核", "预定"})
_NOMINAL = frozenset({NOUN, DUAL, SUBJECT, OF, LIST, ASIDE})
_PASSED = frozenset({"总", "再", "共", "总共", "累计", "新"})
"""What may stand between 计划 and what is planned (计划|总|投资5亿元,新建…)."""
_RESULT = frozenset("至到为成入进")
_SET = ("目标", "任务", "计划")
"""What names a goal with the word before it (超额完成9座的|年度|目标任务)."""
_BODIES = ("局", "委", "厅", "政府", "公司", "集团", "银行", "街道", "镇", "乡", "学校", "医院")
"""Endings of those that plan what they do (县农业局|计划|新建水塘20口)."""
_DECIDED = lazy(r"(?:决定投(?:资|入)|需再?(?:完成|投入))[^,。;\d]{0,6}$")
"""What stands before an amount that is still to be put in or done."""
_EXPECTED = lazy(
    r"(?:达产|建成|投产|投用|投入使用|竣工|完工|项目实施|全部实施)(?:达产|运营|投产|运行|达效|使用)?后[^。;]{0,30}(?:可|将|预计|能|有望)"
    r"|项目(?:全部|全面|建成|达产|投产|竣工)+后,每?年(?!来)"
)
"""What a project is to bring once it stands (建成后可年产3万吨)."""


def is_task(figure: Figure, sentence: Sentence) -> bool:
    """Return whether a figure says how much is set, not how much is done (改厕任务38座; 占计划5亿元的9%)."""
    if figure.number.kind == "ratio" or not figure.left:
        return False
    called = figure.left[-1].text
    if ASIDE in figure.kinds:
        called = next((token.text for token in reversed(figure.left) if token.kind != ASIDE), "")
    if figure.followed and len(figure.right) == 1 and figure.right[0].kind == OF:
        return called.endswith((*_TASKS, "计划", "目标"))
    if not called.endswith(_TASKS):
        return False
    near = sentence.tokens[max(figure.at - 12, figure.clause_at) : figure.at]
    return not any(
        token.kind in (ACTION, EVENT, LEVEL) and token.text not in ("下达", "安排", "分解", "占")
        for token in near
    )


def is_goal(figure: Figure, sentence: Sentence, planned: bool) -> bool:
    """Return whether a figure is a goal; `planned` says that its section speaks of what is to come."""
    if _names_goal(figure):
        return True
    start, text = max(figure.clause_at, figure.at - CLAUSE_REACH), sentence.text
    near = sentence.tokens[start : figure.at] if planned or sentence.plans else []
    for at in sentence.plans:
        if start <= at < figure.at and _plans(near, at - start):
            return True
        reached = figure.at - _MODAL_REACH <= at < figure.at
        if reached and sentence.tokens[at].text in context_set("modal") and _plans(sentence.tokens, at):
            return True
        if _heads_list(sentence, at, figure.at) and _plans(sentence.tokens, at):
            return True
    position = figure.number.start - sentence.span.start
    if "后" in text and _EXPECTED.search(text, 0, position):
        return True
    if "决定投" in text or "需" in text:
        if _DECIDED.search(text, figure.clause - sentence.span.start, position):
            return True
    if "争取" in text and _STRIVES.search(text[figure.clause - sentence.span.start : position]):
        return True
    if _SINCE_DONE.search(text, 0, position):
        return False
    opened = opens_goals(text)
    if not (opened or planned) or any(token.text in ("已", "已经") for token in near):
        return False
    if opened and "计划投资" in text and figure.left[:1] and figure.left[0].text == "完成":
        return False  # what was spent of it (计划投资9亿元,|完成|投资4亿元)
    if opened:
        return "累计" not in figure.said or "截至" not in text
    return not speaks_of_past(text)


def furthers(figure: Figure, sentence: Sentence) -> bool:
    """Return whether a clause of plans furthers what is there already: named one by one, of a size, signed.

    推进甲、乙等|4个景区|改造; 推进|300兆瓦|光伏电站建设; 推进|4个|签约项目落地; 确保锦懋|200兆瓦|电池项目投产
    """
    behind = figure.right[0] if figure.right else None
    sized = figure.number.kind in _SIZES and behind is not None and behind.kind in (NOUN, DUAL, VERB)
    if sized and figure.left and figure.left[-1].kind in (NOUN, OF):
        return True
    clause = sentence.tokens[max(figure.clause_at, figure.at - CLAUSE_REACH) : figure.at]
    verbs = [token for token in clause if token.kind in (ACTION, GOVERNOR, EVENT) or token.text == "帮扶"]
    if not verbs or any(verb.text not in context_set("further") for verb in verbs):
        return False
    before = figure.left[-1].text if figure.left else ""
    if figure.number.kind == "count":
        if before == "等" and any(word.text.endswith(("项目", "工程")) for word in figure.right[:2]):
            return False  # projects named one by one are what the plan is to bring
        return before == "等" or (behind is not None and behind.text in _THERE)
    if figure.number.kind == "money":
        return before == "投资" and behind is not None and behind.kind == OF
    return sized


def _heads_list(sentence: Sentence, at: int, until: int) -> bool:
    """Whether a word of planning still speaks of the clauses behind it: none says what was done."""
    tokens = sentence.tokens
    modal = tokens[at].text in context_set("modal")
    if not (modal or tokens[at].text == "计划") or not at < until <= at + _LIST_REACH:
        return False
    if not modal:
        heads = [
            tokens[at + 1 + (tokens[at + 1].text in _PASSED)],
            *(tokens[stop + 1] for stop in range(at, until) if tokens[stop].kind == STOP),
        ]
        if any(head.kind not in (ACTION, DUAL, EVENT) or head.text == "完成" for head in heads):
            return False
    offset = sentence.span.start
    leads = all(token.kind != STOP or token.start < sentence.span.start + _OPENING for token in tokens[:at])
    if not leads and any(token.text == ";" for token in tokens[at:until]):
        return False
    return not _DONE.search(sentence.text, tokens[at].end - offset, tokens[until].end - offset)


def _plans(tokens: list[Token], index: int) -> bool:
    """Whether a word of planning is the verb here, and not a noun (投资计划, 五年规划)."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is not None and before.text in ("为", "为了") or after is not None and after.text == "了":
        return False  # 确保|了
    if token.text == "将":
        then = tokens[index + 2].kind if index + 2 < len(tokens) else ""
        return (
            after is not None
            and after.kind not in (NOUN, SUBJECT, NUMBER)
            and (after.kind, then) != (DUAL, VERB)
            and not _takes_object(tokens, index)
            and all(word.text not in ("由", "从") for word in tokens[index + 1 : index + 6])
        )
    if token.text not in context_set("plan_noun"):
        return True
    if after is not None and after.text == "投资" and tokens[index + 2 : index + 3]:
        if tokens[index + 2].kind == NUMBER:
            return before is None or before.text not in ("占", "完成")
    nominal = before is not None and (before.kind in (NOUN, DUAL, VERB, ACTION, OF) or before.text == "占")
    if before is not None and before.kind == TIME:
        nominal = after is None or after.kind not in (DUAL, ACTION, EVENT)
        nominal = nominal or (index > 1 and tokens[index - 2].kind in (LEVEL, ACTION))
    if nominal and before is not None and before.text.endswith(_BODIES):
        nominal = after is None or after.kind not in (ACTION, TIME, VERB, DUAL)
    return not nominal and after is not None and after.kind not in (STOP, "of", "level")


def _takes_object(tokens: list[Token], index: int) -> bool:
    """Whether 将 only puts an object before its verb (将救助标准提高到500元, 将服务体系延伸至9个村)."""
    for at in range(index + 2, min(index + 12, len(tokens) - 1)):
        token = tokens[at]
        if token.kind not in _NOMINAL:
            reached = token.kind == LEVEL and not token.text.startswith("达")
            return reached or (token.kind in (VERB, ACTION) and tokens[at + 1].text in _RESULT)
    return False


def _names_goal(figure: Figure) -> bool:
    """Whether the words beside a number call it a goal (达到5亿元的目标, 目标任务为5亿元)."""
    words, left = figure.right, figure.left
    if len(words) > 1 and words[0].kind == OF:
        if words[1].text in context_set("goal_noun"):
            return True
        if words[1].text in _TERMS and "".join([word.text for word in words[2:4]]).startswith(_SET):
            return True
    if not left or left[-1].text != "为":
        return False
    return "".join([token.text for token in left[-3:-1]]).endswith("目标任务")
