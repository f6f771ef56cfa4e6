"""Floor 2: cases, desks and the map between a person's chat and a case's topic. Knows nothing of Telegram's types.

Operators work on a case by its code; who the person is stands here only sealed, and only until the case is erased.
"""

from operators.bans import (
    FOR_GOOD,
    LONGEST,
    Ban,
    ban_person,
    banned_until,
    bans,
    lift_ban,
    lift_ban_called,
    without_end,
)
from operators.case import IN_HAND, OPEN, About, Case, Operator, Status
from operators.claim import ClaimResult, claim
from operators.close_case import close_case
from operators.codes import new_code
from operators.desks import (
    Desk,
    bind_desk,
    desk_for,
    desk_of,
    desks,
    lose_board,
    move_desk,
    note_board,
    set_board,
    unbind_desk,
)
from operators.erase import erase_case, erase_due, silent_cases
from operators.find import (
    case_by_code,
    case_by_id,
    case_of_person,
    case_of_topic,
    longest_wait_before,
    place_in_queue,
    waiting_count,
)
from operators.hand_over import hand_to_desk, hand_to_operator
from operators.links import (
    Said,
    Shown,
    Side,
    Twin,
    counterpart,
    last_at_desk,
    last_on_phone,
    link,
    note_shown,
    original_of,
    shared,
    twin_at_desk,
    unlink,
)
from operators.masking import Masked, contact_free, mask
from operators.open_case import open_case
from operators.queue import Queue, next_waiting, queue_of
from operators.reopen import reopen
from operators.shifts import OnShift, begin_shift, end_shift, on_shift
from operators.staff import choose_staff_language, staff_language
from operators.topics import assign_desk, lose_topic, release_cases, set_card, set_topic
from operators.urgency import make_calm, make_urgent
from operators.whose_turn import note_about, operator_wrote, person_wrote

__all__ = [
    "FOR_GOOD",
    "IN_HAND",
    "LONGEST",
    "OPEN",
    "About",
    "Ban",
    "Case",
    "ClaimResult",
    "Desk",
    "Masked",
    "OnShift",
    "Operator",
    "Queue",
    "Said",
    "Shown",
    "Side",
    "Status",
    "Twin",
    "assign_desk",
    "ban_person",
    "banned_until",
    "bans",
    "begin_shift",
    "bind_desk",
    "case_by_code",
    "case_by_id",
    "case_of_person",
    "case_of_topic",
    "choose_staff_language",
    "claim",
    "close_case",
    "contact_free",
    "counterpart",
    "desk_for",
    "desk_of",
    "desks",
    "end_shift",
    "erase_case",
    "erase_due",
    "hand_to_desk",
    "hand_to_operator",
    "last_at_desk",
    "last_on_phone",
    "lift_ban",
    "lift_ban_called",
    "link",
    "longest_wait_before",
    "lose_board",
    "lose_topic",
    "make_calm",
    "make_urgent",
    "mask",
    "move_desk",
    "new_code",
    "next_waiting",
    "note_about",
    "note_board",
    "note_shown",
    "on_shift",
    "open_case",
    "operator_wrote",
    "original_of",
    "person_wrote",
    "place_in_queue",
    "queue_of",
    "release_cases",
    "reopen",
    "set_board",
    "set_card",
    "set_topic",
    "shared",
    "silent_cases",
    "staff_language",
    "twin_at_desk",
    "unbind_desk",
    "unlink",
    "waiting_count",
    "without_end",
]
