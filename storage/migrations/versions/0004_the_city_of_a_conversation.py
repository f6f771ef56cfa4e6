"""The city of a conversation"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one version up."""
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("city", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Go one version down."""
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("city")
