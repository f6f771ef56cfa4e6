"""All bans that stand, so that one can be lifted when its case is long erased. Why, only whoever asks is told."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from handlers.buttons import LiftBan, SeeBan, ShowBans, button
from handlers.desk.acting import Actor, actor_of, alert, put_in_place, say
from handlers.filters import AtDesk
from handlers.house import House
from handlers.screens import Rows, Screen, back_button, more_button
from handlers.standing import Standing
from locales import Html, Speech, escape, visible_text
from operators import Ban, bans, lift_ban_called

PAGE = 10
"""Bans on a page, each with its button."""
IN_A_ROW = 5


def make_router() -> Router:
    """Looking through the bans, and lifting one."""
    router = Router(name="desk.ban_list")
    router.message.register(bans_command, Command("bans"), AtDesk())
    router.callback_query.register(page_tapped, ShowBans.filter(), AtDesk())
    router.callback_query.register(ban_tapped, SeeBan.filter(), AtDesk())
    router.callback_query.register(lift_tapped, LiftBan.filter(), AtDesk())
    return router


async def bans_command(message: Message, turn: Turn, house: House) -> None:
    """`/bans`: all that stand, of every desk."""
    if message.from_user is not None:
        actor = await actor_of(turn, house, message.from_user)
        page = _page(house, actor.speech, await _standing(turn, house), 1)
        await say(turn, message, Html(page.text), page.rows)


async def page_tapped(tapped: CallbackQuery, callback_data: ShowBans, turn: Turn, house: House) -> None:
    """To another page, or back to the list."""
    actor = await actor_of(turn, house, tapped.from_user)
    await _show_page(turn, house, actor, tapped, callback_data.page)
    alert(turn, tapped, Html(""))


async def ban_tapped(tapped: CallbackQuery, callback_data: SeeBan, turn: Turn, house: House) -> None:
    """One ban with what can be done about it; why it was, in an answer that only the one who taps can see."""
    actor = await actor_of(turn, house, tapped.from_user)
    standing = await _standing(turn, house)
    found = next((one for one in standing if one.handle == callback_data.handle), None)
    if found is None:
        await _is_over(turn, house, actor, tapped, callback_data.page)
    elif callback_data.why:
        reason = Html(escape(found.reason)) if found.reason else actor.speech.t("The reason has been erased.")
        alert(turn, tapped, reason, must_read=True)
    else:
        one = Screen(_line(house, actor.speech, found), _choices(actor.speech, callback_data))
        await put_in_place(turn, tapped, one)
        alert(turn, tapped, Html(""))


async def lift_tapped(
    tapped: CallbackQuery, callback_data: LiftBan, turn: Turn, house: House, standing: Standing
) -> None:
    """An administrator lets the person write again."""
    actor = await actor_of(turn, house, tapped.from_user)
    if not standing.sender_is_administrator:
        alert(turn, tapped, actor.speech.t("Only an administrator of this group can do that."), must_read=True)
    elif await lift_ban_called(turn.tx, turn.now, callback_data.handle, actor.key):
        await _show_page(turn, house, actor, tapped, callback_data.page)
        alert(turn, tapped, actor.speech.t("The person can write to operators again."))
    else:
        await _is_over(turn, house, actor, tapped, callback_data.page)


async def _standing(turn: Turn, house: House) -> list[Ban]:
    return await bans(turn.tx, house.vault, turn.now)


async def _is_over(turn: Turn, house: House, actor: Actor, tapped: CallbackQuery, page: int) -> None:
    await _show_page(turn, house, actor, tapped, page)
    alert(turn, tapped, actor.speech.t("The person is not banned."))


async def _show_page(turn: Turn, house: House, actor: Actor, tapped: CallbackQuery, page: int) -> None:
    await put_in_place(turn, tapped, _page(house, actor.speech, await _standing(turn, house), page))


def _page(house: House, speech: Speech, standing: list[Ban], page: int) -> Screen:
    if not standing:
        return Screen(speech.t("Nobody is banned."), [])
    page = min(page, -(-len(standing) // PAGE))
    first = (page - 1) * PAGE
    shown = list(enumerate(standing[first : first + PAGE], start=first + 1))
    lines = [f"<b>{number}</b>  {_line(house, speech, one)}" for number, one in shown]
    head = speech.t("⛔️ <b>Who cannot write to operators</b>")
    foot = speech.t("Tap a number to see why, or to let the person write again.")
    numbers = [button(str(number), SeeBan(handle=one.handle, page=page)) for number, one in shown]
    rows = [numbers[start : start + IN_A_ROW] for start in range(0, len(numbers), IN_A_ROW)]
    rows += _ways(speech, page, last=first + PAGE >= len(standing))
    return Screen("\n".join([head, "", *lines, "", foot]), rows)


def _ways(speech: Speech, page: int, *, last: bool) -> Rows:
    ways = []
    if page > 1:
        ways.append(back_button(speech, ShowBans(page=page - 1)))
    if not last:
        ways.append(more_button(speech, ShowBans(page=page + 1)))
    return [ways] if ways else []


def _choices(speech: Speech, seen: SeeBan) -> Rows:
    return [
        [button(visible_text(speech.t("Why?")), SeeBan(handle=seen.handle, page=seen.page, why=True))],
        [button(visible_text(speech.t("Let the person write again")), LiftBan(handle=seen.handle, page=seen.page))],
        [back_button(speech, ShowBans(page=seen.page))],
    ]


def _line(house: House, speech: Speech, one: Ban) -> Html:
    """Which case, since when and until when; what is not known any more is left out."""
    zone = house.rules.zone
    case = speech.t("Case {code}", code=one.case_code) if one.case_code else speech.t("Case erased")
    parts: list[str] = [case]
    if one.since is not None:
        parts.append(speech.t("banned: {date}", date=speech.date(one.since.astimezone(zone).date())))
    if one.without_end:
        parts.append(speech.t("without an end"))
    else:
        parts.append(speech.t("until: {time}", time=speech.date_time(one.until, zone)))
    return Html(" · ".join(parts))
