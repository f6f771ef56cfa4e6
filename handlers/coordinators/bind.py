"""`/coordinators [language]`: a group administrator makes the group the coordinators' chat; `off` ends it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from delivery import Turn
from handlers.desk.acting import say
from handlers.desk.bind import SHARED
from handlers.house import House
from handlers.standing import Standing
from locales import Html
from needs_assessment import bind_chat, unbind_chat
from operators import desks


def make_router() -> Router:
    """Binding."""
    router = Router(name="coordinators.bind")
    router.message.register(coordinators_command, Command("coordinators"))
    return router


async def coordinators_command(
    message: Message, command: CommandObject, turn: Turn, house: House, standing: Standing
) -> None:
    """Bind or unbind, or say in one line what is missing."""
    words = (command.args or "").lower().split()
    staff, chat_id = house.staff, message.chat.id
    known = {code.lower(): code for code in house.catalogs.languages}
    wrong = [word for word in words if word not in known and word not in (SHARED, "off")]
    if not standing.sender_is_administrator:
        text = staff.t("Only an administrator of this group can do that.")
    elif "off" in words:
        await unbind_chat(turn.tx, chat_id)
        text = staff.t("This group gets no reports any more.")
    elif wrong:
        codes = " ".join(house.catalogs.languages)
        text = staff.t("I do not know the language {word}. Known are: {codes}", word=wrong[0], codes=codes)
    elif SHARED not in words and chat_id in {desk.chat_id for desk in await desks(turn.tx)}:
        text = staff.t("This group is a desk. To use it for both, write /coordinators shared")
    else:
        text = await _bind(turn, house, chat_id, [known[word] for word in words if word in known])
    await say(turn, message, text)


async def _bind(turn: Turn, house: House, chat_id: int, languages: list[str]) -> Html:
    language = next(iter(languages), house.rules.staff_language)
    await bind_chat(turn.tx, chat_id, language, turn.now)
    speech = house.catalogs[language]
    return Html(
        "\n\n".join(
            [
                speech.t("This group now gets the weekly report, every Monday morning."),
                speech.t("Ask for a week at any time: /week or /week 2026-W47"),
            ]
        )
    )
