"""What becomes due by itself: silent cases close, closed cases are erased, old rows expire, reports are posted."""

from __future__ import annotations

from aiogram.methods import SendMessage

from delivery import Rank, Turn
from handlers.coordinators.posting import post_report
from handlers.desk.board import update_boards
from handlers.desk.close import finish
from handlers.house import House
from handlers.private.privacy import erase_with_topic
from handlers.reminders import keep_promises, remind, warn_silent
from handlers.screens import NO_PREVIEW
from needs_assessment import coordinators_chats, due_reports, still_alive
from operators import erase_due, silent_cases
from storage.retention import Keep, expire

LONGEST_FAULT = 600


async def tidy(turn: Turn, house: House, keep: Keep) -> dict[str, int]:
    """Close, erase and expire; returns how many of each."""
    silent = await silent_cases(turn.tx, turn.now, house.rules.case_silence)
    for case in silent:
        await finish(turn, house, case, by="hotline", silent=True)
    erased = await erase_due(turn.tx, turn.now)
    for case in erased:
        await erase_with_topic(turn, case)
    expired = await expire(turn.tx, turn.now, keep)
    return {"closed": len(silent), "erased": len(erased), **expired}


async def look_after_desks(turn: Turn, house: House) -> dict[str, int]:
    """Boards, reminders, promises and warnings; returns how many of each."""
    return {
        "rung": await remind(turn, house),
        "told": await keep_promises(turn, house),
        "warned": await warn_silent(turn, house),
        "boards": await update_boards(turn.tx, turn.post, house, turn.now),
    }


async def post_due_reports(turn: Turn, house: House) -> int:
    """Write the reports that are due into the outbox; each is claimed in this transaction: once."""
    await still_alive(turn.tx, turn.now, house.rules.zone)
    due = await due_reports(turn.tx, turn.now, house.rules.zone, at=house.rules.report_at)
    for report in due:
        await post_report(turn, house, report)
    return len(due)


async def post_content_refused(turn: Turn, house: House, why: str) -> None:
    """Tell coordinators in one line that changed content does not pass the gate, and why; the old one stays."""
    for chat in await coordinators_chats(turn.tx):
        text = house.catalogs[chat.language].t(
            "⚠️ The changed content was not taken over, the old one stays: {why}. "
            "All faults: <code>hamroh kb check</code>",
            why=why[:LONGEST_FAULT],
        )
        message = SendMessage(chat_id=chat.chat_id, text=text, parse_mode="HTML", link_preview_options=NO_PREVIEW)
        await turn.post.to_group(message, chat.chat_id, rank=Rank.REPORT)
