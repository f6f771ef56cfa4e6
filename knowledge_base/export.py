"""The whole content as static pages, a set for each language, for the day on which the bot is blocked.

Pages link to each other by relative addresses and load nothing: they can be read from a memory stick, and printed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from knowledge_base.kb import EMERGENCY, KnowledgeBase
from knowledge_base.models import Entry, Topic
from knowledge_base.render import contact_phones, label, place_html, render
from locales import Catalogs, Speech, visible_text

STYLE = "style.css"
HERE = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class _Set:
    """The pages of one language."""

    kb: KnowledgeBase
    speech: Speech
    second: Speech
    today: date

    def name(self, text: str) -> str:
        return label(text, self.speech, self.second)

    def say(self, text: str) -> str:
        """An interface string as plain text."""
        return visible_text(self.speech.t(text))

    def topics(self) -> Iterator[tuple[Topic, tuple[Entry, ...]]]:
        """The topics with their entries, emergency first."""
        topics = sorted(self.kb.topics.values(), key=lambda topic: topic.id != EMERGENCY)
        return ((topic, entries) for topic in topics if (entries := self.kb.topic_entries(topic.id)))

    def numbers(self) -> list[tuple[str, str]]:
        """The emergency numbers of every country, which stand on every page."""
        return [
            (self.name(entry.title), ", ".join(contact_phones(entry, self.kb, self.speech)))
            for entry in self.kb.topic_entries(EMERGENCY)
        ]

    def text(self, entry: Entry) -> Markup:
        """What the phone shows; every line break is one here too."""
        return Markup(render(entry, self.kb, self.speech, self.second, self.today).html)  # noqa: S704 - checked HTML

    def places(self, entry: Entry) -> list[Markup]:
        """All places but the first, which stands in the text."""
        found = (place_html(place, self.kb, self.speech, self.second) for place in entry.places[1:])
        return [Markup(html) for html in found]  # noqa: S704 - escaped by place_html


def export(kb: KnowledgeBase, catalogs: Catalogs, today: date, folder: Path) -> int:
    """Write the pages into `folder`, and give how many there are. What else lies there is left alone."""
    pages = Environment(
        loader=PackageLoader("knowledge_base", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / STYLE, folder / STYLE)
    languages = [(speech.code, speech.own_name) for speech in catalogs]
    (folder / "index.html").write_text(pages.get_template("languages.html.jinja").render(languages=languages), "utf-8")
    second = catalogs.get("ru") or next(iter(catalogs))
    return 1 + sum(_write(pages, _Set(kb, speech, second, today), folder / speech.code) for speech in catalogs)


def _write(pages: Environment, one: _Set, folder: Path) -> int:
    folder.mkdir(exist_ok=True)
    language = one.speech.code.replace("_", "-")
    common = {"set": one, "language": language, "date": one.speech.date(one.today)}
    (folder / "index.html").write_text(pages.get_template("topics.html.jinja").render(**common), "utf-8")
    for entry in one.kb.entries.values():
        related = [one.kb.entries[other] for other in entry.related if other in one.kb.entries]
        page = pages.get_template("entry.html.jinja").render(**common, entry=entry, related=related)
        (folder / f"{entry.id}.html").write_text(page, "utf-8")
    return 1 + len(one.kb.entries)
