"""`hamroh kb`: the publish gate, searching and showing what the hotline says; `hamroh kb catalogs` for translators."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.content import load_content, read_content
from bot.errors import StartError
from bot.settings import read_settings
from knowledge_base import Search, check, content_messages, render
from locales import CONTENT, INTERFACE, CatalogError, check_catalogs, interface_messages, update_catalogs, visible_text
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
    report = check(folder, catalogs, known_codes(), utc_now().astimezone(settings.timezone).date())
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
    text: str,
    lang: Annotated[str | None, typer.Option(help="The person's language.")] = None,
    as_json: AsJson = False,
) -> None:
    """What the hotline would find for a typed message: the same code as in the chat."""
    catalogs, folder = read_content(read_settings())
    content = load_content(folder)
    found = Search(content, catalogs).find(text, lang)
    if as_json:
        results = [{"id": hit.id, "score": round(hit.score, 3)} for hit in found.results]
        typer.echo(json.dumps({"decision": found.decision, "results": results}))
        return
    typer.echo(found.decision)
    for hit in found.results:
        typer.echo(f"{hit.score:.2f}  {hit.id}  {content.entries[hit.id].title}")


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
    if lang not in catalogs.languages:
        raise StartError(f"there is no language {lang}; known are {' '.join(catalogs.languages)}")
    today = utc_now().astimezone(settings.timezone).date()
    shown = render(content.entries[entry], content, catalogs[lang], catalogs["ru"], today, passport).html
    typer.echo(shown if html else visible_text(shown))


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
