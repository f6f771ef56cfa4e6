"""The command line `hamroh`: every fault is one line that says what to do.

Exit status 0, 1 (found wrong), 2 (cannot). What only some commands need (aiogram takes three seconds) is imported where
it is used.
"""

from __future__ import annotations

import sys

import typer

from bot.cli import content, database, inbox, report, run
from bot.errors import HamrohError
from knowledge_base import ContentError
from needs_assessment import StatisticsError
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
    except (HamrohError, StorageError, StatisticsError, ContentError) as error:
        typer.echo(f"hamroh: {error}", err=True)
        sys.exit(2)
    except Exception as error:  # a traceback would quote what people wrote
        typer.echo(f"hamroh: {_told(error)}", err=True)
        sys.exit(2)


def _told(error: BaseException) -> str:
    """The fault inside a group of them in its own words where it is ours, else its type and place."""
    from delivery import where

    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, HamrohError | StorageError):
        return str(error)
    return f"ended by an error of the program, please report it: {where(error)}"
