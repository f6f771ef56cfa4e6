"""Making a release: from what was counted, past disclosure control, to what may be printed. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from needs_assessment.counters import Counted, Counts, summed
from needs_assessment.errors import ThresholdTooLow
from needs_assessment.lines import parent_of
from needs_assessment.periods import Kind, Period, month_of
from needs_assessment.protect import CellKey, Reader, protect
from needs_assessment.protect import Counted as CountedTable
from needs_assessment.release import LEAST_K, WHOLE, Audience, Release, Table
from needs_assessment.tables import VERSION, TableSpec, Universe, specs_of, table_specs

PROOF_SECONDS = 60.0
"""So long a proof may take; then the most detailed table is left out (STATISTICS, "Disclosure control")."""
Thresholds = Mapping[Audience, int]


@dataclass(frozen=True)
class Made:
    """A release but for what is no statistics."""

    audience: Audience
    period: Period
    number: int
    k: int
    made_on: date
    tables: Mapping[str, Table]
    dropped: tuple[str, ...]

    def release(self, *, downtime: int = 0, coding: tuple[float, int] | None = None, running: bool = False) -> Release:
        """The release itself. `coding`: kappa, and of how many pairs."""
        kappa, pairs = coding or (None, None)
        return Release(
            audience=self.audience,
            period=self.period,
            number=self.number,
            k=self.k,
            series=VERSION,
            made_on=self.made_on,
            tables=self.tables,
            dropped=self.dropped,
            downtime=downtime,
            kappa=kappa,
            pairs=pairs,
            running=running,
        )


def make_release(
    counted: Counted,
    wanted: Period,
    audience: Audience,
    printed: Sequence[Release],
    thresholds: Thresholds,
    *,
    made_on: date,
    seconds: float = PROOF_SECONDS,
) -> Made:
    """Protect a period's tables, jointly with all that was `printed` before for either audience.

    `counted`: the counters of every week, month and quarter that hangs together with the period. Raises
    ThresholdTooLow, and NotProtected when the counters contradict each other.
    """
    thresholds = _never_lower(thresholds, printed)
    tables, broken = _countable(counted, wanted, audience)
    readers = [_reader(printed, counted, thresholds, one) for one in _read_together(audience)]
    protected = protect(tables, readers, seconds=seconds)
    number = 1 + max((release.number for release in printed), default=0)
    dropped = (*broken, *protected.dropped_of(wanted.name))
    return Made(audience, wanted, number, thresholds[audience], made_on, protected.of(wanted.name), dropped)


def _never_lower(thresholds: Thresholds, printed: Sequence[Release]) -> Thresholds:
    """A threshold that was once higher stays so. Raises ThresholdTooLow under the least that is allowed."""
    if any(thresholds[audience] < least for audience, least in LEAST_K.items()):
        raise ThresholdTooLow("the thresholds are 5 for coordinators and 10 outside; they may be raised, not lowered")
    before = {audience: [one.k for one in printed if one.audience is audience] for audience in Audience}
    return {audience: max([thresholds[audience], *before[audience]]) for audience in Audience}


def _read_together(audience: Audience) -> tuple[frozenset[Audience], ...]:
    """Who may hold the new release beside which others: somebody with both archives, and whoever has this one alone.

    Whoever has both knows whatever coordinators know, so coordinators need no view of their own.
    """
    both = frozenset(Audience)
    return (both,) if audience is Audience.COORDINATORS else (both, frozenset({audience}))


def _reader(
    printed: Sequence[Release], counted: Counted, thresholds: Thresholds, audiences: frozenset[Audience]
) -> Reader:
    k = min(thresholds[one] for one in audiences)
    seen = tuple(release for release in printed if release.audience in audiences)
    return Reader(k, seen, {key: n for release in seen for key, n in _truths(release, counted)})


def _truths(release: Release, counted: Counted) -> Iterator[tuple[CellKey, int]]:
    """What stands behind a release's cells, as far as it is still counted, and was not counted on since.

    A request that came late, after all, would contradict what is printed: then we know as little as the reader.
    """
    known = {
        name: _counts(counted, table_specs()[name], release.period)
        for name in release.tables
        if name in table_specs() and any((name, one) in counted for one in (release.period.name, *release.period.weeks))
    }
    if all(_as_printed(release.tables[name], counts) for name, counts in known.items()):
        for name, counts in known.items():
            yield from ((CellKey(name, release.period.name, codes), n) for codes, n in counts.items())


def _as_printed(table: Table, counts: Counts) -> bool:
    printed = ((cell.codes if table.dims else (), cell.count) for cell in table.cells)
    return all(n is None or counts.get(codes, 0) == n for codes, n in printed)


def _countable(counted: Counted, wanted: Period, audience: Audience) -> tuple[list[CountedTable], tuple[str, ...]]:
    """The tables to print, and the names of those whose counters do not fit the others.

    A table that came into the list in the middle of a period has not counted all of it. One that was not counted at
    all, as in the archive of another hotline, is no table of zeros.
    """
    specs = [spec for spec in _specs(wanted, audience) if _was_counted(counted, spec, wanted)]
    found = [CountedTable(spec, wanted, _counts(counted, spec, wanted)) for spec in specs]
    whole = [table for table in found if _adds_up(table, counted, wanted)]
    return whole, tuple(table.spec.name for table in found if table not in whole)


def _specs(wanted: Period, audience: Audience) -> Iterator[TableSpec]:
    """Outside sees over a month what coordinators see in its weeks."""
    if audience is Audience.OUTSIDE and wanted.kind is Kind.MONTH:
        yield from (spec for spec in specs_of(Kind.WEEK) if spec.universe is Universe.REQUESTS)
    yield from specs_of(wanted.kind)


def _was_counted(counted: Counted, spec: TableSpec, wanted: Period) -> bool:
    names = (wanted.name,) if spec.kind is wanted.kind else wanted.weeks
    asked = any(summed(counted, table_specs()["total"], wanted).values())
    return not asked or any((spec.name, name) in counted for name in names)


def _counts(counted: Counted, spec: TableSpec, wanted: Period) -> Counts:
    """A period in which nobody counted is made of zeros."""
    if spec.kind is not wanted.kind:
        return summed(counted, spec, wanted)
    return counted.get((spec.name, wanted.name)) or summed({}, spec, wanted)


def _adds_up(table: CountedTable, counted: Counted, wanted: Period) -> bool:
    """Whether a finer table of the requests has the sums of the coarser ones."""
    if table.spec.universe is not Universe.REQUESTS or table.spec.kind is Kind.WEEK:
        return True
    return all(_margin(table, dim) == part for dim, part in _coarser(table, counted, wanted).items())


def _coarser(table: CountedTable, counted: Counted, wanted: Period) -> Mapping[str, Mapping[str, int]]:
    """What the margins of a table have to be, by dimension; lines that are split by no finer one are left out."""
    if table.spec.name == "hours":
        return {WHOLE: {WHOLE: sum(summed(counted, table_specs()["total"], wanted).values())}}
    broad = {codes[0]: n for codes, n in summed(counted, table_specs()["category"], wanted).items()}
    if table.spec.name == "by_language":
        spoken = {codes[0]: n for codes, n in summed(counted, table_specs()["language"], wanted).items()}
        return {"category": broad, "language": spoken}
    finer = _finer(counted, wanted) if table.spec.name == "sensitive" else {}
    parents = {parent_of(codes[0]) for codes in table.counts}
    return {"parent": {parent: {**broad, **finer}.get(parent, 0) for parent in parents if parent is not None}}


def _finer(counted: Counted, quarter: Period) -> dict[str, int]:
    """The monthly lines, over the months of a quarter."""
    months = sorted({month_of(week) for week in quarter.weeks})
    total: dict[str, int] = {}
    for month in months:
        for (line,), n in counted.get(("finer", month), {}).items():
            total[line] = total.get(line, 0) + n
    return total


def _margin(table: CountedTable, dim: str) -> Mapping[str, int]:
    """The sums of a table over all but one dimension; over its lines' parents; or over all."""
    sums: dict[str, int] = {}
    for codes, n in table.counts.items():
        key = WHOLE if dim == WHOLE else parent_of(codes[0]) if dim == "parent" else codes[table.spec.dims.index(dim)]
        if key is not None:
            sums[key] = sums.get(key, 0) + n
    return sums
