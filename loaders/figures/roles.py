"""Tell what a figure says: a level, a change, a total of a period, a goal, a rank, a starting value."""

from __future__ import annotations

from dataclasses import dataclass

from govgraph.loaders.figures.achieved import (
    LINKING,
    comes_about,
    is_flow,
    is_state,
    is_stock,
    is_total,
    stage_of,
    sums_up,
)
from govgraph.loaders.figures.circumstances import ADDED
from govgraph.loaders.figures.goals import furthers, is_goal, is_task
from govgraph.loaders.figures.governor import COMPARING, GIVING, POINTS, earlier_verb, governor
from govgraph.loaders.figures.links import is_multiple
from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.figures.tokens import (
    ACTION,
    CHANGES,
    DOWN,
    DUAL,
    FUNCTION,
    GROWTH,
    GROWTH_DOWN,
    LEVEL,
    LIST,
    LISTS,
    NOUN,
    OF,
    SUBJECT,
    UP,
    VERB,
    Token,
)
from govgraph.loaders.lexicon import context_set, lazy
from govgraph.ontology.records import Bound, Role, Stage

_MINUS = frozenset("-－−")
_INCLUDING = frozenset({"其中", "含", "包括", "包含"})
"""What opens a part, which is told in the way of its whole."""
_WHOLE = frozenset({"全省", "全市", "全区", "全县", "全州", "全旗", "全镇", "全乡", "全村", "辖区"})
"""What all of those counted are in, who so are what there is (为全县|37个村建成)."""
_BENEFITS = frozenset({"惠及", "受益", "覆盖", "带动", "新增"})
_SUMS = frozenset(("累计", "总计", "共计"))
"""What sums up, whatever was told of the last few (净增9家、累计60家)."""
_THERE = frozenset(("在校", "在建"))
"""What says of the counted that they are there (在校|学生3000人, 在建|项目28个)."""
_BUILDING = ("新建", "新增", "完成")
"""How verbs begin whose floor space comes newly (新建|建筑面积9万平方米)."""
_TRADE = ("出口", "进口", "出栏", "存栏", "种植", "播种")
"""Verbs right before an amount that is told as those of trade and farming are (对美国|出口55万台)."""
_PRESENT = ("现有", "现", "现共有", "共有", "拥有", "有")
"""How a clause opens that tells what there is (现有|200亩以上基地|31个)."""
_SPANS = frozenset("长 宽 深 高 厚 占地 占地面积 总占地".split())  # of a thing that is there (长|260米)
_WORKS = lazy(r"(?<![\d今去前明当半上])[年日](?:处理|加工|屠宰|供水|供气)[^,;\d]{0,8}$")
"""What something can do in a year or a day (日处理|垃圾90吨)."""
_PLACING = frozenset({NOUN, FUNCTION, LIST, SUBJECT})
_ABLE = frozenset({ACTION, DUAL, VERB})
"""What something can do, behind 可, is how much it can (可容纳300人)."""


@dataclass(slots=True)
class Reading:
    """The role of a figure, its direction on changes, its stage, and the word that told."""

    role: Role
    direction: str = ""
    stage: Stage = Stage.DONE
    rule: str = ""


_STEADY = frozenset({Role.LEVEL, Role.CUMULATIVE})


@dataclass(slots=True)
class Before:
    """The readings before a figure in its sentence: the last one, and the last that was no change."""

    last: Reading | None = None
    steady: Reading | None = None

    def then(self, reading: Reading) -> Before:
        """Return what stands before the figure after `reading`."""
        if reading.rule == "qualifier" and self.steady is not None:
            return Before(reading, self.steady)
        if reading.role in _STEADY:
            return Before(reading, reading)
        return Before(None if reading.role is Role.BASELINE else reading, self.steady)


def read_role(figure: Figure, sentence: Sentence, phrase: str, planned: bool, before: Before) -> Reading:
    """Return the role of a figure.

    `phrase` is the thing measured, `planned` whether its section speaks of plans, and `before` holds
    the readings that coordinated figures without a verb of their own share.
    """
    carried, steady = before.last, before.steady
    if figure.number.kind == "rank":
        return Reading(Role.RANK, rule="rank")
    if is_multiple(figure, sentence):
        return Reading(Role.CHANGE, "up", Stage.DONE, "multiple")
    if _limits(figure):
        return Reading(Role.LEVEL, "", stage_of(figure), "qualifier")  # 淘汰|10蒸吨及以下|锅炉39台
    beside = bool(figure.left) or figure.number.kind != "ratio"
    listed = figure.at > 0 and sentence.tokens[figure.at - 1].kind == LIST
    beside = beside and carried is not None and (carried.rule != "qualifier" or listed)
    if carried is not None and figure.adjoins and beside and figure.kinds <= LISTS:
        return Reading(carried.role, carried.direction, carried.stage, "carried")
    if carried is not None and carried.rule == "given" and listed and figure.number.kind == "count":
        return carried
    verb = governor(figure, sentence, phrase)
    if verb is not None and verb.kind in CHANGES and figure.left and figure.left[-1].text in _SUMS:
        verb = None
    sized = phrase.endswith("总投资") and figure.right and figure.right[0].kind == OF
    if planned and (sized or furthers(figure, sentence)):
        return Reading(Role.LEVEL, "", stage_of(figure), "given")  # a project's size is no goal
    goal = is_goal(figure, sentence, planned)
    change = "up" if figure.number.rule == "doubled" else _change(figure, verb)
    if change and figure.left and figure.left[-1].text in _MINUS:
        change = "up" if change == "down" else "down"
    if change:
        if goal:
            return Reading(Role.TARGET, change, Stage.PLANNED, "goal")
        return Reading(Role.CHANGE, change, Stage.DONE, "change")
    if goal or is_task(figure, sentence):
        return Reading(Role.TARGET, "", Stage.PLANNED, "goal")
    stage = stage_of(figure)
    if (
        figure.number.kind == "count"
        and figure.right
        and figure.right[0].text in ("为", "是", "均为", "属于")
    ):
        return Reading(Role.LEVEL, "", stage, "copula")
    clause = sentence.text[figure.clause - sentence.span.start : figure.number.start - sentence.span.start]
    works = figure.number.kind not in ("count", "money", "ratio") and _WORKS.search(clause)
    if works or (figure.left and figure.left[-1].text in _SPANS and not clause.endswith("违法占地")):
        return Reading(Role.LEVEL, "", stage, "capacity")
    if figure.number.kind == "money" and figure.right and figure.right[0].text == "规模":
        return Reading(Role.LEVEL, "", stage, "qualifier")
    able = phrase.endswith("能力") and bool(figure.right) and figure.right[0].kind == OF
    able = able or (len(figure.left) > 1 and figure.left[-2].text == "可" and figure.left[-1].kind in _ABLE)
    if able or (figure.left and figure.left[-1].text in context_set("capacity")):
        return Reading(Role.LEVEL, "", stage, "capacity")
    if "每" in clause and _EACH.search(clause):
        return Reading(Role.LEVEL, "", stage, "each")
    if steady is not None and _acts(figure):
        return Reading(Role.LEVEL, "", stage, "qualifier")
    if _qualifies(figure):
        return Reading(Role.LEVEL, "", stage, "qualifier")
    if phrase.endswith(("总投资", "投资总额", "总金额")) and not {"完成", "累计"} & figure.said:
        return Reading(Role.LEVEL, "", stage, "capacity")  # how large it is laid out to be
    if steady is not None and steady.role is Role.CUMULATIVE and sums_up(phrase, figure):
        return Reading(Role.CUMULATIVE, "", stage, "total")
    finished = verb is not None and verb.text in LINKING
    there = figure.number.kind == "count" and any(token.text in _THERE for token in figure.left[-4:])
    built = verb is not None and verb.kind == ACTION and verb.text.startswith(_BUILDING)
    built = built and not (figure.right and figure.right[0].kind == OF)  # 新建|占地9亩的市场
    if (
        there
        or (is_stock(phrase, finished) and not built)
        or ({"总数", "总量"} & figure.said and ACTION not in figure.kinds)
    ):
        return Reading(Role.LEVEL, "", stage, "stock")
    trades = bool(figure.left) and figure.left[-1].text in _TRADE and figure.number.kind != "ratio"
    trades = trades and not any(word.kind == ACTION for word in figure.left[:-1])  # 完成|油茶种植90亩
    lists = figure.number.kind == "count" and carried is not None and carried.rule == "qualifier"
    if trades or (lists and sentence.tokens[figure.clause_at].text in _PRESENT):
        return Reading(Role.LEVEL, "", stage, "level")
    if verb is None and steady is None:
        verb = earlier_verb(figure, sentence)
    part = figure.left[:1] and figure.left[0].text in _INCLUDING and verb in (None, figure.left[0])
    if part and steady is not None:
        return Reading(steady.role, steady.direction, steady.stage, "carried")
    anew = figure.clause_at and sentence.tokens[figure.clause_at - 1].text == ";"
    goes = verb is None and steady is not None and not anew
    if goes and steady is not None and steady.role is Role.CUMULATIVE and _shares(figure, phrase):
        return Reading(steady.role, steady.direction, steady.stage, "carried")
    if is_total(figure, sentence, verb, phrase):
        return Reading(Role.CUMULATIVE, "", stage, "total")
    return Reading(Role.LEVEL, "", stage, "level")


_EACH = lazy("每(?!个?[年月日天周季晚次学届期批])")
"""What says that so much falls to each, and is no sum (每亩施肥9吨)."""


def _acts(figure: Figure) -> bool:
    """Whether the counted do something that a figure of its own is told of (8家书屋|补充图书9万册)."""
    if figure.number.kind != "count" or figure.left or not figure.followed or comes_about(figure):
        return False
    verbs = [word.text for word in figure.right[1:] if word.kind in (ACTION, DUAL, VERB)]
    return bool(verbs) and figure.right[-1].kind != LIST and verbs[0] not in context_set("gain_verb")


def _limits(figure: Figure) -> bool:
    """Whether a size with a limit tells which things are counted behind it (5个|1000平方米以上|用房)."""
    number = figure.number
    limited = number.bound in (Bound.AT_LEAST, Bound.AT_MOST)
    if not (limited and figure.followed) or number.kind in ("count", "ratio", "rank", "structure", "time"):
        return False
    return bool(figure.right) and figure.right[0].kind in (NOUN, DUAL)


def _qualifies(figure: Figure) -> bool:
    """Whether a round size only qualifies the noun after it (万吨码头, 亿元以上项目), or a place (在9村)."""
    number = figure.number
    if number.kind == "count" and figure.left and figure.left[-1].text in _WHOLE:
        served = not GIVING.isdisjoint(figure.said)
        return _BENEFITS.isdisjoint(figure.said) and (served or not comes_about(figure))
    if number.kind == "count" and figure.left:
        placed = figure.left[-1] if figure.left[-1].kind != SUBJECT else figure.left[-2:][0]
        if placed.text == "在":
            return True
        if figure.left[0].text == "在":
            return figure.kinds <= _PLACING
    if number.kind in ("count", "ratio", "rank", "structure", "time"):
        return False
    if number.kind == "money" and figure.right and figure.right[0].kind == OF:
        if figure.left and figure.left[-1].text == "投资":
            return True  # 投资3亿元的项目
    if not figure.right:
        return figure.followed and number.bound in (Bound.AT_LEAST, Bound.AT_MOST)
    digits = str(int(number.value))
    bare = number.rule == "numeral" and digits.strip("0") == "1" and number.value >= 1000
    return (
        bare
        or number.kind == "voltage"
        or (figure.followed and number.unit.startswith("蒸吨"))
        or (figure.followed and number.bound in (Bound.AT_LEAST, Bound.AT_MOST))
        or (figure.followed and number.bound is Bound.MORE_THAN and all(t.kind == NOUN for t in figure.right))
    )


def _change(figure: Figure, verb: Token | None) -> str:
    """The direction of a change, or an empty string where the figure is none."""
    if verb is not None and verb.kind in CHANGES:
        return "up" if verb.kind == UP else "down"
    if figure.left and figure.left[-1].text == "任务" and not {"超过", "超出"}.isdisjoint(figure.said):
        return "up"  # 超过年度目标任务2亿元
    if figure.number.kind == "ratio" and figure.left and figure.left[-1].text in context_set("mend"):
        return "up"
    if figure.number.kind == "ratio" and _before_minus(figure) in COMPARING:
        return "up"
    if verb is not None and verb.text in ADDED and figure.left and figure.left[0].text in ("比", "较"):
        return "up"
    saved = figure.number.kind == "ratio" and LEVEL not in figure.kinds
    if saved and not context_set("save").isdisjoint(figure.said):
        return "down"
    if verb is not None and verb.kind == ACTION and figure.number.unit not in POINTS:
        return ""
    if not GROWTH.isdisjoint(figure.kinds):
        growth = [token.kind for token in figure.left if token.kind in GROWTH]
        return "down" if growth[-1] == GROWTH_DOWN else "up"
    if figure.number.kind == "ratio":
        trailing = next((token.kind for token in figure.right[:2] if token.kind != OF), "")
        pace = figure.right[1:3] if figure.right[:1] and figure.right[0].kind == OF else ()
        if any(token.text.startswith("增长") for token in pace):
            return "up"
        if trailing in CHANGES or trailing in GROWTH:
            return "down" if trailing in (DOWN, GROWTH_DOWN) else "up"
    if figure.number.unit in POINTS:
        following = figure.right[0] if figure.right else None
        return "down" if following is not None and following.kind == DOWN else "up"
    return ""


def _before_minus(figure: Figure) -> str:
    """The word before a number and its minus (同比|-5.3%), or empty."""
    return next((token.text for token in reversed(figure.left) if token.text not in _MINUS), "")


def _shares(figure: Figure, phrase: str) -> bool:
    """Whether a figure without a verb of its own can share the role of the one before it."""
    if not figure.followed and any(token.kind == LEVEL for token in figure.right):
        return False
    if figure.number.kind == "ratio" or figure.number.unit == "%":
        return figure.kinds == LISTS
    return not (is_state(phrase) or phrase.endswith("面积")) or is_flow(phrase)
