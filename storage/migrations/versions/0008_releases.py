"""Releases of the statistics, what was done about alerts, and the new names of the counters"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

RENAMED = {
    "week_total": "total",
    "week_category": "category",
    "week_language": "language",
    "week_outcome": "outcome",
    "service_wait": "waits",
    "service_help": "help",
}
counters = sa.table("request_count", sa.column("table_name", sa.String), sa.column("code", sa.String))


def upgrade() -> None:
    """Go one version up."""
    op.create_table(
        "release",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_release")),
        sa.UniqueConstraint("audience", "period", name=op.f("uq_release_audience_period")),
    )
    op.create_table(
        "alert_action",
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("noted_on", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("week", "code", name=op.f("pk_alert_action")),
    )
    _rename(RENAMED)
    _rename_other("OTH", "OTH.OTHER")


def downgrade() -> None:
    """Go one version down."""
    _rename_other("OTH.OTHER", "OTH")
    _rename({new: old for old, new in RENAMED.items()})
    op.drop_table("alert_action")
    op.drop_table("release")


def _rename(names: dict[str, str]) -> None:
    for old, new in names.items():
        op.execute(counters.update().where(counters.c.table_name == old).values(table_name=new))


def _rename_other(old: str, new: str) -> None:
    line = (counters.c.table_name == "category") & (counters.c.code == old)
    op.execute(counters.update().where(line).values(code=new))
