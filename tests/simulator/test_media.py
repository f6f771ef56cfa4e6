from __future__ import annotations

import json

import aiohttp
import pytest

from simulator import World
from simulator.samples import PICTURE, VOICE

DESK = -1001000000001


@pytest.fixture
async def person(world: World):
    dilnoza = await world.person("Dilnoza")
    await dilnoza.presses_start()
    return dilnoza


async def send(bot, method: str, files: dict[str, bytes], **fields: object) -> dict:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for name, data in files.items():
        form.add_field(name, data, filename=f"{name}.bin")
    async with bot.session.post(f"{bot.root}/{method}", data=form) as response:
        return await response.json()


async def test_every_kind_can_be_uploaded_and_sent_again_by_its_id(bot, person) -> None:
    for kind in ("photo", "voice", "video", "video_note", "animation", "audio", "document", "sticker"):
        method = "send" + "".join(part.capitalize() for part in kind.split("_"))
        answer = await send(bot, method, {kind: PICTURE}, chat_id=person.id)
        media = answer["result"][kind]
        file_id = (media[-1] if kind == "photo" else media)["file_id"]
        again = await bot.does(method, chat_id=person.id, **{kind: file_id})
        assert kind in again
        assert kind in (await person.sees_media(kind)).raw


async def test_a_file_can_be_downloaded(bot, person) -> None:
    voice = await person.sends_voice(VOICE)
    file = await bot.does("getFile", file_id=voice.raw["voice"]["file_id"])
    assert file["file_size"] == len(VOICE)
    root = f"{bot.simulator.url}/file/bot"
    async with bot.session.get(f"{root}{bot.simulator.token}/{file['file_path']}") as response:
        assert (await response.read(), response.content_type) == (VOICE, "audio/ogg")
    async with bot.session.get(f"{root}1:wrong/{file['file_path']}") as response:
        assert response.status == 401
    assert await bot.fails("getFile", file_id="nothing") == "Bad Request: invalid file_id"


async def test_an_album_has_two_to_ten_files_of_kinds_that_go_together(bot, person) -> None:
    media = [
        {"type": "photo", "media": "attach://a", "caption": "<b>one</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": "attach://b"},
    ]
    answer = await send(bot, "sendMediaGroup", {"a": PICTURE, "b": PICTURE}, chat_id=person.id, media=media)
    first, second = answer["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption_entities"][0]["type"] == "bold"
    alone = await bot.fails("sendMediaGroup", chat_id=person.id, media=media[:1])
    assert alone == "Bad Request: wrong number of messages to send"
    mixed = [
        {"type": "photo", "media": first["photo"][-1]["file_id"]},
        {"type": "document", "media": first["photo"][-1]["file_id"]},
    ]
    refusal = await bot.fails("sendMediaGroup", chat_id=person.id, media=mixed)
    assert refusal == "Bad Request: document can't be mixed with other media types"


async def test_files_telegram_does_not_take(bot, person) -> None:
    say = {"chat_id": person.id}
    assert await bot.fails("sendPhoto", **say) == "Bad Request: there is no photo in the request"
    assert (await bot.fails("sendPhoto", **say, photo="nothing")).startswith(
        "Bad Request: wrong remote file identifier"
    )
    voice = (await person.sends_voice()).raw["voice"]["file_id"]
    assert await bot.fails("sendPhoto", **say, photo=voice) == "Bad Request: can't use file of type Voice as Photo"
    photo = (await person.sends_photo()).raw["photo"][-1]["file_id"]
    refusal = await bot.fails("sendPhoto", **say, photo=photo, caption="a" * 1025)
    assert refusal == "Bad Request: message caption is too long"
    empty = await send(bot, "sendDocument", {"document": b""}, chat_id=person.id)
    assert empty["description"] == "Bad Request: file must be non-empty"


async def test_places_and_cards(bot, person) -> None:
    place = await bot.does(
        "sendVenue", chat_id=person.id, latitude=41.3, longitude=69.2, title="Embassy", address="Street 1"
    )
    assert (place["venue"]["title"], place["location"]["latitude"]) == ("Embassy", 41.3)
    card = await bot.does("sendContact", chat_id=person.id, phone_number="+998", first_name="Office")
    assert card["contact"]["first_name"] == "Office"
    assert await bot.fails("sendLocation", chat_id=person.id, latitude=1) == "Bad Request: longitude is empty"
    assert (
        await bot.fails("sendLocation", chat_id=person.id, latitude=91, longitude=0)
        == "Bad Request: wrong location specified"
    )


async def test_a_page_in_a_file_is_never_run(bot, person) -> None:
    page = await person.sends_document(b"<script>alert(1)</script>", "page.html")
    async with bot.session.get(bot.simulator.url + page.raw["file_url"]) as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_file_over_twenty_megabytes_is_refused(bot, person) -> None:
    with pytest.raises(AssertionError, match="Too Large"):
        await person.sends_document(bytes(20 * 1024 * 1024 + 1))
