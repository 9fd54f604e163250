"""Find the figures of a document, each with what it measures, for when, and in which role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from govgraph.loaders.figures.achieved import is_flow, is_state
from govgraph.loaders.figures.dates import (
    Anchor,
    anchor_of,
    resolve,
    resolve_against,
    year_spoken_of,
)
from govgraph.loaders.figures.governing import (
    Carried,
    SentenceTimes,
    crosses_paragraphs,
    governing,
    hand_on,
    is_dated,
    is_monthly,
    is_span,
    sentence_times,
    still_holds,
    suits,
)
from govgraph.loaders.figures.inherited import Measured, counter_phrase, verb_phrase
from govgraph.loaders.figures.links import (
    baseline_pairs,
    compared,
    compared_with,
    in_brackets,
    is_exhaustive,
    starting_times,
    subset_heads,
    tells_parts,
)
from govgraph.loaders.figures.measured import measured
from govgraph.loaders.figures.numbers import plain
from govgraph.loaders.figures.periods import Time
from govgraph.loaders.figures.plans import planned_sentences
from govgraph.loaders.figures.roles import Before, Reading, read_role
from govgraph.loaders.figures.sentences import Figure, Sentence, read_sentences
from govgraph.loaders.figures.tokens import ACTION, CHANGES, DUAL, LISTS, TIME, VERB
from govgraph.loaders.figures.units import implied_unit
from govgraph.loaders.lexicon import HAN, context_set, lazy
from govgraph.loaders.reading.fold import fold
from govgraph.ontology.records import (
    Block,
    Document,
    Evidence,
    Ignored,
    Measurement,
    Period,
    Role,
    Span,
    Stage,
)

_STAGES = frozenset("签约 开工 投产 竣工 入库 落地 在建 续建 储备 洽谈 协议 意向 备案 申报".split())
"""How far projects are that are counted."""
_AREA = lazy(
    rf"(全球|世界|全国|全省|全市|全区|全县|全州|全盟|{HAN}{{2}}地区|[东中西]部|省内|市内|亚洲"
    rf"|(?<=[居列排为])(?![于全在名]){HAN}{{2,4}}[省市区县州])[^,。;]{{0,6}}$"
)
_OPEN = frozenset({Role.LEVEL, Role.CUMULATIVE, Role.CHANGE})
"""Roles of what may lie ahead as well."""
_COMING = ("未来", "今后", "接下来")
"""How a time begins that is to come whatever the year of the text."""
_RELATIVE = frozenset({Role.CHANGE, Role.BASELINE, Role.RANK})
"""Roles of what is told in relation to another figure."""
_WHOLE = frozenset({Role.LEVEL, Role.CUMULATIVE, Role.TARGET})
"""Roles of what has parts and is a part."""
_STATISTICAL = lazy(r"季度|指数|半年|[\d一二三四五六七八九十]月|月份|运行|形势|分析|统计|情况|简报|公报")
"""What tells of a title that the text reports on one period, which all its paragraphs share."""
_AREAS = lazy(r"[(（][市区州旗县](?:[、，][市区州旗县])*[)）]")
"""What a text adds to one kind of area to mean all of that level (9个县(市、区))."""
_WIDE = str.maketrans("()", "（）")
"""Units as printed: 套（间）."""
_YEARLY = frozenset({"年均", "每年", "年平均"})
_CONFIDENCE = {
    "right": Decimal("0.95"),
    "left": Decimal("0.95"),
    "ahead": Decimal("0.85"),
    "respective": Decimal("0.9"),
    "inherited": Decimal("0.85"),
    "clause": Decimal("0.7"),
    "paragraph": Decimal("0.6"),
    "rest": Decimal("0.6"),
    "none": Decimal("0.5"),
}


@dataclass(slots=True)
class _State:
    """What a reader keeps in mind while going through a document."""

    paragraph: int = -1
    carried: Carried | None = None
    told: Carried | None = None
    """The last time told in any paragraph, which 同期 calls back."""
    report: Carried | None = None
    """The reporting period of a statistical text, which paragraphs without a time of their own share.

    A sentence that tells what is still to be done is none of it.
    """
    sentences: int = 0
    phrase: str = ""
    last: str = ""
    year: int | None = None
    """The year that the paragraph speaks of, which 全年 and 年末 are of."""
    steady: Reading | None = None
    """The last reading of the paragraph that was no change, which the parts in the next sentence share."""
    goal: bool = False
    """Whether all figures of the sentence before were goals, whose parts are goals too."""


def find_measurements(document: Document) -> tuple[tuple[Measurement, ...], tuple[Ignored, ...]]:
    """Return the figures of a document in order, and its other numbers with the reason each is none."""
    folded = fold(document.text)
    planned = planned_sentences(document)
    anchor = anchor_of(document)
    state = _State()
    monthly = is_monthly(document.text)
    statistical = monthly or bool(_STATISTICAL.search(document.title))
    found: list[Measurement] = []
    ignored: list[Ignored] = []
    for sentence in read_sentences(document, folded):
        if sentence.block.span.start != state.paragraph:
            _enter(state, sentence.block)
        for out in sentence.left_out:
            span = Span(out.start, out.end)
            ignored.append(Ignored(span, document.text[out.start : out.end], out.reason))
        state.year = year_spoken_of(sentence.times, anchor) or state.year
        near = anchor._replace(year=state.year) if state.year else anchor
        carried, report = state.carried, state.report  # what the whole text reports on does not lapse
        held = report if carried is report else still_holds(carried, sentence.text, state.sentences)
        held = held or (state.told if sentence.text.startswith("同期") else None)
        pairs = baseline_pairs(sentence) if sentence.figures else {}
        starting = starting_times(sentence, pairs) if pairs else frozenset[int]()
        times = sentence_times(sentence, starting, held is not None)
        if sentence.figures:
            plans = sentence.span.start in planned
            reader = _SentenceReader(document, folded, sentence, pairs, plans, near, anchor.now)
            found += reader.read(held, times, state, len(found))
        handed = hand_on(sentence, times, held or state.carried)
        state.sentences += 1
        state.told = handed or state.told
        if handed is not state.carried:
            state.sentences, state.carried = 1, handed
            if statistical and crosses_paragraphs(handed, monthly):
                state.report = handed
    return tuple(found), tuple(ignored)


def _enter(state: _State, block: Block) -> None:
    """Forget at a new paragraph what the last one handed on."""
    state.year, state.carried = None, state.report
    state.paragraph, state.phrase, state.last = block.span.start, "", ""
    state.steady, state.goal = None, False


class _SentenceReader(NamedTuple):
    document: Document
    folded: str
    sentence: Sentence
    pairs: dict[int, int]
    """By index, the figure that each starting value belongs to."""
    planned: bool
    anchor: Anchor
    now: int | None
    """The year of the text."""

    def read(
        self, held: Carried | None, clock: SentenceTimes, state: _State, count: int
    ) -> list[Measurement]:
        """Return the measurements of the sentence; ids count on from `count`."""
        pairs = self.pairs
        starts = {end: start for start, end in reversed(pairs.items())}
        reached = {end for start, end in pairs.items() if start < end}
        phrases = measured(self.folded, self.sentence, pairs)
        names = [f"m{count + index + 1:03}" for index in range(len(phrases))]
        found: list[Measurement] = []
        parts = self.sentence.text.startswith("其中")
        before = Before(steady=state.steady if parts else None)
        times: list[Time | None] = []
        for index, figure in enumerate(self.sentence.figures):
            phrase = phrases[index]
            if index in starts and phrases[starts[index]].phrase is not None:
                phrase = phrases[starts[index]]  # a starting value and its end value share theirs
            own = self._text(phrase)
            text = own or (state.phrase if _goes_on(figure) else "")
            if not text:
                phrase = Measured(verb_phrase(figure) or counter_phrase(figure), "rest")
                text = own = self._text(phrase)
            if own.endswith("收入任务") and phrase.order == "inherited" and "完成" in figure.said:
                text = own = own.removesuffix("任务")  # 收入任务9亿元,完成|8亿元: what came in
            planned = self.planned or (parts and state.goal)
            reading = read_role(figure, self.sentence, text, planned, before)
            if index in pairs:
                reading = Reading(Role.BASELINE, _sign(figure), rule="baseline")
            elif index in reached and reading.role in (Role.CHANGE, Role.CUMULATIVE):
                reading = Reading(Role.LEVEL, rule="reached")
            if reading.role in (Role.LEVEL, Role.CUMULATIVE) and reading.direction != _sign(figure):
                reading = replace(reading, direction=_sign(figure))
            time = governing(figure, clock, held, reading.role is Role.TARGET or reading.rule == "given")
            beside = figure.adjoins and figure.kinds <= LISTS
            if index and (beside or (figure.number.kind == "structure" and not figure.left)):
                time = times[-1]
            share = figure.number.kind == "ratio" or figure.number.unit == "%"
            steady = (share and "完成" not in figure.said) or is_state(text)
            counted = figure.number.kind == "count"
            time = (reading.role is Role.BASELINE and compared_with(figure, self.sentence)) or time
            if time:
                own_day = index in pairs and self.folded[time.end : figure.number.start] in ("", "的")
                own_day = own_day or ((index in pairs or index in reached) and is_span(time))
                fits = own_day or suits(time, reading.role, steady, held, counted, self.sentence.text)
                time = time if fits and is_dated(figure, time, reading.role, text, times) else None
            if time and time.rule == "context-end" and reading.role is Role.CUMULATIVE:
                if time.start < figure.clause:
                    time = None  # 年末有孤儿12人,|资助学生5名
                elif ACTION not in figure.kinds and "累计" not in figure.said:
                    reading = replace(reading, role=Role.LEVEL)  # 年末登记社会组织12个
            if time and state.report and time is state.report.time:
                time = None if any(one.role is Role.TARGET for one in found) else time
            times.append(time)
            open_role = time is not None and reading.role in _OPEN
            if time and open_role and self._is_to_come(time) and time not in clock.modifiers:
                reading = Reading(Role.TARGET, reading.direction, Stage.PLANNED, "ahead")
            order = phrase.order if own else "paragraph" if text else "none"
            start_of = names[pairs[index]] if index in pairs else ""
            base = ""
            if reading.role is Role.CHANGE:
                if phrase.source >= 0:
                    base = names[pairs.get(phrase.source, phrase.source)]
                elif order == "paragraph":
                    base = state.last
            told = self._at_stage(phrase) if own == "项目" else text
            one = self._measurement(names[index], figure, reading, told, order, time, start_of, base)
            found.append(one)
            if not in_brackets(self.sentence, figure):  # what is said aside is not gone on with
                before = before.then(reading)
                state.steady = before.steady
            state.phrase = text
            if reading.role not in _RELATIVE:
                state.last = names[index]
        state.goal = bool(found) and all(one.role is Role.TARGET for one in found)
        return self._parts(found) if tells_parts(self.sentence) else found

    def _is_to_come(self, time: Time) -> bool:
        """Whether a time expression of the sentence lies in a year after that of the text."""
        if time.start < self.sentence.span.start:
            return False
        if time.kind == "ahead" and time.text.startswith(_COMING):
            return True
        period = resolve(time, self.anchor)
        first = period.start or period.end
        return self.now is not None and first is not None and first.year > self.now

    def _text(self, phrase: Measured) -> str:
        if phrase.phrase is None:
            return ""
        text, shared = self.document.text, phrase.phrase.shared
        end = phrase.phrase.end
        kinds = _AREAS.match(text, end) if text[end - 1] in "县市" else None
        head = text[phrase.phrase.start : kinds.end() if kinds else end].strip()
        return head + text[slice(*shared)] if shared else head

    def _at_stage(self, phrase: Measured) -> str:
        """项目 with how far they are, which alone tells such counts apart (新|签约项目9个)."""
        start = phrase.phrase.start if phrase.phrase else 0
        stage = self.document.text[max(0, start - 2) : start]
        return stage + "项目" if stage in _STAGES else "项目"

    def _measurement(
        self,
        name: str,
        figure: Figure,
        reading: Reading,
        text: str,
        order: str,
        time: Time | None,
        baseline_of: str,
        change_of: str,
    ) -> Measurement:
        number = figure.number
        period = self._period(time, figure, reading, text) if time else None
        against = compared(figure, self.sentence)
        yearly = "同比" if reading.role is Role.CHANGE and _on_the_year(figure) else ""
        ranked = reading.role is Role.RANK
        start = number.start - bool(_sign(figure))
        area = _AREA.search(self.folded, self.sentence.span.start, number.start) if ranked else None
        quote = self.document.text[start : number.end]
        wide = number.unit.translate(_WIDE)
        return Measurement(
            id=name,
            evidence=Evidence(
                Span(start, number.end),
                quote,
                figure.sentence,
                figure.block.section,
                figure.block.paragraph,
            ),
            value=plain(number.value),
            unit=wide if quote.endswith(wide) else number.unit,
            bound=number.bound,
            role=reading.role,
            measure=text,
            period=period,
            rule=f"{number.rule}/{reading.rule}/{order}",
            confidence=_CONFIDENCE[order],
            unit_implied=implied_unit(text) if number.scaled and not number.unit else "",
            direction=reading.direction,
            per_year="/年" in number.unit or not _YEARLY.isdisjoint(figure.said),
            stage=reading.stage,
            rank_in=area.group(1) if area else "",
            compared_with=resolve_against(against, yearly, period, self.anchor),
            baseline_of=baseline_of,
            change_of=change_of,
        )

    def _period(self, time: Time, figure: Figure, reading: Reading, measure: str) -> Period:
        """When a figure holds: a rate told of years gone by (五年来,…率达72%) is that of their last day."""
        period = resolve(time, self.anchor)
        told = self.document.text[time.start : time.end]  # ２０２０年, as the text writes it
        if period.text == self.folded[time.start : time.end]:
            period = replace(period, text=told)
        if reading.role is Role.BASELINE and is_span(time) and period.start:
            return replace(period, start=None, end=period.start)  # what there was when the span began
        rate = time.kind == "since" and figure.number.unit == "%" and reading.role is Role.LEVEL
        if rate and is_state(measure) and _STEADY.isdisjoint(figure.said):
            return replace(period, start=None)
        return period

    def _parts(self, found: list[Measurement]) -> list[Measurement]:
        sized = (
            at
            for at, one in enumerate(found)
            if one.role in _WHOLE
            and ("/qualifier/" not in one.rule or self.sentence.figures[at].number.kind == "count")
        )
        heads = subset_heads(self.sentence, set(sized))
        for index, head in heads.items():
            whole, part = found[head], found[index]
            role, stage, period = part.role, part.stage, part.period
            kinds = self.sentence.figures[index].kinds
            if whole.period and TIME not in kinds:
                period = whole.period
            if role is Role.CUMULATIVE and whole.role is Role.LEVEL and part.unit == whole.unit:
                if ACTION not in kinds and not is_flow(part.measure):
                    role = Role.LEVEL  # a part of what there is is there too
            if "/carried/" in part.rule:
                role = whole.role
            if whole.role is Role.TARGET:
                role, stage = whole.role, whole.stage  # a part of a goal is one
            adds_up = is_exhaustive(self.sentence, heads, head)
            found[index] = replace(
                part,
                role=role,
                stage=stage,
                period=period,
                part_of=whole.id if adds_up else "",
                subset_of="" if adds_up else whole.id,
            )
        return found


_STEADY = frozenset(("稳定", "保持", "始终", "连续", "每年", "年均", "均", "一直", "稳定在", "保持在"))
"""What tells a rate of every year of a span, not of its end."""


def _on_the_year(figure: Figure) -> bool:
    """Whether a change is one against the same days of the year before."""
    return any(word.startswith("同比") for word in figure.said)


def _sign(figure: Figure) -> str:
    """The direction of a rate below zero (自然增长率|-1.26‰), else ""."""
    if figure.adjoins and len(figure.left) == 1:
        return ""  # 3%|-5%
    minus = figure.left[-1] if figure.left else None
    below = minus is not None and minus.text == "-" and minus.end == figure.number.start
    return "down" if below and figure.number.kind == "ratio" else ""


def _goes_on(figure: Figure) -> bool:
    """Whether a figure that nothing in its sentence names goes on with the thing of the sentence before."""
    verbs = [token for token in figure.left if token.kind not in ("function", "time", "subject", "list")]
    generic = context_set("generic_measure")
    if any(token.kind in CHANGES or token.text in generic for token in verbs):
        return True
    if verbs and verbs[-1].kind in (ACTION, DUAL, VERB) and verbs[-1].text not in ("完成", "实现"):
        return False
    return figure.number.kind != "count"
