"""The format of the content: one YAML file a topic or an entry, in English, checked field by field."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from knowledge_base.markup import visible_length
from locales import escape

LABEL = 32
"""Visible characters of a button: more is cut off on a narrow phone."""


def _short(text: str) -> str:
    if visible_length(escape(text)) > LABEL:
        raise ValueError(f"longer than {LABEL} visible characters")
    return text


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _any_is_empty(value: object) -> object:
    return () if value in ("any", ["any"]) else value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,24}$")]
"""Ids are for ever: deep links and statistics use them. Their length is that of a callback's and a deep link's room."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Label = Annotated[Text, AfterValidator(_short)]
Country = Annotated[str, BeforeValidator(_lower), StringConstraints(pattern=r"^[a-z]{2}$")]
"""ISO 3166 code, small letters."""
Url = Annotated[str, StringConstraints(pattern=r'^https?://[^\s<>"]+$')]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}(\.[A-Z]{3})?$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Part):
    """Whom to call or write to."""

    name: Text
    phones: tuple[Text, ...] = ()
    url: Url | None = None
    note: Text | None = None


class Place(_Part):
    """Where to go; coordinates in degrees (WGS 84)."""

    name: Text
    city: Text
    address: Text
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


class Source(_Part):
    """What the answer rests on: `date` is the source's own, `read_on` the day somebody read it for this entry."""

    title: Text
    url: Url
    date: dt.date | None = None
    read_on: dt.date


class AppliesTo(_Part):
    """For whom the answer holds; no nationalities means all."""

    nationalities: Annotated[tuple[Country, ...], BeforeValidator(_any_is_empty)] = ()
    eaeu: Literal["any", "only", "not"] = "any"


class Topic(_Part):
    """A button of the menu, and the head of the screen behind it."""

    id: Id
    order: int
    title: Label
    icon: Annotated[str, StringConstraints(max_length=8)] = ""
    intro: Text


class Entry(_Part):
    """One answer."""

    id: Id
    topic: Id
    order: int
    category: Code
    title: Label
    first: Text
    body: Text
    applies_to: AppliesTo = AppliesTo()
    jurisdiction: Country
    contacts: tuple[Contact, ...] = ()
    places: tuple[Place, ...] = ()
    related: tuple[Id, ...] = ()
    questions: dict[str, tuple[Text, ...]]
    sources: tuple[Source, ...]
    verified_on: dt.date
    valid_until: dt.date
    owner: Text
    sensitivity: Literal["none", "high"] = "none"

    @property
    def sensitive(self) -> bool:
        """Shown protected and without previews, with a quick exit: reading it may endanger the reader."""
        return self.sensitivity == "high"

    def stale(self, today: dt.date) -> bool:
        """Past its date: never to be shown as fact."""
        return today > self.valid_until
