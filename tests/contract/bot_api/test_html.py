"""HTML as Telegram reads it: core.telegram.org/bots/api#html-style. Every broken text goes out through aiogram."""

from typing import Any

import pytest
from aiogram import Bot as Client

from demo.telegram import Person, Telegram
from tests.contract.bot_api.tools import refusal

BROKEN = [
    ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
    ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("я <x>", 'Unsupported start tag "x" at byte offset 3'),
    ("a <b", "Unclosed start tag at byte offset 2"),
    ('<a href="https://a.ru', 'Unclosed start tag "a" at byte offset 0'),
    ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=https://a.ru>y</a>", "Unexpected end of name token at byte offset 8"),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ('<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-time unix="1" format="x">y</tg-time>', "Invalid date format used"),
]


@pytest.mark.parametrize(("text", "why"), BROKEN)
async def test_broken_html_is_refused_with_the_parsers_words(client: Client, anna: Person, text: str, why: str) -> None:
    """1. A text whose markup is broken is not sent, and the refusal names the byte."""
    before = anna.messages
    assert await refusal(client.send_message(anna.id, text, parse_mode="HTML")) == (
        f"Bad Request: can't parse entities: {why}"
    )
    assert anna.messages == before


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


UNDERSTOOD = [
    ("<B>x</b><strong>y</strong>", "xy", [entity("bold", 0, 2)]),
    ("<i>x</i> <em>y</em>", "x y", [entity("italic", 0, 1), entity("italic", 2, 1)]),
    ("<u>x</u> <ins>y</ins>", "x y", [entity("underline", 0, 1), entity("underline", 2, 1)]),
    ("<s>x</s> <strike>y</strike> <del>z</del>", "x y z", [entity("strikethrough", at, 1) for at in (0, 2, 4)]),
    ('<tg-spoiler>x</tg-spoiler><span class="tg-spoiler">y</span>', "xy", [entity("spoiler", 0, 2)]),
    ("😀<b>я</b>", "😀я", [entity("bold", 2, 1)]),
    ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
    ("<b><b>a</b></b>", "a", [entity("bold", 0, 1)]),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [entity("blockquote", 0, 2)]),
    ("<code>a<b>b</b></code>", "ab", [entity("code", 0, 2)]),
    ("<b>a</>", "a", [entity("bold", 0, 1)]),
    ("<code>x</code>", "x", [entity("code", 0, 1)]),
    ("<pre>x</pre>", "x", [entity("pre", 0, 1)]),
    ('<pre><code class="language-py">x</code></pre>', "x", [entity("pre", 0, 1, language="py")]),
    ("<b>a<code>b</code>c</b>", "abc", [entity("bold", 0, 1), entity("code", 1, 1), entity("bold", 2, 1)]),
    ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
    ('<a href="https://a.ru/?x=1&amp;y=2">z</a>', "z", [entity("text_link", 0, 1, url="https://a.ru/?x=1&y=2")]),
    ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
    (
        '<tg-time unix="1795521600" format="wDt">вт</tg-time>',
        "вт",
        [entity("date_time", 0, 2, unix_time=1795521600, date_time_format="wDt")],
    ),
    ('<tg-time unix="0" format="r">x</tg-time>', "x", []),
    ("&lt;b&gt; &amp; &quot;&#1103;&#x44F;", '<b> & "яя', []),
    ("&nbsp;&apos;&copy;", "&nbsp;&apos;&copy;", []),
    ("  \n<b> x </b>\n ", "x", [entity("bold", 0, 1)]),
    ("<b></b>x", "x", []),
]


@pytest.mark.parametrize(("text", "plain", "entities"), UNDERSTOOD)
async def test_good_html_becomes_text_with_entities(
    client: Client, anna: Person, text: str, plain: str, entities: list[dict[str, Any]]
) -> None:
    """2. Tags become entities in UTF-16 units; unknown character references stay as they are; ends are trimmed."""
    sent = await client.send_message(anna.id, text, parse_mode="HTML")
    assert sent.text == plain
    assert [found.model_dump(exclude_none=True) for found in sent.entities or []] == entities
    assert anna.messages[-1].text == plain


async def test_a_link_nobody_can_open_is_lost_with_a_warning(client: Client, anna: Person, world: Telegram) -> None:
    """3. An unusable address loses its link silently on Telegram; here the world warns."""
    sent = await client.send_message(anna.id, '<a href="conf:sip:x">y</a>', parse_mode="HTML")
    assert (sent.text, sent.entities) == ("y", None)
    assert "the tag a with {'href': 'conf:sip:x'} is dropped silently" in world.warnings


async def test_a_user_link_becomes_a_mention(client: Client, anna: Person) -> None:
    """4. tg://user?id= mentions a person without a username."""
    sent = await client.send_message(anna.id, f'<a href="tg://user?id={anna.id}">Анна</a>', parse_mode="HTML")
    assert sent.entities
    assert sent.entities[0].type == "text_mention"
    assert sent.entities[0].user
    assert sent.entities[0].user.id == anna.id
    assert anna.messages[-1].html == f'<a href="tg://user?id={anna.id}">Анна</a>'


async def test_the_text_can_be_read_as_html_again(client: Client, anna: Person) -> None:
    """5. What a person sees is available with its markup."""
    html = '<b>a</b> <tg-time unix="1795521600" format="wDt">вт</tg-time> <a href="https://a.ru/">b</a> &lt;'
    await client.send_message(anna.id, html, parse_mode="HTML")
    assert anna.messages[-1].html == html


async def test_telegram_finds_commands_addresses_and_mentions(client: Client, anna: Person) -> None:
    """6. Plain text gets the entities that Telegram detects by itself."""
    sent = await client.send_message(anna.id, "😀 /help https://a.ru/x, @orlova a@b.ru")
    assert sent.entities
    found = [(entity.type, entity.extract_from(sent.text or "")) for entity in sent.entities]
    assert found == [("bot_command", "/help"), ("url", "https://a.ru/x"), ("mention", "@orlova"), ("email", "a@b.ru")]
