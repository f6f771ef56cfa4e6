"""Rules of the publish gate on facts: every figure is one, with sources, dates, and the passports it holds for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge_base.case import Case, Rule
from knowledge_base.facts import named_facts, site, without_facts
from knowledge_base.markup import without_addresses
from knowledge_base.models import Entry, Fact
from knowledge_base.report import SOON, Problem
from knowledge_base.rules_translation import spoken
from knowledge_base.strings import all_strings, topic_strings
from knowledge_base.yaml_lines import Field

_FIGURE = re.compile(r"\d[\d\s.,:–-]*")
_SITES = 2
"""So many sites must say what could get a person expelled, fined or hurt."""


def figures_are_facts(case: Case) -> Iterator[Problem]:
    """A figure in a text would have to be found and changed in eight languages: it stands in a fact instead."""
    entries = [(entry.id, string) for entry in case.kb.entries.values() for string in all_strings(entry)]
    topics = [(f"topic:{one.id}", string) for one in case.kb.topics.values() for string in topic_strings(one)]
    for owner, (field, below, text) in (*entries, *topics):
        if figure := _loose_figure(text):
            message = f"{figure!r} is a figure without a fact: write {{fact-id}}"
            yield case.problem(owner, field, "figures-are-facts", message, below=below)
    for owner, (field, below, text), speech in spoken(case):
        figure = _loose_figure(speech.content(text) or "")
        if figure and not _loose_figure(text):
            message = f"{figure!r} is a figure that the source has not"
            yield case.problem(owner, field, "figures-are-facts", message, speech.code, below)


def facts_exist(case: Case) -> Iterator[Problem]:
    """A name that stands for nothing would leave a gap in the answer."""
    for entry in case.kb.entries.values():
        for field, below, fact_id in _named(entry):
            if wrong := _misused(case.kb.facts.get(fact_id), field):
                yield case.problem(entry.id, field, "facts-exist", f"{fact_id} {wrong}", below=below)


def _misused(fact: Fact | None, field: Field) -> str | None:
    if fact is None:
        return "is no fact"
    if fact.confidence == "low":
        return "is of low confidence: leave it out, or name the office that decides"
    if "phones" in field and fact.kind != "phone":
        return "is no telephone number"
    if fact.kind == "rule" and field[0] != "rests_on":
        return "is a rule, which is no part of a text: name it in rests_on"
    return None


def passports(case: Case) -> Iterator[Problem]:
    """A term of one country told to the citizens of another."""
    for entry in case.kb.entries.values():
        seen: set[str] = set()
        for index, variant in enumerate(entry.by_nationality):
            field: Field = ("by_nationality", index, "text")
            if twice := seen & set(variant.nationalities):
                yield case.problem(entry.id, field, "passports", f"{min(twice)} has two texts")
            seen |= set(variant.nationalities)
            facts = (case.kb.facts.get(one) for one in named_facts(variant.text))
            for fact in filter(None, facts):
                if strangers := _strangers(fact, variant.nationalities):
                    message = f"{fact.id} does not hold for {' '.join(strangers)}"
                    yield case.problem(entry.id, field, "passports", message)


def facts_have_sources(case: Case) -> Iterator[Problem]:
    """Who says it, and twice what could get somebody expelled, fined or hurt."""
    for fact in case.kb.facts.values():
        owner = f"fact:{fact.id}"
        sites = {site(source.url) for source in fact.sources}
        if fact.risk == "high" and len(sites) < _SITES and _is_used(case, fact):
            message = f"{fact.id} could get a person expelled, fined or hurt: it needs two sources, of different sites"
            yield case.problem(owner, ("sources",), "facts-have-sources", message)
        for index, source in enumerate(fact.sources):
            if not source.url.startswith("https://"):
                message = f"{source.url} is not https"
                yield case.problem(owner, ("sources", index, "url"), "facts-have-sources", message)
            if source.read_on > case.today:
                yield case.problem(owner, ("sources", index, "read_on"), "facts-have-sources", "read in the future")


def facts_are_fresh(case: Case) -> Iterator[Problem]:
    """No answer outlives a fact that it rests on."""
    for fact in case.kb.facts.values():
        ends = case.problem(f"fact:{fact.id}", ("reverify_by",), "facts-are-fresh", f"{fact.id}: verify it again")
        if case.today > fact.reverify_by:
            yield ends
        elif fact.reverify_by - case.today <= SOON:
            yield replace(ends, level="warning", message=f"{fact.id}: verify it again by {fact.reverify_by}")
    for entry in case.kb.entries.values():
        for fact_id in case.kb.facts_of(entry):
            known = case.kb.facts.get(fact_id)
            if known is not None and known.reverify_by < entry.valid_until:
                message = f"{entry.id} would outlive {fact_id}, which ends on {known.reverify_by}"
                yield case.problem(entry.id, ("valid_until",), "facts-are-fresh", message)


def cities(case: Case) -> Iterator[Problem]:
    """A place in an unknown city would be near nobody."""
    for entry in case.kb.entries.values():
        for index, place in enumerate(entry.places):
            if place.city not in case.kb.cities:
                message = f"there is no city {place.city} in cities.yaml"
                yield case.problem(entry.id, ("places", index, "city"), "cities", message)


def _loose_figure(text: str) -> str | None:
    found = _FIGURE.search(without_facts(without_addresses(text)))
    return found[0].strip() if found else None


def _named(entry: Entry) -> Iterator[tuple[Field, int, str]]:
    for field, below, text in all_strings(entry):
        yield from ((field, below, one) for one in named_facts(text))
    yield from ((("rests_on", index), 0, one) for index, one in enumerate(entry.rests_on))


def _strangers(fact: Fact, nationalities: tuple[str, ...]) -> list[str]:
    return [one for one in nationalities if fact.nationalities and one not in fact.nationalities]


def _is_used(case: Case, fact: Fact) -> bool:
    return any(fact.id in case.kb.facts_of(entry) for entry in case.kb.entries.values())


RULES: tuple[Rule, ...] = (
    figures_are_facts,
    facts_exist,
    passports,
    facts_have_sources,
    facts_are_fresh,
    cities,
)
