"""Addresses: the only module that makes IRIs.

A name becomes its slug: NFKC, the quotation marks that enclose words dropped, every other sign and
space a hyphen, long ones shortened with a hash behind. Chinese stays Chinese; no percent-encoding. Names
of things carry the code of the area they belong to, so that like-named things of two districts stay two.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

from pyoxigraph import NamedNode

from govgraph.ontology.places import Place, load_places
from govgraph.ontology.records import PlaceRef, Span, Thing, ThingType
from govgraph.ontology.terms import BASE

NATION = "100000"
"""The code that stands for the whole country; it is not in the table of places."""

LONGEST_SLUG = 40
"""Characters; what is longer keeps its beginning and gets a hash."""

_KINDS = {
    ThingType.INSTITUTION: "org",
    ThingType.PLACE: "place",
    ThingType.INITIATIVE: "initiative",
    ThingType.PROGRAM: "initiative",
    ThingType.DOCUMENT: "document",
    ThingType.EVENT: "event",
    ThingType.PERSON: "person",
    ThingType.RECOGNITION: "honour",
    ThingType.GROUP: "group",
}
_WITHOUT_AREA = frozenset((ThingType.RECOGNITION, ThingType.GROUP))
_OF_NATION = re.compile(r"全国|国家|中国|中央|中共中央|国务院|中(?:组部|宣部|纪委|残联|科院|办)")
_OF_PROVINCE = re.compile(r"省(?![时力心会道际])|全省|自治区")
_OF_CITY = re.compile(r"市(?!场|民|容|区|域|直|郊|镇|政(?!府|协))|全市")
_SIGNS_OF_UNITS = {"%": "百分比", "‰": "千分比", "/": "每"}

# ---- graphs ----------------------------------------------------------------------------------------


def graph(name: str) -> NamedNode:
    """The named graph `name`, as in `graph("entity")`."""
    return NamedNode(f"{BASE}graph/{name}")


ONTOLOGY = graph("ontology")
VOCAB = graph("vocab")
ENTITY = graph("entity")
REVIEW = graph("review")
AUDIT = graph("audit")
INFERRED = graph("inferred")
META = graph("meta")
MERGED = graph("merged")

_SOURCE_GRAPHS = f"{BASE}graph/source/"


def source_graph(source: str) -> NamedNode:
    """The named graph of all that the source with this id says."""
    return NamedNode(_SOURCE_GRAPHS + source)


def conclusions(source: NamedNode) -> NamedNode:
    """The named graph of what follows from the graph of a source."""
    return NamedNode(f"{INFERRED.value}/{source.value.removeprefix(_SOURCE_GRAPHS)}")


def is_source_graph(node: NamedNode) -> bool:
    """Whether `node` names the graph of a source."""
    return node.value.startswith(_SOURCE_GRAPHS)


# ---- names -----------------------------------------------------------------------------------------


@lru_cache(maxsize=10_000)
def slug(name: str) -> str:
    """The part of an address that stands for `name`; never empty, safe in Turtle and SPARQL.

    A full stop stays between two letters or digits (PM2.5). Names without any letter or digit, and
    the ends of those over `LONGEST_SLUG` characters, become eight digits of their SHA-256.
    """
    text = unicodedata.normalize("NFKC", name)
    text = re.sub(r"[\"'“”‘’«»《》〈〉「」『』]", "", text)
    text = "".join(char if char == "." or char.isalnum() else "-" for char in text)
    text = re.sub(r"(?<![^\W_])\.|\.(?![^\W_])", "-", text)
    text = re.sub(r"-+", "-", text).strip("-")
    if not text:
        return _digest(name)
    if len(text) > LONGEST_SLUG:
        return f"{text[: LONGEST_SLUG - 9].rstrip('-.')}-{_digest(text)}"
    return text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def full_name(thing: Thing) -> str:
    """The name a thing goes by: the full one where the text gives a short one."""
    return thing.canonical or thing.name


def thing(record: Thing, home: str) -> NamedNode:
    """The address of a named thing of a document that speaks for the area `home`.

    `home` is the code of a place, or the id of the source where its place is not known.
    """
    name = full_name(record)
    if record.type is ThingType.PLACE and record.code:
        return place(record.code)
    kind = _KINDS[record.type]
    if record.type in _WITHOUT_AREA:
        return NamedNode(f"{BASE}{kind}/{slug(name)}")
    return NamedNode(f"{BASE}{kind}/{area_of_name(name, home)}-{slug(name)}")


def place(code: str) -> NamedNode:
    """The administrative place with this code."""
    return NamedNode(f"{BASE}place/{code}")


def local_place(name: str, home: str) -> NamedNode:
    """A place that no table has, of a text whose `home` is the code of an area or the source's id."""
    return NamedNode(f"{BASE}place/{home}-{slug(name)}")


def document_place(ref: PlaceRef, identifier: str) -> NamedNode:
    """The place a document speaks for; without a code it is known by name in that source only."""
    return place(ref.code) if ref.code else local_place(ref.name, identifier)


def reason(name: str) -> NamedNode:
    """The reason of this Chinese name for leaving something out."""
    return NamedNode(f"{BASE}reason/{slug(name)}")


def indicator(name: str) -> NamedNode:
    """The indicator of this name."""
    return NamedNode(f"{BASE}indicator/{slug(name)}")


def unit(name: str) -> NamedNode:
    """The unit of this name; signs are spelt out (% is 百分比, 元/人/月 is 元每人每月)."""
    spelt = "".join(_SIGNS_OF_UNITS.get(char, char) for char in name)
    return NamedNode(f"{BASE}unit/{slug(spelt.removeprefix('个') if len(spelt) > 2 else spelt)}")


def field(name: str) -> NamedNode:
    """The field of this Chinese name."""
    return NamedNode(f"{BASE}field/{slug(name)}")


def honour(name: str) -> NamedNode:
    """The honour of this name."""
    return NamedNode(f"{BASE}honour/{slug(name)}")


def group(name: str) -> NamedNode:
    """The group of people of this name."""
    return NamedNode(f"{BASE}group/{slug(name)}")


# ---- areas -----------------------------------------------------------------------------------------


def area_of_name(name: str, home: str) -> str:
    """The code of the area that a name says it belongs to (江苏省…, 省…, 全国…), else `home`.

    Of several areas with that name the one above or beside `home` is meant; if there is none, `home`.
    A name of the nation that also names `home` or an area above it (全国媒体江苏行) belongs to that.
    """
    if not home.isdigit() or len(home) != 6:
        return home
    return _area_of_name(name.lstrip("“‘《「"), home)


@cache
def _area_of_name(name: str, home: str) -> str:
    places = load_places()
    chain = places.chain(home)
    match = next(places.full_names(name), None)
    if match is not None and match.start == 0 and match.end < len(name):
        return _nearest(match.places, chain) or home
    if _OF_NATION.match(name):
        return next((area.code for area in chain if area.short in name), NATION)
    return relative_area(name, home) or home


def named_area(words: str, home: str) -> str:
    """The code of the area that words of a text of `home` mean, relative (全省) or by name; else ""."""
    named = load_places().named(words)
    return relative_area(words, home) or (named[0].code if len(named) == 1 else "")


def relative_area(words: str, home: str) -> str:
    """The code of the area that 全国, 全省, 省…, 全市, 市…, 全区, 该县 means in a text of `home`; else ""."""
    if _OF_NATION.match(words):
        return NATION
    if not home.isdigit():
        return ""
    chain = load_places().chain(home)
    if _OF_PROVINCE.match(words):
        return next((area.code for area in chain if area.level == "provincial"), "")
    if _OF_CITY.match(words):
        return next((area.code for area in chain if area.name.endswith("市")), "")
    if re.match(r"[全该本我][区县旗州]", words):
        return home
    return ""


def _nearest(candidates: tuple[Place, ...], chain: tuple[Place, ...]) -> str:
    codes = {area.code for area in chain}
    within = [area for area in candidates if area.code in codes or area.parent in codes]
    if within:
        return within[0].code
    return candidates[0].code if len(candidates) == 1 else ""


# ---- what a source says ----------------------------------------------------------------------------


def source(identifier: str) -> NamedNode:
    """The source with this id."""
    return NamedNode(f"{BASE}source/{identifier}")


def section(identifier: str, number: int) -> NamedNode:
    """A section of a source, by its number."""
    return NamedNode(f"{BASE}section/{identifier}-{number:02}")


def stretch(kind: str, identifier: str, span: Span) -> NamedNode:
    """A stretch of a source's text; `kind` is evidence, sentence, block or ignored."""
    return NamedNode(f"{BASE}{kind}/{identifier}-{span.start}-{span.end}")


def claim(identifier: str, letter: str, start: int, turn: int) -> NamedNode:
    """A claim: its kind's letter and where its evidence starts; on a clash `turn` adds a letter.

    `turn` counts claims of one letter that start together: 0 adds nothing, 1 a, 2 b, 27 aa.
    """
    suffix = ""
    while turn:
        turn, rest = divmod(turn - 1, 26)
        suffix = chr(ord("a") + rest) + suffix
    return NamedNode(f"{BASE}claim/{identifier}-{letter}{start}{suffix}")


def run(identifier: str, extractor: str) -> NamedNode:
    """The extraction of a source by a version of the extractor."""
    return NamedNode(f"{BASE}run/{identifier}-{_digest(f'{identifier} {extractor}')}")


def review(decision: str) -> NamedNode:
    """The review that made the decision with this id."""
    return NamedNode(f"{BASE}review/{decision}")


def source_of_claim(claim: NamedNode) -> str:
    """The id of the source that makes a claim."""
    return claim.value.removeprefix(f"{BASE}claim/").rpartition("-")[0]


def agent(extractor: str) -> NamedNode:
    """The extractor of this name and version, or the person of this name."""
    return NamedNode(f"{BASE}agent/{slug(extractor)}")
