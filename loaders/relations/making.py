"""Who launched and issued what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.building import BECOMES
from govgraph.loaders.names.lexicons import known_names
from govgraph.loaders.names.words import verbs
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene, names_other
from govgraph.loaders.relations.edges import Edge, home, listed, listed_before, verb_at, verbs_in
from govgraph.ontology.records import PLACE_ID, Predicate, Stage, ThingType

_MADE = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT))
_ACTORS = frozenset((ThingType.INSTITUTION, ThingType.PLACE, ThingType.PERSON))
_AFTER = lazy(
    rf"”?(?:已经?|正式|成功|顺利|全面|率先|初步|基本|逐步)*(?:投用|建成投用|投入使用|形成(?!{HAN})|上线|启动|开工|揭牌|挂牌|开幕|举行|举办|召开|出台|印发|实施|已全面完成|全面完成|成立)"
)
_ENDED = lazy(r"完成|实施")
_BEGUN = lazy(r"启动|开工|动工")
"""What is told of works when they are launched: once they are done it is too late."""
_FOUNDS = lazy(
    r"(?:成立|组建|设立|建立|推出|建成|创办|开设|开办|搭建|创设|打造|建起)了?(?:全[国省市县区]首[个家座批])?$"
)
_LED = lazy(r"(?:成立|组建|设立)了?(?:由|以)[^,]{2,24}的“?$")
"""A verb of founding and who leads or makes up what it founds."""
_GATHERS = lazy(r"组织了?$")
"""What also founds a team."""
_FORMED = lazy(r"形成|打造|组成|采取|采用")
_DONE = lazy(r"完成")
_BUILDS = lazy(r"(?:建设|新建|建成|布局)(?=(?:约|近|超过?)?[\d,]+余?[个条项处]$)")
_CARRIES_OUT = frozenset(("实施", "推行", "推广", "组织实施", "深入实施", "全面实施"))
"""Verbs of launching whose objects are no events."""
_WORKS = ("改造", "解危", "治理", "整治", "迁建", "扩建", "工程", "安置", "监督")
_LENT = lazy(r"服务|模式|机制|制度|活动|行动|工作法")
"""What an institution offers that is named right behind it."""
_INTERRUPTS = lazy(r"推进|推动|促进|提升|加强|完成|服务|支持|保障|获|参加|参与|为|对|向")
_ON_THEME = lazy(r"为期[^,。;]{1,6}的|以[^,。;]{1,24}为(?:主题|主线)的|以“[^”]*”为(?:主题|主线)的")
"""What tells between a verb and its object what that is about."""
_CLOSED = lazy(rf"(?:{HAN}|[、和“”])*等“?")
_NUMBERED = lazy(r"[一二三四五六七八九十两][大项个]")
"""How the name of a set begins that counts its members (六大机制)."""
_COINED = lazy(r"“[一二三四五六七八九十两][^、”]{1,3}”")
_FROM_ABOVE = ("党中央", "国务院", "国家", "中央", "上级", "省委", "省政府")
_PAPER = lazy(
    r"办法|意见|方案|规划|纲要|条例|规定|细则|计划|政策|措施|标准|决定|通知|指南|公约|规程|规则|清单|目录|文件体系|政策体系|\d条$|[一二三四五六七八九十]条$"
)
_OF_A_MOOD = lazy(r"”?的[^,、]{0,8}(?:氛围|局面|目标|要求|理念|原则|思路|精神|态势|良性循环)")
_PERSON_OF = lazy(rf"的{HAN}{{2,3}}(?:[、,。]|等)")
_NO_PAPER = lazy(r"召开|举[办行]|[承主]办|打造|建成")
_TO_ACT = lazy(r"出台|印发")
"""Verbs of issuing that also bring campaigns into being, besides documents."""
_AIMS = ("打造", "谋划")
"""Verbs that tell of an aim, unless what they make bears a name in quotation marks (打造“云岭码”平台)."""
_AREA = lazy(r"[省市区县州旗镇乡村园港]$|街道$|社区$")
_NATIONAL = ("战略", "改革", "思想", "主题教育", "一带一路", "倡议", "学习教育", "价值观")
"""Endings of known names that only the nation launches."""
_COPULA = lazy(r"是(?<![一二三四五六七八九十].)$")
_BY_MEANS = lazy(r"依托|联合|会同|携手|借助")


def making_edges(scene: Scene, placed: bool) -> Iterator[Edge]:
    """Yield launched and issued edges of a sentence."""
    for number, clause in enumerate(scene.clauses):
        made = not clause.kinds.isdisjoint(_MADE)
        institution = ThingType.INSTITUTION in clause.kinds
        if made or ThingType.DOCUMENT in clause.kinds:
            yield from _made(scene, clause, placed)
        if made:
            yield from _started(scene, clause, placed)
        if made or institution:
            yield from _founded(scene, clause, placed)
        if made:
            yield from _formed(scene, clause, placed)
        if institution:
            yield from _offered(clause)
            yield from _by_means(scene, number)


def _made(scene: Scene, clause: Clause, placed: bool) -> Iterator[Edge]:
    """Verb and object: 实施A、B; 出台《C》和A."""
    for relation in (Predicate.LAUNCHED, Predicate.ISSUED):
        for match in verbs_in(scene, clause, relation):
            objects = _objects(scene, clause, match, relation)
            if match.group().endswith(_AIMS):
                objects = [one for one in objects if one.thing and one.thing.rule.startswith("quoted")]
            if not objects or _COPULA.search(scene.text, clause.start, match.start()):
                continue  # 该项目是实施X的保障: what another thing is for X
            stage = Stage(verb_at(match).stage)
            whole = _whole(clause, match.start())
            if whole is not None and _made_by(objects[0]) is Predicate.LAUNCHED:
                for item in objects:
                    if item.type is ThingType.PROGRAM:
                        yield Edge(
                            item.id, Predicate.PART_OF, whole.id, whole.start, item.end, "sub-programme", 0.6
                        )
                continue
            for subject, start, implied in _makers(scene, clause, match.start(), placed):
                begin = match.start() if implied else start
                for item in objects:
                    made = _made_by(item)
                    if given_from_above(item, match.group()):
                        continue
                    yield Edge(subject, made, item.id, begin, item.end, f"verb-{made}", 0.75, implied, stage)


def _made_by(item: Anchor) -> Predicate:
    """What an area does to a thing that it makes: a document is issued, all else launched."""
    return Predicate.ISSUED if item.type is ThingType.DOCUMENT else Predicate.LAUNCHED


def given_from_above(item: Anchor, verb: str) -> bool:
    """Return whether what is carried out is the nation's, not the maker's, or a sum that is only paid out."""
    assert item.thing is not None
    if item.thing.name in known_names() and item.thing.name.endswith(_NATIONAL):
        return True
    if item.type is ThingType.DOCUMENT:
        return item.thing.name.startswith(("中央", "国务院", "党中央"))
    return verb == "发放" and item.thing.subtype == "Fund"


def _whole(clause: Clause, before: int) -> Anchor | None:
    """The programme that a sentence has been speaking of: what it carries out now is part of it."""
    if clause.opened:
        return None
    carried = [a for a in clause.subjects if a.start < clause.start and a.type is ThingType.PROGRAM]
    named = [a for a in clause.things if a.type in _ACTORS and a.end <= before]
    return carried[-1] if len(carried) == 1 and not named else None


def _objects(scene: Scene, clause: Clause, match: re.Match[str], relation: Predicate) -> list[Anchor]:
    """The list that a verb governs, of documents and of what is launched, in any mixture."""
    text, verb, floor = scene.text, match.group(), match.end()
    behind = [a for a in clause.things if a.start >= floor]
    parts = [a for a in behind if a.thing and a.thing.rule == "quoted-parts"]
    if parts:
        floor = max(floor, *[a.end for a in parts])
    papers = [a for a in behind if _issuable(a, verb)]
    made = [a for a in behind if a.type in _MADE and a not in parts]
    if not made and not papers:
        return []
    if verb in _CARRIES_OUT:
        made = [a for a in made if a.type is not ThingType.EVENT]  # 实施奥运会等安保工程
    kept = sorted((*papers, *made), key=lambda a: a.start)
    if relation is Predicate.LAUNCHED or _TO_ACT.search(verb):
        near = made if relation is Predicate.LAUNCHED else [a for a in kept[:1] if a.start - floor < 3]
    else:
        near, kept = [], papers
    kept = [a for a in kept if not _OF_A_MOOD.match(text, a.end, clause.end) and not _epithet(text, a)]
    for first in (a for a in (*near[:1], *papers[:1]) if a in kept):
        gap = _ON_THEME.sub("", text[floor : first.start])
        if (
            len(gap) < 3
            and relation is Predicate.ISSUED
            or len(gap) <= 24
            and not _INTERRUPTS.search(gap.rpartition("、")[2])
        ):
            lists = (listed(text, kept[at:]) for at in range(kept.index(first) + 1))
            items = next(items for items in lists if first in items)
            return _with_set(text, items, kept)
    return []


def _epithet(text: str, item: Anchor) -> bool:
    """Whether a quotation tells what a person is like (“富不忘本、一心为民”的李大山等)."""
    return "、" in text[item.start : item.end] and bool(_PERSON_OF.match(text, item.end))


def _with_set(text: str, items: list[Anchor], kept: list[Anchor]) -> list[Anchor]:
    """A list with the set that it closes with (A、B等“三大X”); what “A、B”的X explains."""
    last, behind = items[-1], [a for a in kept if a.start >= items[-1].end]
    if behind and text[last.end : behind[0].start] == "的" and text[last.end - 1] == "”":
        return behind[:1] if "、" in text[last.start : last.end] else items
    for number, whole in enumerate(behind):
        if whole.thing and (_NUMBERED.match(whole.thing.name) or _COINED.match(text, whole.start)):
            closed = _CLOSED.fullmatch(text, last.end, whole.start)
            return [*items, *behind[: number + 1]] if closed else items
    return items


def _issuable(anchor: Anchor, verb: str) -> bool:
    """Whether an anchor is a document that a verb of issuing, or of carrying out, may govern."""
    if anchor.type is not ThingType.DOCUMENT or anchor.thing is None:
        return False
    if verbs()[verb].relation == Predicate.ISSUED:
        return True
    return bool(_PAPER.search(anchor.thing.name)) and not _NO_PAPER.search(verb)


def _makers(scene: Scene, clause: Clause, before: int, placed: bool) -> list[tuple[str, int, bool]]:
    """Who may have made what a verb governs: institutions and places, else the document's place."""
    by = [a for a in clause.anchors if a.end == before and a.type is ThingType.INSTITUTION]
    by = listed_before(scene.text, clause.anchors[: clause.anchors.index(by[0]) + 1], _ACTORS) if by else []
    if by and scene.text.find("由", clause.start, by[0].start) >= 0:
        return [(a.id, a.start, False) for a in by]
    named = [a for a in clause.subjects if a.end <= before and a.type in _ACTORS]
    own = [a for a in named if a.start >= clause.start]
    here = home(clause, before, placed=False)
    if not own and not here and names_other(scene.text[clause.start : before]):
        return []
    if not own and scene.text.endswith(_FROM_ABOVE, clause.start, before):
        return []
    if own and not any(map(_acts, own)):
        return []  # a river or a road at which others work
    return [(a.id, a.start, False) for a in named if _acts(a)] or here or home(clause, before, placed)


def _acts(actor: Anchor) -> bool:
    """Whether a subject is somebody, and no river, road or building."""
    thing = actor.thing
    return actor.type is not ThingType.PLACE or bool(thing and (thing.code or _AREA.search(thing.name)))


_ONCE = lazy("[^,。;]{1,10}后")


def _started(scene: Scene, clause: Clause, placed: bool) -> Iterator[Edge]:
    """Thing and verb: “X平台”上线运行; X工程开工; 该县X工程已全面完成."""
    for anchor in clause.things:
        if anchor.type not in _MADE:
            continue
        if scene.text.endswith(("主办的", "承办的"), clause.start, anchor.start):
            continue  # whose it is has been told
        if by := _BY.match(scene.text, anchor.end, clause.end):
            yield from _built_by(scene, clause, anchor, by.end())
            continue
        if _ONCE.fullmatch(scene.text, anchor.end, clause.end):
            continue  # 项目建成后,…
        match = _AFTER.match(scene.text, anchor.end, clause.end)
        work = anchor.type is ThingType.PROGRAM
        if match is None and work:
            match = BECOMES.match(scene.text, anchor.end, clause.end)
        if match is None or not placed:
            continue
        begun = _BEGUN.search(match.group()) if work else not _ENDED.search(match.group())
        if begun or clause.named_self:
            for item in _list_of(scene, clause, anchor):
                yield Edge(
                    PLACE_ID, Predicate.LAUNCHED, item.id, item.start, match.end(), "thing-verb", 0.65, True
                )


_BY = lazy("(?:均|全部|将|主要)?由")
_BUILT = lazy(
    r"(?:独家|共同|联合|负责|全资|牵头|具体)*(?:投资|出资|承包)?(?:建设|承建|兴建|修建|开发|实施|打造|主办|承办|组织|发起)"
)
"""What those do by whom something is built or held (项目由甲公司|投资建设)."""


def _built_by(scene: Scene, clause: Clause, work: Anchor, by: int) -> Iterator[Edge]:
    """Whom works are told to be built or held by: 项目由甲公司和乙公司共同投资建设."""
    makers = [a for a in clause.things if a.start >= by and a.type is ThingType.INSTITUTION]
    listed = listed_before(scene.text, makers, _ACTORS) if makers and makers[0].start == by else []
    if listed and _BUILT.match(scene.text, makers[-1].end, clause.end):
        for maker in listed:
            yield Edge(maker.id, Predicate.LAUNCHED, work.id, work.start, maker.end, "built-by", 0.7)


def _list_of(scene: Scene, clause: Clause, last: Anchor) -> list[Anchor]:
    """The list of things made that ends with `last`."""
    return listed_before(scene.text, clause.anchors[: clause.anchors.index(last) + 1], _MADE)


def _founded(scene: Scene, clause: Clause, placed: bool) -> Iterator[Edge]:
    """成立X中心: an institution is launched; 完成X改造: a work that was carried out."""
    for number, anchor in enumerate(clause.things):
        verb = _founding_verb(scene, clause, anchor)
        if verb is None:
            continue
        for subject, start, implied in _makers(scene, clause, verb.start(), placed):
            begin = verb.start() if implied else start
            for item in listed(scene.text, [a for a in clause.things[number:] if a.type is anchor.type]):
                if "等" in scene.text[anchor.end : item.start]:
                    break  # the class that the list closes with
                yield Edge(subject, Predicate.LAUNCHED, item.id, begin, item.end, "founded", 0.65, implied)


def _founding_verb(scene: Scene, clause: Clause, anchor: Anchor) -> re.Match[str] | None:
    """The verb that founded an institution or carried out a work; None without one."""
    text = scene.text
    if anchor.type is ThingType.INSTITUTION:
        found = _FOUNDS.search(text, max(clause.start, anchor.start - 8), anchor.start)
        found = found or _LED.search(text, clause.start, anchor.start)
        teams = anchor.thing is not None and anchor.thing.name.endswith(("队", "团"))
        return found or (_GATHERS.search(text, clause.start, anchor.start) if teams else None)
    if anchor.type not in _MADE or anchor.thing is None:
        return None
    if not anchor.thing.name.endswith(_WORKS) and anchor.thing.rule != "works-built":
        return None
    if text.startswith(("任务", "工作"), anchor.end):
        return None
    built = _BUILDS.search(text, clause.start, anchor.start)
    if built is not None and anchor.type is ThingType.PROGRAM:
        return built
    near = (m for m in _DONE.finditer(text, clause.start, anchor.start) if anchor.start - m.end() < 3)
    return next(near, None)


def _formed(scene: Scene, clause: Clause, placed: bool) -> Iterator[Edge]:
    """形成 … 的“X”: the quoted name at the end of what was formed; the same of 打造“A”“B”等X."""
    made = [a for a in clause.things if a.type in _MADE]
    verb = _FORMED.search(scene.text, clause.start, made[-1].start) if made else None
    if verb is None or made[-1].thing is None:
        return
    last, before = made[-1], scene.text[verb.end() : made[-1].start]
    quoted = last.thing.rule.startswith("quoted") if last.thing else False
    whole = bool(re.search(r"”等[^,]{0,4}$", before))
    if not (whole or (quoted and (not before.strip("“”了") or before.rstrip("“").endswith("的")))):
        return
    for subject, start, implied in _makers(scene, clause, verb.start(), placed):
        begin = verb.start() if implied else start
        yield Edge(subject, Predicate.LAUNCHED, last.id, begin, last.end, "formed", 0.65, implied)


def _offered(clause: Clause) -> Iterator[Edge]:
    """An institution and what it offers, named right behind it (清溪医院上门随访服务)."""
    if ThingType.INITIATIVE not in clause.kinds:
        return
    for left, right in zip(clause.anchors, clause.anchors[1:], strict=False):
        if (
            left.type is ThingType.INSTITUTION
            and right.type is ThingType.INITIATIVE
            and left.end == right.start
        ):
            if right.thing and _LENT.search(right.thing.name):
                yield Edge(left.id, Predicate.LAUNCHED, right.id, left.start, right.end, "offered", 0.6)


def _by_means(scene: Scene, number: int) -> Iterator[Edge]:
    """依托A、B,…提供S: A and B offer S."""
    clause = scene.clauses[number]
    match = _BY_MEANS.search(scene.text, clause.start, clause.end)
    if match is None or number + 1 >= len(scene.clauses):
        return
    actors = listed(
        scene.text, [a for a in clause.things if a.start >= match.end() and a.type is ThingType.INSTITUTION]
    )
    if not actors or actors[0].start - match.end() > 2:
        return
    behind = scene.clauses[number + 1]
    made = [a for a in behind.anchors if a.type in _MADE and "提供" in scene.text[behind.start : a.start]]
    for actor in actors:
        for item in made[:1]:
            yield Edge(actor.id, Predicate.LAUNCHED, item.id, match.start(), item.end, "by-means", 0.65)
