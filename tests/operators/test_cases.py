from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest
from sqlalchemy import select

from operators import (
    Case,
    Operator,
    Side,
    Status,
    assign_desk,
    bind_desk,
    case_of_person,
    case_of_topic,
    claim,
    close_case,
    counterpart,
    desk_for,
    erase_case,
    erase_due,
    link,
    lose_topic,
    move_desk,
    new_code,
    open_case,
    original_of,
    place_in_queue,
    set_topic,
    silent_cases,
    unbind_desk,
)
from operators.codes import ALPHABET
from storage import Database, Tx, Vault
from storage.tables import audit, message_link, metadata

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AZIZA, TIMUR = Operator(501, "Aziza"), Operator(502, "Timur")
GRACE = timedelta(hours=24)


def codes() -> Callable[[], str]:
    numbers = count()
    return lambda: f"C{next(numbers):06}"[:7]


async def opened(
    tx: Tx, vault: Vault, chat_id: int, *, urgent: bool = False, language: str = "uz", topic_path: str = ""
) -> Case:
    case, _ = await open_case(
        tx,
        vault,
        NOW,
        chat_id=chat_id,
        language=language,
        topic_path=topic_path,
        urgent=urgent,
        code=lambda: new_code(Random(chat_id)),
    )
    return case


async def test_a_person_has_one_open_case(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        first = await opened(tx, vault, 1)
        again, new = await open_case(
            tx, vault, NOW, chat_id=1, language="uz", topic_path="", urgent=False, code=codes()
        )
        assert (again.id, new) == (first.id, False)
        await close_case(tx, NOW, first, "person", GRACE)
        assert await case_of_person(tx, vault.person_key(1)) is None
        assert (await opened(tx, vault, 1 + 10**6)).id != first.id


async def test_a_code_in_use_is_not_given_again(database: Database, vault: Vault) -> None:
    ready = iter(["AAA-AAA", "AAA-AAA", "BBB-BBB"])
    async with database.write() as tx:
        for chat_id, code in ((1, "AAA-AAA"), (2, "BBB-BBB")):
            case, _ = await open_case(
                tx, vault, NOW, chat_id=chat_id, language="uz", topic_path="", urgent=False, code=lambda: next(ready)
            )
            assert case.code == code


async def test_two_who_claim_together_one_gets_it_and_the_other_learns_who(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)

    async def try_claim(operator: Operator) -> tuple[bool, str]:
        async with database.write() as tx:
            result = await claim(tx, vault, NOW, case, operator)
            holder = result.case.who(vault)
            return result.won, holder.name if holder else ""

    outcomes = await asyncio.gather(try_claim(AZIZA), try_claim(TIMUR))
    assert sorted(won for won, _ in outcomes) == [False, True]
    assert len({name for _, name in outcomes}) == 1


async def test_urgent_cases_stand_before_all_others(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        calm = [await opened(tx, vault, chat_id) for chat_id in (1, 2)]
        urgent = await opened(tx, vault, 3, urgent=True)
        assert [await place_in_queue(tx, case) for case in (urgent, *calm)] == [0, 1, 2]


async def test_a_closed_case_cannot_be_claimed_or_closed_again(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        assert await close_case(tx, NOW, case, "person", GRACE)
        assert not await close_case(tx, NOW, case, "person", GRACE)
        assert not (await claim(tx, vault, NOW, case, AZIZA)).won


async def test_a_case_is_erased_a_day_after_closing_with_everything_that_leads_to_the_person(
    database: Database, vault: Vault
) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 777000111)
        await link(tx, case.id, Side.PERSON, 5, 6)
        await close_case(tx, NOW, case, "person", GRACE)
        assert list(await erase_due(tx, NOW + GRACE - timedelta(seconds=1))) == []
        (due,) = await erase_due(tx, NOW + GRACE)
        await erase_case(tx, due)
        assert (await tx.execute(select(message_link))).first() is None
        rows = [tuple(row) for table in metadata.sorted_tables for row in (await tx.execute(select(table))).all()]
    assert "777000111" not in repr(rows)
    assert vault.person_key(777000111) not in repr(rows)


async def test_a_case_stores_its_chat_and_operator_only_sealed(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 777000111)
        claimed = (await claim(tx, vault, NOW, case, Operator(42, "Canary Name"))).case
        rows = [tuple(row) for table in metadata.sorted_tables for row in (await tx.execute(select(table))).all()]
    assert claimed.chat_id(vault) == 777000111
    assert claimed.who(vault) == Operator(42, "Canary Name")
    assert "777000111" not in repr(rows)
    assert "Canary" not in repr(rows)


async def test_silent_cases_are_found_and_others_are_not(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        silence = timedelta(hours=72)
        assert list(await silent_cases(tx, NOW + silence, silence)) == []
        assert [one.id for one in await silent_cases(tx, NOW + silence + timedelta(minutes=1), silence)] == [case.id]


async def test_the_audit_says_who_did_what_without_a_name_or_id(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        await claim(tx, vault, NOW, case, AZIZA)
        await close_case(tx, NOW, case, vault.person_key(AZIZA.id), GRACE)
        lines = [
            (row.action, row.case_code, row.staff_key) for row in await tx.execute(select(audit).order_by(audit.c.id))
        ]
    key = vault.person_key(AZIZA.id)
    assert lines == [("claim", case.code, key), ("close", case.code, key)]
    assert str(AZIZA.id) not in key


async def test_a_case_goes_to_the_desk_that_speaks_its_language(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        assert await desk_for(tx, "tg") is None
        await bind_desk(tx, -1, ["uz", "ru"], NOW)
        await bind_desk(tx, -2, ["tg"], NOW + timedelta(minutes=1))
        await bind_desk(tx, -3, [], NOW + timedelta(minutes=2))
        found = {language: (await desk_for(tx, language)) for language in ("uz", "tg", "kk")}
        assert {language: desk.chat_id for language, desk in found.items() if desk} == {"uz": -1, "tg": -2, "kk": -3}
        await unbind_desk(tx, -3)
        fallback = await desk_for(tx, "kk")
        assert fallback is not None
        assert fallback.chat_id == -1


async def test_cases_without_a_desk_get_the_first_that_is_bound(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        assert case.desk_chat is None
        await bind_desk(tx, -1, [], NOW)
        assert await assign_desk(tx) == {case.id: -1}
        assert await assign_desk(tx) == {}


async def test_a_case_that_came_from_an_entry_goes_to_the_desk_of_its_topic(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1, topic_path="doctor")
        await bind_desk(tx, -1, [], NOW, topics=["t_documents"])
        await bind_desk(tx, -2, [], NOW, topics=["t_health"])
        assert await assign_desk(tx, {"doctor": "t_health"}.__getitem__) == {case.id: -2}


async def test_a_lost_topic_is_noticed_once(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await bind_desk(tx, -1, [], NOW)
        case = await opened(tx, vault, 1)
        await set_topic(tx, case.id, 9)
        assert (await case_of_topic(tx, -1, 9)) is not None
        assert await lose_topic(tx, case.id)
        assert not await lose_topic(tx, case.id)
        assert await case_of_topic(tx, -1, 9) is None


async def test_replies_find_the_other_side_in_both_directions(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        await link(tx, case.id, Side.PERSON, 5, 105)
        await link(tx, case.id, Side.OPERATOR, 110, 6)
        assert await counterpart(tx, case.id, Side.PERSON, 5) == 105
        assert await original_of(tx, case.id, Side.PERSON, 105) == 5
        assert await counterpart(tx, case.id, Side.OPERATOR, 110) == 6
        assert await counterpart(tx, case.id, Side.PERSON, 110) is None


async def test_a_desk_that_became_a_supergroup_keeps_its_cases(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await bind_desk(tx, -1, [], NOW)
        case = await opened(tx, vault, 1)
        assert await move_desk(tx, -1, -1001)
        moved = await case_of_person(tx, vault.person_key(1))
        assert moved is not None
        assert (moved.id, moved.desk_chat, moved.status) == (case.id, -1001, Status.WAITING)


@pytest.mark.parametrize("seed", range(20))
def test_codes_can_be_said_aloud_and_spell_nothing(seed: int) -> None:
    code = new_code(Random(seed))
    assert len(code) == 7
    assert set(code) - {"-"} <= set(ALPHABET)
    assert not set(code) & set("AEIOU01L")
