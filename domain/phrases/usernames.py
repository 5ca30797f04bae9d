"""People named in what is typed, the same way in a form and in a whole event.

As @name, as the link t.me/name, or by a mention of Telegram's own for somebody without a username, which stands in the
text as [Борис](tg://user?id=1004), as in Telegram's Markdown.
"""

import re

_NAME = "[A-Za-z][A-Za-z0-9_]{3,31}"  # since Fragment sells them, usernames may have four characters
_LINK = rf"(?:https?://)?(?:t|telegram)\.me/(?P<link>{_NAME})(?![/?+])"
_MENTION = re.compile(r"\[(?P<shown>[^\]\n]*)\]\(tg://user\?id=(?P<id>[0-9]{1,16})\)")
_NAMED = re.compile(rf"(?:(?<![\w@./])(?:@(?P<at>{_NAME})|{_LINK})(?![.-]?\w)|{_MENTION.pattern})[,;.!?]?")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")

Name = str | int
"""A username without @, or a person's id on Telegram."""


def named_in(text: str) -> tuple[Name, ...]:
    """Everybody named in the text, in order."""
    return tuple(int(found["id"]) if found["id"] else found["at"] or found["link"] for found in _NAMED.finditer(text))


def without_names(text: str, cut: str) -> str:
    """The text with `cut` in the place of each name, and of brackets that held nothing else."""
    return _EMPTY_BRACKETS.sub(cut, _NAMED.sub(cut, text))


def names_in(typed: str) -> tuple[Name, ...]:
    """As `named_in`; where only people are asked for, usernames do without @."""
    bare = typed.replace(",", " ").split()
    return named_in(typed) or (tuple(bare) if all(re.fullmatch(_NAME, word) for word in bare) else ())


def mention(shown: str, telegram_id: int) -> str:
    """How a mention of Telegram's own is written in the text."""
    plain = re.sub(r"[\[\]\n]", " ", shown)
    return f"[{plain}](tg://user?id={telegram_id})"


def unmarked(text: str) -> str:
    """The text as people read it."""
    return _MENTION.sub(r"\g<shown>", text)
