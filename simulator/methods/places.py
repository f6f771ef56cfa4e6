"""sendLocation, sendVenue, sendContact, sendDice."""

from __future__ import annotations

from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.methods.registry import SENDING, method
from simulator.outgoing import deliver, outgoing
from simulator.parameters import Parameters

_PLACE = ("latitude", "longitude")


@method("sendLocation", *SENDING, *_PLACE, "horizontal_accuracy")
def send_location(cloud: Cloud, ask: Parameters) -> Json:
    """Send a point on the map."""
    return _send(cloud, ask, {"location": _location(ask)})


@method("sendVenue", *SENDING, *_PLACE, "title", "address")
def send_venue(cloud: Cloud, ask: Parameters) -> Json:
    """Send a place with its name and address."""
    location = _location(ask)
    venue = {"location": location, "title": ask.required("title"), "address": ask.required("address")}
    return _send(cloud, ask, {"venue": venue, "location": location})


@method("sendContact", *SENDING, "phone_number", "first_name", "last_name", "vcard")
def send_contact(cloud: Cloud, ask: Parameters) -> Json:
    """Send a contact card."""
    contact = {"phone_number": ask.required("phone_number"), "first_name": ask.required("first_name")}
    contact |= {name: ask.text(name) for name in ("last_name", "vcard") if ask.text(name)}
    return _send(cloud, ask, {"contact": contact})


@method("sendDice", *SENDING, "emoji")
def send_dice(cloud: Cloud, ask: Parameters) -> Json:
    """Roll a dice."""
    return _send(cloud, ask, {"dice": {"emoji": ask.text("emoji") or "🎲", "value": cloud.chance.randint(1, 6)}})


def _send(cloud: Cloud, ask: Parameters, content: Json) -> Json:
    [message] = deliver(cloud, outgoing(cloud, ask), content)
    return message.for_bot(cloud.users)


def _location(ask: Parameters) -> Json:
    latitude, longitude = ask.number("latitude"), ask.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}
