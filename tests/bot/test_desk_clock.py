"""What the clock asks of a desk, at moments of the test's choosing, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.house import open_house
from bot.settings import read_settings
from delivery import Outbox, Turn
from delivery.outbox_rows import open_method, take_due
from handlers.house import House
from handlers.reminders import keep_promises, remind, warn_silent
from handlers.waiting import outlook_of
from needs_assessment import bind_chat
from needs_assessment.service import count_wait, usual_wait
from operators import Case, Operator, bind_desk, claim, open_case, operator_wrote, person_wrote
from operators.desk_hours import set_week
from operators.hours import read_week
from operators.waiting import note_promise
from storage import Database, Tx, Vault
from storage.tables import case as table

NOON = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""A Wednesday, noon in Moscow."""
DESK, COORDINATORS = -100, -200


@pytest.fixture
def house(vault: Vault) -> House:
    codes = iter(f"C{number:02}-AAA" for number in range(99))
    return open_house(read_settings(bot_token="1:test", staff_language="en"), vault, lambda: next(codes))


async def opened(tx: Tx, house: House, person: int, *, urgent: bool = False, at: datetime = NOON) -> Case:
    case, _ = await open_case(
        tx, house.vault, at, chat_id=person, language="en", topic_path="", urgent=urgent, code=house.new_code
    )
    return case


async def said(tx: Tx, house: House, chat: int | None = None) -> list[str]:
    """What waits to be sent: to a group, or to people."""
    rows = await take_due(tx, NOON + timedelta(days=9), 99)
    calls = [(row.pace, open_method(row, house.vault)) for row in rows]
    return [getattr(call, "text", "") for pace, call in calls if pace == f"g:{chat}" or (not chat and pace[0] == "p")]


def turn_at(tx: Tx, house: House) -> Callable[[datetime], Turn]:
    return lambda now: Turn(tx, now, Outbox(tx, house.vault, now))


async def test_a_case_is_rung_for_twice_at_the_desk_and_then_by_the_coordinators(
    database: Database, house: House
) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOON)
        await bind_chat(tx, COORDINATORS, "en", NOON)
        await opened(tx, house, 1)
        at = turn_at(tx, house)
        rings = [await remind(at(NOON + timedelta(minutes=minutes)), house) for minutes in (14, 15, 20, 30, 44, 45, 90)]
        assert rings == [0, 1, 0, 1, 0, 1, 0]
        assert "Nobody has claimed this case yet" in (await said(tx, house, DESK))[0]
        assert len(await said(tx, house, COORDINATORS)) == 1


async def test_who_waits_for_an_answer_has_a_time_of_their_own(database: Database, house: House) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOON)
        case = await opened(tx, house, 1)
        case = (await claim(tx, house.vault, NOON, case, Operator(5, "Aziza"))).case
        assert await operator_wrote(tx, case, NOON + timedelta(minutes=5)) == NOON
        at = turn_at(tx, house)
        assert await remind(at(NOON + timedelta(hours=5)), house) == 0, "it is the person's turn"
        assert await person_wrote(tx, case, NOON + timedelta(hours=6))
        assert await remind(at(NOON + timedelta(hours=6, minutes=29)), house) == 0
        assert await remind(at(NOON + timedelta(hours=6, minutes=30)), house) == 1
        bell = (await said(tx, house, DESK))[0]
        assert "The person waits for an answer" in bell
        assert "tg://user?id=5" in bell


async def test_outside_the_hours_only_urgent_cases_ring(database: Database, house: House) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOON)
        await set_week(tx, DESK, read_week("Mon-Fri 09:00-18:00"))
        night = NOON + timedelta(hours=10)
        await opened(tx, house, 1, at=night)
        at = turn_at(tx, house)
        assert await remind(at(night + timedelta(hours=1)), house) == 0
        await opened(tx, house, 2, urgent=True, at=night)
        assert await remind(at(night + timedelta(minutes=3)), house) == 1
        morning = NOON + timedelta(days=1) - timedelta(hours=3)
        assert await remind(at(morning + timedelta(minutes=14)), house) == 1, "the urgent one rings on"
        assert await remind(at(morning + timedelta(minutes=15)), house) >= 1, "the wait counts from the opening"


async def test_a_wait_that_was_longer_than_promised_is_apologised_for_once(database: Database, house: House) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOON)
        case = await opened(tx, house, 1)
        await note_promise(tx, case, NOON + timedelta(minutes=20))
        at = turn_at(tx, house)
        told = [await keep_promises(at(NOON + timedelta(minutes=minutes)), house) for minutes in (19, 20, 40)]
        assert told == [0, 1, 0]
        assert "waits longer than I told you" in (await said(tx, house))[0]


async def opened_by_ten_who_waited(tx: Tx, house: House, minutes: int) -> Case:
    """A case whose person was told that it usually takes so long."""
    await bind_desk(tx, DESK, [], NOON)
    for _ in range(10):
        await count_wait(tx, at=NOON, minutes=minutes)
    case = await opened(tx, house, 1)
    until = (await outlook_of(tx, house, case, NOON)).until(NOON)
    assert until == NOON + timedelta(minutes=minutes)
    await note_promise(tx, case, until)
    return case


async def test_a_wait_that_has_doubled_is_told_anew_and_not_again_within_half_an_hour(
    database: Database, house: House
) -> None:
    async with database.write() as tx:
        await opened_by_ten_who_waited(tx, house, 20)
        at = turn_at(tx, house)
        assert await keep_promises(at(NOON + timedelta(minutes=5)), house) == 0
        for _ in range(10):
            await count_wait(tx, at=NOON, minutes=45)
        assert await keep_promises(at(NOON + timedelta(minutes=6)), house) == 1
        assert "usually an answer comes within 45 minutes after your message" in (await said(tx, house))[0]
        for _ in range(10):
            await count_wait(tx, at=NOON, minutes=110)
        told = [await keep_promises(at(NOON + timedelta(minutes=minutes)), house) for minutes in (7, 35, 36)]
        assert told == [0, 0, 1]
        late = [await keep_promises(at(NOON + timedelta(minutes=minutes)), house) for minutes in (119, 120, 180)]
        assert late == [0, 1, 0], "the apology comes when the new time is over"


async def test_a_wait_that_is_somewhat_longer_is_no_news(database: Database, house: House) -> None:
    async with database.write() as tx:
        await opened_by_ten_who_waited(tx, house, 5)
        for _ in range(10):
            await count_wait(tx, at=NOON, minutes=15)
        assert await keep_promises(turn_at(tx, house)(NOON + timedelta(minutes=3)), house) == 0, "ten minutes more"


async def test_a_minute_before_the_apology_nothing_else_is_said(database: Database, house: House) -> None:
    async with database.write() as tx:
        await opened_by_ten_who_waited(tx, house, 20)
        for _ in range(10):
            await count_wait(tx, at=NOON, minutes=60)
        at = turn_at(tx, house)
        moments = [NOON + timedelta(minutes=19, seconds=30), NOON + timedelta(minutes=20)]
        assert [await keep_promises(at(moment), house) for moment in moments] == [0, 1]
        assert "waits longer than I told you" in (await said(tx, house))[0]


async def test_who_is_before_in_the_queue_makes_the_expectation_honest(database: Database, house: House) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOON)
        for _ in range(10):
            await count_wait(tx, at=NOON, minutes=10)
        first = await opened(tx, house, 1, at=NOON - timedelta(minutes=40))
        second = await opened(tx, house, 2)
        assert (await outlook_of(tx, house, first, NOON)).usual == 10, "nobody is before them"
        assert (await outlook_of(tx, house, second, NOON)).usual == 45


async def test_who_is_told_a_time_after_the_hours_hears_once_that_the_desk_closes_before(
    database: Database, house: House
) -> None:
    async with database.write() as tx:
        case = await opened_by_ten_who_waited(tx, house, 120)
        await set_week(tx, DESK, read_week("Mon-Fri 09:00-13:00"))
        at = turn_at(tx, house)
        told = [await keep_promises(at(NOON + timedelta(minutes=minutes)), house) for minutes in (1, 2, 58, 60)]
        assert told == [1, 0, 0, 1], "before, and when it closes"
        assert "are there until 13:00 (Moscow time)" in (await said(tx, house))[0]
        opens = await outlook_of(tx, house, case, NOON)
        assert opens.until(NOON) == NOON + timedelta(hours=1), "nothing is promised beyond the hours"


async def test_who_still_waits_when_the_desk_closes_is_told_when_it_opens(database: Database, house: House) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOON)
        await set_week(tx, DESK, read_week("Mon-Fri 09:00-13:00"))
        case = await opened(tx, house, 1)
        await note_promise(tx, case, NOON + timedelta(hours=1))
        at = turn_at(tx, house)
        assert await keep_promises(at(NOON + timedelta(minutes=59)), house) == 0
        assert await keep_promises(at(NOON + timedelta(hours=1)), house) == 1
        assert "They are back on November 26, 2026, 09:00 (Moscow time)" in (await said(tx, house))[0]


async def test_a_silent_case_is_announced_a_day_before_it_closes_and_once(database: Database, house: House) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, [], NOON)
        case = await opened(tx, house, 1)
        at = turn_at(tx, house)
        told = [await warn_silent(at(NOON + timedelta(hours=hours)), house) for hours in (47, 49, 50)]
        assert told == [0, 1, 0]
        assert "closes by itself on November 28, 2026, 12:00" in (await said(tx, house))[0]
        await person_wrote(tx, case, NOON + timedelta(hours=51))
        warned = (await tx.execute(select(table.c.warned_at))).scalar_one()
        assert warned is None, "who writes keeps it open, and may be warned again"


async def test_what_is_usual_follows_from_real_waits_and_needs_enough_of_them(database: Database) -> None:
    async with database.write() as tx:
        for minutes in (1, 3, 4, 8, 9, 12, 14, 18):
            await count_wait(tx, at=NOON, minutes=minutes)
        assert await usual_wait(tx, ["2026-W48"]) is None
        for minutes in (19, 100):
            await count_wait(tx, at=NOON - timedelta(weeks=1), minutes=minutes)
        assert await usual_wait(tx, ["2026-W48"]) is None
        assert await usual_wait(tx, ["2026-W47", "2026-W48"]) == 20
        for _ in range(40):
            await count_wait(tx, at=NOON, minutes=5000)
        assert await usual_wait(tx, ["2026-W47", "2026-W48"]) is None, "nothing is promised that is not so"
