"""What a quotation without a head noun names: told by its words, the verb before it, or its shape."""

from __future__ import annotations

import re
from typing import TypeAlias

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.classes import class_behind, right_endings
from govgraph.loaders.names.lexicons import ending_of, known_names
from govgraph.loaders.names.words import Verb, Words, tag_of
from govgraph.ontology.records import ThingType

_NUMERIC = lazy(r"^(?:[一二三四五六七八九十百两双多\d]+[^一二三四五六七八九十百两双多\d,。]{1,3}){2,}$")
_UNDER_WAY = lazy(
    r"(?:有序|加快|全面|持续|深入|扎实|稳步|顺利|强力|不断|正式)*(?:每[月周年季天]|定期|推进|实施|开展|进行|完成|推开|建成|落地|启动|升级|上线|运行|通过|惠及|受惠)"
    r"|(?:[、和与][^“”,。;]{0,10}“[^“”]{2,12}”){0,4}(?:分别|成功|先后|双双)?(?:被|获评|荣获|获得|入选|入围|评为|获批|获国家|获全国|获省)"
)
_THEMED = lazy(r"^[^\d,]{3,}[^\d一二三四五六七八九十两几多近上下每全今明去来新]年$")
"""A year with a motto (作风建设提升年)."""
_STRESSED = lazy(rf"[大小新微]{HAN}{{2}}")
"""A noun that is only stressed (构建“大交通”)."""
_STYLED = lazy(rf"(?:中国|世界|全国|亚洲|全球|国际|华夏){HAN}{{1,6}}(?:都|乡|城|镇|县)")
"""What a place is styled for what it is known for (中国瓷都)."""
_BRAND = lazy("”?牌(?![照子楼坊匾])")
"""What stands behind the name of a brand (“云雾”牌茶叶)."""
_LOAN = lazy(rf"{HAN}{{2,6}}[贷险券]")
"""Loans and insurances by their trade names."""
_SAID = lazy(r"已|所|了|到账|必须|应当|不得|没有")
"""What a sentence holds and a name does not."""
_ZONES = tuple("区园廊带圈轴核片城港")
_SHAPING = frozenset("形成 构筑 夯实 实现 打响 擦亮 叫响 唱响 做优 做靓".split())
"""Verbs whose quoted object is a named state or brand (实现“县县通动车”)."""
_FEAT = lazy(r"突破|[红冠梦]$|格局|覆盖|式$|^双|^两个|^三个|^大")
"""What a quotation praises as a feat."""
MAKING = frozenset(("launched", "issued", "advanced"))
Judged: TypeAlias = tuple[tuple[ThingType, str], str, float]
"""Type and subtype, rule, and confidence."""


def judged(words: Words, core: str, last: int, end: int, verb: Verb | None) -> Judged | None:
    """Return what the quotation of `core` is, up to word `last` and offset `end`, behind `verb`."""
    return _by_words(words, core, last) or _by_verb(core, verb) or _by_shape(words, core, end)


def _by_words(words: Words, core: str, last: int) -> Judged | None:
    """Told by the quotation's own words or by the class noun behind the list it stands in."""
    known = known_names().get(core)
    if known is not None:
        return (known, ""), "quoted-known", 0.85
    inner = ending_of(core, len(core), 0, right_endings())
    listed = class_behind(words, last)
    if inner is not None and inner.type is ThingType.INSTITUTION:
        if _NUMERIC.match(core) or len(inner.word) == 1 and "、" in core:
            inner = None  # “五区二园一中心”, “走在前、开新局”
    if inner is not None and len(core) > len(inner.word) + (core[0] in "新大小"):
        if len(inner.word) > 1 or listed is None:
            return (inner.type, inner.subtype), "quoted-ending", 0.8
    return ((listed, ""), "quoted-list", 0.75) if listed is not None else None


def _by_verb(core: str, verb: Verb | None) -> Judged | None:
    """Told by the verb of launching or issuing that governs the quotation."""
    if verb is None or len(core) < 3:
        return None
    if verb.word in ("包括", "有") and len(core) > 4:
        return (ThingType.INITIATIVE, ""), "quoted-among", 0.55
    if _STRESSED.fullmatch(core) and tag_of(core[1:]) == "n":
        return None
    if verb.relation not in MAKING and not (verb.word in _SHAPING and not _feat(core, verb)):
        return None
    kind = ThingType.DOCUMENT if verb.relation == "issued" else ThingType.INITIATIVE
    return (kind, ""), "quoted-verb", 0.7


def _feat(core: str, verb: Verb) -> bool:
    """Whether a quotation praises a feat (“开门红”); what is 实现 is named only where it is a service."""
    return bool(_FEAT.search(core)) or (
        verb.word == "实现" and not re.search(r"[通办达圈网跑腿批享]$|(.)\1通", core)
    )


def _by_shape(words: Words, core: str, end: int) -> Judged | None:
    """Told by its figures (四门三访, 2+8) or by what is said of it (“多规合一”有序推进)."""
    if _STYLED.fullmatch(core):
        return (ThingType.RECOGNITION, ""), "quoted-style", 0.7
    if len(core) > 1 and _BRAND.match(words.text, end):
        return (ThingType.INITIATIVE, "Brand"), "quoted-brand", 0.7
    if _THEMED.search(core):
        return (ThingType.INITIATIVE, "Campaign"), "quoted-year", 0.65
    if _NUMERIC.match(core):
        kind = ThingType.PLACE if core.endswith(_ZONES) else ThingType.INITIATIVE
        return (kind, ""), "quoted-numeric", 0.6
    shortest = 2 if words.text.startswith("的“", end - len(core) - 3) else 3
    if len(core) >= shortest and _UNDER_WAY.match(words.text, end):
        return (ThingType.INITIATIVE, ""), "quoted-after", 0.6
    if _LOAN.fullmatch(core):
        return (ThingType.PROGRAM, "Fund"), "quoted-loan", 0.6
    if "+" in core or (
        any(sign.isdigit() for sign in core) and 2 < len(core) < 20 and not _SAID.search(core)
    ):
        return (ThingType.INITIATIVE, ""), "quoted-number", 0.6
    return None
