"""Bans can be found again when the case is gone: a handle, since when, and from which case"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op


revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ban = sa.table("ban", sa.column("person_key", sa.String), sa.column("handle", sa.String))


def upgrade() -> None:
    """Go one version up."""
    with op.batch_alter_table("ban") as table:
        table.add_column(sa.Column("handle", sa.String(length=16), nullable=True))
        table.add_column(sa.Column("since", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("case_code", sa.String(length=8), nullable=True))
    _give_handles()
    with op.batch_alter_table("ban") as table:
        table.alter_column("handle", existing_type=sa.String(length=16), nullable=False)
        table.create_unique_constraint(op.f("uq_ban_handle"), ["handle"])


def downgrade() -> None:
    """Go one version down."""
    with op.batch_alter_table("ban") as table:
        table.drop_constraint(op.f("uq_ban_handle"), type_="unique")
        for name in ("case_code", "since", "handle"):
            table.drop_column(name)


def _give_handles() -> None:
    here = op.get_bind()
    for row in here.execute(sa.select(ban.c.person_key)).all():
        mine = ban.c.person_key == row.person_key
        here.execute(ban.update().where(mine).values(handle=secrets.token_hex(8)))
