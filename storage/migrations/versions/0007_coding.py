"""Coding: what a case was about, whether it was counted, what its person was asked"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def case_columns() -> list[sa.Column[Any]]:
    """What a case now also holds."""
    return [
        sa.Column("answered", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("counted", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("asked", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("region", sa.LargeBinary(), nullable=True),
        sa.Column("coding", sa.LargeBinary(), nullable=True),
        sa.Column("coder_key", sa.String(length=32), nullable=True),
        sa.Column("panel_id", sa.BigInteger(), nullable=True),
    ]


def upgrade() -> None:
    """Go one version up. Cases that are there already were counted when they were opened."""
    with op.batch_alter_table("case", schema=None) as batch_op:
        for column in case_columns():
            batch_op.add_column(column)
    op.execute(sa.text('UPDATE "case" SET counted = 1'))


def downgrade() -> None:
    """Go one version down."""
    with op.batch_alter_table("case", schema=None) as batch_op:
        for column in case_columns():
            batch_op.drop_column(column.name)
