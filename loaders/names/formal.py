"""Names of a fixed form, told by a pattern or by a list wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.loaders.names.lexicons import known_names
from govgraph.loaders.names.words import Class, Words
from govgraph.ontology.places import load_places
from govgraph.ontology.records import PlaceRef, ThingType

_CN = "[一二三四五六七八九十]"
_FORMS = (
    ("委员会", rf"中(?:国共产党|共)[一-鿿]{{2,12}}?(?:第{_CN}+届)?委员会", ThingType.INSTITUTION),
    (
        "人民代表大会",
        rf"[一-鿿]{{2,7}}[省市区县州旗]第{_CN}+届人民代表大会(?:常务委员会)?(?:第{_CN}+次会议)?",
        ThingType.EVENT,
    ),
    ("人大及其常委会", r"[省市区县州旗镇乡]人大及其常委会", ThingType.INSTITUTION),
    ("大", rf"(?:党的|中共)二?十{_CN}?大(?![以类项小型])", ThingType.EVENT),
    ("中全会", rf"(?:党的|中共)?(?:二?十{_CN}?届){_CN}中全会", ThingType.EVENT),
    ("项规定", rf"(?:中央|省委|市委|省市|中央和省委){_CN}{{1,3}}项规定", ThingType.DOCUMENT),
    ("热线", r"(?<!\d)1\d{4}[一-鿿]{0,10}?热线", ThingType.INITIATIVE),
    ("标准", r"(?:(?<=达到)|(?<=符合))(?:国家|全国|省级)[一-鿿]{5,20}标准", ThingType.RECOGNITION),
    ("普法", rf"“?[一二三]?{_CN}五”?普法", ThingType.INITIATIVE),
)
"""What every such name holds, sooner found than the name itself; its form, and its type."""
_FORMAL = tuple((cue, re.compile(form), kind) for cue, form, kind in _FORMS)


def find_formal(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Party committees, congresses, hotlines … by their full names, whose ordinals stop other rules."""
    for cue, pattern, kind in _FORMAL:
        if text.find(cue, start, end) < 0:
            continue
        for match in pattern.finditer(text, start, end):
            name = bare(match.group())
            yield Candidate(match.start(), match.end(), name, kind, "formal-name", 0.85, 5)


_ISSUING = r"(?:出台|印发|推出|制定|发布|实施)了?"
_COUNTED = r"(?:政策措施|政策|措施|举措|意见|规定|办法)"
_ARTICLES = re.compile(
    rf"{_ISSUING}((?:[一-鿿]{{2,10}}|“[一-鿿]{{2,10}}”)(?<![等路街河])(?:\d{{1,3}}条{_COUNTED}?|{_CN}{{1,3}}[条项]{_COUNTED}))"
    rf"|{_ISSUING}[^,。;:]{{4,40}}?、([一-鿿]{{4,14}}{_CN}{{1,3}}[条项]{_COUNTED})"
)


def find_articles(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Measures known by the number of their articles (出台稳增长26条, 就业帮扶八项措施)."""
    for match in _ARTICLES.finditer(text, start, end):
        group = 1 if match.group(1) else 2
        name = bare(match.group(group))
        yield Candidate(match.start(group), match.end(group), name, ThingType.DOCUMENT, "articles", 0.7, 5)


_MEDIUM = re.compile(
    r"(?:来源|稿源|出处)[:;] *([一-鿿]{2,10}(?:日报|晚报|早报|晨报|时报|社|网|台|客户端|周刊|发布))"
    r"|(?<![一-鿿])([一-鿿]{2,6}(?:日报|晚报|早报|晨报|时报|通讯社|电视台|新闻网))(?![一-鿿])"
)


def find_medium(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The medium that a by-line names as the source."""
    for match in _MEDIUM.finditer(text, start, end):
        group = 1 if match.group(1) else 2
        yield Candidate(
            match.start(group),
            match.end(group),
            match.group(group),
            ThingType.INSTITUTION,
            "byline-medium",
            0.9,
            5,
        )


def find_home(text: str, start: int, end: int, own: PlaceRef | None) -> Iterator[Candidate]:
    """The document's own place and those above it, where a title names them in full."""
    if own is None:
        return
    table = load_places()
    chain = {place.code: place for place in table.chain(own.code)}
    for match in table.full_names(text, start, end):
        for place in match.places:
            if place.code in chain:
                yield Candidate(
                    match.start,
                    match.end,
                    text[match.start : match.end],
                    ThingType.PLACE,
                    "place-title",
                    0.85,
                    2,
                    level=place.level,
                    code=place.code,
                )
                break


_BRACKETED = re.compile(r"\([一-鿿]{2,6}\)")


def find_known(words: Words) -> Iterator[Candidate]:
    """National initiatives and bodies by name; countries and regions where a word names them."""
    text, starts = words.text, frozenset(words.starts)
    for name, kind in known_names().items():
        at = text.find(name)
        while at >= 0:
            start, end = at, at + len(name)
            place = kind is ThingType.PLACE
            if not place or (start in starts and end in starts and not text.startswith("猪", end)):
                bracket = None if place else _BRACKETED.match(text, end)
                end = bracket.end() if bracket and name.endswith("班列") else end
                if kind is ThingType.INSTITUTION and text.endswith("国家", 0, start):
                    start -= 2
                yield Candidate(start, end, text[start:end], kind, "known-name", 0.7, 2 if place else 3)
            at = text.find(name, end)


_NUMBERED = re.compile(r"\d{1,4}号(?:院|楼)?")
_STREETS = ("路", "街", "巷", "大道", "弄")


def find_addresses(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Houses by street and number (柳溪路8号)."""
    text = words.text
    if text.find("号", start, end) < 0:
        return
    for match in _NUMBERED.finditer(text, start, end):
        index = words.at(match.start()) - 1
        if index < 0 or words.ends[index] != match.start() or not words.words[index].endswith(_STREETS):
            continue
        if len(words.words[index]) < 3 and index and words.classes[index - 1] == Class.NAME:
            index -= 1
        begin = words.starts[index]
        if 3 <= match.start() - begin <= 6:
            yield Candidate(
                begin, match.end(), text[begin : match.end()], ThingType.PLACE, "place-address", 0.75, 5
            )
