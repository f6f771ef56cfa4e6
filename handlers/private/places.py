"""The nearest consulates and help points: to a city, or to a shared location, which is used at once and never kept.

The city is kept like the passport's country, for this conversation: an operator who is asked next need not ask again.
"""

from __future__ import annotations

from aiogram import Router
from aiogram.methods import SendMessage, SendVenue
from aiogram.types import CallbackQuery, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from delivery import Turn
from handlers.buttons import Go, Nearest, button
from handlers.counting import count
from handlers.house import House
from handlers.private.answer import OTHER, passport_screen
from handlers.screens import NO_PREVIEW, Rows, Screen, in_rows, more_button, send, show, ways_out
from handlers.visitor import Visitor
from knowledge_base import CONSULAR, COUNTRIES, City, Near, Point, consulates, help_points, label, place_html
from knowledge_base.tree import BUTTONS
from locales import Html, Speech, visible_text
from needs_assessment import Outcome
from storage.people import country_of, tell_city, tell_country

NEAREST = "nearest"
"""Stands for this screen where a node is asked for."""
_POSTS, _HELP = 3, 2
_HERE_KM = 1


def make_router() -> Router:
    """Cities and shared locations."""
    router = Router(name="places")
    router.callback_query.register(asked, Nearest.filter())
    return router


async def asked(tapped: CallbackQuery, callback_data: Nearest, turn: Turn, house: House, visitor: Visitor) -> None:
    """Ask for the passport, then for the place; with a city: what is nearest to it."""
    country = await _country(turn, house, visitor, callback_data.country)
    city = house.content.cities.get(callback_data.city)
    if country is None:
        await show(turn, visitor.chat_id, passport_screen(house, visitor.speech, NEAREST), tapped)
    elif city is None:
        await show(turn, visitor.chat_id, where_screen(house, visitor.speech, country, callback_data.page), tapped)
        if callback_data.page == 1:
            await _offer_to_share(turn, visitor)
    else:
        await _near_city(turn, house, visitor, country, city, tapped)


async def nearest_to(turn: Turn, house: House, visitor: Visitor, here: Point, ends: Rows, message_id: int) -> None:
    """What is nearest to a shared location. Who told no passport gets the nearest consulate of each country."""
    country = await _country(turn, house, visitor, "") or OTHER
    posts, points = _found(house, country, here)
    screen = _nearest_screen(house, visitor.speech, posts, points, ends)
    await send(turn, visitor.chat_id, screen, reply_to=message_id)
    await count(turn, house, visitor.speech.code, Outcome.ANSWERED, CONSULAR)
    if not await _on_the_map(turn, house, visitor, [*posts, *points]):
        await _take_keyboard_away(turn, visitor)


def where_screen(house: House, speech: Speech, country: str, page: int = 1) -> Screen:
    """The cities, and how to share a location instead."""
    lines = [
        speech.t("<b>Where are you now?</b>"),
        speech.t("Tap a city near you. Or share your location: the paper clip 📎, then Location."),
        speech.t("I use your location once, to measure the way, and do not keep it."),
        speech.t("A city that you tap I remember for this conversation only, for a day at most."),
    ]
    cities = list(house.content.cities.values())
    first = (page - 1) * (BUTTONS - 1)
    shown = cities[first : first + BUTTONS - 1]
    rows = in_rows(
        [button(label(city.name, speech, house.second), Nearest(country=country, city=city.id)) for city in shown]
    )
    if cities[first + BUTTONS - 1 :]:
        rows.append([more_button(speech, Nearest(country=country, page=page + 1))])
    return Screen("\n\n".join(lines), [*rows, ways_out(speech)])


async def _country(turn: Turn, house: House, visitor: Visitor, told: str) -> str | None:
    """The passport of this conversation; an embassy's button tells it too."""
    if told not in COUNTRIES:
        return await country_of(turn.tx, house.vault, visitor.key, turn.now)
    await tell_country(turn.tx, house.vault, visitor.key, told, turn.now)
    return told


async def _offer_to_share(turn: Turn, visitor: Visitor) -> None:
    """A button that shares the location with one tap; it goes away once it has been used."""
    speech = visitor.speech
    share = KeyboardButton(text="📍 " + visible_text(speech.t("Share my location")), request_location=True)
    offer = SendMessage(
        chat_id=visitor.chat_id,
        text=speech.t("Or tap the button below the text field."),
        parse_mode="HTML",
        reply_markup=ReplyKeyboardMarkup(keyboard=[[share]], resize_keyboard=True, one_time_keyboard=True),
        link_preview_options=NO_PREVIEW,
    )
    await turn.post.to_person(offer, visitor.chat_id)


async def _near_city(
    turn: Turn, house: House, visitor: Visitor, country: str, city: City, tapped: CallbackQuery
) -> None:
    await tell_city(turn.tx, house.vault, visitor.key, city.id, turn.now)
    posts, points = _found(house, country, city.point)
    screen = _nearest_screen(house, visitor.speech, posts, points, [ways_out(visitor.speech)])
    await show(turn, visitor.chat_id, screen, tapped)
    await count(turn, house, visitor.speech.code, Outcome.ANSWERED, CONSULAR)
    await _on_the_map(turn, house, visitor, [*posts, *points])


def _found(house: House, country: str, here: Point) -> tuple[list[Near], list[Near]]:
    points = help_points(house.content, country if country in COUNTRIES else None, here)[:_HELP]
    return _posts(house, country, here), points


async def _on_the_map(turn: Turn, house: House, visitor: Visitor, found: list[Near]) -> bool:
    """Send the first place that has a point as a map; False where there is none."""
    on_map = next((near for near in found if near.place.point is not None), None)
    if on_map is not None:
        await turn.post.to_person(_venue(house, visitor, on_map), visitor.chat_id)
    return on_map is not None


def _posts(house: House, country: str, here: Point) -> list[Near]:
    if country in COUNTRIES:
        return consulates(house.content, country, here)[:_POSTS]
    return [near for one in COUNTRIES for near in consulates(house.content, one, here)[:1]]


def _nearest_screen(house: House, speech: Speech, posts: list[Near], points: list[Near], ends: Rows) -> Screen:
    parts = [Html("<b>" + speech.t("Nearest consulates") + "</b>"), *(_line(house, speech, near) for near in posts)]
    if not posts:
        parts.append(speech.t("I know no consulate with a checked address. An operator can help."))
    if points:
        parts.append(Html("<b>" + speech.t("Help near you") + "</b>"))
        parts += [_line(house, speech, near) for near in points]
    parts.append(Html("<i>" + speech.t("Call before you go: hours and addresses change.") + "</i>"))
    entries = dict.fromkeys(near.entry.id for near in [*posts, *points])
    rows: Rows = [
        [button(label(house.content.entries[one].title, speech, house.second), Go(node=one))] for one in entries
    ]
    return Screen("\n\n".join(parts), [*rows[:BUTTONS], *ends])


def _line(house: House, speech: Speech, near: Near) -> Html:
    place = place_html(near.place, house.content, speech, house.second)
    if near.kilometres < _HERE_KM:
        return place if near.whole_city else Html(f"{place}\n🚶 " + speech.t("less than 1 km from here"))
    number = speech.number(round(near.kilometres))
    far = speech.t("about {number} km", number=number) if near.whole_city else speech.t("{number} km", number=number)
    return Html(f"{place}\n🧭 {far}")


def _venue(house: House, visitor: Visitor, near: Near) -> SendVenue:
    """The place on a map; takes the location button away."""
    assert near.place.point is not None
    latitude, longitude = near.place.point
    shown = place_html(near.place, house.content, visitor.speech, house.second)
    title, address, *_ = visible_text(shown).splitlines()
    return SendVenue(
        chat_id=visitor.chat_id,
        latitude=latitude,
        longitude=longitude,
        title=title.removeprefix("📍 "),
        address=address,
        reply_markup=ReplyKeyboardRemove(remove_keyboard=True),
    )


async def _take_keyboard_away(turn: Turn, visitor: Visitor) -> None:
    menu = SendMessage(
        chat_id=visitor.chat_id,
        text=visitor.speech.t("Your location was not kept."),
        parse_mode="HTML",
        reply_markup=ReplyKeyboardRemove(remove_keyboard=True),
    )
    await turn.post.to_person(menu, visitor.chat_id)
