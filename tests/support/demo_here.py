"""`hamroh demo` as `make run` starts it, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

START_SECONDS = 60
ADDRESS = re.compile(r"http://[0-9.]+:\d+/")


@contextmanager
def demo_on(folder: Path) -> Iterator[str]:
    """A demo until the block ends; gives the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", "0"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("HAMROH_")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    too_long = Timer(START_SECONDS, process.kill)
    too_long.start()
    printed = ""
    while not (found := ADDRESS.search(printed)):
        line = process.stdout.readline()
        assert line, f"the demo ended:\n{printed}"
        printed += line
    too_long.cancel()
    yield found[0]
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate()
    assert process.returncode == 0, rest
    assert "Traceback" not in rest
