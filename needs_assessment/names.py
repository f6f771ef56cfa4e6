"""What the codes are called, for people. The English names are the translators' sources."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from locales import Html, Speech, escape, later
from needs_assessment.outcome import Outcome

CATEGORY_NAMES = {
    "CON": later("Consular help and identity documents"),
    "LEG": later("Legal stay"),
    "WRK": later("Work and labour rights"),
    "MON": later("Money and remittances"),
    "RET": later("Return and transport"),
    "HEA": later("Health"),
    "BAS": later("Shelter food and essential items"),
    "PRO": later("Protection and safety"),
    "FAM": later("Family"),
    "EDU": later("Education and language"),
    "INF": later("Information about the hotline and services"),
    "FBK": later("Feedback about aid"),
    "OTH": later("Other"),
    "OTH.UNC": later("Could not be coded"),
}
"""The lines of the weekly table. A test keeps them equal to categories.csv."""

OUTCOME_NAMES = {
    Outcome.ANSWERED: later("Answered from the content"),
    Outcome.CHOSEN: later("Chosen from several answers"),
    Outcome.UNMET: later("No answer found"),
    Outcome.ESCALATED: later("Passed to an operator"),
    Outcome.ANSWERED_BY_OPERATOR: later("Answered by an operator"),
    Outcome.ABANDONED: later("Abandoned by the person"),
    Outcome.UNHELPFUL: later("The answer did not help"),
}

LANGUAGE_NAMES = {
    "ru": later("Russian"),
    "uz": later("Uzbek (Latin)"),
    "uz_Cyrl": later("Uzbek (Cyrillic)"),
    "tg": later("Tajik"),
    "ky": later("Kyrgyz"),
    "kk": later("Kazakh"),
    "tk": later("Turkmen"),
    "en": later("English"),
}
"""For a language that is not here, Babel knows a name: adding a language needs no code."""

_ENGLISH = {**CATEGORY_NAMES, **LANGUAGE_NAMES, **{str(outcome): name for outcome, name in OUTCOME_NAMES.items()}}


def english_name(code: str) -> str:
    """The English name of a category, language or outcome."""
    return _ENGLISH.get(code) or _babel_name(code, "en")


def name_of(code: str, speech: Speech) -> Html:
    """The name of a category, language or outcome, in the reader's language."""
    english = _ENGLISH.get(code)
    return escape(_babel_name(code, speech.locale)) if english is None else speech.t(english)


def _babel_name(code: str, reader: Locale | str) -> str:
    try:
        return Locale.parse(code).get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code
