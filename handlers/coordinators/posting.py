"""A report that comes by itself: the picture with the headline, the numbers in words, then the files."""

from __future__ import annotations

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardMarkup

from delivery import Rank, Turn
from handlers.coordinators.numbers import period_screen
from handlers.house import House
from handlers.report_files import Wanted, post_file
from handlers.screens import NO_PREVIEW
from needs_assessment import Audience, DueReport, Kind, note_alerts, summary_of
from needs_assessment.reports import FORMS, Form


async def post_report(turn: Turn, house: House, report: DueReport) -> None:
    """Write everything into the outbox. What emerged becomes an alert to which coordinators can say what they did."""
    wanted = report.period
    if wanted.kind is Kind.WEEK:
        await _note_alerts(turn, wanted.name)
    await _post_file(turn, report, Form.CHART)
    screen = await period_screen(turn, house, wanted, house.catalogs[report.language], report.chat_id)
    message = SendMessage(
        chat_id=report.chat_id,
        text=screen.text,
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=screen.rows),
        link_preview_options=NO_PREVIEW,
    )
    await turn.post.to_group(message, report.chat_id, rank=Rank.DESK, settle=f"report:{report.run_id}")
    for form in FORMS[wanted.kind]:
        if form is not Form.CHART:
            await _post_file(turn, report, form)


async def _note_alerts(turn: Turn, week: str) -> None:
    summary = await summary_of(turn.tx, Audience.COORDINATORS, week)
    if summary is not None:
        await note_alerts(turn.tx, week, [one.code for one in summary.emerging])


async def _post_file(turn: Turn, report: DueReport, form: Form) -> None:
    file = Wanted(form, Audience.COORDINATORS, report.period.name, report.language)
    await post_file(turn, report.chat_id, file)
