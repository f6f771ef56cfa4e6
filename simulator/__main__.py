"""`python -m simulator`: serve until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from simulator.server import HOST, TOKEN, Simulator

DEFAULT_PORT = 8765


def main(arguments: list[str] | None = None) -> int:
    """Serve with the options given; the exit status is 0, or 1 when the port is taken or an option is wrong."""
    options = _parser().parse_args(arguments)
    try:
        asyncio.run(_serve(options))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"simulator: {error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="A local stand-in for Telegram.")
    parser.add_argument("--host", default=HOST, help="a loopback address (default %(default)s)")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one (default %(default)s)")
    parser.add_argument("--token", default=TOKEN, help="the token the bot must use (default %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=0, help="start of the dice for ids and faults (default %(default)s)"
    )
    parser.add_argument("--no-limits", action="store_true", help="switch Telegram's flood limits off")
    parser.add_argument("--topics", type=int, help="so many topics fit into a forum (default: any number)")
    return parser


async def _serve(options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    settings = {"host": options.host, "port": options.port, "token": options.token, "seed": options.seed}
    settings["topics"] = options.topics
    async with Simulator.start(**settings, limits=not options.no_limits) as simulator:
        sys.stdout.write(f"The simulator is open at {simulator.url}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    sys.exit(main())
