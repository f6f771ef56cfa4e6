"""Walking the tree: the menu, the topics, the answers, each in place of the last."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from delivery import Turn
from handlers.buttons import Ask, Go, Languages, Nearest, Talk, button
from handlers.house import House
from handlers.private.answer import answer_screen
from handlers.screens import Rows, Screen, in_rows, more_button, send, show, ways_out
from handlers.visitor import Visitor
from knowledge_base import ABOUT, CONSULAR, EMERGENCY, MENU, Entry, Node, contact_phones, label, topic_node
from locales import Html, Speech, escape, visible_text
from storage.people import begin_anew


def make_router() -> Router:
    """The tree."""
    router = Router(name="tree")
    router.callback_query.register(go, Go.filter())
    router.callback_query.register(ask, Ask.filter())
    router.message.register(emergency, Command("emergency"))
    router.message.register(help_command, Command("help"))
    return router


async def go(tapped: CallbackQuery, callback_data: Go, turn: Turn, house: House, visitor: Visitor) -> None:
    """A button of the tree. A screen that no longer exists leads to the menu, with a line that says so."""
    in_place = None if callback_data.fresh else tapped
    await show_node(turn, house, visitor, callback_data.node, in_place, tapped)


async def ask(tapped: CallbackQuery, turn: Turn, visitor: Visitor) -> None:
    """How to ask in one's own words."""
    speech = visitor.speech
    await begin_anew(turn.tx, visitor.key)
    text = speech.t("Write your question in your own words, in any language. For example: I lost my passport")
    await show(turn, visitor.chat_id, Screen(f"✍️ {text}", [ways_out(speech)]), tapped)


async def emergency(_message: Message, turn: Turn, house: House, visitor: Visitor) -> None:
    """`/emergency`: the numbers, before anything else."""
    await begin_anew(turn.tx, visitor.key)
    await send(turn, visitor.chat_id, node_screen(house, visitor.speech, topic_node(EMERGENCY)), urgent=True)


async def help_command(_message: Message, turn: Turn, house: House, visitor: Visitor) -> None:
    """`/help`."""
    await show_node(turn, house, visitor, topic_node(ABOUT))


async def show_node(
    turn: Turn,
    house: House,
    visitor: Visitor,
    node_id: str,
    in_place: CallbackQuery | None = None,
    tapped: CallbackQuery | None = None,
) -> None:
    """Show a screen of the tree; an answer that is shown is a request that is counted."""
    await begin_anew(turn.tx, visitor.key)  # who goes elsewhere no longer means to write to an operator
    if tapped is not None and in_place is None:
        turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
    urgent = EMERGENCY in house.tree.path(node_id)
    entry = house.content.entries.get(node_id)
    if entry is None:
        screen = node_screen(house, visitor.speech, node_id)
    else:
        screen = await answer_screen(turn, house, visitor, entry)
    await show(turn, visitor.chat_id, screen, in_place, urgent=urgent)


def node_screen(house: House, speech: Speech, node_id: str) -> Screen:
    """The menu or a topic; the menu also in place of a screen that does not exist."""
    node = house.tree.get(node_id)
    if node is None or node.kind != "topic":
        return menu_screen(house, speech, gone=node is None and node_id != MENU)
    return _topic_screen(house, speech, node)


def menu_screen(house: House, speech: Speech, *, gone: bool = False) -> Screen:
    """The topics, and the fixed row: emergency, ask, a person, the language."""
    text = speech.t("<b>What do you need?</b>\nTap a topic, or write your question in your own words.")
    if gone:
        text = Html(speech.t("This page has changed. Here is the menu.") + "\n\n" + text)
    fixed = [
        button("🆘 " + visible_text(speech.t("Emergency")), Go(node=topic_node(EMERGENCY))),
        button("✍️ " + visible_text(speech.t("Ask")), Ask()),
        button("🧑 " + visible_text(speech.t("Talk to a person")), Talk(node=MENU)),
        button("🌐 " + visible_text(speech.t("Language")), Languages()),
    ]
    about = [_child(house, speech, topic_node(ABOUT))] if topic_node(ABOUT) in house.tree.aside else []
    return Screen(text, [*topic_rows(house, speech), *in_rows(fixed), *in_rows(about)])


def topic_rows(house: House, speech: Speech, *, fresh: bool = False) -> Rows:
    """The buttons of all topics; `fresh`: each opens as a new message."""
    return in_rows([_child(house, speech, child, fresh=fresh) for child in house.tree[MENU].children])


def _topic_screen(house: House, speech: Speech, node: Node) -> Screen:
    topic = house.content.topics[node.ref]
    title = f"{node.icon} <b>{escape(_title(house, speech, topic.title))}</b>"
    intro = escape(_title(house, speech, topic.intro))
    rows: Rows = in_rows([_child(house, speech, child) for child in node.children])
    talk = [button("🧑 " + visible_text(speech.t("Talk to a person")), Talk(node=node.id))]
    numbers = f"\n\n{emergency_numbers(house, speech)}" if node.ref == EMERGENCY else ""
    if any(one.category == CONSULAR for one in house.content.topic_entries(node.ref)):
        rows.append([button("📍 " + visible_text(speech.t("Nearest consulate")), Nearest())])
    return Screen(f"{title}\n\n{intro}{numbers}", [*rows, talk, ways_out(speech, node.parent)])


def emergency_numbers(house: House, speech: Speech) -> Html:
    """The emergency numbers of every country at once: whoever needs them must not have to tap again."""
    lines = [
        f"<b>{escape(_title(house, speech, entry.title))}</b>: 📞 {_phones(house, speech, entry)}"
        for entry in house.content.topic_entries(EMERGENCY)
    ]
    return Html("\n".join(lines))


def _phones(house: House, speech: Speech, entry: Entry) -> str:
    return escape(", ".join(contact_phones(entry, house.content, speech)))


def _child(house: House, speech: Speech, node_id: str, *, fresh: bool = False) -> InlineKeyboardButton:
    node = house.tree[node_id]
    if node.kind == "topic" and node.page > 1:
        return more_button(speech, Go(node=node_id))
    return button(f"{node.icon} {_title(house, speech, node.title)}".strip(), Go(node=node_id, fresh=fresh))


def _title(house: House, speech: Speech, text: str) -> str:
    return label(text, speech, house.second)
