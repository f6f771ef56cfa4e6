"""The desk of a team: whose turn a case is, the board, shifts, hours, bans"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

def case_columns() -> list[sa.Column[Any]]:
    """What a case now also holds."""
    return [
        sa.Column("about", sa.LargeBinary(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unread", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("rung", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False, server_default="0"),
    ]


def desk_columns() -> list[sa.Column[Any]]:
    """What a desk now also holds."""
    return [
        sa.Column("topics", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("title", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("fallback", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("holidays", sa.String(length=8), nullable=False, server_default=""),
        sa.Column("board_id", sa.BigInteger(), nullable=True),
        sa.Column("board_shown", sa.String(length=32), nullable=True),
    ]


def upgrade() -> None:
    """Go one version up."""
    for name, columns in (("case", case_columns()), ("desk", desk_columns())):
        with op.batch_alter_table(name, schema=None) as batch_op:
            for column in columns:
                batch_op.add_column(column)
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_case_status_since"), ["status", "since"], unique=False)

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trail", sa.LargeBinary(), nullable=True))

    op.create_table(
        "staff",
        sa.Column("staff_key", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("staff_key", name=op.f("pk_staff")),
    )
    op.create_table(
        "shift",
        sa.Column("desk_chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("staff_key", sa.String(length=32), nullable=False),
        sa.Column("operator", sa.LargeBinary(), nullable=False),
        sa.Column("duty", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("desk_chat", "staff_key", name=op.f("pk_shift")),
    )
    op.create_index(op.f("ix_shift_until"), "shift", ["until"], unique=False)
    op.create_table(
        "desk_hours",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("weekly", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "language", name=op.f("pk_desk_hours")),
    )
    op.create_table(
        "desk_day",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("hours", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "day", name=op.f("pk_desk_day")),
    )
    op.create_table(
        "ban",
        sa.Column("person_key", sa.String(length=32), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("staff_key", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("person_key", name=op.f("pk_ban")),
    )
    op.create_index(op.f("ix_ban_until"), "ban", ["until"], unique=False)


def downgrade() -> None:
    """Go one version down."""
    for name in ("ban", "desk_day", "desk_hours", "shift", "staff"):
        op.drop_table(name)
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("trail")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_case_status_since"))
    for name, columns in (("case", case_columns()), ("desk", desk_columns())):
        with op.batch_alter_table(name, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column.name)
