"""An entry as the phone shows it, in the reader's language or, honestly said, in another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from knowledge_base.markup import inline, parts
from knowledge_base.models import Contact, Entry, Place, Source
from knowledge_base.strings import entry_strings, translatable
from locales import SOURCE_LANGUAGE, Html, Speech, escape, visible_length

TELEGRAM_LIMIT = 4096
"""Visible characters of a message, https://core.telegram.org/bots/api#sendmessage ."""
_LONGEST_TITLE = 256  # far over what the gate lets through: only so that a broken catalog cannot break the limit
Say = Callable[[str], str]


@dataclass(frozen=True)
class Screen:
    """What to show, and how."""

    html: Html
    title: str
    """Not escaped, in the language of the text."""
    stale: bool
    untranslated: bool
    protected: bool
    """Send it as protected content, without link previews, and offer a quick exit."""


def render(entry: Entry, speech: Speech, source_speech: Speech, today: date) -> Screen:
    """The screen of an entry for a reader of `speech`.

    An entry with one string missing or fuzzy comes whole in `source_speech` (Russian: most readers know some), or in
    English, under a line in the reader's language. One past its date comes under a warning. Never over 4,096 visible
    characters: whole blocks are left out at the end (the gate keeps screens at 1,200).
    """
    say, untranslated = _voice(entry, speech, source_speech)
    stale = entry.stale(today)
    head = [*_notices(speech, stale, untranslated), Html(f"<b>{escape(say(entry.title)[:_LONGEST_TITLE])}</b>")]
    first = Html(f"\n<blockquote>{inline(say(entry.first))}</blockquote>\n")
    tail = [*_contacts(entry, say), *_places(entry, say), _provenance(entry, speech, say)]
    text = _fitting(Html("\n".join(head)), [first, *parts(entry.body, say)], [Html(f"\n\n{part}") for part in tail])
    return Screen(text, say(entry.title), stale, untranslated, entry.sensitive)


def label(text: str, speech: Speech, source_speech: Speech) -> str:
    """A title for a button: translated, or in the second language, or in English. Not escaped."""
    return _words(text, speech) or _words(text, source_speech) or text


def complete(entry: Entry, speech: Speech) -> bool:
    """Whether every string of the entry has a translation that somebody stands behind."""
    return all(_words(text, speech) is not None for _, _, text in entry_strings(entry))


def _voice(entry: Entry, speech: Speech, source_speech: Speech) -> tuple[Say, bool]:
    for candidate in (speech, source_speech):
        if complete(entry, candidate):
            return partial(_said, candidate), candidate is not speech
    return str, True


def _said(speech: Speech, text: str) -> str:
    return _words(text, speech) or text


def _words(text: str, speech: Speech) -> str | None:
    if speech.code == SOURCE_LANGUAGE or not translatable(text):
        return text
    return speech.content(text)


def _notices(speech: Speech, stale: bool, untranslated: bool) -> Iterator[Html]:
    if stale:
        yield Html(
            "⚠️ " + speech.t("This answer is past its check date and may be out of date. Ask a person before you act.")
        )
    if untranslated:
        yield Html("🌐 " + speech.t("The translation is under way. A person can help you in your language."))


def _contacts(entry: Entry, say: Say) -> Iterator[Html]:
    for contact in entry.contacts:
        yield Html("\n".join(_contact(contact, say)))


def _contact(contact: Contact, say: Say) -> Iterator[Html]:
    yield Html(f"<b>{escape(say(contact.name))}</b>")
    if contact.phones:
        yield Html("📞 " + escape(", ".join(contact.phones)))
    if contact.url:
        yield Html(f'🔗 <a href="{escape(contact.url)}">{escape(_site(contact.url))}</a>')
    if contact.note:
        yield inline(say(contact.note))


def _places(entry: Entry, say: Say) -> Iterator[Html]:
    for place in entry.places:
        yield _place(place, say)


def _place(place: Place, say: Say) -> Html:
    return Html(f"📍 <b>{escape(say(place.name))}</b>\n{escape(say(place.city))}, {escape(say(place.address))}")


def _provenance(entry: Entry, speech: Speech, say: Say) -> Html:
    # Two lines, no full stop: in Russian and Kyrgyz a date ends in one.
    checked = speech.t("Checked: {date}", date=speech.date(entry.verified_on))
    if not entry.sources:
        return Html(f"<i>{checked}</i>")
    first, *others = entry.sources
    links = [_link(first, say(first.title)), *(_link(source, f"[{n}]") for n, source in enumerate(others, 2))]
    source = speech.t("Source: {title}", title=Html(" ".join(links)))
    return Html(f"<i>{checked}</i>\n<i>{source}</i>")


def _link(source: Source, shown: str) -> str:
    return f'<a href="{escape(source.url)}">{escape(shown)}</a>'


def _site(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _fitting(head: Html, body: list[Html], tail: list[Html]) -> Html:
    kept = [*body, *tail]
    # What has to go, goes from the end of the body, then from the end of all.
    while kept and visible_length(head + "".join(kept)) > TELEGRAM_LIMIT:
        kept.pop(len(kept) - 1 - len(tail) if len(kept) > len(tail) else -1)
    return Html(head + "".join(kept))
