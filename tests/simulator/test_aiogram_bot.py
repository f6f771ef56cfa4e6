"""A real bot on aiogram, by polling and by webhook: the client's own models read what the simulator answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from simulator import Simulator, World
from simulator.samples import PICTURE

DESK = -1001000000001


@pytest.fixture
async def aiogram_bot(simulator: Simulator) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(simulator.url))
    bot = Bot(simulator.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    yield bot
    await session.close()


def tiny_bot() -> Dispatcher:
    dispatcher = Dispatcher()
    key = InlineKeyboardButton(text="Oʻzbekcha", callback_data="l:uz")

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("<b>Tilni</b> tanlang", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[key]]))

    @dispatcher.callback_query()
    async def choose(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Menyu")
        await query.answer("Tayyor")

    @dispatcher.message(Command("topic"))
    async def topic(message: Message, bot: Bot) -> None:
        made = await bot.create_forum_topic(DESK, "K7M")
        await message.copy_to(DESK, message_thread_id=made.message_thread_id)

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.reply(message.text or message.content_type)

    return dispatcher


async def converse(world: World) -> None:
    dilnoza = await world.person("Dilnoza")
    await dilnoza.presses_start()
    choice = await dilnoza.sees("Tilni tanlang")
    assert choice.html == "<b>Tilni</b> tanlang"
    await dilnoza.taps("zbek")
    await dilnoza.sees_alert("Tayyor")
    menu = await dilnoza.sees("Menyu")
    assert (menu.message_id, menu.buttons) == (choice.message_id, [])
    await dilnoza.sends_voice()
    await dilnoza.sees("voice")
    await dilnoza.sends("/topic")
    aziza = await world.operator("Aziza")
    topic = await aziza.topic("K7M")
    await topic.sees("/topic")
    await aziza.replies("salom", topic=topic)
    await topic.sees("salom")


async def test_a_conversation_over_polling(aiogram_bot: Bot, world: World) -> None:
    dispatcher = tiny_bot()
    async with asyncio.TaskGroup() as group:
        group.create_task(dispatcher.start_polling(aiogram_bot, handle_signals=False, close_bot_session=False))
        await converse(world)
        await dispatcher.stop_polling()


async def test_a_conversation_over_a_webhook(aiogram_bot: Bot, world: World) -> None:
    application = web.Application()
    handler = SimpleRequestHandler(tiny_bot(), aiogram_bot, handle_in_background=False, secret_token="secret")
    handler.register(application, path="/hook")
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await aiogram_bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="secret")
    await converse(world)
    await aiogram_bot.delete_webhook()
    await runner.cleanup()


async def test_the_clients_models_read_every_answer(aiogram_bot: Bot, world: World) -> None:
    bot = aiogram_bot
    dilnoza = await world.person("Dilnoza")
    await dilnoza.presses_start()
    me = await bot.me()
    assert me.username == "hamroh_demo_bot"
    assert (await bot.get_chat(dilnoza.id)).first_name == "Dilnoza"
    assert (await bot.get_chat(DESK)).is_forum
    assert (await bot.get_chat_member(DESK, me.id)).status == "administrator"
    assert len(await bot.get_chat_administrators(DESK)) == 2
    assert (await bot.get_forum_topic_icon_stickers())[0].custom_emoji_id
    await bot.set_my_commands([BotCommand(command="menu", description="Menu")], scope=BotCommandScopeAllPrivateChats())
    assert await dilnoza.commands() == ["menu"]
    photo = await bot.send_photo(dilnoza.id, BufferedInputFile(PICTURE, "a.png"), caption="<i>look</i>")
    assert photo.photo
    file = await bot.get_file(photo.photo[-1].file_id)
    downloaded = await bot.download_file(file.file_path or "")
    assert downloaded is not None
    assert downloaded.read() == PICTURE
    album = await bot.send_media_group(dilnoza.id, [InputMediaPhoto(media=photo.photo[-1].file_id)] * 2)
    assert len(album) == 2
    reply = await bot.send_message(dilnoza.id, "here", reply_parameters=ReplyParameters(message_id=photo.message_id))
    assert reply.reply_to_message
    await bot.set_message_reaction(dilnoza.id, 1, [ReactionTypeEmoji(emoji="👌")])
    await bot.pin_chat_message(dilnoza.id, photo.message_id)
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.get_my_description()
    assert await bot.send_chat_action(dilnoza.id, "typing")
    await bot.delete_messages(dilnoza.id, [one.message_id for one in album])
    for kind in ("poll", "dice", "venue"):
        await dilnoza.sends_other(kind)
    await dilnoza.sends_contact()
    await dilnoza.reacts((await dilnoza.shows())[-1], "👍")
    await dilnoza.blocks()
    assert len(await bot.get_updates(allowed_updates=["message"])) == 7


async def test_refusals_become_the_clients_errors(aiogram_bot: Bot, world: World, simulator: Simulator) -> None:
    dilnoza = await world.person("Dilnoza")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aiogram_bot.send_message(dilnoza.id, "a")
    await dilnoza.presses_start()
    await dilnoza.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await aiogram_bot.send_message(dilnoza.id, "a")
    await world.breaks({"kind": "429", "retry_after": 5, "times": 1})
    with pytest.raises(TelegramRetryAfter) as waiting:
        await aiogram_bot.send_message(dilnoza.id, "a")
    assert waiting.value.retry_after == 5
    new_id = await (await world.operator("Aziza")).changes_chat("migrate")
    with pytest.raises(TelegramMigrateToChat) as moved:
        await aiogram_bot.send_message(DESK, "a")
    assert moved.value.migrate_to_chat_id == new_id
