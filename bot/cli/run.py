"""`hamroh run`, `hamroh demo`, `hamroh start`, `hamroh doctor`, `hamroh new-key`."""

from __future__ import annotations

import asyncio
import json
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import StartError
from bot.logs import set_up_logs
from bot.settings import Settings, read_settings
from storage import utc_now
from storage.encryption import new_secret

if TYPE_CHECKING:
    from simulator import Simulator


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("run")(run)
    app.command("demo")(demo)
    app.command("start")(start)
    app.command("doctor")(doctor)
    app.command("new-key")(new_key)


def run() -> None:
    """Run the hotline on Telegram until Ctrl-C."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    asyncio.run(_serve(settings))


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 8765,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Run the hotline against a simulated Telegram in the browser: no token, nothing leaves this computer."""
    set_up_logs("WARNING")
    with tempfile.TemporaryDirectory(prefix="hamroh-demo-") as folder:
        asyncio.run(_demo(host, port, Path(folder)))


def start() -> None:
    """Run on Telegram when HAMROH_BOT_TOKEN is set, else the demo."""
    if read_settings().bot_token is None:
        demo()
    else:
        run()


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Check settings, token, rights, database, Redis, clock and content; say how to mend what is wrong."""
    from bot.doctor import examine

    findings = asyncio.run(examine())
    if as_json:
        typer.echo(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            typer.echo(str(finding))
    raise typer.Exit(1 if any(finding.wrong for finding in findings) else 0)


def new_key() -> None:
    """Print a fresh HAMROH_SECRET_KEY."""
    typer.echo(new_secret())


async def _serve(settings: Settings) -> None:
    from bot.app import open_hotline

    stop = stop_at_signals()
    async with open_hotline(settings) as hotline:
        await hotline.run(stop)


async def _demo(host: str, port: int, folder: Path) -> None:
    from bot.app import open_hotline
    from bot.demo import APP, demo_settings, demo_stage, free_listener, greeting

    stop = stop_at_signals()
    async with AsyncExitStack() as stack:
        simulator = await stack.enter_async_context(_simulated(host, port))
        listener = stack.enter_context(free_listener())
        settings = demo_settings(simulator.url, simulator.token, folder, listener)
        simulator.register_app(APP, str(settings.dashboard_url))
        stage = await stack.enter_async_context(demo_stage(simulator.url, utc_now(), listener))
        hotline = await stack.enter_async_context(open_hotline(settings, stage))
        typer.echo(greeting(simulator.url))
        await hotline.run(stop)


@asynccontextmanager
async def _simulated(host: str, port: int) -> AsyncIterator[Simulator]:
    from simulator import Simulator

    async with AsyncExitStack() as stack:
        try:
            simulator = await stack.enter_async_context(Simulator.start(host=host, port=port))
        except ValueError as error:
            raise StartError(str(error)) from error
        except OSError as error:
            raise StartError(
                f"port {port} cannot be listened on ({error.strerror}): end the program that has it, "
                "or take another with `hamroh demo --port 0`"
            ) from error
        yield simulator


def stop_at_signals() -> asyncio.Event:
    """An event that Ctrl-C and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)
    return stop
