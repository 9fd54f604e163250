"""Find a model's words in the text: offsets for its quotes, or the reason that there are none.

A quote is looked for word by word behind the one before, then as the only one of its kind in the passage,
then with widths, signs and quotation marks folded, then with blanks and quotation marks left out. Its
other characters must agree one by one, and its numbers number by number; nothing is ever approximate.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govgraph.loaders.chat import prompt as told
from govgraph.loaders.chat.prompt import Answer, Passage, ToldRelation, ToldThing
from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.loaders.names.mentions import Scene
from govgraph.loaders.reading.fold import fold
from govgraph.ontology.records import (
    PLACE_ID,
    Document,
    Measurement,
    Predicate,
    Refused,
    Span,
    ThingType,
)
from govgraph.ontology.vocabulary import levels

LONGEST_NAME = 40
_CONFIDENCE = 0.6
_MARKS = frozenset("“”‘’'\"「」 \n")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "「": "」"}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_SELF = re.compile(r"[该全我本]([省市区县州旗镇乡]|自治区|社区|地区)")
_AREA = re.compile(r"全[国省市区县州旗]|全自治区")
_INTO_AREAS = frozenset((Predicate.FIRST_IN, Predicate.ADOPTED_IN, Predicate.LOCATED_IN))
_WITH_FIGURES = frozenset((Predicate.HAS_OUTCOME, Predicate.FUNDED))
_FIGURE = re.compile(r"N(\d{1,4})")


class Ungrounded(Exception):
    """A quote that cannot be placed; its text says why."""


@dataclass(frozen=True, slots=True)
class End:
    """An end of a relation: `id` of a figure or the document's place, or `name` of a thing, or `word`."""

    id: str = ""
    name: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A relation whose quote is found but whose names are not records yet.

    `near` says that both ends are named in the sentence of `quote`, `told` is the model's wording.
    """

    subject: End
    predicate: Predicate
    object: End
    quote: Span
    near: bool
    told: str
    passage: Span


@dataclass(frozen=True, slots=True)
class Grounded:
    """What holds of an answer, and what does not."""

    names: tuple[Candidate, ...]
    drafts: tuple[Draft, ...]
    refused: tuple[Refused, ...]


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def name_key(text: str) -> str:
    """A name without what writers vary: widths, blanks, quotation and title marks."""
    return re.sub("[《》]", "", _squeeze(fold(text)))


def _squeeze(folded: str) -> str:
    return "".join(sign for sign in folded if sign not in _MARKS)


class Locator:
    """Finds quotes in a stretch of a text."""

    def __init__(self, text: str, folded: str, span: Span) -> None:
        self._text, self._folded, self._span = text, folded, span

    def find(self, quote: str, after: int = 0, *, name: bool = False, figure: bool = False) -> Span:
        """Return the span of a quote; raises `Ungrounded` where there is none or more than one.

        `after` is where the quote before ended. Of a `name` that stands several times the first place is
        taken: all its mentions are recorded anyway. Of a `figure` no blank or mark may be left out.
        """
        for words, text in ((quote, self._text), (fold(quote), self._folded)):
            if found := self._exact(words, text, after, name):
                return found
        if not figure and (found := self._squeezed(quote, name)):
            return found
        raise Ungrounded(told.ECHO if quote in told.sample_quotes() else told.NOT_THERE)

    def _exact(self, words: str, text: str, after: int, name: bool) -> Span | None:
        start, end = self._span.start, self._span.end
        at = text.find(words, max(start, after), end)
        if at < 0:
            at = text.find(words, start, end)
            if at >= 0 and not name and text.find(words, at + 1, end) >= 0:
                raise Ungrounded(told.SEVERAL)
        return Span(at, at + len(words)) if at >= 0 else None

    def _squeezed(self, quote: str, name: bool) -> Span | None:
        """The place of a quote whose blanks and quotation marks differ from the text's."""
        words = _squeeze(fold(quote))
        kept = [at for at in range(self._span.start, self._span.end) if self._folded[at] not in _MARKS]
        text = "".join(self._folded[at] for at in kept)
        at = text.find(words)
        if not words or at < 0:
            return None
        if not name and text.find(words, at + 1) >= 0:
            raise Ungrounded(told.SEVERAL)
        start, end = self._balanced(kept[at], kept[at + len(words) - 1] + 1)
        if _DIGITS.findall(self._folded[start:end]) != _DIGITS.findall(fold(quote)):
            return None
        return Span(start, end)

    def _balanced(self, start: int, end: int) -> tuple[int, int]:
        """Take in the quotation mark beside a stretch that holds its partner (三联”机制 → “三联”机制)."""
        inside = self._folded[start:end]
        for left, right in _PAIRS.items():
            if inside.count(left) < inside.count(right) and self._folded[start - 1 : start] == left:
                start -= 1
            elif inside.count(left) > inside.count(right) and self._folded[end : end + 1] == right:
                end += 1
        return start, end


class Grounder:
    """Grounds answers about the passages of a document."""

    def __init__(self, document: Document, measurements: Sequence[Measurement], rule: str) -> None:
        self._document, self._rule = document, rule
        self._folded = fold(document.text)
        self._figures = sorted(measurements, key=lambda m: m.evidence.span)
        self._starts = [figure.evidence.span.start for figure in self._figures]
        self._scene = Scene(document)

    def figures(self, span: Span) -> list[Measurement]:
        """The figures that lie in a stretch, in order: N1, N2 … of its question."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [figure for figure in self._figures[first:last] if figure.evidence.span.end <= span.end]

    def ground(self, passage: Passage, answer: Answer) -> Grounded:
        """Return what an answer says in terms of the text; the rest with the reasons."""
        locator = Locator(self._document.text, self._folded, passage.span)
        names: list[Candidate] = []
        drafts: list[Draft] = []
        refused = [Refused("item", text, told.FORM, passage.span) for text in answer.malformed]
        after = 0
        for thing in answer.things:
            try:
                names.append(self._name(thing, locator, after))
                after = names[-1].end
            except Ungrounded as reason:
                refused.append(Refused("thing", thing.quote, str(reason), passage.span))
        listed = {name_key(thing.quote) for thing in answer.things}
        after = 0
        for relation in answer.relations:
            try:
                drafts.append(self._draft(relation, passage, locator, after, listed))
                after = drafts[-1].quote.start
            except Ungrounded as reason:
                refused.append(Refused("relation", relation.text(), str(reason), passage.span))
        return Grounded(tuple(names), tuple(drafts), tuple(refused))

    def _name(self, thing: ToldThing, locator: Locator, after: int) -> Candidate:
        if thing.type not in {kind.value for kind in told.TYPES}:
            raise Ungrounded(told.TYPE)
        if _SELF.fullmatch(thing.quote):
            raise Ungrounded(told.GENERAL)
        span = locator.find(thing.quote, after, name=True)
        surface = self._folded[span.start : span.end]
        name = bare(surface)
        if not 2 <= len(name) <= LONGEST_NAME or re.search(r"[。;!?\n]", name):
            raise Ungrounded(told.LONG)
        if self._scene.sentence(span.start, span.end) is None:
            raise Ungrounded(told.SENTENCES)
        if any(_within(span, figure.evidence.span) for figure in self._near(span)):
            raise Ungrounded(told.NUMBER)
        kind, place = ThingType(thing.type), self._document.place
        own = place.code if place and kind is ThingType.PLACE and name == place.name else ""
        return Candidate(span.start, span.end, name, kind, self._rule, _CONFIDENCE, code=own)

    def _near(self, span: Span) -> list[Measurement]:
        """The figures of the sentence that a stretch lies in."""
        return self.figures(self._scene.sentence(span.start, span.end) or span)

    def _draft(
        self, relation: ToldRelation, passage: Passage, locator: Locator, after: int, listed: Iterable[str]
    ) -> Draft:
        try:
            predicate = Predicate(relation.predicate)
        except ValueError:
            raise Ungrounded(told.PREDICATE) from None
        quote = locator.find(relation.quote, after)
        sentence = self._scene.sentence(quote.start, quote.end)
        if sentence is None:
            raise Ungrounded(told.SENTENCES)
        before = Span(passage.span.start, sentence.end)
        subject, subject_at = self._end(relation.subject, passage, before, "", listed)
        word = "area" if predicate in _INTO_AREAS else "level" if predicate is Predicate.GRANTED_BY else ""
        word = "figure" if predicate in _WITH_FIGURES else word
        object, object_at = self._end(relation.object, passage, sentence, word, listed)
        spans = [at for at in (subject_at, object_at) if at is not None]
        if spans and not any(_within(at, quote) for at in spans):
            raise Ungrounded(told.NEITHER)
        near = subject_at is None or subject_at.start >= sentence.start
        return Draft(subject, predicate, object, quote, near, relation.text(), passage.span)

    def _end(
        self, text: str, passage: Passage, within: Span, word: str, listed: Iterable[str]
    ) -> tuple[End, Span | None]:
        """An end, and where it stands last `within` a stretch; None for the document's place."""
        area = word == "area" and _AREA.fullmatch(text)
        if text == told.PLACE_WORD or (_SELF.fullmatch(text) and not area):
            if self._document.place is None:
                raise Ungrounded(told.NO_PLACE)
            return End(id=PLACE_ID), None
        if number := _FIGURE.fullmatch(text):
            figures = self.figures(passage.span)
            at = int(number.group(1)) - 1
            if not 0 <= at < len(figures):
                raise Ungrounded(told.NO_FIGURE)
            span = figures[at].evidence.span
            if not _within(span, within):
                raise Ungrounded(told.ELSEWHERE)
            return End(id=figures[at].id), span
        if word == "figure" and name_key(text) not in listed and re.search(r"\d", text):
            return self._figure(text, within)
        span = self._last(text, passage, within)
        level = word == "level" and any(text in forms for forms in levels().values())
        return End(word=text) if area or level else End(name=name_key(text)), span

    def _figure(self, text: str, within: Span) -> tuple[End, Span]:
        """The figure that our grammar reads in words of the text."""
        span = Locator(self._document.text, self._folded, within).find(text, figure=True)
        found = self.figures(span) or [f for f in self.figures(within) if _within(span, f.evidence.span)]
        if len(found) != 1:
            raise Ungrounded(told.NO_FIGURE)
        return End(id=found[0].id), found[0].evidence.span

    def _last(self, text: str, passage: Passage, within: Span) -> Span:
        """The last place of a name in a stretch; raises `Ungrounded` where it stands only elsewhere."""
        locator = Locator(self._document.text, self._folded, within)
        try:
            span = locator.find(text, name=True)
        except Ungrounded:
            Locator(self._document.text, self._folded, passage.span).find(text, name=True)
            raise Ungrounded(told.ELSEWHERE) from None
        last = self._document.text.rfind(self._document.text[span.start : span.end], span.start, within.end)
        return Span(last, last + span.end - span.start)
