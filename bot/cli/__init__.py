"""The command line `hamroh`: every fault is one line that says what to do.

Exit status 0, 1 (found wrong), 2 (cannot).
"""

from __future__ import annotations

import sys

import typer

from bot.cli import content, database, inbox, report, run
from bot.errors import HamrohError
from storage import StorageError

app = typer.Typer(
    name="hamroh",
    help="A Telegram hotline for stranded migrants.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
run.register(app)
report.register(app)
app.add_typer(content.app, name="kb")
app.add_typer(database.app, name="db")
app.add_typer(inbox.app, name="inbox")
database.register(app)


def main() -> None:
    """Run a command; what stops it is one line on standard error."""
    try:
        app()
    except (HamrohError, StorageError) as error:
        typer.echo(f"hamroh: {error}", err=True)
        sys.exit(2)
