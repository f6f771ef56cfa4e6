"""What was learnt from the content is kept in the user's cache folder, so that only changed content is learnt anew.

A file a model, named by a hash of everything that it is learnt from. Without a folder to write to it is learnt each
time; a file that cannot be read counts as none.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[Any]]
KEPT = 12
"""Files of a model that stay: those last used."""


def learnt(name: str, learnt_from: Iterable[str], learn: Callable[[], Arrays]) -> Arrays:
    """The arrays of a model: read where they are kept, else learnt and kept. `name` tells the way of learning, too."""
    folder = _folder()
    digest = hashlib.blake2b(digest_size=16)
    for one in learnt_from:
        digest.update(one.encode("utf-8", "surrogatepass") + b"\0")
    file = folder / f"{name}-{digest.hexdigest()}.npz"
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            read = {key: kept[key] for key in kept.files}
        os.utime(file)  # the last used stay
        return read
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        arrays = learn()
        _keep(folder, file, name, arrays)
        return arrays


def strings(texts: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Texts without line breaks as one array of bytes; `texts_of` reads them back."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def texts_of(array: npt.NDArray[Any]) -> list[str]:
    """What `strings` made an array of."""
    joined = array.tobytes().decode()
    return joined.split("\n") if joined else []


def _folder() -> Path:
    """Of this user alone: what lies there is believed."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "hamroh"


def _keep(folder: Path, file: Path, name: str, arrays: Arrays) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, half = tempfile.mkstemp(dir=folder, suffix=".half")
        with os.fdopen(handle, "wb") as writing:
            np.savez(writing, allow_pickle=False, **arrays)
        Path(half).replace(file)  # whole or not at all, also when two processes learn at once
        older = sorted(folder.glob(f"{name}-*.npz"), key=lambda one: one.stat().st_mtime, reverse=True)
        for one in older[KEPT:]:
            one.unlink(missing_ok=True)
    except OSError:
        return
