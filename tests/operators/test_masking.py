"""Masking: what leads to somebody goes, what matters for the advice stays, and the length never changes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from operators import contact_free, mask
from operators.masking import Personal


@pytest.mark.parametrize(
    ("text", "shown", "kind"),
    [
        ("мой номер +7 926 123-45-67 звоните", "мой номер +• ••• •••-••-67 звоните", Personal.NUMBER),
        ("8 (926) 123 45 67", "• (•••) ••• •• 67", Personal.NUMBER),
        ("tel:+996(555)12-34-56", "tel:+•••(•••)••-••-56", Personal.NUMBER),
        ("998901234567", "••••••••••67", Personal.NUMBER),
        ("паспорт AA1234567", "паспорт •••••••67", Personal.PASSPORT),
        ("ID an 1234567", "ID •• •••••67", Personal.PASSPORT),
        ("карта 4111 1111 1111 1111", "карта •••• •••• •••• ••11", Personal.CARD),
        ("пиши @ivan_petrov", "пиши ••••••••••••", Personal.ACCOUNT),
        ("https://t.me/ivanov", "•••••:•••••••••••••", Personal.ACCOUNT),
        ("mail a.b@mail.ru", "mail ••••••••••", Personal.ACCOUNT),
        ("ИНН 123456789012", "ИНН ••••••••••12", Personal.NUMBER),
    ],
)
def test_what_leads_to_somebody_is_masked(text: str, shown: str, kind: Personal) -> None:
    masked = mask(text)
    assert masked.kinds == (kind,)
    assert len(masked.text) == len(text)
    assert [one for one in masked.text if one.isdigit()] == [one for one in shown if one.isdigit()]
    assert masked.text.count("•") >= shown.count("•") - 3


@pytest.mark.parametrize(
    "text",
    [
        "приехал 12.05.2026, уехал 15.06.2026",
        "12.05.2026 15.06.2026",
        "долг 150 000 000 сум",
        "3.500.000 тенге 2 000 000",
        "звоните 112 или 103",
        "с 10:00-18:00 в 2026 году 5000 рублей",
        "код K7M-2Q4",
        "12 345 рублей за 90 дней из 365",
        "email без адреса @ и точка",
    ],
)
def test_what_matters_for_the_advice_stays(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).kinds == ()


@given(st.text(max_size=400))
@example("+7 926 123 45 67" * 200)
def test_no_text_raises_and_none_changes_its_length(text: str) -> None:
    masked = mask(text)
    assert (
        len(masked.text.encode("utf-16-le")) == len(text.encode("utf-16-le", "surrogatepass"))
        or "\ud800" <= max(text, default="") <= "\udfff"
    )
    assert bool(masked.kinds) == (masked.text != text)


@given(st.from_regex(r"\A\+?[1-9][0-9]{10,12}\Z"), st.text(st.characters(categories=["Ll"]), max_size=20))
def test_a_telephone_number_never_passes(number: str, words: str) -> None:
    assert number not in mask(f"{words} {number} {words}").text


def test_an_offices_number_may_be_given_and_ones_own_not() -> None:
    known = ["+7 495 123-45-67", "112"]
    assert contact_free("Call +7 495 123-45-67 or 112", known)
    assert contact_free("Call 74951234567", known)
    assert not contact_free("Call me +7 916 000-11-22", known)
    assert not contact_free("write to @Aziza_op", known, "aziza_op")
    assert contact_free("write to @embassy_bot", known, "aziza_op")
    assert contact_free("The fee is 4 500 roubles", known)
