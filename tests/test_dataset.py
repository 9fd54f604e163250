"""The dataset that ships is what building and exporting the example give, and says its licence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, QuerySolutions

from govgraph.cli import govgraph
from govgraph.pipeline import open_existing

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "runzhou"
SHIPPED = EXAMPLE / "runzhou.ttl"


def run(*arguments: str) -> None:
    """Run a command that must not fail."""
    result = CliRunner().invoke(govgraph, arguments)
    assert result.exit_code == 0, result.output


def test_the_dataset_is_byte_for_byte_what_build_and_export_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    review, about = str(EXAMPLE / "review"), str(EXAMPLE / "dataset.ttl")
    run("build", str(EXAMPLE / "brief.txt"), "--review", review, "--strict", "--store", "store")
    run("export", "--store", "store", "--about", about, "-o", "made.ttl")
    made, shipped = Path("made.ttl").read_bytes(), SHIPPED.read_bytes()
    assert len(shipped) > 500_000
    assert made == shipped, "examples/runzhou/runzhou.ttl is stale: run make dataset"


def rows(text: str) -> list[tuple[str, ...]]:
    """The answer of the dataset to a query."""
    with open_existing(str(SHIPPED)) as store:
        found = store.query(text)
        assert isinstance(found, QuerySolutions)
        return [tuple("" if value is None else value.value for value in row) for row in found]


def test_the_dataset_says_on_which_terms_it_may_be_used_and_of_what_it_was_made() -> None:
    (row,) = rows(
        "SELECT ?licence ?place ?file ?who { ?set a dcat:Dataset, void:Dataset ; dct:license ?licence ; "
        "dct:spatial/rdfs:label ?place ; dct:creator/rdfs:label ?who ; "
        "prov:wasDerivedFrom/gov:fileName ?file }"
    )
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert row == (licence, "润州区", "brief.txt", "govgraph authors")
    assert len(rows("SELECT ?text { ?set a dcat:Dataset ; dct:title|dct:rights|dct:description ?text }")) == 6


def test_every_claim_of_the_dataset_has_its_words_and_no_node_is_without_a_name() -> None:
    (claims,) = rows("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a gov:Claim ; gov:evidence/oa:exact ?words }")
    (all_,) = rows("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a gov:Claim }")
    assert claims == all_ and int(all_[0]) > 500
    with open_existing(str(SHIPPED)) as store:
        triples = [triple for name in store.names() for triple in store.graph(name)]
    assert len(triples) > 10_000
    assert not any(isinstance(node, BlankNode) for triple in triples for node in triple)
