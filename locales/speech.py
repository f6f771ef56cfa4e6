"""One language as the rest of the house uses it: words, plurals, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.numbers import format_decimal

from locales.po import SOURCE_LANGUAGE
from locales.telegram_html import Html, escape

FIELD = re.compile(r"\{([a-z_][a-z0-9_-]*)\}")
"""A field of an interface string, or a fact of the content, whose ids have hyphens."""
_HOUR, _DAY = 60, 24 * 60
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY_NAME = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")


def later(text: str) -> str:
    """Mark an English string in a table for extraction; `speech.t(…)` is called with it when it is shown."""
    return text


class Speech:
    """Speaks one language. Nothing here raises over a catalog: what is missing comes in English.

    What `t`, `n` and `ctx` give is Telegram HTML: fields are escaped, unless they are `Html` themselves.
    """

    def __init__(self, code: str, locale: Locale, interface: NullTranslations, content: Mapping[str, str]) -> None:
        self.code = code
        """Name of the catalog folder: `uz`, `uz_Cyrl`."""
        self.locale = locale
        """Babel's locale, for what is not covered here."""
        self._interface = interface
        self._content = content

    def t(self, text: str, /, **fields: object) -> Html:
        """Translate `text`, and fill its `{named}` fields."""
        return _filled(self._interface.gettext(text), text, fields)

    def n(self, one: str, many: str, /, n: int, **fields: object) -> Html:
        """Translate with the plural form that fits `n`, which is also the field `{n}`."""
        source = one if n == 1 else many
        return _filled(self._interface.ngettext(one, many, n), source, {"n": self.number(n), **fields})

    def ctx(self, context: str, text: str, /, **fields: object) -> Html:
        """Translate a `text` that means different things in different places; `context` says which."""
        return _filled(self._interface.pgettext(context, text), text, fields)

    def content(self, text: str) -> str | None:
        """The translation of a content string, not escaped; None where it is missing or fuzzy."""
        return self._content.get(text)

    @property
    def own_name(self) -> str:
        """What the speakers call this language, for the language buttons."""
        # Translators: not "English", but the name of your language as its speakers write it.
        name = self.ctx("language name", "English")
        untranslated = name == "English" and self.code != SOURCE_LANGUAGE
        return (self.locale.get_language_name() or self.code) if untranslated else name

    def hours(self, text: str) -> str:
        """Opening hours as English writes them (`Mon–Fri 09:00–13:00`), with the days in this language."""
        days = get_day_names("abbreviated", locale=self.locale)
        return _DAY_NAME.sub(lambda day: str(days[_DAYS.index(day[0])]).rstrip("."), text)

    def time(self, moment: datetime, tz: tzinfo) -> str:
        """Time of day in `tz`, on 24 hours in every language."""
        return format_time(moment, "HH:mm", tzinfo=tz, locale=self.locale)

    def date(self, day: date) -> str:
        """A day, with the month as a word."""
        return format_date(day, "long", locale=self.locale)

    def date_time(self, moment: datetime, tz: tzinfo) -> str:
        """Day and time of a moment in `tz`."""
        return f"{self.date(moment.astimezone(tz).date())}, {self.time(moment, tz)}"

    def number(self, number: int) -> str:
        """A number with the thousands set apart as the language does."""
        return format_decimal(number, locale=self.locale)

    def duration(self, minutes: float) -> Html:
        """A length of time in words, in its largest fitting unit, rounded: it is said of waits, not measured.

        Our own strings: CLDR has no relative times for Tajik.
        """
        whole = max(0, round(minutes))
        if whole == 0:
            return self.t("less than a minute")
        if whole < 2 * _HOUR and whole != _HOUR:
            return self.n("{n} minute", "{n} minutes", n=whole)
        if whole < 2 * _DAY and whole != _DAY:
            return self.n("{n} hour", "{n} hours", n=round(whole / _HOUR))
        return self.n("{n} day", "{n} days", n=round(whole / _DAY))


ENGLISH = Speech(SOURCE_LANGUAGE, Locale(SOURCE_LANGUAGE), NullTranslations(), {})
"""The source language by itself, which needs no catalog."""


def _filled(translated: str, source: str, fields: Mapping[str, object]) -> Html:
    # A translation that asks for a field nobody gives would show a brace to a person: the source does not.
    text = translated if all(name in fields for name in FIELD.findall(translated)) else source
    return Html(FIELD.sub(lambda field: _value(field, fields), text))


def _value(field: re.Match[str], fields: Mapping[str, object]) -> str:
    if field[1] not in fields:
        return field[0]
    value = fields[field[1]]
    return value if isinstance(value, Html) else escape(str(value))
