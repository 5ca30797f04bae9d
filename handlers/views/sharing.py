"""«Поделиться»: an invitation to share, by forwarding or in inline mode."""

from aiogram.types import (
    InlineKeyboardButton,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    SwitchInlineQueryChosenChat,
)

from domain.event import Event
from domain.person import Person
from handlers.callbacks import NEW
from handlers.views import View, attendees, moment
from handlers.views.event_text import lines, paragraphs
from handlers.views.keyboards import keyboard
from handlers.views.markup import anchor, bold, esc, shortened
from locales import gettext as _

ASKED_LIMIT = 60  # UTF-16 units of the title; Telegram allows 256, with the bot's name
TITLE_LIMIT = 100


def hint(event: Event, has_inline: bool) -> View:
    """Sent before the invitation. With inline mode, a button opens Telegram's window for choosing a chat."""
    by_hand = _("Forward the next message to anyone you'd like to invite.")
    how = (
        _("Forward the next message to anyone you'd like to invite, or choose a chat for it.")
        if has_inline
        else by_hand
    )
    invites = _("Anyone who opens the link in it gets an invitation.")
    return View(esc(f"{how} {invites}"), keyboard([_choose_chat(event)]) if has_inline else None)


def invitation(event: Event, link: str, reader: Person) -> View:
    """To be forwarded. Without the join link, since strangers may get it."""
    text = paragraphs(
        _("{name} invites you to an event").format(name=attendees.name(event.organizer)),
        lines(bold(event.summary), moment.tagged(event.when, reader)),
        _("To respond and get the calendar file: {link}").format(link=anchor(_("open the invitation"), link)),
    )
    return View(text)


def offer(event: Event, link: str, reader: Person) -> InlineQueryResultArticle:
    """A result of inline mode, which becomes the invitation when tapped."""
    return InlineQueryResultArticle(
        id=str(event.id),
        title=shortened(event.summary, TITLE_LIMIT),
        description=moment.span(event.when, reader),
        input_message_content=InputTextMessageContent(message_text=invitation(event, link, reader).text),
    )


def new_event_button() -> InlineQueryResultsButton:
    """The button above the results of inline mode; it opens an empty form."""
    return InlineQueryResultsButton(text=_("New event"), start_parameter=NEW)


def _choose_chat(event: Event) -> InlineKeyboardButton:
    asked = event.summary.encode("utf-16-le")[: 2 * ASKED_LIMIT].decode("utf-16-le", "ignore").strip()
    chosen = SwitchInlineQueryChosenChat(query=asked, allow_user_chats=True, allow_group_chats=True)
    return InlineKeyboardButton(text=_("Choose a chat"), switch_inline_query_chosen_chat=chosen)
