"""The format of the content, in English, checked field by field: a file a topic or an entry, files of facts, cities."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from knowledge_base.markup import visible_length
from locales import escape

LABEL = 32
"""Visible characters of a button: more is cut off on a narrow phone."""


Kind = Literal["suicide", "medical", "sexual-violence", "violence", "child", "trafficking", "detention", "stranded"]
"""Kinds of emergency; in front the one whose first step can least wait."""
EMERGENCIES: tuple[Kind, ...] = get_args(Kind)


def _short(text: str) -> str:
    if "{" in text:
        raise ValueError("a label holds no facts")
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
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Point = tuple[float, float]
"""Latitude and longitude in degrees."""
FactId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,47}$")]
"""Stands in the texts as `{id}`."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Part):
    """Whom to call or write to; telephones are facts, `{police-ru}`."""

    name: Text
    phones: tuple[Text, ...] = ()
    url: Url | None = None
    note: Text | None = None


class Place(_Part):
    """Where to go; `city` is an id of `cities.yaml`, coordinates are in degrees (WGS 84)."""

    name: Text
    city: Id
    address: Text
    hours: Text | None = None
    phones: tuple[Text, ...] = ()
    latitude: Latitude | None = None
    longitude: Longitude | None = None

    @property
    def point(self) -> Point | None:
        """The spot on the map, where a source gave one."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class City(_Part):
    """A city that a person can pick instead of sharing a location; the coordinates are those of its centre."""

    id: Id
    name: Text
    country: Country
    latitude: Latitude
    longitude: Longitude

    @property
    def point(self) -> Point:
        """Its centre."""
        return self.latitude, self.longitude


class Cities(_Part):
    """The file `cities.yaml`."""

    source: Url
    cities: tuple[City, ...]


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


class Variant(_Part):
    """What holds only for some passports."""

    nationalities: Annotated[tuple[Country, ...], Field(min_length=1)]
    text: Text


class Fact(_Part):
    """One thing that can change or be wrong: a figure, a deadline, a fee, an address, a number, a rule.

    `value` stands in the texts in place of `{id}`, the same in every language; dates are written in the reader's
    language, and so are the days of opening hours. A `rule` is no part of a text: entries name it in `rests_on`.
    """

    id: FactId
    kind: Literal["number", "money", "date", "phone", "address", "hours", "law", "rule", "name"]
    value: Text
    unit: Text | None = None
    says: Text
    jurisdiction: Country
    nationalities: tuple[Country, ...] = ()
    legal_basis: Text | None = None
    risk: Literal["high", "none"] = "none"
    """High: a mistake could get somebody expelled, fined or hurt."""
    confidence: Literal["high", "medium", "low"]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    reverify_by: dt.date

    @model_validator(mode="after")
    def _is_a_date(self) -> Fact:
        if self.kind == "date":
            dt.date.fromisoformat(self.value)
        return self


class Facts(_Part):
    """A file of `facts/`."""

    facts: tuple[Fact, ...]


class Term(_Part):
    """Words that raise an alarm together, in any order and with a few others between.

    Groups stand apart, choices of a group are parted by a bar, and after an asterisk more letters may follow.
    """

    term: Annotated[str, StringConstraints(pattern=r"^[^\s|*]+\*?(\|[^\s|*]+\*?)*( [^\s|*]+\*?(\|[^\s|*]+\*?)*)*$")]
    example: Text
    """A message that must raise this alarm."""
    counter: Text
    """One much like it that must not."""


class Emergency(_Part):
    """A kind of emergency: what to say first, and the words by which it is known, by language."""

    id: Kind
    entry: Id
    terms: dict[str, tuple[Term, ...]]
    told: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    """Messages of this danger as people write them, by language: what the terms miss is learnt from them."""


class OtherMatters(_Part):
    """The file `other-matters.yaml`: what people also ask and no entry answers, by language."""

    questions: dict[str, tuple[Text, ...]]


class Reply(_Part):
    """What operators say again and again: sent in the person's language with one tap, or by `/reply slug`."""

    slug: Id
    title: Label
    text: Text


class Replies(_Part):
    """The file `replies.yaml`."""

    replies: tuple[Reply, ...]

    @model_validator(mode="after")
    def _are_told_apart(self) -> Replies:
        slugs = [one.slug for one in self.replies]
        if len(set(slugs)) < len(slugs):
            raise ValueError("a slug is given twice")
        return self


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
    by_nationality: tuple[Variant, ...] = ()
    rests_on: tuple[FactId, ...] = ()
    """Facts, rules mostly, that do not stand in the text."""
    applies_to: AppliesTo = AppliesTo()
    jurisdiction: Country
    contacts: tuple[Contact, ...] = ()
    places: tuple[Place, ...] = ()
    related: tuple[Id, ...] = ()
    questions: dict[str, tuple[Text, ...]]
    sources: tuple[Source, ...] = ()
    """Of what no fact covers."""
    verified_on: dt.date
    valid_until: dt.date
    owner: Text
    sensitivity: Literal["none", "high"] = "none"

    @property
    def sensitive(self) -> bool:
        """Shown protected and without previews, with a quick exit: reading it may endanger the reader."""
        return self.sensitivity == "high"

    @property
    def revision(self) -> str:
        """Names what the reader was told, as long as it is told like this: eight hexadecimal digits."""
        told = self.model_dump_json(include={"title", "first", "body", "by_nationality", "contacts", "places"})
        return hashlib.blake2b(told.encode(), digest_size=4).hexdigest()

    def stale(self, today: dt.date) -> bool:
        """Past its date: never to be shown as fact."""
        return today > self.valid_until
