"""The sentences of a document, with what their paragraph has been speaking of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.reading.fold import fold
from govgraph.loaders.relations.anchors import Anchor, anaphors
from govgraph.loaders.relations.clauses import SELF, Scene, cut_clauses
from govgraph.loaders.relations.openings import CAMPAIGN, LEAD, begins_with_verb
from govgraph.loaders.relations.profiles import is_site
from govgraph.loaders.relations.tied import ACTS, TOPICS
from govgraph.ontology.records import BlockKind, Document, Measurement, Span, Thing, ThingType

_TELLS_WHAT = lazy(
    r"(?:\([^)]{1,40}\))?(?:是[^由否]|为[^了]|系|成立于|始建于|创建于|创办于|建于|组建于|位于|坐落|占地|注册资|前身|现有|拥有)"
)
_ATTRIBUTE = lazy(
    rf"(?!{HAN}*(?:全[省市区县州镇乡村]|境内|辖区|镇域|县域)){HAN}{{2,10}}?(?:约为|达到|[约为达共近超])?\d"
    r"|被(?!告)|经[^,。]{2,16}(?:批准|认定|评定|命名|验收)"
)
"""How a sentence opens that tells a figure of what its paragraph is about (校舍建筑面积8766平方米)."""
_DATED = lazy(r"^\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?,?")
_ITS_OWN = lazy(r"[该我本][省市区县州旗镇乡村]")
_BEGUN = lazy(r"(?:正式|全面|顺利|已|陆续|同步)*(?:启动|开工|实施|动工|完工|竣工|完成|建成)(?:建设)?[。!\s]*")
_COMMON = frozenset("工程 项目 改造 建设 一期 二期 提升 整治 治理 综合 行动".split())


def read_scenes(
    document: Document, measurements: Sequence[Measurement], things: Sequence[Thing]
) -> Iterator[Scene]:
    """Yield the titles and sentences that name a thing, with their clauses."""
    text = fold(document.text)
    anchors = [
        Anchor(m.span.start, m.span.end, thing.id, thing.type, thing)
        for thing in things
        if thing.rule != "own-place"  # 云岭市教育局 speaks of the bureau
        for m in thing.mentions
    ]
    anchors += [Anchor(m.evidence.span.start, m.evidence.span.end, m.id, figure=m) for m in measurements]
    anchors.sort(key=_place)
    inner = [b for a, b in pairwise(anchors) if _names_its_site(a, b)]
    anchors = [anchor for anchor in anchors if anchor not in inner] if inner else anchors
    for anaphor in list(anaphors(text, anchors, document.blocks)):
        insort(anchors, anaphor, key=_place)
    starts = [anchor.start for anchor in anchors]
    spans = [(block.span, True) for block in document.blocks if block.kind is BlockKind.TITLE]
    spans += [(span, False) for span in document.sentences]
    spans.sort(key=lambda told: told[0].start)
    heads = [block.span.start for block in document.blocks]
    stop, paragraph = 0, -1
    headed: Anchor | None = None
    profiled: Anchor | None = None
    work: Anchor | None = None
    item: Anchor | None = None
    counted: Anchor | None = None
    for span, title in spans:
        first = bisect_left(starts, span.start, stop)
        stop = bisect_left(starts, span.end, first)
        inside = [anchor for anchor in anchors[first:stop] if anchor.end <= span.end]
        here = bisect_right(heads, span.start)
        if here != paragraph:
            work = item = counted = None
            paragraph = here
            heading = document.blocks[here - 1].kind is BlockKind.HEADING
            headed = _headed(text, document.blocks[here - 1].span, inside) if heading else headed
            profiled = None if heading else headed
        topical = any([anchor.type in TOPICS for anchor in inside])
        if profiled is not None and (profiled.type not in ACTS or not topical):
            for begin in _taken_up(text, span, inside, profiled.type in ACTS):
                insort(inside, replace(profiled, start=begin, end=begin), key=_place)
                topical = topical or profiled.type in TOPICS
        if item is not None and not topical:
            for begin in _heads(text, span):
                insort(inside, replace(item, start=begin, end=begin), key=_place)
        elif counted is not None and _PARTS.match(text, span.start) and not topical:
            for begin in _heads(text, span):
                insort(inside, replace(counted, start=begin, end=begin), key=_place)
        kinds = frozenset([anchor.type for anchor in inside if anchor.type is not None])
        if kinds or (work is not None and inside):
            counts = None in [anchor.type for anchor in inside]
            scene = Scene(span, text, cut_clauses(text, span, inside), kinds, counts, title)
            if work is not None and kinds.isdisjoint(TOPICS) and _speaks_of(scene, work):
                scene.work = work
            if not kinds.isdisjoint(TOPICS):
                profiled, work = _profiled(scene, profiled) or _campaign(scene), _begun(scene)
                if item is None and _names_item(scene):
                    item = scene.clauses[0].things[0]
            elif ThingType.PLACE in kinds:
                profiled = _profiled(scene, profiled)
            counted = _counted(scene)
            yield scene
        else:
            counted = None


_PARTS = lazy("其中[,:]?")


def _heads(text: str, span: Span) -> Iterator[int]:
    """Where a sentence begins and goes on behind a semicolon."""
    begin = span.start
    while 0 <= begin < span.end:
        yield begin
        begin = text.find(";", begin, span.end) + 1 or -1


def _counted(scene: Scene) -> Anchor | None:
    """The one body or act that a sentence tells figures of: the next may tell their parts (其中,…)."""
    subjects = scene.clauses[-1].subjects if scene.counts else ()
    one = subjects[0] if len(subjects) == 1 else None
    return one if one is not None and one.type in TOPICS else None


def _taken_up(text: str, span: Span, anchors: list[Anchor], act: bool) -> Iterator[int]:
    """Where a sentence goes on with what its paragraph is about: at its head and, but for acts, behind
    semicolons; of what is no act it may also tell a size (校舍建筑面积8766平方米)."""
    begin = span.start
    while 0 <= begin < span.end:
        opening = _DATED.sub("", text[begin : span.end].lstrip(" \n“"))
        told = not act and _ATTRIBUTE.match(opening) and not SELF.match(opening)
        if told or not _opens_with_noun(text, Span(begin, span.end), anchors):
            yield begin
        begin = -1 if act else text.find(";", begin, span.end) + 1 or -1


def _opens_with_noun(text: str, span: Span, anchors: list[Anchor]) -> bool:
    """Whether a sentence opens with a subject of its own, or speaks of 该县."""
    anchors = [anchor for anchor in anchors if anchor.start >= span.start]
    opening = LEAD.sub("", text[span.start : span.end].lstrip(" \n“"))
    if not opening or not begins_with_verb(opening[:16]) or SELF.match(opening):
        return True
    return bool(anchors and anchors[0].thing and anchors[0].start - span.start < 2)


def _profiled(scene: Scene, before: Anchor | None) -> Anchor | None:
    """The body or built place that a paragraph is about from where it tells what it is (甲公司成立于…).

    What opens with another subject ends that.
    """
    first = scene.clauses[0]
    own = [a for a in first.subjects if a.start >= first.start]
    if not own:
        return None if _ITS_OWN.search(scene.text, first.start, first.end) else before
    if len(own) > 1 or not (own[0].type is ThingType.INSTITUTION or is_site(own[0])):
        return None
    if _TELLS_WHAT.match(scene.text, own[0].end, first.end):
        return own[0]
    return before if before is not None and before.id == own[0].id else None


def _headed(text: str, heading: Span, anchors: list[Anchor]) -> Anchor | None:
    """The body or built place whose name is all that a heading says (1.甲公司), which so is of it."""
    named = [anchor for anchor in anchors if anchor.thing is not None]
    if len(named) != 1 or not (named[0].type is ThingType.INSTITUTION or is_site(named[0])):
        return None
    number = _NUMBER.fullmatch(text, heading.start, named[0].start)
    return named[0] if number and not text[named[0].end : heading.end].strip("” \n") else None


def _campaign(scene: Scene) -> Anchor | None:
    """The one campaign that a sentence names and tells nothing of; the next one says what was done in it."""
    acts = [a for clause in scene.clauses for a in clause.things if a.type in ACTS]
    if scene.counts or len(acts) != 1 or len(acts) < sum(len(clause.things) for clause in scene.clauses):
        return None
    named = acts[0].thing is not None and CAMPAIGN.search(acts[0].thing.name)
    return acts[0] if named and scene.span.end - scene.span.start <= _HEADLINE else None


_HEADLINE = 30
"""Longest sentence that only names a campaign, in characters."""


_NUMBER = lazy(r"\s*(?:\d{1,2}[.、]|\(?[一二三四五六七八九十]{1,2}[)、])?\s*“?")


def _names_item(scene: Scene) -> bool:
    """Whether a sentence is nothing but the name of the work that its paragraph tells of (1.危房改造。…)."""
    first = scene.clauses[0]
    if len(first.things) != 1 or first.things[0].type is not ThingType.PROGRAM or scene.counts:
        return False
    before = _NUMBER.fullmatch(scene.text, scene.span.start, first.things[0].start)
    behind = scene.text[first.things[0].end : scene.span.end].strip("”。\n ")
    return before is not None and not behind


def _names_its_site(site: Anchor, area: Anchor) -> bool:
    """Whether an area is named only at the head of a site, which is spoken of (云岭县|茶产业园)."""
    if site.start != area.start or area.end >= site.end:
        return False
    return site.type is ThingType.PLACE and area.type is ThingType.PLACE


def _place(anchor: Anchor) -> tuple[int, int, str]:
    """Where an anchor stands among others: by start, the longest first."""
    return anchor.start, -anchor.end, anchor.id


def _begun(scene: Scene) -> Anchor | None:
    """The programme that a sentence says no more of than that it was begun or done."""
    clause = scene.clauses[-1]
    works = [a for a in clause.things if a.type is ThingType.PROGRAM]
    if len(works) != 1 or not _BEGUN.fullmatch(scene.text, works[0].end, scene.span.end):
        return None
    return works[0]


def _speaks_of(scene: Scene, work: Anchor) -> bool:
    """Whether a sentence has a word of two signs that the work is named by."""
    assert work.thing is not None
    name = work.thing.name
    words = {name[at : at + 2] for at in range(len(name) - 1)} - _COMMON
    return any(scene.text.find(word, scene.span.start, scene.span.end) >= 0 for word in sorted(words))
