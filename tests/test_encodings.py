"""Encodings are told or named with their place; Traditional script is read on a Simplified copy."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from saved import G1, G2, HANT, ONE, U1, U2, facts_of

import govgraph
from govgraph.cli import govgraph as command
from govgraph.graph.diff import FactKey
from govgraph.loaders.reading.decode import decode
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.errors import SourceError
from govgraph.pipeline import build_files


@pytest.fixture(scope="module")
def plain(brief: Path) -> dict[FactKey, Any]:
    found = facts_of(govgraph.read_document(brief))
    assert len(found) > 300
    return found


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ONE, "utf-8"),
        (ONE, "utf-8-sig"),
        (ONE, "utf-16"),
        (ONE, "gb18030"),
        (HANT, "gb18030"),
        (HANT, "big5"),
        (HANT, "utf-8"),
    ],
)
def test_the_encodings_of_chinese_text_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (U1 * 3 + G2 + U1, "UTF-8 up to line 4, byte 213, where GB18030 begins: mixed encodings"),
        (U1[:-1] + G2, "UTF-8 up to line 1, byte 70, where GB18030 begins: mixed encodings"),
        (G1 * 3 + U2, "mixed encodings: line 4 (byte 150) is UTF-8 in a text that is not"),
        (U1[:-3], "UTF-8 up to line 1, byte 67, where it is cut off inside a character"),
        (U1 + U2[:5] + b"\xff" + U2[6:], "UTF-8 up to line 2, byte 74, where bytes are damaged"),
        (U1.decode("latin-1").encode(), "garbled: UTF-8 that was once read as latin-1"),
        (U1.decode("gb18030", "replace").encode(), "garbled: UTF-8 that was once read as gb18030"),
        (ONE.encode("utf-16-le"), "binary data, or UTF-16 without its mark (a zero byte at byte 4)"),
        ("C'était l'été à Orléans.".encode("latin-1"), "neither UTF-8 (bad byte 2, line 1) nor GB18030"),
    ],
)
def test_a_wrong_or_mixed_encoding_is_named_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith(f"a.txt: {said}")


def test_no_text_of_the_corpus_is_taken_for_garbled_or_mixed(shared: Path) -> None:
    wrong: list[str] = []
    for path in sorted((shared / "corpus").glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        for encoding in ("utf-8", "gb18030", "utf-16"):
            if decode(text.encode(encoding), path.name) != text:
                wrong.append(f"{path.name} in {encoding}")
    assert wrong == []


def test_lost_characters_are_noted() -> None:
    note = "2 characters lost before it was saved (U+FFFD, the first in line 2)"
    assert read_bytes(f"{ONE}新建\ufffd\ufffd学校2所。".encode(), "a.txt").notes == (note,)


# --- Traditional script


@pytest.fixture
def traditional(brief: Path) -> str:
    converter = import_module("opencc").OpenCC("s2tw")
    return str(converter.convert(brief.read_text("utf-8")))


def test_traditional_script_gives_the_same_facts_with_the_words_as_printed(
    traditional: str, plain: dict[FactKey, Any]
) -> None:
    document = read_bytes(traditional.encode("big5hkscs"), "a.txt")
    assert document.text == traditional
    assert document.notes == ()
    assert facts_of(document).keys() == plain.keys()
    extraction = govgraph.extract(document)
    place = next(thing for thing in extraction.things if thing.id == "place")
    assert (place.name, place.mentions[0].quote) == ("润州区", "潤州區")
    assert "潤州區" in place.aliases
    assert {one.quote for one in extraction.ignored} <= set(_pieces(traditional, extraction.ignored))


def _pieces(text: str, found: Iterable[Any]) -> Iterable[str]:
    return (text[one.span.start : one.span.end] for one in found)


def test_a_simplified_copy_of_another_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from govgraph.loaders.reading import script

    class Longer:
        def convert(self, text: str) -> str:
            return f"{text}。"

    monkeypatch.setattr(script, "_converter", Longer)
    with pytest.raises(SourceError, match="the Simplified copy has 30 characters for 29"):
        script.simplified(HANT)


def test_traditional_script_without_its_extra_is_read_as_it_is_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    path = tmp_path / "a.txt"
    path.write_text(HANT * 3, "utf-8")
    said = "Traditional script, of which little is read without an extra; run: pip install 'govgraph[hant]'"
    warning = f"{path}: {said}"
    _, failures, notes = build_files(str(tmp_path / "s"), [str(path)], lambda _: None)
    assert (failures, notes) == ([], [warning])
    done = CliRunner().invoke(command, ["extract", str(path)])
    assert done.stderr == f"govgraph: warning: {warning}\n"
    assert read_bytes((ONE * 5 + "贈予同鄉").encode(), "a.txt").notes == ()


def test_what_was_read_without_the_extra_is_known_by_its_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_bytes(HANT.encode(), "a.txt")
    full = govgraph.extract(document).extractor
    monkeypatch.setitem(sys.modules, "opencc", None)
    assert govgraph.extract(document).extractor == f"{full} without hant"
