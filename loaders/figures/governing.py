"""Tell for when a figure holds: the time expression that governs it, and the one it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govgraph.loaders.figures.periods import Time
from govgraph.loaders.figures.sentences import Figure, Sentence
from govgraph.loaders.lexicon import lazy
from govgraph.ontology.records import Role

_MONTHS = ("月", "月份", "月末", "月底")
_DAYS = (*_MONTHS, "日", "号", "昨天", "前天", "今天")
_MONTH = lazy(r"^(?!截).*月份?$")
_FEW = 2
"""How often a text may speak of the month before and not be one of monthly figures."""
_OBJECT_MARKS = frozenset({"对", "了", "将", "把"})
"""A year right behind these dates the object after it (表彰了2019年业绩突出的9个村)."""
_SPAN = lazy(r"1 ?(?:[-—~至到]+) ?\d{1,2} ?月份?$|前.{1,2}个月$")
"""The months of a year so far, which a paragraph speaks of."""
_REPORTED = lazy(r"季度(?![末底])|半年$|1 ?[-—~至] ?\d{1,2} ?月份?$")
_TOLD = lazy(r"[^。;\d]{0,60}(?:记者|获悉|了解到|介绍说?[,:])")
_TOLD_DAY = lazy(r"(?!截).*(?:[日号]|[昨前]天)$")
"""What follows the day on which something was told, for when it does not hold (11月5日,记者获悉)."""
_AT_A_POINT = lazy(r"^截[至止]|[底末]$|为止$")
_OPENING = 12
"""How far into its paragraph a time expression may stand and still open it, in characters."""
_SINCE_OF = lazy(r"[^,。;\d]{1,8}的")
_SINCE_THEN = lazy(r"[^,。;]{0,6}(?:首|第一|最|罕见|未|新)")
"""What follows a time since when something had not happened (自2007年以来|第一次缺电)."""
_HONOURED = lazy(r"(?:荣获|荣膺|获得?|获评|被?评为|入[选围]|跻身|命名为|授予)$")
"""What stands before the year of an honour, which is part of its name (荣获|2022年美丽乡村称号)."""
_YEARS = lazy(r"[\d今去前明上]年(?!.*(?:[日月季初底末]|以来))")
_FACED = lazy(r"(?:^|[,;])(?:针对|面对|为解决|为破解)[^,;]*$")
"""What opens a clause that only tells what something was done about (针对|2012年以来…的问题)."""
_DATED = lazy(r"\d年|季度|半年|[日月]")
_CONTINUES = ("标志着", "这", "此举", "其中", "同时", "此外", "并且", "另外", "据统计")
_EXPECTED = ("预计", "预期", "有望", "确保", "力争", "计划")
"""What stands before a time to come, told of its sentence alone."""
_CLAUSE = lazy(r"[^,;。]*")
_ITEM = lazy("(?:^|[;:])[一二三四五六七八九十]是")
_FOUNDED = ("于", "成立", "始建", "创办", "组建")
"""What stands before the time when something began to be."""
_BECAME = lazy(r"[^,。;\d]{0,18}(?:批准为|更名为?|升格为?|升级为|改制为?|撤[县乡镇]|挂牌成立|正式成立)")
"""What stands behind the time when something became what it is."""
_PRESENT = frozenset(("现", "现有", "现共有", "现已"))
"""What says of a figure that it holds now, whatever year was told before it."""
_WITHIN = lazy(r"年内$|[底末初月]前$")
"""A term by which something is to be done, told of that alone."""
_THAT_YEAR = ("当年", "同年", "该年")
"""What calls back, inside a clause, the year that was told."""
_ONE_YEAR = lazy(r"^(?:过去|这|近)?的?一年(?:来|间|里)?$")
_YEAR = lazy(r"\d{4} *年")
_DAY = lazy(r"^(?!截|\d{4} *年).*\d[日号]$")
_BARE = lazy(r"[\d一二三四五六七八九十两]+年")
_EXTENT = ("占地", "占地面积", "建筑面积", "全长", "长度", "宽度", "时速", "投资", "用地面积")
"""Ends of what measures a work as designed, whenever it is built. Investment is one as a level (总投资)."""
_SPANS = ("since", "plan", "range")
"""Kinds of times that take in several years."""
_GOES_INTO = lazy(r"其中|按[^,。;]{1,6}分[,:]")
"""How a sentence begins that tells the parts of what the last one counts."""


class Carried(NamedTuple):
    """The time expression that a paragraph hands on from sentence to sentence."""

    time: Time
    sentence: int
    """Start of the sentence it stands in."""
    leads: bool
    """Whether that sentence has no figures of its own, and so speaks of those of the sentences after it."""


class SentenceTimes(NamedTuple):
    """The time expressions of a sentence that can govern, and those of starting values."""

    free: tuple[Time, ...]
    """Those that stand for themselves."""
    modifiers: tuple[Time, ...]
    """Those that only date the noun after them, inside a clause (完成2018年试点任务)."""
    starting: tuple[Time, ...]
    """Those that date one number (从上年的45%提高到今年的48%) and govern that alone."""
    events: tuple[Time, ...] = ()
    """Those of the first that only date what happened then, in their own clause (该区始建于2004年)."""
    items: tuple[int, ...] = ()
    """Where the items of a list begin whose times are their own (一是2007年…;二是…)."""
    aside: tuple[Time, ...] = ()
    """Those in brackets, which date the figure right before them (人口9万人(2017年))."""


_NO_TIMES = SentenceTimes((), (), ())


def sentence_times(sentence: Sentence, starting: frozenset[int], held: bool) -> SentenceTimes:
    """Sort the time expressions of a sentence; `starting` holds where those of starting values begin.

    Bare years behind a comma (…,五年|新建学校8所) date their clause alone beside another time, of the
    sentence or `held` from one before.
    """
    if not sentence.times:
        return _NO_TIMES
    if any(time.rule == "alone" for time in sentence.times):
        others = (t for t in sentence.times if t.governs and t.rule not in ("alone", "each"))
        dated = held or any(not _dates_event(sentence, time) for time in others)
        for time in sentence.times if dated else ():
            time.rule = "each" if time.rule == "alone" else time.rule
    places = {token.start: index for index, token in enumerate(sentence.tokens)}
    free: list[Time] = []
    modifiers: list[Time] = []
    attached: list[Time] = []
    for time in sentence.times:
        at = places.get(time.start, 0)
        ends = time.end - sentence.span.start
        told = _TOLD_DAY.match(time.text) and _TOLD.match(sentence.text, ends)
        told = told or _HONOURED.search(sentence.text, 0, time.start - sentence.span.start)
        if time.start in starting or not time.governs or told or _is_bygone(time, sentence, at):
            continue
        if _dates_number(sentence, at):
            attached.append(time)
            continue
        within = _modifies(sentence, at)
        if time.text in _THAT_YEAR and (held or free) and at and sentence.tokens[at - 1].kind != "stop":
            continue  # 2010年…,占|当年|出口总量的30%
        (modifiers if within or (free and _tells_since(sentence, time)) else free).append(time)
    own = tuple(time for time in sentence.times if time.start in starting or time in attached)
    events = tuple(time for time in free if _dates_event(sentence, time))
    items = tuple(sentence.span.start + item.end() for item in _ITEM.finditer(sentence.text))
    aside = tuple(time for time in sentence.times if time.bracketed)
    return SentenceTimes(tuple(free), tuple(modifiers), own, events, items, aside)


def governing(figure: Figure, times: SentenceTimes, carried: Carried | None, target: bool) -> Time | None:
    """Return the time expression that governs a figure, or None.

    The nearest one before it in its sentence goes first; else what the paragraph hands on, though to
    goals only 今年 and, for single days, only to a sentence that goes on with the matter.
    """
    if not _PRESENT.isdisjoint(figure.said) and carried is not None and carried.time.kind == "date":
        carried = None
    if times is _NO_TIMES:
        return _handed(carried, target)
    if times.aside and (own := [t for t in times.aside if t.start == figure.number.end + 1]):
        return own[0]
    if times.starting:
        starts = {token.start for token in figure.left}
        own = [time for time in times.starting if time.start in starts]
        if own:
            return own[-1]
    free = [time for time in times.free if time.end <= figure.number.start]
    if times.items:
        here = max((item for item in times.items if item <= figure.number.start), default=0)
        free = [time for time in free if not times.items[0] <= time.start < here]
    if times.events and "届时" not in figure.said:
        free = [time for time in free if time.start >= figure.clause or time not in times.events]
    averaged = [time for time in free if (time.kind, time.rule) == ("since", "each")]
    if averaged and averaged[-1].start >= figure.clause:
        return averaged[-1]
    dating = [time for time in times.modifiers if time.end <= figure.number.start]
    streak = [t for t in (*free, *dating) if t.kind == "streak" and t.start >= figure.clause]
    if streak and streak[-1].start not in [time.end for time in free]:
        return streak[-1]  # 2020年,增速|连续五年|居全省第一, but not 自2010年以来|连续五年
    if target and (near := [time for time in (*free, *dating) if time.start >= figure.clause]):
        return max(near, key=lambda time: time.start)
    firm = [time for time in free if time.rule != "each"]
    yearly = [time for time in free if time.rule == "each" and time.start >= figure.clause]
    if yearly and not any(time.start >= figure.clause or time.kind != "date" for time in firm):
        return yearly[-1]  # 2007年建成,|每年|接待3000人
    best = firm or [time for time in dating if time.rule != "each"]
    if not best:
        each = (time for time in (*free, *dating) if time.rule == "each")
        best = [time for time in each if time.start >= figure.clause]
    if best:
        if best[-1].rule == "context":
            within = _YEARS if best[-1].text == "全年" else _DATED
            return next((time for time in reversed(best) if within.search(time.text)), best[-1])
        return best[-1]
    return _handed(carried, target)


def _handed(carried: Carried | None, target: bool) -> Time | None:
    """The time that a paragraph hands on to a figure: to a goal only that of the year of the text."""
    if carried is None:
        return None
    if target and not (carried.time.rule.startswith("year:0") or _YEAR.fullmatch(carried.time.text)):
        return None
    return carried.time


def is_span(time: Time) -> bool:
    """Return whether a time expression tells of years gone by (五年来, 2015年以来)."""
    return (time.kind == "since" and not _ONE_YEAR.search(time.text)) or time.text.endswith("以来")


def suits(
    time: Time, role: Role, steady: bool, carried: Carried | None, counted: bool = False, text: str = ""
) -> bool:
    """Return whether a time expression can say for when a figure of a role holds.

    A starting value holds before any 目前 or 年底, and before what is handed on. What there is, and a rank,
    takes no span of years (五年来) from an earlier sentence, nor its 目前 or 近年来; a rate or stock
    (`steady`) not its day (截至6月底) either, which what is `counted` keeps. A leading sentence binds to a
    目前 or a day all the same, and one whose parts `text` tells to all.
    The end of a year (年末) is handed on to such parts and to what is counted there alone.
    """
    handed = carried is not None and time is carried.time
    if role is Role.BASELINE:
        return not handed and time.rule != "now" and not _AT_A_POINT.search(time.text)
    if role is Role.LEVEL and steady and time.kind == "since" and _BARE.fullmatch(time.text):
        return False  # 五年新建学校8所,普及率100%
    if handed and role in (Role.LEVEL, Role.RANK) and is_span(time):
        return text.startswith(_CONTINUES)
    bound = carried is None or not handed or carried.leads
    if not bound and time.rule == "context-end":
        return (counted and role is Role.LEVEL) or bool(_GOES_INTO.match(text))
    if role is not Role.LEVEL or bound or _GOES_INTO.match(text):
        return True
    if time.rule == "now" and not text.startswith("全年"):
        return True
    if time.rule == "recent" or (counted and _SPAN.search(time.text)):
        return text.startswith(_CONTINUES)
    return not steady or counted or not _AT_A_POINT.search(time.text)


def is_dated(figure: Figure, time: Time, role: Role, measure: str, earlier: Sequence[Time | None]) -> bool:
    """Return whether a time expression dates a figure and not only what its work went through before.

    The extent of a work (2016年立项,|占地32亩) has none but its clause's, or that of the works counted
    `earlier` in its sentence (全年招引项目40个,|总投资109亿元).
    """
    extent = role is Role.LEVEL and figure.number.unit != "%" and measure.endswith(_EXTENT)
    return not extent or time.start >= figure.clause or time in earlier


def hand_on(sentence: Sentence, times: SentenceTimes, carried: Carried | None) -> Carried | None:
    """Return what a sentence hands on to the next one of its paragraph."""
    if times is _NO_TIMES:
        return carried
    firm = [time for time in times.free if time.rule != "each" and time not in times.events]
    firm = [time for time in firm if time.text[0] != "自" or time.start == sentence.span.start]
    firm = [time for time in firm if time.text != "全年" or not _counts(sentence, time)]
    firm = [time for time in firm if not sentence.text.endswith(_EXPECTED, 0, _at(time, sentence))]
    firm = [
        time for time in firm if time.text[:2] not in ("未来", "今后") or time.start == sentence.span.start
    ]
    firm = [time for time in firm if not _is_term(time) or time.start == sentence.block.span.start]
    best = firm or [time for time in times.modifiers if time.rule != "each"]
    if carried is not None and _speaks_within(best, sentence, carried):
        return carried
    if len(best) > 1 and best[-1].text == "全年" and _opens(best[0], sentence):
        best = best[:1]  # 今年以来,…,全年支出4亿元
    return Carried(best[-1], sentence.span.start, not sentence.figures) if best else carried


def _at(time: Time, sentence: Sentence) -> int:
    return time.start - sentence.span.start


def _opens(time: Time, sentence: Sentence) -> bool:
    """Whether a time stands at the beginning of its paragraph."""
    return time.start <= sentence.block.span.start + _OPENING


def _is_term(time: Time) -> bool:
    """Whether a time is a term by which something is done, or the end of a year that has been told."""
    return time.rule == "context-end" or bool(_WITHIN.search(time.text))


def _counts(sentence: Sentence, time: Time) -> bool:
    """Whether a time inside a clause stands right before a number, and dates that alone (全年|9次)."""
    at = time.start - sentence.span.start
    inside = at > 0 and sentence.text[at - 1] not in ",;:、省市县区州旗"
    return inside and sentence.text[time.end - sentence.span.start :][:1].isdigit()


def _speaks_within(times: list[Time], sentence: Sentence, carried: Carried) -> bool:
    """Whether a sentence dates only itself.

    That is by 全年 or a day within the year told, by a year of those that the paragraph tells of (五年来),
    or by a year to come.
    """
    if not times:
        return False
    opened = carried.time.start <= sentence.block.span.start + _OPENING
    if opened and times[-1].rule.startswith("context"):
        return True
    within = opened or times[-1].start > sentence.span.start
    if within and carried.time.kind in _SPANS and times[-1].kind == "date":
        return True
    if opened and _YEAR.fullmatch(carried.time.text):
        if _DAY.search(times[-1].text) or _ONE_YEAR.search(times[-1].text):
            return True  # 2019年是…之年。一年来,…
    before = times[-1].start - sentence.span.start
    return not _opens(times[-1], sentence) and sentence.text[max(0, before - 1) : before] == "到"


def is_monthly(text: str) -> bool:
    """Return whether a text gives the figures of one month, beside those of the month before."""
    return text.count("上月") + text.count("环比") > _FEW


def still_holds(carried: Carried | None, text: str, sentences_ago: int) -> Carried | None:
    """Return what is handed on to a sentence with the words `text`, or None where it has lapsed.

    A day or month has, one sentence on.
    """
    if carried is None:
        return None
    if carried.leads and sentences_ago > 1 and carried.time.rule == "recent":
        carried = carried._replace(leads=False)
    if not carried.time.text.endswith(_DAYS) or _SPAN.search(carried.time.text):
        return carried
    if carried.time.text.startswith("截") and (carried.leads or carried.time.text.endswith(_MONTHS)):
        return carried
    if not (sentences_ago == 1 and text.startswith(_CONTINUES)):
        return None
    return carried


def crosses_paragraphs(carried: Carried | None, monthly: bool = False) -> bool:
    """Return whether a time expression holds on in the next paragraph, as a reporting quarter does."""
    if carried is None:
        return False
    return bool(_REPORTED.search(carried.time.text) or (monthly and _MONTH.search(carried.time.text)))


def _is_bygone(time: Time, sentence: Sentence, at: int) -> bool:
    """Whether 自…以来 inside a clause only says how long something had not happened."""
    if not (time.text.startswith("自") or time.text.endswith("以来")) or not sentence.tokens:
        return False
    before = sentence.tokens[at - 1] if at else None
    if before is None or before.kind == "stop":
        return False
    since_then = time.text.startswith("自") and _SINCE_THEN.match(
        sentence.text, time.end - sentence.span.start
    )
    return bool(since_then) or before.text == "创"


def _dates_event(sentence: Sentence, time: Time) -> bool:
    """Whether a time inside a sentence dates what happened then (始建于|2004年; 村里|2019年成立了农场)."""
    before = sentence.text[: time.start - sentence.span.start].rstrip()
    if before.endswith(_FOUNDED) or before.count("(") > before.count(")") or _FACED.search(before):
        return True
    if time.kind == "date" and _BECAME.match(sentence.text, time.end - sentence.span.start):
        return True
    if not before or sentence.text.startswith((",", "、"), time.end - sentence.span.start):
        return False
    if (
        before.endswith(_EXPECTED)
        and before not in _EXPECTED
        or (time.text.endswith("月") and _tells_no_figure(sentence, time))
    ):
        return True
    behind = [token.kind for token in sentence.tokens if token.start >= time.end][:3]
    if behind[:1] == ["event"] and "stop" in behind and time.kind in ("date", "part"):
        return True
    return time.kind == "date" and time.text.endswith("日") is bool(sentence.figures)


def _tells_no_figure(sentence: Sentence, time: Time) -> bool:
    """Whether the clause that a time opens has no figures (,2021年9月动工,建成厂房18栋)."""
    at = _at(time, sentence)
    clause = _CLAUSE.match(sentence.text, at)
    end = sentence.span.start + (clause.end() if clause else at)
    opens = sentence.text[at - 1] in ",;"
    return opens and not any(time.start < figure.number.start < end for figure in sentence.figures)


def _dates_number(sentence: Sentence, at: int) -> bool:
    """Whether a time expression inside a clause stands before 的 and a number (升至|2020年|的41%)."""
    words = sentence.tokens[at : at + 3]
    if not at or len(words) < 3 or words[1].kind != "of" or words[2].kind != "number":
        return False
    return sentence.tokens[at - 1].kind not in ("stop", "subject")


def _tells_since(sentence: Sentence, time: Time) -> bool:
    """Whether 自…以来 only says of the counted since when they have been (自2021年以来|立案的案件)."""
    return time.text.startswith("自") and bool(_SINCE_OF.match(sentence.text, time.end - sentence.span.start))


def _modifies(sentence: Sentence, at: int) -> bool:
    if not 0 < at < len(sentence.tokens) - 1:
        return False
    before, after = sentence.tokens[at - 1], sentence.tokens[at + 1]
    if before.text in _OBJECT_MARKS:
        return after.kind in ("noun", "verb", "dual", "of")
    if after.kind == "subject" and before.kind in ("action", "verb"):
        return True
    return after.kind in ("noun", "of", "plan") and before.kind not in ("stop", "subject", "function")
