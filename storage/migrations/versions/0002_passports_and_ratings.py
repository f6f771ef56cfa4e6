"""The passport of a conversation, and the ratings of answers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one version up."""
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("country", sa.LargeBinary(), nullable=True))

    op.create_table(
        "answer_rating",
        sa.Column("quarter", sa.String(length=8), nullable=False),
        sa.Column("entry", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "quarter", "entry", "revision", "language", "verdict", name=op.f("pk_answer_rating")
        ),
    )


def downgrade() -> None:
    """Go one version down."""
    op.drop_table("answer_rating")
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("country")
