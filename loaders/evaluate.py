"""Compare extracted facts with a gold annotation: precision, recall and F1, field by field.

Facts are JSON objects as `govgraph.loaders.jsonl` writes them. Matching is one to one:

- measurements by overlapping span, equal value and equal unit; of those matched, each field is judged:
  bound, role, direction as written; measure by overlap of character pairs, period likewise;
- things by name: equal without quotation marks, or one within the other at two thirds of its length;
- relations by predicate and the names of both ends; `partner` either way round.

Gold records marked `borderline` count neither for nor against.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from govgraph.ontology.errors import SourceError

Fact = Mapping[str, Any]
"""One JSON object of kind measurement, entity or relation."""

KINDS = ("measurement", "entity", "relation")
"""The kinds that are scored; `ignored`, which an explained extraction adds, is passed over."""

_MARKS = re.compile(r"[“”‘’\"'《》〈〉「」『』\s]")
_ALIKE = {"program": "initiative", "event": "initiative"}
_HALF = 0.5
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the facts of one kind: pairs of gold and found, what was missed, what is spurious."""

    pairs: tuple[tuple[Fact, Fact], ...] = ()
    missed: tuple[Fact, ...] = ()
    spurious: tuple[Fact, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(self.pairs + other.pairs, self.missed + other.missed, self.spurious + other.spurious)

    def narrowed(self, test: Callable[[Fact, Fact], bool]) -> Outcome:
        """The outcome where a pair that fails `test` counts as a miss and as spurious."""
        good = tuple(pair for pair in self.pairs if test(*pair))
        bad = [pair for pair in self.pairs if not test(*pair)]
        missed = (*self.missed, *(gold for gold, _ in bad))
        return Outcome(good, missed, (*self.spurious, *(found for _, found in bad)))

    @property
    def precision(self) -> float:
        return _ratio(len(self.pairs), len(self.pairs) + len(self.spurious))

    @property
    def recall(self) -> float:
        return _ratio(len(self.pairs), len(self.pairs) + len(self.missed))

    @property
    def f1(self) -> float:
        return _ratio(2 * len(self.pairs), 2 * len(self.pairs) + len(self.missed) + len(self.spurious))

    def share(self, test: Callable[[Fact, Fact], bool]) -> float:
        """The share of the pairs that pass `test`."""
        return _ratio(sum(test(*pair) for pair in self.pairs), len(self.pairs))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Outcomes by kind, over all texts together."""

    outcomes: Mapping[str, Outcome] = field(default_factory=dict[str, Outcome])

    def scores(self) -> dict[str, dict[str, float]]:
        """All figures by kind, rounded to four places."""
        return {
            kind: {name: round(value, 4) for name, value in _scores(kind, outcome)}
            for kind, outcome in self.outcomes.items()
        }


def evaluate(texts: Iterable[tuple[Sequence[Fact], Sequence[Fact]]]) -> Evaluation:
    """Evaluate pairs of (gold, found) facts, each pair of one text, and pool them."""
    pooled = {kind: Outcome() for kind in KINDS}
    for gold, found in texts:
        tests: dict[str, Callable[[Fact, Fact], bool]] = {
            "measurement": _same_measurement,
            "entity": lambda g, f: same_name(g["name"], f.get("name")),
            "relation": _relation_test(gold, found),
        }
        for kind, test in tests.items():
            pooled[kind] += _paired(_of_kind(gold, kind), _of_kind(found, kind), test)
    return Evaluation(pooled)


def read_facts(lines: Iterable[str], name: str) -> list[Fact]:
    """Read JSON Lines; raises `SourceError` with the number of the first line that is no JSON object."""
    facts: list[Fact] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            fact: object = json.loads(line)
        except ValueError as error:
            raise SourceError(
                f"{name}, line {number}: no JSON ({error}); one object a line is expected"
            ) from error
        if not isinstance(fact, dict) or cast(Fact, fact).get("kind") not in (*KINDS, "ignored"):
            raise SourceError(f"{name}, line {number}: no object of kind {', '.join(KINDS)}")
        facts.append(cast(Fact, fact))
    return facts


def in_context(fact: Fact, text: str, width: int = 16) -> str:
    """Show where a fact stands: its words in 【】 with up to `width` characters on either side."""
    start, end = int(fact["start"]), int(fact["end"])
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return re.sub(r"\s", " ", f"…{before}【{text[start:end]}】{after}…")


def described(fact: Fact) -> Iterator[str]:
    """Yield the fields of a fact that an evaluation looks at."""
    for name in ("value", "unit", "bound", "role", "measure", "period", "name", "type"):
        if fact.get(name) not in (None, ""):
            yield f"{name}={fact[name]}"
    if fact.get("kind") == "relation":
        yield f"{fact['subject']} —{fact['predicate']}→ {fact['object']}"


def same_name(a: object, b: object) -> bool:
    """Whether two names are one: equal without marks, or one in the other at two thirds of its length."""
    short, long = sorted((_bare(a), _bare(b)), key=len)
    return bool(short) and (short == long or (short in long and len(short) * 3 >= len(long) * 2))


def overlap(a: object, b: object) -> float:
    """How much two phrases share, 0 to 1: containment, else Dice's coefficient over character pairs."""
    short, long = sorted((_bare(a), _bare(b)), key=len)
    if not short:
        return 0.0
    if short in long:
        return 1.0 if 2 * len(short) >= len(long) else len(short) / len(long)
    mine, other = (Counter(s[i : i + 2] for i in range(max(1, len(s) - 1))) for s in (short, long))
    return 2 * (mine & other).total() / (mine.total() + other.total())


def _scores(kind: str, outcome: Outcome) -> Iterator[tuple[str, float]]:
    yield "gold", len(outcome.pairs) + len(outcome.missed)
    yield "found", len(outcome.pairs) + len(outcome.spurious)
    yield "hit", len(outcome.pairs)
    yield from (("precision", outcome.precision), ("recall", outcome.recall), ("f1", outcome.f1))
    if kind == "measurement":
        yield "whole", outcome.narrowed(lambda g, f: all(test(g, f) for test in FIELDS.values())).f1
        for name, test in FIELDS.items():
            yield name, outcome.share(test)
    elif kind == "entity":
        yield "type", outcome.share(lambda g, f: _type(g) == _type(f))


def _of_kind(facts: Iterable[Fact], kind: str) -> list[Fact]:
    return [fact for fact in facts if fact.get("kind") == kind]


def _paired(gold: Iterable[Fact], found: Iterable[Fact], test: Callable[[Fact, Fact], bool]) -> Outcome:
    left = list(found)
    pairs: list[tuple[Fact, Fact]] = []
    missed: list[Fact] = []
    for fact in sorted(gold, key=lambda fact: bool(fact.get("borderline"))):
        hit = next((number for number, other in enumerate(left) if test(fact, other)), None)
        taken = None if hit is None else left.pop(hit)
        if fact.get("borderline"):
            continue
        if taken is None:
            missed.append(fact)
        else:
            pairs.append((fact, taken))
    return Outcome(tuple(pairs), tuple(missed), tuple(left))


def _same_measurement(gold: Fact, found: Fact) -> bool:
    value = _number(gold["value"])
    return (
        gold["start"] < found["end"]
        and found["start"] < gold["end"]
        and value is not None
        and value == _number(found.get("value"))
        and _unit(gold["unit"]) == _unit(found.get("unit"))
    )


def _relation_test(gold: Sequence[Fact], found: Sequence[Fact]) -> Callable[[Fact, Fact], bool]:
    names = [
        {fact["id"]: fact.get("name") or fact.get("quote") for fact in side if "id" in fact}
        for side in (gold, found)
    ]

    def test(g: Fact, f: Fact) -> bool:
        if g["predicate"] != f.get("predicate"):
            return False
        ours = [names[0].get(end, end) for end in (g["subject"], g["object"])]
        theirs = [names[1].get(end, end) for end in (f.get("subject"), f.get("object"))]
        ways = [theirs, theirs[::-1]] if g["predicate"] == "partner" else [theirs]
        return any(all(same_name(a, b) for a, b in zip(ours, way, strict=True)) for way in ways)

    return test


def _same_period(gold: Fact, found: Fact) -> bool:
    written, read = gold["period"], found.get("period")
    return _bare(written) == _bare(read) or overlap(written, read) >= _MOSTLY


FIELDS: dict[str, Callable[[Fact, Fact], bool]] = {
    "bound": lambda g, f: g["bound"] == f.get("bound"),
    "role": lambda g, f: g["role"] == f.get("role"),
    "measure": lambda g, f: overlap(g["measure"], f.get("measure")) >= _HALF,
    "period": _same_period,
}
"""The fields of a measurement that are judged, each with its test of (gold, found)."""


def _bare(text: object) -> str:
    return _MARKS.sub("", str(text or ""))


def _unit(text: object) -> str:
    return _bare(text).replace("％", "%")


def _type(fact: Fact) -> object:
    return _ALIKE.get(str(fact.get("type")), fact.get("type"))


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
