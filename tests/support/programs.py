"""Programs that tests need: found, installed when missing, started on a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def installed(program: str, package: str) -> str:
    """The path of a program; installs Debian's package when it is missing, skips the test where that cannot be done."""
    if found := _find(program):
        return found
    apt = ["apt-get", "install", "--yes", "--quiet", package]
    if os.geteuid() != 0:
        apt = ["sudo", "--non-interactive", *apt]
    if shutil.which(apt[0]) and shutil.which("apt-get"):
        quiet = {
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        }
        update = [*apt[:-4], "update", "--quiet"]
        subprocess.run(update, check=False, **quiet)
        subprocess.run(apt, check=False, **quiet)
    if found := _find(program):
        return found
    pytest.skip(f"{program} is missing and cannot be installed here: install the package {package}")


def _find(program: str) -> str | None:
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(program) or next((str(home / program) for home in homes if (home / program).exists()), None)


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody answers on the port."""
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server ended before it listened")


def serving(command: Callable[[int], list[str]], **options: Any) -> tuple[subprocess.Popen[bytes], int]:
    """Start a server on a free port; again on another one when somebody was faster to take it."""
    for _ in range(3):
        port = free_port()
        process = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        try:
            wait_for_port(port, process)
        except RuntimeError:
            continue
        return process, port
    raise RuntimeError(f"{command(0)[0]} does not start")
