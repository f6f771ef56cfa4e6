"""Two periods side by side."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Html, Speech
from needs_assessment.reports.codes import code_name
from needs_assessment.reports.lead import title
from needs_assessment.reports.summary import Compared, Summary
from needs_assessment.reports.terms import MARK, TABLES
from needs_assessment.reports.words import listed


def compare_text(left: Summary, right: Summary, speech: Speech) -> Html:
    """What both show, and by how much it differs, as one message; what either hides is named and not compared."""
    requests = speech.t(TABLES["total"])
    parts = [
        f"{title(left.release.period, speech)}\n{title(right.release.period, speech)}",
        _pair(requests, left.total, right.total, speech) or f"{MARK} {requests}",
        _table("category", left.categories, right.categories, speech),
        _table("outcome", left.outcomes, right.outcomes, speech),
        _table("language", left.languages, right.languages, speech),
        _method(speech),
    ]
    return Html("\n\n".join(part for part in parts if part))


def _table(name: str, left: Sequence[Compared], right: Sequence[Compared], speech: Speech) -> str:
    before = {one.code: one.count for one in left}
    pairs = [(one.code, before.get(one.code), one.count) for one in right if one.code in before]
    said = [_pair(code_name(name, code, speech), old, new, speech) for code, old, new in pairs if old or new]
    hidden = listed(code_name(name, code, speech) for code, old, new in pairs if old is None or new is None)
    lines = [*(line for line in said if line), *([f"{MARK} {hidden}"] if hidden else [])]
    return "\n".join([f"<b>{speech.t(TABLES[name])}</b>", *lines]) if lines else ""


def _pair(name: Html, old: int | None, new: int | None, speech: Speech) -> str:
    """`Health: 30 → 45 (+15)`; nothing where either is hidden."""
    if old is None or new is None:
        return ""
    sign = "+" if new > old else "−" if new < old else "±"
    counts = f"{speech.number(old)} → <b>{speech.number(new)}</b>"
    return f"{name}: {counts} ({sign}{speech.number(abs(new - old))})"


def _method(speech: Speech) -> str:
    lines = (
        speech.t("Two weeks differ by chance alone: which changes are real stands in the report of each week."),
        speech.t("{mark} not compared: hidden in one of them.", mark=MARK),
    )
    return "<i>" + "\n".join(lines) + "</i>"
