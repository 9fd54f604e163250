"""An edge that a rule found, before it becomes a record."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.nested import FIRM_ENDINGS
from govgraph.loaders.names.words import Verb, verbs
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.ontology.records import PLACE_ID, Predicate, Stage, ThingType


@dataclass(slots=True)
class Edge:
    """A relation between two ids with the words `start` to `end` that state it."""

    subject: str
    predicate: Predicate
    object: str
    start: int
    end: int
    rule: str
    confidence: float
    implied: bool = False
    stage: Stage = Stage.DONE


@cache
def verb_pattern(relation: str) -> re.Pattern[str]:
    """All verbs of a relation, longest first."""
    forms = sorted((v.word for v in verbs().values() if v.relation == relation), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, forms)))


def verbs_in(scene: Scene, clause: Clause, relation: str) -> list[re.Match[str]]:
    """The verbs of a relation in a clause, outside the names in it."""
    found: list[re.Match[str]] = []
    for match in verb_pattern(relation).finditer(scene.text, clause.start, clause.end):
        start, end = match.span()
        for thing in clause.things:
            if thing.start < end and start < thing.end:
                break
        else:
            found.append(match)
    return found


def verb_at(match: re.Match[str]) -> Verb:
    """The lexicon's verb for a match."""
    return verbs()[match.group()]


def who(clause: Clause, before: int, placed: bool) -> list[tuple[str, int, bool]]:
    """Whom a clause speaks of before an offset: ids, where they stand, and whether that is implied.

    The document's own place, implied, where the clause names nobody.
    """
    named = [(a.id, a.start, False) for a in clause.subjects if a.end <= before]
    return named or home(clause, before, placed)


def home(clause: Clause, before: int, placed: bool) -> list[tuple[str, int, bool]]:
    """The document's own place, as `who` tells it: where it is named before an offset, or else implied."""
    for thing in clause.things:
        if thing.id == PLACE_ID and thing.end <= before:
            return [(PLACE_ID, thing.start, False)]
    return [(PLACE_ID, clause.start, True)] if placed else []


def listed(text: str, anchors: Sequence[Anchor]) -> list[Anchor]:
    """The first of the anchors and those that stand in one list with it (A、B和C)."""
    items = [*anchors[:1]]
    for anchor in anchors[1:]:
        if not _LIST.fullmatch(text[items[-1].end : anchor.start]):
            break
        items.append(anchor)
    return items


def listed_before(
    text: str, anchors: Sequence[Anchor], kinds: Collection[ThingType] | None = None
) -> list[Anchor]:
    """The last of the anchors and those of some kinds that stand in one list before it (A、B和C)."""
    items: list[Anchor] = []
    for anchor in reversed(anchors):
        if items and not _joined(text, anchor, items[0]):
            break
        if items and kinds is not None and anchor.type not in kinds:
            break
        items.insert(0, anchor)
    return items


def _joined(text: str, left: Anchor, right: Anchor) -> bool:
    """Whether two names stand side by side in a list (A、B; A和B; “A”“B”)."""
    if left.end > right.start:
        return False
    around = text[left.end - 1 : right.start + 1]
    return "”“" in around or "》《" in around or text[left.end : right.start].strip("“” ") in _JOINTS


_JOINTS = frozenset(("、", "和", "与", "及"))
_LIST = lazy(r"[、和与及以暨“”\s]*(?:等?[一二三四五六七八九十\d]*[个项名次场]?|[\d.]+[万亿]?元(?:/年)?的)?")


def firms_in(scene: Scene) -> dict[str, Anchor]:
    """The firms that names of works in a sentence begin with, by the id of the works (甲乳业|生产线项目)."""
    found: dict[str, Anchor] = {}
    for clause in scene.clauses if ThingType.INSTITUTION in scene.kinds else ():
        for work in clause.things if ThingType.PROGRAM in clause.kinds else ():
            for firm in clause.things if work.type is ThingType.PROGRAM else ():
                inside = firm.type is ThingType.INSTITUTION and firm.start == work.start
                if inside and firm.end < work.end and scene.text.endswith(FIRM_ENDINGS, firm.start, firm.end):
                    found[work.id] = replace(firm, end=work.end)
    return found
