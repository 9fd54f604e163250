"""Every row of the tables of words, in its example: what it makes a name, and what it keeps from one."""

from __future__ import annotations

import pytest
from sentences import body, found

from govgraph.loaders.lexicon import read_rows
from govgraph.loaders.names.find import find_things
from govgraph.ontology.records import BlockKind


def _rows(name: str) -> list[dict[str, str]]:
    return list(read_rows(name))


@pytest.mark.parametrize("row", _rows("heads.tsv"), ids=lambda row: row["word"])
def test_a_head_noun_ends_a_name_of_its_type(row: dict[str, str]) -> None:
    things = [name for kind, name in found(row["example"] + "。") if kind == row["type"]]
    assert any(row["word"] in name for name in things)


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("institutions.tsv", "institution"),
        ("sites.tsv", "place"),
        ("honour_words.tsv", "recognition"),
        ("level_words.tsv", "recognition"),
        ("group_words.tsv", "group"),
    ],
)
def test_every_word_of_a_table_makes_a_thing_of_its_type(table: str, kind: str) -> None:
    for row in read_rows(table):
        word = row.get("word") or row["suffix"]
        names = [name for type_, name in found(row["example"] + "。", None) if type_ == kind]
        assert any(word in name for name in names), row


@pytest.mark.parametrize("row", _rows("known.tsv"), ids=lambda row: row["name"])
def test_a_known_name_is_found_anywhere(row: dict[str, str]) -> None:
    assert (row["type"], row["name"]) in found(row["example"] + "。")


@pytest.mark.parametrize("row", _rows("verbs.tsv"), ids=lambda row: row["word"])
def test_a_verb_stays_outside_the_name_it_governs(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    assert not [name for _, name in found(row["example"] + "。") if row["word"] in name]


@pytest.mark.parametrize("row", _rows("generic.tsv"), ids=lambda row: row["word"])
def test_a_generic_modifier_makes_no_name_of_a_class_noun(row: dict[str, str]) -> None:
    assert found(row["example"] + "。") == []


@pytest.mark.parametrize("row", _rows("tails.tsv"), ids=lambda row: row["word"])
def test_a_tail_behind_a_name_does_not_belong_to_it(row: dict[str, str]) -> None:
    assert found(row["example"] + "。") == [("initiative", "数字乡村行动")]


@pytest.mark.parametrize("row", _rows("common_nouns.tsv"), ids=lambda row: row["word"])
def test_a_class_noun_that_ends_like_a_name_names_nothing(row: dict[str, str]) -> None:
    assert found(row["example"] + "。") == []
    assert found("壮大" + row["word"] + "。") == []


@pytest.mark.parametrize("row", _rows("epithets.tsv"), ids=lambda row: row["word"])
def test_an_area_with_an_epithet_is_a_programme(row: dict[str, str]) -> None:
    assert found(row["example"] + "。") == [("initiative", row["example"][2:])]


def test_a_class_noun_behind_a_list_types_its_items() -> None:
    for row in read_rows("classes.tsv"):
        if row["type"] in ("institution", "place", "event", "program"):
            kinds = [kind for kind, _ in found(row["example"] + "。", None)]
            assert kinds.count(row["type"]) >= 2, row


@pytest.mark.parametrize("row", _rows("compounds.tsv"), ids=lambda row: row["word"])
def test_a_compound_noun_is_not_torn_at_its_verb(row: dict[str, str]) -> None:
    assert [name for _, name in found(row["example"] + "。")] == [row["example"][2:]]


@pytest.mark.parametrize("row", _rows("word_classes.tsv"), ids=lambda row: row["word"])
def test_a_listed_word_keeps_its_class(row: dict[str, str]) -> None:
    names = [name for _, name in found(row["example"] + "。")]
    if row["class"] == "function":
        assert not [name for name in names if name.startswith(row["word"])]
    else:
        assert names == [row["example"]] or all(row["word"] not in name for name in names)


@pytest.mark.parametrize("row", _rows("surnames.tsv"), ids=lambda row: row["word"])
def test_a_reporter_of_every_surname_is_a_person(row: dict[str, str]) -> None:
    text = row["example"]
    things = find_things(body(text, kind=BlockKind.BYLINE), ())
    assert [(thing.type.value, thing.name) for thing in things if thing.name.startswith(row["word"])]


@pytest.mark.parametrize("row", _rows("posts.tsv"), ids=lambda row: row["word"])
def test_whoever_stands_beside_a_post_is_a_person(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    assert ("person", "王建国") in found(row["example"] + "。", None)
