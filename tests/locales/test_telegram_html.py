from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import Html, escape, fault_in, visible_length, visible_text


@given(st.text())
def test_escaped_text_is_sound_and_shows_exactly_itself(text: str) -> None:
    assert fault_in(escape(text)) is None
    assert fault_in(f'<a href="https://{escape(text)}">x</a>') is None
    assert visible_text(escape(text)) == text


def test_ready_html_is_not_escaped_again() -> None:
    assert escape(escape("a < b")) == "a &lt; b"
    assert escape(Html("<b>x</b>")) == "<b>x</b>"


@pytest.mark.parametrize(
    "sound",
    [
        "plain & simple > text",
        '<b>bold <a href="https://example.org/?a=1&amp;b=2">link</a></b>',
        "<blockquote expandable>q</blockquote>",
        '<span class="tg-spoiler">s</span><tg-spoiler>s</tg-spoiler>',
    ],
)
def test_takes_what_telegram_takes(sound: str) -> None:
    assert fault_in(sound) is None


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("a < b", "begins no tag"),
        ("<b>never", "never closed"),
        ("</b>", "closes nothing"),
        ("<b><i>crossed</b></i>", "closes nothing"),
        ("<p>para</p>", "knows no <p>"),
        ("<br>", "knows no <br>"),
        ("<a>no address</a>", "attributes"),
        ('<b onclick="x">b</b>', "attributes"),
        ("<b><b>twice</b></b>", "inside"),
    ],
)
def test_finds_what_telegram_refuses(broken: str, said: str) -> None:
    assert said in (fault_in(broken) or "")


def test_visible_length_leaves_out_tags_and_counts_an_entity_as_one() -> None:
    assert visible_length("<b>a&amp;b</b>") == 3
