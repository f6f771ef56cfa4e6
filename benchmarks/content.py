"""How long 300 entries and their 8 catalogs take to load, how much memory, and how long a screen takes.

The real content is copied under new ids, with every string made different, until there are 300 entries. Each figure
stands beside a yardstick taken in the same process: parsing the same strings as one JSON text, which does nothing for
us but to read them.

    .venv/bin/python -m benchmarks.content
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from knowledge_base import CONTENT_FOLDER, Search, Tree, load, render
from knowledge_base.strings import entry_strings
from locales import CONTENT, Catalogs, po
from locales.catalogs import HERE

ENTRIES = 300
_CHILD = """
import resource, sys
from pathlib import Path
from knowledge_base import load, Search, Tree
from locales import Catalogs
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
kb, catalogs = load(Path(sys.argv[1])), Catalogs.load(Path(sys.argv[2]))
tree, search = Tree(kb), Search(kb, catalogs)
print(peak() - before)
"""
RUNS = 5
TODAY = date(2026, 11, 24)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        content, locales, strings = enlarged(Path(folder))
        yardstick = json.dumps(strings)
        memory = megabytes(content, locales)
        loading = seconds(lambda: (load(content), Catalogs.load(locales)))
        first, catalogs = load(content), Catalogs.load(locales)
        ready = seconds(lambda: (Tree(first), Search(first, catalogs)))
        parsing = seconds(lambda: json.loads(yardstick))
    entries = list(first.entries.values())
    rendering = seconds(lambda: [render(one, first, catalogs["tg"], catalogs["ru"], TODAY, "tj") for one in entries])
    print(f"{len(entries)} entries, {len(catalogs.languages)} catalogs, {len(strings)} strings")  # noqa: T201
    print(f"load      {loading:.2f} s   {loading / parsing:.0f} x parsing the strings as JSON")  # noqa: T201
    print(f"index     {ready:.2f} s   {ready / loading:.2f} x loading")  # noqa: T201
    print(f"memory    {memory:.0f} MB more in a fresh process at its peak, index included")  # noqa: T201
    print(f"render    {1000 * rendering / len(entries):.2f} ms a screen")  # noqa: T201


def enlarged(folder: Path) -> tuple[Path, Path, list[str]]:
    """The content and the catalogs of 300 entries, and all their strings."""
    content, locales = folder / "content", folder / "locales"
    shutil.copytree(CONTENT_FOLDER, content)
    shutil.copytree(HERE, locales, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    real = list(load(content).entries.values())
    copies = [(entry, number) for number in range(1, 99) for entry in real][: ENTRIES - len(real)]
    for entry, number in copies:
        path = content / "entries" / entry.topic / f"{entry.id}.yaml"
        made = yaml.safe_load(path.read_text("utf-8"))
        made["id"] = f"c{number}-{entry.id}"[:24].rstrip("-")
        made["title"] = f"{entry.title[:28]} {number}"
        for name in ("first", "body"):
            made[name] = _different(made[name], number)
        path.with_name(f"{made['id']}.yaml").write_text(yaml.safe_dump(made, allow_unicode=True), "utf-8")
    every = {text for entry in load(content).entries.values() for _, _, text in entry_strings(entry)}
    strings = list(every)
    for code in po.language_codes(locales):
        strings += _translate(locales, code, every)
    return content, locales, strings


def _different(text: str, number: int) -> str:
    return "\n".join(f"{line} ({number})" if line.strip() else line for line in text.splitlines())


def _translate(locales: Path, code: str, every: set[str]) -> list[str]:
    """Fill the catalog: what is known stays, the rest is said as long as the source is."""
    catalog = po.read(locales, code, CONTENT)
    for text in every:
        if catalog.get(text) is None:
            catalog.add(text, text[::-1], locations=[("made", 1)])
    po.po_path(locales, code, CONTENT).write_text(po.written(catalog, code, lines=True), "utf-8")
    return [str(message.string) for message in catalog if message.id]


def seconds(work: Callable[[], object]) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def megabytes(content: Path, locales: Path) -> float:
    """How much more memory a fresh process has had at its peak after loading than before."""
    ran = subprocess.run([sys.executable, "-c", _CHILD, content, locales], check=True, capture_output=True, text=True)
    return float(ran.stdout)


if __name__ == "__main__":
    main()
