"""The list of needs as buttons: what is suggested, or all of it, the broad ones first and then what is under one."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from handlers.buttons import ShowCodes, TickCode, button
from handlers.house import House
from handlers.screens import Rows, back_button, more_button
from handlers.suggesting import suggested_codes
from locales import Speech, visible_text
from needs_assessment import categories, name_of
from operators import Case

PAGE = 8
TICKED, FREE = "✅", "▫️"


def suggested_rows(house: House, speech: Speech, case: Case, ticked: Sequence[str], *, again: bool = False) -> Rows:
    """What is ticked and what fits, each with its tick; then the way to all codes."""
    shown = dict.fromkeys([*ticked, *suggested_codes(house, case)])
    rows = [[_tick(speech, case, code, on=code not in ticked, again=again)] for code in shown]
    label = speech.t("Something else") if shown else speech.t("Choose from the list")
    more = ShowCodes(case_id=case.id, page=1, again=again)
    return [*rows, [button("☰ " + visible_text(label), more)]]


def list_rows(speech: Speech, case: Case, asked: ShowCodes) -> Rows:
    """A page of the broad codes, or of those under one, and the ways on and back."""
    codes = [one.code for one in categories().values() if one.parent == (asked.broad or None)]
    if asked.broad:
        codes.insert(0, asked.broad)
    first = (asked.page - 1) * PAGE
    rows = [[_entry(speech, case, code, asked)] for code in codes[first : first + PAGE]]
    return [*rows, _ways(speech, case, asked, last=first + PAGE >= len(codes))]


def _entry(speech: Speech, case: Case, code: str, asked: ShowCodes) -> InlineKeyboardButton:
    """A broad code opens what is under it; there it stands for itself, too, for what is none of the finer ones."""
    if not asked.broad:
        return button(f"{_name(speech, code)} ›", ShowCodes(case_id=case.id, broad=code, page=1, again=asked.again))
    label = visible_text(speech.t("In general: {category}", category=name_of(code, speech)))
    shown = label if code == asked.broad else _name(speech, code)
    return button(shown, TickCode(case_id=case.id, code=code, again=asked.again))


def _ways(speech: Speech, case: Case, asked: ShowCodes, *, last: bool) -> list[InlineKeyboardButton]:
    here = {"case_id": case.id, "broad": asked.broad, "again": asked.again}
    if asked.page > 1:
        back = ShowCodes(**here, page=asked.page - 1)
    else:
        back = ShowCodes(case_id=case.id, page=1 if asked.broad else 0, again=asked.again)
    ways = [back_button(speech, back)]
    if not last:
        ways.append(more_button(speech, ShowCodes(**here, page=asked.page + 1)))
    return ways


def _tick(speech: Speech, case: Case, code: str, *, on: bool, again: bool) -> InlineKeyboardButton:
    mark = "" if again else f"{FREE if on else TICKED} "
    return button(mark + _name(speech, code), TickCode(case_id=case.id, code=code, on=on, again=again))


def _name(speech: Speech, code: str) -> str:
    return visible_text(name_of(code, speech))
