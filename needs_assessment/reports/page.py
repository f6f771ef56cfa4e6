"""What the dashboard shows, as JSON: made of releases and nothing else, every name in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from babel.dates import format_interval

from locales import Speech, later, visible_text
from needs_assessment.names import line_name
from needs_assessment.periods import Kind, following
from needs_assessment.release import Release, Table
from needs_assessment.reports.page_words import code_names, day_names, dim_names, page_words, table_titles
from needs_assessment.reports.summary import Action, ActionKind, Change, Compared, Emerging, Service, Summary
from needs_assessment.reports.terms import MARK
from needs_assessment.reports.words import number

Summarise = Callable[[Release, Sequence[Release], Sequence[Action]], Summary]
"""Of a release, the releases before it, and what was done about alerts."""

_TITLES = {
    Kind.WEEK: later("<b>Week {week}</b>, {first} – {last}"),
    Kind.MONTH: later("<b>Month {month}</b>, {first} – {last}"),
    Kind.QUARTER: later("<b>Quarter {quarter}</b>, {first} – {last}"),
}
_CHANGES = {
    Change.UP: later("That is more than usual ({usual})."),
    Change.DOWN: later("That is less than usual ({usual})."),
    Change.SAME: later("That is about as usual ({usual})."),
}
ACTION_NAMES = {
    ActionKind.ANSWER: later("An answer was added or improved"),
    ActionKind.DESK: later("More operators, or other hours"),
    ActionKind.PARTNER: later("A partner organisation was told or took over"),
    ActionKind.AUTHORITY: later("An authority or a consulate was spoken to"),
    ActionKind.AID: later("Aid was given: money, shelter, tickets"),
    ActionKind.CHECKED: later("Looked into; nothing more to do"),
}


def page_data(
    releases: Sequence[Release],
    actions: Sequence[Action],
    speech: Speech,
    *,
    summarise: Summarise,
    example: bool = False,
) -> dict[str, Any]:
    """Everything the page shows. `example`: the numbers are invented, and a banner says so."""
    ordered = sorted(releases, key=lambda one: (one.period.days[1], one.number))
    return {
        "language": str(speech.locale).replace("_", "-"),
        "mark": MARK,
        "banner": _t(speech, "Example data: these numbers are invented.") if example else None,
        "words": page_words(speech),
        "tables": table_titles(speech),
        "dims": dim_names(speech),
        "names": code_names(speech),
        "days": day_names(speech),
        "weeks": _weeks(ordered),
        "periods": [_period(one, ordered, actions, speech, summarise) for one in ordered],
    }


def _weeks(ordered: Sequence[Release]) -> list[str]:
    """Every week from the first to the last released, whether it was released or not: the axis of the trends."""
    names = sorted(one.period.name for one in ordered if one.period.kind is Kind.WEEK)
    weeks = names[:1]
    while weeks and weeks[-1] < names[-1]:
        weeks.append(following(weeks[-1]))
    return weeks


def _period(
    release: Release, ordered: Sequence[Release], actions: Sequence[Action], speech: Speech, summarise: Summarise
) -> dict[str, Any]:
    first, last = (speech.date(day) for day in release.period.days)
    title = speech.t(
        _TITLES[release.period.kind], first=first, last=last, **{str(release.period.kind): release.period.name}
    )
    shown = {
        "name": release.period.name,
        "kind": str(release.period.kind),
        "title": visible_text(title),
        "short": f"{release.period.name}: {format_interval(*release.period.days, 'MMMd', locale=speech.locale)}",
        "days": f"{first} – {last}",
        "tables": {name: _table(table) for name, table in release.tables.items()},
        "notes": [_plain(line) for line in _notes(release, speech)],
    }
    if release.period.kind is not Kind.WEEK:
        return shown
    before = [one for one in ordered if one.period.days[1] < release.period.days[1]]
    return shown | _week(summarise(release, before, actions), speech)


def _table(table: Table) -> dict[str, Any]:
    return {"dims": list(table.dims), "cells": [[*cell.codes, cell.count] for cell in table.cells]}


def _week(summary: Summary, speech: Speech) -> dict[str, Any]:
    return {
        "headline": [_plain(line) for line in _headline(summary, speech)],
        "usual": {one.code: _compared(one) for one in summary.categories},
        "alerts": [_plain(_alert(one, speech)) for one in summary.emerging],
        "asked": [_plain(_asked(one, speech)) for one in summary.asked],
        "service": [_plain(line) for line in _service(summary.service, speech)],
    }


def _headline(summary: Summary, speech: Speech) -> Iterator[str]:
    if summary.total is None:
        yield speech.t("There were so few requests that no number can be shown without pointing at people.")
    elif summary.total == 0:
        yield speech.t("No requests.")
    else:
        yield speech.n("{n} request.", "{n} requests.", n=summary.total)
        if summary.usual_total is not None and summary.total_change in _CHANGES:
            usual = speech.number(round(summary.usual_total))
            yield speech.t(_CHANGES[summary.total_change], usual=usual)
    if summary.unresolved is not None:
        yield speech.t("{percent} % of the requests ended without help.", percent=round(100 * summary.unresolved))


def _compared(line: Compared) -> dict[str, Any]:
    return {"usual": line.usual, "change": str(line.change)}


def _alert(need: Emerging, speech: Speech) -> str:
    return speech.t(
        "{category}: {count}, usually {usual}",
        category=line_name(need.code, speech),
        count=speech.number(need.count),
        usual=number(need.usual, speech),
    )


def _asked(action: Action, speech: Speech) -> str:
    done = speech.t("nothing noted yet") if action.kind is None else speech.t(ACTION_NAMES[action.kind])
    return speech.t("{week}, {category}: {done}", week=action.week, category=line_name(action.code, speech), done=done)


def _service(service: Service, speech: Speech) -> Iterator[str]:
    if service.waits.median is not None:
        yield speech.t("Half of the first answers came within {time}.", time=speech.duration(service.waits.median))
    if service.waits.ninetieth is not None:
        time = speech.duration(service.waits.ninetieth)
        yield speech.t("Nine in ten first answers came within {time}.", time=time)


def _notes(release: Release, speech: Speech) -> Iterator[str]:
    """What a reader must know to read the numbers of this release right."""
    yield speech.t(
        "Requests are counted, not people: one person may ask many times. Who cannot use Telegram is missing here."
    )
    yield speech.t(
        "{mark} hidden: numbers under {k}, and those from which one could work them out.", mark=MARK, k=release.k
    )
    yield speech.t("What is not listed had no requests. The numbers of a finished week never change.")
    if release.dropped:
        titles = table_titles(speech)
        names = ", ".join(titles.get(name, name) for name in release.dropped)
        yield speech.t(
            "Left out, because nobody could prove in time that they give nobody away: {tables}", tables=names
        )
    if release.downtime:
        yield speech.t("The hotline was down for {time}.", time=speech.duration(release.downtime))
    if release.kappa is not None and release.pairs is not None:
        kappa = f"{release.kappa:.2f}"
        yield speech.t("Two coders agree beyond chance: {kappa}, {pairs} cases.", kappa=kappa, pairs=release.pairs)
    yield speech.t("Release {number}, made on {date}", number=release.number, date=speech.date(release.made_on))


def _plain(text: str) -> str:
    return visible_text(text)


def _t(speech: Speech, text: str) -> str:
    return visible_text(speech.t(text))
