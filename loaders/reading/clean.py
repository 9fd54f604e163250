"""Tell what each line of a page is: furniture, title, by-line, caption, heading, body or boilerplate.

Nothing is deleted: every line becomes a block with its offsets and, where it is not read, a reason.
The rules are general; the wording of page furniture is in `furniture.tsv`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import accumulate, groupby
from operator import itemgetter
from typing import NamedTuple

from govgraph.loaders.lexicon import HAN, lazy, read_rows
from govgraph.ontology.records import BlockKind

_BOILERPLATE_TERM = lazy(
    r"本网|本站|本报|转载|版权|授权|注明|来源:|侵权|法律责任|免责|声明|未经|稿件|著作权|网站|与本[网站]联系"
)
_SENTENCE_END = lazy(r"[。!?;][”’)》]*$")
_PROSE = lazy(r"[。!?;,]")
NUMBERED_HEADING = lazy(
    r"^(第[一二三四五六七八九十]{1,3}(部分|章|节)|[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十\d]{1,3}[)]、?|\d{1,2}[、.](?!\d))"
)
_NOTE = lazy(
    r"^(?:[\[【(<]\d{1,3}[\]】)>] ?[^。]{1,40}?(?::|是指|即)"
    r"|\d{1,3}[.、] ?[^。]{1,40}?(?::[指即]|:是指|是指))"
)
_CREDIT = lazy(r"[(][^()]{4,60}[)]$")
_ROW = lazy(rf" [-+]?\d[\d.,]*(?:[%‰]|(?:{HAN}|/){{0,3}})(?= |$)")
"""A cell of a table that holds a figure."""

_RUN = lazy(rf"{HAN}{{6,}}")
_STOPS = lazy("[,。;]")
_LETTER = lazy(r"[\w%]")
_FIGURE = lazy(r"\d+(?:\.\d+)?(?!\d{0,3}年)[^\d.、]")
_ANNOUNCING = lazy(r"\d[^。]*,(?:其中|包括|分别为|即):$")
_SALUTATION = lazy(r"^(各位|同志们|尊敬的|女士们|朋友们|大家好|谢谢)")
_NOT_TITLE = lazy(
    _SALUTATION.pattern + r"|^[—(\-]|.*(?::|\(\d{4}\)第?\d+号)$|.*(会议上[)]?|[省市区县州旗盟]长|主席)$"
)
_ISSUER = lazy(r"\S{3,24}(?:局|厅|委员会|办公室|调查总?队|人民政府)(?:、\S+)?$")
"""Who issues a text, on a line between its title and its date."""
_SHORTEST_BROKEN = 20
"""A shorter line is taken as whole, in characters."""
_REASONS = {
    BlockKind.NAVIGATION: "page navigation",
    BlockKind.TITLE: "title",
    BlockKind.BYLINE: "by-line",
    BlockKind.CAPTION: "caption",
    BlockKind.BOILERPLATE: "boilerplate",
}


class Line(NamedTuple):
    """A line of the folded text without the blanks around it."""

    start: int
    end: int
    text: str


class LabelledLine(NamedTuple):
    """A line and what it is."""

    line: Line
    kind: BlockKind
    reason: str = ""


@cache
def furniture() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kinds of `furniture.tsv` in file order, rows of one kind in a row as one pattern.

    The patterns match at the head of a line.
    """
    runs = groupby(read_rows("furniture.tsv"), key=itemgetter("kind"))
    return tuple((kind, re.compile("|".join(row["pattern"] for row in rows))) for kind, rows in runs)


def furniture_kind(line: str) -> str:
    """Return the kind of furniture that `line` (folded, stripped) is, or an empty string."""
    line = " ".join(line.split())
    for kind, pattern in furniture():
        if pattern.match(line):
            return kind
    return ""


def split_lines(folded: str) -> list[Line]:
    """Return the lines of a folded text that hold more than blanks."""
    lines: list[Line] = []
    start = 0
    for line in folded.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped)
            lines.append(Line(begin, begin + len(stripped), stripped))
        start += len(line) + 1
    return _mended(lines, folded)


def _mended(lines: list[Line], folded: str) -> list[Line]:
    """Join lines that a page broke in the middle of a sentence: at a comma, or before a number."""
    mended: list[Line] = []
    for line in lines:
        if mended and _is_broken(mended[-1].text, line.text):
            first = mended.pop()
            line = Line(first.start, line.end, folded[first.start : line.end])
        mended.append(line)
    return mended


_BEGINS = lazy(rf"{NUMBERED_HEADING.pattern}|\d+世纪|.{{0,20}}(?:记者|通讯员)|\d+月\d+日")
"""How a line begins that goes on with none before it: a numbered heading, a dateline."""


def _is_broken(line: str, following: str) -> bool:
    if len(line) < _SHORTEST_BROKEN or not _STOPS.search(line) or _BEGINS.match(following):
        return False
    if line.endswith((",", "、")):
        return True
    unfinished = _LETTER.match(line[-1]) and not NUMBERED_HEADING.match(line)
    return bool(unfinished and _FIGURE.match(following))


def is_heading(line: str) -> bool:
    """Return whether a line of the body is a heading by its form alone."""
    if _SALUTATION.match(line) or line.endswith((":", "”;", ",", "、")):
        return False
    if _ROW.search(line) and not NUMBERED_HEADING.match(line):
        return False
    if NUMBERED_HEADING.match(line):
        inner = line.rstrip("。;!")
        return len(line) <= 60 and not re.search(r"[。;!?]|\d+(?:\.\d+)?(?:%|万|亿)", inner)
    return len(line) <= 36 and not _SENTENCE_END.search(line) and not re.search(r"[。;]|^[—\-*]", line)


def label_lines(lines: list[Line]) -> list[LabelledLine]:
    """Return each line with its kind; the order is kept."""
    kinds = [furniture_kind(line.text) for line in lines]
    for index, kind in enumerate(kinds):
        if kind == "teaser":
            kinds[index] = "navigation" if _is_teaser(lines, index) else ""
    body = [index for index, line in enumerate(lines) if not kinds[index] and _is_prose(line.text)]
    prose = bool(body)
    if not body:
        body = [index for index, kind in enumerate(kinds) if not kind]
    first = body[0] if body else len(lines)
    title = _title(lines, kinds, first)
    glossary = kinds.index("glossary") if "glossary" in kinds[first:] else len(lines)
    glossary = min(glossary, _notes(lines, first))
    closing = min(_closing(lines, kinds, first), glossary if glossary > first else len(lines))
    last = max((index for index in body if index < closing), default=len(lines))
    first = _first_heading(lines, kinds, first, title)
    labelled: list[LabelledLine] = []
    for index, line in enumerate(lines):
        if index >= closing:
            reason = "glossary" if closing == glossary else "copyright or site text"
            labelled.append(LabelledLine(line, BlockKind.BOILERPLATE, reason))
            continue
        kind = _kind(line.text, kinds[index], title, index < first, index > last)
        if kind is BlockKind.HEADING and not prose:
            kind = BlockKind.BODY
        labelled.append(LabelledLine(line, kind, _REASONS.get(kind, "")))
    return labelled


def _is_teaser(lines: list[Line], index: int) -> bool:
    """Whether a line that breaks off says what another line says in full; a paragraph may end in … too."""
    words = _RUN.findall(squeeze(lines[index].text))
    return bool(words) and any(
        words[-1] in squeeze(line.text) for at, line in enumerate(lines) if at != index
    )


def _is_prose(line: str) -> bool:
    """A line that reads as running text: it ends a sentence (a credit aside), or is long and has commas.

    So does one that tells a figure and announces its parts (全县公路里程1462公里,其中:).
    """
    if line.endswith(":") and _ANNOUNCING.search(line):
        return True
    line = _CREDIT.sub("", line)
    return (len(line) >= 4 and bool(_SENTENCE_END.search(line))) or (
        len(line) >= 50 and bool(_PROSE.search(line))
    )


def squeeze(text: str) -> str:
    """Return `text` without blanks, as titles are often spaced out."""
    return "".join(text.split())


def _title(lines: list[Line], kinds: list[str], first: int) -> str:
    """Return the title, blanks squeezed out: a repeated line, the 原标题, or the first plain line."""
    head = [squeeze(line.text) for line, kind in zip(lines[:first], kinds[:first], strict=True) if not kind]
    head = [text for text in head if 4 <= len(text) <= 60 and not _NOT_TITLE.match(text)]
    head = [text for text in head if not _ISSUER.match(text)] or head
    repeated = [text for text, count in Counter(head).items() if count > 1]
    if repeated:
        return repeated[0]
    for index in range(1, first):
        if kinds[index] == "byline" and not kinds[index - 1] and squeeze(lines[index - 1].text) in head:
            return squeeze(lines[index - 1].text)
    original = next((line.text for line in lines[:first] if line.text.startswith("原标题:")), "")
    if original:
        return squeeze(original.removeprefix("原标题:"))
    unnumbered = [text for text in head if not NUMBERED_HEADING.match(text)]
    reports = [text for text in unnumbered if text.endswith(("报告", "公报", "纲要", "讲话", "通报", "通知"))]
    return max(reports or unnumbered[:3], key=len, default="")


def _first_heading(lines: list[Line], kinds: list[str], first: int, title: str) -> int:
    """Return the index of the first line of the body, a heading above the first paragraph included."""
    while first > 0:
        above = lines[first - 1].text
        numbered = NUMBERED_HEADING.match(above) and not kinds[first - 1]
        if not (numbered or _SALUTATION.match(above)) or squeeze(above) == title:
            break
        first -= 1
    return first


def _notes(lines: list[Line], first: int) -> int:
    """Return the index of the first of the numbered notes that end a text, or the number of lines."""
    marked = [index for index in range(first, len(lines)) if _NOTE.match(lines[index].text)]
    for position, index in enumerate(marked):
        if len(marked) - position >= 3 and len(marked) - position >= (marked[-1] - index + 1) * 0.7:
            return index
    return len(lines)


def _closing(lines: list[Line], kinds: list[str], first: int) -> int:
    """Return the index from which the text is copyright or site text, or the number of lines."""
    sizes = [len(line.text) for line in lines]
    terms = [len(_BOILERPLATE_TERM.findall(line.text)) for line in lines]
    rest = list(accumulate(reversed(sizes)))  # from a line on: all characters, and those of marked lines
    marked = list(
        accumulate(size * bool(found) for size, found in zip(sizes[::-1], terms[::-1], strict=True))
    )
    for index in range(first + 1, len(lines)):
        dense = terms[index] >= 3 and sizes[index] < 400
        behind = len(lines) - 1 - index
        if (kinds[index] == "boilerplate" or dense) and 2 * marked[behind] >= rest[behind]:
            return index
    return len(lines)


def _kind(line: str, furniture: str, title: str, before: bool, after: bool) -> BlockKind:
    if title and squeeze(line) == title and (before or after):
        return BlockKind.TITLE
    if furniture in ("navigation", "byline"):
        return BlockKind(furniture) if before or after or furniture == "navigation" else BlockKind.BYLINE
    if furniture == "caption" and len(line) <= 60:
        return BlockKind.CAPTION
    if before:
        if is_people_line(line) or _ISSUER.match(line):
            return BlockKind.BYLINE
        if _SALUTATION.match(line):
            return BlockKind.BODY
        if title and squeeze(line) in title:
            return BlockKind.TITLE
        return BlockKind.CAPTION if before and len(line) <= 40 else BlockKind.NAVIGATION
    if after:
        return BlockKind.NAVIGATION
    return BlockKind.HEADING if is_heading(line) else BlockKind.BODY


def is_people_line(line: str) -> bool:
    """Return whether a line is nothing but two to six short names set apart by blanks."""
    parts = line.split()
    if re.search(r"[省市区县州旗盟]长|主席|主任|书记", line):
        return False
    return (
        2 <= len(parts) <= 6
        and all(re.fullmatch(rf"(?:{HAN}|·){{2,4}}", part) for part in parts)
        and len(line) <= 24
    )
