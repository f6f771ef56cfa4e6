"""How well messages find their answer and dangers are seen, on our own examples, each fifth left out in turn.

More a lower bound than a promise: the messages of an answer are made to differ from each other. The speed stands beside
that of looking for words of danger in the same texts, in the same process.

    .venv/bin/python -m benchmarks.routing
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge_base import KnowledgeBase, Languages, RedFlags, Search, load
from knowledge_base.folding import words
from locales import Catalogs

FOLDS = 5
Question = tuple[str, str, str]
"""Entry, language, text."""
Texts = dict[str, tuple[str, ...]]
"""By language."""


class _Outcome(NamedTuple):
    language: str
    sure: bool
    first: bool
    among_three: bool
    nothing: bool


def main() -> None:
    """Print the figures. What is learnt here is kept apart from what the hotline learns."""
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
    kb, catalogs = load(), Catalogs.load()
    folds = _folds(kb)
    outcomes: list[_Outcome] = []
    for left_out in folds:
        search = Search(_without(kb, {_key(text) for _, _, text in left_out}), catalogs)
        outcomes += [_outcome(search, question) for question in left_out]
    for name in ("all", *catalogs.languages):
        chosen = [one for one in outcomes if name in ("all", one.language)]
        figures = (
            _share(one.first for one in chosen),
            _share(one.among_three for one in chosen),
            _share(one.sure for one in chosen),
            _share(one.first for one in chosen if one.sure),
            _share(one.nothing for one in chosen),
        )
        print(f"{name:8}" + "".join(f"{figure:9.1%}" for figure in figures))  # noqa: T201
    print("        = right first, right among three, answered at once, of those right, nothing found")  # noqa: T201
    _alarms(kb, folds)
    _speed(kb, catalogs, [text for fold in folds for _, _, text in fold])


def _alarms(kb: KnowledgeBase, folds: Sequence[Sequence[Question]]) -> None:
    """Messages of danger, and ordinary questions, each fifth left out of the learning in turn."""
    leading = {one.entry for one in kb.emergencies.values()}
    listed = (text for one in kb.emergencies.values() for texts in one.told.values() for text in texts)
    told = sorted({*listed, *(one.text for one in kb.examples if one.danger)})
    random.Random(1).shuffle(told)  # noqa: S311 - the same folds each time
    missed = false = ordinary = 0
    for fold in range(FOLDS):
        unknown = set(told[fold::FOLDS])
        red_flags = RedFlags(_untold(_without(kb, {_key(text) for _, _, text in folds[fold]}), unknown))
        missed += sum(not red_flags.kinds(text) for text in unknown)
        asked = [text for entry, _, text in folds[fold] if entry not in leading]
        false += sum(bool(red_flags.kinds(text)) for text in asked)
        ordinary += len(asked)
    print(f"danger: {1 - missed / len(told):.1%} of {len(told)} seen, {false / ordinary:.1%} of {ordinary} others too")  # noqa: T201


def _untold(kb: KnowledgeBase, left_out: set[str]) -> KnowledgeBase:
    emergencies = {
        kind: one.model_copy(update={"told": _kept(one.told, lambda text: text not in left_out)})
        for kind, one in kb.emergencies.items()
    }
    examples = tuple(one for one in kb.examples if not one.danger or one.text not in left_out)
    return replace(kb, emergencies=emergencies, examples=examples)


def _speed(kb: KnowledgeBase, catalogs: Catalogs, texts: Sequence[str]) -> None:
    start = time.perf_counter()
    search = Search(kb, catalogs)
    built = time.perf_counter() - start
    start = time.perf_counter()
    Search(kb, catalogs)
    again = time.perf_counter() - start
    start = time.perf_counter()
    red_flags = RedFlags(kb)
    alarms = time.perf_counter() - start
    start = time.perf_counter()
    Languages(kb, catalogs)
    languages = time.perf_counter() - start
    long = (" ".join(texts[:200]) * 2)[:4096]
    print(f"learnt: search {built:.2f} s, alarms {alarms:.2f} s, language {languages:.2f} s")  # noqa: T201
    print(f"the search read as it was learnt before: {again:.2f} s")  # noqa: T201
    print(f"a question  {_milliseconds(search.find, texts):s}")  # noqa: T201
    print(f"4,096 chars {_milliseconds(search.find, [long] * 200):s}")  # noqa: T201
    print(f"yardstick: the words of danger in it {_milliseconds(red_flags.kinds, texts):s}")  # noqa: T201


def _milliseconds(call: Callable[[str], object], texts: Sequence[str]) -> str:
    taken = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        taken.append((time.perf_counter() - start) * 1000)
    return f"median {statistics.median(taken):.3f} ms, p99 {statistics.quantiles(taken, n=100)[98]:.3f} ms"


def _outcome(search: Search, question: Question) -> _Outcome:
    entry, language, text = question
    found = search.find(text)
    ids = [hit.id for hit in found.results]
    return _Outcome(language, found.decision == "answer", ids[:1] == [entry], entry in ids, not ids)


def _share(hits: Iterable[bool]) -> float:
    return statistics.fmean(hits)


def _folds(kb: KnowledgeBase) -> list[list[Question]]:
    """Questions that are spelt alike once folded are left out together."""
    alike: dict[str, list[Question]] = {}
    for entry in kb.entries.values():
        for language, texts in entry.questions.items():
            for text in texts:
                alike.setdefault(_key(text), []).append((entry.id, language, text))
    for one in kb.examples:
        if one.entry:
            alike.setdefault(_key(one.text), []).append((one.entry, one.language, one.text))
    keys = sorted(alike)
    random.Random(1).shuffle(keys)  # noqa: S311 - the same folds each time
    return [[one for key in keys[fold::FOLDS] for one in alike[key]] for fold in range(FOLDS)]


def _without(kb: KnowledgeBase, left_out: set[str]) -> KnowledgeBase:
    entries = {
        one.id: one.model_copy(update={"questions": _kept(one.questions, lambda text: _key(text) not in left_out)})
        for one in kb.entries.values()
    }
    examples = tuple(one for one in kb.examples if not one.entry or _key(one.text) not in left_out)
    return replace(kb, entries=entries, examples=examples)


def _kept(texts: Texts, is_kept: Callable[[str], bool]) -> Texts:
    return {code: tuple(filter(is_kept, said)) for code, said in texts.items()}


def _key(text: str) -> str:
    return " ".join(words(text))


if __name__ == "__main__":
    main()
