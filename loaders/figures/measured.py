"""Tell what each figure of a sentence measures, by word order, ellipsis and inheritance."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from govgraph.loaders.figures.circumstances import (
    ranked_words,
    without_circumstance,
    without_course,
    without_yardstick,
)
from govgraph.loaders.figures.inherited import (
    Measured,
    of_place,
    paired,
    per_head,
    respective,
    shared_out,
    side_by_side,
    taken_over,
    with_share,
)
from govgraph.loaders.figures.links import EQUALS, before_start
from govgraph.loaders.figures.listed import list_parts
from govgraph.loaders.figures.phrases import (
    EACH,
    Phrase,
    left_is_loose,
    left_phrase,
)
from govgraph.loaders.figures.right import counted, relative_head, right_phrase
from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.figures.settled import settled
from govgraph.loaders.figures.sides import prefers_right
from govgraph.loaders.figures.tokens import (
    ACTION,
    CHANGES,
    DUAL,
    EVENT,
    FUNCTION,
    GOVERNOR,
    LEVEL,
    LIST,
    NOUN,
    OF,
    PLAN,
    SUBJECT,
    TIME,
    VERB,
    Token,
    as_class,
)
from govgraph.loaders.figures.verbal import inside_noun
from govgraph.loaders.figures.whole import bracketed, with_level, with_modifier, with_subject
from govgraph.loaders.lexicon import context_set, lazy
from govgraph.ontology.records import Bound

_CONVERSIONS = frozenset({"折合", "折算为", "折算", "约合"})
_EXTENTS = ("占地", "面积", "投资", "产值", "收入", "规模", "造价", "库容")
"""What the counted are described by, with a figure of its own."""
_SHARES = frozenset(("占比", "比重", "比例"))
_STEPS = frozenset({"层级", "量级", "台阶", "大关", "关口", "行列", "位次", "名次", "等级", "档次"})
_STANDARDS = frozenset({"标准", "额度", "限额", "价格", "单价", "总价"})
_PACES = ("增长", "增长势头", "增长态势", "增长速度")
_LEVELS = frozenset({"国家级", "省级", "市级", "县级", "区级", "自治区级", "世界级", "部级"})
_OF_LEVEL = lazy(r"(?:国家|省|市|县|区|自治区|世界|部)级(?:及?以上)?(?=.)")
_TOWNS = frozenset({"镇", "乡"})
"""Units that are also what is counted."""
_RANKING = lazy(r"(?:[十百千]强(?:[省市县区镇乡村旗州]|企业|园区|开发区|街道|城市)?|排行榜|榜单?)$")
_ENTERING = frozenset(
    {"跻身", "入围", "入选", "进入", "位列", "名列", "位居", "跃居", "荣膺", "荣登", "登上", "列"}
)
_HOSTED = frozenset("个 处 户 名 人 栋 ".split(" "))
"""Units of the villages, estates and people for whom something is done; and none."""
_BREAKS = frozenset({LIST, FUNCTION, GOVERNOR, LEVEL, VERB})
_AREA = lazy("(?:[省市区县州]|[东中西]部|地区|城市|同类)$")
_VERBS = frozenset({ACTION, DUAL, VERB, EVENT, GOVERNOR, PLAN, LEVEL})


def measured(folded: str, sentence: Sentence, starts: Container[int]) -> list[Measured]:
    """Return what each figure of a sentence measures, in their order; `starts` are starting values."""
    results: list[Measured] = []
    given: dict[int, Measured] = {}
    for index, figure in enumerate(sentence.figures):
        if index in given:
            results.append(given[index])
            continue
        found = _own(folded, sentence, index, index in starts)
        if found.phrase and results and folded[found.phrase.start : found.phrase.end] in _LEVELS:
            found = _of_level(folded, found, results[-1])
        if found.order == "pace" and found.phrase:
            found = _of_pace(sentence, index, found, results)
        beside = side_by_side(sentence, index)
        if "分别" in figure.said:
            given.update(respective(sentence, beside, found, results))
        elif len(beside) > 1 and found.order == "left":
            given.update(shared_out(sentence, beside, found))
        elif found.phrase is None and not CHANGES.isdisjoint(figure.kinds):
            given.update(paired(sentence, beside, results))
        found = given.get(index, found)
        if found.order == "left" and found.phrase and "其中" in sentence.text:
            found = of_place(folded, sentence, index, found, results)
        if found.phrase is None:
            found = with_share(figure, taken_over(sentence, index, results), results)
        elif folded[found.phrase.start : found.phrase.end] in EACH:
            found = per_head(sentence, index, found, results)
        results.append(settled(folded, sentence, index, found, results))
    return results


def _own(folded: str, sentence: Sentence, index: int, start: bool) -> Measured:
    """The phrase that a figure's own words give, or none; of a `start`ing value those before 由 or 从."""
    figure = sentence.figures[index]
    opening = sentence.tokens[figure.clause_at].text
    if opening == "按" and not _CONVERSIONS.isdisjoint(figure.said):
        return Measured(None, "none")
    if figure.number.kind == "length" and (place := _distant(figure)):
        return Measured(place, "left")
    if standard := _standard(figure):
        return Measured(standard, "right")
    if aside := bracketed(sentence, figure):
        return Measured(aside, "left")
    words = before_start(figure.left) if start else figure.left
    if words and words[0].text == "占" and words[-1].kind == OF and words[-2].text.endswith("份额"):
        return Measured(left_phrase(words[1:-1]), "left")
    words = without_circumstance(without_course(words))
    if figure.number.unit == "%" and words and words[-1].kind == OF:
        words = _part(words)
    if figure.number.unit == "倍" and (at := _equated(words)) is not None:
        words = words[:at]
        if not any(word.kind in (NOUN, DUAL, SUBJECT) for word in words):
            return Measured(None, "none")  # 总收入9亿元,相当于财政收入的|2倍
    if figure.number.kind == "ratio":
        words = without_yardstick(words)
        if index and _only_shares(words):
            return Measured(None, "none")
    left = left_phrase(ranked_words(words) if figure.number.kind == "rank" else words)
    if figure.number.kind == "rank" and (ranking := _ranking(folded, figure)):
        subject = folded[left.start : left.end] if left else ""
        if left is None or not figure.clause <= left.start < ranking.start or _AREA.search(subject):
            return Measured(ranking, "left")
    while left and (name := folded[left.start : left.end]) in context_set("generic_measure"):
        words = [token for token in words if token.start < left.start]
        if words and words[0].text == "在" and name in _SHARES:
            return Measured(None, "none")  # 在工业投资中的|占比
        if figure.number.kind == "rank" and index and name in context_set("pace"):
            return Measured(left, "pace")
        if within := _within(words):
            left = Phrase(within.start, left.end)
            break
        left = left_phrase(words) or _with_verb(words, left)
    if left and index and folded[left.start : left.end] in context_set("again") and _repeats(sentence, index):
        return Measured(None, "none")
    if left and index and _ranks_again(sentence, index) and _AREA.search(folded, left.start, left.end):
        return Measured(None, "none")
    if index and left is None and figure.right[:1] and figure.right[0].kind == OF and _is_task_set(figure):
        return Measured(None, "none")  # 建房9套,超额完成|6套的年度目标任务
    among = left is None or {"中", "其中"} & figure.said
    if among and figure.number.kind == "count" and (named := _named(figure)):
        return Measured(named, "right")
    right = _right(folded, sentence, figure, left) if figure.right else None
    loose = left is None or left_is_loose(figure.left)
    if right and prefers_right(folded, figure, right, loose):
        following, thing = _following(sentence, index), folded[right.start : right.end]
        if following and thing.endswith(_EXTENTS) and "和" not in thing and following.right[:1]:
            if following.right[0].kind == OF and (described := right_phrase(following.right)):
                return Measured(described, "ahead")  # 2处|占地面积9亩的|市场
        if following and folded[right.start : right.end] in _LEVELS:
            return Measured(right_phrase(following.right) or right, "ahead")
        return Measured(right, "right")
    unit = Phrase(figure.number.end - 1, figure.number.end)
    if figure.number.unit in _TOWNS and (not right or (left and "、" in folded[left.start : left.end])):
        return Measured(unit, "right")  # 甲、乙|2镇, 辖|7镇8乡9个村
    counted_here = figure.number.kind == "count" and figure.number.value > 1
    if left and right and counted_here and len(list_parts(words, left)) == figure.number.value:
        return Measured(right, "right")  # 甲路、乙路2条|乡道
    ahead = _ahead(sentence, index, loose)
    if ahead and folded[ahead.start : ahead.end] not in _STEPS:
        return Measured(ahead, "ahead")
    if left:
        whole = with_subject(folded, words, left) or with_level(folded, sentence, figure, left)
        return Measured(whole or with_modifier(sentence, index, left), "left")
    parted = figure.number.unit == "成" or not figure.left or figure.right[:1] and figure.right[0].kind == OF
    if right and figure.number.kind != "rank" and (figure.number.kind != "ratio" or parted):
        return Measured(right, "right")
    return Measured(unit, "right") if figure.number.unit in _TOWNS else Measured(None, "none")


def _distant(figure: Figure) -> Phrase | None:
    """The place that a length is the way to (距|虞城县|30公里)."""
    at = next((at for at, word in enumerate(figure.left) if word.text in _DISTANT), len(figure.left))
    words = [word for word in figure.left[at + 1 :] if word.kind in (NOUN, SUBJECT)]
    return Phrase(words[0].start, words[-1].end) if words else None


_DISTANT = frozenset(("距", "距离", "相距", "北距", "南距", "东距", "西距"))


def _is_task_set(figure: Figure) -> bool:
    """Whether the words behind a number only call it the task that was fulfilled."""
    called = "".join(word.text for word in figure.right[1:5])
    fulfilled = any(word.text.endswith("完成") for word in figure.left)
    return (
        fulfilled
        and called.startswith(("年度", "全年", "目标", "任务"))
        and called.endswith(("任务", "目标"))
    )


def _part(words: list[Token]) -> list[Token]:
    """The words for the part, before those for the whole that it reaches a share of (良田|达到耕地的64%)."""
    level = next((at for at, word in enumerate(words) if word.text in ("达到", "达", "相当于")), 0)
    return words[:level] if level and words[level - 1].kind in (NOUN, DUAL) else words


def _equated(words: list[Token]) -> int | None:
    """The place of the word behind which a multiple names its base (投入|是|前三年总和的2倍)."""
    return next((at for at, word in enumerate(words[:-1]) if word.text in EQUALS), None)


def _ranking(folded: str, figure: Figure) -> Phrase | None:
    """The list that a rank is a place of (位列|全国综合实力百强县|第87位)."""
    if not _RANKING.search(folded, figure.clause, figure.number.start):
        return None
    words = [token for token in figure.left if token.start >= figure.clause]
    before = max(
        (at for at, token in enumerate(words) if token.text in _ENTERING or token.kind in _BREAKS), default=-1
    )
    return Phrase(words[before + 1].start, figure.number.start) if before + 1 < len(words) else None


def _with_verb(words: list[Token], left: Phrase) -> Phrase | None:
    """A word that says nothing alone with the verb before it, where no noun names the thing (覆盖|人数)."""
    adjoins = bool(words) and words[-1].end == left.start and len(words[-1].text) > 1
    named = adjoins and (words[-1].kind in (DUAL, VERB) or words[-1].text == "覆盖")
    return Phrase(words[-1].start, left.end) if named else None


def _right(folded: str, sentence: Sentence, figure: Figure, left: Phrase | None) -> Phrase | None:
    """The phrase right of a number that can name the thing, where `left` is the one on the other side."""
    right = None
    if left is None or figure.right[0].kind != LIST:
        right = right_phrase(_served(figure), figure.followed, governed=_is_governed(sentence, figure))
    if right is None and figure.number.kind == "count":
        right = relative_head(figure.right)
    if right is None:
        return None
    if figure.number.unit in _HOSTED:
        right = counted(figure.right, right)
    thing = folded[right.start : right.end]
    if thing == "处" and figure.number.kind == "length":
        return None  # 位于城南9公里|处
    circumstance = thing in context_set("circumstance") or thing.endswith(_PACES)
    if (
        (circumstance and (figure.number.kind == "ratio" or left))
        or thing in _STEPS
        or (left and thing in context_set("goal_noun"))
    ):
        return None
    return right


def _standard(figure: Figure) -> Phrase | None:
    """What an amount is called that something is reckoned by (按每户90元的|标准|补助)."""
    words = figure.right
    rate = bool(figure.left) and figure.left[-1].text == "以" and figure.number.kind == "ratio"
    if len(words) < 2 or words[0].kind != OF or not (words[1].text in _STANDARDS or rate):
        return None
    return Phrase(words[1].start, words[1].end)


def _of_level(folded: str, found: Measured, before: Measured) -> Measured:
    """Give a level alone the thing that the figure before counts (国家级企业7家、|省级|13家)."""
    phrase, other = found.phrase, before.phrase
    if phrase is None or other is None or found.order != "left":
        return found
    if other.shared and folded[other.start : other.end] in _LEVELS:
        return replace(found, phrase=replace(phrase, shared=other.shared))  # 市级13家、|省级8家
    level = _OF_LEVEL.match(folded, other.start, other.end)
    if level is None and _OF_LEVEL.search(folded, other.start, other.end):
        return found
    return replace(found, phrase=replace(phrase, shared=(level.end() if level else other.start, other.end)))


def _of_pace(sentence: Sentence, index: int, found: Measured, before: list[Measured]) -> Measured:
    """Name what grows, where a rank is one of growth alone (产值9亿元,增速|居全省第二)."""
    base = taken_over(sentence, index, before).phrase
    if base is None or found.phrase is None:
        return Measured(found.phrase, "left")
    return Measured(replace(base, shared=(found.phrase.start, found.phrase.end)), "left")


def _within(words: list[Token]) -> Phrase | None:
    """The thing whose share in something larger is named (工业产值|在全省的|占比)."""
    inside = next((at for at, word in enumerate(words) if word.text == "在"), 0)
    if not inside or words[-1].kind != OF or words[inside - 1].kind != NOUN:
        return None
    return left_phrase(words[:inside])


def _repeats(sentence: Sentence, index: int) -> bool:
    """Whether a figure stands beside one of the same unit, so that its verb is of the same things."""
    figure, before = sentence.figures[index], sentence.figures[index - 1]
    alone = sum(word.kind not in (FUNCTION, LIST, LEVEL) for word in figure.left) == 1
    return (figure.adjoins or alone) and figure.number.unit == before.number.unit


def _ranks_again(sentence: Sentence, index: int) -> bool:
    """Whether a rank stands beside one: an area before it says what it is within (第28位、西部|第3位)."""
    figure, before = sentence.figures[index], sentence.figures[index - 1]
    listed = figure.number.kind == before.number.kind == "rank" and figure.left[:1]
    return bool(listed) and figure.left[0].kind == LIST


def _named(figure: Figure) -> Phrase | None:
    """What the counted are said to be (其中2项|为|在建项目)."""
    words = figure.right
    if len(words) < 2 or words[0].text not in ("为", "是", "均为", "属于"):
        return None
    words = words[2:] if words[1].kind == TIME else words[1:]
    if words and words[0].kind in (PLAN, ACTION, EVENT):
        words[0] = as_class(words[0], NOUN)
    return right_phrase(words)


def _only_shares(words: list[Token]) -> bool:
    """Whether the words before a share only say of what it is one (占全部投资的60%)."""
    verb = next((word for word in words if word.kind not in (FUNCTION, LIST)), None)
    return verb is not None and verb.text.startswith(("占", "约占")) and not verb.text.startswith("占地")


def _is_governed(sentence: Sentence, figure: Figure) -> bool:
    """Whether a verb stands before a number in its clause, other than one that sets others to work."""
    changes = False
    for word in reversed(sentence.tokens[figure.clause_at : figure.at]):
        if word.kind in _VERBS:
            return word.text not in context_set("pivot")
        changes = changes or word.kind in CHANGES
    return changes


def _served(figure: Figure) -> list[Token]:
    """The words right of a number; behind 为 or 给 only those before the verb (为90名老人|免费体检)."""
    words = figure.right
    served = ("为", "给", "向", "对")
    if not figure.left or figure.left[-1].text not in served:
        described = figure.left and figure.left[-1].kind in (OF, SUBJECT)
        if not described or figure.said.isdisjoint(served):
            return words
    for index, word in enumerate(words[1:], start=1):
        names = index + 1 < len(words) and words[index + 1].text in context_set("carrier")
        verbal = word.kind in (DUAL, VERB) and words[index - 1].kind == NOUN
        if verbal and not names and not inside_noun(words, index):
            return words[:index]
    return words


def _following(sentence: Sentence, index: int) -> Figure | None:
    """The next figure of the same clause."""
    if not sentence.figures[index].followed or index + 1 >= len(sentence.figures):
        return None
    return sentence.figures[index + 1]


def _ahead(sentence: Sentence, index: int, loose: bool) -> Phrase | None:
    """The phrase right of the next number, where two numbers stand side by side (5台30千瓦水泵)."""
    figure, following = sentence.figures[index], _following(sentence, index)
    if following is None or any(token.kind != LIST for token in figure.right):
        return None
    adjacent = not figure.right and following.number.kind != figure.number.kind
    if loose or adjacent or figure.number.bound is Bound.AT_LEAST:
        return right_phrase(following.right)
    return None
