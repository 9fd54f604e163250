"""The clauses of a sentence with the things and figures named in them, and whom each clause speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.words import tag_of, verbs
from govgraph.loaders.relations.anchors import Anchor
from govgraph.ontology.records import PLACE_ID, Span, ThingType

_BREAK = lazy(r"[,;:。!?\n]")
_SAYING = lazy(r"“[^“”。;]{1,20},[^“”。;]{1,20}”")
"""A short quotation with a comma, which is one word of its clause (以“幸福生活,时尚雄安”为主题)."""
SELF = lazy(r"[该全我本](?<![在于向对].)(?:[省市区县州旗镇乡]|自治区|社区)(?![级委属政])")
_DECIDED = lazy(
    r"的?(?:各项|重大|重要|有关|相关|系列|工作|统一)*"
    r"(?:(?:决策|部署|决定|安排|精神|要求|指示|号召|批准|同意|关心)(?!了)|(?:领导|支持|指导)下)"
)
"""What makes the bodies before it those who only decided what others do."""
_BLOCKED = lazy(
    r"[在对向与为让将把从由以被用据按随给于获达]|(?<![一二三四五六七八九十])是|经过|围绕|依托|依据|根据|按照|聚焦|针对"
)
_ADVERBIAL = lazy(
    r"成功|先后|连续|分别|再次|首次|一举|同时|五年来|近年来|年内|累计|全年|今年|去年|率先|积极|大力|深入|持续|扎实|全力"
    r"|以[^,]{0,10}(?:成绩|高分|第一)|在[^,]{0,14}(?:中|上|评选)|作为[^,]{2,16}区|(?:该|全|我|本)[市县区省州旗]"
    r"|(?:\d{4}|[一二三四五六七八九十两\d]+)年(?:度|来|间)?|[一二三四五六七八九十\d]+次|“?十[一二三四五]五”?(?:期间|时期)?"
    r"|[又已被还并均也共曾再的]|首$"
)
_SINCE = lazy(
    r"”?(?:工作|行动|活动|政策)?(?:开展|实施|启动|推行|出台)?(?:以来|期间|时期|过程中)"
    r"|[^,。;]{0,12}[讯电][ (]|总书记|同志为核心|的?(?:最新|统计)*(?:数据|资料|消息)(?:显示|表明)|获悉|了解到"
)
"""What makes a name before it a time (脱贫攻坚以来), the medium of a dateline (某日报讯) or who leads."""
_SAYS = ("介绍", "介绍说", "表示", "指出", "告诉记者", "认为", "坦言", "感慨道", "强调")
"""How a clause ends that only tells who speaks."""
_JOINT = lazy(r"[、和与及\s]|以及")
_SPEAKERS = frozenset(
    (
        ThingType.INSTITUTION, ThingType.PLACE, ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT,
        ThingType.PERSON, ThingType.DOCUMENT, ThingType.RECOGNITION,
    )
)  # fmt: skip


_OTHERS = frozenset(
    "市区 城区 县城 城关 园区 景区 乡镇 村庄 社区 企业 公司 集团 银行 协会 部门 学校 医院 产品 作品 品牌 "
    "项目 团队 干部 教师 学生 师生 选手 歌手 健儿".split()
)
"""Nouns of two signs that are actors by themselves."""
_OWNERS = frozenset((ThingType.PLACE, ThingType.INSTITUTION))


@dataclass(slots=True)
class Clause:
    """A stretch between commas.

    `subjects` are whom it speaks of, its own or those of the clauses before; `opened` says that it names
    them itself, `named_self` that it does so by 该区 or the like, and `topic_break` that a semicolon or
    the head of the sentence stands before it.
    """

    start: int
    end: int
    anchors: tuple[Anchor, ...]
    things: tuple[Anchor, ...]
    """Those of the anchors that are things."""
    kinds: frozenset[ThingType]
    """The types of the things named in it: most clauses name none, and most rules ask for some."""
    subjects: tuple[Anchor, ...]
    opened: bool
    named_self: bool
    topic_break: bool


@dataclass(slots=True)
class Scene:
    """A sentence or title: its span, the folded text of its document, and its clauses.

    `kinds` are the types of the things named in it, and `counts` tells whether there is a figure too.
    """

    span: Span
    text: str
    clauses: list[Clause]
    kinds: frozenset[ThingType]
    counts: bool
    title: bool
    work: Anchor | None = None
    """The work that the paragraph began and that this sentence speaks of without naming any."""


def cut_clauses(text: str, span: Span, anchors: list[Anchor]) -> list[Clause]:
    """Cut a sentence at commas that lie outside its anchors, and find each clause's subjects."""
    clauses: list[Clause] = []
    start, broken = span.start, True
    subjects = _NOBODY
    first = behind = reach = 0  # the anchors of the clause, and where the last of all anchors so far ends
    count = len(anchors)
    spoken = text.find("“", start, span.end) >= 0
    quoted = [match.span() for match in _SAYING.finditer(text, start, span.end)] if spoken else []
    of_self = SELF.search(text, start, span.end) is not None
    for stop in [*[match.start() for match in _BREAK.finditer(text, start, span.end)], span.end]:
        while behind < count and anchors[behind].start < stop:
            if anchors[behind].end > reach:
                reach = anchors[behind].end
            behind += 1
        if stop < reach or (quoted and any(opened < stop < closed for opened, closed in quoted)):
            continue
        if stop > start:
            named_self = of_self and _names_self(text, start, min(stop, start + 14))
            inside, things, found = _NOBODY, _NOBODY, _NOBODY
            if first < behind:
                inside = tuple(anchors[first:behind])
                things = tuple([anchor for anchor in inside if anchor.thing is not None])
                if things:
                    named_self, found = _subjects(text, start, stop, named_self, inside)
            opened = named_self or bool(found)
            if opened or broken:
                subjects = found
            kinds = frozenset([thing.type for thing in things if thing.type is not None]) if things else _NONE
            clauses.append(Clause(start, stop, inside, things, kinds, subjects, opened, named_self, broken))
            broken = False
        first, start = behind, stop + 1
        if stop < span.end and text[stop] in ";。!?\n":
            broken = True
    return clauses


_NONE = frozenset[ThingType]()
_NOBODY: tuple[Anchor, ...] = ()


def names_other(lead: str, loose: bool = False) -> bool:
    """Whether the words before a verb name an actor that is no thing of the document (11家企业入选…).

    `loose` takes any run that ends in a noun and begins with no adverb, verb or preposition.
    """
    lead = _ADVERBIAL.sub("", lead).strip(" “”、")
    if loose and lead in _OTHERS:
        return True
    if len(lead) < 3 or _BLOCKED.match(lead):
        return False
    import rjieba

    words = rjieba.cut(lead)
    first, last = tag_of(words[0]), tag_of(words[-1])
    if loose:
        told = first in ("d", "ad", "p", "c", "r", "t") or words[0] in verbs()
        return last[0] in "nxjqvs" and not told
    return first[0] in "nm" and last[0] in "nq"


@lru_cache(maxsize=1024)
def _blocked(gap: str) -> bool:
    """Whether what stands between the head of a clause and a name keeps the name from being its subject."""
    if _BLOCKED.search(gap):
        return True
    lexicon = verbs()
    return any(
        gap[at : at + length] in lexicon for length in (2, 3, 4) for at in range(len(gap) - length + 1)
    )


def _names_self(text: str, start: int, end: int) -> bool:
    """Whether a clause opens with 该区, 我市 or the like: not 提高该区收入."""
    match = SELF.search(text, start, end)
    return match is not None and (match.start() - start < 2 or not _blocked(text[start : match.start()]))


def _subjects(
    text: str, start: int, end: int, named_self: bool, anchors: tuple[Anchor, ...]
) -> tuple[bool, tuple[Anchor, ...]]:
    """Whether the clause speaks of the document's place, by 该区 or by name, and the things it speaks of."""
    heads = [anchor for anchor in anchors if anchor.type in _SPEAKERS and not _SINCE.match(text, anchor.end)]
    if not heads or text.endswith(_SAYS, start, end):
        return named_self, ()
    first = heads[0]
    gap = text[start : first.start]
    if len(gap) > 12 or (gap and _blocked(SELF.sub("", gap))):
        return named_self, ()
    for anchor in anchors[: anchors.index(first)]:
        if anchor.figure is not None and anchor.start < first.start:
            return named_self, ()
    joined = [first]
    for anchor in heads[1:]:
        between = text[joined[-1].end : anchor.start]
        if between and _JOINT.fullmatch(between):
            joined.append(anchor)
        elif (
            not between.strip("的“")
            and joined[-1].type in _OWNERS
            and (joined == heads[:1] or anchor.type is ThingType.PLACE)
        ):
            joined[-1] = anchor  # the district's service team: the team is spoken of
        else:
            break
    if joined[-1].type is ThingType.INSTITUTION and _DECIDED.match(text, joined[-1].end, end):
        return named_self, ()
    if len(joined) == 1 and joined[0].id == PLACE_ID:
        return True, ()
    return named_self, tuple(joined)
