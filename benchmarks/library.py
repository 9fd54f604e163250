"""Run one library over texts, in an environment that holds the library and not govgraph.

    python library.py jionlp|recognizers < texts.json > facts.json

The input is a JSON list of texts. The output is one JSON object: `facts` (for each text a list of
figures with start, end, value and the unit by the library's own name), `seconds` of processor for all
(best of five runs, the library warmed up), and `version`. `compare.py` starts this program.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, cast

Fact = dict[str, Any]
RUNS = 5


def jionlp() -> Callable[[str], Iterator[Fact]]:
    """Amounts of money, the only quantities that it finds in running text."""
    library: Any = import_module("jionlp")

    def facts(line: str) -> Iterator[Fact]:
        for found in library.ner.extract_money(line, with_parsing=True):
            told: Fact = found.get("detail") or {}
            number: Any = told.get("num")
            if number is not None:
                start, end = found["offset"]
                if isinstance(number, list):  # 1.7亿余元 is told as a range
                    number = cast(Sequence[Any], number)[0]
                yield {"start": start, "end": end, "value": number, "unit": told.get("case", "")}

    return facts


def recognizers() -> Callable[[str], Iterator[Fact]]:
    """Percentages, money and dimensions with their units, and every other number without one."""
    numbers: Any = import_module("recognizers_number")
    quantities: Any = import_module("recognizers_number_with_unit")
    chinese: str = import_module("recognizers_text").Culture.Chinese
    kinds: list[Any] = [numbers.recognize_percentage, quantities.recognize_currency]
    kinds += [quantities.recognize_dimension, numbers.recognize_number]

    def facts(line: str) -> Iterator[Fact]:
        taken: list[range] = []
        for recognize in kinds:
            for found in recognize(line, chinese):
                told: Fact = found.resolution or {}
                value = str(told.get("value") or "")
                unit: str = told.get("unit") or ("%" if value.endswith("%") else "")
                place = range(found.start, found.end + 1)
                if value and not any(place.start < t.stop and t.start < place.stop for t in taken):
                    taken.append(place)
                    yield {"start": place.start, "end": place.stop, "value": value.rstrip("%"), "unit": unit}

    return facts


LIBRARIES = {"jionlp": (jionlp, "jionlp"), "recognizers": (recognizers, "recognizers-text-suite")}


def in_text(text: str, facts: Callable[[str], Iterator[Fact]]) -> list[Fact]:
    """Run over the lines of a text, as these libraries are made for sentences; offsets are the text's."""
    found: list[Fact] = []
    start = 0
    for line in text.splitlines(keepends=True):
        for fact in facts(line):
            found.append({**fact, "start": fact["start"] + start, "end": fact["end"] + start})
        start += len(line)
    return found


def main() -> None:
    make, package = LIBRARIES[sys.argv[1]]
    answer, sys.stdout = sys.stdout, sys.stderr  # one of them prints banners
    facts = make()
    texts: list[str] = json.load(sys.stdin)
    list(facts("完成投资3亿元，增长5%。"))
    times: list[float] = []
    found: list[list[Fact]] = []
    for _ in range(RUNS):
        began = time.process_time()
        found = [in_text(text, facts) for text in texts]
        times.append(time.process_time() - began)
    version = importlib.metadata.version(package)
    json.dump({"facts": found, "seconds": min(times), "version": version}, answer)


if __name__ == "__main__":
    main()
