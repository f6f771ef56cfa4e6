"""The coordinators' dashboard: a Telegram Mini App that shows what has been released, and nothing else.

Its page, and the one call that the page makes. Why it is built so: docs/decisions/0019-dashboard.md.
"""

from bot.dashboard.door import Door
from bot.dashboard.listen import PREFIX, listening
from bot.dashboard.site import make_site
from bot.dashboard.source import Archive, Shown, Source, Stage

__all__ = ["PREFIX", "Archive", "Door", "Shown", "Source", "Stage", "listening", "make_site"]
