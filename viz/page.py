"""The data of the network page: everything its script shows, as plain lists and dictionaries.

Quotes are kept once and named by number, sentences likewise. Every layout gives left, top, width and
height of each node, in whole pixels, for one language of the labels, with and without figures.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from govgraph.viz.layout import Chip, Layout, place
from govgraph.viz.model import Edge, Figure, Label, Part, Quote, Thing, Words
from govgraph.viz.wrap import width, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from govgraph.viz.graph import MultiDiGraph

Json = dict[str, Any]

FONT, LINE = 13.0, 17.0
SMALL_FONT, SMALL_LINE = 11.0, 14.0
ICON, PAD_X, PAD_Y, BADGE = 19.0, 8.0, 5.0, 19.0
LANGUAGES = ("zh", "en", "both")
NO_FIELD = "none"
PLACES = "places"
_ORDER: tuple[str, ...] = tuple(
    "Initiative Programme PolicyDocument Institution Event Honour Group Person Place".split()
)
_MANY = 400
"""From so many nodes on, edges between boxes are hidden until asked for."""
_HUB = 120
"""From so many edges on, those of a source's own place are hidden until asked for: they fill the picture."""


def page_data(graph: MultiDiGraph, title: Label) -> Json:
    """Return the data of the page for a graph with measures (`govgraph.graph.measures`)."""
    words: Words = graph.graph["words"]
    things = [cast(Thing, values["thing"]) for _, values in graph.nodes(data=True)]
    edges = [cast(Edge, values["edge"]) for *_, values in graph.edges(data=True)]
    homes = {thing.id for thing in things if thing.home}
    boxes = {thing.id: _box(thing) for thing in things}
    order = _box_order(things)
    store = _Quotes()
    leaves = _leaves(things, boxes)
    return {
        "title": _label(title),
        "many": len(things) > _MANY,
        "defaults": {
            "figures": False,
            "home": sum(_of_home(edge, homes) for edge in edges) <= _HUB,
            "cross": len(things) <= _MANY,
        },
        "types": {name: _label(words.types[name]) for name in sorted(words.types)},
        "predicates": {name: _label(label) for name, label in sorted(words.predicates.items())},
        "codes": {name: _label(label) for name, label in sorted(words.codes.items())},
        "boxes": [[name, *_box_label(words, name)] for name in order],
        "nodes": [_node(graph, thing, boxes[thing.id], store) for thing in things],
        "figures": [_leaf(leaf, store) for leaf in leaves],
        "edges": [_edge(edge, homes, store) for edge in edges],
        "layouts": _layouts(things, leaves, edges, boxes, order),
        "quotes": store.quotes,
        "sentences": store.sentences,
        "sections": store.names,
    }


@dataclass
class _Quotes:
    """Quotes and sentences by number, in the order of their first use."""

    quotes: list[list[Any]] = field(default_factory=list[list[Any]])
    sentences: list[list[Any]] = field(default_factory=list[list[Any]])
    names: list[str] = field(default_factory=list[str])
    _seen: dict[Any, int] = field(default_factory=dict[Any, int])

    def numbers(self, quotes: Sequence[Quote]) -> list[int]:
        """Return the numbers of `quotes`; new ones are kept."""
        found: list[int] = []
        for quote in quotes:
            where = [self._name(quote.section), self._name(quote.source), self._name(quote.issued)]
            sentence = self._number(self.sentences, [quote.sentence, *where])
            row = [sentence, quote.start, quote.end, quote.at, quote.confidence, self._name(quote.rule)]
            number = self._number(self.quotes, row)
            if number not in found:
                found.append(number)
        return found

    def _name(self, name: str) -> int:
        return self._number(self.names, name)

    def _number(self, rows: list[Any], row: list[Any] | str) -> int:
        key = (id(rows), row if isinstance(row, str) else tuple(row))
        if key not in self._seen:
            self._seen[key] = len(rows)
            rows.append(row)
        return self._seen[key]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A figure as a node: it hangs from its thing unless that is a place a source speaks for."""

    figure: Figure
    owner: str
    box: str
    hangs: bool


def _leaves(things: Sequence[Thing], boxes: Mapping[str, str]) -> list[_Leaf]:
    known = set(boxes.values())
    found: dict[str, _Leaf] = {}
    for thing in things:
        for figure in thing.figures:
            own = figure.field if thing.home and figure.field in known else boxes[thing.id]
            found.setdefault(figure.claim, _Leaf(figure, thing.id, own, not thing.home))
    return list(found.values())


def _box(thing: Thing) -> str:
    """Return the field a thing is shown in; wider places stand together, apart from the fields."""
    if thing.home or (thing.type == "Place" and (not thing.fields or thing.level in _WIDE)):
        return PLACES
    return thing.fields[0] if thing.fields else NO_FIELD


_WIDE = frozenset(["national", "provincial", "municipal", "district"])


def _box_order(things: Sequence[Thing]) -> list[str]:
    """Return the boxes in the order in which the sources come to them; places and the rest last."""
    first: dict[str, tuple[str, int]] = {}
    for thing in things:
        box = _box(thing)
        quotes = [*thing.mentions, *(quote for figure in thing.figures for quote in figure.quotes)]
        spots = [(quote.source, quote.at) for quote in quotes] or [("￿", 0)]
        spot = sorted(spots)[0]
        first[box] = min(first.get(box, spot), spot)
    last = {NO_FIELD: 1, PLACES: 2}
    return sorted(first, key=lambda box: (last.get(box, 0), first[box], box))


def _box_label(words: Words, box: str) -> list[str]:
    if box == PLACES:
        return ["区划与地区", "Places"]
    if box == NO_FIELD:
        return ["未归入领域", "No field told"]
    return _label(words.fields.get(box, Label(box)))


def _label(label: Label) -> list[str]:
    return [label.zh, label.en]


def _node(graph: MultiDiGraph, thing: Thing, box: str, store: _Quotes) -> Json:
    values = graph.nodes[thing.id]
    return {
        "id": thing.id,
        "label": _label(thing.label),
        "lines": _lines(thing.label),
        "type": thing.type,
        "sub": thing.subtype,
        "box": box,
        "fields": list(thing.fields),
        "place": thing.place,
        "level": thing.level,
        "gloss": thing.gloss,
        "home": thing.home,
        "mentions": store.numbers(thing.mentions),
        "figures": [figure.claim for figure in thing.figures],
        "degree": values["degree"],
        "between": values["betweenness"],
        "community": values["community"],
    }


def _leaf(leaf: _Leaf, store: _Quotes) -> Json:
    figure = leaf.figure
    return {
        "id": figure.claim,
        "owner": leaf.owner,
        "box": leaf.box,
        "hangs": leaf.hangs,
        "name": _label(figure.name),
        "value": _label(figure.value),
        "lines": _lines(_leaf_label(figure)),
        "period": _label(figure.period) if figure.period.zh else None,
        "stage": figure.stage,
        "role": figure.role,
        "before": _part(figure.before, store) if figure.before else None,
        "changes": [_part(part, store) for part in figure.changes],
        "targets": [_part(part, store) for part in figure.targets],
        "partOf": figure.part_of,
        "quotes": store.numbers(figure.quotes),
    }


def _leaf_label(figure: Figure) -> Label:
    before = figure.before.text if figure.before else Label("")
    zh = f"{figure.name.zh} " + (f"{before.zh}→" if before.zh else "") + figure.value.zh
    if not (figure.value.en or figure.name.en):
        return Label(zh)
    value = figure.value.en or figure.value.zh
    english = (
        f"{figure.name.en or figure.name.zh} " + (f"{before.en or before.zh} → " if before.zh else "") + value
    )
    return Label(zh, english)


def _part(part: Part, store: _Quotes) -> Json:
    return {"value": _label(part.text), "quotes": store.numbers(part.quotes)}


def _edge(edge: Edge, homes: set[str], store: _Quotes) -> Json:
    return {
        "id": edge.id,
        "from": edge.subject,
        "to": edge.object,
        "rel": edge.predicate,
        "registry": edge.registry,
        "home": _of_home(edge, homes),
        "implied": edge.implied,
        "stage": edge.stage,
        "detail": _label(edge.detail),
        "quotes": store.numbers(edge.quotes),
    }


def _of_home(edge: Edge, homes: set[str]) -> bool:
    """Tell whether a claim relates a place that a source speaks for."""
    return not edge.registry and (edge.subject in homes or edge.object in homes)


def _lines(label: Label) -> list[tuple[str, ...]]:
    """Return the wrapped lines in Chinese and English; each stands in for the other where that is missing."""
    zh, en = label.zh or label.en, label.en or label.zh
    return [wrap(zh), wrap(en), wrap(label.en, 14.0) if label.en and label.zh else ()]


def _size(lines: list[tuple[str, ...]], language: str, badge: str = "") -> tuple[float, float]:
    """Return width and height of a chip; `badge` is the number of its figures, written behind the name."""
    zh, en, below = lines
    more = BADGE + width(badge) * SMALL_FONT if badge else 0.0
    if language == "both":
        wide = max([width(line) * FONT for line in zh] + [width(line) * SMALL_FONT for line in below])
        return ICON + wide + more + 2 * PAD_X, len(zh) * LINE + len(below) * SMALL_LINE + 2 * PAD_Y
    shown = zh if language == "zh" else en
    wide = max(width(line) for line in shown) * FONT
    return ICON + wide + more + 2 * PAD_X, len(shown) * LINE + 2 * PAD_Y


def _layouts(
    things: Sequence[Thing],
    leaves: Sequence[_Leaf],
    edges: Sequence[Edge],
    boxes: Mapping[str, str],
    order: Sequence[str],
) -> Json:
    homes = {thing.id for thing in things if thing.home}
    pairs = [(e.subject, e.object) for e in edges if not _of_home(e, homes)]
    hanging = [(leaf.owner, leaf.figure.claim) for leaf in leaves if leaf.hangs]
    degree = Counter(end for pair in pairs for end in pair)
    found: Json = {}
    for language in LANGUAGES:
        chips = [_chip(thing, boxes[thing.id], language, degree) for thing in things]
        more = [
            Chip(
                leaf.figure.claim,
                leaf.box,
                *_size(_lines(_leaf_label(leaf.figure)), language),
                (99, leaf.figure.claim),
            )
            for leaf in leaves
        ]
        found[language] = _plain(place(chips, pairs, order), [chip.id for chip in chips], order)
        ids = [chip.id for chip in (*chips, *more)]
        found[language + "+"] = _plain(place([*chips, *more], [*pairs, *hanging], order), ids, order)
    return found


def _chip(thing: Thing, box: str, language: str, degree: Counter[str]) -> Chip:
    """Return the chip of a thing; single ones stand by type, better connected and flatter ones first."""
    lines = _lines(thing.label)
    wide, high = _size(lines, language, str(len(thing.figures) or ""))
    return Chip(
        thing.id, box, wide, high, (_ORDER.index(thing.type), -degree[thing.id], round(high), thing.id)
    )


def _plain(layout: Layout, ids: Sequence[str], order: Sequence[str]) -> Json:
    nodes: list[list[int]] = []
    for name in ids:
        rect = layout.nodes[name]
        nodes.append([round(rect.x), round(rect.y), round(rect.width), round(rect.height)])
    boxes: dict[str, list[int]] = {}
    for name in order:
        if name in layout.boxes:
            rect = layout.boxes[name]
            boxes[name] = [round(rect.x), round(rect.y), round(rect.width), round(rect.height)]
    return {
        "nodes": nodes,
        "boxes": boxes,
        "width": round(layout.width),
        "height": round(layout.height),
    }
