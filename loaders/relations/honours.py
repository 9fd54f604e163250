"""Who received which honour, and who granted it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from govgraph.loaders.lexicon import HAN, is_han, lazy
from govgraph.loaders.names.honoured import PASSED
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.clauses import Clause, Scene, names_other
from govgraph.loaders.relations.edges import Edge, listed_before, verbs_in
from govgraph.ontology.places import load_places
from govgraph.ontology.records import PLACE_ID, Predicate, Stage, Thing, ThingType

_LEVEL = lazy(r"联合国|国家级|自治区级|省部级|全国|国家|省级|全省|市级|全市|区级|县级|全县|全区")
_PASSIVE = lazy(
    r"被?(?:评选|评定|评|表彰|命名|认定|授予|确定|列|授牌|批准|选)为|(?:被)?授予|创建|建成|新增|在(?=[^,]{2,16}排名)"
    r"|(?:作为|是)(?=[^,]{0,10}首)|达到|符合"
    r"|通过了?(?:创建)?(?=“?[^,。;、“”]{2,20}”?(?:考核|评估|验收|复审|复检|复查|复评|复核|评审|认定))"
    r"|新培育|新创|新认定|新评"
)
_IS_ONE = lazy(
    r"(?:是|(?<![直所下附家归隶不分])属)(?=(?:[^,“”]{0,30}的|(?:[^,、“”]{1,5}内)?(?:唯一)?(?:一?[家所个座])?)“?$)"
)
"""What tells of somebody what he is (公司是一家集生产、销售为一体的|省级高新技术企业)."""
_BESIDE = lazy("”?[、和与及]?“?")
"""Between two honours of a list."""
_ACTS = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT))
_US = lazy(r"[我该][省市区县州旗镇乡]“?")
_AREAS = ("县", "市", "县城", "城市", "城区", "模范城", "乡", "镇")
_HONOURS = frozenset((ThingType.RECOGNITION, ThingType.DOCUMENT))
_LIST = lazy(rf"(?:[、和与及]{HAN}{{2,16}})*[、和与及]")
"""Between two items of a list."""
_OWNER = lazy(rf"{HAN}{{4,12}}")
_SOUGHT = lazy(r"争|申报|冲刺|创评|升创")
_GRANTER = ("被", "由", "经", "获")
_FIRST = lazy(r"首[个家座]|唯一")
_ALL = frozenset(("全国", "国内", "全省", "省内", "全市", "全县", "全区"))
_FOR_OTHERS = lazy(
    r"(?:支持|推动|引导|鼓励|帮助|助力|推荐|培育)[^,]*(?:企业|产品|品牌|项目|学校|单位|各[省市区县乡镇村地])[^,]*$"
)
_FRUITS = lazy(
    r"等?[\d一二两三四五六七八九十]+[项个条](?:改革|工作)?(?:成果|经验|案例|做法|项目|产品|工作|试点)?(?:分别)?"
)
"""What the things before a verb of receiving are counted as (甲、乙2项成果荣获…)."""
_LEVELS = frozenset(("国家", "国家级", "全国", "全省", "省级", "省"))
_WIDE = {"国内": "全国", "省内": "全省"}
_BY = lazy("被(国家|省|市)$")
"""The level by which something is granted, before the verb (被国家|列为试点县)."""
_NAMED_BY = lazy(r"(?:确定|命名|授予|评定|认定|批准|评选)的“?")
_FIRST_OF = lazy(r"“?(?:首个|首批|唯一|第[一二三四五六七八九十\d]+批)(?:的)?”?$")
"""What says of an honour that it was among the first, behind the area that gives it."""


def granters_by_name(things: Iterable[Thing]) -> Mapping[str, Sequence[str]]:
    """Who grants each honour by its own name, by the ids of the honours."""
    things = list(things)
    named = {thing.name: thing.id for thing in things if thing.type is ThingType.INSTITUTION}
    honours = (thing for thing in things if thing.type is ThingType.RECOGNITION)
    return {honour.id: list(_granters(honour.name, named)) for honour in honours}


def honour_edges(scene: Scene, placed: bool, granters: Mapping[str, Sequence[str]]) -> Iterator[Edge]:
    """Yield received and granted_by edges of a sentence; `granters` grant honours by their own names."""
    yield from _in_the_role_of(scene)
    carried: re.Match[str] | None = None
    origin: Clause | None = None  # the clause that the carried verb stands in
    for clause in scene.clauses:
        if clause.topic_break:
            carried = None
        if ThingType.RECOGNITION not in clause.kinds:
            continue
        verbs = verbs_in(scene, clause, "received")
        last: tuple[int, re.Match[str]] | None = None  # where the honour before ends, and its verb
        for honour in clause.things:
            if honour.type is not ThingType.RECOGNITION:
                continue
            before = [verb for verb in verbs if verb.end() <= honour.start]
            actors = _passive_granters(scene, clause, honour)
            trigger, spoken = before[-1] if before else _passive(scene, clause, honour), clause
            if trigger is None and last is not None and _BESIDE.fullmatch(scene.text, last[0], honour.start):
                trigger = last[1]  # 是著名的“甲之乡”、“乙之乡”
            last = (honour.end, trigger) if trigger is not None else None
            if trigger is None and (trigger := _examined(scene, clause, honour)) is not None:
                own = tuple(a for a in clause.subjects if a.start >= clause.start or _area(a))
                spoken = replace(clause, subjects=own)  # what another clause spoke of passed nothing
            level = _level_before(scene, clause, honour)
            if trigger is None and (honour.start - clause.start <= 2 or level):
                if not verbs or verbs[-1].start() < honour.end:  # else the thing with the title got another
                    trigger = carried
            elif trigger is not None:
                origin = clause
            if trigger is not None and trigger.group() == "授予":
                actors = actors or _givers(scene, clause, trigger.start())
            if (winner := _in_brackets(scene, clause, honour)) is not None:
                yield Edge(
                    winner.id, Predicate.RECEIVED, honour.id, honour.start, winner.end + 1, "bracketed", 0.75
                )
            elif trigger is not None:
                carried = trigger
                whose = origin if level and origin is not None else spoken
                yield from _received(scene, whose, honour, placed, trigger, actors)
            lead = scene.text[clause.start : honour.start]
            areas = _first_of(lead) if lead.rstrip("的”").endswith(("首个", "批", "唯一")) else []
            told = level or granters[honour.id]
            if areas and told and told[0] in _LEVELS and told[0][:2] in ("国家", "全国"):
                areas = []  # 某省首批|国家级试点
            if trigger is None and not areas:
                areas = [one for one in told if len(one) > 2]
            if not (areas or told or actors) and trigger is not None:
                by = _BY.search(scene.text, clause.start, trigger.start())
                areas = [by.group(1)] if by else []
            start = before[-1].start() if before else honour.start
            for granter in areas or told:
                yield Edge(honour.id, Predicate.GRANTED_BY, granter, start, honour.end, "level", 0.7)
            yield from _first_there(scene, clause, honour)
            if trigger is None and (bearer := _bearer(scene, clause, honour)) is not None:
                begin, end = honour.start, bearer.end
                yield Edge(bearer.id, Predicate.RECEIVED, honour.id, begin, end, "styled", 0.7)
            for actor in actors:
                start = actor.start
                yield Edge(honour.id, Predicate.GRANTED_BY, actor.id, start, honour.end, "granter", 0.75)


def _in_the_role_of(scene: Scene) -> Iterator[Edge]:
    """作为“H”,P…: the place or body that the next clause speaks of bears the title."""
    for clause, behind in pairwise(scene.clauses):
        titles = [a for a in clause.things if a.type is ThingType.RECOGNITION]
        own = [a for a in behind.subjects if a.start >= behind.start and a.type in _WINNERS]
        if len(titles) != 1 or len(own) != 1 or behind.topic_break:
            continue
        if _AS.fullmatch(scene.text, clause.start, titles[0].start):
            if not scene.text[titles[0].end : clause.end].strip("”"):
                start, end = titles[0].start, own[0].end
                yield Edge(own[0].id, Predicate.RECEIVED, titles[0].id, start, end, "as-titled", 0.7)


_AS = lazy(r"\s*作为(?:首批|全?[国省市]?首个|一个)?“?")


def _bearer(scene: Scene, clause: Clause, honour: Anchor) -> Anchor | None:
    """The place right behind its title (全国历史文化名城|云溪市); of several in a chain the last."""
    end, found = honour.end + scene.text.startswith("”", honour.end), None
    for one in clause.things:
        if one.start == end and one.type is ThingType.PLACE:
            found, end = one, one.end
    return found


def _in_brackets(scene: Scene, clause: Clause, honour: Anchor) -> Anchor | None:
    """The place or body that brackets behind an honour name as the one that got it (“甲村称号”(石桥村))."""
    opening = _OPENED.match(scene.text, honour.end)
    begin = opening.end() if opening else -1
    inside = (one for one in clause.things if one.start == begin and scene.text.startswith(")", one.end))
    return next((one for one in inside if one.type in _WINNERS), None)


_OPENED = lazy("”?(?:荣誉称号|荣誉|称号)?[(]")


def _level_before(scene: Scene, clause: Clause, honour: Anchor) -> list[str]:
    """The level word before the quotation that an honour is listed in (国家级“甲校、乙校”), or none."""
    opening = scene.text.rfind("“", clause.start, honour.start + 1)
    if opening < 0 or scene.text.find("”", opening, honour.start) >= 0:
        return []
    while scene.text.endswith(("”", "”、"), clause.start, opening):  # 国家级“甲镇”“乙镇”
        before = scene.text.rfind("“", clause.start, opening - 1)
        if before < 0:
            break
        opening = before
    return [m.group() for m in _LEVEL.finditer(scene.text, clause.start, opening) if m.end() == opening]


def _first_there(scene: Scene, clause: Clause, honour: Anchor) -> Iterator[Edge]:
    """全省首个H: it was first in the area, which its name or the words before it tell."""
    found = list(_FIRST.finditer(scene.text, clause.start, honour.end))
    if not found or not honour.start - 2 <= found[-1].end() < honour.end:
        return
    before = scene.text[clause.start : found[-1].start()].removesuffix("“")
    area = next((before[-size:] for size in range(8, 1, -1) if _is_area(before[-size:])), "")
    if area:
        start = min(clause.start + len(before) - len(area), honour.start)
        wide = _WIDE.get(area, area)
        yield Edge(honour.id, Predicate.FIRST_IN, wide, start, honour.end, "first-honour", 0.75)


def _first_of(lead: str) -> list[str]:
    """The area before 首个 or 首批 at the end of `lead`: a level word, a province or a city."""
    first = _FIRST_OF.search(lead)
    before = lead[: first.start()] if first else ""
    batch = first is not None and "批" in first.group()
    for size in range(8, 0, -1):
        apart = batch or not is_han(before[-size - 1 : -size] or " ")  # 该区是镇江市首个…: first, not given
        if _grants(before[-size:]) and apart:
            return [before[-size:]]
    return []


def _grants(area: str) -> bool:
    """Whether a word names an area that grants honours."""
    return area in _LEVELS or (area[-1:] in ("省", "市") and bool(load_places().named(area)))


def _is_area(word: str) -> bool:
    """Whether a word names a province or city, or all of the area spoken of."""
    return word in _ALL or (word[-1:] in ("省", "市") and bool(load_places().named(word)))


def _granters(name: str, named: Mapping[str, str]) -> Iterator[str]:
    """Who grants an honour by its own name: an institution, an area or a level word at its head.

    An institution is told by its id where the text names it elsewhere (`named`: ids by name).
    """
    organ = next((name[:size] for size in range(10, 2, -1) if name[:size] in named), "")
    area = next((m for m in load_places().full_names(name) if m.start == 0), None)
    province = next((name[:n] for n in (3, 2) if load_places().province(name[:n])), "")
    match = _LEVEL.search(name)
    if organ:
        yield named[organ]
    elif area is not None and area.places[0].level != "district":
        yield name[: area.end]
    elif province and not match and not name.endswith("好人"):
        yield province  # 甘肃|园林城市; 江苏好人 are who they are
    elif match and (match.start() == 0 or "级" in match.group() or match.group() == "全国"):
        yield match.group()
    elif name[0] in ("省", "市") and not name.startswith(("市场", "市民")):
        yield name[0]


def _passive(scene: Scene, clause: Clause, honour: Anchor) -> re.Match[str] | None:
    """The last of the words before an honour in its clause that tell in the passive that it was given."""
    reach = min(clause.end, honour.end + 4)  # a pattern may look at what follows the honour
    found = [m for m in _PASSIVE.finditer(scene.text, clause.start, reach) if m.end() <= honour.start]
    return found[-1] if found else _IS_ONE.search(scene.text, clause.start, honour.start)


def _examined(scene: Scene, clause: Clause, honour: Anchor) -> re.Match[str] | None:
    """Where an honour that opens its clause is told to have passed the examination for it, or None."""
    opens = honour.start - clause.start <= 5
    behind = _BUILT.match(scene.text, honour.end)
    passed = PASSED.match(scene.text, behind.end() if behind else honour.end) if opens else None
    return _HERE.match(scene.text, honour.start) if passed else None


_BUILT = lazy(r"”?(?:建设|创建)?")
_HERE = lazy("")
"""Where the verb behind an honour counts as standing: before the honour."""


def _received(
    scene: Scene, clause: Clause, honour: Anchor, placed: bool, match: re.Match[str], granters: list[Anchor]
) -> Iterator[Edge]:
    """Subject, verb of receiving, honour; without a subject the document's place."""
    verb, stage = match.start(), Stage.PLANNED if _SOUGHT.search(match.group()) else Stage.DONE

    def received(subject: str, start: int, rule: str, confidence: float, implied: bool = False) -> Edge:
        predicate = Predicate.RECEIVED
        return Edge(subject, predicate, honour.id, start, honour.end, rule, confidence, implied, stage)

    giving = [a.id for a in granters]
    others = [a for a in clause.things if a.end <= verb and a.id not in giving]
    before = [a for a in clause.subjects if a.end <= verb and a.type not in _HONOURS and a.id not in giving]
    touching = [a for a in others if a.end == verb and a.id != honour.id]
    listed = before and touching and _LIST.fullmatch(scene.text, before[-1].end, touching[0].start)
    if touching and touching[0] not in before and not listed:
        before = touching
    if not before and _OWNER.fullmatch(scene.text, match.end(), honour.start):
        if names_other(scene.text[match.end() : honour.start], loose=True):
            return  # 建成晨光纺织厂国家级工业遗产
    if giving and not before and match.group() == "授予" and "被" not in scene.text[clause.start : verb]:
        for one in (a for a in clause.things if match.end() <= a.start < honour.start):
            yield received(one.id, one.start, "given", 0.75)
        if placed and _US.fullmatch(scene.text, match.end(), honour.start):
            yield received(PLACE_ID, match.end(), "given", 0.75)
        return
    lead = scene.text[clause.start : verb].split("被")[0]
    foreign = bool(before) and before[0].start < clause.start  # a subject of an earlier clause
    if foreign and before[-1].type in _ACTS and scene.text.startswith("等", before[-1].end):
        before, foreign = [], False  # 甲、乙等会议在我市召开,荣获H
    elif foreign and before[0].type in _ACTS and not _follows(scene, clause, before[0]):
        before = []  # the work of another clause gets no honour of the area's
    elif foreign and match.group() in _ADDED and not _area(before[0]):
        before, foreign = [], False  # 某公司入选名单,新增智能工厂4家
    elif foreign and honour.thing and honour.thing.name.endswith(_AREAS) and not _area(before[0]):
        before, foreign = [], False  # 新六路通车,成功创建省级示范县
    if foreign and names_other(lead, loose=True):
        return
    if before:
        if "分别" in scene.text[before[-1].end : match.end()]:
            got = [a for a in clause.things if a.type in _HONOURS and a.start >= match.end()]
            if len(got) == len(before):
                before = [before[got.index(honour)]]
        else:
            before = _all_of_list(scene, others, before)
        for subject in before:
            yield received(subject.id, subject.start, "subject-verb", 0.75)
        return
    if not before and match.group() in _ADDED and (won := _winners(scene, clause, match.end(), honour)):
        for one in won:
            yield received(one.id, one.start, "added", 0.7)
        return
    home = [a for a in others if a.id == PLACE_ID]
    rest = scene.text[home[-1].end : verb].split("被")[0] if home else lead
    near = [a for a in others if a.type is not ThingType.RECOGNITION and a.id != PLACE_ID]
    gap = scene.text[near[-1].end : verb] if near else ""
    fruits = _FRUITS.fullmatch(gap)
    if near and (fruits or len(gap) <= 4):
        for one in listed_before(scene.text, near) if fruits else near[-1:]:
            yield received(one.id, one.start, "near-verb", 0.6)
    elif placed and (_SOME.match(rest) or not names_other(rest, loose=True)) and not _FOR_OTHERS.search(lead):
        yield received(PLACE_ID, verb, "own-place", 0.7, not home)


_SOME = lazy(r"\s*(?:有|共有|又有)?(?:\d+|[一二两三四五六七八九十]+)[个家部所项件名支条]")
"""How a clause begins whose winners are only counted: they are the area's (6部作品|获某奖)."""
_ADDED = ("新增", "创建", "建成", "创成", "新培育", "新创", "新认定", "新评")
_EXAMPLES = lazy(r"等?(?:\d+|[一二两三四五六七八九十]+)?[个家县市区地]{0,2}")


def _winners(scene: Scene, clause: Clause, start: int, honour: Anchor) -> list[Anchor]:
    """Who is named between a verb and the honour (新增|甲县、乙县等|全国文明城市)."""
    inside = [a for a in clause.things if start <= a.start and a.end <= honour.start]
    if not inside or any(a.type is not inside[0].type or a.type not in _WINNERS for a in inside):
        return []
    listed = listed_before(scene.text, inside)
    closed = _EXAMPLES.fullmatch(scene.text, inside[-1].end, honour.start)
    return listed if closed and len(listed) == len(inside) and listed[0].start - start < 3 else []


_WINNERS = frozenset((ThingType.PLACE, ThingType.INSTITUTION))


def _all_of_list(scene: Scene, named: Sequence[Anchor], known: list[Anchor]) -> list[Anchor]:
    """The receivers and those of their type behind them in the same list (甲景区、某景区、丙景区|被评为)."""
    last = known[-1]
    behind = [one for one in named if one.type is last.type and one.start > last.end]
    if not behind or not _LIST.fullmatch(scene.text, last.end, behind[-1].start):
        return known
    return [*known, *(one for one in behind if scene.text[one.start - 1] in "、和与及")]


def _area(subject: Anchor) -> bool:
    """Whether a subject is an area, or a body that may stand for one."""
    if subject.type is not ThingType.PLACE or subject.thing is None:
        return subject.type is ThingType.INSTITUTION
    return bool(subject.thing.code) or subject.thing.name.endswith(("区", *_AREAS))


def _follows(scene: Scene, clause: Clause, subject: Anchor) -> bool:
    """Whether a subject stands in the clause right before another."""
    number = scene.clauses.index(clause)
    return number > 0 and scene.clauses[number - 1].start <= subject.start


def _givers(scene: Scene, clause: Clause, verb: int) -> list[Anchor]:
    """The institution right before a verb of giving in the active (省水利厅授予我县“H”)."""
    if "被" in scene.text[clause.start : verb]:
        return []
    return [a for a in clause.things if a.type is ThingType.INSTITUTION and a.end == verb]


def _passive_granters(scene: Scene, clause: Clause, honour: Anchor) -> list[Anchor]:
    """The institutions behind 被, 由 or 获 before an honour, and those in a list with them.

    So are those who named it right before it (是|省委、省政府确定的|“重点镇”).
    """
    if ThingType.INSTITUTION not in clause.kinds:
        return []
    bodies = [a for a in clause.things if a.type is ThingType.INSTITUTION and a.end <= honour.start]
    if bodies and _NAMED_BY.fullmatch(scene.text, bodies[-1].end, honour.start):
        return listed_before(scene.text, bodies)
    found: list[Anchor] = []
    for actor in clause.things:
        if actor.type is not ThingType.INSTITUTION or actor.end > honour.start:
            continue
        beside = "被" in scene.text[clause.start : actor.start] or (
            found and scene.text[found[-1].end : actor.start] in ("、", "和", "与", "及")
        )
        if beside or scene.text.endswith(_GRANTER, clause.start, actor.start):
            found.append(actor)
    return found
