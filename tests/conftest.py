"""What every test may ask for: a database of either kind, and programs that are installed when they are missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from itertools import takewhile
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import HealthCheck, settings
from programs import installed, serving

from storage import Database, Vault
from storage.migrate import migrate

# A slow machine is no failure: time is measured in benchmarks/, not asserted in tests.
settings.register_profile("hamroh", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hamroh")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker runs it alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


TEST_SECRET = bytes(range(32))


@pytest.fixture
def vault() -> Vault:
    return Vault(TEST_SECRET)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real Redis on a free port."""
    program = installed("redis-server")
    quiet = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process, port = serving(lambda port: [program, "--port", str(port), *quiet])
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL on a free port; gives the address of its maintenance database."""
    initdb, server = installed("initdb"), installed("postgres")
    folder = tmp_path_factory.mktemp("postgres")
    # PostgreSQL refuses to run as root: there, it runs as the user that its package made.
    drop = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if drop:
        for one in (folder, *takewhile(lambda above: above != Path(gettempdir()), folder.parents)):
            one.chmod(0o755)
        shutil.chown(folder, "postgres")
    data = folder / "data"
    subprocess.run(
        [*drop, initdb, "-D", data, "-U", "hamroh", "-A", "trust", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
    )
    options = ["-D", str(data), "-h", "127.0.0.1", "-k", "", "-c", "fsync=off", "-c", "log_min_messages=fatal"]
    process, port = serving(lambda port: [*drop, server, *options, "-p", str(port)], cwd="/")
    yield f"postgresql://hamroh@127.0.0.1:{port}/postgres"
    process.terminate()
    process.wait()


@pytest.fixture(scope="session")
def _named_databases() -> list[str]:
    return []


@pytest.fixture
def postgres_url(postgres_server: str, _named_databases: list[str]) -> str:
    """An empty PostgreSQL database of the test's own."""
    name = f"test{len(_named_databases)}"
    _named_databases.append(name)
    subprocess.run([installed("createdb"), "--maintenance-db", postgres_server, name], check=True)
    return postgres_server.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated database, once of each kind."""
    sqlite = f"sqlite:///{tmp_path / 'test.db'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    opened = Database.at(url)
    await migrate(opened)
    yield opened
    await opened.close()
