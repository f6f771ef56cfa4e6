"""The data of the dashboard: the released numbers, every name in the reader's language, nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest

from locales import Catalogs
from locales.speech import ENGLISH
from needs_assessment.periods import period
from needs_assessment.release import Audience, Cell, Release, Table
from needs_assessment.reports import summarise
from needs_assessment.reports.page import page_data
from needs_assessment.reports.summary import (
    Action,
    ActionKind,
    Change,
    Compared,
    Emerging,
    Quality,
    Service,
    Summary,
    Waits,
)
from needs_assessment.tables import table_specs

LANGUAGES = Catalogs.load()


def release(name: str, number: int, *tables: Table, **more: object) -> Release:
    shown = {table.name: table for table in tables}
    return Release(
        Audience.COORDINATORS,
        period(name),
        number,
        5,
        "1",
        date(2026, 11, 24),
        shown,
        **more,  # type: ignore[arg-type]
    )


def category(**counts: int | None) -> Table:
    return Table("category", ("category",), tuple(Cell((code,), count) for code, count in counts.items()))


def total(count: int | None) -> Table:
    return Table("total", (), (Cell((), count),))


def summary_with(current: Release, actions: Sequence[Action] = (), **changed: object) -> Summary:
    waits = Waits(100, 10, 60)
    known = {
        "total": current.total,
        "usual_total": 90.0,
        "total_change": Change.UP,
        "categories": (Compared("LEG", 44, 30.0, Change.UP), Compared("HEA", None, None, Change.UNKNOWN)),
        "emerging": (Emerging("LEG", 44, 30.0, 0.001),),
        "unresolved": 0.25,
        **changed,
    }
    return Summary(
        release=current,
        month=None,
        quarter=None,
        weeks=(current.period.name,),
        outcomes=(),
        languages=(),
        trends=(),
        power=None,
        service=Service(None, None, None, None, waits, waits, None, None),
        unmet=None,
        hours=None,
        asked=tuple(actions),
        quality=Quality(None, 0, 0, None, None),
        **known,  # type: ignore[arg-type]
    )


def test_a_hidden_number_is_null_and_a_zero_is_a_zero() -> None:
    week = release("2026-W47", 1, total(44), category(LEG=44, HEA=None, WRK=0))
    data = page_data([week], [], ENGLISH, summarise=lambda current, *_: summary_with(current))
    assert data["periods"][0]["tables"]["category"]["cells"] == [["LEG", 44], ["HEA", None], ["WRK", 0]]
    assert data["mark"] == "∗"
    json.dumps(data)


def test_each_period_is_summed_up_by_itself_in_the_order_of_their_ends() -> None:
    asked: list[str] = []

    def summed(current: Release, _others: Sequence[Release], _actions: Sequence[Action]) -> Summary:
        asked.append(current.period.name)
        return summary_with(current)

    names = ["2026-W48", "2026-W47", "2026-11", "2026-W46"]
    page_data([release(name, at) for at, name in enumerate(names, 1)], [], ENGLISH, summarise=summed)
    assert asked == ["2026-W46", "2026-W47", "2026-11", "2026-W48"]


def test_a_month_shows_the_sums_over_its_weeks_and_only_where_every_week_shows_them() -> None:
    names = ["2026-W44", "2026-W45", "2026-W46", "2026-W47"]
    counts: list[dict[str, int | None]] = [{"LEG": 10, "HEA": 7}] * 3 + [{"LEG": 10, "HEA": None}]
    weeks = [release(name, at, total(20), category(**counts[at])) for at, name in enumerate(names)]
    data = page_data([*weeks, release("2026-11", 9)], [], ENGLISH, summarise=summarise)
    shown = dict(data["periods"][-1]["tables"]["category"]["cells"])
    assert (shown["LEG"], shown["HEA"]) == (40, None)
    assert data["periods"][-1]["headline"][0].startswith("80 requests.")


def test_the_axis_of_the_trends_has_the_weeks_without_a_release_too() -> None:
    weeks = [release(name, at) for at, name in enumerate(["2026-W52", "2027-W02"], 1)]
    data = page_data(weeks, [], ENGLISH, summarise=lambda current, *_: summary_with(current))
    assert data["weeks"] == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]


def test_what_a_week_says_in_words() -> None:
    done = Action("2026-W40", "RET", ActionKind.PARTNER, None)
    open_one = Action("2026-W41", "HEA", None, None)
    week = release("2026-W47", 7, total(115), category(LEG=44), dropped=("language",), downtime=90)
    data = page_data(
        [week], [done, open_one], ENGLISH, summarise=lambda current, _, actions: summary_with(current, actions)
    )
    shown = data["periods"][0]
    assert shown["headline"][0] == "115 requests. More than usual: 90."
    assert shown["headline"][-1].startswith("Ended without help: 25")
    assert shown["alerts"] == ["Legal stay (44, usually 30)"]
    assert shown["asked"][0].endswith("a partner organisation was told")
    assert shown["asked"][1].endswith("nothing noted yet")
    assert any(line.endswith("≤ 10 minutes") for line in shown["service"])
    assert any("In which language" in line for line in shown["notes"])


@pytest.mark.parametrize(("count", "said"), [(None, "so few requests"), (0, "No requests.")])
def test_a_week_that_is_hidden_or_empty_says_so_and_claims_no_change(count: int | None, said: str) -> None:
    week = release("2026-W47", 1, total(count))
    data = page_data([week], [], ENGLISH, summarise=lambda current, *_: summary_with(current, unresolved=None))
    assert len(data["periods"][0]["headline"]) == 1
    assert said in data["periods"][0]["headline"][0]


@pytest.mark.parametrize("code", LANGUAGES.languages)
def test_every_table_and_code_has_a_name_in_every_language(code: str) -> None:
    data = page_data([], [], LANGUAGES[code], summarise=lambda current, *_: summary_with(current))
    assert len(data["days"]) == 7
    for spec in table_specs().values():
        assert spec.name == "total" or data["tables"][spec.name]
        for dim, lines in zip(spec.dims, spec.lines, strict=True):
            assert data["dims"][dim]
            assert dim == "band" or set(lines) <= set(data["names"][dim])
    texts = json.dumps(data, ensure_ascii=False)
    assert "&" not in texts.replace(" & ", ""), "entities of HTML are no text"
    assert "<b>" not in texts


def test_invented_numbers_are_marked() -> None:
    data = page_data([], [], ENGLISH, summarise=lambda current, *_: summary_with(current), example=True)
    assert "invented" in data["banner"]
    assert page_data([], [], ENGLISH, summarise=lambda current, *_: summary_with(current))["banner"] is None
