"""Telegram HTML: escaping, shortening and measuring text (Bot API, "HTML style")."""

import re
import unicodedata
from html import escape, unescape

MESSAGE_LIMIT = 4096  # UTF-16 units after parsing, which is safe even if Telegram counts code points

_TAG = re.compile(r"<[^>]+>")
_JOINER = "\u200d"
_FSI, _PDI = "\u2068", "\u2069"


def esc(text: str) -> str:
    """Escapes text between tags; not for attributes."""
    return escape(text, quote=False)


def bold(text: str) -> str:
    return f"<b>{esc(text)}</b>"


def labelled(label: str, html: str) -> str:
    """ "Label: value" where the value is HTML already."""
    return f"{bold(label)}: {html}"


def struck(text: str) -> str:
    return f"<s>{esc(text)}</s>"


def code(text: str) -> str:
    return f"<code>{esc(text)}</code>"


def folded(text: str) -> str:
    """A long text, collapsed to its first lines."""
    return f"<blockquote expandable>{esc(text)}</blockquote>"


def anchor(text: str, url: str) -> str:
    return f'<a href="{escape(url, quote=True)}">{esc(text)}</a>'


def isolated(text: str) -> str:
    """Isolates a right-to-left name from the rest of its line (UAX 9, FSI and PDI)."""
    return f"{_FSI}{text}{_PDI}"


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def length(html: str) -> int:
    """Length of HTML in UTF-16 units after parsing."""
    return units(unescape(_TAG.sub("", html)))


def shortened(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units, cut with an ellipsis between visible characters."""
    if units(text) <= limit:
        return text
    cut = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    end = len(cut)
    while end and _belongs_together(text[end - 1], text[end]):
        end -= 1
    return text[:end].rstrip() + "…"


def _belongs_together(left: str, right: str) -> bool:
    mark = unicodedata.category(right)[0] == "M" or "\U0001f3fb" <= right <= "\U0001f3ff"  # accents, skin tones
    return mark or _JOINER in {left, right}
