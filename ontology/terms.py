"""The names of things in RDF: the base address, the prefixes, and one closed list of terms a namespace.

`GOV.Result` is an IRI node; a term that the ontology does not define raises `UnknownTermError`, so that
no misspelt predicate gets into a graph. That the list agrees with `gov.ttl` is tested.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode

from govgraph.ontology.errors import VocabularyError

BASE = "https://w3id.org/govgraph/"
"""All of the project's own addresses begin with this."""

_DATA = {
    "gi": "initiative",
    "go": "org",
    "gd": "document",
    "gp": "place",
    "gh": "honour",
    "ge": "event",
    "gpe": "person",
    "grp": "group",
    "ind": "indicator",
    "u": "unit",
    "fld": "field",
    "src": "source",
    "sec": "section",
    "gc": "claim",
    "ev": "evidence",
    "sen": "sentence",
    "blk": "block",
    "ign": "ignored",
    "run": "run",
    "rv": "review",
    "chk": "check",
    "gg": "graph",
    "ds": "dataset",
    "rsn": "reason",
}

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "gov": BASE + "ns#",
        **{prefix: f"{BASE}{kind}/" for prefix, kind in _DATA.items()},
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "prov": "http://www.w3.org/ns/prov#",
        "org": "http://www.w3.org/ns/org#",
        "oa": "http://www.w3.org/ns/oa#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "void": "http://rdfs.org/ns/void#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "qb": "http://purl.org/linked-data/cube#",
        "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
        "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
        "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
        "qudt": "http://qudt.org/schema/qudt/",
        "qu": "http://qudt.org/vocab/unit/",
        "qk": "http://qudt.org/vocab/quantitykind/",
        "sdg": "http://metadata.un.org/sdg/",
        "schema": "https://schema.org/",
        "cids": "https://ontology.commonapproach.org/cids#",
        "wdt": "http://www.wikidata.org/prop/direct/",
    }
)
"""Prefix → address: what queries may use without declaring it, and what exports declare."""


class UnknownTermError(VocabularyError, AttributeError):
    """A term that its namespace does not define."""


class Namespace:
    """The terms of one vocabulary; attribute and item access give nodes, unknown names raise."""

    def __init__(self, prefix: str, terms: str) -> None:
        self.prefix = prefix
        self._nodes = {term: NamedNode(PREFIXES[prefix] + term) for term in terms.split()}
        vars(self).update(self._nodes)  # found without a call: graphs of millions of triples ask often

    def __getattr__(self, term: str) -> NamedNode:
        if term.startswith("_"):
            raise AttributeError(term)
        return self[term]

    def __getitem__(self, term: str) -> NamedNode:
        node = self._nodes.get(term)
        if node is None:
            raise UnknownTermError(
                f"{self.prefix}:{term} is not defined; see the terms of {self.prefix}: in terms.py"
            )
        return node

    def __contains__(self, term: object) -> bool:
        return term in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)


GOV = Namespace(
    "gov",
    """
    Claim Quantity Result Input Output Outcome Change Target Relation Recognition Mention Initiative
    Mechanism Programme Campaign Project Service Fund Institution Place Facility PolicyDocument Event
    Indicator Unit Field Honour Group Level Bound Role Stage Decision BlockKind Reason Source Section Sentence
    Evidence Block IgnoredNumber Run Review
    value unit unitText unitImplied bound valueText indicator measureText role rank rankIn rankInText
    change changeOf since sinceText perYear baseline target subset part includes growth difference
    baselineValue improved evidence confidence rule implied stage about surface initiative actor
    hasResult place field start end year periodText periodInferred status received honour recipient
    grantedBy level kind name lead participant issuer document component beneficiary firstIn adoptedIn
    code resultClass polarity unregistered sentence section paragraph sectionNumber sha256 fileName
    editor photographer blockKind read reason namedGraph claimCount resultCount ignoredCount reviews
    decision decisionText replacement identifiedBy international national provincial municipal district
    street community lower
    upper exact moreThan atLeast lessThan atMost approximately roleLevel roleCumulative roleRank
    roleBaseline planned begun underWay done unreviewed accepted rejected corrected merged split added
    blockNavigation
    blockTitle blockByline blockCaption blockHeading blockBody blockBoilerplate
    Check Verdict CheckKind checks verdict checkKind explanation statedValue computedValue consistent
    withinRounding inconsistent cannotTell checkParts checkSubset checkShares checkChange checkYearly
    checkTwice checkRate checkList checkUnit checkSummary
    """,
)
"""The project's own terms, as in `gov.ttl`."""

RDF = Namespace("rdf", "type langString Statement subject predicate object")
RDFS = Namespace("rdfs", "label subClassOf subPropertyOf domain range Class")
OWL = Namespace("owl", "Class ObjectProperty DatatypeProperty Ontology")
XSD = Namespace("xsd", "string boolean integer decimal date")
SKOS = Namespace(
    "skos",
    """
    Concept ConceptScheme prefLabel altLabel definition notation broader inScheme exactMatch closeMatch
    """,
)
DCT = Namespace(
    "dct",
    """
    title issued publisher source creator extent format identifier isPartOf hasPart license date
    description
    """,
)
PROV = Namespace("prov", "wasGeneratedBy used wasAssociatedWith wasRevisionOf SoftwareAgent Person")
ORG = Namespace("org", "linkedTo memberOf")
OA = Namespace("oa", "hasSource start end exact")
FOAF = Namespace("foaf", "Person")
QUDT = Namespace("qudt", "ucumCode hasFactorUnit hasQuantityKind")
