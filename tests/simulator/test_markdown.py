from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.entities import EntityError, settled, units
from simulator.entities_markdown import parse_markdown


def read(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    plain, entities = settled(*parse_markdown(text))
    return plain, [(one.type, one.offset, one.length) for one in entities]


@pytest.mark.parametrize(
    ("written", "plain", "entities"),
    [
        (
            "*b* _i_ __u__ ~s~ ||p||",
            "b i u s p",
            [("bold", 0, 1), ("italic", 2, 1), ("underline", 4, 1), ("strikethrough", 6, 1), ("spoiler", 8, 1)],
        ),
        ("*a _b_*", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
        (r"1\.5 \*no\*", "1.5 *no*", []),
        ("`a_b`", "a_b", [("code", 0, 3)]),
        ("```py\nx\n```", "x", [("pre", 0, 1)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4)]),
        (">a||", "a", [("expandable_blockquote", 0, 1)]),
        ("*😀*", "😀", [("bold", 0, 2)]),
        ("![👍](tg://emoji?id=5368324170671202286)", "👍", [("custom_emoji", 0, 2)]),
    ],
)
def test_markup_becomes_entities(written: str, plain: str, entities: object) -> None:
    assert read(written) == (plain, entities)


def test_a_link_carries_its_address() -> None:
    _, [link] = parse_markdown(r"[x](https://example.org/a\)b)")
    assert link.extra == {"url": "https://example.org/a)b"}


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("ҳ_a", "Can't find end of Italic entity at byte offset 2"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL at byte offset 4"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("![a]", "The entity must contain a tg://emoji or tg://time URL"),
        (">*a\nb", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_malformed_markup_is_refused_in_telegrams_words(written: str, refusal: str) -> None:
    with pytest.raises(EntityError) as caught:
        parse_markdown(written)
    assert str(caught.value) == refusal


@given(st.text(st.sampled_from("*_~|`[]()!>\\\n.a😀"), max_size=30))
@settings(max_examples=500, deadline=None)
def test_garbage_is_read_or_refused(garbage: str) -> None:
    try:
        text, entities = settled(*parse_markdown(garbage))
    except EntityError:
        return
    assert all(one.end <= units(text) for one in entities)
