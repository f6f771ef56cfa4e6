"""`/export` in the coordinators' chat, and the buttons under a report: the numbers as files."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from handlers.buttons import Fetch
from handlers.desk.acting import alert, say
from handlers.filters import AtCoordinators
from handlers.house import House
from handlers.report_files import Wanted, post_file
from needs_assessment import (
    Audience,
    CoordinatorsChat,
    Kind,
    Period,
    PeriodProblem,
    PeriodUnavailable,
    last_period,
    period,
    release_of,
    wanted_period,
)
from needs_assessment.reports import FORMS, Form, period_fault_text


def make_router() -> Router:
    """The files."""
    router = Router(name="coordinators.files")
    router.message.register(export, Command("export"), AtCoordinators())
    router.callback_query.register(fetched, Fetch.filter(), AtCoordinators())
    return router


async def export(
    message: Message, command: CommandObject, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """Every file of a week, month or quarter; with the word `outside`, what may leave the mission."""
    speech = house.catalogs[coordinators.language]
    words = (command.args or "").lower().split()
    audience = Audience.OUTSIDE if Audience.OUTSIDE in words else Audience.COORDINATORS
    name = next((word for word in words if word not in set(Audience)), "")
    try:
        wanted = wanted_period(name, _kind_of(name, audience), turn.now, house.rules.zone)
        await _require(turn, house, audience, wanted)
    except PeriodUnavailable as fault:
        await say(turn, message, period_fault_text(fault, speech))
        return
    for form in FORMS[wanted.kind]:
        await _post(message, coordinators, turn, audience, wanted, form)


async def fetched(
    tapped: CallbackQuery, callback_data: Fetch, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """One file."""
    speech = house.catalogs[coordinators.language]
    wanted = period(callback_data.period)
    try:
        await _require(turn, house, Audience.COORDINATORS, wanted)
    except PeriodUnavailable as fault:
        alert(turn, tapped, period_fault_text(fault, speech))
        return
    if callback_data.form not in FORMS[wanted.kind] or not isinstance(tapped.message, Message):
        alert(turn, tapped, speech.t("This file is not made of such a period."))
        return
    alert(turn, tapped, speech.t("The file comes in a moment."))
    await _post(tapped.message, coordinators, turn, Audience.COORDINATORS, wanted, callback_data.form)


async def _post(
    message: Message, coordinators: CoordinatorsChat, turn: Turn, audience: Audience, wanted: Period, form: Form
) -> None:
    thread = message.message_thread_id if message.is_topic_message else None
    file = Wanted(form, audience, wanted.name, coordinators.language)
    await post_file(turn, message.chat.id, file, thread_id=thread or 0)


async def _require(turn: Turn, house: House, audience: Audience, wanted: Period) -> None:
    """Raises PeriodUnavailable where there is nothing to make a file of."""
    if await release_of(turn.tx, audience, wanted.name) is None:
        last = last_period(wanted.kind, turn.now, house.rules.zone)
        raise PeriodUnavailable(PeriodProblem.NOT_RELEASED, last.name, wanted.kind)


def _kind_of(name: str, audience: Audience) -> Kind:
    """The kind of period that somebody means; outside gets months."""
    if not name:
        return Kind.WEEK if audience is Audience.COORDINATORS else Kind.MONTH
    return Kind.WEEK if "w" in name else Kind.QUARTER if "q" in name else Kind.MONTH
