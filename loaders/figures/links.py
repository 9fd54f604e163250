"""Tie figures of a sentence to one another: starting values, changes, parts and subsets."""

from __future__ import annotations

import re
from collections.abc import Set

from govgraph.loaders.figures.periods import Time
from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.figures.tokens import CHANGES, LISTS, NUMBER, OF, STOP, TIME, Token
from govgraph.loaders.lexicon import lazy

_YEAR = lazy(r"\d{4} *年")
EQUALS = frozenset({"是", "为", "相当于", "相当於", "达到", "达"})
"""Words behind which stands what a multiple is a multiple of."""
_FROM = frozenset({"由", "从"})
_DURATIONS = frozenset({"年", "个月", "天", "日", "工作日", "个工作日", "小时", "分钟"})
_TO = ("至", "到", "为", "成")
_PLAN_YEARS = lazy("“?十[一二三四五]五”?")
"""A five-year plan, whose years are named by it alone (是“十二五”的2倍)."""
_EARLIER = ("期间", "时期", "同期", "末", "初", "年底", "前", "当年", "之初")
"""How words for an earlier time end that are none of the grammar's (“十五”期间)."""
_LISTING = ("包括", "包含", "分别是", "分别为")
_OPENS_PARTS = lazy("|".join(map(re.escape, ("其中", "(", *_LISTING))))
_ASIDE = 60
"""How many words of brackets are looked at."""
_REACH = 36
"""Longest way from a starting value to its end value, in characters."""


def baseline_pairs(sentence: Sentence) -> dict[int, int]:
    """Return, by index, the figure that each starting value (由A降至B, 由A、B升至C、D) belongs to."""
    pairs: dict[int, int] = {}
    if len(sentence.figures) < 2:
        return pairs
    text = sentence.text
    groups = _groups(sentence) if "由" in text or "从" in text else []
    reached: list[int] = []
    for first, second in zip(groups, groups[1:], strict=False):
        if first == reached and not _is_from(sentence.figures[first[0]]):
            continue
        if len(first) != len(second) or not _leads_to(sentence, first, second):
            continue
        pairs.update(zip(first, second, strict=True))
        reached = second
    if "比" in text or "较" in text:
        pairs |= {at: at - 1 for at in range(1, len(sentence.figures)) if _is_yardstick(sentence, at)}
    return pairs


def _is_yardstick(sentence: Sentence, index: int) -> bool:
    """Whether a figure is the earlier value that the one before is compared with (9吨,比上年的|8吨|多1吨)."""
    words, number = sentence.figures[index].left, sentence.figures[index].number
    compared = len(words) in (2, 3) and words[0].text in ("比", "较") and words[1].kind == TIME
    compared = compared and (len(words) == 2 or words[2].kind == OF)
    return compared and number.unit == sentence.figures[index - 1].number.unit


def _groups(sentence: Sentence) -> list[list[int]]:
    """Indexes of the figures, those side by side (25%和30%, 9:41:50) together."""
    groups: list[list[int]] = []
    for index, figure in enumerate(sentence.figures):
        bare = figure.kinds <= LISTS
        structure = figure.number.kind == "structure" and not figure.left
        if (
            groups
            and bare
            and (figure.adjoins or structure)
            and sentence.figures[index - 1].number.kind == figure.number.kind
        ):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _leads_to(sentence: Sentence, first: list[int], second: list[int]) -> bool:
    start, end = sentence.figures[first[-1]].number, sentence.figures[second[0]].number
    if not _is_from(sentence.figures[first[0]]) or end.start - start.end > _REACH:
        return False
    if start.unit != end.unit and start.unit and end.unit and not {start.unit, end.unit} <= _DURATIONS:
        return False
    between = sentence.tokens[sentence.figures[first[-1]].at + 1 : sentence.figures[second[0]].at]
    return any(token.text.endswith(_TO) for token in between)


def starting_times(sentence: Sentence, pairs: dict[int, int]) -> frozenset[int]:
    """Return where the time expressions of starting values begin (从上年的45%提高到48%)."""
    starts: set[int] = set()
    for index in pairs:
        words = sentence.figures[index].left
        for before, token in zip((None, *words), words, strict=False):
            from_word = before is not None and before.text in _FROM
            from_word = from_word or before is not None and before.text in ("比", "较")
            if token.kind == "time" and (from_word or token.text.startswith(("从", "由"))):
                starts.add(token.start)
    return frozenset(starts)


def before_start(words: list[Token]) -> list[Token]:
    """Return the words before 由 or 从, which name the thing (产量由去年的3吨增至5吨)."""
    for index in range(len(words) - 1, -1, -1):
        if words[index].text in _FROM:
            return words[:index]
    return words


def _is_from(figure: Figure) -> bool:
    """Whether 由 or 从 stands left of the number, near enough to mean it."""
    near = [token for token in figure.left if token.kind != STOP][-6:]
    return any(
        token.text in _FROM or token.text.startswith(("从", "由")) and token.kind == "time" for token in near
    )


def tells_parts(sentence: Sentence) -> bool:
    """Return whether a sentence may tell parts of its figures."""
    return bool(_OPENS_PARTS.search(sentence.text))


def subset_heads(sentence: Sentence, steady: Set[int]) -> dict[int, int]:
    """Return, by index, the figure that each figure after 其中 or 包括, or inside brackets, is a part of.

    What 包括 lists ends with its clause. Only figures of `steady` (levels, totals, goals) have parts and
    are parts.
    """
    heads: dict[int, int] = {}
    within = [token.start for token in sentence.tokens if token.text == "其中"]
    opened = [token.start for token in sentence.tokens if token.text == "("]
    closed = [token.start for token in sentence.tokens if token.text == ")"]
    listed = [token.start for token in sentence.tokens if token.text in _LISTING]
    stops = [token.start for token in sentence.tokens if token.kind == STOP]
    for index, figure in enumerate(sentence.figures):
        if index not in steady:
            continue
        position = figure.number.start
        marks = [start for start in within if start < position and not _enclosed(sentence, start, position)]
        bracket = [
            start
            for start in opened
            if start < position and not any(start < end < position for end in closed)
        ]
        marks += [at for at in listed if at < position and not any(at < stop < position for stop in stops)]
        if not marks and not bracket:
            continue
        mark = max(marks + bracket)
        if not bracket and _is_over(sentence, mark, position, steady):
            continue
        earlier = [at for at in range(index) if at in steady and sentence.figures[at].number.start < mark]
        unit = _counting(figure.number.unit)
        alike = [at for at in earlier if _counting(sentence.figures[at].number.unit) == unit]
        if alike and figure.number.kind not in ("ratio", "rank") and figure.number.unit != "%":
            anew = any(mark < token.start < position for token in sentence.tokens if token.text == ";")
            if not anew or figure.number.value <= sentence.figures[alike[-1]].number.value:
                heads[index] = alike[-1]  # behind a semicolon what is larger is no part
    return heads


def _enclosed(sentence: Sentence, mark: int, position: int) -> bool:
    """Whether 其中 stands in brackets that close before a figure (90人(其中女性30人),|60人)."""
    before = sentence.text[: mark - sentence.span.start]
    if before.count("(") <= before.count(")"):
        return False
    return 0 < sentence.text.find(")", mark - sentence.span.start) < position - sentence.span.start


def _is_over(sentence: Sentence, mark: int, position: int, steady: Set[int]) -> bool:
    """Whether parts end with the semicolon before a figure: the first one told behind 其中 is none."""
    ends = [token.start for token in sentence.tokens if token.text == ";" and mark < token.start < position]
    first = next(at for at, figure in enumerate(sentence.figures) if figure.number.start > mark)
    return bool(ends) and first not in steady and sentence.figures[first].number.start < ends[0]


def _counting(unit: str) -> str:
    """The unit of a count; counters of persons count the same."""
    return "人" if unit in ("名", "位") else unit


def in_brackets(sentence: Sentence, figure: Figure) -> bool:
    """Return whether a figure stands in brackets that open in its sentence."""
    if "(" not in sentence.text:
        return False
    near = sentence.tokens[max(0, figure.at - _ASIDE) : figure.at]
    marks = (token.text for token in reversed(near) if token.text in ("(", ")"))
    return next(marks, ")") == "("


def is_exhaustive(sentence: Sentence, heads: dict[int, int], whole: int) -> bool:
    """Return whether the parts of a figure add up to it."""
    parts = [sentence.figures[index].number.value for index, head in heads.items() if head == whole]
    return len(parts) > 1 and sum(parts) == sentence.figures[whole].number.value


def is_multiple(figure: Figure, sentence: Sentence) -> bool:
    """Return whether a multiple says how often an earlier value goes into this one (是2015年的3倍).

    The value may be told (是“十二五”时期9亿元的3倍).
    """
    words = figure.left
    if [word.kind for word in words] == [OF]:
        words = sentence.tokens[figure.clause_at : figure.at]
        words = [*(word for word in words if word.kind not in (OF, NUMBER)), words[-1]]
    if figure.number.unit != "倍" or len(words) < 2 or words[-1].kind != OF:
        return False
    timed = words[-2].kind == TIME or words[-2].text.endswith(_EARLIER)
    timed = timed or any(_PLAN_YEARS.fullmatch(word.text) for word in words[-3:-1])
    return timed and any(token.text in EQUALS for token in words)


def compared(figure: Figure, sentence: Sentence) -> Time | None:
    """Return the time expression that a change is measured against (较2015年), where it is written."""
    if CHANGES.isdisjoint(figure.kinds):
        return None
    times = [time for time in sentence.times if time.compared and time.end <= figure.number.start]
    return times[-1] if times and figure.number.start - times[-1].end < 40 else None


def compared_with(figure: Figure, sentence: Sentence) -> Time | None:
    """Return the year a sentence compares with, when starting values hold (与1996年相比,由3家增至9家)."""
    ended = sentence.span.start
    times = (time for time in sentence.times if time.end <= figure.clause and _YEAR.fullmatch(time.text))
    return next((time for time in times if sentence.text.startswith("相比", time.end - ended)), None)
