"""Floor 1: everything that comes from Telegram and everything that leaves for it.

Updates are written to the inbox, confirmed, then handled lane by lane; what must arrive is written to the outbox in the
same transaction and sent with pacing until Telegram has said yes or a final no.
"""

from delivery.courier import Courier, Failed, NotYet, Place, Sent
from delivery.faults import Fault, Kind, fault_of
from delivery.inbox import Inbox
from delivery.lanes import Lanes, where
from delivery.outbox import Outbox, Rank
from delivery.outbox_rows import Row
from delivery.pacing import MemoryPacer, Pacer
from delivery.sender import Sender
from delivery.turn import Turn

__all__ = [
    "Courier",
    "Failed",
    "Fault",
    "Inbox",
    "Kind",
    "Lanes",
    "MemoryPacer",
    "NotYet",
    "Outbox",
    "Pacer",
    "Place",
    "Rank",
    "Row",
    "Sender",
    "Sent",
    "Turn",
    "fault_of",
    "where",
]
