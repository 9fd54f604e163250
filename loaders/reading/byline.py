"""Metadata from the lines around the body: title, date, publisher, origin, people."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.reading.clean import LabelledLine, is_people_line, squeeze
from govgraph.loaders.reading.content import DATE
from govgraph.ontology.records import BlockKind

MEDIA = "日报|晚报|时报|都市报|网|社|客户端|电视台"
"""How the names of media end that a dateline begins with."""
_NAME = rf"(?:{HAN}|·){{2,4}}"
_NAMES = rf"{_NAME}(?:[ 、,/]+{_NAME})*"
_ORIGIN = lazy(
    r"(?:来源|稿源)[:;] ?《?([^\s|:;,。()《》【】]{2,20}?)》?"
    r"(?=$|[\s|,。()【]|编辑|责编|责任编辑|作者|记者|时间|字号|发布)"
)
_EDITORS = lazy(
    rf"(?:责任编辑|责编|编辑)[:/ ] ?({_NAMES}?)(?=$|[\s|,。()]|责编|责任编辑|编辑|来源|审核|校对)"
)
_CREATORS = lazy(
    rf"(?:作者|撰稿|文|本报(?:全媒体|融媒体|特约|见习)?记者|记者|通讯员)[:/ ] ?({_NAMES})"
    rf"(?=来源|编辑|责编|责任编辑|审核|校对|摄|(?!{HAN}|[:·]))"  # what a colon follows is a label, no name
)
_ORIGINAL = lazy(r"^原标题[:：] ?(.{4,80})$")
"""The title that a text had where it was published first."""
_LABELS = frozenset({"来源", "编辑", "责编", "作者", "记者", "时间", "审核", "校对", "通讯员"})
_PEOPLE = lazy(r"本报(?:全媒体|融媒体|特约|见习)?(?:记者|通讯员)|通讯员|记者")
_PHOTOGRAPHER = lazy(rf"(?:^|[ (])({_NAME}(?:[、,/]{_NAME})*) ?(?:摄影|摄|供图)[)]?$")
_CLOSING_CREDIT = lazy(r"[(]([^()]{4,60})[)]$")
_SITE = lazy(r"^[“《]?([^\s“”《》,。:]{2,16}?)[”》]?(?:网站)?(?:版权|著作权|免责)")
_DELIVERED = lazy(r"^[—\- ]*(\d{4})年(\d{1,2})月(\d{1,2})日,?在")
_GLUED_DATE = lazy(
    r"(?<!\d)(\d{4})(?:[-./]|年)(\d{1,2})(?:[-./]|月)(\d{1,2})日? *(?:\d{1,2}:\d{2}(?::\d{2})? *)?"
    r"(?:来源|稿源|作者|记者|编辑|字号)"
)
_HEAD = 160
"""How far into a text of one paragraph its by-line is looked for."""


class Byline(NamedTuple):
    """What the lines around the body say about the text."""

    title: str = ""
    issued: date | None = None
    publisher: str = ""
    origin: str = ""
    creators: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()


def read_byline(labelled: list[LabelledLine]) -> Byline:
    """Return the metadata of a text from its labelled lines.

    The date a speech was given goes before the date a page was put up, since the words 今年 and
    去年 of the text are counted from it.
    """
    bylines = [item.line.text for item in labelled if item.kind is BlockKind.BYLINE]
    titles = [squeeze(item.line.text) for item in labelled if item.kind is BlockKind.TITLE]
    captions = [item.line.text for item in labelled if item.kind is BlockKind.CAPTION]
    body = [item.line.text for item in labelled if item.kind is BlockKind.BODY]
    closing = [
        item.line.text
        for item in labelled
        if item.kind is BlockKind.BOILERPLATE and item.reason != "glossary"
    ]
    credit = _CLOSING_CREDIT.search(body[-1]) if body else None
    credited = [credit.group(1)] if credit and _CREATORS.search(credit.group(1)) else []
    origin = _first(_ORIGIN, bylines)
    people = [_PEOPLE.sub(" ", line) for line in bylines if is_people_line(_PEOPLE.sub(" ", line).strip())]
    return Byline(
        title=max(titles, key=len, default="") or squeeze(_first(_ORIGINAL, bylines)),
        issued=_issued(bylines, body),
        publisher=_first(_SITE, closing) or origin,
        origin=origin,
        creators=_split([*people, *_matches(_CREATORS, bylines + credited)]),
        editors=_split(_matches(_EDITORS, bylines)),
        photographers=_split(_matches(_PHOTOGRAPHER, captions)),
    )


def _issued(bylines: list[str], body: list[str]) -> date | None:
    glued = [line[:_HEAD] for line in body[:1]]  # title, by-line and text in one paragraph
    for pattern, lines in ((_DELIVERED, bylines + body[:2]), (DATE, bylines), (_GLUED_DATE, glued)):
        for line in lines:
            if match := pattern.search(line):
                year, month, day = (int(part) for part in match.groups())
                try:
                    return date(year, month, day)
                except ValueError:
                    continue
    return None


def _first(pattern: re.Pattern[str], lines: list[str]) -> str:
    return next((match.group(1) for line in lines if (match := pattern.search(line))), "")


def _matches(pattern: re.Pattern[str], lines: list[str]) -> list[str]:
    return [match.group(1) for line in lines for match in pattern.finditer(line)]


def _split(groups: list[str]) -> tuple[str, ...]:
    names = [
        name for group in groups for name in re.split(r"[ 、,/]+", group) if name and name not in _LABELS
    ]
    return tuple(dict.fromkeys(names))
