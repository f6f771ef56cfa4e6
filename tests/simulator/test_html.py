from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.entities import Entity, EntityError, cut, settled, units
from simulator.entities_html import parse_html
from simulator.safe_html import marked


def read(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    plain, entities = settled(*parse_html(text))
    return plain, [(one.type, one.offset, one.length) for one in entities]


@pytest.mark.parametrize(
    ("written", "plain", "entities"),
    [
        ("<b>bold</b> <strong>too</strong>", "bold too", [("bold", 0, 4), ("bold", 5, 3)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 2)]),
        ("<u>a</u> <ins>b</ins>", "a b", [("underline", 0, 1), ("underline", 2, 1)]),
        ("<s>a</s> <strike>b</strike> <del>c</del>", "a b c", [("strikethrough", at, 1) for at in (0, 2, 4)]),
        ("<tg-spoiler>x</tg-spoiler> <span class='tg-spoiler'>y</span>", "x y", [("spoiler", 0, 1), ("spoiler", 2, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<code class=language-py>a</code>", "a", [("code", 0, 1)]),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("&lt;b&gt; &amp; &quot; &#1178; &#x41F;", '<b> & " Қ П', []),
        ("&nbsp;&apos;&unknown", "&nbsp;&apos;&unknown", []),
        ("<b>😀</b>😀<i>x</i>", "😀😀x", [("bold", 0, 2), ("italic", 4, 1)]),
        ("<B>a</b >", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("  <b>a</b>  ", "a", [("bold", 0, 1)]),
        ("<code>a<b>b</b></code>", "ab", [("code", 0, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
    ],
)
def test_markup_becomes_entities_counted_in_utf16(written: str, plain: str, entities: object) -> None:
    assert read(written) == (plain, entities)


def test_a_language_makes_a_block_of_code_one_entity() -> None:
    _, entities = parse_html('<pre><code class="language-python">x</code></pre>')
    assert entities == [Entity("pre", 0, 1, {"language": "python"})]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ('<a href="https://Example.org">x</a>', "https://example.org/"),
        ("<a href='http://a.org/?b=1&amp;c=2'>x</a>", "http://a.org/?b=1&c=2"),
        ("<a>example.org</a>", "http://example.org/"),
        ('<a href="tg://resolve?domain=x">x</a>', "tg://resolve?domain=x"),
    ],
)
def test_a_link_is_kept_as_telegram_writes_it(written: str, url: str) -> None:
    _, entities = parse_html(written)
    assert [one.extra for one in entities] == [{"url": url}]


@pytest.mark.parametrize("address", ["tel:+992372210000", "javascript:alert(1)", "http://localhost/", "not a link"])
def test_a_link_telegram_does_not_take_is_plain_text(address: str) -> None:
    assert parse_html(f'<a href="{address}">x</a>') == ("x", [])


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("ҳ<b>a</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("a <p>b</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=http://x.org>a</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
        ("<b/>", 'Unsupported start tag "b/" at byte offset 0'),
        ("<b />", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("&#xD800;", "Text contains invalid Unicode characters after decoding HTML entities"),
        ('<tg-emoji emoji-id="a">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_malformed_markup_is_refused_in_telegrams_words(written: str, refusal: str) -> None:
    with pytest.raises(EntityError) as caught:
        parse_html(written)
    assert str(caught.value).startswith(refusal)


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e"),
    min_size=1,
    max_size=8,
)
TAGS = st.sampled_from(["b", "i", "u", "s", "tg-spoiler"])


@st.composite
def nested(draw: st.DrawFn, depth: int = 0) -> str:
    if depth > 3 or draw(st.booleans()):
        return html.escape(draw(TEXTS), quote=False)
    tag = draw(TAGS)
    return f"<{tag}>{draw(nested(depth + 1))}{draw(nested(depth + 1))}</{tag}>"


@given(nested())
@settings(max_examples=200, deadline=None)
def test_what_is_shown_reads_back_as_the_same_message(written: str) -> None:
    text, entities = settled(*parse_html(written))
    again = settled(*parse_html(marked(text, [one.shown() for one in entities])))
    assert again == (text, entities)


@given(nested())
@settings(max_examples=200, deadline=None)
def test_every_entity_lies_within_the_text(written: str) -> None:
    text, entities = settled(*parse_html(written))
    assert all(one.offset >= 0 and one.length > 0 and one.end <= units(text) for one in entities)
    assert all(cut(text, one.offset, one.length).strip() for one in entities)


@given(st.text(st.sampled_from('<>/&;#x"=ba 1ҳ😀\n-'), max_size=40))
@settings(max_examples=500, deadline=None)
def test_garbage_is_read_or_refused(garbage: str) -> None:
    try:
        text, entities = settled(*parse_html(garbage))
    except EntityError:
        return
    assert "<script" not in marked(text, [one.shown() for one in entities])


def test_shown_html_has_no_tag_and_no_link_but_our_own() -> None:
    evil = [{"type": "text_link", "offset": 0, "length": 1, "url": 'javascript:alert("x")'}]
    assert marked("<img onerror=x>", evil) == "&lt;img onerror=x&gt;"
    quoted = [{"type": "text_link", "offset": 0, "length": 1, "url": 'https://x.org/"onclick="y'}]
    assert marked("a", quoted) == '<a href="https://x.org/&quot;onclick=&quot;y">a</a>'
