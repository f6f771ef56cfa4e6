"""Claiming a case for a member of staff, and telling its person."""

from __future__ import annotations

from delivery import Turn
from handlers.card import update_card
from handlers.case_texts import claimed_text
from handlers.desk.acting import Actor, tell_person
from handlers.house import House
from handlers.voluntary import ask_about_person
from locales import Html
from operators import Case, Status, case_by_id, claim


async def claimed_for_answer(turn: Turn, house: House, case: Case, actor: Actor) -> Case:
    """Who answers an unclaimed case has claimed it; a colleague's case stays theirs. The case as it is then."""
    await _claim(turn, house, case, actor)
    return await case_by_id(turn.tx, case.id) or case


async def claim_by(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """Claim for a member; what to tell them. Its person is asked the voluntary questions."""
    said = await _claim(turn, house, case, actor)
    await ask_about_person(turn, house, await case_by_id(turn.tx, case.id) or case)
    return said


async def _claim(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    result = await claim(turn.tx, house.vault, turn.now, case, actor.operator)
    speech = actor.speech
    if result.won:
        await update_card(turn.post, result.case)
        await tell_person(turn, result.case, claimed_text(house.catalogs[case.language], case))
        return speech.t("The case {code} is yours.", code=case.code)
    if result.case.status is Status.CLOSED:
        return speech.t("The case {code} is closed.", code=case.code)
    holder = result.case.who(house.vault)
    if holder is not None and holder.id == actor.operator.id:
        return speech.t("The case {code} is yours already.", code=case.code)
    return speech.t("{name} has the case {code}.", name=holder.name if holder else "?", code=case.code)
