"""Find the words for the thing measured right of a number (293|个网格, 5000万元|的资金)."""

from __future__ import annotations

from itertools import takewhile

from govgraph.loaders.figures.phrases import (
    EACH,
    GOVERNORS,
    OUTSIDE,
    SCHEMES,
    Phrase,
    described,
)
from govgraph.loaders.figures.tokens import (
    ACTION,
    ASIDE,
    DUAL,
    EVENT,
    FUNCTION,
    GOVERNOR,
    GROWTH,
    LEVEL,
    LIST,
    NOUN,
    NUMBER,
    OF,
    PLAN,
    STOP,
    SUBJECT,
    TIME,
    VERB,
    Token,
    as_class,
    is_adjective,
    is_listed,
    is_place,
)
from govgraph.loaders.figures.verbal import inside_noun
from govgraph.loaders.lexicon import context_set

_NOMINAL = frozenset({NOUN, DUAL, VERB})
_OPENERS = frozenset({NOUN, ACTION, DUAL, VERB, SUBJECT, PLAN, EVENT})
_ENTITLED = frozenset({"符合条件", "符合要求", "符合规定"})
"""What says of the counted that they have a right to what they get (60名|符合条件|的老人)."""
_ABOUT = frozenset({"涵盖", "涉及", "覆盖", "囊括", "包含"})
_COURSE = frozenset({"进展", "推进", "运行", "运转", "建设"})
_OF_COURSE = frozenset({"成效", "进度", "步伐", "工作"})
_GOING = ("显著", "明显", "顺利", "良好", "平稳", "正常", "有序", "迅速", "缓慢", "加快")
"""What says how the counted go on (58个|续建项目|进展顺利)."""
_AGES = frozenset({"岁", "周岁"})
_LIMITS = frozenset({"以上", "以下"})
_YEARLY = ("年均", "年产", "年销", "年收", "年营")
_PEOPLE = ("户", "民", "群众", "人口", "村", "学生", "劳动力")
_HOSTS = ("村", "村庄", "小区", "景区", "矿山", "楼宇", "人口", "群众")
"""How those are called for whom or where something is done, and who are what is counted."""
_LAND = frozenset({"村", "农村", "乡村"})
_SITED = ("区", "中心", "活动", "点", "站", "园")
"""How that is called where something goes on together (7家|资金集中运营|中心)."""
_MODELS = ("示范", "样板", "试点", "基地")
"""How that begins which is held up as a model (环境整治提升|示范村)."""
_WORKS = frozenset({"任务", "问题", "主体工程"})
_RUNNING = frozenset({VERB, ACTION, EVENT})
_FOCUS = frozenset({"重点", "着重"})
_MOST_RIGHT = 18
"""Longest phrase looked for on the right, in characters."""


def right_phrase(
    tokens: list[Token], followed: bool = False, most: int = _MOST_RIGHT, governed: bool = True
) -> Phrase | None:
    """Return the noun phrase that begins the words right of a number, or None where none does.

    `followed` says that the words end at another number, to which the last member of a list belongs;
    `most` is the longest phrase looked for, in characters; `governed` says that a verb stands before
    the number, so that one behind it is hardly the verb of the clause.
    """
    tokens = _opened(tokens, followed)
    if not tokens or tokens[0].kind not in _OPENERS:
        return None
    following = tokens[1].kind if len(tokens) > 1 else STOP
    if tokens[0].kind == ACTION and governed and (scheme := _scheme(tokens)):
        return scheme
    if tokens[0].kind == ACTION and (not tokens[0].text.startswith("新") or following not in _NOMINAL):
        return None
    if tokens[0].kind in (PLAN, EVENT) and following not in (NOUN, DUAL, EVENT, ACTION):
        return None
    if tokens[0].kind == VERB and following not in (NOUN, DUAL, VERB):
        return _up_to_noun(tokens)
    first, last = 0, 0
    nouns = tokens[0].kind == NOUN or tokens[0].text == "国家"
    for index, token in enumerate(tokens[1:], start=1):
        if index <= last or token.kind == ASIDE:
            continue
        if token.kind == OF:
            before = tokens[index - 1]
            verbal = tokens[first].kind in (VERB, ACTION) or before.kind == VERB or is_adjective(before.text)
            if (nouns and not verbal) or index + 1 == len(tokens):
                break
            first = last = index + 1
            continue
        if token.kind == LIST and _lists_on(tokens, index):
            nouns = False
            continue
        if _ends_phrase(tokens, index, nouns, governed) or token.end - tokens[first].start > most:
            break
        nouns = nouns or token.kind == NOUN
        last = index
    return Phrase(tokens[first].start, tokens[last].end) if tokens[first].kind != STOP else None


def counted(tokens: list[Token], phrase: Phrase) -> Phrase:
    """Return what is counted of a phrase that goes on to what is done there (16个|村庄|污水治理)."""
    words = [token for token in tokens if phrase.start <= token.start < phrase.end]
    done = bool(words) and (words[-1].kind == DUAL or words[-1].text in _WORKS)
    if not done or any(token.kind not in _NOMINAL for token in words):
        return phrase
    hosts = (word.end for word in words[-2::-1] if word.text.endswith(_HOSTS) and word.text not in _LAND)
    return Phrase(phrase.start, next(hosts, phrase.end))


def _opened(tokens: list[Token], followed: bool) -> list[Token]:
    """Drop what stands before a noun phrase on the right: 的, examples with 等, 未 and the like."""
    if len(tokens) > 3 and tokens[0].kind in _RUNNING and tokens[1].kind == LIST:
        if tokens[2].kind == ACTION and tokens[3].kind == NOUN:
            tokens = tokens[3:]  # 在建、新开工|重点项目
    if followed:
        last_list = max((index for index, token in enumerate(tokens) if token.text == "、"), default=0)
        if 0 < last_list < len(tokens) - 1:  # 3个街道|和甲、乙2个镇
            joint = (at for at in range(1, last_list) if tokens[at].text in ("和", "与", "及"))
            last_list = next(joint, last_list)
        levels = last_list == 1 and tokens[0].text in ("省", "市", "县", "区", "国家", "中央")
        tokens = tokens[: len(tokens) if levels else last_list or len(tokens)]
    if len(tokens) > 2 and tokens[0].text == "规模" and tokens[1].kind == OF:
        tokens = tokens[2:]  # 超10亿元规模的|平台
    if tokens and tokens[0].kind == OF:
        tokens = tokens[1:]
    if len(tokens) > 3 and tokens[1].text in _AGES and tokens[2].text in _LIMITS:
        tokens = tokens[3:]  # 60周岁以上|老人
    if len(tokens) > 1 and tokens[0].text in ("首批", "第一批"):
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[0].text in ("各类", "各项", "各种", "各级", "其他", "其余", "不同"):
        tokens = tokens[1:]
    tokens = _after_basis(_after_examples(_described(tokens)))
    if len(tokens) > 2 and tokens[0].text in _ENTITLED and tokens[1].kind == OF:
        head = tokens[2]
        tokens = [as_class(head, NOUN) if head.kind == PLAN else head, *tokens[3:]]
    if len(tokens) > 1 and tokens[0].text in context_set("manner") and tokens[1].kind in _NOMINAL:
        return [as_class(tokens[0], NOUN), *tokens[1:]]
    if (
        len(tokens) > 1
        and tokens[0].text in context_set("participle")
        and tokens[1].kind in _NOMINAL | {ACTION, EVENT}
    ):
        return [as_class(tokens[1], NOUN), *tokens[2:]]
    return tokens


def _described(tokens: list[Token]) -> list[Token]:
    """Drop what a thing is like or about before 的 or 等 (高标准的|果园, 涵盖产业、设施等|项目)."""
    if len(tokens) > 2 and tokens[0].kind == FUNCTION and tokens[1].kind == OF and tokens[2].kind in _NOMINAL:
        return tokens[2:]
    if not tokens or tokens[0].text not in _ABOUT:
        return tokens
    for at, token in enumerate(tokens[:-1]):
        if token.kind == STOP:
            break
        if token.kind == OF or (token.text == "等" and tokens[at + 1].text in SCHEMES):
            return tokens[at + 1 :]
    return tokens


def _after_basis(tokens: list[Token]) -> list[Token]:
    """Drop what a thing lives by (以茶叶为原料的|食品企业)."""
    if not tokens or tokens[0].text != "以":
        return tokens
    end = next((at for at, token in enumerate(tokens[:8]) if token.text in ("为", "为主", "为主导")), -1)
    rest = tokens[end + 1 + (tokens[end].text == "为") :] if end > 0 else tokens
    return rest[1:] if rest and rest[0].kind == OF else rest


def _lists_on(tokens: list[Token], index: int) -> bool:
    """Whether a list goes on after 、 or 和 within the phrase."""
    following = tokens[index + 1].kind if index + 1 < len(tokens) else STOP
    if index + 1 < len(tokens) and tokens[index + 1].text in _LIMITS:
        return True
    if tokens[index].text in ("与", "同") and following == SUBJECT:
        return False
    if tokens[index].text == "和" and described(tokens, index + 1):
        return False  # 9座电站|和总投资6亿元的水厂
    if following == NOUN and is_place(tokens[index + 1].text) and not is_place(tokens[0].text):
        return False
    if following == VERB and is_listed(tokens[index + 1].text):
        return False
    if _names_number(tokens[index + 1 :]):
        return False
    return following in _NOMINAL or (following == SUBJECT and tokens[index].text == "、")


def _names_number(tokens: list[Token]) -> bool:
    """Whether a member of a list has a bare number in it (干部|360°测评), and so is a name of its own."""
    for before, token in zip(tokens, tokens[1:], strict=False):
        if token.kind not in _NOMINAL:
            return False
        if token.text.isdecimal() and not before.text.isascii():
            return True
    return False


def relative_head(tokens: list[Token]) -> Phrase | None:
    """Return the noun behind a clause that describes it (因病致贫的|特困户)."""
    for index, token in enumerate(tokens):
        if token.kind == OF and index:
            behind = tokens[index + 1 :]
            noun = next((at for at, word in enumerate(behind[:3]) if word.kind == NOUN), 0)
            return right_phrase(behind) or right_phrase(behind[noun:])
    return None


def _ends_phrase(tokens: list[Token], index: int, nouns: bool, governed: bool) -> bool:
    """Whether a word no longer belongs to the noun phrase before it."""
    token = tokens[index]
    if (
        token.text in ("提速", "加速", "加快")
        and index + 1 < len(tokens)
        and tokens[index + 1].text in _COURSE
    ):
        return True
    if token.text in _COURSE:
        behind = [word.text for word in tokens[index + 1 : index + 3]]
        going = behind[1:] if behind[:1] and behind[0] in _OF_COURSE else behind
        if going and going[0].endswith(_GOING):
            return True
    if token.text in EACH or token.text.startswith(_YEARLY) or _acts(tokens, index):
        return True
    if tokens[index - 1].kind == NOUN and token.text in ("国家", "集中"):
        rest = list(takewhile(lambda word: word.kind in _NOMINAL, tokens[index + 1 :]))
        if token.text == "国家":
            return bool(rest) and rest[0].kind == NOUN  # 22个阿拉伯|国家
        return not (rest and rest[-1].kind == NOUN and rest[-1].text.endswith(_SITED))
    if token.text in _LIMITS and (tokens[index - 1].text == "及" or tokens[index - 1].text.endswith("级")):
        return False
    if index == 1 and len(tokens[0].text + token.text) == 2 and token.text != "中":
        particle = token.kind in (FUNCTION, LEVEL) and is_listed(token.text)
        return particle or token.kind in (STOP, NUMBER, LIST, TIME)
    verbal = token.kind == VERB and nouns and (governed or token.text in context_set("attributive"))
    if (verbal or token.text in context_set("better")) and _leads_to_scheme(tokens, index):
        return False
    if token.kind == VERB and nouns:
        after = tokens[index + 1].kind if index + 1 < len(tokens) else STOP
        if after == OF and governed:
            return False
        if after == STOP and is_adjective(tokens[index - 1].text):
            return False
        return (not governed and _is_predicate(tokens, index)) or not _modifies(tokens, index)
    if token.kind == ACTION and _names_carrier(tokens, index):
        return False
    if not governed and nouns and token.text.startswith("“") and index + 1 == len(tokens):
        return True
    if token.kind in _NOMINAL or token.kind in GROWTH or token.text in context_set("plan_noun"):
        return False
    return not inside_noun(tokens, index) and not (index == 1 and tokens[0].kind == PLAN)


def _acts(tokens: list[Token], index: int) -> bool:
    """Whether the counted themselves do something from here on (贫困户|从事种植, 贫困县|重点培育产业)."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None:
        return False
    if tokens[index].text in _FOCUS:
        return after.kind == ACTION
    if tokens[index].text == "年":
        return after.kind == NOUN
    people = tokens[index - 1].kind == NOUN and tokens[index - 1].text.endswith(_PEOPLE)
    return people and after.kind in _NOMINAL and tokens[index].text in context_set("predicate")


def _is_predicate(tokens: list[Token], index: int) -> bool:
    """Whether a verb after a noun is the verb of the clause: it does not describe, and none comes later."""
    if tokens[index].text in context_set("attributive"):
        return False
    later = (FUNCTION, EVENT)
    return not any(
        token.kind in later and token.text not in context_set("manner") for token in tokens[index:]
    )


def _leads_to_scheme(tokens: list[Token], index: int) -> bool:
    """Whether verbs from here on only say what a scheme is for (乡村全民|健身提升|工程)."""
    at = index + 1
    while at < len(tokens) and (
        tokens[at].kind in (*_NOMINAL, ACTION) or tokens[at].text in context_set("better")
    ):
        at += 1
    model = any(token.text.startswith(_MODELS) for token in tokens[index + 1 : at])
    last = tokens[at - 1]
    return at > index + 1 and last.kind == NOUN and (model or last.text in SCHEMES)


def _names_carrier(tokens: list[Token], index: int) -> bool:
    """Whether a verb between nouns only says what kind of thing the last one is (专场|招聘|活动)."""
    if tokens[index].text in context_set("gain_verb"):
        return False
    words = [token.text for token in tokens[index + 1 : index + 2] if token.kind == NOUN]
    after = tokens[index + 2].kind if index + 2 < len(tokens) else STOP
    carries = any(word in context_set("carrier") or word.startswith(_MODELS) for word in words)
    return carries and after in (STOP, NUMBER, LIST, TIME, FUNCTION)


def _scheme(tokens: list[Token]) -> Phrase | None:
    """A clause that only says what a project is for (扩充教育资源|项目)."""
    end = next((at for at, token in enumerate(tokens) if token.kind not in (*_NOMINAL, ACTION)), len(tokens))
    named = end > 1 and tokens[end - 1].text in ("项目", "工程", "任务")
    short = end > 0 and tokens[end - 1].end - tokens[0].start <= _MOST_RIGHT
    stops = end == len(tokens) or tokens[end].kind in (STOP, NUMBER, LIST, TIME, FUNCTION)
    return Phrase(tokens[0].start, tokens[end - 1].end) if named and short and stops else None


def _up_to_noun(tokens: list[Token]) -> Phrase | None:
    """A phrase of verbs that a noun ends (节能降碳改造项目)."""
    last = 0
    for index, token in enumerate(tokens):
        if (
            token.kind in (FUNCTION, STOP, NUMBER, TIME, GOVERNOR, LEVEL, OF)
            or token.end - tokens[0].start > _MOST_RIGHT
        ):
            break
        if token.kind in (NOUN, DUAL):
            last = index
    return Phrase(tokens[0].start, tokens[last].end) if last else None


def _after_examples(tokens: list[Token]) -> list[Token]:
    """Drop the members of a list that its class word follows: 甲、乙等项目 → 项目."""
    for index, token in enumerate(tokens[:-1]):
        if token.kind in GOVERNORS and token.kind != FUNCTION:
            break
        if token.text in ("等", "等等") and tokens[index + 1].kind in (NOUN, DUAL):
            return tokens[index + 1 :]
    return tokens


def _modifies(tokens: list[Token], index: int) -> bool:
    """Whether a plain verb after a noun still belongs to the phrase: a noun follows and ends it."""
    if len(tokens[index].text) == 1:
        return False
    described = tokens[index].text in context_set("attributive")
    clause = takewhile(lambda token: token.kind != STOP, tokens[index + 1 :])
    if not described and any(token.kind in (ACTION, GOVERNOR, LEVEL) for token in clause):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is not None and following.kind in (NOUN, DUAL) and not is_place(following.text)


def remaining_words(tokens: list[Token]) -> Phrase | None:
    """Return the words right of a number after its verb, where nothing better names the thing."""
    verbs = [token for token in tokens[:2] if token.kind in (ACTION, EVENT)]
    while tokens and tokens[0].kind in OUTSIDE:
        tokens = tokens[1:]
    if not tokens:
        return Phrase(verbs[0].start, verbs[0].end) if verbs else None
    last = 0
    for index, token in enumerate(tokens):
        far = token.end - tokens[0].start > _MOST_RIGHT // 2
        if (
            (far and last)
            or token.kind in (STOP, NUMBER, TIME)
            or (last and token.kind in (ACTION, LEVEL, GOVERNOR))
        ):
            break
        last = index + 1
    while last > 1 and tokens[last - 1].kind == LIST:
        last -= 1
    return Phrase(tokens[0].start, tokens[last - 1].end) if last else None
