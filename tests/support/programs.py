"""Programs that tests need: found, installed when missing, started on a free port."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NEEDED = {
    "redis-server": "redis-server",
    "initdb": "postgresql",
    "postgres": "postgresql",
    "createdb": "postgresql",
    "chromium": "chromium",
    "dot": "graphviz",
}
"""What the tests run that pip does not install, and Debian's package for each."""


def installed(program: str) -> str:
    """The path of a program; installs Debian's package when it is missing, skips the test where that cannot be done."""
    if found := _find_or_install(program):
        return found
    pytest.skip(_missing(program))


def main() -> int:
    """Install what is missing before any test asks for it, and say what cannot be; 1 where apt should have done it.

    Elsewhere the tests that need it are skipped.
    """
    missing = [program for program in NEEDED if not _find_or_install(program)]
    for program in missing:
        sys.stdout.write(_missing(program) + "\n")
    return 1 if missing and shutil.which("apt-get") else 0


def _missing(program: str) -> str:
    return f"{program} is missing and cannot be installed here: install the package {NEEDED[program]}"


def _find_or_install(program: str) -> str | None:
    if found := _find(program):
        return found
    # Tests run side by side, and apt serves one at a time.
    with (Path(tempfile.gettempdir()) / f"hamroh-tests-install-{os.geteuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _find(program):
            _install(NEEDED[program])
    return _find(program)


def _install(package: str) -> None:
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "--quiet"]
    if os.geteuid() != 0:
        apt = ["sudo", "--non-interactive", *apt]
    if not (shutil.which(apt[0]) and shutil.which("apt-get")):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", package]):
        subprocess.run(
            [*apt, *command], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )


def _find(program: str) -> str | None:
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(program) or next((str(home / program) for home in homes if (home / program).exists()), None)


def free_port() -> int:
    """A port nobody listens on at this moment.

    Below those that calls elsewhere are made from: such a one may be taken before the server that is to have it is up.
    """
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


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


if __name__ == "__main__":
    sys.exit(main())
