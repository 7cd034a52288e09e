"""HTML in, text and entities out, with Telegram's own complaints."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import html
from bot.sandbox.entities import found_in, utf16
from bot.sandbox.refusal import Refused


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a &lt; b</b> &amp; c", "a < b & c", [entity("bold", 0, 5)]),
        ("🦶 <i>foot</i>", "🦶 foot", [entity("italic", 3, 4)]),
        (
            "<b>a<u>b</u></b><s>c</s>",
            "abc",
            [entity("bold", 0, 2), entity("underline", 1, 1), entity("strikethrough", 2, 1)],
        ),
        (
            '<a href="https://x.org/?a=1&amp;b=2">l</a>',
            "l",
            [entity("text_link", 0, 1, url="https://x.org/?a=1&b=2")],
        ),
        (
            '<pre><code class="language-py">x</code></pre><code>y</code>',
            "xy",
            [entity("pre", 0, 1, language="py"), entity("code", 1, 1)],
        ),
        ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        (
            "<blockquote expandable>a</blockquote>",
            "a",
            [entity("expandable_blockquote", 0, 1)],
        ),
        (
            '<tg-time unix="1700000000" format="wt">Tue</tg-time>',
            "Tue",
            [entity("date_time", 0, 3, unix_time=1700000000, date_time_format="wt")],
        ),
        (
            '<a href="tg://user?id=5">Ada</a>',
            "Ada",
            [
                entity(
                    "text_mention",
                    0,
                    3,
                    user={"id": 5, "is_bot": False, "first_name": "Runner"},
                )
            ],
        ),
        ("<b></b>x", "x", []),
        ("&unknown; &#128; &#x1F9B6; &#0; a & b", "&unknown; \x80 🦶 &#0; a & b", []),
        ("<B>a</b >", "a", [entity("bold", 0, 1)]),
    ],
)
def test_supported_html_becomes_entities(
    source: str, text: str, entities: list[dict[str, Any]]
) -> None:
    assert html.parse(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é<p>", 'Unsupported start tag "p" at byte offset 2'),
        ("less < than <b>a</b>", 'Unsupported start tag "" at byte offset 5'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        (
            "<b>a</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<b =x>a</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href=x_y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-time unix='0'>a</tg-time>", "Invalid date specified"),
        ("<tg-time unix='9' format='q'>a</tg-time>", "Invalid date-time format specified"),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, fault: str) -> None:
    with pytest.raises(Refused) as refused:
        html.parse(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {fault}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    bold, entities = html.parse(f"<b>{escaped}</b>")
    assert bold == text
    assert [one["length"] for one in entities] == ([utf16(text)] if text else [])


@given(st.text(alphabet="<>/ab&;=\"' x1é"))
def test_any_soup_is_parsed_or_refused(soup: str) -> None:
    try:
        text, entities = html.parse(soup)
    except Refused:
        return
    assert all(one["offset"] + one["length"] <= utf16(text) for one in entities)


def test_commands_links_and_mentions_are_found_in_plain_text() -> None:
    text = "🦶 /run@dorsi_bot or https://x.org/a. Ask @runner_1, me@x.org, #ankle; 1/2"
    found = [
        (one["type"], text.encode("utf-16-le")[2 * one["offset"] :][: 2 * one["length"]])
        for one in found_in(text)
    ]
    assert [(kind, part.decode("utf-16-le")) for kind, part in found] == [
        ("bot_command", "/run@dorsi_bot"),
        ("url", "https://x.org/a"),
        ("mention", "@runner_1"),
        ("email", "me@x.org"),
        ("hashtag", "#ankle"),
    ]
