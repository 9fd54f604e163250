"""Place labelled nodes in one box per field: small trees and single chips, packed without overlap.

Lengths are in pixels at scale 1, y grows downwards. Nothing is random: equal input, equal output.
Edges that leave a box, or that the caller leaves out, do not move anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GAP_X, GAP_Y = 12.0, 10.0
TREE_GAP = 38.0
BOX_PAD, BOX_HEAD, BOX_GAP = 16.0, 34.0, 22.0
ASPECT = 1.45
"""Width to height of the picture that the boxes should fill."""
_COLUMNS = 6
_TALL = 300.0
"""A tree higher than this grows to both sides of its root."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A node to be placed: its size, its box, and `order` among the single chips of the box."""

    id: str
    box: str
    width: float
    height: float
    order: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rect:
    """A placed rectangle by its left upper corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is: node rectangles, box rectangles, and the whole."""

    nodes: Mapping[str, Rect]
    boxes: Mapping[str, Rect]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Block:
    """A tree or a single chip, with the places of its nodes inside it."""

    width: float
    height: float
    places: tuple[tuple[str, Rect], ...]


def place(chips: Sequence[Chip], edges: Iterable[tuple[str, str]], order: Sequence[str]) -> Layout:
    """Lay out `chips` in boxes that follow each other in `order` (unknown boxes after, by name).

    Boxes are of equal width and stand in columns; width and number of columns are chosen so that
    the whole fills a picture of `ASPECT` best.
    """
    blocks = _blocks(chips, edges)
    rank = {box: index for index, box in enumerate(order)}
    names = sorted(blocks, key=lambda box: (rank.get(box, len(rank)), box))
    if not names:
        return Layout({}, {}, 0.0, 0.0)
    least = max(block.width for box in names for block in blocks[box])
    area = sum((b.width + GAP_X) * (b.height + GAP_Y) for box in names for b in blocks[box])
    best: tuple[float, Layout] | None = None
    for columns in range(1, min(len(names), _COLUMNS) + 1):
        ideal = (area * 1.35 * ASPECT) ** 0.5 / columns
        for stretch in (0.75, 0.85, 0.95, 1.05, 1.2):
            layout = _columns(blocks, names, columns, max(least, ideal * stretch))
            extent = max(layout.width / ASPECT, layout.height)
            if best is None or extent < best[0] - 0.5:
                best = extent, layout
    assert best is not None
    return best[1]


def _columns(blocks: Mapping[str, list[_Block]], names: Sequence[str], count: int, inner: float) -> Layout:
    """Stack the boxes in `count` columns, each next box where there is most room; all end level."""
    outer = inner + 2 * BOX_PAD
    stacks: list[list[tuple[str, list[tuple[str, Rect]], float]]] = [[] for _ in range(count)]
    heights = [0.0] * count
    for name in names:
        column = min(range(count), key=lambda index: (heights[index], index))
        placed, used = _pack(blocks[name], inner)
        height = BOX_HEAD + used + BOX_PAD
        stacks[column].append((name, placed, height))
        heights[column] += height + BOX_GAP
    nodes: dict[str, Rect] = {}
    boxes: dict[str, Rect] = {}
    for column, stack in enumerate(stacks):
        spare = (max(heights) - heights[column]) / max(len(stack), 1)
        left, top = column * (outer + BOX_GAP), 0.0
        for name, placed, height in stack:
            boxes[name] = Rect(left, top, outer, height + spare)
            for node, rect in placed:
                x, y = left + BOX_PAD + rect.x, top + BOX_HEAD + rect.y
                nodes[node] = Rect(x, y, rect.width, rect.height)
            top += height + spare + BOX_GAP
    return Layout(nodes, boxes, count * (outer + BOX_GAP) - BOX_GAP, max(heights) - BOX_GAP)


def _pack(blocks: Sequence[_Block], inner: float) -> tuple[list[tuple[str, Rect]], float]:
    """Put each block as high, then as far left, as it goes (a skyline); return places and height."""
    skyline: list[tuple[float, float]] = [(0.0, 0.0)]
    placed: list[tuple[str, Rect]] = []
    used = 0.0
    for block in blocks:
        wide = block.width + GAP_X
        best: tuple[float, float] | None = None
        for index, (x, _) in enumerate(skyline):
            if x and x + block.width > inner + 0.01:
                break
            y = max(top for start, top in skyline[index:] if start < x + wide)
            if best is None or y < best[0] - 0.01:
                best = y, x
        assert best is not None
        y, x = best
        for node, rect in block.places:
            placed.append((node, Rect(x + rect.x, y + rect.y, rect.width, rect.height)))
        used = max(used, y + block.height)
        skyline = _raised(skyline, x, x + wide, y + block.height + GAP_Y)
    return placed, used


def _raised(
    skyline: Sequence[tuple[float, float]], left: float, right: float, top: float
) -> list[tuple[float, float]]:
    """Return the skyline with the stretch from `left` to `right` raised to `top`."""
    under = [height for start, height in skyline if start <= right][-1]
    kept = [step for step in skyline if step[0] < left or step[0] > right]
    return sorted([*kept, (left, top), (right, under)])


def _blocks(chips: Sequence[Chip], edges: Iterable[tuple[str, str]]) -> dict[str, list[_Block]]:
    """Return each box's trees (large ones first) and then its single chips in their order."""
    known = {chip.id: chip for chip in chips}
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in edges:
        if a != b and a in known and b in known and known[a].box == known[b].box:
            near[a].add(b)
            near[b].add(a)
    trees: dict[str, list[tuple[tuple[float, str], _Block]]] = defaultdict(list)
    singles: dict[str, list[tuple[tuple[int | str, ...], str, _Block]]] = defaultdict(list)
    seen: set[str] = set()
    for chip in sorted(chips, key=lambda chip: chip.id):
        if chip.id in seen:
            continue
        members = _component(chip.id, near)
        seen.update(members)
        if len(members) == 1:
            rect = Rect(0.0, 0.0, chip.width, chip.height)
            block = _Block(chip.width, chip.height, ((chip.id, rect),))
            singles[chip.box].append((chip.order, chip.id, block))
        else:
            block = _tree(members, near, known)
            trees[chip.box].append(((-block.height, chip.id), block))
    found: dict[str, list[_Block]] = {}
    for box in {chip.box for chip in chips}:
        found[box] = [block for _, block in sorted(trees[box], key=lambda item: item[0])]
        found[box] += [block for _, _, block in sorted(singles[box], key=lambda item: item[:2])]
    return found


def _component(start: str, near: Mapping[str, set[str]]) -> list[str]:
    found = [start]
    seen = {start}
    for node in found:
        for other in sorted(near.get(node, ())):
            if other not in seen:
                seen.add(other)
                found.append(other)
    return found


def _tree(members: Sequence[str], near: Mapping[str, set[str]], chips: Mapping[str, Chip]) -> _Block:
    """Lay out one component as a tree from its middle, growing right, or to both sides where tall."""
    root = _middle(members, near)
    family = _Family.of(root, near, chips)
    left: list[str] = []
    right = family.children[root]
    if family.below[root] > _TALL and len(right) > 3:
        stacked = 0.0
        for kid in right:
            if stacked + family.below[kid] / 2 > family.below[root] / 2:
                left.append(kid)
            stacked += family.below[kid] + GAP_Y
        right = [kid for kid in right if kid not in left]
    start = Rect(0.0, -chips[root].height / 2, chips[root].width, chips[root].height)
    places = {root: start}
    _grow(family, start, right, 1, places)
    _grow(family, start, left, -1, places)
    x0 = min(rect.x for rect in places.values())
    y0 = min(rect.y for rect in places.values())
    x1 = max(rect.x + rect.width for rect in places.values())
    y1 = max(rect.y + rect.height for rect in places.values())
    moved = tuple((node, Rect(r.x - x0, r.y - y0, r.width, r.height)) for node, r in sorted(places.items()))
    return _Block(x1 - x0, y1 - y0, moved)


@dataclass(frozen=True, slots=True)
class _Family:
    """A tree: the children of each node, and the height that each node needs with all below it."""

    children: Mapping[str, list[str]]
    below: Mapping[str, float]
    chips: Mapping[str, Chip]

    @classmethod
    def of(cls, root: str, near: Mapping[str, set[str]], chips: Mapping[str, Chip]) -> _Family:
        """Return the tree of shortest paths from `root`."""
        children: dict[str, list[str]] = {root: []}
        line = [root]
        for node in line:
            for other in sorted(near[node], key=lambda other: (chips[other].order, other)):
                if other not in children:
                    children[other] = []
                    children[node].append(other)
                    line.append(other)
        below: dict[str, float] = {}
        for node in reversed(line):
            stacked = sum(below[kid] + GAP_Y for kid in children[node]) - GAP_Y
            below[node] = max(chips[node].height, stacked)
        return cls(children, below, chips)

    def stacked(self, kids: Sequence[str], centre: float) -> list[tuple[str, float]]:
        """Return each of `kids` with its middle when all are stacked round `centre`."""
        top = centre - (sum(self.below[kid] + GAP_Y for kid in kids) - GAP_Y) / 2
        found: list[tuple[str, float]] = []
        for kid in kids:
            found.append((kid, top + self.below[kid] / 2))
            top += self.below[kid] + GAP_Y
        return found


def _middle(members: Sequence[str], near: Mapping[str, set[str]]) -> str:
    """Return the node from which the farthest is nearest; the best connected of several."""

    def distance(start: str) -> int:
        steps = {start: 0}
        line = [start]
        for node in line:
            for other in near[node]:
                if other not in steps:
                    steps[other] = steps[node] + 1
                    line.append(other)
        return max(steps.values())

    if len(members) > 150:
        return min(members, key=lambda node: (-len(near[node]), node))
    return min(members, key=lambda node: (distance(node), -len(near[node]), node))


def _grow(family: _Family, root: Rect, kids: Sequence[str], side: int, places: dict[str, Rect]) -> None:
    """Place the subtrees of `kids` in columns to the right (`side` 1) or left (-1) of `root`."""
    edge = root.x + root.width if side > 0 else root.x
    column = family.stacked(kids, root.y + root.height / 2)
    while column:
        following: list[tuple[str, float]] = []
        for kid, centre in column:
            chip = family.chips[kid]
            x = edge + TREE_GAP if side > 0 else edge - TREE_GAP - chip.width
            places[kid] = Rect(x, centre - chip.height / 2, chip.width, chip.height)
            following += family.stacked(family.children[kid], centre)
        edge += side * (TREE_GAP + max(family.chips[kid].width for kid, _ in column))
        column = following
