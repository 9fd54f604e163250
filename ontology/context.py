"""The JSON-LD context of the ontology: plain names for its terms, made from `gov.ttl`.

`python -m govgraph.ontology.context > ontology/context.jsonld` writes it anew. Typed values are coerced,
codes are given by bare name, decimals as texts (`"79.8"`): a bare number would lose its digits.
https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json

from govgraph.ontology.describe import terms
from govgraph.ontology.terms import PREFIXES

_CODED = ("gov:Bound", "gov:Role", "gov:Stage", "gov:Level", "gov:Decision", "gov:BlockKind", "rdfs:Class")
_STANDARD: dict[str, dict[str, str]] = {
    "label": {"@id": "rdfs:label", "@language": "zh"},
    "names": {"@id": "skos:prefLabel", "@container": "@language"},
    "otherNames": {"@id": "skos:altLabel", "@container": "@language"},
    "definitions": {"@id": "skos:definition", "@container": "@language"},
    "closeMatch": {"@id": "skos:closeMatch", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "quote": {"@id": "oa:exact"},
    "from": {"@id": "oa:start", "@type": "xsd:integer"},
    "to": {"@id": "oa:end", "@type": "xsd:integer"},
    "issued": {"@id": "dct:issued", "@type": "xsd:date"},
    "extent": {"@id": "dct:extent", "@type": "xsd:integer"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "linkedTo": {"@id": "org:linkedTo", "@type": "@id"},
    "memberOf": {"@id": "org:memberOf", "@type": "@id"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "run": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
}


def context() -> dict[str, dict[str, object]]:
    """Return the context document."""
    entries: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES, **_STANDARD}
    for term in terms():
        name = term.name.removeprefix("gov:")
        if "owl:ObjectProperty" in term.types:
            kind = "@vocab" if term.range in _CODED else "@id"
            entries[name] = {"@id": term.name, "@type": kind}
        elif "owl:DatatypeProperty" in term.types and term.range not in ("", "xsd:string"):
            entries[name] = {"@id": term.name, "@type": term.range}
        elif term.name in ("gov:name", "gov:surface"):
            entries[name] = {"@id": term.name, "@language": "zh"}
        else:
            entries[name] = term.name
    return {"@context": entries}


def render() -> str:
    """Return the context as the text of a JSON file."""
    return json.dumps(context(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    print(render(), end="")
