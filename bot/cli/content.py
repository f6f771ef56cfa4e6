"""`hamroh kb`: the publish gate, searching and showing what the hotline says; `hamroh kb catalogs` for translators."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.content import load_content, read_content
from bot.errors import StartError
from bot.settings import Settings, read_settings
from knowledge_base import (
    SOON,
    KnowledgeBase,
    NoGraphviz,
    Typed,
    Understanding,
    Understood,
    check,
    content_messages,
    draw,
    evaluate,
    evaluation_json,
    evaluation_table,
    export,
    fact_table,
    freshness,
    graph,
    read_queries,
    read_typed,
    render,
)
from locales import (
    CONTENT,
    INTERFACE,
    CatalogError,
    Catalogs,
    Speech,
    check_catalogs,
    interface_messages,
    update_catalogs,
    visible_text,
)
from needs_assessment import known_codes
from storage import utc_now

app = typer.Typer(help="What the hotline says.", no_args_is_help=True)

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
AsJson = Annotated[bool, typer.Option("--json", help="JSON, for other programs.")]


@app.command("check")
def check_command(as_json: AsJson = False) -> None:
    """The publish gate: every fault of content and catalogs; exit status 1 when there is one."""
    settings = read_settings()
    catalogs, folder = read_content(settings)
    report = check(folder, catalogs, known_codes(), _today(settings))
    interface = check_catalogs(LOCALES)
    if as_json:
        merged = {**json.loads(report.to_json()), "catalogs": [str(one) for one in interface]}
        typer.echo(json.dumps(merged, ensure_ascii=False))
    else:
        for problem in (*report.errors, *report.warnings, *interface):
            typer.echo(str(problem))
        typer.echo(
            f"{report.entries} entries, {len(report.errors) + len(interface)} faults, {len(report.warnings)} warnings"
        )
    raise typer.Exit(1 if report.errors or interface else 0)


@app.command()
def search(
    text: Annotated[str | None, typer.Argument(help="What the person typed.")] = None,
    lang: Annotated[str | None, typer.Option(help="The person's language.")] = None,
    file: Annotated[Path | None, typer.Option(help="JSON lines with `text` and perhaps `lang`.")] = None,
    as_json: AsJson = False,
) -> None:
    """What the hotline would find for a typed message, or for each line of a file: the same code as in the chat."""
    if text is not None and file is None:
        typed = [Typed(text=text, lang=lang)]
    elif file is not None and text is None:
        typed = read_typed(file)
    else:
        raise StartError('give a text or a file: hamroh kb search "..." or hamroh kb search --file queries.jsonl')
    catalogs, folder = read_content(read_settings())
    content = load_content(folder)
    understanding = Understanding(content, catalogs)
    for one in typed:
        understood = understanding.of(one.text, one.lang or lang)
        if as_json or file is not None:
            typer.echo(understood.to_json())
        else:
            _show_understood(understood, content)


def _show_understood(understood: Understood, content: KnowledgeBase) -> None:
    typer.echo(f"language: {understood.language or 'not known'}")
    if understood.emergencies:
        typer.echo(f"emergency: {' '.join(understood.emergencies)}")
    typer.echo(understood.found.decision)
    for hit in understood.found.results:
        typer.echo(f"{hit.score:.2f}  {hit.id}  {content.entries[hit.id].title}")


@app.command("evaluate")
def evaluate_command(
    file: Annotated[Path, typer.Argument(help="JSON lines: `lang`, `text`, `gold` (ids or null), `emergency`.")],
    as_json: AsJson = False,
) -> None:
    """How well typed messages are understood, by language, with intervals of 95 %."""
    queries = read_queries(file)
    catalogs, folder = read_content(read_settings())
    measured = evaluate(Understanding(load_content(folder), catalogs), queries)
    typer.echo(evaluation_json(measured) if as_json else evaluation_table(measured))


@app.command()
def show(
    entry: str,
    lang: Annotated[str, typer.Option(help="Language of the reader.")] = "en",
    passport: Annotated[str | None, typer.Option(help="Country of the reader's passport: kz kg tj tm uz.")] = None,
    html: Annotated[bool, typer.Option("--html", help="As Telegram gets it.")] = False,
) -> None:
    """An answer as the phone shows it."""
    settings = read_settings()
    catalogs, folder = read_content(settings)
    content = load_content(folder)
    if entry not in content.entries:
        raise StartError(f"there is no entry {entry}; its file would be under {folder}/entries")
    speech = _spoken(catalogs, lang)
    shown = render(content.entries[entry], content, speech, catalogs["ru"], _today(settings), passport).html
    typer.echo(shown if html else visible_text(shown))


@app.command()
def stale(as_json: AsJson = False) -> None:
    """Answers and facts that are past their date or will be within 30 days; exit status 1 when one is past it."""
    settings = read_settings()
    catalogs, folder = read_content(settings)
    content, today = load_content(folder), _today(settings)
    state = freshness(content, catalogs, today)
    facts = sorted(content.facts.values(), key=lambda fact: fact.reverify_by)
    late = [fact for fact in facts if today > fact.reverify_by]
    soon = [fact for fact in facts if fact not in late and fact.reverify_by - today <= SOON]
    dated = {
        "overdue": {entry.id: str(entry.valid_until) for entry in state.overdue},
        "soon": {entry.id: str(entry.valid_until) for entry in state.soon},
        "facts_overdue": {fact.id: str(fact.reverify_by) for fact in late},
        "facts_soon": {fact.id: str(fact.reverify_by) for fact in soon},
    }
    missing = {code: [entry.id for entry in entries] for code, entries in state.untranslated.items()}
    if as_json:
        typer.echo(json.dumps({**dated, "untranslated": missing}))
    else:
        for kind, ends in dated.items():
            for name, end in ends.items():
                typer.echo(f"{kind:14} {end}  {name}")
        for code, ids in missing.items():
            if ids:
                typer.echo(f"untranslated   {code}: {' '.join(ids)}")
        typer.echo(f"{len(content.entries)} entries, {len(content.facts)} facts looked at")
    raise typer.Exit(1 if state.overdue or late else 0)


@app.command("graph")
def graph_command(
    out: Annotated[Path, typer.Option(help="Folder for tree.svg and tree.png.")] = Path(),
    lang: Annotated[str, typer.Option(help="Language of the labels.")] = "en",
) -> None:
    """Draw the tree, with freshness by colour and languages by number (needs Graphviz)."""
    settings = read_settings()
    catalogs, folder = read_content(settings)
    drawing = graph(load_content(folder), catalogs, _today(settings), _spoken(catalogs, lang))
    try:
        written = draw(drawing, out)
    except NoGraphviz as missing:
        raise StartError(str(missing)) from missing
    typer.echo("\n".join(map(str, written)))


@app.command("export")
def export_command(
    html: Annotated[Path, typer.Option("--html", help="Folder for the pages.")],
) -> None:
    """Write the whole content as static pages, a set for each language, readable offline and printable."""
    settings = read_settings()
    catalogs, folder = read_content(settings)
    pages = export(load_content(folder), catalogs, _today(settings), html)
    typer.echo(f"{pages} pages; begin with {html / 'index.html'}")


@app.command("facts")
def facts_command() -> None:
    """All facts with their sources, as a page of Markdown (docs/facts.md is made of it)."""
    _, folder = read_content(read_settings())
    typer.echo(fact_table(load_content(folder)), nl=False)


def _today(settings: Settings) -> date:
    return utc_now().astimezone(settings.timezone).date()


def _spoken(catalogs: Catalogs, code: str) -> Speech:
    if code not in catalogs.languages:
        raise StartError(f"there is no language {code}; known are {' '.join(catalogs.languages)}")
    return catalogs[code]


@app.command()
def catalogs() -> None:
    """Bring every catalog up to what the code and the content say now (`make catalogs`)."""
    try:
        changed = {
            *update_catalogs(LOCALES, INTERFACE, interface_messages(ROOT)),
            *update_catalogs(LOCALES, CONTENT, content_messages(ROOT)),
        }
    except CatalogError as error:
        raise StartError(str(error)) from error
    for file in sorted(changed):
        typer.echo(f"updated {file.relative_to(ROOT)}")
    typer.echo("catalogs are up to date")
