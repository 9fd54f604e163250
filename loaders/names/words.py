"""The words of a folded text, each with its class: what it may do inside or around a name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, compress, count
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from govgraph.loaders.lexicon import HAN, Remembered, is_han, lazy, read_rows
from govgraph.loaders.names.lexicons import (
    class_nouns,
    groups,
    head_endings,
    heads_of_bodies,
    institution_endings,
    may_close,
    site_endings,
)
from govgraph.ontology.places import load_places
from govgraph.ontology.records import ThingType


class Class:
    """What a word is to the finder of names. Plain texts: members of an enumeration cost more to look up."""

    STOP = "stop"  # ends a clause
    LIST = "list"  # 、
    JOIN = "join"  # 和 与 及
    VERB = "verb"  # governs what follows
    DUAL = "dual"  # a verb that also stands inside names (建设, 改造)
    FUNCTION = "function"  # prepositions, adverbs, particles, pronouns
    OF = "of"  # 的
    NUMBER = "number"
    TIME = "time"
    GENERIC = "generic"  # a noun that makes no name by itself
    NAME = "name"
    QUOTE = "quote"
    BRACKET = "bracket"


_BY_TAG = {
    "p": Class.FUNCTION, "c": Class.FUNCTION, "d": Class.FUNCTION, "ad": Class.FUNCTION, "r": Class.FUNCTION,
    "u": Class.FUNCTION, "y": Class.FUNCTION, "e": Class.FUNCTION, "o": Class.FUNCTION, "z": Class.FUNCTION,
    "f": Class.FUNCTION, "m": Class.NUMBER, "q": Class.NUMBER, "t": Class.TIME,
}  # fmt: skip
_SIGNS = {
    "、": Class.LIST, "“": Class.QUOTE, "”": Class.QUOTE, "《": Class.QUOTE, "》": Class.QUOTE,
    "(": Class.BRACKET, ")": Class.BRACKET, " ": Class.BRACKET, ".": Class.NUMBER, "%": Class.NUMBER,
    **dict.fromkeys("‘’+·-—~/°", Class.NAME),
}  # fmt: skip
SIGNS = frozenset("省 市 区 县 镇 乡 村 州 旗".split())
"""Signs of levels that stand for the area itself (区教育局)."""
_GLUED = frozenset("等为新向在对由被经与和以获报")
_WAITING = frozenset("等待 等级 等于 等候 等次 等同 等额 等效 等等 等量 等值 等高".split())
_TIME = lazy(r"\d|(?<![青少中老成壮])年$|[月日时期]$|[今去明前当近]|世纪|目前|现|如今|上半|下半|同比|新时代")
_COMMITTEES = frozenset("省委 市委 区委 县委 州委 旗委 镇委".split())
_SEATS = frozenset("书记 常委 副书记 委员 领导".split())
"""Seats on a committee, which the tokenizer glues to it (市委常委)."""
_GRADES = frozenset(f"{rank}{sign}" for rank in "一二三四五" for sign in "级期")
WATERS = frozenset("江河湖山岛湾海淀峡溪岭峰")
"""Last signs of the names of rivers, hills and other places of nature."""
_PLACE_ENDS = WATERS | frozenset("县市区旗州原地漠洲")
_Piece: TypeAlias = tuple[str, str, bool, bool, bool]
"""A word, its class, and whether a name or a group may end with it, or it may name a place."""
_DIGITS = lazy(r"^[0-9.]+$")
_LATIN = lazy(r"^[A-Za-z0-9.+]+$")


_AMONG = lazy("(其中(?<![尤极与]其中)(?=[国石央])|本[省市县区镇](?=政府))")
"""Where the tokenizer would take 其中 or 本市 apart (其中|石油, 本市|政府)."""


class Verb(NamedTuple):
    """A verb of the lexicon: what it makes of its object (launched …, or empty), and how far that is.

    `noun`: it also stands as a noun; `modifies`: it may stand before the head noun of a name (改善工程).
    """

    word: str
    relation: str
    stage: str
    noun: bool
    modifies: bool


@cache
def verbs() -> dict[str, Verb]:
    """The verbs that end a name on its left, by word."""
    return {
        row["word"]: Verb(
            row["word"], row["relation"], row["stage"], row["noun"] == "yes", row["noun"] != "never"
        )
        for row in read_rows("verbs.tsv")
    }


@cache
def _listed_classes() -> dict[str, str]:
    """Classes of words that the part of speech would tell wrongly."""
    return {row["word"]: getattr(Class, row["class"].upper()) for row in read_rows("word_classes.tsv")}


@cache
def generic_words() -> dict[str, bool]:
    """Modifiers that make no name of a class noun (重大项目, 农村改革), and whether names shed them."""
    return {row["word"]: row["strip"] == "yes" for row in read_rows("generic.tsv")}


@lru_cache(maxsize=1 << 12)
def verb_of(word: str) -> Verb | None:
    """The verb of the lexicon that a word is or, with an adverb in front of it, ends in (积极探索)."""
    found = verbs().get(word) or (verbs().get(word[2:]) if len(word) == 4 else None)
    return found or (verbs().get(word[1:]) if word[0] in "已将均再" else None)


def _class_of(word: str) -> str:
    """The class of a word, by sign, lexicon or part of speech."""
    first = word[0]
    if first in _SIGNS and (len(word) == 1 or not word.strip(first)):
        return _SIGNS[first]
    if word == "的":
        return Class.OF
    if word in ("和", "与", "及", "以及", "暨", "或"):
        return Class.JOIN
    listed = _listed_classes().get(word)
    if listed is not None:
        return listed
    if load_places().is_area(word):
        return Class.NAME
    verb = verbs().get(word)
    if verb is not None:
        return Class.DUAL if verb.noun else Class.VERB
    if word in generic_words():
        return Class.GENERIC
    if len(word) == 4 and word[2:] in ("改革", "创新") and (verb := verbs().get(word[:2])) and verb.relation:
        return Class.VERB  # 深化改革
    if word[0] in "已将均再" and word[1:] in verbs():
        return Class.VERB  # 已获
    if len(word) == 4 and word[2:] in verbs() and _listed_classes().get(word[:2]) == Class.FUNCTION:
        return Class.VERB  # 大力发展
    if len(word) == 4 and word[2:] in verbs() and (tag_of(word)[0] in "vli" or tag_of(word[:2])[0] == "d"):
        return Class.DUAL if verbs()[word[2:]].noun else Class.VERB
    if word in _GRADES:
        return Class.NAME
    if _DIGITS.match(word):
        return Class.NUMBER
    if _LATIN.match(word):
        return Class.NAME
    if not is_han(first):
        return Class.STOP
    if word in groups() or word in site_endings():
        return Class.NAME
    tag = tag_of(word)
    if tag == "t" and not _TIME.search(word):
        return Class.NAME
    if tag in ("i", "l") and len(word) > 3 and not _ends_as_noun(word):
        return Class.FUNCTION
    return _BY_TAG.get(tag, Class.NAME)


def _ends_as_noun(word: str) -> bool:
    """Whether a set phrase ends in a noun that names may hold (技术改造)."""
    verb = verbs().get(word[-2:])
    if word[-2:] in site_endings() or word[-2:] in institution_endings() or word[-2:] in head_endings():
        return True
    return word[-2:] in generic_words() or (verb is not None and verb.noun)


@cache
def tag_of(word: str) -> str:
    """The part of speech of a single word, by the table of places and the tokenizer's dictionary."""
    import rjieba

    if load_places().is_area(word):
        return "ns"
    return str(rjieba.tag(word)[-1][1])


@cache
def is_listed(word: str) -> bool:
    """Whether the tokenizer's dictionary lists a word."""
    import rjieba

    return len(rjieba.cut(word, hmm=False)) == 1


def first_class(text: str) -> str:
    """The class of the first word of a text."""
    import rjieba

    return _class_of(rjieba.cut(text)[0]) if text else Class.STOP


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text` (folded) and what is known of each, in parallel lists."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    classes: list[str]
    closing: list[bool]
    """Whether an ending of names may end with the word; most end none."""
    grouping: list[bool]
    """Whether a group of beneficiaries may end with the word."""
    placing: list[bool]
    """Whether the word may name a place by itself."""

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.words)

    def at(self, offset: int) -> int:
        """The index of the word that `offset` lies in."""
        return bisect_right(self.starts, offset) - 1

    def begins(self, offset: int) -> bool:
        """Whether a word begins at `offset`."""
        return self.starts[self.at(offset)] == offset


def _is_glued(word: str) -> bool:
    """Whether the first sign of a word is a word by itself."""
    if word[0] in "由经对向" and word.endswith(
        ("省政府", "市政府", "县政府", "区政府", "省委", "市委", "县委", "区委")
    ):
        return True
    if word[0] == "新":
        return len(word) > 2 and (word[1:] in verbs() or class_nouns().get(word[1:]) is ThingType.INSTITUTION)
    if word[0] == "等":
        return word not in _WAITING
    if word[0] == "以" and word != "以此" and not is_listed(word):
        return True  # 以罗|浮山, 以青岭|村
    return (
        word[0] == "以"
        and word[1:] in generic_words()
        or (word[0] in "为以与对" or (word[0] == "和" and len(word) == 3))
        and tag_of(word) == "nr"
        or len(word) == 2
        and word[1] in "省市区县"
    )


def _may_place(word: str) -> bool:
    """Whether a word may name a place: by its short name, a name no longer in use, or as a river or hill."""
    return word[-1] in _PLACE_ENDS or word == "中国" or bool(load_places().short(word))


def _known(word: str, kind: str) -> _Piece:
    """A word of this class with what is known of it besides."""
    return word, kind, *may_close(word), _may_place(word)


def _pieces(word: str) -> tuple[_Piece, ...]:
    """A word as the tokenizer cuts it, or its parts where it glues too much, each with what is known of it.

    It glues a preposition or 新 to the word behind (等央企, 为小微, 新创建, 向市), and hides the head noun
    of a name in 工程建设.
    """
    if len(word) > 1 and word[0] in _GLUED and _is_glued(word):
        kind = Class.GENERIC if word[0] == "新" else Class.JOIN if word[0] in "和与" else Class.FUNCTION
        kind = Class.VERB if word[0] == "获" else kind
        return _known(word[0], kind), *_pieces(word[1:])
    if len(word) == 3 and word[:2] == "会同":
        return _known(word[:2], Class.VERB), *_pieces(word[2:])  # the county's name is rare
    if len(word) > 3 and word[1] == "委" and word[:2] in _COMMITTEES and word[2:] in _SEATS:
        return _known(word[:2], Class.NAME), *_pieces(word[2:])
    if len(word) > 2 and word[-2:] in heads_of_bodies() and word[:-2] in institution_endings():
        return _known(word[:-2], Class.NAME), _known(word[-2:], Class.NAME)
    if len(word) == 2 and word[1] == "获" and word[0] in "院局会校站所社馆司厂厅镇村":
        return _known(word[0], Class.NAME), _known("获", Class.VERB)
    if len(word) == 2 and word[1] == "距" and word[0] in "东西南北":
        return _known(word[0], Class.FUNCTION), _known("距", Class.FUNCTION)  # 北距|清溪机场
    if len(word) == 2 and word[1] == "等" and not is_listed(word):
        return *_pieces(word[0]), _known("等", Class.FUNCTION)  # 专家行|等
    if len(word) == 4 and word[2:] == "建设" and word not in verbs():
        kind = Class.GENERIC if word[:2] in generic_words() else Class.NAME
        return _known(word[:2], kind), _known(word[2:], Class.DUAL)
    return (_known(word, _class_of(word)),)


_known_pieces = Remembered(_pieces)


@cache
def _torn() -> dict[str, frozenset[str]]:
    """Words of the lexicons that the tokenizer tears, by their first part (常态 化, 和 美)."""
    import rjieba

    found: dict[str, set[str]] = {}
    for word in (*generic_words(), *_listed_classes(), *verbs()):
        parts = rjieba.cut(word)
        if len(parts) == 2:
            found.setdefault(parts[0], set()).add(parts[1])
    return {first: frozenset(seconds) for first, seconds in found.items()}


@cache
def _second_parts() -> frozenset[str]:
    """Words that may belong to the one before."""
    return frozenset(site_endings()).union(*_torn().values())


def _rejoined(cut: list[str]) -> list[str]:
    """The words of a text, with those put together again that the tokenizer tears."""
    torn, seconds, sites = _torn(), _second_parts(), site_endings()
    words: list[str] = []
    done = 0
    for at in compress(count(), map(seconds.__contains__, cut)):
        words += cut[done:at]
        word, done = cut[at], at + 1
        if not words:
            words.append(word)
        elif word in torn.get(words[-1], ()):
            words[-1] += word
        elif word in sites and len(words) > 2 and words[-2] == "同" and _names_place(words):
            words[-2:] = ["同" + words[-1], word]
        else:
            words.append(word)
    return words + cut[done:]


def _names_place(words: list[str]) -> bool:
    """Whether 同 and the last word name a place: a verb or a list is before them (涉及同…片区)."""
    opened = _class_of(words[-3]) in (Class.VERB, Class.LIST)
    return opened and len(words[-1]) < 4 and _class_of(words[-1]) == Class.NAME


def _with_areas(text: str, cut: list[str]) -> list[str]:
    """The words of a text, with the areas whole that the tokenizer tears (即|墨|区政府, 万|山区)."""
    import rjieba

    ends = list(accumulate(map(len, cut)))
    words: list[str] = []
    done = 0  # how many of the words as cut have been taken
    for area in load_places().full_names(text):
        first = bisect_right(ends, area.start)
        begin = ends[first - 1] if first else 0
        last = bisect_left(ends, area.end)
        if begin != area.start or first == last or first < done or _OF_COUNTY.match(text, area.end):
            continue  # in the middle of a word, or a word by itself
        if area.end - begin < _LEAST and not _APART.match(text, begin):
            continue
        words += cut[done:first]
        words.append(text[begin : area.end])
        rest, done = text[area.end : ends[last]], last + 1
        if rest:
            words += rjieba.cut(rest)
    return words + cut[done:] if words else cut


_LEAST = 3
"""Fewest signs of an area that is put together anywhere: 和县 and 城区 are other words too often."""
_APART = lazy(rf"(?<!{HAN})(?![和与及在对城])")
_OF_COUNTY = lazy("[城道界域级乡直里内外]")
"""What makes the last sign of an area a word of its own (东至|县界)."""


def split_words(folded: str) -> Words:
    """Return the words of a folded text with their classes."""
    import rjieba

    cut = _with_areas(folded, list(chain.from_iterable(map(rjieba.cut, _AMONG.split(folded)))))
    pieces = list(chain.from_iterable(map(_known_pieces.__getitem__, _rejoined(cut))))
    columns = [list(map(itemgetter(column), pieces)) for column in range(5)]
    words, classes = columns[:2]
    ends = list(accumulate(map(len, words)))
    for at in compress(count(), map("经".__eq__, words)):
        if at + 1 < len(words) and words[at + 1][0] in "省市区县州国":
            classes[at] = Class.FUNCTION  # by whom (经市政府批准), no part of a name (经海路)
    return Words(
        folded,
        words,
        [0, *ends[:-1]],
        ends,
        classes,
        *columns[2:],
    )
