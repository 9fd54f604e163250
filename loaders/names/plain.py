"""Candidates that only say of what kind something is: a class behind a list, common words alone."""

from __future__ import annotations

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.words import is_listed, tag_of
from govgraph.ontology.records import ThingType

_CLASSES = ("活动", "项目", "品牌", "班列", "模式", "招聘会")
_OF_LIST = lazy("等(?:一?系列|一批)?$")
_EACH = lazy(r"一([场件个次项桩份])\1")
"""How a phrase begins that speaks of one after another (一场场|攻坚战)."""
_FETCHED = lazy(r"(?:引[进入]|争取|新上|谋划|储备|吸引|招引|分包|保障)(?:了|一批|一些)?$|[一大]批$")
"""What is done with works of a kind, before any is known by name (引进|高科技产业项目)."""
_COMMON = {
    ThingType.PLACE: ("牧场", "市场", "夜市", "宾馆"),
    ThingType.INITIATIVE: ("治理", "公开", "体系"),
    ThingType.INSTITUTION: ("子公司",),
}
"""Heads before which few common words make no name (马路|市场)."""
_NAMING = frozenset(("ns", "nr", "nrt", "nrfg"))
"""Parts of speech of the names of places and persons; the dictionary has common words among the others."""
_LONGEST = 9
"""Most signs of common words that make no name."""


def is_plain(text: str, candidate: Candidate) -> bool:
    """Return whether a candidate names nothing: the class of a list before it, or common words alone."""
    name = candidate.name
    if candidate.rule.startswith(("quoted", "known")):
        return False
    if name.endswith(_CLASSES) and name.isalpha():
        if _OF_LIST.search(text, max(0, candidate.start - 4), candidate.start):
            return True  # 甲节、乙节等|旅游文化活动
    if _EACH.match(name):
        return True
    if name.endswith("项目") and _FETCHED.search(text, max(0, candidate.start - 6), candidate.start):
        return _is_common(name)
    return len(name) <= _LONGEST and name.endswith(_COMMON.get(candidate.type, ())) and _is_common(name)


def _is_common(name: str) -> bool:
    """Whether all words are common ones of two signs or more."""
    import rjieba

    words = rjieba.cut(name)
    return all(len(word) > 1 and is_listed(word) and tag_of(word) not in _NAMING for word in words)
