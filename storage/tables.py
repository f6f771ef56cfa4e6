"""Every table, with how long its rows live. What says something about a person is sealed, hashed or short-lived.

The rows' end of life is kept by `storage.retention` and the room that owns the table; DESIGN's table of what is stored
is the promise, docs/privacy.md tells it to people.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.types import UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only in a column whose type is exactly INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", String(80), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("body", LargeBinary),  # sealed; dropped once handled
    Column("state", String(8), nullable=False),  # pending, done, dead
    Column("attempts", Integer, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("fault", String(200)),  # type and place of the last error, never its text
    Index(None, "state", "lane", "update_id"),
    Index(None, "received_at"),
)

person = Table(
    "person",
    metadata,
    Column("person_key", String(32), primary_key=True),
    Column("language", String(16)),
    Column("week_seen", String(8), nullable=False),  # ISO week: no finer time is kept
)

conversation = Table(
    "conversation",
    metadata,
    Column("person_key", String(32), primary_key=True),
    Column("state", String(64)),
    Column("data", LargeBinary),  # sealed
    Column("country", LargeBinary),  # sealed: of the passport, for this conversation only; gone with the row
    Column("city", LargeBinary),  # sealed: the one tapped to find a consulate, never a location; gone with the row
    Column("trail", LargeBinary),  # sealed: the last answers read, for the card if a case is opened; gone with the row
    Column("expires_at", UtcTime, nullable=False),
    Index(None, "expires_at"),
)

chat_message = Table(
    "chat_message",
    metadata,
    Column("person_key", String(32), primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("at", UtcTime, nullable=False),  # 48 h: after that Telegram no longer lets a bot delete it
    Index(None, "at"),
)

case = Table(
    "case",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("person_key", String(32)),
    Column("status", String(8), nullable=False),  # waiting, claimed, person, operator (whose turn it is), closed
    Column("urgent", Integer, nullable=False),
    Column("language", String(16), nullable=False),
    Column("topic_path", String(64), nullable=False),  # ids of topic and entry the person came from, may be empty
    Column("desk_chat", BigInteger),  # None while no desk is bound
    Column("thread_id", BigInteger),
    Column("card_id", BigInteger),
    Column("key", LargeBinary),  # the case's own key, wrapped; without it nothing below opens
    Column("chat", LargeBinary),  # sealed chat id
    Column("operator", LargeBinary),  # sealed id and name of who claimed it
    Column("operator_key", String(32)),
    Column("about", LargeBinary),  # sealed: passport's country, city, answers read, answers suggested
    Column("since", UtcTime),  # how long the person has been waiting for us; None while it is their turn
    Column("unread", Integer, nullable=False, server_default="0"),  # messages of the person since our last one
    Column("rung", Integer, nullable=False, server_default="0"),  # how often the present wait was rung for
    Column("promised_at", UtcTime),  # until when the person was told they would usually wait
    Column("told_at", UtcTime),  # when the person was told anew how long it takes
    Column("warned_at", UtcTime),  # the person was told that the silent case will close
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("answered", Integer, nullable=False, server_default="0"),  # an operator wrote to the person
    Column("counted", Integer, nullable=False, server_default="0"),  # as a request, at the first closing
    Column("asked", Integer, nullable=False, server_default="0"),  # bits: which voluntary questions are done with
    Column("region", LargeBinary),  # sealed: where the person is, if they told it; dropped once counted
    Column("coding", LargeBinary),  # sealed: what it was about; kept after counting only for a second look
    Column("coder_key", String(32)),  # who said so, for the same time
    Column("panel_id", BigInteger),  # the message that asks for it
    Column("opened_at", UtcTime, nullable=False),
    Column("claimed_at", UtcTime),
    Column("active_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("erase_at", UtcTime),
    Index(None, "person_key", "status"),
    Index(None, "desk_chat", "thread_id"),
    Index(None, "status", "active_at"),
    Index(None, "status", "since"),
    Index(None, "erase_at"),
)

message_link = Table(
    "message_link",
    metadata,
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("side", String(8), primary_key=True),  # who wrote the original: person, operator
    Column("original_id", BigInteger, primary_key=True),
    Column("copy_id", BigInteger),  # None until Telegram has said so
    Column(
        "shown", LargeBinary
    ),  # sealed under the case's key: what the desk saw, if it was masked; gone with the case
    Index(None, "case_id", "copy_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("lane", String(80), nullable=False),
    Column("pace", String(80), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("method", String(40), nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE")),
    Column("role", String(12)),  # person or desk: whose place in the case is filled in at sending
    Column("settle", String(200)),  # what to do with the outcome, for the room that wrote the row
    Column("state", String(8), nullable=False),  # queued, sending, doubtful
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("lease_until", UtcTime),
    Index(None, "lane", "id"),
    Index(None, "state", "due_at"),
)

request_count = Table(
    "request_count",
    metadata,
    Column("table_name", String(32), primary_key=True),
    Column("period", String(8), primary_key=True),
    Column("code", String(32), primary_key=True),
    Column("code2", String(32), primary_key=True, default=""),
    Column("n", Integer, nullable=False),
)

# What has been printed, about nobody: kept for good, since what it hides must stay hidden from every later release.
release = Table(
    "release",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # of all releases of the hotline, from 1
    Column("audience", String(16), nullable=False),
    Column("period", String(8), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("body", Text, nullable=False),  # JSON, as readers get it: a hidden number is null here, too
    UniqueConstraint("audience", "period"),
)

alert_action = Table(
    "alert_action",
    metadata,
    Column("week", String(8), primary_key=True),
    Column("code", String(32), primary_key=True),  # a line of the week's categories or a language
    Column("kind", String(16)),  # one of a fixed list: nothing is written in words; None: nothing was done yet
    Column("noted_on", String(10)),
)

answer_rating = Table(
    "answer_rating",
    metadata,
    Column("quarter", String(8), primary_key=True),  # 2026-Q4: no finer time is kept; 2 years
    Column("entry", String(24), primary_key=True),
    Column("revision", String(8), primary_key=True),  # of the entry's text, as long as it stood
    Column("language", String(16), primary_key=True),
    Column("verdict", String(16), primary_key=True),
    Column("n", Integer, nullable=False),
)

desk = Table(
    "desk",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("languages", String(200), nullable=False),  # codes with spaces between; empty: all
    Column("topics", String(200), nullable=False, server_default=""),  # ids of the tree's topics; empty: all
    Column("title", String(64), nullable=False, server_default=""),  # the group's name, for colleagues elsewhere
    Column("fallback", Integer, nullable=False, server_default="0"),
    Column("holidays", String(8), nullable=False, server_default=""),  # the country whose holidays are kept, ISO 3166
    Column("board_id", BigInteger),  # the pinned message
    Column("board_shown", String(32)),  # a hash of what it says, so that it is edited only when that changes
    Column("bound_at", UtcTime, nullable=False),
)

# Staff, not people: who works where. The keys are the same keyed hashes, the names are what colleagues see anyway.
staff = Table(
    "staff",
    metadata,
    Column("staff_key", String(32), primary_key=True),
    Column("language", String(16)),  # of what the hotline says to them
    Column("seen_at", UtcTime, nullable=False),  # 90 days
)

shift = Table(
    "shift",
    metadata,
    Column("desk_chat", BigInteger, primary_key=True, autoincrement=False),
    Column("staff_key", String(32), primary_key=True),
    Column("operator", LargeBinary, nullable=False),  # sealed id and name
    Column("duty", Integer, nullable=False),  # rung for urgent cases outside the hours
    Column("until", UtcTime, nullable=False),  # over by itself
    Index(None, "until"),
)

desk_hours = Table(
    "desk_hours",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(16), primary_key=True),  # empty: every language of the desk
    Column("weekly", String(400), nullable=False),
)

desk_day = Table(
    "desk_day",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", String(10), primary_key=True),  # 2026-12-31; gone a week after it
    Column("hours", String(100), nullable=False),
)

ban = Table(
    "ban",
    metadata,
    Column("person_key", String(32), primary_key=True),
    Column("handle", String(16), nullable=False, unique=True),  # random: what a button names it by
    Column("since", UtcTime),  # none: from before it was kept
    Column("until", UtcTime, nullable=False),  # gone after it
    Column("reason", LargeBinary),  # sealed: an operator's own words
    Column("case_code", String(8)),  # none once the person has been forgotten
    Column("staff_key", String(32), nullable=False),
    Index(None, "until"),
)

coordinators_chat = Table(
    "coordinators_chat",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(16), nullable=False),
    Column("bound_at", UtcTime, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", String(400), nullable=False),
)

report_run = Table(
    "report_run",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("period", String(8), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),  # queued, sent, failed
    Column("queued_at", UtcTime, nullable=False),
    Column("settled_at", UtcTime),
    UniqueConstraint("kind", "period", "chat_id"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("staff_key", String(32), nullable=False),
    Column("action", String(24), nullable=False),
    Column("case_code", String(8), nullable=False),
    Column("detail", String(64), nullable=False),
    Index(None, "at"),
)
