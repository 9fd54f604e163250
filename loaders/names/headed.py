"""Names without quotation marks: a run of nouns that ends in a head noun or in a suffix of institutions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.bodied import (
    after_institution,
    inner_body,
    other_body,
    short_suffix,
    sited,
    winner,
)
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.classes import TOWNS
from govgraph.loaders.names.companies import company
from govgraph.loaders.names.initiated import initiated
from govgraph.loaders.names.lexicons import Ending, ending_of, institution_endings, levels
from govgraph.loaders.names.runs import (
    Verdict,
    after_verb,
    all_endings,
    bodies,
    candidate_of,
    counted,
    find_head,
    trim,
    weigh,
)
from govgraph.loaders.names.titles import level_of
from govgraph.loaders.names.towns import is_town
from govgraph.loaders.names.words import SIGNS, Class, Words, tag_of, verb_of
from govgraph.ontology.records import ThingType

_GRADES = frozenset("国家级 省级 市级 区级 县级 国家 全国 全省 省 市 部级".split())
_SERVING = frozenset(("服务中心", "卫生服务中心", "医院"))
_IN_TOWN = lazy(
    rf"(?:(?:{HAN}{{2,3}}|[^城乡集小古重])镇|{HAN}{{1,3}}(?<![城下])乡|{HAN}{{2,3}}街道)(?=(?!村){HAN}{{3,}})"
)
_WITH = lazy(rf"{HAN}\((?:{HAN}|社区|街道|[市县区旗乡镇村](?:、[市县区旗乡镇村])+)\)$")
"""A bracket inside a word."""
_LONGEST_BRACKET = 24
_ACTS = frozenset((Class.VERB, Class.DUAL, Class.FUNCTION, Class.TIME))
_ALONG = frozenset((Class.NAME, Class.GENERIC, Class.NUMBER))
_STEPS = frozenset(("两级", "三级", "四级", "五级"))
_LEVELS = lazy(r"(?:[省市区县乡镇]、)+$")
_OF_FIELDS = ("局", "厅", "研究院", "研究所", "实验室", "学院")
"""How bodies end that have two fields in their names."""
_COMMON = frozenset(("n", "vn", "an", "nz"))
_ROADS = ("路", "街", "大道", "高速", "线", "环", "巷", "渠", "河")
_LONG = lazy("段|公路|高速|铁路|高铁|线|特高压|输[水电气油]|管道|大道|航道")
"""What the works on something long are told by."""
_STRETCH = lazy(r"(?:[东西南北中]段|[东西南北]延(?:线|段)?)(?![^\W\d]{0,2}路)")
_CAMPAIGNS = ("行动", "活动", "攻坚战", "工程", "计划", "专项整治")
_STAFFS = ("办公室", "指挥部", "领导小组", "专班")
_CARRIED_OUT = ("开展", "实施", "启动", "部署", "推进", "组织")
_SET_UP = ("成立", "设立", "组建")
_VERBAL = (Class.VERB, Class.DUAL)
_PRAISE = lazy(r"示范|先进|文明|优秀|模范|星级|百强|十佳|最美|卓越|标杆")


def find_headed(words: Words, chunks: Sequence[Chunk]) -> Iterator[Candidate]:
    """Yield the names that chunks hold, and the institutions whose initiatives they name."""
    closing = words.closing
    for number, chunk in enumerate(chunks):
        if True not in closing[chunk.first : chunk.last] or _behind_bracket(words, chunk.first):
            continue
        found = find_head(words, chunk, all_endings())
        if found is None or (len(found[1].word) == 1 and not short_suffix(words, chunk.first, *found)):
            found = inner_body(words, chunk)
        if found is not None and chunk.joined and number:
            for name in _headed(words, chunk, *found):
                yield _joint(words, chunks[number - 1], chunk, name)
        elif found is not None:
            yield from _headed(words, chunk, *found)
        elif (firm := company(words, chunk)) is not None:
            yield firm


def _joint(words: Words, before: Chunk, chunk: Chunk, name: Candidate) -> Candidate:
    """A body with two fields in its name (清溪区水利|和|湖泊局), the first of which is no name by itself."""
    fits = name.type is ThingType.INSTITUTION and name.name.endswith(_OF_FIELDS)
    whole = name.name[0] in SIGNS  # 在市委领导和省水利厅指导下
    if not fits or whole or name.start != words.starts[chunk.first] or before.last + 1 != chunk.first:
        return name
    field = words.words[before.last - 1]
    if tag_of(field) not in _COMMON or find_head(words, before, all_endings()) or inner_body(words, before):
        return name
    start = words.starts[trim(words, before.first, before.last)]
    if not 2 <= words.ends[before.last - 1] - start <= 12:
        return name
    return replace(name, start=start, name=words.text[start : name.end], priority=5)


def _behind_bracket(words: Words, first: int) -> bool:
    """Whether a bracket inside a word stands before word `first` (县(市)域总体规划)."""
    if not first or words.words[first - 1] != ")":
        return False
    start = words.starts[first]
    return bool(_WITH.search(words.text, max(0, start - _LONGEST_BRACKET), start))


def _headed(words: Words, chunk: Chunk, last: int, ending: Ending) -> Iterator[Candidate]:
    """The name that a chunk holds before word `last`, which ends in `ending`."""
    if ending.word == "计划" and _plans(words, chunk, last):
        if last - 1 > chunk.first:  # 县教育局|计划|实施…: a body that plans
            yield from find_headed(words, [replace(chunk, last=last - 1)])
        return
    if ending.word == "试点" and _in_town(words, last):
        return
    if ending.word == "规定" and words.words[last - 2] in _UNTITLED:
        return  # 市政府有关|文件|规定
    first = trim(words, after_verb(words, chunk, last), last)
    name: Candidate | None
    if ending.type is ThingType.RECOGNITION or _is_title(
        words.text[words.starts[first] : words.ends[last - 1]]
    ):
        body = None if _graded(words, first, last) else other_body(words, first, last)
        name = sited(words, chunk, first, last, body) if body else _title(words, chunk, first, last, ending)
    elif ending.type in (ThingType.INSTITUTION, ThingType.PLACE):
        name = sited(words, chunk, first, last, ending) or winner(words, chunk, ending)
    else:
        inner = after_institution(words, first, last) if ending.type is ThingType.INITIATIVE else first
        if inner > first:
            body = ending_of(words.text, words.ends[inner - 1], words.starts[first], institution_endings())
            owner = sited(words, chunk, first, inner, body) if body else None
            if owner is not None:
                yield owner
        name = initiated(words, chunk, inner, last, ending)
    if name is not None and name.type is ThingType.INSTITUTION and name.name.startswith("建成区"):
        name = replace(name, start=name.start + 2, name=name.name[2:])  # 建成|区人民医院
    if name is not None and name.type is ThingType.PLACE:
        yield from _town_first(_with_stretch(words.text, name))
    elif name is not None:
        yield _with_act(words, _from_end(words, _from_level(words.text, name)))


def _with_stretch(text: str, place: Candidate) -> Candidate:
    """A road with the stretch of it that is meant (尧山路|南段, 西三环|北延)."""
    stretch = _STRETCH.match(text, place.end) if place.name.endswith(_ROADS) else None
    if stretch is None:
        return place
    return replace(place, end=stretch.end(), name=text[place.start : stretch.end()])


def _from_level(text: str, name: Candidate) -> Candidate:
    """A name with the levels that its first sign is the last of (县、乡、村三级服务体系)."""
    levels_before = (
        _LEVELS.search(text, max(0, name.start - 12), name.start)
        if name.type is ThingType.INITIATIVE and name.name[1:3] in _STEPS
        else None
    )
    if levels_before is None or name.name[0] not in SIGNS:
        return name
    start = levels_before.start()
    return replace(name, start=start, name=text[start : name.end])


def _with_act(words: Words, name: Candidate) -> Candidate:
    """A campaign or body with the act that its name begins with (开展|规范涉企执法专项行动)."""
    at = words.at(name.start) - 1
    made = (
        name.name.endswith(_CAMPAIGNS) or name.type is ThingType.INSTITUTION and name.name.endswith(_STAFFS)
    )
    if at < 1 or not made or words.ends[at] != name.start or words.classes[at] not in _VERBAL:
        return name
    act, before = verb_of(words.words[at]), words.words[at - 1]
    set_up = _SET_UP if name.type is ThingType.INSTITUTION else _CARRIED_OUT
    if act is None or act.relation or len(act.word) != 2 or not before.endswith(set_up):
        return name
    start = words.starts[at]
    return replace(name, start=start, name=act.word + name.name, priority=5)


def _from_end(words: Words, name: Candidate) -> Candidate:
    """Works on a road or river, with the end that they begin at (义桥至楼塔段改扩建工程)."""
    text, start = words.text, name.start
    if name.type is not ThingType.PROGRAM or not text.endswith("至", 0, start) or not _LONG.search(name.name):
        return name
    first = words.at(start - 1)
    while first and start - words.starts[first] < 14 and words.classes[first - 1] in _ALONG:
        first -= 1
    start = words.starts[first]
    if text[start] == "至":
        return name
    return replace(name, start=start, name=text[start : name.end], priority=5)


def _plans(words: Words, chunk: Chunk, last: int) -> bool:
    """Whether 计划 is what a body does, and no noun: a body or a time stands before it, a verb behind."""
    if last == chunk.first + 2 and words.words[chunk.first][-1] in SIGNS:
        return True  # 清溪县|计划|招引项目20个
    if chunk.verb is not None or last >= len(words) or not _goes_on(words, last):
        return False
    start, end = words.starts[chunk.first], words.ends[last - 2] if last > chunk.first + 1 else 0
    body = ending_of(words.text, end, start, bodies()) if end else None
    return body is not None or not end or words.words[last - 2] in ("年内", "今年", "明年", "全年")


_UNTITLED = frozenset("政策 文件 有关 相关 法律 法规 制度".split())
"""Nouns before 规定 that say of which rules it speaks, and name none."""


def _in_town(words: Words, last: int) -> bool:
    """Whether something is only tried in a town (在甲镇、乙镇|试点|推行积分制)."""
    tried = last < len(words) and words.classes[last] == Class.VERB
    return tried and words.text.endswith(TOWNS, 0, words.starts[last - 1])


def _goes_on(words: Words, index: int) -> bool:
    """Whether a verb begins at a word, or a time or preposition before one."""
    return words.classes[index] in _ACTS or words.words[index].startswith(("今年", "明年", "年内"))


def _town_first(place: Candidate) -> Iterator[Candidate]:
    """A place, with the town that its name begins with as another (清溪镇石桥村, 清溪镇云湖公园)."""
    town = _IN_TOWN.match(place.name)
    size = town.end() if town is not None else 0
    if not size or len(place.name) != place.end - place.start or not is_town(place.name[: size - 1]):
        yield place
        return
    cut = place.start + size
    yield replace(place, end=cut, name=place.name[:size])
    yield replace(place, start=cut, name=place.name[size:])


def _graded(words: Words, first: int, last: int) -> bool:
    """Whether a level stands at the head of a title, or inside it where it ends as no place does."""
    head = words.words[first]
    if head not in levels() and words.words[last - 1] in _SERVING and level_of(head) == "district":
        return False  # 云岭区清溪社区卫生服务中心
    if level_of(head) or head in _GRADES or head[0].isdigit():
        return True
    inside = bool(level_of(words.text[words.starts[first] : words.ends[last - 1]]))
    body = other_body(words, first, last) if inside else None
    return inside and (body is None or body.type is not ThingType.PLACE)


_WINNING = ("获", "荣获", "获得", "斩获", "夺得", "捧得")
"""Verbs between a contest and the honour won in it (艺术展演中|获|一等奖)."""


def _is_title(name: str) -> bool:
    """Whether a name of an area's level that praises is an honour (省示范养老服务项目)."""
    return "文明实践" not in name and bool(_PRAISE.search(name)) and bool(level_of(name))


def _title(words: Words, chunk: Chunk, first: int, last: int, ending: Ending) -> Candidate | None:
    """An honour told by its level and its head noun, or by a head noun with much before it."""
    for index in range(first, last - 1):
        if words.words[index] in _GRADES and index > first and tag_of(words.words[index - 1]) != "ns":
            first = index
            break
    first = next((at for at in range(last - 1, first, -1) if words.words[at - 1].endswith(_WINNING)), first)
    start, end = words.starts[first], words.ends[last - 1]
    weight = weigh(words, first, last, end - len(ending.word))
    level = level_of(words.text[start:end])
    if level == "international" and not (chunk.verb is not None and chunk.verb.relation == "received"):
        level = ""
    if not level and last < chunk.last:
        return None
    if (
        end - start < 4
        or weight < (4 if not level else 1 if len(ending.word) > 2 else 2)
        or (not level and (len(ending.word) < 3 or ending.word == "龙头企业"))
        or (not level and weight < 6 and counted(words, chunk, first, last))
    ):
        return None
    built = (
        not level and chunk.verb is not None and chunk.verb.word.endswith(("打造", "建成", "建设", "设立"))
    )
    wins = not level and chunk.after is not None and chunk.after.relation == "received" and chunk.verb is None
    housed = not level and ending.word in ("孵化器", "众创空间")
    type_ = (
        ThingType.INSTITUTION
        if housed
        else ThingType.INITIATIVE
        if built
        else ThingType.PLACE
        if wins
        else ThingType.RECOGNITION
    )
    kind = Ending(ending.word, type_, "quoted")
    return candidate_of(words, (first, last), kind, Verdict("level-honour", 0.65 if level else 0.55, level))
