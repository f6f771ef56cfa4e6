from __future__ import annotations

import pytest

from knowledge_base.figures import differences, figures


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("2,500 roubles", "2 500 рублей"),
        ("2,500 roubles", "2\u00a0500 сум"),
        ("12.345.678", "12345678"),
        ("call +7 495 123-45-67", "+7 (495) 1234567 га қўнғироқ"),
        ("call 8 800 200-12-34", "8-800-200-12-34"),
        ("1 January 2026", "2026-yil 1-yanvar"),
        ("article 18.8", "статья 18.8"),
        ("within 7 days, or 15", "15 kun, yoki 7"),
        ("see https://example.org/2026", "қаранг https://example.org/1999"),
    ],
)
def test_the_same_figures_however_they_are_written(source: str, translation: str) -> None:
    assert differences(figures(source), figures(translation)) == ""


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        ("within 7 days", "15 kun ichida", "+15 -7"),
        ("call 112", "qoʻngʻiroq qiling", "-112"),
        ("call +7 495 123-45-67", "+7 495 123-45-68", "+74951234568 -74951234567"),
        ("2,500 roubles", "25 000 рублей", "+25000 -2500"),
        ("7 and 7", "7", "-7"),
    ],
)
def test_what_differs_is_said(source: str, translation: str, said: str) -> None:
    assert " ".join(sorted(differences(figures(source), figures(translation)).split())) == said
