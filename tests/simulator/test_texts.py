from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import World


async def test_texts_that_are_no_message_are_refused(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    say = {"chat_id": person.id}
    assert await bot.fails("sendMessage", **say) == "Bad Request: message text is empty"
    assert await bot.fails("sendMessage", **say, text=" \n ") == "Bad Request: text must be non-empty"
    assert await bot.fails("sendMessage", **say, text="a" * 4097) == "Bad Request: message is too long"
    assert await bot.fails("sendMessage", **say, text="a" * 40_000) == "Bad Request: text is too long"
    assert await bot.fails("sendMessage", **say, text="a", parse_mode="Word") == "Bad Request: unsupported parse_mode"
    refusal = await bot.fails("sendMessage", **say, text="<p>", parse_mode="HTML")
    assert refusal == 'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 0'


async def test_the_length_is_counted_after_parsing(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    await bot.says(person.id, f"<b>{'ҳ' * 4096}</b>", parse_mode="HTML")
    assert len((await person.sees("ҳ")).text) == 4096


async def test_given_entities_are_used_and_found_ones_added(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    marks = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_mention", "offset": 3, "length": 2, "user": {"id": person.id}},
    ]
    sent = await bot.does("sendMessage", chat_id=person.id, text="😀 is at /menu", entities=marks)
    assert [one["type"] for one in sent["entities"]] == ["bold", "text_mention", "bot_command"]
    assert sent["entities"][1]["user"]["first_name"] == "Dilnoza"


async def test_html_shown_to_people_is_safe(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    sent = await person.sends("<script>alert(1)</script> https://example.org/?a=1&b=2 +992372210000")
    assert sent.html == (
        '&lt;script&gt;alert(1)&lt;/script&gt; <a href="https://example.org/?a=1&amp;b=2">'
        'https://example.org/?a=1&amp;b=2</a> <a href="tel:+992372210000">+992372210000</a>'
    )


@given(
    garbage=st.dictionaries(
        st.sampled_from(
            ["chat_id", "text", "parse_mode", "entities", "reply_markup", "reply_parameters", "message_thread_id"]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "inline_keyboard",
                            "text",
                            "callback_data",
                            "url",
                            "web_app",
                            "copy_text",
                            "type",
                            "offset",
                            "length",
                            "message_id",
                            "chat_id",
                            "user",
                        ]
                    ),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=8,
        ),
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_garbage_breaks_the_server(bot, garbage: dict[str, object]) -> None:
    person = next(user for user in bot.simulator.cloud.users.values() if user.role == "person")
    person.started = True
    async with bot.session.post(
        f"{bot.root}/sendMessage", json={"chat_id": person.id, "text": "a"} | garbage
    ) as response:
        assert response.status in (200, 400), json.dumps(garbage)


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b"[" * 100_000])
async def test_a_body_that_is_no_json_object_is_refused(bot, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    async with bot.session.post(f"{bot.root}/sendMessage", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"].startswith("Bad Request: can't parse")


async def test_a_slip_in_a_parameters_name_is_refused(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    refusal = await bot.fails("sendMessage", chat_id=person.id, text="a", parsemode="HTML")
    assert refusal.startswith("Bad Request: refused by the simulator")
    assert "parsemode" in refusal


async def test_parameters_come_as_json_form_multipart_or_address(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    fields = {"chat_id": str(person.id), "reply_markup": '{"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}'}
    await bot.session.post(f"{bot.root}/sendmessage", data=fields | {"text": "form"})
    await bot.session.get(f"{bot.root}/sendMessage", params=fields | {"text": "address"})
    import aiohttp

    with aiohttp.MultipartWriter("form-data") as parts:
        for name, value in (fields | {"text": "parts"}).items():
            parts.append(value).set_content_disposition("form-data", name=name)
    await bot.session.post(f"{bot.root}/sendMessage", data=parts)
    screen = await person.shows()
    assert [(one.text, one.buttons) for one in screen[1:]] == [(name, [["A"]]) for name in ("form", "address", "parts")]
