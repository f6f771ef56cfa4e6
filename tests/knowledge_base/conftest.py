"""A small sound knowledge base on disk, with made-up translations in every language, for tests to break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from knowledge_base import Entry, KnowledgeBase, Report, check, load
from knowledge_base.extract import extract_content
from knowledge_base.models import EMERGENCIES
from locales import CONTENT, INTERFACE, Catalogs, Extracted, po, update_catalogs

LANGUAGES = ("ru", "uz", "uz_Cyrl", "tg", "ky", "kk", "tk", "en")
TODAY = date(2026, 11, 23)
CODES = frozenset(["CON.PAS", "LEG.REG"])
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абкдефгхийклмнопкрстувускз")
KEEP = re.compile(r"(\]\(https?://[^)]*\)|\{[a-z-]+\}|Telegram)")
TOPIC = {"id": "consular", "order": 1, "title": "Consulate", "icon": "🛂", "intro": "Papers and consulates."}
ENTRY = {
    "id": "passport-lost",
    "topic": "consular",
    "order": 1,
    "category": "CON.PAS",
    "title": "Passport lost",
    "first": "Tell the **police** today.",
    "body": "You need:\n- a photo\n- {fee} roubles\n\n"
    "1. Call [the consulate](https://example.org/a).\n2. Wait {wait-days} days,\nor less.\n",
    "rests_on": ["rule-report"],
    "applies_to": {"nationalities": ["uz", "tj"], "eaeu": "not"},
    "jurisdiction": "ru",
    "contacts": [
        {
            "name": "Duty officer",
            "phones": ["{duty-phone}", "{all-services}"],
            "url": "https://www.example.org/",
            "note": "Day and night.",
        }
    ],
    "places": [{"name": "Consulate", "city": "moscow", "address": "{office}", "latitude": 55.7, "longitude": 37.6}],
    "related": ["registration"],
    "questions": {code: ["lost my passport", f"passport stolen {code}"] for code in LANGUAGES},
    "sources": [{"title": "Law 109", "url": "https://example.org/law", "date": "2006-07-18", "read_on": "2026-11-20"}],
    "verified_on": "2026-11-20",
    "valid_until": "2027-11-20",
    "owner": "content",
    "sensitivity": "none",
}
SOURCES = [
    {"title": f"Site {name}", "url": f"https://{name}.example.org/", "read_on": "2026-11-20"} for name in ("one", "two")
]
SITE = "https://www.geonames.org"
FACT = {
    "id": "fee",
    "kind": "money",
    "value": "2,500",
    "unit": "RUB",
    "says": "Fee for a passport",
    "jurisdiction": "ru",
    "confidence": "high",
    "risk": "none",
    "nationalities": [],
    "sources": SOURCES,
    "reverify_by": "2027-11-20",
}
FACTS = [
    FACT,
    FACT | {"id": "wait-days", "kind": "number", "value": "30", "unit": "days", "says": "Longest wait"},
    FACT | {"id": "duty-phone", "kind": "phone", "value": "+7 495 000-00-00", "says": "Duty officer"},
    FACT | {"id": "all-services", "kind": "phone", "value": "112", "says": "All services", "risk": "high"},
    FACT | {"id": "office", "kind": "address", "value": "ул. Примерная, 1", "says": "The consulate"},
    FACT | {"id": "rule-report", "kind": "rule", "value": "A loss is reported.", "says": "Duty to report"},
    FACT | {"id": "until", "kind": "date", "value": "2027-03-01", "says": "Last day"},
    FACT | {"id": "open", "kind": "hours", "value": "Mon–Fri 09:00–13:00", "says": "Opening hours"},
]
MOSCOW = {"id": "moscow", "name": "Moscow", "country": "ru", "latitude": 55.752, "longitude": 37.618}
OTHER = ENTRY | {
    "id": "registration",
    "order": 2,
    "category": "LEG.REG",
    "title": "Registration",
    "first": "Register in time.",
    "body": "Ask your host.",
    "related": [],
    "questions": {code: ["how to register my stay", f"propiska {code}"] for code in LANGUAGES},
    "sensitivity": "high",
}


def pseudo(code: str, text: str) -> str:
    """A translation that is right in everything but its meaning."""
    parts = KEEP.split(text)
    return "".join(part if at % 2 else _words(code, part) for at, part in enumerate(parts))


def _words(code: str, text: str) -> str:
    if code in ("uz", "tk"):
        return re.sub(r"[a-z]{2,}", lambda word: word[0][::-1], text.lower())
    return text.lower().translate(CYRILLIC) if code != "en" else text


def _term(kind: str, number: int) -> dict[str, object]:
    word = f"{kind.replace('-', '')}{'abc'[number]}"
    return {"term": f"{word}* now", "example": f"{word}ing right now", "counter": f"{word}ing tomorrow"}


@dataclass
class Shelf:
    """Content and catalogs in a folder."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def locales(self) -> Path:
        return self.root / "locales"

    def topic(self, **changes: object) -> Path:
        topic = TOPIC | changes
        return self._write(self.content / "topics" / f"{topic['id']}.yaml", topic)

    def entry(self, **changes: object) -> Path:
        entry = ENTRY | changes
        return self._write(self.content / "entries" / str(entry["topic"]) / f"{entry['id']}.yaml", entry)

    def facts(self, **changes: dict[str, object]) -> Path:
        """Write the facts, with changes to some of them, and new ones (made after the fee)."""
        found = {str(fact["id"]): fact for fact in FACTS}
        for name, change in changes.items():
            fact_id = name.replace("_", "-")
            found[fact_id] = found.get(fact_id, FACT) | {"id": fact_id} | change
        return self._write(self.content / "facts" / "all.yaml", {"facts": list(found.values())})

    def cities(self, *names: str) -> Path:
        """Moscow, and others that stand just there."""
        others = [MOSCOW | {"id": name.lower(), "name": name} for name in names]
        return self._write(self.content / "cities.yaml", {"source": SITE, "cities": [MOSCOW, *others]})

    def emergency(self, kind: str = "medical", **changes: object) -> Path:
        """Made-up words that raise an alarm; `changes` to the whole, or to the first English term."""
        terms = {code: [_term(kind, number) for number in range(3)] for code in LANGUAGES}
        whole = {"id": kind, "entry": "registration", "terms": terms}
        terms["en"][0] |= {key: changes.pop(key) for key in ("term", "example", "counter") if key in changes}
        return self._write(self.content / "emergencies" / f"{kind}.yaml", whole | changes)

    def extracted(self) -> list[Extracted]:
        found: list[Extracted] = []
        for path in sorted(self.content.rglob("*.yaml")):
            with path.open("rb") as file:
                found += [
                    (path.name, line, text, notes, None) for line, _, text, notes in extract_content(file, [], [])
                ]
        return found

    def update(self) -> tuple[Path, ...]:
        return update_catalogs(self.locales, CONTENT, self.extracted())

    def translate(self) -> Catalogs:
        """Bring the catalogs up to date, and translate whatever is missing or fuzzy."""
        self.update()
        for code in LANGUAGES:
            catalog = po.read(self.locales, code, CONTENT)
            for message in catalog:
                if message.id and (message.fuzzy or not message.string):
                    message.string = pseudo(code, str(message.id))
                    message.flags.discard("fuzzy")
            po.po_path(self.locales, code, CONTENT).write_text(po.written(catalog, code, lines=True), "utf-8")
        return self.catalogs()

    def say(self, code: str, source: str, translation: str) -> Catalogs:
        """Change one translation."""
        catalog = po.read(self.locales, code, CONTENT)
        message = catalog.get(source)
        assert message is not None, f"there is no {source!r}"
        message.string = translation
        po.po_path(self.locales, code, CONTENT).write_text(po.written(catalog, code, lines=True), "utf-8")
        return self.catalogs()

    def catalogs(self) -> Catalogs:
        return Catalogs.load(self.locales)

    def kb(self) -> KnowledgeBase:
        return load(self.content)

    def first(self) -> Entry:
        return self.kb().entries["passport-lost"]

    def check(self, today: date = TODAY) -> Report:
        return check(self.content, self.catalogs(), CODES, today)

    def _write(self, path: Path, value: object) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
        return path


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.facts()
    shelf.cities()
    shelf.topic()
    shelf.entry()
    shelf.entry(**OTHER)
    for kind in EMERGENCIES:
        shelf.emergency(kind)
    for code in LANGUAGES:
        path = po.po_path(shelf.locales, code, INTERFACE)
        path.parent.mkdir(parents=True)
        path.write_text(po.written(po.read(shelf.locales, code, INTERFACE), code, lines=False), "utf-8")
    shelf.translate()
    return shelf
