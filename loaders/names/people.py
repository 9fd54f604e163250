"""Persons: reporters, authors and photographers of the by-line, and people with a role before or behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from govgraph.loaders.lexicon import HAN, is_han, lazy
from govgraph.loaders.names.candidates import Candidate, lines_with
from govgraph.loaders.names.lexicons import common_nouns, openings, posts, surnames
from govgraph.loaders.names.words import generic_words, is_listed, tag_of
from govgraph.ontology.records import BlockKind, ThingType

_FREQUENT_SIGNS = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟段雷钱汤尹黎贺赖龚"
)
"""Surnames that most people have and few other words begin with."""
_FREQUENT = frozenset(_FREQUENT_SIGNS)
_NAMES = rf"((?:(?:(?!责编|责任|编辑|记者|摄影|通讯员|审核|校对|来源){HAN}){{2,4}}[ 、]?){{1,6}})"
_SIGNED = lazy(
    r"(?:(?:[局镇乡区县市州院]|检察)长(?= )|主席(?= )|记者|通讯员|作者|责任编辑|编辑|责编|摄影|摄|图|撰文|文)"
    rf"[:/ ]*{_NAMES}"
)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{posts('before')})(?!干部|群众|代表|会)((?:(?![等说]|正在|已经){HAN}){{2,3}})"
        r"(?=[ ,。:、(说在的告向介激是从和表带一正指获对等作给为到就]|感激|介绍|告诉|利用|靠着|依靠|建起|种植"
        r"|养殖|加入|领到|住进|搬进|表示|坦言|宣布|走访|来到|讲述|出席|主持|发布|参加|(?<!责)任|担任|讲话|会见|率"
        r"|陪同|深入|调研|带队|外出|强调|认为|致辞|创办|返乡|承包|流转|多方|主动|积极|分别|牵头"
        rf"|{HAN}{{2,5}}地说)"
    )


@cache
def _post() -> re.Pattern[str]:
    return re.compile(posts("before"))


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{posts('before')}|干部)(?!干部|群众|代表)((?:(?![的了和与等们]){HAN}){{2,3}})"
        rf"(?=介绍|告诉|表示|感慨|坦言|说[,:]|{HAN}{{2,5}}地说)"
    )


_SAYS = lazy("[介告表感坦说](?:绍|诉|示|慨|言|(?<=说)[,:])")
"""What a person says something by, sooner found than he is."""
_SAID = lazy(
    rf"”({HAN}{{2,3}})(?=(?:{HAN}{{1,5}}地)?(?:说|表示|介绍|坦言|感慨道?|告诉记者|笑[着道]说?)[,。:])"
)
"""Who is told to have said a quotation that stands before his name."""
_AGED = lazy(rf"\d\d岁的({HAN}{{2,3}})(?=[,是说在家从正因有曾每患带靠也站坐看住一]|告诉|退休|返乡|毕业|原本)")
"""Who is told by his age."""
_AT_HOME = lazy(
    rf"(?:走进|来到|走访|在)(?:村民|居民|贫困户|脱贫户|低保户|农户|养殖户)?({HAN}{{2,3}})家(?=[,的里中门院])"
)
"""Whose home somebody is in."""
_CUED = (("”", _SAID), ("岁的", _AGED), ("家", _AT_HOME))
"""What the forms hold, sooner found than they."""
_OF_BODY = lazy(
    rf"(?:公司|集团|银行|医院|学校|合作社)({HAN}{{3}})(?=对[^,。]{{2,14}}(?:表示|说)|表示|介绍说|告诉记者)"
)
"""Who speaks for a body and stands right behind its name (甲公司|陆佳颖|对记者表示)."""
_POSTED = lazy(
    rf"[局委办处科室站所院校行镇乡村部会队]({HAN}{{2,3}}?)(?=副?(?:主任|[科局部站处镇乡院校所股队]长|书记|经理)"
    r"(?:[,。:、说]|介绍|表示|告诉|强调|指出|向|在|很|自豪|主持|出席|参加|带队|陪同|致辞))"
)
"""Who stands between his body and his post (农业局办公室|李建国|主任介绍)."""
_HEAD = lazy(rf"[{_FREQUENT_SIGNS}](?<![^,。;:“”\n ].)(?={HAN}{{3}})")
"""Where a clause begins with a frequent surname."""


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^。\n])({HAN}{{2,3}})(?:,(?:[男女],)?|是)(?=[^,。]{{4,30}}(?:{posts('before')}|干部|教师)(?:[、,。]|$))"
    )


_WHOSE = lazy(rf"的(?=[{_FREQUENT_SIGNS}]{HAN}{{3}})")
_TOLD_OF = lazy(
    rf"(?:[村组岁]|年[届近过][一二三四五六七八九十]+|值班|返乡|创业|(?:家住|来自|从事){HAN}{{2,10}})的$"
)
"""What is told of somebody before his name (邻村的|刘某某)."""
_NO_HEAD = lazy(
    rf"{HAN}{{2}}[沟村庄家口桥路街河湖山镇乡县]|{HAN}{{3}}(?:[路街村镇乡县区园馆校院站厂矿桥山河湖沟新]|幼儿园|小学|中学|公司|集团|纪念|艺术|品牌|等\d|的[^,。]{{0,4}}[水山])"
)
"""What only seems to be a person there: a village, or a body named after one."""
_NEXT = lazy(rf"、({HAN}{{2,3}}?)(?=[、,。)及和等]|见证|出席|参加|陪同|到场)")
_WRITERS = lazy(rf"\(({HAN}{{2,3}}(?:[ 、]{HAN}{{2,3}})*)(?: ?/? ?(?:文/图|文图|图文|摄影|文|摄))?\)\s*$")
PRAISED = lazy(rf"”的?({HAN}{{3}}|{HAN}{{2,6}}·{HAN}{{2,6}})(?=、“|等|同志|先进|事迹)")
_SPEAKS = lazy(r"表示|指出|强调|介绍|坦言|感慨|告诉|认为|要求")
"""What a person at the head of a clause says."""
_GUESTS = lazy(r"领导|出席|陪同|参加|一行")
_ONE = rf"(?:(?!等){HAN}){{2,3}}"
_GUEST = lazy(
    rf"(?<!{HAN}{{4}})(?:{_ONE}、){{2,}}{_ONE}(?=等|[,。)])|(?<=领导)(?:{_ONE}、)+{_ONE}(?=等|[,。)])"
)
"""Those who attend, in a list."""
_PRESS = lazy(
    rf"(?:记者|通讯员) ?((?!记者|通讯员){HAN}{{2,3}}?)"
    rf"(?= ?(?:特约|见习|实习)?(?:记者|通讯员)|报道|摄|[)、,]| (?:{HAN}{{2,4}})?报道)"
)
"""Those who report, in the head of a news text (通讯员王某|记者李某)."""
_WIRED = lazy(rf"(?<=[讯电])[ ]?[(]({HAN}{{2,3}})[)]")
"""Who signs a telegram (某地4月30日电(李某))."""
_WIRE = lazy(r"\((?:(?<=[讯电]\()|(?<=[讯电] \())")
_ALIAS = lazy(rf"(?<!{HAN})({HAN}{{2,3}})(?=\(化名\))")
_PHOTO = lazy(rf"({HAN}{{2,4}}) ?摄$")
_STUDIO = lazy(rf"({HAN}{{2,3}})(?=(?:名师|劳模|家庭医生|首席|大师|法官|技能大师|书记|调解|创新)工作室)")


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?:{openings(posts('behind').split('|'))})(?<={HAN}{{3}})")


_COUNTED = lazy(r"[名位](?:两院)?(?:院士|专家|教授|学者|干部|同志)|等\d+(?:人|名?(?:先进个人|村民|党员))")
"""What stands behind a list of persons, sooner found than they are."""
_LISTED = lazy(
    rf"((?:{HAN}{{2,3}}[、和])+{HAN}{{2,3}})(?:等?[\d一二三四五六七八九十两几]*)?(?:{_COUNTED.pattern})"
)
_NAME = lazy(rf"{HAN}{{2,4}}")
_RUN = lazy(rf"{HAN}{{2,}}")
_SPACED = lazy(rf"(?<!{HAN})((?:{HAN}{{1,3}} ){{1,5}}{HAN}{{1,3}})(?!{HAN})")
_LOOSE = lazy(rf"(?<!{HAN})({HAN}) ({HAN})(?!{HAN})")
"""A name of two signs set as wide as those of three (李 明)."""
_NOT_NAME = lazy(r"报道?|摄|文并图|图文")
_NAMES_OF_PEOPLE = frozenset(("nr", "nrt", "nrfg", "x", "nz"))
_WORDS = frozenset(("n", "v", "vn", "a", "d", "t", "m", "an", "ad", "b", "ns"))
"""Parts of speech of words of two signs that begin with a surname by chance (项目)."""
_OFFICE = lazy(r"[副支部医学院处科办厅组团站社校公]")
_NOT_GIVEN = lazy(r"记者|支部|[的了和与在是为等有中上下说区县市省镇村局委会员们总]|长(?!.)")


@cache
def _double() -> frozenset[str]:
    """Surnames of two signs."""
    return frozenset(name for name in surnames() if len(name) == 2)


def is_person(name: str) -> bool:
    """Whether `name` is built as a Chinese name: a surname and one or two signs."""
    if name[:2] in _double():
        return 3 <= len(name) <= 4
    if not 2 <= len(name) <= 3 or name[0] not in surnames() or _NOT_GIVEN.search(name[1:]):
        return False
    if len(name) == 3:
        return name not in common_nouns()  # 教师|周转房
    return tag_of(name) not in _WORDS and name not in generic_words()


def _is_common(name: str) -> bool:
    """Whether a name of three signs begins with one of the most frequent surnames and holds no office."""
    return len(name) == 3 and name[0] in _FREQUENT and not _OFFICE.search(name[1:])


def find_signed(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Candidate]:
    """Yield those who sign a block of the folded text: a by-line, a caption or a bracket at either end."""
    if kind in (BlockKind.BYLINE, BlockKind.CAPTION):
        for pattern in (_SIGNED, _SPACED, _PHOTO):
            yield from _named(text, pattern.finditer(text, start, end), "person-signed", 0.9)
        for loose in _LOOSE.finditer(text, start, end):
            if is_person(name := loose.group(1) + loose.group(2)):
                yield Candidate(*loose.span(), name, ThingType.PERSON, "person-signed", 0.9, 4)
        return
    first = text.find("(", start, start + 60)
    second = text.find("(", first + 1, start + 60) if first >= 0 else -1
    for at in {first, second, text.rfind("(", max(start, end - 60), end)}:
        close = text.find(")", at, at + 60) if at >= 0 else -1
        if close >= 0:
            yield from _named(text, _SIGNED.finditer(text, at, close), "person-signed", 0.9)
    if end - start > 4 and text[end - 1] in ")\n ":
        yield from _signed(text, start, end)


def find_people(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the persons named in a stretch of the folded text."""
    for person in _named(text, _before().finditer(text, start, end), "person-role", 0.75):
        yield person
        yield from _beside(text, person.end, end)
    for role in _post().finditer(text, start, end):
        word = _surnamed(text[role.end() : min(end, role.end() + 6)])
        short = len(word) == 2 and word[0] in _FREQUENT
        if (short or 2 < len(word) < 5) and tag_of(word) == "nr" and is_person(word) and not _acts(word[:2]):
            yield _person(role.end(), word, "person-role", 0.7)
            yield from _beside(text, role.end() + len(word), end)
    yield from _at_head(text, start, end)
    said = (_told().finditer(text, *line) for line in lines_with(_SAYS, text, start, end))
    for told in chain.from_iterable(said):
        if len(told.group(1)) == 2 and tag_of(told.group(1)) in ("ad", "d", "a", "v"):
            continue  # 负责人详细介绍
        yield _person(told.start(1), told.group(1), "person-role", 0.7)
    for first, stop in lines_with("记者", text, start, end):
        yield from _named(text, _PRESS.finditer(text, first, stop), "person-press", 0.75)
    cued = (form.finditer(text, *line) for cue, form in _CUED for line in lines_with(cue, text, start, end))
    others = (form.finditer(text, start, end) for form in (_OF_BODY, _POSTED, _introduced()))
    for told in chain.from_iterable((*cued, *others)):
        name = told.group(1)
        if is_person(name) and (len(name) == 3 or tag_of(name) in _NAMES_OF_PEOPLE):
            yield _person(told.start(1), name, "person-told", 0.7)
    yield from _praised(text, start, end)
    for speech in _SPEAKS.finditer(text, start, end):
        yield from _speaker(text, start, speech.start())
    for first, stop in lines_with(_GUESTS, text, start, end):
        yield from _guests(text, first, stop)
    for first, stop in lines_with(_WIRE, text, start, end):
        yield from _named(text, _WIRED.finditer(text, first, stop), "person-press", 0.75)
    for first, stop in lines_with("(化名)", text, start, end):
        yield from _named(text, _ALIAS.finditer(text, first, stop), "person-alias", 0.75)
    for first, stop in lines_with("工作室", text, start, end):
        yield from _named(text, _STUDIO.finditer(text, first, stop), "person-studio", 0.75)
    for first, stop in lines_with(_COUNTED, text, start, end):
        yield from _named(text, _LISTED.finditer(text, first, stop), "person-list", 0.75)
    for match in _titled().finditer(text, start, end):
        at = match.start()
        for size in (3, 2):
            name = text[at - size : at]
            if not is_person(name):
                continue
            torn = name[0] not in _FREQUENT and tag_of(name[:2]) in _WORDS and not is_listed(name)  # 商户吴
            known = tag_of(name) in _NAMES_OF_PEOPLE and not (size > 2 and torn)
            if known or _is_common(name):
                yield _person(at - size, name, "person-title", 0.7)
                break


def _at_head(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The persons whose names the tokenizer tells at the head of a clause, or behind what is said of them."""
    import rjieba

    told = (
        m.end()
        for m in _WHOSE.finditer(text, start, end)
        if _TOLD_OF.search(text, max(start, m.end() - 14), m.end())
    )
    for at in chain((head.start() for head in _HEAD.finditer(text, start, end)), told):
        twice = text[at + 1] == text[at + 2]  # 李磊磊
        name = text[at : at + 3] if twice else rjieba.cut(text[at : min(end, at + 7)])[0]
        if _is_common(name) and is_person(name) and (twice or (tag_of(name) == "nr" and not is_listed(name))):
            if not _NO_HEAD.match(text, at):
                yield _person(at, name, "person-head", 0.65)


def _beside(text: str, at: int, end: int) -> Iterator[Candidate]:
    """The persons in a list behind one with a role (副区长王建国、李明及…)."""
    while (match := _NEXT.match(text, at, end)) is not None and is_person(match.group(1)):
        yield _person(match.start(1), match.group(1), "person-list", 0.75)
        at = match.end()


def _surnamed(text: str) -> str:
    """The first word of a text that begins with a surname."""
    import rjieba

    opened = text[:1] in surnames() or text[:2] in surnames()
    return rjieba.cut(text)[0] if opened else ""


def _signed(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The writers whose names alone stand in brackets at the end of a block."""
    match = _WRITERS.search(text, max(start, end - 40), end)
    if match is None or not all(map(is_person, _NAME.findall(match.group(1)))):
        return
    for name in _NAME.finditer(text, match.start(1), match.end(1)):
        yield _person(name.start(), name.group(), "person-signed", 0.8)


def _praised(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The persons behind what is said of them (“…”的王建国、…)."""
    for match in PRAISED.finditer(text, start, end):
        name = match.group(1)
        if "·" in name or is_person(name):
            yield _person(match.start(1), name, "person-praised", 0.7)


def _speaker(text: str, start: int, at: int) -> Iterator[Candidate]:
    """The person at the head of a clause before what he says, which begins at `at` (王建国表示)."""
    for size in (3, 2):
        begin = at - size
        if begin >= start and (begin == start or not is_han(text[begin - 1])):
            name = text[begin:at]
            if is_person(name) and (tag_of(name) in _NAMES_OF_PEOPLE or _is_common(name)):
                yield _person(begin, name, "person-speaks", 0.7)


def _guests(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The persons of a list that holds nothing else."""
    for match in _GUEST.finditer(text, start, end):
        names = match.group().split("、")
        at = match.start()
        persons = [is_person(name) or (tag_of(name) == "nr" and name[0] in surnames()) for name in names]
        if sum(persons) > 1 and all(persons[1:]):
            for name, person in zip(names, persons, strict=True):
                if person:
                    yield _person(at, name, "person-list", 0.75)
                at += len(name) + 1


def _named(text: str, matches: Iterable[re.Match[str]], rule: str, confidence: float) -> Iterator[Candidate]:
    """Yield the well-formed names in the first group of each match."""
    for match in matches:
        for start, run in _pieces(text, match.start(1), match.end(1)):
            name = _NOT_NAME.split(run)[0]
            name = name if is_person(name) else name[:3]
            if not is_person(name):
                continue
            acts = _acts(name[:2])  # 专家|管理关, 教师|周转房
            if not (rule == "person-role" and (name[0] == "和" or acts)):  # 领导|和工作
                yield _person(start, name, rule, confidence)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """What may be a name each, and where; those without a sign between them are told by their surnames."""
    for run in _RUN.finditer(text, start, end):
        names = _tiled(run.group()) if len(run.group()) > 4 else []
        at = run.start()
        for name in names:
            yield at, name
            at += len(name)
        if not names:
            yield from ((part.start(), part.group()) for part in _NAME.finditer(text, at, run.end()))


def _tiled(run: str) -> list[str]:
    """The names that a run of signs is made of, if it is made of names (张宗桥|贾胜波)."""
    for size in (3, 2, 4):
        if is_person(run[:size]):
            behind = _tiled(run[size:]) if run[size:] else []
            if behind or not run[size:]:
                return [run[:size], *behind]
    return []


def _acts(word: str) -> bool:
    """Whether a word of two signs is a verb of the dictionary."""
    return is_listed(word) and tag_of(word) in ("v", "vn")


def _person(start: int, name: str, rule: str, confidence: float) -> Candidate:
    """The candidate for a person's name that begins at `start`."""
    return Candidate(start, start + len(name), name, ThingType.PERSON, rule, confidence, 6)
