from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.markup import blocks, html, inline, links, loose_marks, plain, visible_length
from locales import fault_in

BODY = """\
You **must** know
this & that:
- one
- two
  goes on

1. First
2. Second [page](https://example.org/?a=1&b=2)

End."""
MARKS = st.text(alphabet="*[]()<>&\"'-1. \nabя‘https://{}") | st.lists(
    st.sampled_from(["**", "[", "]", "](https://e.org)", "](javascript:x)", "1. ", "- ", "\n", "<b>", "&lt;", "a "]),
    max_size=40,
).map("".join)


def test_paragraphs_lists_and_steps() -> None:
    assert html(BODY) == (
        "You <b>must</b> know this &amp; that:\n• one\n• two goes on\n\n1. First\n"
        '2. Second <a href="https://example.org/?a=1&amp;b=2">page</a>\n\nEnd.'
    )
    assert plain(BODY).endswith("1. First\n2. Second page\n\nEnd.")


def test_a_translator_gets_paragraphs_and_items_without_their_marks() -> None:
    assert [(block.marker, block.text) for block in blocks(BODY)] == [
        ("", "You **must** know this & that:"),
        ("• ", "one"),
        ("• ", "two goes on"),
        ("1. ", "First"),
        ("2. ", "Second [page](https://example.org/?a=1&b=2)"),
        ("", "End."),
    ]
    assert [block.line for block in blocks(BODY)] == [0, 2, 3, 6, 7, 9]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**a [b](https://e.org) c**", '<b>a <a href="https://e.org">b</a> c</b>'),
        ("[**b**](https://e.org)", '<a href="https://e.org"><b>b</b></a>'),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[x](ftp://e.org)", "[x](ftp://e.org)"),
        ('[x](https://e.org/"onclick)', "[x](https://e.org/&quot;onclick)"),
        ("2 ** 3", "2 ** 3"),
        ("<b>raw</b>", "&lt;b&gt;raw&lt;/b&gt;"),
    ],
)
def test_only_our_marks_become_tags(text: str, shown: str) -> None:
    assert inline(text) == shown


@given(st.text() | MARKS)
def test_whatever_comes_in_telegram_takes_what_goes_out(text: str) -> None:
    assert fault_in(html(text)) is None
    assert fault_in(inline(text)) is None
    assert visible_length(html(text)) <= len(text) + 2 * text.count("\n") + 2
    assert all(link.startswith(("https://", "http://")) for link in links(text))


@pytest.mark.parametrize("mark", ["*", "**", "[", "[a](", "**[", "](", "- **", "<"])
def test_ten_thousand_marks_without_end_are_still_text(mark: str) -> None:
    assert fault_in(html(mark * 10_000)) is None


@pytest.mark.parametrize("text", ["**open", "[x](ftp://e.org)", "a ** b"])
def test_marks_that_close_nothing_are_found(text: str) -> None:
    assert loose_marks(text)
    assert not loose_marks("**a** [b](https://e.org)")
