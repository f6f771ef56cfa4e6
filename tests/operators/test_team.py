"""A team at a desk: queue order, whose turn it is, handing over, opening again, shifts, bans and their ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from operators import (
    About,
    Case,
    Operator,
    Said,
    Shown,
    Side,
    Status,
    assign_desk,
    ban_person,
    banned_until,
    bans,
    begin_shift,
    bind_desk,
    case_by_id,
    claim,
    close_case,
    desk_for,
    end_shift,
    erase_case,
    hand_to_desk,
    hand_to_operator,
    last_at_desk,
    last_on_phone,
    lift_ban,
    lift_ban_called,
    link,
    lose_topic,
    make_calm,
    make_urgent,
    new_code,
    next_waiting,
    note_about,
    note_shown,
    on_shift,
    open_case,
    operator_wrote,
    person_wrote,
    queue_of,
    reopen,
    set_topic,
)
from operators.shifts import DUTY_LASTS, SHIFT_LASTS, desks_on_shift
from storage import Database, Tx, Vault
from storage.people import forget_person
from storage.retention import Keep, expire
from storage.tables import audit, ban, message_link, shift
from storage.tables import case as case_table

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AZIZA, TIMUR = Operator(501, "Aziza"), Operator(502, "Timur")
GRACE = timedelta(hours=24)
DESK, NIGHT = -1, -2


async def opened(tx: Tx, vault: Vault, person: int, *, urgent: bool = False, after: float = 0) -> Case:
    case, _ = await open_case(
        tx,
        vault,
        NOW + timedelta(minutes=after),
        chat_id=person,
        language="uz",
        topic_path="",
        urgent=urgent,
        code=lambda: new_code(Random(person)),
        about=About("uz", ("passport-lost",)),
    )
    return case


async def now_of(tx: Tx, case: Case) -> Case:
    found = await case_by_id(tx, case.id)
    assert found is not None
    return found


async def test_the_turn_goes_to_and_fro(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOW)
        case = await opened(tx, vault, 1)
        assert await person_wrote(tx, case, NOW) is False, "nobody has it yet"
        case = (await claim(tx, vault, NOW, await now_of(tx, case), AZIZA)).case
        assert (case.status, case.since, case.unread) == (Status.CLAIMED, NOW, 1)
        assert await operator_wrote(tx, case, NOW + timedelta(minutes=4)) == NOW
        case = await now_of(tx, case)
        assert (case.status, case.since, case.unread) == (Status.FOR_PERSON, None, 0)
        later = NOW + timedelta(minutes=9)
        assert await person_wrote(tx, case, later)
        assert await person_wrote(tx, case, later + timedelta(minutes=1)) is False
        case = await now_of(tx, case)
        assert (case.status, case.since, case.unread) == (Status.FOR_OPERATOR, later, 2)


async def test_the_city_on_the_card_is_sealed_and_goes_with_the_case(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        await note_about(tx, vault, case, About("uz", city="canary-city"))
        case = await now_of(tx, case)
        assert b"canary" not in (case.about or b"")
        assert case.told(vault).city == "canary-city"
        await erase_case(tx, case)
        assert (await tx.execute(select(case_table))).first() is None


async def test_a_case_of_before_the_city_was_kept_opens_still(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        assert case.key is not None
        before = b'{"country": "uz", "read": ["a"], "suggested": [], "masked": true}'
        sealed = vault.case(case.key, case.code).seal(before, "about")
        assert replace(case, about=sealed).told(vault) == About("uz", ("a",), masked=True)


async def test_what_the_card_tells_is_sealed(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        assert b"passport-lost" not in (case.about or b"")
        told = case.told(vault)
        assert (told.country, told.read) == ("uz", ("passport-lost",))
        await note_about(tx, vault, case, About("uz", (), ("detained",), masked=True))
        assert (await now_of(tx, case)).told(vault).suggested == ("detained",)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 90)), min_size=1, max_size=8))
async def test_urgent_ones_go_first_then_who_waits_longest(
    database: Database, vault: Vault, waits: list[tuple[bool, int]]
) -> None:
    async with database.write() as tx:
        for person, (urgent, after) in enumerate(waits, 1):
            await opened(tx, vault, person, urgent=urgent, after=after)
        taken = []
        await bind_desk(tx, DESK, [], NOW)
        await assign_desk(tx)
        while (case := await next_waiting(tx, DESK)) is not None:
            taken.append((not case.urgent, case.since))
            await claim(tx, vault, NOW, case, AZIZA)
        assert taken == sorted(taken)
        assert len(taken) == len(waits)
        await tx.rollback()


async def test_the_queue_names_urgent_unanswered_and_languages(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOW)
        first, second, third = [await opened(tx, vault, person, after=person) for person in (1, 2, 3)]
        await make_urgent(tx, third)
        held = (await claim(tx, vault, NOW, first, AZIZA)).case
        await operator_wrote(tx, held, NOW)
        await person_wrote(tx, await now_of(tx, held), NOW + timedelta(hours=1))
        queue = await queue_of(tx, DESK)
        assert [case.id for case in queue.waiting] == [third.id, second.id]
        assert [case.id for case in queue.urgent] == [third.id]
        assert [case.id for case in queue.unanswered] == [first.id]
        assert dict(queue.languages) == {"uz": 2}
        assert queue.oldest == NOW + timedelta(minutes=2)
        assert await make_calm(tx, NOW, third, "key")
        assert not await make_calm(tx, NOW, third, "key")


async def test_a_case_is_given_to_a_colleague_and_to_a_desk_and_each_is_audited(
    database: Database, vault: Vault
) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOW)
        await bind_desk(tx, NIGHT, [], NOW + timedelta(minutes=1))
        case = await opened(tx, vault, 1)
        assert case.desk_chat == DESK
        await set_topic(tx, case.id, 7)
        case = (await claim(tx, vault, NOW, await now_of(tx, case), AZIZA)).case
        assert await hand_to_operator(tx, vault, NOW, case, TIMUR, "by")
        case = await now_of(tx, case)
        assert case.who(vault) == TIMUR
        assert not await hand_to_operator(tx, vault, NOW, case, TIMUR, "by"), "he has it"
        await link(tx, case.id, Side.PERSON, 10, 100)
        await link(tx, case.id, Side.PERSON, 11, 100)
        await link(tx, case.id, Side.OPERATOR, 101, 12)
        assert await last_at_desk(tx, case.id, 9) == [Said(100, Side.PERSON, (10, 11)), Said(101, Side.OPERATOR, (12,))]
        assert await hand_to_desk(tx, NOW, case, NIGHT, "by")
        case = await now_of(tx, case)
        assert (case.desk_chat, case.thread_id, case.status, case.who(vault)) == (NIGHT, None, Status.WAITING, None)
        assert not await hand_to_desk(tx, NOW, case, NIGHT, "by"), "it is there"
        details = [row.detail for row in await tx.execute(select(audit).where(audit.c.action == "hand_over"))]
        assert details == ["operator", "desk"]


async def test_what_the_desk_saw_masked_is_kept_sealed_and_goes_with_the_case(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        await note_shown(tx, vault, case, 10, Shown("canary •• 67", caption=False))
        assert await last_on_phone(tx, vault, case, 9) == [], "the desk has not had it yet"
        await link(tx, case.id, Side.PERSON, 10, 100)
        await link(tx, case.id, Side.PERSON, 12, 102)
        await link(tx, case.id, Side.OPERATOR, 101, 11)
        assert await last_on_phone(tx, vault, case, 9) == [
            Said(10, Side.PERSON, (10,), Shown("canary •• 67", caption=False)),
            Said(11, Side.OPERATOR, (11,)),
            Said(12, Side.PERSON, (12,)),
        ]
        stored = [row.shown for row in await tx.execute(select(message_link)) if row.shown is not None]
        assert len(stored) == 1
        assert b"canary" not in stored[0]
        await note_shown(tx, vault, case, 10, None)
        assert (await last_on_phone(tx, vault, case, 9))[0].shown is None
        await note_shown(tx, vault, case, 10, Shown("canary •• 67", caption=False))
        await erase_case(tx, case)
        assert (await tx.execute(select(message_link))).first() is None


async def test_a_message_of_before_masks_were_kept_is_never_brought_as_it_is(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        await link(tx, case.id, Side.PERSON, 10, 100)
        await tx.execute(message_link.update().values(shown=b""))  # as migration 0005 leaves it
        (said,) = await last_on_phone(tx, vault, case, 9)
        assert said.shown == Shown("•••", caption=False)


async def test_a_topic_that_was_made_anew_is_not_lost_by_late_news_of_the_old_one(
    database: Database, vault: Vault
) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        await set_topic(tx, case.id, 7)
        assert await lose_topic(tx, case.id, 7)
        await set_topic(tx, case.id, 8)
        assert not await lose_topic(tx, case.id, 7)
        assert (await now_of(tx, case)).thread_id == 8


async def test_a_closed_case_goes_on_where_it_was_but_not_beside_another(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOW)
        case = (await claim(tx, vault, NOW, await opened(tx, vault, 1), AZIZA)).case
        assert not await reopen(tx, NOW, case, "person"), "it is open"
        await close_case(tx, NOW, case, "person", GRACE)
        assert await reopen(tx, NOW, await now_of(tx, case), "person")
        again = await now_of(tx, case)
        assert (again.status, again.closed_at, again.reopened, again.who(vault)) == (
            Status.FOR_OPERATOR,
            None,
            1,
            AZIZA,
        )
        await close_case(tx, NOW, again, "person", GRACE)
        other, new = await open_case(
            tx, vault, NOW, chat_id=1, language="uz", topic_path="", urgent=False, code=lambda: "OTHER-1"[:7]
        )
        assert new
        assert not await reopen(tx, NOW, await now_of(tx, case), "person"), "the person has another one"
        assert other.open


async def test_shifts_and_duty_end_by_themselves_and_names_are_sealed(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await begin_shift(tx, vault, NOW, DESK, TIMUR)
        await begin_shift(tx, vault, NOW, DESK, AZIZA, duty=True)
        here = await on_shift(tx, vault, NOW, DESK)
        assert [(one.operator.name, one.duty) for one in here] == [("Aziza", True), ("Timur", False)]
        assert all(b"Timur" not in row.operator for row in await tx.execute(select(shift)))
        key = vault.person_key(TIMUR.id)
        assert await desks_on_shift(tx, key, NOW) == [DESK]
        later = NOW + SHIFT_LASTS
        assert [one.operator for one in await on_shift(tx, vault, later, DESK)] == [AZIZA]
        assert await desks_on_shift(tx, key, later) == []
        assert (await expire(tx, NOW + DUTY_LASTS, Keep()))["shift"] == 1
        assert await end_shift(tx, vault, DESK, AZIZA.id)
        assert not await end_shift(tx, vault, DESK, AZIZA.id)


async def test_a_ban_ends_by_itself_and_its_reason_is_sealed(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        assert case.person_key is not None
        await ban_person(tx, vault, NOW, case, NOW + timedelta(hours=2), "shouts at everybody", "key")
        reasons = [row.reason for row in await tx.execute(select(ban))]
        assert all(b"shouts" not in reason for reason in reasons)
        assert await banned_until(tx, case.person_key, NOW) == NOW + timedelta(hours=2)
        assert await banned_until(tx, case.person_key, NOW + timedelta(hours=2)) is None
        assert (await expire(tx, NOW + timedelta(hours=3), Keep()))["ban"] == 1
        assert not await lift_ban(tx, NOW, case, "key")


async def test_a_ban_outlives_forgetting_without_its_reason_and_still_ends(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        case = await opened(tx, vault, 1)
        assert case.person_key is not None
        until = NOW + timedelta(hours=2)
        await ban_person(tx, vault, NOW, case, until, "shouts at everybody", "key")
        await erase_case(tx, case)
        await forget_person(tx, case.person_key)
        assert await banned_until(tx, case.person_key, NOW) == until
        assert [(one.reason, one.case_code) for one in await bans(tx, vault, NOW)] == [(None, None)]
        assert (await expire(tx, until + timedelta(minutes=1), Keep()))["ban"] == 1


async def test_bans_are_found_by_a_name_that_says_nothing_and_lifted_by_it(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        short, long = await opened(tx, vault, 1), await opened(tx, vault, 2)
        await ban_person(tx, vault, NOW, short, NOW + timedelta(hours=2), "shouts", "key")
        await ban_person(tx, vault, NOW, long, NOW + timedelta(hours=9), "threatens", "key")
        first, second = await bans(tx, vault, NOW)
        assert (first.case_code, first.reason, first.since) == (long.code, "threatens", NOW)
        await ban_person(tx, vault, NOW, short, NOW + timedelta(hours=3), "shouts again", "key")
        assert (await bans(tx, vault, NOW))[1].handle == second.handle, "a button stays good when the ban is renewed"
        assert not await lift_ban_called(tx, NOW + timedelta(hours=4), second.handle, "key"), "it is over"
        assert await lift_ban_called(tx, NOW, first.handle, "key")
        assert not await lift_ban_called(tx, NOW, first.handle, "key")
        assert [one.reason for one in await bans(tx, vault, NOW)] == ["shouts again"]
        lifted = select(audit.c.case_code).where(audit.c.action == "unban")
        assert [row.case_code for row in await tx.execute(lifted)] == [long.code]


@pytest.mark.parametrize(
    ("language", "topic", "desk"),
    [("uz", "work", -3), ("uz", "health", -2), ("tg", "health", -1), ("ru", "health", -1), ("ky", "work", -4)],
)
async def test_a_case_finds_the_desk_that_fits_best(database: Database, language: str, topic: str, desk: int) -> None:
    async with database.write() as tx:
        await bind_desk(tx, -1, ["ru", "tg"], NOW)
        await bind_desk(tx, -2, ["uz"], NOW)
        await bind_desk(tx, -3, ["uz"], NOW, topics=["work"])
        await bind_desk(tx, -4, ["en"], NOW, fallback=True)
        found = await desk_for(tx, language, topic)
        assert found is not None
        assert found.chat_id == desk
