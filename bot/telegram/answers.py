"""What is answered after the commit: a press, and what is typed in inline mode. After a crash it is worth nothing."""

from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery, TelegramMethod
from aiogram.types import Update

from handlers.chat import Chat
from handlers.views.invitation import planning


def answer_to(update: Update, chat: Chat) -> TelegramMethod[bool] | None:
    """None for what waits for no answer. Offers are never remembered by Telegram: they are one person's, and change."""
    if update.callback_query is not None:
        return AnswerCallbackQuery(
            callback_query_id=update.callback_query.id, text=chat.toast, show_alert=chat.is_alert or None
        )
    if update.inline_query is not None:
        return AnswerInlineQuery(
            inline_query_id=update.inline_query.id,
            results=list(chat.offers),
            cache_time=0,
            is_personal=True,
            button=planning(),
        )
    return None
