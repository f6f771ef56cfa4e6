"""`/help` at the desk, in the operator's language."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from delivery import Turn
from handlers.desk.acting import actor_of, say
from handlers.filters import AtDesk
from handlers.house import House
from locales import Html, Speech


def make_router() -> Router:
    """Help."""
    router = Router(name="desk.help")
    router.message.register(help_command, Command("help"), AtDesk())
    return router


async def help_command(message: Message, turn: Turn, house: House) -> None:
    """What stands where, and every command."""
    if message.from_user is not None:
        actor = await actor_of(turn, house, message.from_user)
        await say(turn, message, help_text(actor.speech))


def help_text(speech: Speech) -> Html:
    """The desk on one screen."""
    lines = [
        speech.t("<b>The desk</b>"),
        speech.t(
            "Each topic is a case: 🔴 urgent, 🟠 waiting, 🟢 claimed, 🔵 the person wrote and waits for you, "
            "⚪️ answered, ☑️ closed. The pinned board in General shows them all."
        ),
        speech.t(
            "▶️ Take the next case: on the board, or /next. Claim: take this case. Writing in a topic claims it too."
        ),
        speech.t("What you write in a topic goes to the person; a line that begins with // stays here."),
        speech.t("👀 on your message: on its way. 👌 delivered. 💔 not delivered, and a line says why."),
        speech.t("📖 Answers: /answers, or /answers and some words. 💬 Ready replies: /reply"),
        speech.t("➡️ Give the case to a colleague or another desk: /transfer. Open it again: /reopen"),
        speech.t("✅ Close asks what it was about and how it ended: two taps. /close now asks nothing."),
        speech.t("Take a message back: answer it with /delete. Urgent or not: /urgent, /calm. Ban for hours: /ban"),
        speech.t("/bans: who cannot write to operators, and letting them write again."),
        speech.t("/shift, /shift off, /duty: who is there. /queue: the board. /hours: when the desk answers."),
        speech.t("/language uz: in which language I answer you. /claim, /close: the same as the buttons."),
    ]
    return Html("\n".join(lines))
