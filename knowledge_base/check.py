"""The publish gate: runs every rule over the content and its translations. Each rule is a function in `rules_…`."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from pathlib import Path

from knowledge_base import rules_emergencies, rules_entry, rules_facts, rules_plain, rules_translation, rules_tree
from knowledge_base.case import Case
from knowledge_base.faults import ContentError
from knowledge_base.load import load
from knowledge_base.report import Problem, Report
from knowledge_base.rules_translation import strings_of, translated
from locales import Catalogs

RULES = (
    *rules_tree.RULES,
    *rules_entry.RULES,
    *rules_emergencies.RULES,
    *rules_facts.RULES,
    *rules_plain.RULES,
    *rules_translation.RULES,
)

__all__ = ["RULES", "Problem", "Report", "check"]


def check(folder: Path, catalogs: Catalogs, known_categories: Set[str], today: date) -> Report:
    """Everything wrong with the content of `folder` on the day `today`; never raises over the content itself.

    `known_categories`: the codes of the request categories, from the room that owns them.
    """
    try:
        kb = load(folder)
    except ContentError as broken:
        faults = [Problem(f.file, f.line, f.field, "format", f.message) for f in broken.faults]
        return Report(tuple(faults), (), 0, 0, {}, 0)
    case = Case(kb, catalogs, known_categories, today)
    problems = sorted({problem for rule in RULES for problem in rule(case)})
    return Report(
        errors=tuple(problem for problem in problems if problem.level == "error"),
        warnings=tuple(problem for problem in problems if problem.level == "warning"),
        topics=len(kb.topics),
        entries=len(kb.entries),
        translated={speech.code: translated(kb, speech) for speech in catalogs},
        strings=len(strings_of(kb)),
    )
