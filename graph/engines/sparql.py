"""SPARQL texts as tokens: what a text asks for, what it must not ask for, and parameters bound to it.

A text is never put together from what a user gave. A bound parameter enters as a `VALUES` block in
every group that uses its variable, so that it reaches nested groups and sub-SELECTs too; its term
is written by the RDF library. Tokens follow the terminals of SPARQL 1.1, section 19.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from govgraph.ontology.errors import QueryError
from govgraph.ontology.terms import PREFIXES

Bindings = Mapping[str, NamedNode | Literal]
"""Values of a query's parameters, by the name of their variable (without `?`)."""

FORMS = frozenset(["SELECT", "CONSTRUCT", "DESCRIBE", "ASK"])
UPDATES = frozenset(["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"])

_BASE = (  # PN_CHARS_BASE
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_MORE = rf"{_BASE}_0-9\u00B7\u0300-\u036F\u203F-\u2040"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%]"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
  | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''|\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
              |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
  | (?P<variable>[?$][{_BASE}_0-9][{_MORE}]*)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:_|[{_BASE}](?:[{_MORE}.-]*[{_MORE}-])?)?:
      (?:(?:[{_BASE}_:0-9]|{_ESCAPED})(?:(?:[{_MORE}.:-]|{_ESCAPED})*(?:[{_MORE}:-]|{_ESCAPED}))?)?)
  | (?P<word>[A-Za-z0-9_]+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+)")
_SHOWN = 20
"""Number of characters of a text that an error shows on either side of its place."""

_REASONS = (
    ("variable that is unbound", "a selected variable must be in GROUP BY or within an aggregate"),
    ("IRI parsing failed", "this is not a valid IRI"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A terminal of a text; `start` and `end` are code points of the text, end exclusive."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        """The word in capitals, or empty where the token is no bare word."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a SPARQL text without blanks and comments; any text has tokens."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start(), match.end())


def keywords(text: str) -> frozenset[str]:
    """Return the bare words of a text in capitals (names, strings, IRIs and comments are none)."""
    return frozenset(token.keyword for token in tokens(text) if token.keyword)


def form(text: str) -> str:
    """Return SELECT, CONSTRUCT, DESCRIBE, ASK, the first word of an update, or empty."""
    for token in tokens(text):
        word = re.match(r"[A-Z]*", token.keyword)
        for known in FORMS | UPDATES:
            if word and word.group().startswith(known):
                return known
    return ""


def check_reads(text: str, *, fetch: bool = False) -> None:
    """Raise `QueryError` where a text is no query or, unless `fetch`, reads from another address.

    Engines without a scanner read `SERVICESILENT` and `1SERVICE` as the keyword, and some decode
    escapes (`\\u0053ERVICE`) first, so every word, prefix and doubtful IRI is looked into.
    """
    for reading in (text, _ESCAPE.sub(_decoded, text)):
        if form(reading) in UPDATES:
            raise QueryError(f"the text is an update ({form(reading)}); a query only reads")
        if not form(reading):
            raise QueryError("the text is no query; it must have SELECT, ASK, CONSTRUCT or DESCRIBE")
        if not fetch and any(_may_fetch(token) for token in tokens(reading)):
            raise QueryError("SERVICE would read from another address and is not allowed; take it out")


def bind(text: str, bindings: Bindings) -> str:
    """Return the text with its variables bound; raises `QueryError` on a variable it does not use."""
    if not bindings:
        return text
    found = list(tokens(text))
    used = sorted({token.text[1:] for token in found if token.kind == "variable"})
    for name in bindings:
        if name not in used:
            near = get_close_matches(name, used, 1)
            hint = f"; did you mean ?{near[0]}?" if near else ""
            raise QueryError(f"the query has no variable ?{name}{hint}")
    groups = [group for group in _groups(found) if group.place >= 0]
    for group in sorted(groups, key=lambda group: -group.place):
        mine = {name: term for name, term in bindings.items() if group.main or name in group.variables}
        if mine:
            text = f"{text[: group.place]} {_values(mine)} {text[group.place :]}"
    if not any(group.main for group in groups):  # DESCRIBE ?x, CONSTRUCT WHERE: only allowed at the end
        text = f"{text}\n{_values(bindings)}"
    return text


def unnamed(text: str, graph: NamedNode) -> tuple[str, bool]:
    """Return the text asking for a graph as the unnamed one, and whether a FROM of it names the graph.

    `GRAPH` and the name become blanks before their group, so that places in the text stay what they are.
    Raises `QueryError` where that would change what is asked: within the group of another `GRAPH`.
    """
    found, within, named, due = list(tokens(text)), [False], False, False
    prefixes = {**PREFIXES, **_declared(found)}
    for before, token in zip([None, *found], found, strict=False):
        keyword = before.keyword if before else ""
        due = due or token.keyword == "GRAPH"
        if token.text == "{":
            within.append(within[-1] or due)
            due = False
        elif token.text == "}" and len(within) > 1:
            within.pop()
        elif before and keyword in ("GRAPH", "FROM") and _address(token, prefixes) == graph.value:
            named = named or keyword == "FROM"
            if keyword == "GRAPH":
                due = False
                if within[-1]:
                    raise QueryError(f"GRAPH {token.text} stands within another GRAPH; put it beside it")
                blanks = " " * (token.end - before.start)
                text = f"{text[: before.start]}{blanks}{text[token.end :]}"
    return text, named


def _address(token: Token, prefixes: Mapping[str, str]) -> str:
    """Return what an IRI or a name with a prefix stands for, else ""."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    return prefixes.get(prefix, "") + local if token.kind == "name" and colon else ""


def syntax_error(text: str, message: str) -> QueryError:
    """Return the error that says where a text stops being SPARQL, from the engine's message."""
    unknown = _undeclared(text)
    if unknown:
        return QueryError(f"the prefix of {unknown} is not declared; add a PREFIX line for it")
    match = _PLACE.search(message)
    if match is None:
        return QueryError(f"the query cannot be read: {' '.join(message.split())}")
    line, column = int(match.group(1)), int(match.group(2))
    lines = [*text.split("\n"), ""]
    near = lines[line - 1][max(0, column - 1 - _SHOWN) : column - 1 + _SHOWN].strip()
    reason = next((reason for sign, reason in _REASONS if sign in message), "this is not SPARQL")
    return QueryError(f"query line {line}:{column}, near “{near}”: {reason}")


def _undeclared(text: str) -> str:
    """Return the first name of a text whose prefix is neither the project's nor declared in it."""
    found = list(tokens(text))
    known = {*PREFIXES, *_declared(found), "_"}
    names = (token.text for token in found if token.kind == "name")
    return next((name for name in names if name.partition(":")[0] not in known), "")


def _declared(found: list[Token]) -> dict[str, str]:
    """Return what the PREFIX lines of a text declare: the IRI of each prefix, without the colon."""
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.keyword == "PREFIX"
    }


def _decoded(match: re.Match[str]) -> str:
    point = int(match.group(1) or match.group(2), 16)
    return chr(point) if point <= 0x10FFFF else match.group()


def _may_fetch(token: Token) -> bool:
    if token.kind == "name":
        return "SERVICE" in token.text.partition(":")[0].upper()
    if token.kind == "iri":  # `?a<?b)SERVICE?x#>` is a comparison to an engine without a scanner
        return ")" in token.text.upper().partition("SERVICE")[0] and "SERVICE" in token.text.upper()
    return "SERVICE" in token.keyword


def _values(bindings: Bindings) -> str:
    """Return a VALUES block; the terms are written, with all escapes, by the RDF library."""
    names = " ".join(f"?{name}" for name in bindings)
    terms = " ".join(str(term) for term in bindings.values())
    return f"VALUES ({names}) {{ ({terms}) }}"


@dataclass(slots=True)
class _Group:
    """A `{ … }` of a text; a VALUES block may stand at `place` (-1: nowhere).

    `select` is open while the group's SELECT waits for its WHERE; the two share their variables, so
    that a sub-SELECT is bound inside. `main` marks the WHERE of the whole text.
    """

    place: int
    variables: set[str] = field(default_factory=lambda: set[str]())
    select: bool = False
    main: bool = False
    parens: int = 0


def _groups(found: list[Token]) -> list[_Group]:
    """Return the groups of a text in the order of their opening."""
    root = _Group(-1, select=True, main=True)
    template_due = any(token.keyword == "CONSTRUCT" for token in found)
    stack, groups = [root], list[_Group]()
    for index, token in enumerate(found):
        top = stack[-1]
        if token.kind == "variable":
            top.variables.add(token.text[1:])
        elif token.text == "(":
            top.parens += 1
        elif token.text == ")":
            top.parens -= 1
        elif token.text == "{":
            if top is root and template_due:
                template_due = False
                root.select = index == 0 or found[index - 1].keyword != "WHERE"
                stack.append(_Group(-1))
            else:
                stack.append(_opened(found, index, top))
                groups.append(stack[-1])
        elif token.text == "}" and top is not root:
            stack.pop()
    return groups


def _opened(found: list[Token], index: int, outer: _Group) -> _Group:
    """Return the group that the `{` at `index` opens within `outer`."""
    following = found[index + 1] if index + 1 < len(found) else found[index]
    if _is_data(found, index) or following.text == "|":
        return _Group(-1)
    if index and found[index - 1].keyword == "EXISTS":
        # bound by the solution that it tests; some engines find nothing where a block stands here too
        return _Group(-1, variables=outer.variables)
    holds_select = following.keyword == "SELECT"
    group = _Group(-1 if holds_select else found[index].end, select=holds_select)
    if outer.select and outer.parens == 0:
        group.variables, group.main = outer.variables, outer.main
        outer.select = False
    return group


def _is_data(found: list[Token], index: int) -> bool:
    """Whether the `{` at `index` opens the rows of a VALUES block."""
    place = index - 1
    if place >= 0 and found[place].text == ")":
        while place >= 0 and found[place].text != "(":
            place -= 1
    return place >= 1 and found[place - 1].keyword == "VALUES"
