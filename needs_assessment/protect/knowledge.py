"""What a reader knows by plain arithmetic, and which of the other numbers hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from needs_assessment.errors import NotProtected
from needs_assessment.protect.cells import CellKey
from needs_assessment.protect.sums import REST, Sum


def work_out(sums: Sequence[Sum], printed: Mapping[CellKey, int]) -> dict[CellKey, int]:
    """The printed numbers, and all that follow from them by one subtraction after another.

    Raises NotProtected when the numbers contradict each other.
    """
    known = dict(printed)
    places = _places(sums)
    waiting = dict.fromkeys(range(len(sums)))
    while waiting:
        number = next(iter(waiting))
        del waiting[number]
        for key, value in _follows(sums[number], known).items():
            known[key] = value
            waiting.update(dict.fromkeys(places[key]))
    return known


def true_sums(sums: Sequence[Sum], true: Mapping[CellKey, int]) -> list[Sum]:
    """The sums, without those that do not hold, or cannot be checked, and need not.

    A case that is settled in one month and closed in the next is in the requests of the first and the unmet needs of
    the second: so these are nearly always, but not by definition, a part of those. Raises NotProtected when the true
    numbers contradict each other.
    """
    true = work_out([one for one in sums if one.sure], true)
    return [one for one in sums if one.sure or _holds(one, true)]


def _holds(one: Sum, true: Mapping[CellKey, int]) -> bool:
    """The rest of a bound is whatever is left; no rest, and the sum must be exact."""
    parts = [key for key in one.parts if key.table != REST]
    if not all(key in true for key in (one.whole, *parts)):
        return False
    left = true[one.whole] - sum(true[key] for key in parts)
    return left >= 0 if len(parts) < len(one.parts) else left == 0


def groups(sums: Sequence[Sum], known: Mapping[CellKey, int]) -> list[list[Sum]]:
    """The sums that still have an unknown number, in groups that share none."""
    leader: dict[CellKey, CellKey] = {}

    def find(key: CellKey) -> CellKey:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    still = [(one, [key for key in (one.whole, *one.parts) if key not in known]) for one in sums]
    for _, unknown in still:
        for key in unknown[1:]:
            leader[find(key)] = find(unknown[0])
    found: dict[CellKey, list[Sum]] = defaultdict(list)
    for one, unknown in still:
        if unknown:
            found[find(unknown[0])].append(one)
    return list(found.values())


def _places(sums: Sequence[Sum]) -> dict[CellKey, list[int]]:
    places: dict[CellKey, list[int]] = defaultdict(list)
    for number, one in enumerate(sums):
        for key in (one.whole, *one.parts):
            places[key].append(number)
    return places


def _follows(one: Sum, known: Mapping[CellKey, int]) -> dict[CellKey, int]:
    unknown = [key for key in one.parts if key not in known]
    added = sum(known[key] for key in one.parts if key in known)
    if one.whole not in known:
        return {} if unknown else {one.whole: added}
    left = known[one.whole] - added
    if left < 0 or (left > 0 and not unknown):
        raise NotProtected(f"numbers of {one.whole.table} {one.whole.period} and of its parts contradict each other")
    if left == 0:
        return dict.fromkeys(unknown, 0)
    return {unknown[0]: left} if len(unknown) == 1 else {}
