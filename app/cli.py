"""The command line: data on stdout, everything else on stderr; exit 0 fine, 1 the data, 2 the call.

Commands import what they need when they run, so that `govgraph --help` stays quick.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from govgraph import __version__
from govgraph.cli_review import review
from govgraph.console import interruptible, opened, progress, reported, warn, written
from govgraph.ontology.errors import SourceError, UsageError
from govgraph.options import LANG, OUTPUT, STORE

EXTRACTOR = click.option(
    "--extractor",
    type=click.Choice(["rules", "chat"]),
    default="rules",
    show_default=True,
    help="rules: offline; chat: the rules, then the model at GOVGRAPH_CHAT_URL (docs/extractors.md).",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def govgraph() -> None:
    """Read Chinese local-government articles into a graph with the sentence behind every claim.

    把中文地方政府文章读成知识图谱,每一条主张都附原句。
    """


govgraph.add_command(review)


@govgraph.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@STORE
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read."
)
@EXTRACTOR
@click.option(
    "--review",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder of review decisions (docs/review.md) to replay in place of those the store holds.",
)
@click.option("--strict", is_flag=True, help="Store nothing if a decision of the review does not apply.")
def build(
    sources: tuple[str, ...], location: str, jobs: int, extractor: str, folder: Path | None, strict: bool
) -> None:
    """Read SOURCES into the store: files, folders, patterns, or - for stdin.

    Formats: plain text (UTF-8, UTF-16, GB18030, Big5), Markdown, and with extras HTML, PDF and DOCX.
    Of a folder every file is read that ends in .txt, .md, .html, .htm, .pdf or .docx, unless it is hidden.

    A source that is there already is replaced. A source that cannot be read is reported at the end and
    the others are stored, in one step: on an interrupt the store stays as it was.
    """
    from govgraph.extractors import chosen
    from govgraph.pipeline import build_files, expand
    from govgraph.reviewing import Review

    if extractor != "rules" and jobs > 1:
        raise UsageError("--jobs is for the rules; --extractor chat asks one paragraph at a time")
    paths = expand(sources)
    with chosen(extractor, watched=len(paths) == 1) as reader, progress(len(paths), "reading") as advance:
        summary, failures, notes = build_files(location, paths, advance, jobs, reader, Review(folder, strict))
    warn(notes)
    if summary:
        click.echo(summary.text(location))
    if failures:
        raise SourceError("; ".join(failures))


@govgraph.command()
@click.argument("source", metavar="SOURCE")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["jsonl", "text"]),
    default=None,
    help="jsonl: one record a line; text: for reading. Default: text on a terminal, jsonl elsewhere.",
)
@click.option("--explain", is_flag=True, help="Name the rule behind every record, and every number left out.")
@EXTRACTOR
@OUTPUT
def extract(source: str, form: str | None, explain: bool, extractor: str, output: str) -> None:
    """Print the records of one SOURCE (a file, or - for stdin) without storing them.

    Formats: plain text (UTF-8, UTF-16, GB18030, Big5), Markdown, and with extras HTML, PDF and DOCX.
    """
    from govgraph.batch import read_source
    from govgraph.extractors import chosen
    from govgraph.loaders.extract import extract as extract_records
    from govgraph.loaders.jsonl import to_jsonl
    from govgraph.loaders.report import to_text

    document = read_source(source)
    warn([f"{source}: {note}" for note in document.notes])
    with chosen(extractor, watched=True) as reader:
        extraction = (reader or extract_records)(document)
    form = form or ("text" if output == "-" and sys.stdout.isatty() else "jsonl")
    show = to_jsonl if form == "jsonl" else to_text
    with written(output) as stream:
        for line in show(extraction, explain=explain):
            stream.write(f"{line}\n".encode())


@govgraph.command()
@click.argument("name", required=False, metavar="[NAME|FILE]")
@click.option("-e", "--expression", metavar="SPARQL", help="A query text instead of a name.")
@click.option(
    "-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter; may be repeated."
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle", "n-triples"]),
    default=None,
    help="Default: a table on a terminal; elsewhere csv, turtle for a graph, json for a yes or no.",
)
@click.option(
    "--timeout", type=click.IntRange(1, 86400), metavar="SECONDS", help="Give up after so many seconds."
)
@click.option("--text", "show_text", is_flag=True, help="Print the query itself instead of running it.")
@STORE
@LANG
@OUTPUT
def query(
    name: str | None,
    expression: str | None,
    parameters: tuple[str, ...],
    form: str | None,
    timeout: int | None,
    show_text: bool,
    location: str,
    lang: str,
    output: str,
) -> None:
    """Run a named query, a file of SPARQL, or a text given with -e; without any, list the names.

    Standard prefixes are declared already. Parameters are bound as terms, never pasted as text.
    """
    from govgraph.queries import answer

    if name is not None and expression is not None:
        raise UsageError("a name and -e together: give one of them")
    if name is None and expression is None:
        click.echo(answer.listing(lang))
        return
    question = answer.question(name, expression)
    if show_text:
        click.echo(answer.standalone(question.text))
        return
    to_terminal = output == "-" and sys.stdout.isatty()

    def work() -> None:
        with opened(location) as store:
            result = answer.run(store, question, answer.pairs(parameters))
            chosen = form or answer.default_format(result, to_terminal)
            if chosen == "table":
                result = answer.in_language(store, result, lang)
            with written(output) as stream:
                answer.write(result, stream, chosen, lang)
        if empty := answer.without_rows(result, lang):
            click.echo(f"govgraph: {empty}", err=True)

    interruptible(work, timeout)


@govgraph.command()
@STORE
@click.option("--title", default=None, help="Heading of the page.")
@click.option("--output", "-o", default="network.html", show_default=True, metavar="FILE")
def network(location: str, title: str | None, output: str) -> None:
    """Write the interactive network as one self-contained HTML file."""
    from govgraph.viz.network import page

    with opened(location) as store:
        html = page(store, title=title)
    with written(output) as stream:
        stream.write(html.encode())
    if output != "-":
        click.echo(f"wrote {output}: open it in a browser", err=True)


@govgraph.command()
@STORE
@click.option(
    "--format",
    "-f",
    "form",
    default=None,
    help="turtle, trig, n-quads, n-triples, json-ld, rdf-xml, graphml, gexf or csv. Default: by the ending.",
)
@click.option("--no-quotes", is_flag=True, help="Leave out the words of the sources.")
@click.option(
    "--about",
    metavar="FILE",
    help="RDF that describes the dataset (title, licence, creator), to go with it; without it no licence "
    "is claimed.",
)
@OUTPUT
def export(location: str, form: str | None, no_quotes: bool, about: str | None, output: str) -> None:
    """Write the whole graph in a format of your choice."""
    from govgraph.graph import export as exporting

    chosen = exporting.format_of(form, output)
    described = exporting.description(about) if about else ()
    with opened(location) as store, written(output) as stream:
        exporting.export(store, stream, chosen, quotes=not no_quotes, about=described)


@govgraph.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@LANG
def diff(a: str, b: str, lang: str) -> None:
    """Compare the facts of two graphs A and B: stores, or RDF files.

    Facts are compared by what they say (thing, indicator or relation, value, unit, period), not by
    where they stand. Exit code 0: the same facts; 1: they differ.
    """
    from govgraph.graph.diff import compare

    with opened(a) as left, opened(b) as right:
        difference = compare(left, right)
    for line in difference.lines(lang):
        click.echo(line)
    if difference:
        sys.exit(1)


@govgraph.command()
@STORE
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["text", "html", "jsonl"]),
    default="text",
    show_default=True,
    help="text: for reading; html: one page; jsonl: one check a line.",
)
@click.option("--all", "everything", is_flag=True, help="Show also what is consistent or within rounding.")
@click.option("--save", is_flag=True, help="Keep the checks in the store, as graph/audit.")
@LANG
@OUTPUT
def audit(location: str, form: str, everything: bool, save: bool, lang: str, output: str) -> None:
    """Check the figures of each source against each other: totals, changes, shares, lists, repetitions.

    What rounding or a bound explains is no finding. Exit code 0: nothing is inconsistent; 1: something is.
    """
    from govgraph.graph.audit.run import audit as check_figures
    from govgraph.graph.audit.triples import audit_triples
    from govgraph.graph.iris import AUDIT
    from govgraph.viz import audit as reading

    with opened(location) as store:
        found = check_figures(store)
        if save:
            with store.writer() as writer:
                writer.put(AUDIT, audit_triples(found))
    if form == "html":
        lines = iter([reading.to_html(found, lang, everything)])
    elif form == "jsonl":
        lines = reading.to_jsonl(found, everything)
    else:
        lines = reading.to_text(found, lang, everything)
    with written(output) as stream:
        for line in lines:
            stream.write(f"{line}\n".encode())
    if form != "text" or output != "-":
        click.echo(reading.summary(found, lang), err=True)
    if found:
        sys.exit(1)


@govgraph.command()
@STORE
@click.option(
    "--source", "only", multiple=True, metavar="ID", help="Check only this source; may be repeated."
)
@LANG
def check(location: str, only: tuple[str, ...], lang: str) -> None:
    """Check the store against the SHACL shapes, source by source, and every quote against its text.

    Needs the extra `shacl`. Exit code 0: all conforms; 1: it does not.
    """
    from govgraph.graph.check import check as check_store

    with opened(location) as store:
        report = check_store(store, only)
    for line in report.lines(lang):
        click.echo(line)
    if not report:
        sys.exit(1)


@govgraph.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@STORE
def remove(sources: tuple[str, ...], location: str) -> None:
    """Remove SOURCES from the store, by id or by file name, with all that only they said."""
    from govgraph.pipeline import remove as remove_sources

    with opened(location) as store:
        removed = remove_sources(store, sources)
    for line in removed:
        click.echo(f"removed {line}", err=True)


@govgraph.command()
@STORE
def info(location: str) -> None:
    """Say what the store holds: sources, claims, things, and what is flagged for a look."""
    from govgraph.pipeline import summarise

    with opened(location) as store:
        click.echo(summarise(store).text(location))


@govgraph.command()
@click.argument("files", nargs=-1, required=True, metavar="GOLD FACTS [GOLD FACTS]...")
@click.option(
    "--misses", is_flag=True, help="List what was missed (-), spurious (+) or wrong in a field (~)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the scores as one JSON object.")
def evaluate(files: tuple[str, ...], misses: bool, as_json: bool) -> None:
    """Score FACTS against the hand-made annotation GOLD, both JSON Lines; several pairs are pooled.

    In place of FACTS, a text file is read and extracted on the spot.
    """
    from govgraph.evaluation import evaluate_files, report

    if len(files) % 2:
        raise UsageError("evaluate takes pairs: each gold file needs its facts file")
    result = evaluate_files(list(zip(files[::2], files[1::2], strict=True)))
    for line in report(result, misses=misses, as_json=as_json):
        click.echo(line)


@reported
def main() -> None:
    """Run the command line."""
    govgraph.main(standalone_mode=False)
