"""The language of a message: as people write it, also without the right letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base import Languages, load
from locales import Catalogs

CATALOGS = Catalogs.load()
LANGUAGES = Languages(load(), CATALOGS)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("хозяин уже третий месяц не платит деньги", "ru"),
        ("hozyain uje tretiy mesyac ne platit dengi", "ru"),
        ("ustim uch oydan beri pul bermayapti nima qilay", "uz"),
        ("устам уч ойдан бери пул бермаяпти нима қилай", "uz_Cyrl"),
        ("хоҷаин се моҳ боз музди меҳнатро намедиҳад", "tg"),
        ("хочаин се мох боз музди мехнатро намедихад", "tg"),
        ("кожоюн үч айдан бери акча бербей жатат", "ky"),
        ("қожайын үш айдан бері ақша бермей жатыр", "kk"),
        ("hojaýyn üç aýdan bäri pul berenok näme etmeli", "tk"),
        ("my boss has not paid me for three months", "en"),
    ],
)
def test_the_language_of_a_question_that_was_never_learnt(typed: str, language: str) -> None:
    assert LANGUAGES.of(typed) == language


@pytest.mark.parametrize("typed", ["", "да", "112", "🙂🙂 🙂", "?!", "ok"])
def test_too_little_says_nothing(typed: str) -> None:
    assert LANGUAGES.of(typed) is None


@settings(max_examples=200)
@given(st.text(max_size=4096) | st.text(st.characters(), max_size=300))
def test_no_text_of_a_stranger_raises(text: str) -> None:
    assert LANGUAGES.of(text) in {None, *CATALOGS.languages}
