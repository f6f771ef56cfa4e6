"""An entry as the phone shows it, in the reader's language or, honestly said, in another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote

from knowledge_base.countries import COUNTRIES, country_name
from knowledge_base.facts import filled, site
from knowledge_base.kb import KnowledgeBase
from knowledge_base.markup import html, inline, parts
from knowledge_base.models import Contact, Entry, Place, Source
from knowledge_base.strings import entry_strings, translatable
from locales import ENGLISH, SOURCE_LANGUAGE, Html, Speech, escape, visible_length

TELEGRAM_LIMIT = 4096
"""Visible characters of a message, https://core.telegram.org/bots/api#sendmessage ."""
_LONGEST_TITLE = 256  # far over what the gate lets through: only so that a broken catalog cannot break the limit
_SITES = 4
"""So many sites are named under an answer, each by one page; all of them stand in docs/facts.md and the export."""
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


def render(
    entry: Entry, kb: KnowledgeBase, speech: Speech, second: Speech, today: date, nationality: str | None = None
) -> Screen:
    """The screen of an entry for a reader of `speech` with a passport of `nationality` (None: not told).

    An entry with one string missing or fuzzy comes whole in `second` (Russian: most readers know some), or in
    English, under a line in the reader's language. One past its date comes under a warning. Never over 4,096 visible
    characters: whole blocks are left out at the end (the gate keeps screens at 1,200).
    """
    voice = _voice(entry, speech, second)
    stale = entry.stale(today)
    say = partial(_said, voice, kb)
    head = [*_notices(speech, stale, voice is not speech), Html(f"<b>{escape(say(entry.title)[:_LONGEST_TITLE])}</b>")]
    first = Html(f"\n<blockquote>{inline(say(entry.first))}</blockquote>\n")
    own = list(_variants(entry, nationality, voice, say))
    body = [first, *own, *([Html("\n\n")] if own else []), *parts(entry.body, say)]
    tail = [*_contacts(entry, say), *_places(entry, kb, say), _provenance(entry, kb, speech)]
    text = _fitting(Html("\n".join(head)), body, [Html(f"\n\n{part}") for part in tail])
    return Screen(text, say(entry.title), stale, voice is not speech, entry.sensitive)


def label(text: str, speech: Speech, second: Speech) -> str:
    """A title for a button: translated, or in the second language, or in English. Not escaped."""
    return _words(text, speech) or _words(text, second) or text


def complete(entry: Entry, speech: Speech) -> bool:
    """Whether every string of the entry has a translation that somebody stands behind."""
    return all(_words(text, speech) is not None for _, _, text in entry_strings(entry))


def first_step(entry: Entry, kb: KnowledgeBase, speech: Speech, second: Speech) -> Html:
    """What to do first, by itself."""
    return inline(filled(label(entry.first, speech, second), kb.facts, speech))


def place_html(place: Place, kb: KnowledgeBase, speech: Speech, second: Speech) -> Html:
    """A place by itself: name, city, address, telephones, hours."""
    return _place(place, kb, lambda text: filled(label(text, speech, second), kb.facts, speech))


def contact_phones(entry: Entry, kb: KnowledgeBase, speech: Speech) -> list[str]:
    """The telephone numbers of an entry's contacts, in their order."""
    return [filled(phone, kb.facts, speech) for contact in entry.contacts for phone in contact.phones]


def _voice(entry: Entry, speech: Speech, second: Speech) -> Speech:
    """Whose translation is whole."""
    return next((candidate for candidate in (speech, second) if complete(entry, candidate)), ENGLISH)


def _said(voice: Speech, kb: KnowledgeBase, text: str) -> str:
    words = _words(text, voice) or text
    return filled(words, kb.facts, voice) if "{" in words else words


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


def _variants(entry: Entry, nationality: str | None, voice: Speech, say: Say) -> Iterator[Html]:
    """What holds for the reader's passport, if anything does; for one that was not told, what holds for each."""
    told = nationality in COUNTRIES
    gap = ""
    for variant in entry.by_nationality:
        if told and nationality not in variant.nationalities:
            continue
        shown = [one for one in variant.nationalities if not told or one == nationality]
        names = ", ".join(country_name(one, voice) for one in shown)
        yield Html(f"{gap}<b>🛂 {escape(names)}</b>\n{html(variant.text, say)}")
        gap = "\n\n"


def _contacts(entry: Entry, say: Say) -> Iterator[Html]:
    for contact in entry.contacts:
        yield Html("\n".join(_contact(contact, say)))


def _contact(contact: Contact, say: Say) -> Iterator[Html]:
    yield Html(f"<b>{escape(say(contact.name))}</b>")
    if contact.phones:
        yield _phones(contact.phones, say)
    if contact.url:
        yield Html(f'🔗 <a href="{escape(contact.url)}">{escape(_address(contact.url))}</a>')
    if contact.note:
        yield inline(say(contact.note))


def _phones(phones: Sequence[str], say: Say) -> Html:
    return Html("📞 " + escape(", ".join(map(say, phones))))


def _places(entry: Entry, kb: KnowledgeBase, say: Say) -> Iterator[Html]:
    """The first place whole; of the others only the cities: the button under the answer leads to them."""
    yield from (_place(first, kb, say) for first in entry.places[:1])
    if others := entry.places[1:]:
        cities = dict.fromkeys(_city(place, kb, say) for place in others)
        yield Html("📍 " + escape(", ".join(cities)))


def _place(place: Place, kb: KnowledgeBase, say: Say) -> Html:
    address = f"{_city(place, kb, say)}, {say(place.address)}"
    lines = [f"📍 <b>{escape(say(place.name))}</b>", f'<a href="{_map(address)}">{escape(address)}</a>']
    if place.phones:
        lines.append(_phones(place.phones, say))
    if place.hours:
        lines.append("🕘 " + escape(say(place.hours)))
    return Html("\n".join(lines))


def _city(place: Place, kb: KnowledgeBase, say: Say) -> str:
    return say(kb.cities[place.city].name) if place.city in kb.cities else place.city


def _map(address: str) -> str:
    """A search of an address on a map that works in Russia."""
    return f"https://yandex.ru/maps/?text={quote(address)}"


def _provenance(entry: Entry, kb: KnowledgeBase, speech: Speech) -> Html:
    # Two lines, no full stop: in Russian and Kyrgyz a date ends in one.
    checked = speech.t("Checked: {date}", date=speech.date(entry.verified_on))
    pages = {site(source.url): source for source in reversed(kb.sources_of(entry))}
    if not pages:
        return Html(f"<i>{checked}</i>")
    links = [_link(source, name) for name, source in list(reversed(pages.items()))[:_SITES]]
    sources = speech.t("Source: {title}", title=Html(", ".join(links)))
    return Html(f"<i>{checked}</i>\n<i>{sources}</i>")


def _link(source: Source, shown: str) -> str:
    return f'<a href="{escape(source.url)}">{escape(shown)}</a>'


def _address(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _fitting(head: Html, body: list[Html], tail: list[Html]) -> Html:
    kept = [*body, *tail]
    # What has to go, goes from the end of the body, then from the end of all.
    while kept and visible_length(head + "".join(kept)) > TELEGRAM_LIMIT:
        kept.pop(len(kept) - 1 - len(tail) if len(kept) > len(tail) else -1)
    return Html(head + "".join(kept))
