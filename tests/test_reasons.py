"""Whatever is left out is left out for a reason that has its words in Chinese and English."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_document
from govgraph.ontology.errors import VocabularyError
from govgraph.ontology.vocabulary import reason, reasons


def test_every_reason_of_the_lexicon_is_known() -> None:
    lines = files("govgraph.loaders").joinpath("idioms.tsv").read_text("utf-8").splitlines()[1:]
    given = {line.split("\t")[1] for line in lines}
    assert len(given) >= 5
    assert given - set(reasons()) == set()


def test_every_reason_given_for_real_texts_is_known(brief: Path, article: Path, shared: Path) -> None:
    given: set[str] = set()
    for path in (brief, article, *sorted((shared / "corpus").glob("*.txt"))[::20]):
        extraction = extract(read_document(path))
        given |= {block.reason for block in extraction.document.blocks} - {""}
        given |= {number.reason for number in extraction.ignored}
    assert len(given) >= 10
    assert given - set(reasons()) == set()


def test_a_reason_without_words_is_refused() -> None:
    with pytest.raises(VocabularyError, match="no row for 'because'"):
        reason("because")
