"""Bodies and houses by their number: the county's second school, a school in short, a house of a street."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.building import ACTS
from govgraph.loaders.names.candidates import Candidate, lines_with
from govgraph.loaders.names.words import SIGNS, Class, Words
from govgraph.ontology.places import load_places
from govgraph.ontology.records import ThingType

_CN = "[一二三四五六七八九十]"
_NUMBERED_BODY = lazy(
    rf"第{_CN}{{1,3}}(?:实验|中心)?(?:中学|小学|幼儿园|人民医院|医院)(?:教育集团)?(?![校院]长)"
)
_WORKS = lazy(f"(?:整体)?(?:{ACTS}|新建|建设|提升)(?:工程|项目)")
"""What is done to a body, which is a programme by its name."""


def find_numbered(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Schools and hospitals by number, with their area or its sign (云岭市第三中学教育集团, 县第二小学)."""
    text = words.text
    for match in _NUMBERED_BODY.finditer(text, start, end):
        begin = match.start()
        areas = load_places().full_names(text, max(start, begin - 12), begin)
        ends = (area.start for area in areas if area.end == begin)
        whole = next((at for at in ends if words.starts[words.at(at)] == at), begin)
        if whole == begin and begin > start and text[begin - 1] in "省市区县州旗":
            whole = begin - 1
        works = _WORKS.match(text, match.end(), end)
        stop, kind = (works.end(), ThingType.PROGRAM) if works else (match.end(), ThingType.INSTITUTION)
        yield Candidate(whole, stop, text[whole:stop], kind, "numbered-body", 0.8, 3)


_SHORT_SCHOOL = lazy(
    r"[\d一二三四五六七八九十]中(?:校区)?"
    r"(?=[、,。;和与及()(]|等\d|等学校|成功|被|获|新校区|入选|创建|迁建|扩建|改扩建|签|合作|师生|学子)"
)
"""The end of a middle school's number alone (高唐一中, 40中), which is quick to search."""
_ITS_NUMBER = lazy(rf"(?:(?<!\d)\d{{1,3}}|(?<!{_CN}){_CN}{{1,4}})$")
_PLENARY = lazy(r"[^,。;]{0,8}全会")


def find_schools(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Middle schools by their number in short, with their area or its sign (成都七中, 县一中)."""
    text = words.text
    for match in _SHORT_SCHOOL.finditer(text, start, end):
        number = _ITS_NUMBER.search(text, max(start, match.start() - 4), match.start() + 1)
        if number is None or _PLENARY.match(text, match.end(), end):
            continue
        begin = number.start()
        before = words.words[words.at(begin - 1)] if begin > start else ""
        if before and text[begin - 1] in SIGNS:
            begin -= 1
        elif before and load_places().is_area(before):
            begin -= len(before)
        elif before[-1:].isalnum() and before not in _BEFORE:
            continue  # 前三中, 第一中
        name = text[begin : match.end()]
        yield Candidate(begin, match.end(), name, ThingType.INSTITUTION, "numbered-school", 0.65, 4)


_BEFORE = frozenset("和 与 及 将 由 在 对 为 推进 建成 新建 完成 启动".split())
"""What may stand before the number of a school."""
_NUMBERED = lazy(r"\d{1,4}号(?:院|楼)?")
_STREETS = ("路", "街", "巷", "大道", "弄")


def find_addresses(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Houses by street and number (柳溪路8号)."""
    text = words.text
    for first, stop in lines_with("号", text, start, end):
        for match in _NUMBERED.finditer(text, first, stop):
            index = words.at(match.start()) - 1
            if index < 0 or words.ends[index] != match.start() or not words.words[index].endswith(_STREETS):
                continue
            if len(words.words[index]) < 3 and index and words.classes[index - 1] == Class.NAME:
                index -= 1
            begin, name = words.starts[index], text[words.starts[index] : match.end()]
            if 3 <= match.start() - begin <= 6:
                yield Candidate(begin, match.end(), name, ThingType.PLACE, "place-address", 0.75, 5)
