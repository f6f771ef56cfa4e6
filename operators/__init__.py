"""Floor 2: cases, desks and the map between a person's chat and a case's topic. Knows nothing of Telegram's types.

Operators work on a case by its code; who the person is stands here only sealed, and only until the case is erased.
"""

from operators.case import Case, Operator, Status
from operators.claim import ClaimResult, claim
from operators.close_case import close_case
from operators.codes import new_code
from operators.desks import Desk, bind_desk, desk_for, desks, move_desk, unbind_desk
from operators.erase import erase_case, erase_due, silent_cases
from operators.find import case_by_code, case_by_id, case_of_person, case_of_topic, place_in_queue, waiting_count
from operators.links import Side, counterpart, link, original_of
from operators.open_case import open_case
from operators.topics import assign_desk, lose_topic, release_cases, set_card, set_topic
from operators.touch import touch
from operators.urgency import make_urgent

__all__ = [
    "Case",
    "ClaimResult",
    "Desk",
    "Operator",
    "Side",
    "Status",
    "assign_desk",
    "bind_desk",
    "case_by_code",
    "case_by_id",
    "case_of_person",
    "case_of_topic",
    "claim",
    "close_case",
    "counterpart",
    "desk_for",
    "desks",
    "erase_case",
    "erase_due",
    "link",
    "lose_topic",
    "make_urgent",
    "move_desk",
    "new_code",
    "open_case",
    "original_of",
    "place_in_queue",
    "release_cases",
    "set_card",
    "set_topic",
    "silent_cases",
    "touch",
    "unbind_desk",
    "waiting_count",
]
