"""Rules of the publish gate on translations: all there, in the right script, with the same figures, short enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge_base.case import Case, Rule
from knowledge_base.figures import addresses, differences, figures
from knowledge_base.kb import KnowledgeBase
from knowledge_base.markup import loose_marks, visible_length
from knowledge_base.models import LABEL, Entry
from knowledge_base.render import render
from knowledge_base.report import Problem
from knowledge_base.strings import String, city_strings, entry_strings, reply_strings, topic_strings
from locales import SOURCE_LANGUAGE, Speech, check_message, escape, fault_in

SCREEN = 1_200
"""Visible characters: about two screens of a cheap phone."""


def strings_of(kb: KnowledgeBase) -> list[tuple[str, String]]:
    """Owner and string of all that has to be translated."""
    topics = [(f"topic:{topic.id}", string) for topic in kb.topics.values() for string in topic_strings(topic)]
    topics += [("cities", string) for string in city_strings(kb.cities.values())]
    topics += [("replies", string) for string in reply_strings(kb.replies.values())]
    return topics + [(entry.id, string) for entry in kb.entries.values() for string in entry_strings(entry)]


def translated(kb: KnowledgeBase, speech: Speech) -> int:
    """How many of them are, in one language."""
    return sum(speech.content(text) is not None for _, (_, _, text) in strings_of(kb))


def present(case: Case) -> Iterator[Problem]:
    """What is missing or fuzzy makes the whole entry come in another language."""
    for owner, (field, below, text), speech in spoken(case):
        if speech.content(text) is None:
            yield case.problem(owner, field, "present", "translation missing or fuzzy", speech.code, below)


def script(case: Case) -> Iterator[Problem]:
    """Right script, letters and apostrophes; fields kept."""
    for owner, (field, below, text), speech in spoken(case):
        for rule, message in check_message(speech.code, text, speech.content(text) or text):
            if speech.content(text) is not None:
                yield case.problem(owner, field, rule, message, speech.code, below)


def same_figures(case: Case) -> Iterator[Problem]:
    """A wrong number in one language is wrong advice to everybody who reads it."""
    for owner, (field, below, text), speech in spoken(case):
        words = speech.content(text)
        wrong = differences(figures(text), figures(words)) if words else ""
        if wrong:
            yield case.problem(owner, field, "figures", f"numbers differ: {wrong}", speech.code, below)


def same_links(case: Case) -> Iterator[Problem]:
    """Links lead to the same pages, and their marks are closed."""
    for owner, (field, below, text), speech in spoken(case):
        words = speech.content(text) or text
        wrong = differences(addresses(text), addresses(words))
        if wrong:
            yield case.problem(owner, field, "links", f"links differ: {wrong}", speech.code, below)
        elif loose_marks(words):
            yield case.problem(owner, field, "markup", f"unclosed {loose_marks(words)[0]}", speech.code, below)


def labels(case: Case) -> Iterator[Problem]:
    """A longer label is cut off on the button."""
    for owner, (field, _, text), speech in spoken(case):
        words = speech.content(text)
        if field == ("title",) and words and visible_length(escape(words)) > LABEL:
            message = f"{visible_length(escape(words))} characters, {LABEL} fit on a button: {words!r}"
            yield case.problem(owner, field, "labels", message, speech.code)


def screens(case: Case) -> Iterator[Problem]:
    """Each entry in each language and for each passport, as the phone gets it: short, and HTML that Telegram takes."""
    russian = case.catalogs.get("ru") or case.catalogs[case.catalogs.languages[0]]
    for entry in case.kb.entries.values():
        for speech in case.catalogs:
            shown = [render(entry, case.kb, speech, russian, date.min, one).html for one in _passports(entry)]
            length = max(map(visible_length, shown))
            fault = next(filter(None, map(fault_in, shown)), None)
            if length > SCREEN:
                message = f"the screen has {length} visible characters, {SCREEN} are allowed"
                yield case.problem(entry.id, ("body",), "screens", message, speech.code)
            if fault:
                yield case.problem(entry.id, ("body",), "html", fault, speech.code)


def _passports(entry: Entry) -> list[str | None]:
    """One of each text; who does not tell their passport gets all of them, which may be longer."""
    return [variant.nationalities[0] for variant in entry.by_nationality] or [None]


def spoken(case: Case) -> Iterator[tuple[str, String, Speech]]:
    """Owner and string, in each language that has to say it."""
    for owner, string in strings_of(case.kb):
        for speech in case.catalogs:
            if speech.code != SOURCE_LANGUAGE or speech.content(string[2]) is not None:
                yield owner, string, speech


RULES: tuple[Rule, ...] = (present, script, same_figures, same_links, labels, screens)
