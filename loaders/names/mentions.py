"""From candidates to things: one record a thing, with all its mentions and its other names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from operator import attrgetter

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.ontology.places import load_places
from govgraph.ontology.records import PLACE_ID, Block, Document, Evidence, Span, Thing, ThingType

_SIGN = lazy("自治区|[省市区县州旗镇乡]")
"""What an institution that is named from inside its area begins with."""
_SHORT_GOVERNMENT = lazy(r"(?<=[省市区县州旗镇乡])(?<!特别行政区)政府$")
"""What the text calls a 人民政府 for short, as each of these is one by law."""


class Scene:
    """Where a span stands in its document: sentence, section, paragraph."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._sentences = [span.start for span in document.sentences]
        self._blocks = [block.span.start for block in document.blocks]

    def sentence(self, start: int, end: int) -> Span | None:
        """The sentence that holds the span whole, or None."""
        index = bisect_right(self._sentences, start) - 1
        if index >= 0:
            span = self.document.sentences[index]
            if span.start <= start and end <= span.end:
                return span
        return None

    def block(self, start: int) -> Block | None:
        """The block that holds the offset, or None."""
        index = bisect_right(self._blocks, start) - 1
        if index >= 0 and start < self.document.blocks[index].span.end:
            return self.document.blocks[index]
        return None

    def evidence(self, start: int, end: int) -> Evidence | None:
        """The span as evidence; outside sentences (a by-line) its block stands for the sentence."""
        block = self.block(start)
        if block is None:
            return None
        sentence = self.sentence(start, end)
        if sentence is None:
            if end > block.span.end or self.sentence(start, start + 1) is not None:
                return None
            sentence = block.span
        return Evidence(
            Span(start, end), self.document.text[start:end], sentence, block.section, block.paragraph
        )


def gather(document: Document, candidates: Iterable[Candidate]) -> tuple[Thing, ...]:
    """Things from the candidates that were kept, in order of first mention."""
    ordered = sorted(candidates, key=attrgetter("start", "end"))
    groups = _grouped(document, ordered)
    scene = Scene(document)
    taken = [(c.start, c.end) for c in ordered]
    things: list[tuple[int, Candidate, list[Candidate], list[Evidence]]] = []
    further = _further(scene, groups, taken)
    for index, group in enumerate(groups):
        best = group[0] if len(group) == 1 else max(group, key=lambda c: (c.confidence, -c.start))
        spans = {(c.start, c.end) for c in group}.union(further.get(index, ()))
        evidence = [one for start, end in sorted(spans) if (one := scene.evidence(start, end)) is not None]
        if evidence:
            things.append((evidence[0].span.start, best, group, evidence))
    things.sort(key=lambda row: (row[0], row[1].name))
    numbered: list[Thing] = []
    for number, (_, best, group, evidence) in enumerate(things, start=1):
        identity = PLACE_ID if _is_own(document, best) else f"e{number:03d}"
        numbered.append(_thing(document, identity, best, group, tuple(evidence)))
    return tuple(numbered)


def _is_own(document: Document, candidate: Candidate) -> bool:
    """Whether a candidate is the place the document speaks for, by its code, or by name where it has none."""
    own = document.place
    if own is None or candidate.type is not ThingType.PLACE:
        return False
    return candidate.code == own.code if own.code else candidate.name == own.name


def _grouped(document: Document, candidates: list[Candidate]) -> list[list[Candidate]]:
    """Candidates of one thing together: same full name, same code, or a quoted core and its full form."""
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_key[candidate.code or _canonical(document, candidate) or candidate.name].append(candidate)
    cores = {
        _core(document, c): key for key, group in by_key.items() for c in group if c.rule == "quoted-head"
    }
    for core, key in sorted(cores.items()):
        if core and core in by_key and core != key and key in by_key:
            by_key[key] = sorted(by_key[key] + by_key.pop(core), key=attrgetter("start"))
    return list(by_key.values())


def _core(document: Document, candidate: Candidate) -> str:
    """The words inside the quotation of a name with a head behind it."""
    surface = document.text[candidate.start : candidate.end]
    for left, right in ("“”", "「」", '""'):
        if surface.startswith(left) and right in surface[1:]:
            return surface[1 : surface.index(right, 1)]
    return ""


def _further(
    scene: Scene, groups: list[list[Candidate]], taken: list[tuple[int, int]]
) -> dict[int, set[tuple[int, int]]]:
    """Where the name of a group, by index, stands further, outside every candidate (`taken`, sorted)."""
    text, starts = scene.document.text, [start for start, _ in taken]
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    by_head: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        surfaces = {text[c.start : c.end] for c in group}
        surfaces.update(c.name for c in group)
        for surface in surfaces:
            if len(surface) > 2:
                by_head[surface[:3]].append((surface, number))
    if not by_head:
        return found
    signs = ("".join(sorted(set(at))) for at in zip(*by_head, strict=True))
    first, second, third = (f"[{re.escape(each)}]" for each in signs)
    for match in re.finditer(f"{first}(?={second}{third})", text):
        at = match.start()
        for surface, number in by_head.get(text[at : at + 3], ()):
            if not text.startswith(surface, at):
                continue
            end = at + len(surface)
            if surface[-1] == "部" and text.startswith(("门", "队"), end):
                continue  # 民政部门 is no 民政部
            index = bisect_right(starts, at)
            free = (index == 0 or taken[index - 1][1] <= at) and (
                index == len(taken) or end <= taken[index][0]
            )
            if free and scene.sentence(at, end) is not None:
                found[number].add((at, end))
    return found


def _thing(
    document: Document, identity: str, best: Candidate, group: list[Candidate], mentions: tuple[Evidence, ...]
) -> Thing:
    """The record of one thing from its candidates."""
    first = group[0] if best.code else best
    name = _printed(document, first)
    others = {name}
    canonical = subtype = level = ""
    for candidate in group:
        if candidate is not first:
            others.add(_printed(document, candidate))
        others.update(candidate.aliases)
        canonical = canonical or candidate.canonical
        if not subtype and candidate.type is best.type:
            subtype = candidate.subtype
        if not level and candidate.level != "international":
            level = candidate.level
    canonical = canonical or _canonical(document, best)
    return Thing(
        id=identity,
        name=name,
        type=best.type,
        mentions=mentions,
        rule=best.rule,
        confidence=_rounded(best.confidence),
        subtype=subtype,
        canonical=canonical if canonical != name else "",
        code=best.code,
        level=level,
        aliases=tuple(sorted(others - {name, canonical})),
    )


@cache
def _rounded(confidence: float) -> Decimal:
    """The confidence of a rule as records hold it."""
    return Decimal(f"{confidence:.2f}")


def _printed(document: Document, candidate: Candidate) -> str:
    """The name as the text prints it, widths kept, or the one put together from a list."""
    surface = bare(document.text[candidate.start : candidate.end])
    return surface if len(surface) == len(candidate.name) else candidate.name


def _canonical(document: Document, candidate: Candidate) -> str:
    """The full name of an institution that the text names for short (区教育局, 润州区政府), or empty."""
    if candidate.type is not ThingType.INSTITUTION:
        return ""
    within = _with_area(document, candidate.name)
    if not within and len(candidate.name) == len("区政府"):
        return ""
    full = _SHORT_GOVERNMENT.sub("人民政府", within or candidate.name)
    return full if full != candidate.name else ""


def _with_area(document: Document, name: str) -> str:
    """A name that begins with the sign of its area with the name of the nearest such area, or empty.

    市教育局 is of 昆山市 in a text of 昆山市, of 镇江市 in one of 润州区, of 重庆市 in one of 涪陵区.
    """
    sign, own = _SIGN.match(name), document.place
    if own is None or not own.is_named or sign is None or len(name) < 3 and name[1] not in "委":
        return ""
    above = [place.name for place in load_places().chain(own.code)] or [own.name]
    ends = [area for area in above if area.endswith(sign.group())]
    if not ends or sign.group() == "区" and ends[0].endswith("自治区"):
        return ""
    return ends[0] + name[sign.end() :]
