"""An answer on the phone: for the reader's passport, with what belongs to it, a verdict, and the ways out."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from delivery import Turn
from handlers.buttons import Go, Nearest, Passport, Rate, Talk, button
from handlers.counting import count
from handlers.house import House
from handlers.screens import Rows, Screen, hide_row, in_rows, ways_out
from handlers.visitor import Visitor
from knowledge_base import CONSULAR, COUNTRIES, FLAGS, MENU, Entry, country_name, label, render
from locales import Speech, escape, visible_text
from needs_assessment import Outcome, Verdict
from storage.people import country_of, note_read

RELATED = 3
"""So many related answers get a button."""
OTHER = "-"
"""The passport of somebody from elsewhere, or who would rather not tell."""


async def answer_screen(
    turn: Turn, house: House, visitor: Visitor, entry: Entry, ways_on: Rows | None = None
) -> Screen:
    """The answer, counted as a request; or first the question on which it depends, asked once a conversation.

    `ways_on`: the last rows, a way to a person first; without them those of the tree.
    """
    country = await country_of(turn.tx, house.vault, visitor.key, turn.now) if entry.by_nationality else None
    if entry.by_nationality and country is None:
        return passport_screen(house, visitor.speech, entry.id, title=entry.title)
    await count(turn, house, visitor.speech.code, Outcome.ANSWERED, entry.category)
    await note_read(turn.tx, house.vault, visitor.key, entry.id, turn.now)
    return _screen(turn, house, visitor.speech, entry, country, ways_on or _ways_on(house, visitor.speech, entry))


def passport_screen(house: House, speech: Speech, node: str, *, title: str = "") -> Screen:
    """Ask for the passport; it is kept for this conversation only."""
    head = f"<b>{escape(label(title, speech, house.second))}</b>\n\n" if title else ""
    text = speech.t("It depends on your passport. Which one do you have?")
    kept = speech.t("I remember it for this conversation only, for a day at most.")
    choices = [
        button(f"{FLAGS[one]} {country_name(one, speech)}", Passport(country=one, node=node)) for one in COUNTRIES
    ]
    other = button(visible_text(speech.t("Another one, or I will not say")), Passport(country=OTHER, node=node))
    return Screen(f"{head}{text}\n<i>{kept}</i>", [*in_rows(choices), [other], ways_out(speech)])


def related_rows(house: House, speech: Speech, entry: Entry) -> Rows:
    """Buttons to what belongs to an answer; to where it happens, if it names places."""
    rows = [[topic_button(house, speech, one, "→ ")] for one in entry.related[:RELATED] if one in house.content.entries]
    if entry.places:
        country = next(iter(entry.applies_to.nationalities), "") if entry.category == CONSULAR else ""
        rows.insert(0, [button("📍 " + visible_text(speech.t("Nearest to me")), Nearest(country=country))])
    return rows


def verdict_row(entry: Entry, speech: Speech) -> list[InlineKeyboardButton]:
    """Helpful or not."""
    words = {Verdict.UP: "👍 " + speech.t("Helpful"), Verdict.DOWN: "👎 " + speech.t("Not helpful")}
    return [
        button(visible_text(text), Rate(entry=entry.id, revision=entry.revision, verdict=verdict))
        for verdict, text in words.items()
    ]


def topic_button(
    house: House, speech: Speech, entry_id: str, mark: str = "", *, fresh: bool = False
) -> InlineKeyboardButton:
    """The button that opens an entry; `fresh`: as a new message."""
    title = label(house.content.entries[entry_id].title, speech, house.second)
    return button(mark + title, Go(node=entry_id, fresh=fresh))


def _screen(turn: Turn, house: House, speech: Speech, entry: Entry, country: str | None, ways_on: Rows) -> Screen:
    today = turn.now.astimezone(house.rules.zone).date()
    shown = render(entry, house.content, speech, house.second, today, country)
    hide = [hide_row(speech)] if shown.protected else []
    middle = [*related_rows(house, speech, entry), *_other_passport(entry, speech)]
    person, *out = ways_on
    # A way to a person comes first where the answer cannot be relied on.
    doubtful = shown.stale or shown.untranslated
    rows = [person, *middle] if doubtful else [*middle, person]
    return Screen(shown.html, [*hide, *rows, verdict_row(entry, speech), *out], protected=shown.protected)


def _other_passport(entry: Entry, speech: Speech) -> Rows:
    if not entry.by_nationality:
        return []
    return [[button("🛂 " + visible_text(speech.t("Another passport")), Passport(country="", node=entry.id))]]


def _ways_on(house: House, speech: Speech, entry: Entry) -> Rows:
    node = house.tree.get(entry.id)
    talk = button("🧑 " + visible_text(speech.t("Talk to a person")), Talk(node=entry.id))
    return [[talk], ways_out(speech, node.parent if node else MENU)]
