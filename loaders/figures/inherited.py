"""What a figure measures by other words than its own: those of a figure before, of a list, of a clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

from govgraph.loaders.figures.circumstances import without_circumstance
from govgraph.loaders.figures.links import in_brackets
from govgraph.loaders.figures.listed import list_parts, split_list
from govgraph.loaders.figures.phrases import (
    Phrase,
    left_phrase,
)
from govgraph.loaders.figures.right import remaining_words, right_phrase
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
    LISTS,
    NOUN,
    OF,
    STOP,
    SUBJECT,
    TIME,
    VERB,
    Token,
    as_class,
)
from govgraph.loaders.lexicon import context_set

_PLACES = ("镇", "乡", "街道", "县", "市", "区", "村")
_BARE = CHANGES | LISTS
_NAMED = frozenset({"left", "right"})
"""Orders of figures with words of their own for what they measure."""
_EXISTING = frozenset({"有", "共有", "另有", "已有"})
_CAUSING = frozenset({"造成", "致", "致使", "导致"})
_SUFFERING = frozenset({GOVERNOR, FUNCTION, SUBJECT, VERB})
"""What causes what happens to persons, who nothing else names (造成全县|90人受灾)."""
_SHARES = frozenset({"比重", "比例", "份额"})
_INTRODUCING = frozenset({FUNCTION, SUBJECT, TIME, LEVEL})
_PERSONS = frozenset({"人", "名", "位", "户", "人次", "户次"})
_CLAUSE_PHRASE = 18
"""Longest phrase taken from the clause before, in characters."""
_LONGEST_LIST = 60
"""Longest list taken from the clause before, in characters."""
_MOST_BASES = 12
"""How many figures back the bases of a 分别 group are looked for."""


@dataclass(slots=True)
class Measured:
    """What a figure measures: its phrase, and the index of the figure it was taken over from (or -1)."""

    phrase: Phrase | None
    order: str
    """`left`, `right`, `ahead`, `inherited`, `respective`, `clause`, `rest` or `none`."""
    source: int = -1


def side_by_side(sentence: Sentence, index: int) -> list[int]:
    """Indexes of a figure and those side by side with it (3%、5%和8%)."""
    group = [index]
    for follower in range(index + 1, len(sentence.figures)):
        figure = sentence.figures[follower]
        bare = figure.kinds <= _BARE
        if not (bare and figure.adjoins):
            break
        group.append(follower)
    return group


def paired(sentence: Sentence, group: list[int], before: list[Measured]) -> dict[int, Measured]:
    """Deal the figures just before out to a group of as many side by side (为2万元、1万元,增长3%、5%).

    Those before stand side by side too, or each has a name of its own (收入9亿元,其中税收5亿元,增长3%、5%).
    """
    first = group[0] - len(group)
    if len(group) < 2 or first < 0:
        return {}
    bases = range(first, group[0])
    named = all(before[at].order in _NAMED for at in bases) and "、" in sentence.figures[group[1]].said
    if not named and side_by_side(sentence, first) != list(bases):
        return {}
    return {at: _same_as(before, at - len(group), "respective") for at in group}


def _same_as(before: list[Measured], at: int, order: str) -> Measured:
    """What the figure at `at` measures, taken over from the one that it has taken that from itself."""
    source = before[at].source if before[at].order in ("inherited", "respective") else -1
    return Measured(before[at].phrase, order, source if source >= 0 else at)


def shared_out(sentence: Sentence, group: list[int], found: Measured) -> dict[int, Measured]:
    """Deal a list out to as many figures of one unit (交易额、零售额累计达5亿元、3亿元)."""
    units = {sentence.figures[at].number.unit for at in group}
    apart = all(
        any(word.text in ("、", "和", "与") for word in sentence.figures[at].left) for at in group[1:]
    )
    if found.phrase is None or len(units) > 1 or not apart:
        return {}
    parts = list_parts(sentence.figures[group[0]].left, found.phrase)
    if len(parts) != len(group):
        return {}
    return {at: Measured(part, "respective") for at, part in zip(group, parts, strict=True)}


def respective(
    sentence: Sentence, group: list[int], found: Measured, before: list[Measured]
) -> dict[int, Measured]:
    """Deal the members of a list out to the figures of a 分别 group, in order."""
    index = group[0]
    left = sentence.figures[index].left
    shared = [token.start for token in left if token.text == "分别"]
    if found.phrase is not None and found.phrase.start < shared[0]:
        parts = list_parts(left, found.phrase)
        if len(group) == 2 and len(parts) == 1:
            parts = _both(left, found.phrase)
        if len(parts) != len(group):  # 甲制造业、酒和饮料制造业分别增长
            joined = [as_class(word, NOUN) if word.text in _JOINS else word for word in left]
            parts = list_parts(joined, found.phrase)
        if len(parts) != len(group):
            parts = _members(left, shared[0], len(group))
        if len(parts) != len(group):
            return {}
        return {at: Measured(part, "respective") for at, part in zip(group, parts, strict=True)}
    behind = [token for token in left if token.start > shared[0]]
    if [token.text for token in behind] in _TRADED and left[0].text != "对":
        goods = [token for token in left if token.start < shared[0]]
        parts = list_parts(goods, named) if (named := left_phrase(goods)) else []
        if len(parts) != len(group):
            return {}
        own = (Phrase(part.start, part.end) for part in parts)
        return {at: Measured(part, "respective") for at, part in zip(group, own, strict=True)}
    acted = any(token.kind == ACTION for token in behind)
    if found.order == "right" or (found.phrase is not None and acted):
        return {}  # the thing has a name of its own (甲、乙分别|建成|实验室6个和9个)
    if found.phrase is None and (dealt := paired(sentence, group, before)):
        return dealt
    bases = [
        at
        for at in range(max(0, len(before) - _MOST_BASES), len(before))
        if before[at].order not in ("inherited", "none") and before[at].phrase
    ]
    if len(bases) < len(group):
        return _listed_before(sentence, group)
    return {
        at: Measured(before[base].phrase, "respective", base)
        for at, base in zip(group, bases[-len(group) :], strict=True)
    }


_TRADED = (["出口"], ["进口"], ["进出口"])
"""What behind 分别 says of goods that they are traded (甲、乙分别|出口|5亿元、3亿元)."""
_JOINS = frozenset(("和", "与", "及"))
"""What may stand inside a member of a list whose members 、 parts."""


def _both(tokens: list[Token], phrase: Phrase) -> list[Phrase]:
    """Deposits and loans told in one word (存贷款余额 → 存款余额, 贷款余额), or what there is."""
    for token in tokens:
        if phrase.start <= token.start < phrase.end and (at := token.text.find("存贷款")) >= 0:
            begin = token.start + at
            return [
                Phrase(phrase.start, begin + 1, (begin + 2, phrase.end)),
                Phrase(phrase.start, begin, (begin + 1, phrase.end))
                if begin > phrase.start
                else Phrase(begin + 1, phrase.end),
            ]
    return [phrase]


def _members(tokens: list[Token], end: int, count: int) -> list[Phrase]:
    """The last `count` members of a list before `end`, verbs among them (入境游客、新增企业|分别)."""
    members = split_list(token for token in tokens if token.start < end)
    if len(members) < count or count < 3:
        return []
    first, *others = members[-count:]
    opened = left_phrase(first)
    return [opened, *(Phrase(words[0].start, words[-1].end) for words in others)] if opened else []


def _listed_before(sentence: Sentence, group: list[int]) -> dict[int, Measured]:
    """Deal out the list that the clause before names: 甲、乙和丙都下降,降幅分别达3%、4%和5%."""
    figure = sentence.figures[group[0]]
    subject = _clause_before(sentence, figure, _LONGEST_LIST)
    near = sentence.tokens[max(0, figure.clause_at - _LONGEST_LIST) : figure.clause_at]
    parts = list_parts(near, subject) if subject else []
    if len(parts) != len(group):
        return {}
    return {at: Measured(part, "respective") for at, part in zip(group, parts, strict=True)}


def taken_over(sentence: Sentence, index: int, before: list[Measured]) -> Measured:
    """The phrase of an earlier figure of the sentence, or the noun phrase of the clause before."""
    figure = sentence.figures[index]
    rest = _rest(sentence, index)
    bare = figure.said <= _EXISTING
    if figure.number.unit in _PERSONS and not figure.said.isdisjoint(_CAUSING):
        bare = figure.kinds <= _SUFFERING
    if figure.number.unit in _PERSONS and not figure.said.isdisjoint(_EXISTING):
        bare = figure.kinds <= _INTRODUCING
    if rest is not None and (bare or _brings(figure)):
        return Measured(rest, "rest")
    if benefit := _benefit(figure):
        return Measured(benefit, "rest")
    if topic := _topic(sentence, figure):
        return Measured(topic, "left")
    growing = not CHANGES.isdisjoint(figure.kinds)
    last = len(before) - 1
    reached = sentence.figures[last].at if before else 0
    between = sentence.tokens[reached : figure.clause_at]
    stops = sum(token.kind == STOP for token in between)
    subject = _clause_before(sentence, figure) if not growing or not before or stops > 1 else None
    if before:
        if before[last].phrase is not None and (stops <= 1 or subject is None):
            behind = _behind_yardstick(sentence, index, before)
            last = _like_before(sentence, index, before) if behind is None else behind
            return _same_as(before, last, "inherited")
    if subject is not None:
        return Measured(subject, "clause")
    if rest is not None:
        return Measured(rest, "rest")
    return Measured(None, "none")


def _benefit(figure: Figure) -> Phrase | None:
    """The verb that says what persons get, where no noun says who they are (惠及|2万人)."""
    words = [word for word in figure.left if word.kind not in (FUNCTION, LIST)]
    alone = len(words) == 1 and words[0].text in context_set("benefit")
    return Phrase(words[0].start, words[0].end) if alone and figure.number.unit in _PERSONS else None


def _topic(sentence: Sentence, figure: Figure) -> Phrase | None:
    """What stands before a clause on the conditions that a figure follows (进出口|在…的情况下|增长12%)."""
    if figure.left == without_circumstance(figure.left):
        return None
    clause = sentence.tokens[figure.clause_at : figure.at]
    inside = next((at for at, word in enumerate(clause) if word.text == "在"), 0)
    return left_phrase(clause[:inside]) if inside else None


def _like_before(sentence: Sentence, index: int, before: list[Measured]) -> int:
    """Index of the last figure before that counts things, where this one does; else of the last one.

    A change in a unit of its own belongs to the last figure of that unit (331天,优良率91%,增加|9天).
    """
    last, figure = len(before) - 1, sentence.figures[index]
    if before[last].phrase is not None and in_brackets(sentence, sentence.figures[last]):
        outside = (at for at in range(last, max(-1, last - 4), -1) if before[at].phrase is not None)
        if not in_brackets(sentence, figure):
            last = next((at for at in outside if not in_brackets(sentence, sentence.figures[at])), last)
    counted, unit = figure.number.kind == "count", figure.number.unit
    if not counted and (not unit or figure.number.kind == "ratio" or CHANGES.isdisjoint(figure.kinds)):
        return last
    for at in range(last, max(-1, last - _MOST_BASES), -1):
        number = sentence.figures[at].number
        if before[at].phrase is not None and (number.kind == "count" if counted else number.unit == unit):
            return at
    return last


def _behind_yardstick(sentence: Sentence, index: int, before: list[Measured]) -> int | None:
    """Index of the figure that a goal just before is the measure of (完成投资2亿元,占计划5亿元的|40%)."""
    figure, at = sentence.figures[index], index - 1
    share = sentence.figures[at]
    fulfilled = share.number.kind == "ratio" and share.left[-1:] and share.left[-1].kind == OF
    if CHANGES & figure.kinds and at > 0 and fulfilled and share.left[0].text == "完成":
        return at - 1 if before[at - 1].phrase is not None else None  # 收入完成9亿元,完成预算的98%,增长|5%
    if CHANGES & figure.kinds and at and sentence.figures[at].number.kind == "ratio":
        figure, at = sentence.figures[at], at - 1
    goal = sentence.figures[at]
    compared = figure.number.kind == "ratio" and [word.kind for word in figure.left] == [OF]
    named = at > 0 and before[at - 1].phrase is not None and goal.left[:1]
    return at - 1 if compared and named and goal.left[0].text in ("占", "完成", "约占") else None


def _brings(figure: Figure) -> bool:
    """Whether a verb brings persons to do what the words behind them say (吸引900人|参加)."""
    moved = figure.number.unit in _PERSONS and figure.left[-1].kind in (ACTION, DUAL, VERB)
    return moved and not figure.followed and bool(figure.right) and figure.right[0].kind in (ACTION, VERB)


def _rest(sentence: Sentence, index: int) -> Phrase | None:
    """What happens to the counted, where no noun names them (1200人稳定脱贫, 300户、1200人稳定脱贫)."""
    figure = sentence.figures[index]
    if figure.number.kind != "count" and not (figure.number.kind == "rank" and figure.number.unit):
        return None
    while (
        figure.followed
        and all(token.kind == LIST for token in figure.right)
        and index + 1 < len(sentence.figures)
    ):
        index += 1
        figure = sentence.figures[index]
        if not figure.kinds <= LISTS:
            return None
    right = figure.right
    if figure.number.unit not in _PERSONS and right and right[0].kind in (ACTION, VERB):
        return left_phrase(right) or remaining_words(right)
    return remaining_words(right)


def _clause_before(sentence: Sentence, figure: Figure, most: int = _CLAUSE_PHRASE) -> Phrase | None:
    """The first noun phrase of the clause before the figure's own."""
    end = figure.clause_at - 1
    if end <= 0:
        return None
    start = end
    while start > 0 and sentence.tokens[start - 1].kind != STOP:
        start -= 1
    tokens = sentence.tokens[start:end]
    if tokens and (tokens[0].text in context_set("adverbial") or tokens[-1].text == "看"):
        return None
    while tokens and tokens[0].kind in ("function", "subject", "time", "aside"):
        tokens = tokens[1:]
    if tokens and tokens[0].kind in (ACTION, DUAL):
        return left_phrase(tokens)
    return right_phrase(tokens, most=most)


def verb_phrase(figure: Figure) -> Phrase | None:
    """Return the verb left of a number, for figures that nothing else names (增收1.3万元)."""
    for token in reversed(figure.left):
        if token.kind in CHANGES or token.kind in (ACTION, DUAL, VERB, EVENT):
            return Phrase(token.start, token.end)
    return None


def counter_phrase(figure: Figure) -> Phrase | None:
    """Return the counter of persons or households, where nothing names them (该村共167|户)."""
    end = figure.number.end
    return Phrase(end - 1, end) if figure.number.unit in ("人", "户") else None


_FIRMS = ("公司", "集团")
"""How firms end, whose part of a sum is told behind their names."""


def of_place(
    folded: str, sentence: Sentence, index: int, found: Measured, before: list[Measured]
) -> Measured:
    """Return what is counted, where the words before a part only say whose (贫困户9户,其中甲镇|5户)."""
    unit, phrase = sentence.figures[index].number.unit, found.phrase
    if phrase is None:
        return found
    placed = unit in _PERSONS and folded.endswith(_PLACES, phrase.start, phrase.end)
    if not placed and not folded.endswith(_FIRMS, phrase.start, phrase.end):
        return found
    start = sentence.figures[index].number.start
    mark = folded.rfind("其中", sentence.span.start, start)
    for at in range(index - 1, -1, -1):
        whole = sentence.figures[at].number
        head = before[at].phrase
        if whole.unit == unit and whole.start < mark and head is not None:
            if not placed and phrase.end - phrase.start <= _SHORT_NAME:
                return replace(found, phrase=replace(phrase, shared=(head.start, head.end)))
            return Measured(head, "inherited", at)
    return found


_SHORT_NAME = 6
"""The longest name of a firm that is kept with what is told of its part (石化公司|投资)."""


def with_share(figure: Figure, found: Measured, before: list[Measured]) -> Measured:
    """Return what a share is of with the name of the share (产值5亿元,|占GDP的比重|为9%).

    A rank behind it is one of the thing itself.
    """
    words = figure.left
    if found.source >= 0 and (figure.number.kind == "rank" or any(word.text == "占比" for word in words)):
        return replace(found, phrase=before[found.source].phrase)
    if found.phrase is None or found.phrase.shared or not words or words[0].text != "占":
        return found
    last = next((at for at, word in enumerate(words) if word.text in _SHARES), 0)
    if not last or any(word.kind in (LEVEL, ACTION) for word in words[1:last]):
        return found
    return replace(found, phrase=replace(found.phrase, shared=(words[0].start, words[last].end)))


def per_head(sentence: Sentence, index: int, found: Measured, before: list[Measured]) -> Measured:
    """Return what falls to each head, by the figure before in the same unit (产值9亿元,|户均|3万元)."""
    kind = sentence.figures[index].number.kind
    for figure, base in zip(reversed(sentence.figures[:index]), reversed(before), strict=True):
        named = base.phrase is not None and base.phrase.shared is None and base.order != "inherited"
        if figure.number.kind == kind and found.phrase and base.phrase and named:
            return replace(found, phrase=replace(found.phrase, shared=(base.phrase.start, base.phrase.end)))
    return found
