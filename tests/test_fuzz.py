"""Real texts damaged in many ways, always the same: nothing crashes, and what holds of every text holds."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from invariants import check

from govgraph.graph.quads import source_triples
from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.errors import SourceError

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("GOVGRAPH_FUZZ_ROUNDS", "60"))
"""Damaged texts in a turn: a number, not a time, so that every run tries the same."""
LONGEST = 6_000
"""Characters of a text that are taken: many short runs find more than few long ones."""
ODD = (
    "\u00a0\u3000\ufeff\u200b\u200d\u00ad\u2028\u0301\u0085\r\x0b\x0c\t\u202e\ue000\U0001f600\U00020000"
    "“”‘’\"'「」〝〞《》（）()[]【】，。；：、,.;:!?%％‰~～—-–/*#&<>|\\〇○０９９①⑩Ⅳ½²㎡℃¥$元万亿千百十零一二两0123456789"
)


def cut(text: str, source: random.Random) -> tuple[int, int]:
    """Two offsets of a text, mostly close together."""
    start = source.randrange(len(text) + 1)
    return start, min(len(text), start + source.choice((1, 2, 5, 20, 200)))


def delete(text: str, source: random.Random) -> str:
    start, end = cut(text, source)
    return text[:start] + text[end:]


def repeat(text: str, source: random.Random) -> str:
    start, end = cut(text, source)
    return text[:end] + text[start:end] * source.choice((1, 2, 9)) + text[end:]


def swap(text: str, source: random.Random) -> str:
    (a, b), (c, d) = sorted((cut(text, source), cut(text, source)))
    if b > c:
        return text
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def insert(text: str, source: random.Random) -> str:
    at = source.randrange(len(text) + 1)
    return text[:at] + "".join(source.choices(ODD, k=source.choice((1, 1, 2, 6)))) + text[at:]


def widen(text: str, source: random.Random) -> str:
    start, end = cut(text, source)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text[start:end])
    return text[:start] + wide + text[end:]


def join_lines(text: str, source: random.Random) -> str:
    return text.replace("\n", source.choice(("", " ", "\r\n", "\n\n", "\u2028")), source.randrange(1, 20))


CHANGES = (delete, repeat, swap, insert, insert, widen, join_lines)


def mutated(text: str, source: random.Random) -> str:
    for _ in range(source.choice((1, 3, 10, 40))):
        text = source.choice(CHANGES)(text, source)
    return text


def broken(text: str, source: random.Random) -> bytes:
    """Bytes of a text in some encoding, a few of them wrong."""
    encoding = source.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5"))
    data = bytearray(text.encode(encoding, "replace"))
    for _ in range(source.choice((0, 1, 1, 5, 50))):
        at = source.randrange(len(data)) if data else 0
        data[at : at + source.choice((0, 1, 1, 3))] = bytes(
            source.choices(range(256), k=source.choice((0, 1, 2)))
        )
    return bytes(data)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Real reports where they are, else the example's brief."""
    folder = ROOT.parent / "shared"
    paths = sorted((folder / "corpus").glob("*.txt"))[::8] + sorted((folder / "devset").glob("*.txt"))
    paths = paths or [ROOT / "examples" / "runzhou" / "brief.txt"]
    return [path.read_bytes().decode("utf-8-sig", "replace") for path in paths]


@pytest.mark.parametrize("turn", range(4))
def test_damaged_texts_are_read_or_refused_and_every_record_holds(texts: list[str], turn: int) -> None:
    source = random.Random(turn)
    read = 0
    for _ in range(ROUNDS):
        whole = source.choice(texts)
        start = source.randrange(max(1, len(whole) - LONGEST))
        text = mutated(whole[start : start + LONGEST], source)
        try:
            document = read_bytes(text.encode("utf-8", "replace"), "damaged.txt")
        except SourceError:
            continue
        found = extract(document)
        check(found)
        assert source_triples(found)
        read += 1
    assert read


@pytest.mark.parametrize("turn", range(2))
def test_damaged_bytes_are_read_or_refused_in_one_line(texts: list[str], turn: int) -> None:
    source = random.Random(100 + turn)
    read = refused = 0
    for _ in range(2 * ROUNDS):
        whole = source.choice(texts)
        start = source.randrange(max(1, len(whole) - LONGEST))
        data = broken(whole[start : start + 1 + source.randrange(LONGEST // 4)], source)
        try:
            document = read_bytes(data, "damaged.txt")
        except SourceError as error:
            assert "damaged.txt" in str(error) and "\n" not in str(error)
            refused += 1
            continue
        check(extract(document))
        read += 1
    assert read and refused
