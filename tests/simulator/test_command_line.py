from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from simulator import World
from simulator.__main__ import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_its_address_serves_and_ends_cleanly(stop: signal.Signals) -> None:
    command = (sys.executable, "-m", "simulator", "--port", "0", "--token", "7:test")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=pipe, stderr=pipe)
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    world = World(line.split()[-1])
    assert (await world.api.get("/people/world"))["bot"]["id"] == 7
    process.send_signal(stop)
    rest, errors = await process.communicate()
    assert (process.returncode, rest, errors) == (0, b"", b"")


def test_a_wrong_option_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", "0.0.0.0", "--port", "0"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["--token", "nonsense", "--port", "0"]) == 1
    assert "a token looks like" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
