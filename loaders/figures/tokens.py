"""The words of a sentence with the part they play around a figure (verb, function word, noun …).

The classes come from `figure_words.tsv`; a word that is not in it is a noun, or a plain verb where
the tokenizer's dictionary says so. Runs of words that the table holds as one are joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from govgraph.loaders.figures.boundary import cut_each, cut_text, tag
from govgraph.loaders.lexicon import Remembered, context_set, read_rows

ACTION, DUAL, LEVEL, UP, DOWN, PLAN = "action", "dual", "level", "up", "down", "plan"
EVENT, GOVERNOR = "event", "governor"
FUNCTION, SUBJECT, NOUN, VERB, OF, LIST, STOP, NUMBER = (
    "function",
    "subject",
    "noun",
    "verb",
    "of",
    "list",
    "stop",
    "number",
)
ASIDE, TIME, GROWTH_UP, GROWTH_DOWN = "aside", "time", "growth_up", "growth_down"
CHANGES = frozenset({UP, DOWN})
GROWTH = frozenset({GROWTH_UP, GROWTH_DOWN})
LISTS = frozenset({LIST})
_JOIN = frozenset({"和", "与", "及", "以及", "或"})
_TAGS = {
    "v": VERB,
    "vd": VERB,
    "uj": OF,
    **dict.fromkeys(["p", "d", "r", "c", "u", "y", "ul", "uz", "ug", "ud", "uv"], FUNCTION),
}


@dataclass(slots=True)  # not frozen: there are many, and those take four times as long to make
class Token:
    """A word, its offsets in the folded text, and its class."""

    start: int
    end: int
    text: str
    kind: str


def as_class(token: Token, kind: str) -> Token:
    """Return a word as one of another class."""
    return Token(token.start, token.end, token.text, kind)


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["class"], row["stage"]) for row in read_rows("figure_words.tsv")}


AGENTS = tuple(
    "镇 乡 街道 政府 局 委 财政 公司 集团 银行 法院 机关 景区 园区 热线 合作社 医院 超市 机场 "
    "剧团 服务团 宣讲团 研究院 协会 学院 大学 联社 海关 检察院 农场 博物馆".split()
)
"""How the names of those end who do what the verb behind them says."""


def is_agent(token: Token) -> bool:
    """Return whether a word names somebody who does what the verb behind it says (区政府|筹措|资金)."""
    named = len(token.text) > 2 or token.text in ("景区", "热线")
    return token.kind == NOUN and named and token.text.endswith(AGENTS)


@cache
def begun_words() -> frozenset[str]:
    """Return the words of the table that say of a thing that it has begun."""
    return frozenset(word for word, (_, stage) in _words().items() if stage == "begun")


@cache
def _joined() -> dict[str, tuple[int, set[str]]]:
    """First words of entries that the tokenizer cuts, and 新: the most words of one, the signs that go on."""
    heads: dict[str, tuple[int, set[str]]] = {"新": (1, set())}
    for parts in cut_each(_words()):
        if len(parts) > 1:
            most, signs = heads.get(parts[0], (0, set[str]()))
            heads[parts[0]] = max(most, len(parts)), signs
    for word in _words():
        for at in range(1, len(word)):
            if word[:at] in heads:
                heads[word[:at]][1].add(word[at])
    return heads


@lru_cache(maxsize=1 << 15)
def class_of(word: str) -> str:
    """Return the class of a word."""
    if word in _JOIN:
        return LIST
    if word == "的":
        return OF
    if word in ("“", "”"):
        return ASIDE
    listed = _words().get(word)
    if listed:
        return listed[0]
    if word == "、" or not word.strip("-—~"):
        return LIST
    if not re.match(r"[\w“”‘’《》·&+\-/%.Ⅰ-Ⅻ]", word) or re.match(r"[①-⓿❶-➓]", word):
        return STOP
    if word in "率量额区度值数户期费款物点面线站室所院馆园厂队班店网库":
        return NOUN
    part = tag(word)[-1][1]
    if part == "ns" and len(word) > 2 and word[-1] in "省市县区州旗镇乡村":
        return SUBJECT
    if part == "f" and len(word) == 1:
        return FUNCTION
    return _TAGS.get(part, NOUN)


def is_listed(word: str) -> bool:
    """Return whether the table of words holds `word`."""
    return word in _words()


_TORN = {"率控制": (("率", NOUN), ("控制", LEVEL)), "中居": (("中", FUNCTION), ("居", LEVEL))}
"""Two words that the tokenizer's dictionary holds as one (考核|中居|全省第二)."""


@cache
def is_adjective(word: str) -> bool:
    """Return whether the tokenizer's dictionary knows `word` as an adjective."""
    return tag(word)[-1][1] == "a"


@cache
def is_place(word: str) -> bool:
    """Return whether the tokenizer's dictionary knows `word` as the name of a place."""
    return tag(word)[-1][1] == "ns"


@cache
def _is_verb_and_object(word: str) -> bool:
    """Whether the tokenizer's dictionary holds a verb and its object as one word (化解矛盾)."""
    if class_of(word[:2]) != ACTION or class_of(word[2:]) not in (NOUN, DUAL, VERB):
        return False
    return word[0] != word[2] and word[2:] not in context_set("carrier")


def _plain(word: str) -> tuple[str, set[str]]:
    """The class of a word that is one token unless one of the signs follows; else an empty string."""
    parts = _parts(word)
    _, signs = _joined().get(word, (0, set[str]()))
    return (parts[0][1] if len(parts) == 1 and word != "新" else ""), signs


_known = Remembered(_plain)


@lru_cache(maxsize=1 << 15)
def _parts(word: str) -> tuple[tuple[str, str], ...]:
    """A word with its class, or its two parts: it ends in a change, or is a verb and its object."""
    if word.isspace():
        return ((word, ""),)
    if word not in _words():
        if word in _TORN:
            return _TORN[word]
        if len(word) > 2 and word[0] == "共" and class_of(word[1:]) in (ACTION, DUAL, VERB):
            return ("共", FUNCTION), (word[1:], class_of(word[1:]))
        if len(word) > 2 and class_of(word[-2:]) in CHANGES:
            return (word[:-2], class_of(word[:-2])), (word[-2:], class_of(word[-2:]))
        if len(word) == 4 and _is_verb_and_object(word):
            return (word[:2], ACTION), (word[2:], NOUN)
    return ((word, class_of(word)),)


def _joined_at(words: Sequence[str], index: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many words from `index` on are one for the table, or 新 and its verb, and that one; else one."""
    word = words[index]
    if index + 1 == len(words):
        return 1, _parts(word)
    most, signs = _joined()[word]
    if words[index + 1][0] in signs:
        for length in range(min(most, len(words) - index), 1, -1):
            longer = "".join(words[index : index + length])
            if longer in _words():
                return length, ((longer, class_of(longer)),)
    if word == "新" and class_of(words[index + 1]) in (DUAL, VERB, ACTION, EVENT):
        return 2, ((word + words[index + 1], ACTION),)
    return 1, _parts(word)


def tokenize(folded: str, start: int, end: int, dated: bool = False) -> list[Token]:
    """Return the words between two offsets of the folded text; `dated` says that a time follows them."""
    if start == end:
        return []
    text = folded[start:end]
    words = _cut_parts(text) if "其中" in text else cut_text(text)
    words = _ended(words, "比较由从至达居" if dated else "由从至达居")
    tokens: list[Token] = []
    following, position = 0, start
    for index, word in enumerate(words):
        if index < following:
            continue
        kind, signs = _known[word]
        if kind and (not signs or index + 1 == len(words) or words[index + 1][0] not in signs):
            stop = position + len(word)
            tokens.append(Token(position, stop, word, kind))
            position = stop
            continue
        taken, parts = _joined_at(words, index) if word in _joined() else (1, _parts(word))
        if dated and taken > 1 and index + taken == len(words) and words[-1] == "比":
            taken, parts = 1, _parts(word)
        for part, kind in parts:
            stop = position + len(part)
            if kind:
                tokens.append(Token(position, stop, part, kind))
            position = stop
        following = index + taken
    return tokens


def _cut_parts(text: str) -> Sequence[str]:
    """Cut a text into words; the tokenizer takes 其中 apart where 中国 or 中央 can be read (其中|国企)."""
    at = max(text.find("其中国"), text.find("其中央"))
    if at < 0:
        return cut_text(text)
    return [*cut_text(text[:at]), text[at : at + 2], *_cut_parts(text[at + 2 :])]


def _ended(words: Sequence[str], prepositions: str) -> Sequence[str]:
    """Set off a preposition that the tokenizer glued to the last word before a time or number (价格由)."""
    if words and len(words[-1]) > 1 and words[-1][-1] in prepositions and words[-1] not in _words():
        return [*words[:-1], words[-1][:-1], words[-1][-1]]
    return words
