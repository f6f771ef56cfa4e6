"""The first screens: the languages, and what this is."""

from __future__ import annotations

from handlers.buttons import Go, Speak, Talk, button
from handlers.house import House
from handlers.screens import Screen, in_rows, ways_out
from handlers.visitor import Visitor
from locales import Speech, negotiate, visible_text


def language_screen(house: House, visitor: Visitor) -> Screen:
    """Every language by its own name, the phone's first; the question itself in the three likeliest."""
    order = negotiate(visitor.language or visitor.phone_language, house.catalogs.languages)
    speeches = [house.catalogs[code] for code in order]
    asked = dict.fromkeys(str(speech.t("Choose your language")) for speech in [*speeches[:2], *_common(house)])
    buttons = [button(visible_text(speech.own_name), Speak(language=speech.code)) for speech in speeches]
    rows = in_rows(buttons)
    if visitor.language is not None:
        rows.append(ways_out(visitor.speech))
    return Screen("🌐 " + "\n🌐 ".join(asked), rows)


def intro_screen(speech: Speech) -> Screen:
    """One short screen: what this is, that it is free and anonymous, what is kept."""
    text = "\n\n".join(
        [
            speech.t("<b>Hamroh: help on the road</b>"),
            speech.t(
                "Answers on documents, consulates, health, work and the way home, for people from Kazakhstan, "
                "Kyrgyzstan, Tajikistan, Turkmenistan and Uzbekistan. When an answer is not enough, a person reads "
                "your message and writes back."
            ),
            speech.t("It is free. We do not ask your name, and the people who answer do not see who you are."),
            speech.t(
                "We keep your language, and your messages to an operator while your case is open and a short time "
                "after. How long exactly: /privacy. Erase everything at once: /forget"
            ),
            speech.t("In danger, call 112 now."),
        ]
    )
    return Screen(
        text,
        [
            [button("☰ " + visible_text(speech.t("Open the menu")), Go(node="menu"))],
            [button("🧑 " + visible_text(speech.t("Talk to a person")), Talk(node="menu"))],
            [button("🆘 " + visible_text(speech.t("Emergency")), Go(node="t_emergency"))],
        ],
    )


def _common(house: House) -> list[Speech]:
    return [house.catalogs[code] for code in ("ru", "en") if code in house.catalogs.languages]
