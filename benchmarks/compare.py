"""Compare with the libraries a user would reach for: figures found, and characters a second.

    python benchmarks/compare.py PYTHON [GOLD TEXT]...

PYTHON is the interpreter of an environment that holds the libraries (see README.md here). Without
pairs of an annotation and its text, the example's brief is read, and its figures are those the tests
hold it to. A figure counts as found where its place and value are right (`value`), or its unit as
well (`value+unit`; names of units are translated first). What a library cannot be asked for counts
as missed; for jionlp, which finds money only, the same is told of the amounts of money alone. Speed
is in seconds of processor, so that others on the machine do not count.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from govgraph.loaders.evaluate import Fact, evaluate, read_facts
from govgraph.loaders.extract import extract
from govgraph.loaders.jsonl import to_jsonl
from govgraph.loaders.reading.read import read_document

HERE = Path(__file__).resolve().parent
BRIEF = HERE.parent / "examples" / "runzhou" / "brief.txt"
FIGURES = HERE.parent / "tests" / "data" / "runzhou-figures.tsv"
RUNS = 5
UNITS = {
    **{"Chinese yuan": "元", "Yuan": "元", "Kilometer": "公里", "Meter": "米", "Square meter": "平方米"},
    **{"Square kilometer": "平方公里", "Cubic meter": "立方米", "Hectare": "公顷", "Ton": "吨"},
    **{"Metric ton": "吨", "Mu": "亩", "Kilowatt": "千瓦", "Kilowatt hour": "千瓦时", "Hour": "小时"},
}


LIBRARIES = ("jionlp", "recognizers")

Pair = tuple[list[Fact], list[Fact]]


def figures(facts: Iterable[Fact], *, units: bool, money: bool = False) -> list[Fact]:
    """The figures among facts, without their unit unless `units`; only amounts of money if `money`."""
    return [
        {**fact, "unit": fact["unit"] if units else ""}
        for fact in facts
        if fact["kind"] == "measurement" and (not money or str(fact["unit"]).startswith("元"))
    ]


def f1(pairs: Sequence[Pair], *, units: bool, money: bool = False) -> tuple[float, float, float]:
    """Precision, recall and F1 over all texts; facts of `gold` without an offset are compared by value."""
    hit = missed = spurious = 0
    for gold, found in pairs:
        wanted = figures(gold, units=units, money=money)
        there = figures(found, units=units, money=money)
        if all("start" in fact for fact in wanted):
            outcome = evaluate([(wanted, there)]).outcomes["measurement"]
            same = len(outcome.pairs)
            missed, spurious = missed + len(outcome.missed), spurious + len(outcome.spurious)
        else:
            same = (_values(wanted) & _values(there)).total()
            missed, spurious = missed + len(wanted) - same, spurious + len(there) - same
        hit += same
    return (
        hit / max(hit + spurious, 1),
        hit / max(hit + missed, 1),
        2 * hit / max(2 * hit + missed + spurious, 1),
    )


def _values(facts: Iterable[Fact]) -> Counter[tuple[Decimal, str]]:
    return Counter((Decimal(str(fact["value"])).normalize(), str(fact["unit"])) for fact in facts)


def ours(paths: Sequence[Path]) -> tuple[list[list[Fact]], float]:
    """Our facts of each text, and the processor seconds for all (best of `RUNS`, reading included)."""
    times: list[float] = []
    found: list[list[Fact]] = []
    for _ in range(RUNS):
        began = time.process_time()
        extractions = [extract(read_document(path)) for path in paths]
        times.append(time.process_time() - began)
        found = [read_facts(to_jsonl(extraction), "ours") for extraction in extractions]
    return found, min(times)


def theirs(python: str, library: str, texts: Sequence[str]) -> tuple[list[list[Fact]], float, str]:
    """A library's facts of each text, the processor seconds for all, and its version."""
    done = subprocess.run(
        [python, str(HERE / "library.py"), library],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{library} does not run in {python}: {done.stderr.strip().splitlines()[-1]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    found: list[list[Fact]] = [
        [{**fact, "kind": "measurement", "unit": UNITS.get(fact["unit"], fact["unit"])} for fact in facts]
        for facts in answer["facts"]
    ]
    return found, answer["seconds"], answer["version"]


def main() -> None:
    if len(sys.argv) < 2 or len(sys.argv) % 2:
        raise SystemExit(__doc__)
    python, *files = sys.argv[1:]
    paths = [Path(path) for path in files[1::2]] or [BRIEF]
    golds: list[list[Fact]]
    if files:
        golds = [read_facts(Path(path).read_text("utf-8").splitlines(), path) for path in files[::2]]
    else:
        with FIGURES.open(encoding="utf-8", newline="") as file:
            golds = [[{"kind": "measurement", **row} for row in csv.DictReader(file, delimiter="\t")]]
    texts = [read_document(path).text for path in paths]
    characters = sum(map(len, texts))
    print(f"{', '.join(path.name for path in paths)}: {characters:,} characters")
    print("| | value P | R | F1 | value+unit F1 | money F1 | characters/s of processor | govgraph is |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    mine, seconds = ours(paths)
    _row("govgraph, everything on", list(zip(golds, mine, strict=True)), characters / seconds, 1)
    for library in LIBRARIES:
        found, taken, version = theirs(python, library, texts)
        pairs = list(zip(golds, found, strict=True))
        _row(f"{library} {version}", pairs, characters / taken, taken / seconds)


def _row(name: str, pairs: Sequence[Pair], speed: float, ratio: float) -> None:
    precision, recall, value = f1(pairs, units=False)
    unit, money = f1(pairs, units=True)[2], f1(pairs, units=True, money=True)[2]
    figures = f"{precision:.3f} | {recall:.3f} | {value:.3f} | {unit:.3f} | {money:.3f}"
    times = "–" if ratio == 1 else f"{ratio:.2g} × as fast"
    print(f"| {name} | {figures} | {speed:,.0f} | {times} |")


if __name__ == "__main__":
    main()
