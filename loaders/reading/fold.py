"""A copy of a text for matching: one form of every sign, never another length.

Offsets into the folded copy are offsets into the text. Widths, quotation marks, dashes and spaces
are folded sign by sign; markup debris (`&nbsp;`, tags, `\\r\\n` written out, runs of `??` left by a
lost no-break space) becomes blanks or line ends of the same length. The blanks that character
recognition leaves inside a number move behind it (3.6 2亿元 is matched as 3.62 亿元), and a line end inside
a sentence becomes a blank.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF02}
_UNSEEN = [0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
"""Signs without a width: joiners, marks of writing direction, marks of a possible break."""
_SPACES = dict.fromkeys([0x00A0, 0x3000, 0x0009, *range(0x2000, 0x200B), 0x202F, 0x205F, *_UNSEEN], " ")
_LINE_ENDS = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_SIGNS = {
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": '"', "„": "“",
    "〔": "(", "〕": ")",
    "﹢": "+", "﹣": "-", "－": "-", "–": "-", "−": "-", "‐": "-", "‑": "-", "―": "—", "─": "—", "━": "—",
    "～": "~", "〜": "~", "∼": "~", "︰": ":", "∶": ":", "﹕": ":", "﹐": ",", "﹑": "、", "﹔": ";",
    "﹙": "(", "﹚": ")",
    "﹪": "%", "٪": "%", "℅": "%", "·": "·", "•": "·", "・": "·", "‧": "·", "○": "〇", "◯": "〇",
    "⻓": "长", "⻔": "门", "⻋": "车",
    "〈": "《", "〉": "》", "．": ".", "µ": "μ",
}  # fmt: skip
_SHORT_RADICALS = (
    "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风"
    "⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⼾户"
)
RADICALS = {
    code: folded
    for code in range(0x2F00, 0x2FD6)
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1
} | {ord(sign): folded for sign, folded in zip(_SHORT_RADICALS[::2], _SHORT_RADICALS[1::2], strict=True)}
"""Radicals to the characters they are; the fonts of some PDFs put the one for the other."""

_TABLE = {
    **{chr(code): chr(folded) for code, folded in _FULL_WIDTH.items()},
    **{chr(code): folded for code, folded in (_SPACES | _LINE_ENDS | RADICALS).items()},
    **_SIGNS,
}
_FOLDED = re.compile(f"[{re.escape(''.join(_TABLE))}]")
# Alternatives that begin with a sign, not with a class or a look behind, are searched for ten times faster.
_LINE_DEBRIS = re.compile(
    r"\\[rR]\\[nN]|\\[nN](?![a-zA-Z])|  (?<=[。:]  )(?=\S)"
    r"|<(?i:br|/?p|/?div|/?tr|/?li|/?h[1-6])(?![a-zA-Z])[^<>\n]{0,200}>"
)
_BLANK_DEBRIS = re.compile(r"\?\?+|&(?:[a-zA-Z]{2,8}|#\d{2,5});|</?[a-zA-Z][^<>\n]{0,200}>")
_BROKEN = re.compile(r"\n\n?(?=[%,、。;)])")
"""A line end that stands inside a sentence, since no line begins with these signs."""
_GAP = re.compile(r" (?<=[0-9.] )(?=[0-9])")
_TORN = re.compile(r"(?<![\d.])\d(?:[\d.]| (?=\d))*\d(?= ?(?:[^\W\x00-\xff]|[%℃]))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ASCII_QUOTES = re.compile(r'"([^"\n]{1,80})"')


@lru_cache(maxsize=1)  # reading, figures, names and relations each ask for that of the same text
def fold(text: str) -> str:
    """Return `text` with one form of each sign, of the same length."""
    folded = text
    for sign in set(_FOLDED.findall(text)):  # a text has few of them; to translate it looks at each character
        folded = folded.replace(sign, _TABLE[sign])
    folded = _LINE_DEBRIS.sub(lambda match: "\n" * len(match.group()), folded)
    folded = _BLANK_DEBRIS.sub(lambda match: " " * len(match.group()), folded)
    if _GAP.search(folded):
        folded = _TORN.sub(_mended, folded)
    folded = _BROKEN.sub(lambda match: " " * len(match.group()), folded)
    return _ASCII_QUOTES.sub(r"“\1”", folded)


def _mended(match: re.Match[str]) -> str:
    """The pieces of a torn number side by side; two numbers, or a year and a number, as they stand."""
    pieces = match.group().split(" ")
    joined, shortest = "".join(pieces), min(map(len, pieces))
    apart = match.string[match.start() - 1 : match.start()] != " "  # torn signs stand among blanks
    whole = joined.count(".") > 1 or _YEAR.fullmatch(pieces[0]) or shortest > 2 or (shortest > 1 and apart)
    return match.group() if whole else joined.ljust(len(match.group()))
