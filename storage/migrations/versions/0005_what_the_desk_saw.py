"""What the desk saw of a message that did not go there as it was written"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one version up."""
    with op.batch_alter_table("message_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown", sa.LargeBinary(), nullable=True))
    # Nobody knows any more which of these were masked: none of them may be copied as it is.
    shown = sa.column("shown", sa.LargeBinary())
    link = sa.table("message_link", sa.column("side", sa.String()), shown)
    op.execute(link.update().where(link.c.side == "person").values(shown=b""))


def downgrade() -> None:
    """Go one version down."""
    with op.batch_alter_table("message_link", schema=None) as batch_op:
        batch_op.drop_column("shown")
