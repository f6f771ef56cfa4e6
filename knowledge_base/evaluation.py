"""How well typed messages are understood, measured on messages whose right answers somebody wrote down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError

from knowledge_base.faults import ContentError, Fault
from knowledge_base.understanding import Understanding, Understood

_Z = 1.959964
"""Of a normal distribution: 95 % lie within so many standard deviations."""
_WORDS = 3
"""The language of a text is asked for from so many words on."""
OVERALL = "all"


class Typed(BaseModel):
    """A line of a file of messages."""

    text: str
    lang: str | None = None


def _several(gold: object) -> object:
    return () if gold is None else (gold,) if isinstance(gold, str) else gold


class Query(Typed):
    """A message with what would be right: any of the entries `gold` (none: we have no answer), its `emergency`."""

    gold: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    emergency: str | bool | None = None


@dataclass(frozen=True)
class Share:
    """`hits` of `of`; the interval is Wilson's, of 95 % (E. B. Wilson, Probable Inference, 1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Between these the true share lies, 95 times of 100; all of nothing is possible."""
        if not self.of:
            return 0.0, 1.0
        share, spread = self.hits / self.of, _Z * _Z / self.of
        centre, half = share + spread / 2, _Z * sqrt(share * (1 - share) / self.of + spread / (4 * self.of))
        low, high = (centre - half) / (1 + spread), (centre + half) / (1 + spread)
        # Where all or nothing was hit the bound is exact, and must not be missed by a rounding.
        return 0.0 if not self.hits else max(0.0, low), 1.0 if self.hits == self.of else min(1.0, high)


@dataclass(frozen=True)
class _Answered:
    query: Query
    understood: Understood

    @property
    def ids(self) -> list[str]:
        return [hit.id for hit in self.understood.found.results]

    @property
    def sure(self) -> bool:
        return self.understood.found.decision == "answer"

    @property
    def right(self) -> bool:
        return self.among(1)

    def among(self, first: int) -> bool:
        return any(one in self.query.gold for one in self.ids[:first])

    @property
    def kind(self) -> bool:
        return self.query.emergency is True or self.query.emergency in self.understood.emergencies


Measures = dict[str, Share]
_Line = TypeVar("_Line", bound=Typed)


def read_typed(file: Path) -> list[Typed]:
    """Messages, one JSON object a line. Raises ContentError with the line's number, never with its text."""
    return list(_read(file, Typed))


def read_queries(file: Path) -> list[Query]:
    """Messages with their right answers, one JSON object a line. Raises ContentError like `read_typed`."""
    return list(_read(file, Query))


def evaluate(understanding: Understanding, queries: Iterable[Query]) -> dict[str, Measures]:
    """The measures by language in the order of the queries, and in front those of `all`."""
    answered = [_Answered(query, understanding.of(query.text, query.lang)) for query in queries]
    spoken = dict.fromkeys(one.query.lang or "?" for one in answered)
    by_language = {code: _measures([one for one in answered if (one.query.lang or "?") == code]) for code in spoken}
    return {OVERALL: _measures(answered), **by_language}


def evaluation_json(measured: Mapping[str, Measures]) -> str:
    """For other programs: by language and measure the share, its interval, and of how many."""
    return json.dumps(
        {code: {name: _figures(share) for name, share in measures.items()} for code, measures in measured.items()}
    )


def evaluation_table(measured: Mapping[str, Measures]) -> str:
    """For people: a line for each language and measure, in percent."""
    width = max(len(name) for measures in measured.values() for name in measures)
    return "\n".join(
        f"{code:8} {name:{width}}  {_percents(share)}"
        for code, measures in measured.items()
        for name, share in measures.items()
    )


def _figures(share: Share) -> dict[str, object]:
    return {"share": share.value, "interval": share.interval, "hits": share.hits, "of": share.of}


def _percents(share: Share) -> str:
    if share.value is None:
        return "-"
    low, high = share.interval
    return f"{share.value:6.1%}  ({low:.1%} to {high:.1%})  {share.hits} of {share.of}"


def _measures(answered: list[_Answered]) -> Measures:
    asked = [one for one in answered if one.query.gold]
    sure = [one for one in asked if one.sure]
    other = [one for one in answered if not one.query.gold and not one.query.emergency]
    danger = [one for one in answered if one.query.emergency]
    alarmed = [one for one in answered if one.understood.emergencies]
    told = [one for one in answered if one.query.lang and len(one.query.text.split()) >= _WORDS]
    return {
        "top-1": _share(asked, lambda one: one.right),
        "top-3": _share(asked, lambda one: one.among(3)),
        "coverage": _share(asked, lambda one: one.sure),
        "precision": _share(sure, lambda one: one.right),
        "sure though out of scope": _share(other, lambda one: one.sure),
        "emergency recall": _share(danger, lambda one: bool(one.understood.emergencies)),
        "emergency precision": _share(alarmed, lambda one: bool(one.query.emergency)),
        "emergency of the right kind": _share([one for one in danger if one.understood.emergencies], lambda o: o.kind),
        "language": _share(told, lambda one: one.understood.language == one.query.lang),
    }


def _share(among: list[_Answered], is_hit: Callable[[_Answered], bool]) -> Share:
    return Share(sum(map(is_hit, among)), len(among))


def _read(file: Path, model: type[_Line]) -> Iterator[_Line]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _one(model, line, file, number)
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(file, 1, f"cannot be read ({type(error).__name__}); it should be a file of JSON lines") from None


def _one(model: type[_Line], line: str, file: Path, number: int) -> _Line:
    try:
        return model.model_validate(json.loads(line))
    except ValidationError as error:
        fields = ", ".join(sorted({".".join(map(str, fault["loc"])) or "the line" for fault in error.errors()}))
        raise _refused(file, number, f"not as it should be: {fields}") from None
    except ValueError:
        raise _refused(file, number, "no JSON") from None


def _refused(file: Path, line: int, message: str) -> ContentError:
    return ContentError([Fault(str(file), line, "", message)])
