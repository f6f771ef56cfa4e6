from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import Catalogs, negotiate

LANGUAGES = ("ru", "uz", "uz_Cyrl", "tg", "ky", "kk", "tk", "en")


@pytest.mark.parametrize(
    ("phone", "first"),
    [
        ("uz", ("uz", "uz_Cyrl")),
        ("uz-Latn", ("uz", "uz_Cyrl")),
        ("uz-latn-uz", ("uz", "uz_Cyrl")),
        ("uz-cyrl-uz", ("uz_Cyrl", "uz")),
        ("uz_Cyrl", ("uz_Cyrl", "uz")),
        ("UZ", ("uz", "uz_Cyrl")),
        ("ru-RU", ("ru",)),
        ("tg", ("tg",)),
        ("tg-Cyrl-TJ", ("tg",)),
        ("en-GB", ("en",)),
        ("tk-Latn", ("tk",)),
    ],
)
def test_the_phones_language_comes_first(phone: str, first: tuple[str, ...]) -> None:
    assert negotiate(phone, LANGUAGES)[: len(first)] == first


@pytest.mark.parametrize("junk", [None, "", "-", "zz", "de", "🦊", "u" * 10_000_000, "../../etc", "\x00", "russian"])
def test_a_code_we_cannot_use_leaves_the_order(junk: str | None) -> None:
    assert negotiate(junk, LANGUAGES) == LANGUAGES


@given(
    st.none() | st.text() | st.from_regex(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8}){0,4}"),
    st.sets(st.sampled_from(LANGUAGES)),
)
def test_never_raises_loses_or_invents_a_language(phone: str | None, languages: set[str]) -> None:
    assert sorted(negotiate(phone, tuple(languages))) == sorted(languages)


def test_every_language_we_have_leads_when_the_phone_names_it() -> None:
    for code in Catalogs.load().languages:
        assert negotiate(code.replace("_", "-").lower(), LANGUAGES)[0] == code
