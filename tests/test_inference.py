"""Each rule concludes what it says, nothing else, and nothing more the second time."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple
from samples import sample

from govgraph.graph import iris
from govgraph.graph.assemble import assemble, merged
from govgraph.graph.inference import Rule, asked, infer, rules
from govgraph.graph.quads import by_predicate, source_triples
from govgraph.ontology.errors import QueryError
from govgraph.ontology.terms import GOV, PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())


def read(turtle: str) -> set[Triple]:
    """Triples from Turtle with the known prefixes; numbers as a store writes them (100.0 is 100)."""
    store = Store()
    store.load((HEAD + turtle).encode(), format=RdfFormat.TURTLE)
    return {quad.triple for quad in store}


RESULT = "gc:r a gov:Result ; gov:indicator ind:x ; gov:value 120.0 ; gov:unit u:个 . "
SHARE = "gc:r a gov:Result ; gov:indicator ind:x ; gov:value 80.0 ; gov:unit u:百分比 . "
EARLIER = "gc:r gov:baseline gc:b . gc:b gov:value 100.0 ; gov:unit u:个 . "
CHANGE = "gc:c a gov:Change ; gov:indicator ind:x ; gov:changeOf gc:r . gc:r gov:change gc:c . "
LONE = "gc:c a gov:Change ; gov:indicator ind:x . "
AIM = (
    "gc:t a gov:Target ; gov:indicator ind:x ; gov:evidence ev:2 . "
    "gc:r gov:evidence ev:1 . ev:1 gov:sentence sen:1 . "
)
RISE, FALL = "gc:c gov:value 25.0 . ", "gc:c gov:value -25.0 . "
PERCENT, POINTS, TIMES = (f"gc:c gov:unit u:{name} . " for name in ("百分比", "百分点", "倍"))

CASES = {
    "rule-00-superclass": [
        (
            "gi:m a gov:Mechanism . gov:Mechanism rdfs:subClassOf gov:Initiative . "
            "gov:Initiative rdfs:subClassOf prov:Entity .",
            "gi:m a gov:Initiative .",
        ),
    ],
    "rule-01-result-class": [
        (RESULT + "ind:x gov:resultClass gov:Outcome .", "gc:r a gov:Outcome ."),
        (RESULT + "gc:r a gov:Input . ind:x gov:resultClass gov:Output .", ""),
        ("gc:c a gov:Change ; gov:indicator ind:x . ind:x gov:resultClass gov:Outcome .", ""),
    ],
    "rule-02-field-of-claim": [
        (
            "gc:r gov:evidence ev:1 . ev:1 gov:section sec:1 . sec:1 gov:field fld:教育 .",
            "gc:r gov:field fld:教育 .",
        ),
        (
            "gc:r gov:evidence ev:1 ; gov:field fld:体育 . ev:1 gov:section sec:1 ."
            " sec:1 gov:field fld:教育 .",
            "",
        ),
        ("gc:r gov:evidence ev:1 . ev:1 gov:section sec:1 .", ""),
    ],
    "rule-03-field-of-thing": [
        ("gc:m a gov:Mention ; gov:about gi:a ; gov:field fld:教育 .", "gi:a gov:field fld:教育 ."),
        ("gc:m a gov:Mention ; gov:about gp:1 ; gov:field fld:教育 . gp:1 a gov:Place .", ""),
        ("gc:r a gov:Relation ; gov:about gi:a ; gov:field fld:教育 .", ""),
    ],
    "rule-04-year": [
        ('gc:r gov:end "2020-12-31"^^xsd:date .', "gc:r gov:year 2020 ."),
        ("gc:r gov:value 1.0 .", ""),
    ],
    "rule-05-growth-reported": [
        (RESULT + CHANGE + RISE + PERCENT, "gc:r gov:growth 25.0 ."),
        (RESULT + CHANGE + FALL + PERCENT, "gc:r gov:growth -25.0 ."),
        (LONE + RISE + PERCENT, "gc:c gov:growth 25.0 ."),
        (LONE + "gc:c gov:value 2.0 . " + TIMES, "gc:c gov:growth 200.0 ."),
        (RESULT + CHANGE + RISE + PERCENT + "gc:c gov:perYear true .", ""),
        (SHARE + CHANGE + RISE + POINTS, ""),
    ],
    "rule-06-growth-computed": [
        (RESULT + EARLIER, "gc:r gov:growth 20.0 ."),
        (RESULT + EARLIER + "gc:r gov:growth 21.0 .", ""),
        (
            RESULT + "gc:r gov:baseline gc:b . gc:b gov:value 90.0 ; gov:unit u:个 .",
            "gc:r gov:growth 33.33 .",
        ),
        (RESULT + "gc:r gov:baseline gc:b . gc:b gov:value 0.0 ; gov:unit u:个 .", ""),
        (RESULT + "gc:r gov:baseline gc:b . gc:b gov:value 90.0 ; gov:unit u:元 .", ""),
        (SHARE + "gc:r gov:baseline gc:b . gc:b gov:value 40.0 ; gov:unit u:百分比 .", ""),
    ],
    "rule-07-difference-reported": [
        (SHARE + CHANGE + RISE + POINTS, "gc:r gov:difference 25.0 ."),
        (RESULT + CHANGE + FALL + "gc:c gov:unit u:个 .", "gc:r gov:difference -25.0 ."),
        (LONE + RISE + POINTS, "gc:c gov:difference 25.0 ."),
        (LONE + RISE + PERCENT, ""),
        (SHARE + CHANGE + RISE + PERCENT, ""),
        (RESULT + CHANGE + RISE + PERCENT, ""),
        (RESULT + CHANGE + RISE + "gc:c gov:unit u:个 ; gov:perYear true .", ""),
    ],
    "rule-08-difference-computed": [
        (RESULT + EARLIER, "gc:r gov:difference 20.0 ."),
        (RESULT + EARLIER + "gc:r gov:difference 21.0 .", ""),
        (RESULT + "gc:r gov:baseline gc:b . gc:b gov:value 90.0 ; gov:unit u:元 .", ""),
    ],
    "rule-09-baseline-value": [
        (RESULT + EARLIER + "gc:r gov:difference 21.0 .", "gc:r gov:baselineValue 100.0 ."),
        (RESULT + "gc:r gov:difference 20.0 ; gov:growth 30.0 .", "gc:r gov:baselineValue 100.0 ."),
        (RESULT + "gc:r gov:growth 20.0 .", "gc:r gov:baselineValue 100.0 ."),
        (RESULT + "gc:r gov:growth 7.0 .", "gc:r gov:baselineValue 112.0 ."),
        (RESULT + "gc:r gov:growth 33.0 .", "gc:r gov:baselineValue 90.23 ."),
        (RESULT + "gc:r gov:growth -100.0 .", ""),
        (SHARE + "gc:r gov:growth 20.0 .", ""),
        (SHARE + "gc:r gov:difference 25.0 .", "gc:r gov:baselineValue 55.0 ."),
        (RESULT, ""),
    ],
    "rule-10-improved": [
        (RESULT + "ind:x gov:polarity 1 . gc:r gov:growth 5.0 .", "gc:r gov:improved true ."),
        (RESULT + "ind:x gov:polarity -1 . gc:r gov:growth 5.0 .", "gc:r gov:improved false ."),
        (RESULT + "ind:x gov:polarity -1 . gc:r gov:difference -5.0 .", "gc:r gov:improved true ."),
        (RESULT + CHANGE + FALL + "ind:x gov:polarity -1 .", "gc:r gov:improved true ."),
        (RESULT + "ind:x gov:polarity 0 . gc:r gov:growth 5.0 .", ""),
        (RESULT + "ind:x gov:polarity 1 . gc:r gov:growth 0.0 .", ""),
        (RESULT + "ind:x gov:polarity 1 .", ""),
    ],
    "rule-11-target": [
        (RESULT + AIM + "ev:2 gov:sentence sen:1 .", "gc:r gov:target gc:t ."),
        (RESULT + AIM + "ev:2 gov:sentence sen:2 .", ""),
    ],
    "rule-12-has-result": [
        (
            "gc:r gov:initiative gi:a . gc:s gov:actor go:b .",
            "gi:a gov:hasResult gc:r . go:b gov:hasResult gc:s .",
        ),
    ],
    "rule-13-about": [
        ("gc:r gov:initiative gi:a ; gov:actor go:b .", "gc:r gov:about gi:a, go:b ."),
        (
            "gc:r a gov:Relation ; rdf:subject gi:a ; rdf:object go:b . "
            "gi:a gov:kind gov:Initiative . go:b gov:kind gov:Institution .",
            "gc:r gov:about gi:a, go:b .",
        ),
        (
            "gc:r a gov:Relation ; rdf:subject gi:a ; rdf:object gov:done . gi:a gov:kind gov:Initiative .",
            "gc:r gov:about gi:a .",
        ),
    ],
    "rule-14-status": [
        ("gc:r gov:evidence ev:1 .", "gc:r gov:status gov:unreviewed ."),
        (
            "gc:r gov:evidence ev:1 . rv:1 gov:reviews gc:r ; gov:decision gov:accepted .",
            "gc:r gov:status gov:accepted .",
        ),
    ],
}


def test_every_rule_has_its_cases_and_they_run_in_order() -> None:
    names = [rule.name for rule in rules()]
    assert names == sorted(CASES) and len(names) == 15


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [(name, given, expected) for name, cases in CASES.items() for given, expected in cases],
)
def test_a_rule_concludes_what_it_says_and_no_more(name: str, given: str, expected: str) -> None:
    (rule,) = [rule for rule in rules() if rule.name == name]
    facts = read(given)
    found = infer(facts, [rule])
    assert set(found) == read(expected)
    assert infer([*facts, *found], [rule]) == []
    assert infer(asked(by_predicate(facts)), [rule]) == found


def whole() -> dict[NamedNode, list[Triple]]:
    """All graphs of the sample."""
    return assemble({iris.source_graph(sample().document.id): source_triples(sample())})


def concluded(graphs: dict[NamedNode, list[Triple]]) -> set[Triple]:
    """All conclusions: what follows from the registry, and from each source with it."""
    return {t for name, found in graphs.items() if name.value.startswith(iris.INFERRED.value) for t in found}


def test_running_all_rules_on_their_own_result_adds_nothing() -> None:
    graphs = whole()
    assert concluded(graphs) and infer(merged(graphs)) == []


def test_the_same_facts_in_another_order_give_the_same_conclusions() -> None:
    graphs = whole()
    facts = sorted(merged(graphs) - concluded(graphs), key=str)
    assert infer(reversed(facts)) == infer(facts) == sorted(concluded(graphs), key=str)


def local(triples: Iterable[Triple], predicate: str, quote: str) -> list[str]:
    """What the conclusions say of the figure that is printed as `quote`."""
    claim = next(
        t.subject
        for t in source_triples(sample())
        if t.predicate == GOV.valueText and t.object == Literal(quote)
    )
    return sorted(
        t.object.value.split("/")[-1]
        for t in triples
        if t.subject == claim and t.predicate == GOV[predicate] and isinstance(t.object, NamedNode | Literal)
    )


def test_rules_build_on_each_other_over_the_sample() -> None:
    found = concluded(whole())
    assert local(found, "growth", "3000户") == ["50"]
    assert local(found, "baselineValue", "3000户") == ["2000"]
    assert local(found, "improved", "3000户") == ["true"]
    assert local(found, "year", "3000户") == ["2020"]
    assert local(found, "growth", "4份") == ["-55.56"]
    assert local(found, "difference", "4份") == ["-5"]
    assert local(found, "improved", "4份") == ["true"]
    assert local(found, "field", "12家") == ["养老服务"]
    assert local(found, "growth", "92%") == []


def test_a_rule_that_is_no_construct_or_does_not_parse_is_refused_by_name() -> None:
    with pytest.raises(QueryError, match="rule-x: a rule must be a CONSTRUCT query"):
        infer([], [Rule("rule-x", "SELECT * WHERE { ?s ?p ?o }")])
    with pytest.raises(QueryError, match="rule-x: "):
        infer([], [Rule("rule-x", "CONSTRUCT {")])
