"""A case becomes statistics, once: in the transaction of whatever ends it first."""

from __future__ import annotations

from delivery import Turn
from handlers.house import House
from handlers.suggesting import suggested_codes
from needs_assessment import CaseEvent, Settled, chance_of_second_look, count_settled
from operators import Case
from operators.coding import codes_of, drop_codes, mark_counted, region_of


async def settle(
    turn: Turn, house: House, case: Case, *, by_operator: bool, silent: bool = False, result: CaseEvent | None = None
) -> bool:
    """Count a case that ends, as it was before; True where a second coder should look at it, too.

    A case that was counted before is not counted again. What it was about and where its person is are forgotten here,
    but for the codes that wait for the second coder.
    """
    if not await mark_counted(turn.tx, case):
        return False
    told = _settled(turn, house, case, by_operator=by_operator, silent=silent, result=result)
    counted = await count_settled(turn.tx, told)
    again = counted and result is not None and await _drawn(turn, house)
    if not again:
        await drop_codes(turn.tx, case)
    return again


def _settled(
    turn: Turn, house: House, case: Case, *, by_operator: bool, silent: bool, result: CaseEvent | None
) -> Settled:
    zone = house.rules.zone
    worked = case.claimed_at is not None and not silent
    ticked = codes_of(house.vault, case)
    return Settled(
        at=turn.now.astimezone(zone),
        asked_at=case.opened_at.astimezone(zone),
        language=case.language,
        codes=suggested_codes(house, case)[:1] if ticked is None else ticked,
        answered=bool(case.answered),
        by_operator=by_operator,
        result=result,
        minutes=(turn.now - case.claimed_at).total_seconds() / 60 if case.claimed_at and worked else None,
        region=region_of(house.vault, case),
    )


async def _drawn(turn: Turn, house: House) -> bool:
    return house.chance() < await chance_of_second_look(turn.tx, turn.now.astimezone(house.rules.zone))
