from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis

from delivery.pacing import GROUP, OVERALL, PRIVATE, Limit, MemoryPacer
from delivery.redis_pacing import RedisPacer


class Moment:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def granted(pacer: MemoryPacer, clock: Moment, pace: str, calls: int) -> list[float]:
    """The moments at which so many calls get through, each asked for again when the pacer says so."""
    moments: list[float] = []
    while len(moments) < calls:
        wait = await pacer.take(pace)
        if wait == 0:
            moments.append(clock.now)
        clock.now += wait
    return moments


def most_within(moments: list[float], seconds: float) -> int:
    return max(sum(start <= one < start + seconds for one in moments) for start in moments)


async def test_a_group_never_gets_more_than_twenty_in_any_minute() -> None:
    clock = Moment()
    moments = await granted(MemoryPacer(clock), clock, "g:-1", 100)
    assert most_within(moments, 60) <= 20
    assert moments[GROUP.calls - 1] == moments[0], "the first ones need not wait"


async def test_a_person_gets_a_burst_and_then_one_a_second() -> None:
    clock = Moment()
    moments = await granted(MemoryPacer(clock), clock, "p:a", 12)
    assert moments[PRIVATE.calls - 1] == moments[0]
    gaps = [round(after - before, 3) for before, after in itertools.pairwise(moments[PRIVATE.calls :])]
    assert set(gaps) == {1.0}


async def test_all_chats_together_stay_under_thirty_a_second() -> None:
    clock = Moment()
    pacer = MemoryPacer(clock)
    moments: list[float] = []
    for number in range(200):
        while (wait := await pacer.take(f"p:{number}")) > 0:
            clock.now += wait
        moments.append(clock.now)
    # A bucket lets a burst through and then refills: never more than burst and refill together.
    assert most_within(moments, 10) <= OVERALL.calls * 11


async def test_a_chat_that_was_told_to_wait_waits_and_others_do_not() -> None:
    clock = Moment()
    pacer = MemoryPacer(clock)
    await pacer.hold("p:a", 7)
    assert await pacer.take("p:a") == 7
    assert await pacer.take("p:b") == 0
    clock.now += 7
    assert await pacer.take("p:a") == 0


@given(
    st.lists(st.floats(min_value=0, max_value=30), min_size=1, max_size=80), st.sampled_from([PRIVATE, GROUP, OVERALL])
)
def test_no_span_ever_holds_more_than_the_limit(gaps: list[float], limit: Limit) -> None:
    clock = Moment()
    pacer = MemoryPacer(clock)
    moments: list[float] = []
    for gap in gaps:
        clock.now += gap
        if pacer._wait("k", limit, clock.now) <= 0:
            pacer._spend("k", limit, clock.now)
            moments.append(clock.now)
    allowed = limit.calls if limit.window else limit.calls * 2
    assert not moments or most_within(moments, limit.seconds) <= allowed


@pytest.fixture
async def redis(redis_url: str) -> Redis:
    client: Redis = Redis.from_url(redis_url)
    await client.flushall()
    return client


async def test_two_workers_share_one_budget_through_redis(redis: Redis) -> None:
    one, two = (RedisPacer(redis, MemoryPacer(Moment())) for _ in range(2))
    grants = [await pacer.take("g:-1") for pacer in (one, two) * GROUP.calls]
    assert grants.count(0.0) == GROUP.calls
    assert all(wait > 50 for wait in grants[GROUP.calls :])
    await one.hold("p:a", 30)
    assert await two.take("p:a") > 29
    await redis.aclose()


async def test_a_burst_to_one_person_through_redis(redis: Redis) -> None:
    pacer = RedisPacer(redis, MemoryPacer(Moment()))
    grants = [await pacer.take("p:a") for _ in range(PRIVATE.calls + 1)]
    assert grants[:-1] == [0.0] * PRIVATE.calls
    assert 0 < grants[-1] <= 1
    await redis.aclose()


async def test_without_redis_a_worker_paces_alone() -> None:
    away: Redis = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.1)
    pacer = RedisPacer(away, MemoryPacer(Moment()))
    grants = [await pacer.take("g:-1") for _ in range(GROUP.calls + 1)]
    assert grants.count(0.0) == GROUP.calls
    await pacer.hold("p:a", 3)
    assert await pacer.take("p:a") == 3
    await away.aclose()


async def test_boards_and_names_leave_room_for_talk_and_are_not_starved_by_it() -> None:
    moment = Moment()
    pacer = MemoryPacer(moment)
    granted = {3: 0, 4: 0}
    for second in range(600):
        moment.now = float(second)
        for rank in granted:
            granted[rank] += await pacer.take("g:-1", rank) == 0
    assert granted[3] >= 70
    assert granted[4] >= 30


async def test_what_is_urgent_finds_room_in_a_minute_that_others_have_filled() -> None:
    now = 0.0
    pacer = MemoryPacer(lambda: now)
    boards = [await pacer.take("g:-1", 4) for _ in range(GROUP.calls)]
    talk = [await pacer.take("g:-1", 3) for _ in range(GROUP.calls)]
    cards = [await pacer.take("g:-1", 2) for _ in range(GROUP.calls)]
    urgent = [await pacer.take("g:-1", 0) for _ in range(GROUP.calls)]
    granted = [sum(wait == 0 for wait in waits) for waits in (boards, talk, cards, urgent)]
    assert granted == [6, 10, 1, 2]
    assert sum(granted) == GROUP.calls
    assert min(wait for wait in urgent if wait) > 20 / 1000
