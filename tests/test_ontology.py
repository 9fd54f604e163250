"""The ontology, its namespace class and the tables of the vocabulary agree, and every row holds."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from govgraph.graph.codelists import ontology_triples, vocabulary_triples
from govgraph.ontology import context, vocabulary
from govgraph.ontology.describe import render, terms
from govgraph.ontology.errors import VocabularyError
from govgraph.ontology.fingerprint import fingerprint
from govgraph.ontology.tables import read_rows, split_cell
from govgraph.ontology.terms import BASE, GOV, OWL, PREFIXES, RDF, RDFS, SKOS, UnknownTermError
from govgraph.ontology.vocabulary import (
    field_of,
    fields,
    find_group,
    find_honour,
    find_indicator,
    find_unit,
    fold,
    groups,
    honours,
    indicators,
    level_of,
    units,
)

INDICATOR_COLUMNS = ("name", "aliases", "en", "kind", "polarity", "units", "sdg", "example")
SPECIAL = {RDFS["domain"], RDFS["range"], RDFS["subClassOf"], RDFS["subPropertyOf"]}


def defined() -> set[NamedNode]:
    """Every term of our own that the Turtle defines."""
    return {
        triple.subject
        for triple in ontology_triples()
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(PREFIXES["gov"])
    }


def values(node: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    """What the ontology says of a term."""
    return [
        triple.object
        for triple in ontology_triples()
        if triple.subject == node
        and triple.predicate == predicate
        and isinstance(triple.object, NamedNode | Literal)
    ]


def test_the_namespace_class_has_the_terms_of_the_turtle_and_no_others() -> None:
    assert {GOV[name] for name in GOV} == defined()


def test_an_unknown_term_raises_wherever_it_is_asked_for() -> None:
    with pytest.raises(UnknownTermError, match="is not defined"):
        _ = GOV.Resultt
    with pytest.raises(UnknownTermError, match="is not defined"):
        _ = GOV["Resultt"]
    with pytest.raises(UnknownTermError, match="is not defined"):
        _ = RDFS.labell
    assert not hasattr(GOV, "Resultt") and issubclass(UnknownTermError, VocabularyError)


@pytest.mark.parametrize("name", sorted(GOV))
def test_every_term_has_one_label_and_names_and_definitions_in_both_languages(name: str) -> None:
    node = GOV[name]
    assert [value.language for value in values(node, RDFS.label) if isinstance(value, Literal)] == ["zh"]
    for predicate in (SKOS.prefLabel, SKOS.definition):
        found = [value for value in values(node, predicate) if isinstance(value, Literal)]
        assert sorted(str(value.language) for value in found) == ["en", "zh"]
        assert all(value.value.strip() for value in found)
    assert values(node, RDF.type)


def test_labels_of_classes_and_of_properties_are_unambiguous() -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for tag in ("zh", "en"):
            nodes = [node for node in sorted(defined(), key=str) if kind in values(node, RDF.type)]
            names = [
                value.value
                for node in nodes
                for value in values(node, SKOS.prefLabel)
                if isinstance(value, Literal) and value.language == tag
            ]
            assert sorted(names) == sorted(set(names))


def test_own_classes_in_domains_ranges_and_hierarchies_are_defined() -> None:
    for triple in ontology_triples():
        if triple.predicate in SPECIAL and isinstance(triple.object, NamedNode):
            own = triple.object.value.startswith(PREFIXES["gov"])
            assert not own or triple.object in defined(), triple


def test_ontology_and_vocabulary_hold_no_blank_node_and_only_defined_terms() -> None:
    known = defined()
    for triple in (*ontology_triples(), *vocabulary_triples()):
        for node in (triple.subject, triple.predicate, triple.object):
            assert isinstance(node, NamedNode | Literal)
            if isinstance(node, NamedNode) and node.value.startswith(PREFIXES["gov"]):
                assert node in known


def test_every_concept_of_the_vocabulary_has_one_label_and_both_names() -> None:
    by_node: dict[object, list[tuple[NamedNode, str]]] = {}
    for triple in vocabulary_triples():
        if isinstance(triple.object, Literal) and triple.predicate in (RDFS.label, SKOS.prefLabel):
            names = by_node.setdefault(triple.subject, [])
            names.append((triple.predicate, str(triple.object.language)))
    assert len(by_node) > 400
    for node, names in by_node.items():
        expected = [(RDFS.label, "zh"), (SKOS.prefLabel, "en"), (SKOS.prefLabel, "zh")]
        assert sorted(names, key=str) == sorted(expected, key=str), node


def test_units_get_addresses_of_their_own() -> None:
    labels = [t for t in vocabulary_triples() if t.predicate == RDFS.label and "/unit/" in str(t.subject)]
    assert len({triple.subject for triple in labels}) == len(labels)


def test_the_prefixes_cover_all_data_and_are_spelt_as_the_turtle_spells_them() -> None:
    text = files("govgraph.ontology").joinpath("gov.ttl").read_bytes()
    reader = parse(text, format=RdfFormat.TURTLE)
    list(reader)
    assert PREFIXES["gov"] == f"{BASE}ns#"
    for prefix, address in reader.prefixes.items():
        assert PREFIXES.get(prefix, address) == address
    assert len(set(PREFIXES.values())) == len(PREFIXES)


# ---- tables ----------------------------------------------------------------------------------------


def rows(name: str, *columns: str) -> list[dict[str, str]]:
    return [row for _, row in read_rows(name, columns)]


FIELDS = rows("fields.tsv", "notation", "zh", "en", "sdg", "keywords", "broader", "example")


@pytest.mark.parametrize("row", [row for row in FIELDS if row["broader"]], ids=lambda row: row["notation"])
def test_the_example_of_a_field_is_told_to_be_of_it(row: dict[str, str]) -> None:
    assert field_of("", row["example"]) == row["notation"]
    assert row["sdg"] and len(split_cell(row["keywords"])) == len(set(split_cell(row["keywords"]))) > 8


def test_fields_form_two_levels_and_only_the_lower_ones_are_told() -> None:
    broad = {field.notation for field in fields().values() if not field.broader}
    assert {field.broader for field in fields().values()} - {""} == broad
    assert all(not fields()[notation].keywords for notation in broad)
    assert len(fields()) - len(broad) >= 20


def test_a_heading_outweighs_a_passing_word_and_nothing_told_is_nothing() -> None:
    assert field_of("民生有托：养老服务", "今年还修了一条公路，学校也换了新课桌。") == "ageing"
    assert field_of("", "大家都很高兴。") == ""
    assert field_of("", "") == ""


def test_the_ten_sections_of_the_article_are_told_their_fields(article: Path) -> None:
    text = article.read_text("utf-8-sig")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    heads = [number for number, line in enumerate(lines) if line.startswith("这是一个") and len(line) < 20]
    found = [
        field_of(lines[head], "\n".join(lines[head + 1 : after]))
        for head, after in zip(heads, [*heads[1:], len(lines)], strict=True)
    ]
    assert found == [
        "party-building",
        "industry",
        "ecology",
        "education",
        "employment",
        "health",
        "ageing",
        "housing",
        "social-assistance",
        "public-safety",
    ]


@pytest.mark.parametrize("row", rows("indicators.tsv", *INDICATOR_COLUMNS), ids=lambda row: row["name"])
def test_the_example_of_an_indicator_names_it(row: dict[str, str]) -> None:
    found = find_indicator(row["example"])
    assert found is not None and found.name == row["name"]
    assert found == indicators()[row["name"]]
    assert all(find_unit(unit) is not None for unit in found.units) and found.units and found.en


@pytest.mark.parametrize("row", rows("affixes.tsv", "kind", "form", "example"), ids=lambda row: row["form"])
def test_an_affix_does_not_hide_an_indicator(row: dict[str, str]) -> None:
    assert (
        row["example"].startswith(row["form"])
        if row["kind"] == "prefix"
        else row["example"].endswith(row["form"])
    )
    assert find_indicator(row["example"]) is not None


def test_an_indicator_is_found_however_it_is_typed_and_never_by_a_part_of_its_name() -> None:
    assert (
        find_indicator("ＰＭ２．５ 平均浓度")
        == find_indicator("“PM2.5”年均浓度")
        == indicators()["PM2.5年均浓度"]
    )
    assert find_indicator("桥梁加固") is None
    assert find_indicator("") is None
    assert find_indicator("市场主体活力") is None


@pytest.mark.parametrize("row", rows("honours.tsv", "name", "aliases", "en", "level", "sdg", "example"))
def test_an_honour_is_found_by_its_name_and_aliases(row: dict[str, str]) -> None:
    for name in (row["name"], *split_cell(row["aliases"])):
        assert find_honour(f"“{name}”") == honours()[row["name"]]
    assert row["level"] in ("", *vocabulary.levels())
    assert any(name in row["example"] for name in (row["name"], *split_cell(row["aliases"])))


@pytest.mark.parametrize("row", rows("groups.tsv", "name", "aliases", "en", "sdg", "example"))
def test_a_group_is_found_by_its_name_and_aliases(row: dict[str, str]) -> None:
    names = (row["name"], *split_cell(row["aliases"]))
    assert [find_group(name) for name in names] == [groups()[row["name"]]] * len(names)
    assert any(name in row["example"] for name in names)


@pytest.mark.parametrize("row", rows("levels.tsv", "notation", "forms", "example"))
def test_a_level_is_told_from_the_word_a_name_begins_with(row: dict[str, str]) -> None:
    assert level_of(row["example"]) == row["notation"] and row["notation"] in GOV
    assert all(level_of(form) == row["notation"] for form in split_cell(row["forms"]))
    assert level_of("平安社区") == ""


@pytest.mark.parametrize(
    "row", rows("compounds.tsv", "name", "forms", "en", "kind", "qudt", "ucum", "example")
)
def test_a_compound_unit_is_found_by_its_example(row: dict[str, str]) -> None:
    found = find_unit(row["example"])
    assert found is not None and row["name"] in (found.name, *found.factors)


def test_units_are_found_by_any_form_and_put_together_where_they_are_compound() -> None:
    assert find_unit("㎡") == find_unit("平方米") == units()["平方米"]
    assert find_unit("") == vocabulary.NO_UNIT
    per_month = find_unit("元/人/月")
    assert per_month is not None and per_month == find_unit("元每人每月")
    assert (per_month.name, per_month.factors, per_month.kind) == ("元/人/月", ("元", "人", "月"), "money")
    assert find_unit("元/嘘") is None and find_unit("嘘") is None and find_unit("/") is None


@pytest.mark.parametrize(
    ("form", "qudt", "ucum"),
    [
        ("吉焦", "GigaJ", "GJ"), ("焦耳", "J", "J"), ("GWh", "GigaW-HR", "GW.h"),
        ("MWh", "MegaW-HR", "MW.h"), ("兆伏安", "MegaV-A", "MV.A"), ("帕", "PA", "Pa"),
        ("兆帕", "MegaPA", "MPa"), ("毫秒", "MilliSEC", "ms"), ("TB", "TeraBYTE", "TBy"),
        ("GB", "GigaBYTE", "GBy"), ("GHz", "GigaHZ", "GHz"), ("MHz", "MegaHZ", "MHz"),
    ],
)  # fmt: skip
def test_each_size_of_a_unit_is_a_unit_of_its_own(form: str, qudt: str, ucum: str) -> None:
    found = find_unit(form)
    assert found is not None and (found.qudt, found.ucum) == (qudt, ucum)


def test_megabits_and_gigabits_are_told_apart() -> None:
    assert [find_unit(form) for form in ("Mbps", "Gbps", "G")] == [
        units()["兆"], units()["G带宽"], units()["G带宽"],
    ]  # fmt: skip


def test_folding_drops_what_does_not_tell_names_apart() -> None:
    assert fold("“ＧＤＰ”（地区 生产总值）") == "gdp地区生产总值"


def test_a_faulty_table_is_refused_with_file_and_line() -> None:
    with pytest.raises(VocabularyError, match=r"levels\.tsv, line 1: the columns must be a, b"):
        read_rows("levels.tsv", ("a", "b"))


def test_the_fingerprint_is_eight_digits_and_tells_packages_apart() -> None:
    assert len(fingerprint()) == 8 and int(fingerprint(), 16) >= 0
    assert fingerprint(["govgraph.loaders"]) != fingerprint(["govgraph.ontology"])
    assert fingerprint() == fingerprint()


# ---- pages and context -----------------------------------------------------------------------------


def test_the_page_of_terms_shows_each_term_once() -> None:
    page = render()
    assert len(terms()) == len(list(GOV))
    assert all(page.count(f"| `{term.name}` |") == 1 for term in terms())


def test_the_page_of_the_model_names_every_rule() -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "model.md").read_text("utf-8")
    folder = files("govgraph.graph")
    names = [item.name.removesuffix(".rq") for item in folder.iterdir() if item.name.endswith(".rq")]
    assert names and [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_the_context_file_is_fresh_and_reads_plain_names() -> None:
    text = files("govgraph.ontology").joinpath("context.jsonld").read_text("utf-8")
    assert text == context.render()
    node = {
        "id": "gc:x-q1",
        "type": "gov:Result",
        "label": "床位20张",
        "names": {"en": "20 beds"},
        "value": "20.50",
        "bound": "exact",
        "unit": "u:张",
        "end": "2020-12-31",
        "valueText": "20张",
        "evidence": ["ev:x-1-4"],
    }
    document = json.dumps({**context.context(), **node})
    found = {str(quad.triple) for quad in parse(document.encode(), format=RdfFormat.JSON_LD)}
    claim, gov = f"<{BASE}claim/x-q1>", PREFIXES["gov"]
    assert found == {
        f"{claim} {RDF.type} <{gov}Result>",
        f'{claim} {RDFS.label} "床位20张"@zh',
        f'{claim} {SKOS.prefLabel} "20 beds"@en',
        f'{claim} <{gov}value> "20.50"^^<{PREFIXES["xsd"]}decimal>',
        f"{claim} <{gov}bound> <{gov}exact>",
        f"{claim} <{gov}unit> <{BASE}unit/张>",
        f'{claim} <{gov}end> "2020-12-31"^^<{PREFIXES["xsd"]}date>',
        f'{claim} <{gov}valueText> "20张"',
        f"{claim} <{gov}evidence> <{BASE}evidence/x-1-4>",
    }
