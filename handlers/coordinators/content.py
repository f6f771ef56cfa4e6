"""`/content` in the coordinators' chat: which answers need their author, their translator, or better words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from delivery import Turn
from handlers.desk.acting import say
from handlers.filters import AtCoordinators
from handlers.house import House
from handlers.private.verdicts import reason_words
from knowledge_base import Entry, Freshness, freshness, label
from locales import Html, Speech, escape
from needs_assessment import CoordinatorsChat, Rated, asked_a_person, name_of, worst_rated

LISTED = 8
"""So many of a kind; the rest is a number, and `hamroh kb stale` lists all."""


def make_router() -> Router:
    """The state of the content."""
    router = Router(name="coordinators.content")
    router.message.register(content, Command("content"), AtCoordinators())
    return router


async def content(message: Message, coordinators: CoordinatorsChat, turn: Turn, house: House) -> None:
    """Overdue, due in thirty days, untranslated, worst rated, asked of a person all the same."""
    speech = house.catalogs[coordinators.language]
    kb, k = house.content, house.rules.threshold
    state = freshness(kb, house.catalogs, turn.now.astimezone(house.rules.zone).date())
    revisions = {entry.id: entry.revision for entry in kb.entries.values()}
    worst = await worst_rated(turn.tx, revisions, least=k)
    asked = await asked_a_person(turn.tx, {entry.id: entry.category for entry in kb.entries.values()}, least=k)
    parts = [
        speech.n("<b>{n} answer</b>", "<b>{n} answers</b>", n=len(kb.entries)),
        *_dates(state, house, speech),
        *_languages(state, house, speech),
        *_ratings(worst, house, speech),
        *_asked(asked, speech),
    ]
    if state.all_well:
        parts.insert(1, "✅ " + speech.t("Every answer is in date and whole in every language."))
    await say(turn, message, Html("\n\n".join(parts)))


def _dates(state: Freshness, house: House, speech: Speech) -> Iterator[str]:
    for entries, title in (
        (state.overdue, speech.t("Past their date: shown under a warning until somebody checks them")),
        (state.soon, speech.t("To be checked within 30 days")),
    ):
        if entries:
            lines = [f"• {_title(one, house, speech)}: {speech.date(one.valid_until)}" for one in entries[:LISTED]]
            yield "\n".join([f"<b>{title}</b>", *lines, *_more(entries, speech)])


def _languages(state: Freshness, house: House, speech: Speech) -> Iterator[str]:
    lines = [
        f"• {house.catalogs[code].own_name}: {speech.number(len(entries))}"
        for code, entries in state.untranslated.items()
        if entries
    ]
    if lines:
        yield "\n".join(["<b>" + speech.t("Not whole in a language: shown in Russian") + "</b>", *lines])


def _ratings(worst: Sequence[Rated], house: House, speech: Speech) -> Iterator[str]:
    if not worst:
        return
    lines = [f"• {_rated(one, house, speech)}" for one in worst[:LISTED]]
    yield "\n".join(["<b>" + speech.t("Helped least") + "</b>", *lines, *_more(worst, speech)])


def _rated(one: Rated, house: House, speech: Speech) -> str:
    title = _title(house.content.entries[one.entry], house, speech)
    # Rounded: who watches every day must not be able to read single people from it.
    share = speech.t("about {percent} % of readers said no", percent=round(one.bad * 10) * 10)
    why = ", ".join(reason_words(reason, speech) for reason in one.reasons)
    return f"{title}: {share}" + (f" ({why})" if why else "")


def _asked(categories: Sequence[str], speech: Speech) -> Iterator[str]:
    if categories:
        names = ", ".join(escape(name_of(code, speech)) for code in categories[:LISTED])
        yield "<b>" + speech.t("Asked of a person all the same, most often first") + f"</b>\n{names}"


def _title(entry: Entry, house: House, speech: Speech) -> str:
    return f"{escape(label(entry.title, speech, house.second))} (<code>{entry.id}</code>)"


def _more(found: Sequence[object], speech: Speech) -> list[str]:
    left = len(found) - LISTED
    return [speech.n("… and {n} more", "… and {n} more", n=left)] if left > 0 else []
