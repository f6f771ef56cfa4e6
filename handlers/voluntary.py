"""What the person of a case may tell about themselves, so that aid organisations see who needs what.

One message after somebody took the case, changed with each tap, and nobody has to tap it. What is counted is counted
at the tap. What was told before travels in the buttons of the person's own chat: so nothing of it is kept here, but
for the region, sealed, until the case is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiogram.types import InlineKeyboardButton

from delivery import Turn
from handlers.buttons import Question, Tell, button
from handlers.house import House
from handlers.screens import Rows, Screen, in_rows, message
from knowledge_base import FLAGS, country_name
from locales import Html, Speech, escape, later, visible_text
from needs_assessment.names import AGE_NAMES, GENDER_NAMES, REGION_NAMES
from needs_assessment.people import AGES, COUNTRIES, GENDERS, REGIONS
from operators import Case
from operators.coding import mark_asked

SKIP, STOP = "-", "stop"
ANSWERS: Mapping[Question, Sequence[str]] = {
    Question.GENDER: GENDERS,
    Question.AGE: AGES,
    Question.PASSPORT: COUNTRIES,
    Question.REGION: REGIONS,
    Question.SHARE: ("yes",),
}
ASKED = tuple(one for one in Question if one is not Question.SHARE)
THE_MESSAGE = 1
"""The bit of the message itself; those of the questions follow."""

_WORDS = {
    Question.GENDER: later("Are you a woman or a man?"),
    Question.AGE: later("How old are you?"),
    Question.PASSPORT: later("Which country's passport do you have?"),
    Question.REGION: later("Where are you now?"),
}


def bit_of(question: Question) -> int:
    """Its place among what a case's person was asked."""
    return THE_MESSAGE << (1 + list(Question).index(question))


async def ask_about_person(turn: Turn, house: House, case: Case) -> None:
    """Once a case, after somebody took it; never where somebody may be in danger, also not when that is over."""
    if case.person_key is None or not case.open or not await mark_asked(turn.tx, case, THE_MESSAGE) or case.urgent:
        return
    screen = question_screen(house, house.catalogs[case.language], case, "")
    await turn.post.to_case_person(message(0, screen), case.id, case.person_key)


def question_screen(house: House, speech: Speech, case: Case, said: str) -> Screen:
    """The next question after what was said; at last whether the operator may see it, and thanks."""
    country = case.told(house.vault).country
    if len(said) == len(ASKED):
        return _share_screen(speech, case, said) if said.strip(SKIP) else thanks_screen(speech)
    question = ASKED[len(said)]
    if question is Question.PASSPORT and country == SKIP:  # asked before, and they would rather not say
        return question_screen(house, speech, case, said + SKIP)
    lines = [] if said else [_why(speech)]
    known = country if question is Question.PASSPORT and country in COUNTRIES else ""
    lines.append(_question(speech, question, known))
    return Screen("\n\n".join(lines), _answers(speech, case, question, known, said))


def thanks_screen(speech: Speech) -> Screen:
    """All is asked."""
    return Screen(speech.t("Thank you. You can go on writing here."), [])


def over_screen(speech: Speech) -> Screen:
    """Not asked any more."""
    return Screen(speech.t("These questions are no longer asked."), [])


def with_answer(said: str, question: Question, answer: str) -> str:
    """What was said, with one answer more; anything else than the questions before it counts as skipped."""
    before = said[: ASKED.index(question)].ljust(ASKED.index(question), SKIP)
    sign = SKIP if answer == SKIP else chr(ord("a") + ANSWERS[question].index(answer))
    return before + sign


def told_line(speech: Speech, said: str) -> str:
    """All that was said, in a reader's language, not escaped."""
    told = []
    for question, sign in zip(ASKED, said, strict=False):
        number = ord(sign) - ord("a")
        if 0 <= number < len(ANSWERS[question]):
            told.append(_name(speech, question, ANSWERS[question][number]))
    return " · ".join(told)


def _why(speech: Speech) -> Html:
    return speech.t(
        "<b>Four short questions, if you like.</b> They show aid organisations who needs what. Your answers are "
        "counted without your name. You can skip each one: it changes nothing about the help that you get. "
        "You can also just go on writing."
    )


def _question(speech: Speech, question: Question, known: str) -> Html:
    number = f"{ASKED.index(question) + 1}/{len(ASKED)} · "
    if known:
        text = speech.t("Your passport: {country}. May I count it?", country=_country(speech, known))
    else:
        text = speech.t(_WORDS[question])
    return Html(number + text)


def _answers(speech: Speech, case: Case, question: Question, known: str, said: str) -> Rows:
    def tell(label: str, answer: str) -> InlineKeyboardButton:
        return button(label, Tell(code=case.code, question=question, answer=answer, said=said))

    skip = [tell("⏭ " + visible_text(speech.t("Skip")), SKIP)]
    if not said:
        skip.append(tell("✖️ " + visible_text(speech.t("Skip all")), STOP))
    if known:
        return in_rows([tell("✅ " + visible_text(speech.t("Yes")), known), *skip])
    return [*in_rows([tell(_name(speech, question, one), one) for one in ANSWERS[question]]), *in_rows(skip)]


def _share_screen(speech: Speech, case: Case, said: str) -> Screen:
    text = speech.t("Thank you. May the operator see these answers?")
    words = {"yes": "✅ " + speech.t("Yes"), SKIP: "✖️ " + speech.t("No")}
    keys = [
        button(visible_text(label), Tell(code=case.code, question=Question.SHARE, answer=answer, said=said))
        for answer, label in words.items()
    ]
    return Screen(f"{text}\n<i>{escape(told_line(speech, said))}</i>", [keys])


def _name(speech: Speech, question: Question, answer: str) -> str:
    if question is Question.PASSPORT:
        return _country(speech, answer)
    return visible_text(speech.t({**REGION_NAMES, **GENDER_NAMES, **AGE_NAMES}[answer]))


def _country(speech: Speech, code: str) -> str:
    if code not in FLAGS:
        return visible_text(speech.t("Another country"))
    return f"{FLAGS[code]} {country_name(code, speech)}"
