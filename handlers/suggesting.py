"""What a case may have been about, read from where its person came from, what they wrote and what they had read."""

from __future__ import annotations

from handlers.house import House
from needs_assessment import level1
from operators import Case

SUGGESTED = 3


def suggested_codes(house: House, case: Case) -> tuple[str, ...]:
    """Up to three codes, the likeliest first."""
    about = case.told(house.vault)
    fine = [*_came_from(house, case), *_of_entries(house, about.suggested), *_of_entries(house, about.read[::-1])]
    broad = [one for one in _broad(house, case) if all(level1(code) != one for code in fine)]
    return tuple(dict.fromkeys([*fine, *broad]))[:SUGGESTED]


def clear_code(house: House, case: Case) -> str | None:
    """The one code that is ticked beforehand: what the person wrote last speaks for where they came from, or alone."""
    written = _of_entries(house, case.told(house.vault).suggested)
    came = next(iter(_came_from(house, case)), None)
    if came is not None:
        return came if not written or came in written else None
    return written[0] if len(set(written)) == 1 else None


def _came_from(house: House, case: Case) -> list[str]:
    return _of_entries(house, (case.topic_path,))


def _of_entries(house: House, ids: tuple[str, ...]) -> list[str]:
    return [house.content.entries[one].category for one in ids if one in house.content.entries]


def _broad(house: House, case: Case) -> list[str]:
    """Of a topic of the menu that the person came from: what its first answer belongs to."""
    if case.topic_path not in house.content.topics:
        return []
    return [level1(entry.category) for entry in house.content.topic_entries(case.topic_path)][:1]
