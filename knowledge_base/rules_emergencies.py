"""Rules of the publish gate on the words that raise an alarm: none may be missing, and each does what it says."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_base.case import Case, Rule
from knowledge_base.models import EMERGENCIES, Emergency
from knowledge_base.red_flags import RedFlags
from knowledge_base.report import Problem
from knowledge_base.yaml_lines import Field

FEWEST = 3
"""Terms of a kind in a language: fewer would miss too many people."""


def emergencies(case: Case) -> Iterator[Problem]:
    """A kind of emergency that is not known, or not in somebody's language, is overlooked."""
    for kind in EMERGENCIES:
        if kind not in case.kb.emergencies:
            yield Problem(f"emergencies/{kind}.yaml", 1, "", "emergencies", f"nothing tells of {kind}")
    for one in case.kb.emergencies.values():
        if one.entry not in case.kb.entries:
            yield _problem(case, one, ("entry",), f"there is no entry {one.entry}")
        for language in case.catalogs.languages:
            if len(one.terms.get(language, ())) < FEWEST:
                yield _problem(case, one, ("terms",), f"fewer than {FEWEST} terms", language)
        for language in sorted(one.terms.keys() - set(case.catalogs.languages)):
            yield _problem(case, one, ("terms", language), f"there is no language {language}", language)


def alarm_words(case: Case) -> Iterator[Problem]:
    """What a term must raise and must not raise, looked for among the terms of all kinds and languages."""
    flags = RedFlags(case.kb)
    for one in case.kb.emergencies.values():
        for language, terms in one.terms.items():
            for index, term in enumerate(terms):
                field = ("terms", language, index)
                if one.id not in flags.listed(term.example) or one.id not in flags.kinds(term.example):
                    said = f"does not raise {one.id}: {term.example!r}"
                    yield _problem(case, one, (*field, "example"), said, language, "alarm-words")
                if one.id in flags.listed(term.counter):
                    said = f"raises {one.id} all the same: {term.counter!r}"
                    yield _problem(case, one, (*field, "counter"), said, language, "alarm-words")


def _problem(
    case: Case, one: Emergency, field: Field, message: str, language: str = "", rule: str = "emergencies"
) -> Problem:
    return case.problem(f"emergency:{one.id}", field, rule, message, language)


RULES: tuple[Rule, ...] = (emergencies, alarm_words)
